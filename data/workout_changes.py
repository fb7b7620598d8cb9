"""How workouts are written: each statement says why when nothing changed."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from psycopg.errors import ForeignKeyViolation
from psycopg.types.json import Jsonb

from data.db import Connection
from data.errors import NotFound, Rejected, Stale
from data.profiles import my_athlete_id
from data.workouts import MISSING, Workout, WorkoutEntry, workout_of, workout_query


def insert_workout(conn: Connection, entry: WorkoutEntry) -> Workout:
    """Keep a new one.

    Raises:
        Rejected: the planned session it belongs to is not there.
    """
    try:
        row = conn.execute(
            """
            insert into workout_logs (athlete_id, date, session_type, title, prescribed_workout, completed_workout,
                rpe_pre, rpe_post, duration_minutes, duration_seconds, distance_m, completion_status, heart_rate_avg,
                calories_estimated, training_plan_day_id, notes)
            values (%(athlete_id)s, %(date)s, %(session_type)s, %(title)s, %(prescribed_workout)s,
                %(completed_workout)s, %(rpe_pre)s, %(rpe_post)s, %(duration_minutes)s, %(duration_seconds)s,
                %(distance_m)s, %(completion_status)s, %(heart_rate_avg)s, %(calories_estimated)s,
                %(training_plan_day_id)s, %(notes)s)
            returning id
            """,
            {**_columns(entry), "athlete_id": my_athlete_id(conn)},
        ).fetchone()
    except ForeignKeyViolation as gone:
        raise plan_day_gone() from gone
    return kept_workout(conn, row["id"] if row else UUID(int=0))


def update_workout(conn: Connection, workout_id: UUID, entry: WorkoutEntry, expected: datetime | None) -> Workout:
    """Replace everything an athlete entered.

    Raises:
        NotFound: it is not there, or deleted.
        Stale: it was changed since `expected`.
    """
    try:
        changed = conn.execute(
            """
            update workout_logs set date = %(date)s, session_type = %(session_type)s, title = %(title)s,
                prescribed_workout = %(prescribed_workout)s, completed_workout = %(completed_workout)s,
                rpe_pre = %(rpe_pre)s, rpe_post = %(rpe_post)s, duration_minutes = %(duration_minutes)s,
                duration_seconds = %(duration_seconds)s, distance_m = %(distance_m)s,
                completion_status = %(completion_status)s, heart_rate_avg = %(heart_rate_avg)s,
                calories_estimated = %(calories_estimated)s, training_plan_day_id = %(training_plan_day_id)s,
                notes = %(notes)s
            where id = %(id)s and deleted_at is null
                and (%(expected)s::timestamptz is null or updated_at = %(expected)s)
            """,
            {**_columns(entry), "id": workout_id, "expected": expected},
        ).rowcount
    except ForeignKeyViolation as gone:
        raise plan_day_gone() from gone
    if not changed:
        raise _why_unchanged(conn, workout_id)
    return kept_workout(conn, workout_id)


def mark_workout_deleted(conn: Connection, workout_id: UUID, expected: datetime | None) -> None:
    """Take it out of the log, to be restored or not.

    Raises:
        NotFound: it is not there, or deleted already.
        Stale: it was changed since `expected`.
    """
    changed = conn.execute(
        "update workout_logs set deleted_at = now() where id = %(id)s and deleted_at is null"
        " and (%(expected)s::timestamptz is null or updated_at = %(expected)s)",
        {"id": workout_id, "expected": expected},
    ).rowcount
    if not changed:
        raise _why_unchanged(conn, workout_id)


def unmark_workout_deleted(conn: Connection, workout_id: UUID) -> Workout:
    """The workout, back in the log; one that was never deleted stays as it is."""
    conn.execute("update workout_logs set deleted_at = null where id = %s and deleted_at is not null", (workout_id,))
    return kept_workout(conn, workout_id)


def link_conversation(conn: Connection, workout_id: UUID, conversation_id: UUID) -> None:
    """The workout was logged in this conversation."""
    conn.execute("update workout_logs set conversation_id = %s where id = %s", (conversation_id, workout_id))


def kept_workout(conn: Connection, workout_id: UUID) -> Workout:
    """As this transaction sees it, also a deleted one."""
    sql, parameters = workout_query(workout_id)
    return workout_of(conn.execute(sql, parameters).fetchall())


def counts_for_day(conn: Connection, workout_id: UUID, day_id: UUID) -> bool:
    """Whether this log says already that the planned session was done."""
    row = conn.execute(
        "select from workout_logs where id = %s and training_plan_day_id = %s"
        " and deleted_at is null and completion_status <> 'skipped'",
        (workout_id, day_id),
    ).fetchone()
    return row is not None


def plan_day_gone() -> Rejected:
    return Rejected("The planned session is not there any more. Log it without it.", field="training_plan_day_id")


def _columns(entry: WorkoutEntry) -> dict[str, Any]:
    fields = entry.model_dump(exclude={"sets", "intervals"})
    done = entry.model_dump(mode="json", include={"sets", "intervals"}, exclude_none=True)
    prescribed = entry.prescribed_workout
    return {
        **fields,
        "completed_workout": Jsonb(done),
        "prescribed_workout": None if prescribed is None else Jsonb(prescribed),
    }


def _why_unchanged(conn: Connection, workout_id: UUID) -> NotFound | Stale:
    sql, parameters = workout_query(workout_id)
    rows = conn.execute(sql, parameters).fetchall()
    if not rows:
        return NotFound(MISSING)
    if rows[0]["deleted_at"] is not None:
        return NotFound("This session was deleted. Restore it first.")
    return Stale()
