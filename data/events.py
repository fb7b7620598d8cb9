"""Imported result files: events and everybody's results in them, visible to the importing account only."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, LiteralString, NamedTuple
from uuid import UUID

import numpy as np
import pandas as pd
from psycopg import sql
from psycopg.types.json import Jsonb
from pydantic import BaseModel, ConfigDict

from data import db
from data.cache import Revision, cached
from data.db import Connection, User
from data.errors import NotFound
from data.profiles import my_athlete_id

EventTimes = dict[str, "np.ndarray[tuple[int], np.dtype[np.float64]]"]

EVENT_DTYPES = {
    "id": "object", "name": "object", "city": "object", "year": "Int64", "season": "Int64", "race_date": "object",
    "file_name": "object", "result_count": "int64", "imported_at": "object",
}  # fmt: skip
RESULT_DTYPES = {
    "id": "object", "place": "Int64", "name": "object", "nationality": "object", "category": "object",
    "division": "object", "gender": "object", "age_group": "object", "status": "object", "is_usable": "bool",
    "total_seconds": "float64", "runs_total": "float64", "stations_total": "float64", "roxzone": "float64",
    "flags": "object",
}  # fmt: skip
TIME_COLUMNS: LiteralString = (
    "run_1, ski_erg, run_2, sled_push, run_3, sled_pull, run_4, burpee_broad_jump, run_5, row, run_6,"
    " farmers_carry, run_7, sandbag_lunges, run_8, wall_balls, roxzone, runs_total, stations_total, total_seconds"
)


class EventEntry(NamedTuple):
    """An event as the file names it."""

    name: str
    city: str | None
    year: int | None
    season: int | None
    file_name: str
    file_sha256: str


class EventResult(BaseModel):
    """One athlete's or team's result in an imported event; all times in seconds, None where not recorded."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    id: UUID | None
    event_id: UUID | None
    event_name: str
    season: int | None
    name: str | None
    nationality: str | None
    category: str | None
    division: str
    gender: str
    age_group: str | None
    status: str
    is_total_computed: bool
    is_usable: bool
    total_seconds: float | None
    roxzone_printed: float | None
    penalty_s: float | None
    penalty_note: str | None
    flags: list[str]
    splits: dict[str, float]
    is_claimed: bool = False

    @classmethod
    def from_file(cls, row: Mapping[str, Any], splits: dict[str, float]) -> EventResult:
        """A row that was read but belongs to no imported event."""
        return cls.model_validate({"id": None, "event_id": None, **row, "flags": row["flags"] or [], "splits": splits})


class ResultFilter(BaseModel):
    """Which rows of an event to show; empty means all."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    division: str | None = None
    gender: str | None = None
    age_group: str | None = None
    name: str | None = None
    nationality: str | None = None
    status: str | None = None


class ResultPage(NamedTuple):
    """`frame` is one row per result, fastest first; `total` counts all pages."""

    frame: pd.DataFrame
    total: int


def events(user: User) -> pd.DataFrame:
    """One row per imported event, newest import first; dtypes EVENT_DTYPES."""
    (rows,) = db.read_all(
        user,
        (
            "select event.*, (select count(*) from event_results result where result.event_id = event.id"
            "                 and result.athlete_id = event.athlete_id) as result_count"
            " from events event where athlete_id = (select private.my_athlete_id()) order by imported_at desc, name",
            (),
        ),
    )
    return db.frame(rows, EVENT_DTYPES)


def event_results(
    user: User, event_id: UUID, result_filter: ResultFilter, page: int = 1, per_page: int = 50
) -> ResultPage:
    """One page of an event's results; `place` is the rank within division and gender."""
    wanted = result_filter.model_dump()
    wanted["name"] = f"%{_escaped(result_filter.name)}%" if result_filter.name else None
    here, found = db.read_all(
        user,
        ("select id from events where id = %s", (event_id,)),
        (
            """
            with placed as (
                select *, case when total_seconds is not null and status = 'finished' then
                              rank() over (partition by division, gender, status order by total_seconds) end as place
                from event_results
                where athlete_id = (select private.my_athlete_id()) and event_id = %(event_id)s
            )
            select *, count(*) over () as matching from placed
            where (%(division)s::text is null or division = %(division)s)
              and (%(gender)s::text is null or gender = %(gender)s)
              and (%(age_group)s::text is null or age_group = %(age_group)s)
              and (%(nationality)s::text is null or nationality = %(nationality)s)
              and (%(status)s::text is null or status = %(status)s)
              and (%(name)s::text is null or name ilike %(name)s)
            order by total_seconds nulls last, line
            limit %(limit)s offset %(offset)s
            """,
            {**wanted, "event_id": event_id, "limit": per_page, "offset": (page - 1) * per_page},
        ),
    )
    if not here:
        raise NotFound("This event is not there. It may have been deleted.")
    matching = found[0]["matching"] if found else 0
    return ResultPage(db.frame(found, RESULT_DTYPES), matching)


def result_choices(user: User, event_id: UUID) -> dict[str, list[str]]:
    """The values each filter can take in this event."""
    (rows,) = db.read_all(
        user,
        (
            """
            select array_agg(distinct division order by division) as division,
                   array_agg(distinct gender order by gender) as gender,
                   array_remove(array_agg(distinct age_group order by age_group), null) as age_group,
                   array_remove(array_agg(distinct nationality order by nationality), null) as nationality,
                   array_agg(distinct status order by status) as status
            from event_results where athlete_id = (select private.my_athlete_id()) and event_id = %s
            """,
            (event_id,),
        ),
    )
    return {name: list(values or []) for name, values in rows[0].items()}


