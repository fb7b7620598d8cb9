"""A planned session has one log, whichever way it came into the training log."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from typing import Any
from uuid import uuid4

import pytest

from coach.plan_days import complete_day, skip_day
from coach.plans import create_plan, remove_plan
from coach.workouts import change_workout, log_workout, remove_workout, restore_workout
from data.db import User
from data.errors import AppError, Conflict, Rejected
from data.plan_days import PlanDay, PlanDayEntry, find_day
from data.plan_versions import plan_versions
from data.plans import PlanDraft
from data.workouts import WorkoutEntry, find_workout, workouts

MONDAY = date(2026, 3, 2)


def log(**changes: Any) -> WorkoutEntry:
    fields = {"date": MONDAY, "session_type": "run", "duration_minutes": 42, "rpe_post": 4}
    return WorkoutEntry.model_validate(fields | changes)


def left_out(day: PlanDay, **changes: Any) -> WorkoutEntry:
    nothing_done = {"completion_status": "skipped", "duration_minutes": None, "rpe_post": None}
    return log(training_plan_day_id=day.id, **nothing_done, **changes)


@pytest.fixture
def day(user: User) -> PlanDay:
    session = PlanDayEntry(date=MONDAY, title="Easy run", session_type="run", estimated_duration_minutes=40)
    return create_plan(user, PlanDraft(plan_name="Spring", start_date=MONDAY, duration_weeks=4, days=[session])).days[0]


def test_a_log_of_a_planned_session_does_it_and_keeps_what_was_prescribed(user: User, day: PlanDay) -> None:
    logged = log_workout(user, log(training_plan_day_id=day.id, prescribed_workout={"title": "Something else"}))

    done = find_day(user, day.id)
    assert (done.is_completed, done.linked_workout_log_id) == (True, logged.workout.id)
    prescribed = find_workout(user, logged.workout.id).prescribed_workout
    assert prescribed is not None
    assert (prescribed["title"], prescribed["estimated_duration_minutes"]) == ("Easy run", 40)


@pytest.mark.parametrize(
    "first", [log_workout, lambda user, entry: complete_day(user, entry.training_plan_day_id, entry)]
)
def test_a_second_log_is_refused_and_nothing_is_saved(
    user: User, day: PlanDay, first: Callable[[User, WorkoutEntry], object]
) -> None:
    first(user, log(training_plan_day_id=day.id))

    for second in (log(training_plan_day_id=day.id), left_out(day)):
        with pytest.raises(Conflict, match="You have done this session already"):
            log_workout(user, second)

    assert len(workouts(user)) == 1
    assert len(plan_versions(user, day.plan_id)) == 1


def test_logging_at_the_same_moment_makes_one_log(user: User, day: PlanDay) -> None:
    def keep(number: int) -> str:
        entry = log(training_plan_day_id=day.id)
        try:
            complete_day(user, day.id, entry) if number % 2 else log_workout(user, entry)
        except AppError as error:
            return type(error).__name__
        return "logged"

    with ThreadPoolExecutor(6) as people:
        answers = sorted(people.map(keep, range(6)))

    assert answers == ["Conflict"] * 5 + ["logged"]
    assert len(workouts(user)) == 1


def test_deleting_the_log_opens_the_session_for_another(user: User, day: PlanDay) -> None:
    first = log_workout(user, log(training_plan_day_id=day.id)).workout

    remove_workout(user, first.id)
    assert not find_day(user, day.id).is_completed
    second = log_workout(user, log(training_plan_day_id=day.id)).workout

    assert find_day(user, day.id).linked_workout_log_id == second.id
    with pytest.raises(Conflict, match="already"):
        restore_workout(user, first.id)
    assert list(workouts(user)["id"]) == [second.id]
    remove_workout(user, second.id)
    restore_workout(user, first.id)
    assert find_day(user, day.id).linked_workout_log_id == first.id


def test_a_log_that_says_skipped_skips_the_session_with_it(user: User, day: PlanDay) -> None:
    log_workout(user, left_out(day, notes="A cold"))

    assert (find_day(user, day.id).is_skipped, find_day(user, day.id).is_completed) == (True, False)
    assert plan_versions(user, day.plan_id).iloc[0]["reason"] == "Skipped Easy run on Mon 2 Mar 2026"
    with pytest.raises(Conflict, match="skipped already"):
        log_workout(user, left_out(day))
    assert len(workouts(user)) == 1


def test_a_skipped_session_can_still_be_done(user: User, day: PlanDay) -> None:
    skip_day(user, day.id)

    logged = log_workout(user, log(training_plan_day_id=day.id))

    done = find_day(user, day.id)
    assert (done.is_skipped, done.linked_workout_log_id) == (False, logged.workout.id)


def test_a_changed_log_does_not_become_the_second(user: User, day: PlanDay) -> None:
    done = log_workout(user, log(training_plan_day_id=day.id)).workout
    free = log_workout(user, log()).workout

    with pytest.raises(Conflict, match="already"):
        change_workout(user, free.id, log(training_plan_day_id=day.id))

    assert find_workout(user, free.id) == free
    change_workout(user, done.id, log(training_plan_day_id=day.id, notes="Windy"))
    change_workout(user, done.id, log(notes="Not the planned one"))
    change_workout(user, free.id, log(training_plan_day_id=day.id))
    assert find_day(user, day.id).linked_workout_log_id == free.id


def test_a_log_of_a_removed_plan_can_still_be_changed_deleted_and_restored(user: User, day: PlanDay) -> None:
    logged = log_workout(user, log(training_plan_day_id=day.id)).workout
    remove_plan(user, day.plan_id)

    change_workout(user, logged.id, log(training_plan_day_id=day.id, notes="Windy"))
    remove_workout(user, logged.id)
    restore_workout(user, logged.id)

    assert find_workout(user, logged.id).notes == "Windy"


def test_a_planned_session_that_is_not_there_is_named(user: User, other_user: User, day: PlanDay) -> None:
    for account, day_id in ((user, uuid4()), (other_user, day.id)):
        with pytest.raises(Rejected) as refused:
            log_workout(account, log(training_plan_day_id=day_id))

        assert refused.value.field == "training_plan_day_id"
        assert workouts(account).empty
    assert not find_day(user, day.id).is_completed
