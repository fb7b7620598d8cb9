"""What can happen to a workout."""

from __future__ import annotations

from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from coach.achievements import award
from coach.day_outcomes import hold_day_to_link, hold_for_log, prescribed_for, skip_within
from coach.records import forget_workout, record_workout
from data import db
from data.achievements import EarnedAchievement
from data.db import Connection, User
from data.errors import NotFound
from data.plan_days import update_completed
from data.records import Record
from data.workout_changes import (
    insert_workout,
    kept_workout,
    mark_workout_deleted,
    plan_day_gone,
    unmark_workout_deleted,
    update_workout,
)
from data.workout_templates import Template, TemplateEntry, delete_template, upsert_template
from data.workouts import Workout, WorkoutEntry


class LoggedWorkout(NamedTuple):
    """The workout as kept, and what it brought: new records and achievements."""

    workout: Workout
    records: tuple[Record, ...] = ()
    earned: tuple[EarnedAchievement, ...] = ()


def log_workout(user: User, entry: WorkoutEntry) -> LoggedWorkout:
    """Keep a session as entered. One that was planned is done with it, or skipped if the log says so.

    Raises:
        Conflict: the planned session is done already.
        Rejected: the planned session is not there.
    """
    with db.write_as(user) as conn:
        return log_within(conn, entry)


def log_within(conn: Connection, entry: WorkoutEntry) -> LoggedWorkout:
    """The same inside a transaction that does more."""
    if entry.training_plan_day_id is None:
        return _with_consequences(conn, insert_workout(conn, entry))
    try:
        return log_day_within(conn, entry.training_plan_day_id, entry)
    except NotFound as gone:
        raise plan_day_gone() from gone


def log_day_within(
    conn: Connection, day_id: UUID, entry: WorkoutEntry, expected: datetime | None = None
) -> LoggedWorkout:
    """Log and planned session together; `expected` is the `updated_at` of the session the athlete saw.

    Raises:
        NotFound: the planned session is not there.
        Conflict: it is done already.
        Stale: it was changed since.
    """
    held = hold_for_log(conn, day_id, entry)
    logged = _with_consequences(conn, insert_workout(conn, prescribed_for(held.day, entry)))
    if entry.completion_status == "skipped":
        skip_within(conn, held, expected)
    else:
        update_completed(conn, day_id, logged.workout.id, expected)
    return logged


def change_workout(
    user: User, workout_id: UUID, entry: WorkoutEntry, expected: datetime | None = None
) -> LoggedWorkout:
    """Replace everything that was entered; `expected` is the `updated_at` the athlete saw.

    Raises:
        NotFound: it is not there, or deleted.
        Stale: it was changed since.
        Conflict: it now names a planned session that another log did.
    """
    with db.write_as(user) as conn:
        day_id = hold_day_to_link(conn, workout_id, entry)
        workout = update_workout(conn, workout_id, entry, expected)
        if day_id is not None:
            update_completed(conn, day_id, workout_id, None)
        return _with_consequences(conn, workout)


def remove_workout(user: User, workout_id: UUID, expected: datetime | None = None) -> None:
    """Out of the log; `restore_workout` brings it back."""
    with db.write_as(user) as conn:
        remove_within(conn, workout_id, expected)


def remove_within(conn: Connection, workout_id: UUID, expected: datetime | None = None) -> None:
    """The same inside a transaction that does more."""
    mark_workout_deleted(conn, workout_id, expected)
    forget_workout(conn, workout_id)


def restore_workout(user: User, workout_id: UUID) -> Workout:
    """
    Raises:
        Conflict: the planned session it did was done again since.
    """
    with db.write_as(user) as conn:
        return restore_within(conn, workout_id)


def restore_within(conn: Connection, workout_id: UUID) -> Workout:
    """The same inside a transaction that does more."""
    day_id = hold_day_to_link(conn, workout_id, kept_workout(conn, workout_id))
    workout = unmark_workout_deleted(conn, workout_id)
    if day_id is not None:
        update_completed(conn, day_id, workout_id, None)
    record_workout(conn, workout)
    return workout


def save_template(user: User, entry: TemplateEntry) -> Template:
    """Keep a session for reuse; one of the same name is replaced."""
    with db.write_as(user) as conn:
        return upsert_template(conn, entry)


def remove_template(user: User, template_id: UUID) -> None:
    with db.write_as(user) as conn:
        delete_template(conn, template_id)


def _with_consequences(conn: Connection, workout: Workout) -> LoggedWorkout:
    records = tuple(record_workout(conn, workout))
    return LoggedWorkout(workout, records, tuple(award(conn, {"workout_log_id": str(workout.id)})))
