"""The rest of a plan moves together: one version, nothing done is touched, nothing is moved by accident."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime, timedelta
from typing import Any

import psycopg
import pytest
from psycopg.rows import DictRow
from pydantic import ValidationError

from coach.plan_days import change_day, complete_day, skip_day
from coach.plan_shift import ShiftEntry, race_words, shift_plan, shift_preview
from coach.plans import create_plan, undo
from data.db import User
from data.errors import NotFound, Rejected, Stale
from data.plan_days import PlanDayEntry
from data.plan_versions import plan_versions
from data.plans import Plan, PlanDraft, find_plan
from data.workouts import WorkoutEntry

Owner = psycopg.Connection[DictRow]
# The athletes of these tests live in UTC.
TODAY = datetime.now(UTC).date()
MONDAY = TODAY - timedelta(days=TODAY.weekday())


def session(on: date, title: str = "Run", **changes: Any) -> PlanDayEntry:
    return PlanDayEntry.model_validate({"date": on, "title": title, "session_type": "run"} | changes)


def later(days: int) -> date:
    return TODAY + timedelta(days=days)


def by(days: int, from_date: date = TODAY, **changes: Any) -> ShiftEntry:
    return ShiftEntry(from_date=from_date, days=days, **changes)


@pytest.fixture
def plan(user: User) -> Plan:
    """Four weeks that began a week ago: missed, done, skipped, three to come and a rest day."""
    start = MONDAY - timedelta(days=7)
    days = [
        session(later(-1), "Missed"), session(TODAY, "Done"), session(TODAY, "Skipped"), session(TODAY, "Today"),
        session(later(1), "Rest", session_type="rest"), session(later(2), "Hills"),
        session(start + timedelta(days=27), "Last"),
    ]  # fmt: skip
    made = create_plan(user, PlanDraft(plan_name="Spring", start_date=start, duration_weeks=4, days=days))
    by_title = {day.title: day for day in made.days}
    complete_day(user, by_title["Done"].id, WorkoutEntry(date=TODAY, session_type="run", duration_minutes=40))
    skip_day(user, by_title["Skipped"].id)
    return find_plan(user, made.id)


def dates(plan: Plan) -> dict[str, date]:
    return {day.title: day.date for day in plan.days}


def race_in(owner: Owner, user: User, days: int) -> None:
    owner.execute("update athlete_profiles set race_date = %s where user_id = %s", (later(days), user.id))


def test_everything_open_from_a_day_on_moves_and_the_plan_grows(user: User, plan: Plan) -> None:
    preview = shift_preview(user, plan.id, by(8))
    shifted = shift_plan(user, plan.id, by(8), why="Flu")

    before, after = dates(plan), dates(shifted)
    moved = {"Today", "Rest", "Hills", "Last"}
    assert after == {title: on + timedelta(days=8) if title in moved else on for title, on in before.items()}
    assert [day.id for day in shifted.days if day.is_completed] == [day.id for day in plan.days if day.is_completed]
    assert (shifted.duration_weeks, shifted.end_date) == (6, plan.end_date + timedelta(days=14))
    assert (preview.session_count, preview.first_on, preview.last_on) == (3, later(8), after["Last"])
    assert (preview.duration_weeks, preview.end_date) == (shifted.duration_weeks, shifted.end_date)


def test_a_shift_is_one_version_with_its_reason_and_can_be_undone(user: User, plan: Plan) -> None:
    known = len(plan_versions(user, plan.id))

    shift_plan(user, plan.id, by(14), why="Flu")

    versions = plan_versions(user, plan.id)
    assert len(versions) == known + 1
    assert versions.iloc[0]["reason"].startswith("Moved everything open from ")
    assert versions.iloc[0]["reason"].endswith(" on 14 days later: Flu")
    undone = undo(user, plan.id)
    assert (dates(undone), undone.duration_weeks, undone.end_date) == (dates(plan), 4, plan.end_date)


def test_a_preview_changes_nothing(user: User, plan: Plan) -> None:
    shift_preview(user, plan.id, by(8))

    assert find_plan(user, plan.id) == plan


def test_what_is_to_come_does_not_move_before_today(user: User, plan: Plan) -> None:
    shift_plan(user, plan.id, by(-2, later(2)))
    assert dates(find_plan(user, plan.id))["Hills"] == TODAY

    with pytest.raises(Rejected, match=r"would move from .* which is before today"):
        shift_plan(user, plan.id, by(-1))

    assert dates(find_plan(user, plan.id))["Hills"] == TODAY


def test_a_missed_session_may_move_within_the_past_but_not_before_the_plan(user: User) -> None:
    start = MONDAY - timedelta(days=14)
    days = [session(start + timedelta(days=3), "Missed")]
    plan = create_plan(user, PlanDraft(plan_name="Old", start_date=start, duration_weeks=2, days=days))

    moved = shift_plan(user, plan.id, by(-3, start))

    assert dates(moved)["Missed"] == start
    with pytest.raises(Rejected, match="The plan starts on"):
        shift_plan(user, plan.id, by(-1, start))


def test_sessions_after_the_race_are_told_and_need_a_word(user: User, plan: Plan, owner: Owner) -> None:
    race_in(owner, user, 5)
    preview = shift_preview(user, plan.id, by(7))

    assert preview.after_race_count == 2
    assert race_words(preview).startswith("2 sessions would land after your race on ")
    with pytest.raises(Rejected, match="Confirm that you want this") as refused:
        shift_plan(user, plan.id, by(7))
    assert refused.value.field == "is_race_accepted"
    assert find_plan(user, plan.id) == plan
    assert dates(shift_plan(user, plan.id, by(7, is_race_accepted=True)))["Today"] == later(7)


def test_leaving_the_race_day_needs_a_word_in_both_directions(user: User, plan: Plan, owner: Owner) -> None:
    race_in(owner, user, 2)

    for days in (1, -1):
        with pytest.raises(Rejected, match="planned for the race day itself"):
            shift_plan(user, plan.id, by(days, later(2)))


def test_what_was_after_the_race_anyway_and_a_race_that_is_past_need_none(user: User, plan: Plan, owner: Owner) -> None:
    race_in(owner, user, -1)
    shift_plan(user, plan.id, by(1))
    race_in(owner, user, 1)

    shift_plan(user, plan.id, by(1, later(2)))

    assert dates(find_plan(user, plan.id))["Hills"] == later(4)


def test_a_shift_that_moves_nothing_or_too_far_is_refused(user: User, plan: Plan) -> None:
    with pytest.raises(Rejected, match="There is no open session"):
        shift_plan(user, plan.id, by(1, later(300)))
    shift_plan(user, plan.id, by(365))
    with pytest.raises(Rejected, match="at most 104 are possible"):
        shift_plan(user, plan.id, by(365))
    with pytest.raises(ValidationError, match="0 moves nothing"):
        by(0)


def test_a_day_that_would_be_too_full_moves_nothing(user: User) -> None:
    days = [session(TODAY, f"Today {n}") for n in range(15)] + [session(later(1), f"Then {n}") for n in range(15)]
    plan = create_plan(user, PlanDraft(plan_name="Full", start_date=TODAY, duration_weeks=3, days=days))

    with pytest.raises(Rejected, match="at most 20 sessions"):
        shift_plan(user, plan.id, by(-1, later(1)))

    assert find_plan(user, plan.id) == plan


def test_a_plan_changed_since_it_was_seen_is_not_shifted(user: User, plan: Plan) -> None:
    last = plan.days[-1]
    change_day(user, last.id, session(last.date, "From the phone"))

    with pytest.raises(Stale):
        shift_plan(user, plan.id, by(7), expected=plan.updated_at)

    assert dates(find_plan(user, plan.id))["Today"] == TODAY


def test_two_shifts_at_the_same_moment_of_the_same_plan_happen_once(user: User, plan: Plan) -> None:
    def shift(_: int) -> str:
        try:
            shift_plan(user, plan.id, by(7), expected=plan.updated_at)
        except Stale:
            return "stale"
        return "shifted"

    with ThreadPoolExecutor(2) as tabs:
        answers = sorted(tabs.map(shift, range(2)))

    assert answers == ["shifted", "stale"]
    assert dates(find_plan(user, plan.id))["Today"] == later(7)


def test_somebody_elses_plan_is_not_there(other_user: User, plan: Plan) -> None:
    for touch in (shift_plan, shift_preview):
        with pytest.raises(NotFound):
            touch(other_user, plan.id, by(7))