def find_result(user: User, event_id: UUID, result_id: UUID) -> EventResult:
    (rows,) = db.read_all(user, result_query(event_id, result_id))
    return result_of(rows)


def result_query(event_id: UUID, result_id: UUID) -> db.Query:
    return (
        """
        select result.*, event.name as event_name, event.season,
               (select jsonb_object_agg(key, value) from jsonb_each(to_jsonb(result))
                where value <> 'null' and key = any (%s)) as splits,
               exists (select from race_results race where race.event_result_id = result.id
                       and race.athlete_id = result.athlete_id) as is_claimed
        from event_results result join events event on event.id = result.event_id
        where result.id = %s and result.event_id = %s and result.athlete_id = (select private.my_athlete_id())
        """,
        (TIME_COLUMNS.split(", ")[:16], result_id, event_id),
    )


def result_of(rows: list[db.Row]) -> EventResult:
    if not rows:
        raise NotFound("This result is not there. Its event may have been deleted.")
    return EventResult.model_validate({**rows[0], "splits": rows[0]["splits"] or {}})


def event_times(user: User, at: Revision, event_id: UUID, division: str, gender: str) -> EventTimes:
    """The times of all complete results of one division and gender by metric, [s]."""
    return cached(
        at, "event_times", event_id, division, gender, read=lambda: _event_times(user, event_id, division, gender)
    )


def _event_times(user: User, event_id: UUID, division: str, gender: str) -> EventTimes:
    statement = sql.SQL(
        "select {} from event_results where athlete_id = (select private.my_athlete_id())"
        " and event_id = %s and division = %s and gender = %s and is_usable and roxzone is not null"
    ).format(sql.SQL(TIME_COLUMNS))
    names = TIME_COLUMNS.split(", ")
    with db.read_as(user) as conn, conn.cursor(binary=True) as cursor:
        rows = cursor.execute(statement, (event_id, division, gender)).fetchall()
    times = np.array([[row[name] for name in names] for row in rows], dtype=np.float64).reshape(len(rows), len(names))
    return {name: times[:, column] for column, name in enumerate(names)}


def upsert_event(conn: Connection, entry: EventEntry) -> UUID:
    """The event of that name, made when it is new."""
    row = conn.execute(
        """
        insert into events (athlete_id, name, city, year, season, file_name, file_sha256)
        values (%(athlete_id)s, %(name)s, %(city)s, %(year)s, %(season)s, %(file_name)s, %(file_sha256)s)
        on conflict (athlete_id, lower(name)) do update
            set season = coalesce(events.season, excluded.season)
        returning id
        """,
        {**entry._asdict(), "athlete_id": my_athlete_id(conn)},
    ).fetchone()
    event_id: UUID = row["id"] if row else UUID(int=0)
    return event_id


def insert_results(conn: Connection, results: pd.DataFrame) -> dict[UUID, int]:
    """Add the rows that are new; returns how many per event.

    `results` has the columns of event_results that come from a file, and `event_id`. Call `upsert_event` before,
    in the same transaction: it makes a second import of the event wait, so that what is new stays new.
    """
    columns = sql.SQL(", ").join(map(sql.Identifier, results.columns))
    conn.execute(
        sql.SQL("create temp table staged on commit drop as select {} from event_results with no data").format(columns)
    )
    with conn.cursor().copy(sql.SQL("copy staged ({}) from stdin").format(columns)) as copy:
        for row in zip(*(_values(results[name]) for name in results.columns), strict=True):
            copy.write_row(row)
    saved = conn.execute(
        sql.SQL(
            # The id follows from event and fingerprint: links still lead somewhere after a file is imported anew.
            "with saved as (insert into event_results (athlete_id, id, {columns})"
            " select (select private.my_athlete_id()), md5(event_id::text || fingerprint)::uuid, {columns} from staged"
            " where not exists (select from event_results known where known.event_id = any (%(event_ids)s)"
            "                   and known.event_id = staged.event_id and known.fingerprint = staged.fingerprint)"
            " and not exists (select from event_results known where known.event_id = any (%(event_ids)s)"
            "                 and known.event_id = staged.event_id and known.source_id = staged.source_id)"
            " returning event_id)"
            " select event_id, count(*) as row_count from saved group by event_id"
        ).format(columns=columns),
        {"event_ids": list(results["event_id"].unique())},
    ).fetchall()
    return {row["event_id"]: row["row_count"] for row in saved}


def _values(column: pd.Series[Any]) -> list[object]:
    """A column for COPY: None where missing, and the empty list in the server's own words."""
    if column.dtype.kind == "f":
        return [None if value != value else value for value in column.tolist()]
    return ["{}" if value == [] else value for value in column.tolist()]


def keep_report(conn: Connection, event_id: UUID, report: dict[str, Any]) -> None:
    conn.execute("update events set report = %s where id = %s", (Jsonb(report), event_id))


def delete_event(conn: Connection, event_id: UUID) -> None:
    if conn.execute("delete from events where id = %s", (event_id,)).rowcount == 0:
        raise NotFound("This event is not there. It may have been deleted.")


def _escaped(text: str | None) -> str:
    return (text or "").replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
