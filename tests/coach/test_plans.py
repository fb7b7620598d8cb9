"""Training plans: one active, every change kept with its reason, done once and for all."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from typing import Any
from uuid import uuid4

import pytest

from coach.plan_days import add_day, change_day, complete_day, copy_day, move_day, remove_day, skip_day
from coach.plans import (
    activate_plan,
    archive_plan,
    change_plan,
    create_plan,
    remove_plan,
    restore_plan,
    restore_version,
    undo,
)
from coach.workouts import log_workout, remove_workout, restore_workout
from data.db import User
from data.errors import AppError, Conflict, NotFound, Rejected, Stale
from data.plan_days import PlanDay, PlanDayEntry, find_day, plan_days
from data.plan_versions import plan_versions
from data.plans import Plan, PlanDraft, PlanEntry, active_plan, find_plan, plans
from data.workouts import WorkoutEntry, find_workout, workouts

MONDAY = date(2026, 3, 2)
CSV = b"date,title,type,minutes\n2026-03-03,Easy run,run,40\n2026-03-05,Strength,strength,50\n"


def session(day: date = MONDAY, **changes: Any) -> PlanDayEntry:
    fields = {"date": day, "title": "Easy run", "session_type": "run", "estimated_duration_minutes": 40}
    return PlanDayEntry.model_validate(fields | changes)


def draft(*days: PlanDayEntry, **changes: Any) -> PlanDraft:
    fields = {"plan_name": "Spring", "start_date": MONDAY, "duration_weeks": 4, "days": days or (session(),)}
    return PlanDraft.model_validate(fields | changes)


def log(**changes: Any) -> WorkoutEntry:
    fields = {"date": MONDAY, "session_type": "run", "duration_minutes": 42, "rpe_post": 4}
    return WorkoutEntry.model_validate(fields | changes)


@pytest.fixture
def plan(user: User) -> Plan:
    return create_plan(user, draft(session(), session(MONDAY + timedelta(days=9), title="Long run")))


@pytest.fixture
def day(plan: Plan) -> PlanDay:
    return plan.days[0]


def reasons(user: User, plan: Plan) -> list[str]:
    return list(plan_versions(user, plan.id)["reason"])


def test_a_plan_comes_back_as_it_was_made(user: User) -> None:
    made = create_plan(user, draft(session(notes="On the track"), goal="Under 80 minutes"))

    assert find_plan(user, made.id) == made
    assert (made.status, made.end_date) == ("active", MONDAY + timedelta(days=27))
    assert made.days[0].model_dump(include=set(PlanDayEntry.model_fields)) == session(notes="On the track").model_dump()


def test_a_plan_may_start_on_any_day_of_its_first_week(user: User) -> None:
    made = create_plan(user, draft(start_date=MONDAY + timedelta(days=3)))

    assert (made.days[0].date, made.days[0].week_number) == (MONDAY, 1)


def test_only_one_plan_is_active(user: User, plan: Plan) -> None:
    second = create_plan(user, draft(plan_name="Summer"))

    assert [row["status"] for _, row in plans(user).iterrows()] == ["active", "archived"]
    activate_plan(user, plan.id)
    assert active_plan(user).id == plan.id  # type: ignore[union-attr]
    assert find_plan(user, second.id).status == "archived"


def test_the_days_of_the_active_plan_are_listed(user: User, plan: Plan) -> None:
    create_plan(user, draft(session(title="Elsewhere")), is_active=False)

    days = plan_days(user, MONDAY, MONDAY + timedelta(days=8))

    assert list(days["title"]) == ["Easy run"]
    assert plan_days(user, MONDAY, MONDAY + timedelta(days=9))["date"].tolist() == [
        MONDAY,
        MONDAY + timedelta(days=9),
    ]
    archive_plan(user, plan.id)
    assert plan_days(user, MONDAY, MONDAY + timedelta(days=9)).empty


def test_a_session_outside_the_plan_is_refused_and_nothing_is_kept(user: User, plan: Plan) -> None:
    with pytest.raises(Rejected, match=r"outside this plan, which runs from 2 Mar 2026 to 29 Mar 2026"):
        create_plan(user, draft(session(), session(MONDAY - timedelta(days=1)), plan_name="Broken"))

    assert list(plans(user)["plan_name"]) == ["Spring"]


def test_every_change_is_kept_with_its_reason(user: User, plan: Plan, day: PlanDay) -> None:
    move_day(user, day.id, MONDAY + timedelta(days=1), why="Travelling")
    change_day(user, day.id, session(MONDAY + timedelta(days=1), title="Tempo"))
    copy_day(user, day.id, MONDAY + timedelta(days=2))
    skip_day(user, day.id)
    skip_day(user, day.id, is_skipped=False)
    remove_day(user, day.id)
    add_day(user, plan.id, session())

    assert reasons(user, plan) == [
        "Added Easy run on Mon 2 Mar 2026",
        "Removed Tempo on Tue 3 Mar 2026",
        "Took back Tempo on Tue 3 Mar 2026",
        "Skipped Tempo on Tue 3 Mar 2026",
        "Copied Tempo from Tue 3 Mar 2026 to Wed 4 Mar 2026",
        "Changed Tempo on Tue 3 Mar 2026",
        "Moved Easy run from Mon 2 Mar 2026 to Tue 3 Mar 2026: Travelling",
        "Made the plan",
    ]


def test_undo_goes_back_step_by_step_to_the_beginning(user: User, plan: Plan, day: PlanDay) -> None:
    states = [find_plan(user, plan.id)]
    for change in (
        lambda: move_day(user, day.id, MONDAY + timedelta(days=10)),
        lambda: remove_day(user, plan.days[1].id),
        lambda: add_day(user, plan.id, session(MONDAY + timedelta(days=20), title="New")),
    ):
        change()
        states.append(find_plan(user, plan.id))

    for before in reversed(states[:-1]):
        assert content(undo(user, plan.id)) == content(before)
    with pytest.raises(Conflict, match="nothing to undo"):
        undo(user, plan.id)


def content(plan: Plan) -> object:
    days = [day.model_dump(exclude={"updated_at", "created_at"}) for day in plan.days]
    return plan.model_dump(exclude={"updated_at", "days"}), days


def test_an_undone_change_can_be_brought_back(user: User, plan: Plan, day: PlanDay) -> None:
    moved = move_day(user, day.id, MONDAY + timedelta(days=1))
    undo(user, plan.id)

    back = restore_version(user, plan.id, 2)

    assert back.days[0].date == moved.date
    assert reasons(user, plan)[:2] == [
        "Went back to version 2",
        "Undid “Moved Easy run from Mon 2 Mar 2026 to Tue 3 Mar 2026”",
    ]
    with pytest.raises(NotFound):
        restore_version(user, plan.id, 99)


def test_completing_logs_what_was_done_and_links_it(user: User, day: PlanDay) -> None:
    logged = complete_day(user, day.id, log())

    done = find_day(user, day.id)
    assert (done.is_completed, done.linked_workout_log_id) == (True, logged.workout.id)
    workout = find_workout(user, logged.workout.id)
    assert workout.training_plan_day_id == day.id
    assert workout.prescribed_workout is not None
    assert workout.prescribed_workout["title"] == "Easy run"
    assert plans(user).iloc[0]["completed_count"] == 1


def test_a_session_is_done_once(user: User, day: PlanDay) -> None:
    complete_day(user, day.id, log())

    with pytest.raises(Conflict, match="done this session already"):
        complete_day(user, day.id, log())

    assert len(workouts(user)) == 1


def test_completing_at_the_same_moment_logs_once(user: User, day: PlanDay) -> None:
    def complete(_: int) -> str:
        try:
            complete_day(user, day.id, log())
        except AppError as error:
            return type(error).__name__
        return "done"

    with ThreadPoolExecutor(6) as people:
        answers = sorted(people.map(complete, range(6)))

    assert answers == ["Conflict"] * 5 + ["done"]
    assert len(workouts(user)) == 1


def test_a_log_that_cannot_be_kept_completes_nothing(user: User, day: PlanDay) -> None:
    with pytest.raises(Rejected, match="skip the session"):
        complete_day(user, day.id, log(completion_status="skipped", duration_minutes=None, rpe_post=None))

    with pytest.raises(Stale):
        complete_day(user, day.id, log(), expected=day.updated_at - timedelta(seconds=1))

    assert workouts(user).empty
    assert not find_day(user, day.id).is_completed


def test_a_session_whose_log_is_deleted_is_open_again(user: User, day: PlanDay) -> None:
    logged = complete_day(user, day.id, log())

    remove_workout(user, logged.workout.id)
    assert not find_day(user, day.id).is_completed
    restore_workout(user, logged.workout.id)
    assert find_day(user, day.id).is_completed

    remove_workout(user, logged.workout.id)
    again = complete_day(user, day.id, log(duration_minutes=30))
    assert find_day(user, day.id).linked_workout_log_id == again.workout.id


def test_a_session_logged_in_the_training_log_is_done(user: User, day: PlanDay) -> None:
    logged = log_workout(user, log(training_plan_day_id=day.id))

    assert find_day(user, day.id).linked_workout_log_id == logged.workout.id


def test_what_is_done_stays_whatever_happens_to_the_plan(user: User, plan: Plan, day: PlanDay) -> None:
    later = add_day(user, plan.id, session(MONDAY + timedelta(days=3), title="Added later"))
    complete_day(user, later.id, log(date=MONDAY + timedelta(days=3)))
    complete_day(user, day.id, log())

    restored = restore_version(user, plan.id, 1)

    assert [(d.title, d.is_completed) for d in restored.days] == [
        ("Easy run", True),
        ("Added later", True),
        ("Long run", False),
    ]
    for change in (
        lambda: move_day(user, day.id, MONDAY + timedelta(days=1)),
        lambda: change_day(user, day.id, session()),
        lambda: skip_day(user, day.id),
        lambda: remove_day(user, day.id),
    ):
        with pytest.raises(Conflict, match="stays as it is"):
            change()
    with pytest.raises(Rejected, match="its start stays"):
        change_plan(user, plan.id, entry_of(plan, start_date=MONDAY + timedelta(days=7)))


def entry_of(plan: Plan, **changes: Any) -> PlanEntry:
    return PlanEntry.model_validate(plan.model_dump(include=set(PlanEntry.model_fields)) | changes)


def test_another_start_moves_every_session(user: User, plan: Plan) -> None:
    moved = change_plan(user, plan.id, entry_of(plan, start_date=MONDAY + timedelta(days=14)))

    assert [new.date - old.date for new, old in zip(moved.days, plan.days, strict=True)] == [timedelta(days=14)] * 2
    assert undo(user, plan.id).days[0].date == MONDAY


def test_a_plan_is_not_cut_off_before_its_last_session(user: User, plan: Plan) -> None:
    with pytest.raises(Rejected, match="sessions after that many weeks"):
        change_plan(user, plan.id, entry_of(plan, duration_weeks=1))

    assert change_plan(user, plan.id, entry_of(plan, duration_weeks=2)).end_date == MONDAY + timedelta(days=13)


def test_a_change_nobody_has_seen_is_not_overwritten(user: User, plan: Plan, day: PlanDay) -> None:
    seen = day.updated_at
    change_day(user, day.id, session(title="From the phone"), expected=seen)

    for change in (
        lambda: change_day(user, day.id, session(title="From the laptop"), expected=seen),
        lambda: move_day(user, day.id, MONDAY + timedelta(days=1), expected=seen),
        lambda: skip_day(user, day.id, expected=seen),
        lambda: remove_day(user, day.id, expected=seen),
        lambda: change_plan(user, plan.id, entry_of(plan), expected=plan.updated_at),
    ):
        with pytest.raises(Stale):
            change()

    assert find_day(user, day.id).title == "From the phone"
    assert len(reasons(user, plan)) == 2


def test_changes_at_the_same_moment_are_all_versions(user: User) -> None:
    plan = create_plan(user, draft(*(session(MONDAY + timedelta(days=n)) for n in range(8))))

    with ThreadPoolExecutor(8) as people:
        list(people.map(lambda day: change_day(user, day.id, session(day.date, title=str(day.date))), plan.days))

    assert sorted(plan_versions(user, plan.id)["version_number"]) == list(range(1, 10))
    assert [day.title for day in find_plan(user, plan.id).days] == [str(day.date) for day in plan.days]


def test_of_two_edits_at_the_same_moment_one_is_told(user: User, day: PlanDay) -> None:
    def edit(title: str) -> str:
        try:
            return change_day(user, day.id, session(title=title), expected=day.updated_at).title
        except Stale:
            return "stale"

    with ThreadPoolExecutor(2) as people:
        answers = list(people.map(edit, ["phone", "laptop"]))

    assert answers.count("stale") == 1
    assert find_day(user, day.id).title in answers


def test_a_removed_plan_comes_back_archived(user: User, plan: Plan) -> None:
    remove_plan(user, plan.id)

    assert plans(user).empty
    assert plans(user, with_deleted=True).iloc[0]["is_deleted"]
    with pytest.raises(NotFound):
        find_plan(user, plan.id)
    assert restore_plan(user, plan.id).status == "archived"


def test_somebody_elses_plan_is_not_there(other_user: User, plan: Plan, day: PlanDay) -> None:
    for touch in (
        lambda: find_plan(other_user, plan.id),
        lambda: find_day(other_user, day.id),
        lambda: change_plan(other_user, plan.id, entry_of(plan)),
        lambda: archive_plan(other_user, plan.id),
        lambda: activate_plan(other_user, plan.id),
        lambda: remove_plan(other_user, plan.id),
        lambda: restore_plan(other_user, plan.id),
        lambda: undo(other_user, plan.id),
        lambda: restore_version(other_user, plan.id, 1),
        lambda: add_day(other_user, plan.id, session()),
        lambda: change_day(other_user, day.id, session()),
        lambda: move_day(other_user, day.id, MONDAY),
        lambda: copy_day(other_user, day.id, MONDAY),
        lambda: skip_day(other_user, day.id),
        lambda: remove_day(other_user, day.id),
        lambda: complete_day(other_user, day.id, log()),
        lambda: complete_day(other_user, uuid4(), log()),
    ):
        with pytest.raises(NotFound):
            touch()
    assert plan_versions(other_user, plan.id).empty


def test_a_day_holds_a_limited_number_of_sessions(user: User, plan: Plan) -> None:
    for _ in range(19):
        add_day(user, plan.id, session())

    with pytest.raises(Rejected, match="at most 20 sessions"):
        add_day(user, plan.id, session())
