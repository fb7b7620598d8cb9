"""What can happen to a workout: logged, changed, removed, restored, and never overwritten unseen."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import date
from typing import Any
from uuid import uuid4

import pytest

from coach.workouts import (
    change_workout,
    log_workout,
    remove_template,
    remove_workout,
    restore_workout,
    save_template,
)
from data.cache import revision
from data.db import User
from data.errors import NotFound, Rejected, Stale
from data.workout_templates import TemplateEntry, workout_templates
from data.workouts import IntervalEntry, SetEntry, WorkoutContent, WorkoutEntry, WorkoutFilter, find_workout, workouts


def entry(**changes: Any) -> WorkoutEntry:
    fields = {"date": date(2026, 2, 7), "session_type": "strength", "duration_seconds": 2730.5, "rpe_post": 7}
    return WorkoutEntry.model_validate(fields | changes)


def test_a_workout_is_kept_as_entered(user: User) -> None:
    typed = entry(
        title="Leg day 🏋️",
        sets=[
            SetEntry(exercise_name="Deadlift", reps=5, weight_kg=82.5),
            SetEntry(exercise_name="Sled Push", distance_m=50),
        ],
        intervals=[IntervalEntry(repeats=8, distance_m=400, duration_s=90.5, rest_s=60)],
        prescribed_workout={"title": "Legs"},
    )

    kept = log_workout(user, typed).workout

    assert {name: getattr(kept, name) for name in WorkoutEntry.model_fields} == typed.__dict__
    assert find_workout(user, kept.id) == kept


def test_changing_replaces_everything_and_raises_the_revision(user: User) -> None:
    workout = log_workout(user, entry(notes="old", sets=[SetEntry(exercise_name="Row")])).workout
    before = revision(user)

    changed = change_workout(user, workout.id, entry(title="New"), workout.updated_at).workout

    assert (changed.title, changed.notes, changed.sets) == ("New", None, [])
    assert changed.updated_at > workout.updated_at
    assert revision(user) > before


def test_of_two_changes_at_once_one_is_told(user: User) -> None:
    workout = log_workout(user, entry()).workout

    def change(number: int) -> bool:
        try:
            change_workout(user, workout.id, entry(title=f"Tab {number}"), workout.updated_at)
        except Stale:
            return False
        return True

    with ThreadPoolExecutor(6) as tabs:
        saved = list(tabs.map(change, range(6)))

    assert saved.count(True) == 1
    assert find_workout(user, workout.id).title == f"Tab {saved.index(True)}"


def test_a_removed_workout_comes_back_as_it_was(user: User) -> None:
    workout = log_workout(user, entry(title="Kept")).workout

    remove_workout(user, workout.id)
    assert workouts(user).empty
    assert len(workouts(user, WorkoutFilter(is_deleted=True))) == 1
    restored = restore_workout(user, workout.id)

    same = {"deleted_at", "updated_at"}
    assert restored.model_dump(exclude=same) == workout.model_dump(exclude=same)
    assert restore_workout(user, workout.id).updated_at == restored.updated_at


def test_a_removed_workout_cannot_be_changed_or_removed_again(user: User) -> None:
    workout = log_workout(user, entry()).workout
    remove_workout(user, workout.id)

    with pytest.raises(NotFound, match="Restore it first"):
        change_workout(user, workout.id, entry())
    with pytest.raises(NotFound, match="Restore it first"):
        remove_workout(user, workout.id)


def test_removing_what_has_changed_is_refused(user: User) -> None:
    workout = log_workout(user, entry()).workout
    change_workout(user, workout.id, entry(title="Newer"))

    with pytest.raises(Stale):
        remove_workout(user, workout.id, workout.updated_at)

    assert find_workout(user, workout.id).deleted_at is None


def test_nobody_touches_anothers_workout(user: User, other_user: User) -> None:
    workout = log_workout(user, entry()).workout

    for attempt in (
        lambda: find_workout(other_user, workout.id),
        lambda: change_workout(other_user, workout.id, entry()),
        lambda: remove_workout(other_user, workout.id),
        lambda: restore_workout(other_user, workout.id),
    ):
        with pytest.raises(NotFound):
            attempt()
    assert find_workout(user, workout.id) == workout


def test_a_change_to_an_unknown_plan_day_changes_nothing(user: User) -> None:
    workout = log_workout(user, entry(title="Before")).workout

    with pytest.raises(Rejected):
        change_workout(user, workout.id, entry(title="After", training_plan_day_id=uuid4()))

    assert find_workout(user, workout.id) == workout


def test_a_template_of_the_same_name_is_replaced(user: User, other_user: User) -> None:
    for minutes in (30, 40):
        content = WorkoutContent(session_type="run", duration_minutes=minutes)
        save_template(user, TemplateEntry(name="Monday", content=content))

    (kept,) = workout_templates(user)
    assert kept.content.duration_minutes == 40
    assert workout_templates(other_user) == []
    with pytest.raises(NotFound):
        remove_template(other_user, kept.id)
    remove_template(user, kept.id)
    assert workout_templates(user) == []
