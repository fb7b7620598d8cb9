"""What an athlete decides about an activity: delete and restore it, say how it felt, call it a race."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest

from coach.activities import change_feedback, give_feedback, remove_activity, restore_activity, set_effort_kind
from coach.activity_import import import_activities, undo_import
from coach.activity_uploads import UploadedFile
from coach.plans import create_plan
from coach.readers.activity_files.contract import Answers
from coach.workouts import change_workout, log_workout
from data.activities import ActivityFilter, activities, activity_page, find_activity
from data.activity_imports import imports
from data.db import User
from data.errors import Conflict, NotFound, Stale
from data.plan_days import PlanDayEntry, find_day
from data.plans import PlanDraft
from data.records import record_list
from data.run_feedback import FeedbackEntry, find_feedback
from data.workouts import WorkoutEntry, find_workout, workouts
from tests.activity_files import Row, garmin_csv

START = datetime(2026, 5, 2, 8, 30)  # noqa: DTZ001 - local, as a watch shows it
TIRED = FeedbackEntry(effort=8, soreness=4, notes="Wind from the front")


def imported(user: User, *rows: Row) -> UUID:
    """The id of the newest activity of a list."""
    import_activities(user, [UploadedFile("Activities.csv", garmin_csv(rows))], Answers(unit="km"))
    found: UUID = activities(user).iloc[0]["id"]
    return found


def typed(**changes: Any) -> WorkoutEntry:
    return WorkoutEntry.model_validate({"date": START.date(), "session_type": "run", "distance_m": 10_000} | changes)


def only_log(user: User) -> Any:
    return find_workout(user, workouts(user).iloc[0]["id"])


def test_a_deleted_activity_leaves_list_log_and_records_and_comes_back(user: User) -> None:
    activity_id = imported(user, Row(START))
    before = only_log(user)

    remove_activity(user, activity_id)
    gone = (len(activities(user)), len(workouts(user)), record_list(user))
    restored = restore_activity(user, activity_id)

    assert gone == (0, 0, [])
    assert (restored.id, restored.workout_log_id) == (activity_id, before.id)
    assert len(record_list(user)) == 2
    assert len(activities(user)) == len(workouts(user)) == 1


def test_deleting_twice_or_what_is_not_there_is_told(user: User, other_user: User) -> None:
    activity_id = imported(user, Row(START))

    with pytest.raises(NotFound):
        remove_activity(other_user, activity_id)
    remove_activity(user, activity_id)

    with pytest.raises(NotFound):
        remove_activity(user, activity_id)
    with pytest.raises(NotFound):
        remove_activity(user, uuid4())
    with pytest.raises(NotFound):
        restore_activity(other_user, activity_id)


def test_restoring_what_was_never_deleted_changes_nothing(user: User) -> None:
    activity_id = imported(user, Row(START))
    before = find_activity(user, activity_id)

    assert restore_activity(user, activity_id) == before


def test_a_planned_session_opens_again_and_is_done_again(user: User) -> None:
    planned = PlanDayEntry(date=START.date(), title="Easy run", session_type="run", estimated_duration_minutes=50)
    draft = PlanDraft(plan_name="Spring", start_date=date(2026, 4, 27), duration_weeks=4, days=[planned])
    day = create_plan(user, draft).days[0]
    activity_id = imported(user, Row(START))

    remove_activity(user, activity_id)
    is_open = not find_day(user, day.id).is_completed
    restore_activity(user, activity_id)

    assert is_open
    assert find_day(user, day.id).is_completed


def test_a_typed_session_stays_as_typed_and_is_found_again(user: User) -> None:
    log = log_workout(user, typed()).workout
    activity_id = imported(user, Row(START))

    remove_activity(user, activity_id)
    alone = find_workout(user, log.id)
    restore_activity(user, activity_id)

    assert (alone.duration_s, alone.heart_rate_avg, alone.title) == (None, None, None)
    again = find_workout(user, log.id)
    assert (again.duration_s, again.heart_rate_avg, again.title) == (3_000, 150, "Morning run")
    assert find_activity(user, activity_id).workout_log_id == log.id
    assert len(workouts(user)) == 1


def test_what_was_typed_after_the_import_survives_its_undoing(user: User) -> None:
    log = log_workout(user, typed()).workout
    imported(user, Row(START))
    linked = find_workout(user, log.id)
    entry = {name: getattr(linked, name) for name in WorkoutEntry.model_fields}
    change_workout(user, log.id, WorkoutEntry.model_validate(entry | {"title": "Renamed"}))

    undo_import(user, imports(user).iloc[0]["id"])

    kept = find_workout(user, log.id)
    assert (kept.title, kept.heart_rate_avg, kept.distance_m) == ("Renamed", None, 10_000)


def test_the_effort_becomes_the_rpe_of_the_session(user: User) -> None:
    activity_id = imported(user, Row(START))

    said = give_feedback(user, activity_id, TIRED)
    first = only_log(user).rpe_post
    change_feedback(user, activity_id, FeedbackEntry(effort=6), said.updated_at)

    assert (said.effort, said.soreness, said.notes, said.recovery) == (8, 4, "Wind from the front", None)
    assert (first, only_log(user).rpe_post) == (8, 6)
    kept = find_feedback(user, activity_id)
    assert (kept.effort, kept.soreness, kept.notes) == (6, None, None)
    assert activities(user).iloc[0]["effort"] == 6


def test_an_rpe_that_was_typed_stands(user: User) -> None:
    log = log_workout(user, typed(rpe_post=4)).workout
    activity_id = imported(user, Row(START))

    give_feedback(user, activity_id, TIRED)
    change_feedback(user, activity_id, FeedbackEntry(effort=9))

    assert find_workout(user, log.id).rpe_post == 4


def test_feedback_is_given_once_and_changed_knowingly(user: User, other_user: User) -> None:
    activity_id = imported(user, Row(START))
    said = give_feedback(user, activity_id, TIRED)

    with pytest.raises(Conflict):
        give_feedback(user, activity_id, TIRED)
    with pytest.raises(Stale):
        change_feedback(user, activity_id, TIRED, said.updated_at - timedelta(seconds=1))
    with pytest.raises(NotFound):
        change_feedback(other_user, activity_id, TIRED)
    with pytest.raises(NotFound):
        find_feedback(other_user, activity_id)
    remove_activity(user, activity_id)
    with pytest.raises(NotFound):
        change_feedback(user, activity_id, TIRED)


@pytest.mark.parametrize(
    "wrong", [{}, {"notes": "  "}, {"effort": 0}, {"effort": 11}, {"notes": "a\x00b"}, {"notes": "x" * 5_001}]
)
def test_feedback_that_says_nothing_or_cannot_be_is_refused(wrong: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match=r"."):
        FeedbackEntry.model_validate(wrong)


def test_only_the_athlete_says_that_a_run_was_a_race(user: User, other_user: User) -> None:
    activity_id = imported(user, Row(START))

    raced = set_effort_kind(user, activity_id, "race")
    cleared = set_effort_kind(user, activity_id, None)

    assert (raced.effort_kind, cleared.effort_kind) == ("race", None)
    with pytest.raises(NotFound):
        set_effort_kind(other_user, activity_id, "race")


def test_a_list_is_filtered_by_family_and_days_and_paged(user: User) -> None:
    rows = [Row(START + timedelta(days=number)) for number in range(5)]
    imported(user, *rows, Row(START, None, 1_800.0, "Strength Training"))

    page = activity_page(
        user, ActivityFilter(family="run", first_date=date(2026, 5, 3), last_date=date(2026, 5, 5), limit=2)
    )

    assert (page.total, len(page.activities)) == (3, 2)
    assert list(page.activities["started_on"]) == [date(2026, 5, 5), date(2026, 5, 4)]
