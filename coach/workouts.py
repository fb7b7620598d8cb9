"""What can happen to a workout."""

from __future__ import annotations

from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from coach.achievements import award
from coach.records import forget_workout, record_workout
from data import db
from data.achievements import EarnedAchievement
from data.db import Connection, User
from data.records import Record
from data.workout_changes import insert_workout, mark_workout_deleted, unmark_workout_deleted, update_workout
from data.workout_templates import Template, TemplateEntry, delete_template, upsert_template
from data.workouts import Workout, WorkoutEntry


class LoggedWorkout(NamedTuple):
    """The workout as kept, and what it brought: new records and achievements."""

    workout: Workout
    records: tuple[Record, ...] = ()
    earned: tuple[EarnedAchievement, ...] = ()


def log_workout(user: User, entry: WorkoutEntry) -> LoggedWorkout:
    """Keep a session as entered."""
    with db.write_as(user) as conn:
        return log_within(conn, entry)


def log_within(conn: Connection, entry: WorkoutEntry) -> LoggedWorkout:
    """The same inside a transaction that keeps something else too, such as a plan day that is now done."""
    return _with_consequences(conn, insert_workout(conn, entry))


def change_workout(
    user: User, workout_id: UUID, entry: WorkoutEntry, expected: datetime | None = None
) -> LoggedWorkout:
    """Replace everything that was entered; `expected` is the `updated_at` the athlete saw.

    Raises:
        NotFound: it is not there, or deleted.
        Stale: it was changed since.
    """
    with db.write_as(user) as conn:
        return _with_consequences(conn, update_workout(conn, workout_id, entry, expected))


def remove_workout(user: User, workout_id: UUID, expected: datetime | None = None) -> None:
    """Out of the log; `restore_workout` brings it back."""
    with db.write_as(user) as conn:
        mark_workout_deleted(conn, workout_id, expected)
        forget_workout(conn, workout_id)


def restore_workout(user: User, workout_id: UUID) -> Workout:
    with db.write_as(user) as conn:
        workout = unmark_workout_deleted(conn, workout_id)
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
