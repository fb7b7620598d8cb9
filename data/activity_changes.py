"""How activities are written: a whole import in a few statements, and one at a time where the athlete decides."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import Final, NamedTuple
from uuid import UUID

from psycopg import sql

from data.activities import MISSING, EffortKind, FileKind
from data.db import Connection
from data.errors import NotFound
from data.new_activities import FILLABLE, RECORDING, Fill, NewActivity, NewRecording
from data.plan_reality import hold_active_plan
from data.profiles import my_athlete_id
from data.row_sets import as_json, insert_set

RECORDINGS_PER_STATEMENT: Final = 50


class KnownActivity(NamedTuple):
    """What is there already, a deleted one too; `missing` are the columns that could be filled."""

    id: UUID
    family: str
    started_at_local: datetime
    started_at: datetime | None
    distance_m: float | None
    duration_s: float | None
    source: FileKind
    external_id: str | None
    is_deleted: bool
    missing: list[str]


def hold_athlete(conn: Connection) -> str:
    """Until this transaction ends, no other import of this athlete goes on; the athlete's time zone.

    `no key update`: rows that only point at the athlete are written all the same. The plan that is followed is held
    before anything is written, as everything that changes it does; the other way round two would wait for each other.
    """
    row = conn.execute(
        "select time_zone from athlete_profiles where id = %s for no key update", (my_athlete_id(conn),)
    ).fetchone()
    hold_active_plan(conn)
    return str(row["time_zone"]) if row else "UTC"


def known_activities(conn: Connection, first: date, last: date, external_ids: Sequence[str]) -> list[KnownActivity]:
    """Those that started from `first` to `last`, and those a platform knows by one of these ids."""
    missing = sql.SQL(", ").join(
        sql.SQL("case when {} is null then {} end").format(sql.Identifier(column), sql.Literal(column))
        for column in FILLABLE
    )
    statement = sql.SQL(
        """
        select id, family, started_at_local, started_at, distance_m, duration_s, source, external_id,
               deleted_at is not null as is_deleted,
               array_remove(array[{missing}, case when not exists (
                   select from activity_recordings recording
                   where recording.activity_id = activity.id and recording.athlete_id = activity.athlete_id
               ) then {recording} end], null) as missing
        from activities activity
        where athlete_id = (select private.my_athlete_id())
          and ((started_at_local >= %(first)s and started_at_local < %(last)s::date + 1)
               or external_id = any(%(external_ids)s))
        """
    ).format(missing=missing, recording=sql.Literal(RECORDING))
    rows = conn.execute(statement, {"first": first, "last": last, "external_ids": list(external_ids)})
    return [KnownActivity(**row) for row in rows]


def insert_activities(conn: Connection, arrived: Sequence[NewActivity]) -> None:
    rows = ((*row[:-2], as_json(row.raw), as_json(row.filled_by) if row.filled_by else "{}") for row in arrived)
    insert_set(conn, "activities", NewActivity._fields, rows)


def fill_activities(conn: Connection, fills: Sequence[Fill]) -> None:
    """What was unknown becomes known; nothing is overwritten. Which import said so is kept."""
    if not fills:
        return
    rows = [
        {"id": fill.activity_id, "filled_by": dict.fromkeys(fill.columns, fill.activity_import_id)}
        | {column: value for column, value in fill.columns.items() if column in FILLABLE}
        for fill in fills
    ]
    changes = sql.SQL(", ").join(
        sql.SQL("{0} = coalesce(activity.{0}, filled.{0})").format(sql.Identifier(column)) for column in FILLABLE
    )
    statement = sql.SQL(
        "update activities activity set {changes}, filled_by = activity.filled_by || filled.filled_by"
        " from jsonb_populate_recordset(null::activities, %s::jsonb) filled where activity.id = filled.id"
    ).format(changes=changes)
    conn.execute(statement, (as_json(rows),))


def insert_recordings(conn: Connection, recordings: Sequence[NewRecording]) -> None:
    """In several statements: an archive of years of recordings is larger than one may be."""
    for start in range(0, len(recordings), RECORDINGS_PER_STATEMENT):
        some = [recording._asdict() for recording in recordings[start : start + RECORDINGS_PER_STATEMENT]]
        conn.execute(
            """
            insert into activity_recordings (activity_id, athlete_id, laps, samples)
            select activity_id, (select private.my_athlete_id()), laps, samples
            from jsonb_to_recordset(%s::jsonb) as recording (activity_id uuid, laps jsonb, samples jsonb)
            on conflict (activity_id) do nothing
            """,
            (as_json(some),),
        )


def empty_filled(conn: Connection, activity_import_id: UUID) -> None:
    """Columns that this import filled in activities of others are unknown again, and so are its recordings."""
    mine = {"import": str(activity_import_id), "id": activity_import_id}
    conn.execute(
        "delete from activity_recordings recording using activities activity"
        " where activity.id = recording.activity_id and activity.filled_by ->> 'recording' = %(import)s"
        " and activity.activity_import_id is distinct from %(id)s",
        mine,
    )
    changes = sql.SQL(", ").join(
        sql.SQL("{0} = case when filled_by ->> {1} = %(import)s then null else {0} end").format(
            sql.Identifier(column), sql.Literal(column)
        )
        for column in FILLABLE
    )
    statement = sql.SQL(
        """
        update activities set {changes}, filled_by = (
            select coalesce(jsonb_object_agg(key, value), '{{}}') from jsonb_each_text(filled_by)
            where value <> %(import)s)
        where athlete_id = (select private.my_athlete_id())
          and exists (select from jsonb_each_text(filled_by) where value = %(import)s)
        """
    ).format(changes=changes)
    conn.execute(statement, mine)


def mark_activity_deleted(conn: Connection, activity_id: UUID) -> list[UUID]:
    """Out of every list, with its legs; they stay known, so that no export brings them back. The ids.

    Raises:
        NotFound: it is not there, or deleted already.
    """
    rows = conn.execute(
        """
        update activities set deleted_at = now()
        where (id = %(id)s or parent_id = %(id)s) and deleted_at is null
          and exists (select from activities asked where asked.id = %(id)s and asked.deleted_at is null)
        returning id
        """,
        {"id": activity_id},
    ).fetchall()
    if not rows:
        raise NotFound(MISSING)
    return [row["id"] for row in rows]


def unmark_activity_deleted(conn: Connection, activity_id: UUID) -> list[UUID]:
    """Back, with the legs that were deleted together with it. The ids; none when it was never deleted."""
    rows = conn.execute(
        """
        update activities set deleted_at = null
        where (id = %(id)s or parent_id = %(id)s)
          and deleted_at = (select asked.deleted_at from activities asked where asked.id = %(id)s)
        returning id
        """,
        {"id": activity_id},
    )
    return [row["id"] for row in rows]


def update_effort_kind(conn: Connection, activity_id: UUID, effort_kind: EffortKind | None) -> None:
    """Whether it was all the athlete had: a race, a test, or neither.

    Raises:
        NotFound: it is not there, or deleted.
    """
    changed = conn.execute(
        "update activities set effort_kind = %s where id = %s and deleted_at is null", (effort_kind, activity_id)
    )
    if not changed.rowcount:
        raise NotFound(MISSING)
