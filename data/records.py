"""Personal records: every one that was set, with what it replaced and where it comes from."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import date, datetime
from typing import Literal, LiteralString
from uuid import UUID

import pandas as pd
from pydantic import BaseModel, ConfigDict

from data import db
from data.db import Connection, User
from data.errors import NotFound
from data.profiles import my_athlete_id
from data.stations import StationName

RecordType = Literal["station_time", "exercise_weight", "exercise_reps", "running_pace", "race_time"]
RecordUnit = Literal["seconds", "kg", "min_per_km", "reps", "metres"]
RecordContext = Literal["training", "race", "benchmark"]

RECORD_DTYPES = {
    "id": "object", "record_type": "object", "exercise_name": "object", "station": "object", "value": "float64",
    "value_unit": "object", "date_achieved": "object", "context": "object", "previous_value": "float64",
    "distance_m": "float64", "load_kg": "float64", "division": "object", "format": "object", "gender": "object",
    "wall_ball_reps": "Int64", "is_estimate": "bool", "needs_confirmation": "bool", "workout_log_id": "object",
    "benchmark_test_id": "object", "race_result_id": "object", "notes": "object", "created_at": "object",
}  # fmt: skip
MISSING = "This record is not there. It may have been deleted."


class NewRecord(BaseModel):
    """A record as it is found: all values in the unit it names, times in seconds or minutes per km."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    record_type: RecordType
    exercise_name: str | None = None
    station: StationName | None = None
    value: float
    value_unit: RecordUnit
    date_achieved: date
    context: RecordContext
    previous_value: float | None = None
    distance_m: float | None = None
    load_kg: float | None = None
    division: str | None = None
    format: str | None = None
    gender: str | None = None
    wall_ball_reps: int | None = None
    is_estimate: bool = False
    needs_confirmation: bool = False
    workout_log_id: UUID | None = None
    benchmark_test_id: UUID | None = None
    race_result_id: UUID | None = None
    notes: str | None = None


class Record(NewRecord):
    """`needs_confirmation`: it sounds too good and counts for nothing until the athlete says it is right."""

    id: UUID
    dismissed_at: datetime | None = None
    created_at: datetime
    updated_at: datetime


RECORD: LiteralString = """
    select record.id, record.record_type, record.exercise_name, station.metric_name as station,
           record.value::float8 as value, record.value_unit, record.date_achieved, record.context,
           record.previous_value::float8 as previous_value, record.distance_m::float8 as distance_m,
           record.load_kg::float8 as load_kg, record.division, record.format, record.gender, record.wall_ball_reps,
           record.is_estimate, record.needs_confirmation, record.dismissed_at, record.workout_log_id,
           record.benchmark_test_id, record.race_result_id, record.notes, record.created_at, record.updated_at
    from personal_records record
    left join hyrox_stations station on station.id = record.station_id
    where record.athlete_id = (select private.my_athlete_id())
"""
FOUND: LiteralString = RECORD + " and record.id = %s and record.dismissed_at is null"
COUNTED: LiteralString = RECORD + " and record.dismissed_at is null order by date_achieved desc, created_at desc, id"


def records(user: User) -> pd.DataFrame:
    """One row per record ever set, newest first; dtypes RECORD_DTYPES. What waits for confirmation is marked."""
    (rows,) = db.read_all(user, (COUNTED, ()))
    return db.frame(rows, RECORD_DTYPES)


def record_list(user: User) -> list[Record]:
    """The same as models."""
    (rows,) = db.read_all(user, (COUNTED, ()))
    return [Record.model_validate(row) for row in rows]


def find_record(user: User, record_id: UUID) -> Record:
    (rows,) = db.read_all(user, (FOUND, (record_id,)))
    return record_of(rows)


def record_of(rows: list[db.Row]) -> Record:
    if not rows:
        raise NotFound(MISSING)
    return Record.model_validate(rows[0])


def kept_records(conn: Connection) -> list[Record]:
    """All of this athlete, also those dismissed."""
    return [Record.model_validate(row) for row in conn.execute(RECORD)]


def insert_records(conn: Connection, found: Sequence[NewRecord]) -> list[Record]:
    """All in one statement, so that the revision rises once; in the given order."""
    if not found:
        return []
    rows = conn.execute(
        """
        with found as (
            select ordinality as place, gen_random_uuid() as id, row.*
            from jsonb_array_elements(%(found)s::jsonb) with ordinality as element (cells, ordinality),
                jsonb_to_record(element.cells) as row (
                    record_type text, exercise_name text, station text, value numeric, value_unit text,
                    date_achieved date, context text, previous_value numeric, distance_m numeric, load_kg numeric,
                    division text, format text, gender text, wall_ball_reps smallint, is_estimate boolean,
                    needs_confirmation boolean, workout_log_id uuid, benchmark_test_id uuid, race_result_id uuid,
                    notes text)
        ), kept as (
            insert into personal_records (id, athlete_id, record_type, exercise_name, exercise_library_id, station_id,
                value, value_unit, date_achieved, context, previous_value, distance_m, load_kg, division, format,
                gender, wall_ball_reps, is_estimate, needs_confirmation, workout_log_id, benchmark_test_id,
                race_result_id, notes)
            select found.id, %(athlete_id)s, record_type, exercise_name,
                (select exercise.id from exercise_library exercise
                 where lower(exercise.name) = lower(exercise_name) limit 1),
                (select station.id from hyrox_stations station where station.metric_name = found.station),
                value, value_unit, date_achieved, context, previous_value, distance_m, load_kg, division, format,
                gender, wall_ball_reps, is_estimate, needs_confirmation, workout_log_id, benchmark_test_id,
                race_result_id, notes
            from found
            returning id, created_at, updated_at
        )
        select kept.id, kept.created_at, kept.updated_at from kept join found using (id) order by found.place
        """,
        {
            "found": json.dumps([record.model_dump(mode="json") for record in found]),
            "athlete_id": my_athlete_id(conn),
        },
    )
    return [Record(**record.model_dump(), **row) for record, row in zip(found, rows, strict=True)]


def update_previous_values(conn: Connection, previous: dict[UUID, float | None]) -> None:
    """What each of these records improved, in one statement."""
    if previous:
        conn.execute(
            "update personal_records record set previous_value = changed.previous_value"
            " from unnest(%s::uuid[], %s::float8[]) as changed (id, previous_value) where record.id = changed.id",
            (list(previous), list(previous.values())),
        )


def delete_records(conn: Connection, record_ids: Sequence[UUID]) -> None:
    if record_ids:
        conn.execute("delete from personal_records where id = any(%s)", (list(record_ids),))


def confirm(conn: Connection, record_id: UUID) -> Record:
    """It counts from now on."""
    return _judge(conn, record_id, is_right=True)


def dismiss(conn: Connection, record_id: UUID) -> Record:
    """It counts no more; the row stays so that it is not found again in its workout, test or race."""
    return _judge(conn, record_id, is_right=False)


def _judge(conn: Connection, record_id: UUID, *, is_right: bool) -> Record:
    record_of(conn.execute(FOUND, (record_id,)).fetchall())
    conn.execute(
        "update personal_records set needs_confirmation = not %(is_right)s,"
        " dismissed_at = case when %(is_right)s then null else now() end where id = %(id)s",
        {"is_right": is_right, "id": record_id},
    )
    return record_of(conn.execute(RECORD + " and record.id = %s", (record_id,)).fetchall())
