"""The training log of activities: sessions that an import makes, and those it finds typed by hand."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Final, LiteralString, NamedTuple
from uuid import UUID

from psycopg import sql
from psycopg.types.json import Jsonb

from data.db import Connection
from data.new_activities import Measured
from data.row_sets import as_json, insert_set

# Columns of a session that an activity tells, and where the activity has them.
TOLD_BY_ACTIVITY: Final[dict[str, LiteralString]] = {
    "title": "activity.title",
    "distance_m": "activity.distance_m",
    "duration_minutes": "greatest(1, floor(coalesce(activity.duration_s, activity.moving_s) / 60 + 0.5))::int",
    "duration_seconds": "coalesce(activity.duration_s, activity.moving_s)",
    "heart_rate_avg": "activity.heart_rate_avg_bpm",
    "calories_estimated": "activity.calories",
}
# In an activity's `filled_by`, beside its own columns.
LOG_PREFIX: Final = "log:"


class ActivityLog(NamedTuple):
    """A session as it stands in the log because of an activity, or could."""

    id: UUID
    activity_id: UUID | None
    date: date
    session_type: str
    title: str | None = None
    distance_m: float | None = None
    duration_minutes: int | None = None
    duration_seconds: float | None = None
    heart_rate_avg: int | None = None
    calories_estimated: int | None = None

    @property
    def duration_s(self) -> float | None:
        if self.duration_seconds is not None:
            return self.duration_seconds
        return None if self.duration_minutes is None else self.duration_minutes * 60.0


class LogFill(NamedTuple):
    """What an activity adds to a session that is there, by column."""

    log_id: UUID
    activity_id: UUID
    columns: Mapping[str, Measured]


LOG: LiteralString = """
    select log.id, log.activity_id, log.date, log.session_type, log.title, log.distance_m,
           nullif(log.duration_minutes, 0) as duration_minutes, log.duration_seconds, log.heart_rate_avg,
           log.calories_estimated
    from workout_logs log
    where log.athlete_id = (select private.my_athlete_id()) and log.deleted_at is null
"""


def typed_logs(conn: Connection, first: date, last: date) -> list[ActivityLog]:
    """Sessions of these days that were done and belong to no activity yet."""
    rows = conn.execute(
        LOG + " and log.activity_id is null and log.completion_status <> 'skipped' and log.date between %s and %s",
        (first, last),
    )
    return [ActivityLog(**row) for row in rows]


def logs_of_activities(conn: Connection, activity_ids: Sequence[UUID]) -> list[ActivityLog]:
    rows = conn.execute(LOG + " and log.activity_id = any(%s)", (list(activity_ids),))
    return [ActivityLog(**row) for row in rows]


def insert_logs(conn: Connection, logs: Sequence[ActivityLog]) -> None:
    insert_set(conn, "workout_logs", (*ActivityLog._fields, "is_from_activity"), ((*log, True) for log in logs))


def fill_logs(conn: Connection, fills: Sequence[LogFill]) -> None:
    """Belongs to its activity now; what was unknown becomes known, nothing is overwritten."""
    if not fills:
        return
    rows = [{"id": fill.log_id, "activity_id": fill.activity_id, **fill.columns} for fill in fills]
    changes = sql.SQL(", ").join(
        sql.SQL("{0} = coalesce(log.{0}, filled.{0})").format(sql.Identifier(column)) for column in TOLD_BY_ACTIVITY
    )
    statement = sql.SQL(
        "update workout_logs log set activity_id = filled.activity_id, {changes}"
        " from jsonb_populate_recordset(null::workout_logs, %s::jsonb) filled where log.id = filled.id"
    ).format(changes=changes)
    conn.execute(statement, (as_json(rows),))


def empty_logs(conn: Connection, filled: Mapping[UUID, Sequence[str]]) -> None:
    """These columns of the sessions of these activities are unknown again, unless somebody typed another value."""
    rows = [{"activity_id": str(activity_id), "columns": list(names)} for activity_id, names in filled.items()]
    changes = sql.SQL(", ").join(
        sql.SQL("{0} = case when emptied.columns ? {1} and log.{0} = {2} then null else log.{0} end").format(
            sql.Identifier(column), sql.Literal(column), sql.SQL(told)
        )
        for column, told in TOLD_BY_ACTIVITY.items()
    )
    statement = sql.SQL(
        "update workout_logs log set {changes}"
        " from jsonb_to_recordset(%s) as emptied (activity_id uuid, columns jsonb)"
        " join activities activity on activity.id = emptied.activity_id"
        " where log.activity_id = activity.id and log.athlete_id = activity.athlete_id"
    ).format(changes=changes)
    conn.execute(statement, (Jsonb(rows),))


def filled_log_columns(conn: Connection, activity_import_id: UUID) -> dict[UUID, list[str]]:
    """By activity, the columns of its session that this import filled."""
    return _filled_columns(conn, "filled.value = %(import)s", {"import": str(activity_import_id)})


def filled_columns_of(conn: Connection, activity_ids: Sequence[UUID]) -> dict[UUID, list[str]]:
    """By activity, the columns of its session that any import filled."""
    return _filled_columns(conn, "activity.id = any(%(ids)s)", {"ids": list(activity_ids)})


def _filled_columns(conn: Connection, which: LiteralString, parameters: Mapping[str, object]) -> dict[UUID, list[str]]:
    rows = conn.execute(
        sql.SQL(
            "select activity.id, array_agg(substr(filled.key, length({prefix}) + 1)) as columns"
            " from activities activity, jsonb_each_text(activity.filled_by) filled"
            " where activity.athlete_id = (select private.my_athlete_id())"
            " and starts_with(filled.key, {prefix}) and {which} group by activity.id"
        ).format(prefix=sql.Literal(LOG_PREFIX), which=sql.SQL(which)),
        parameters,
    )
    return {row["id"]: row["columns"] for row in rows}


def unlink_logs(conn: Connection, log_ids: Sequence[UUID]) -> None:
    """Sessions that were typed stand for themselves again, and their activities know nothing of them."""
    conn.execute(
        """
        update activities activity set filled_by = (
            select coalesce(jsonb_object_agg(key, value), '{}') from jsonb_each_text(activity.filled_by)
            where not starts_with(key, %s))
        from workout_logs log where log.activity_id = activity.id and log.id = any(%s)
        """,
        (LOG_PREFIX, list(log_ids)),
    )
    conn.execute("update workout_logs set activity_id = null where id = any(%s)", (list(log_ids),))


def made_log_ids(conn: Connection, activity_import_id: UUID) -> list[UUID]:
    """The sessions that this import made, deleted ones too."""
    rows = conn.execute(
        "select log.id from workout_logs log join activities activity"
        " on activity.id = log.activity_id and activity.athlete_id = log.athlete_id"
        " where activity.activity_import_id = %s and log.is_from_activity",
        (activity_import_id,),
    )
    return [row["id"] for row in rows]


def made_log_ids_of(conn: Connection, activity_ids: Sequence[UUID]) -> dict[UUID, UUID]:
    """By activity, the session that was made for it, a deleted one too."""
    rows = conn.execute(
        "select activity_id, id from workout_logs where activity_id = any(%s) and is_from_activity",
        (list(activity_ids),),
    )
    return {row["activity_id"]: row["id"] for row in rows}


def delete_made_logs(conn: Connection, log_ids: Sequence[UUID]) -> None:
    """For good; planned sessions they had done are open again."""
    conn.execute(
        "update training_plan_days set is_completed = false, linked_workout_log_id = null"
        " where linked_workout_log_id = any(%s)",
        (list(log_ids),),
    )
    conn.execute("delete from workout_logs where id = any(%s) and is_from_activity", (list(log_ids),))


def update_effort(conn: Connection, activity_id: UUID, effort: int | None, before: int | None) -> None:
    """The rating becomes that of the session, unless another was typed there than it was `before`."""
    conn.execute(
        "update workout_logs set rpe_post = %(effort)s"
        " where activity_id = %(id)s and deleted_at is null and rpe_post is distinct from %(effort)s::int"
        " and (rpe_post is null or rpe_post = %(before)s::int)",
        {"effort": effort, "before": before, "id": activity_id},
    )
