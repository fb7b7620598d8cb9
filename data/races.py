"""Races an athlete has finished or simulated, with their splits."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Annotated, Any, Literal, LiteralString, get_args
from uuid import UUID

import pandas as pd
from pydantic import BaseModel, ConfigDict, Field, StringConstraints, field_validator, model_validator

from data import db
from data.days import Day
from data.db import Connection, User
from data.errors import Conflict, NotFound
from data.profiles import my_athlete_id

Division = Literal["open", "pro", "adaptive"]
Format = Literal["singles", "doubles", "relay"]
Gender = Literal["men", "women", "mixed"]
Status = Literal["finished", "dnf", "dns", "dsq"]
SplitName = Literal[
    "run_1", "ski_erg", "run_2", "sled_push", "run_3", "sled_pull", "run_4", "burpee_broad_jump",
    "run_5", "row", "run_6", "farmers_carry", "run_7", "sandbag_lunges", "run_8", "wall_balls",
]  # fmt: skip
SplitTime = Annotated[float, Field(ge=1, le=36_000, allow_inf_nan=False)]
# Postgres text cannot hold the zero character.
NO_ZERO = r"^[^\x00]*$"
Note = Annotated[str, StringConstraints(strip_whitespace=True, max_length=2000, pattern=NO_ZERO)]
ShortText = Annotated[str, StringConstraints(strip_whitespace=True, max_length=120, pattern=NO_ZERO)]

RACE_DTYPES = {
    "id": "object", "race_date": "object", "race_name": "object", "location": "object", "season": "Int64",
    "division": "object", "format": "object", "gender": "object", "age_group": "object", "status": "object",
    "is_simulation": "bool", "is_total_computed": "bool", "split_count": "int64",
    "total_seconds": "float64", "runs_total": "float64", "stations_total": "float64", "roxzone": "float64",
    "event_id": "object", "event_result_id": "object",
}  # fmt: skip


class RaceEntry(BaseModel):
    """A race as somebody enters it. All times in seconds; a split that is not known is left out."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    race_name: Annotated[ShortText, Field(min_length=1)]
    race_date: Day | None = None
    location: ShortText | None = None
    division: Division = "open"
    format: Format = "singles"
    gender: Gender
    age_group: Annotated[ShortText, Field(max_length=20)] | None = None
    status: Status = "finished"
    total_time_seconds: Annotated[float, Field(ge=600, le=36_000, allow_inf_nan=False)] | None = None
    roxzone_seconds: Annotated[float, Field(ge=1, le=10_000, allow_inf_nan=False)] | None = None
    splits: dict[SplitName, SplitTime] = Field(default_factory=dict)
    penalty_seconds: Annotated[float, Field(ge=0, le=7200, allow_inf_nan=False)] | None = None
    penalty_note: ShortText | None = None
    is_simulation: bool = False
    conditions: Note | None = None
    notes: Note | None = None
    event_id: UUID | None = None

    @field_validator("race_date")
    @classmethod
    def past_date(cls, race_on: date | None) -> date | None:
        tomorrow = date.today() + timedelta(days=1)  # noqa: DTZ011 - somewhere it is tomorrow already
        if race_on and not date(2017, 1, 1) <= race_on <= tomorrow:
            raise ValueError("Choose the day you raced: between 2017 and today.")
        return race_on

    @model_validator(mode="after")
    def consistent(self) -> RaceEntry:
        if self.format == "singles" and self.gender == "mixed":
            raise ValueError("A singles race is men or women. Choose doubles or relay for a mixed team.")
        if self.format == "relay" and self.division == "pro":
            raise ValueError("A relay has no pro division. Choose open.")
        if self.status == "finished" and self.total_time_seconds is None and not self.is_complete:
            raise ValueError("Give the finish time, or all 16 splits and the Roxzone.")
        return self

    @staticmethod
    def split_names() -> tuple[str, ...]:
        """The 16 splits in race order."""
        return tuple(NUMBERS)

    @property
    def is_complete(self) -> bool:
        """All 16 splits and the Roxzone are known, so the finish can be added up."""
        return len(self.splits) == 16 and self.roxzone_seconds is not None

    @property
    def field_division(self) -> str:
        """The division results are compared in: open, pro, doubles, pro_doubles, relay or adaptive."""
        if self.division == "adaptive" or self.format == "singles":
            return self.division
        return "pro_doubles" if (self.format, self.division) == ("doubles", "pro") else self.format


class Race(RaceEntry):
    model_config = ConfigDict(frozen=True, extra="ignore")

    id: UUID
    season: int | None = None
    is_total_computed: bool = False
    event_result_id: UUID | None = None
    event_name: str | None = None
    created_at: datetime
    updated_at: datetime


RACE: LiteralString = """
    select race.*, race.roxzone_printed_seconds as roxzone_seconds, event.name as event_name,
           coalesce((select jsonb_object_agg(split.metric_name, split.time_seconds)
                     from race_split_times split
                     where split.race_result_id = race.id and split.athlete_id = race.athlete_id), '{}') as splits
    from race_results race
    left join events event on event.id = race.event_id and event.athlete_id = race.athlete_id
    where race.id = %(race_id)s and race.athlete_id = coalesce(%(athlete_id)s::uuid, (select private.my_athlete_id()))
"""
NUMBERS: dict[str, int] = {name: number for number, name in enumerate(get_args(SplitName), start=1)}


def race_query(race_id: UUID, athlete_id: UUID | None = None) -> db.Query:
    """For reading a race in one pipeline with other things; `race_of` takes its rows."""
    return RACE, {"race_id": race_id, "athlete_id": athlete_id}


def race_of(rows: list[db.Row]) -> Race:
    if not rows:
        raise NotFound("This race is not there. It may have been deleted.")
    return Race.model_validate(rows[0])


def find_race(user: User, race_id: UUID, athlete_id: UUID | None = None) -> Race:
    """One of your own; one of an athlete who shares races with you only when you name the athlete."""
    (rows,) = db.read_all(user, race_query(race_id, athlete_id))
    return race_of(rows)


def races(user: User, athlete_id: UUID | None = None) -> pd.DataFrame:
    """One row per race of this athlete, or of the one named, newest first, undated last; dtypes RACE_DTYPES."""
    (rows,) = db.read_all(
        user,
        (
            "select overview.*, overview.total_time_seconds as total_seconds from race_overview overview"
            " where athlete_id = coalesce(%s::uuid, (select private.my_athlete_id()))"
            " order by race_date desc nulls last, created_at desc",
            (athlete_id,),
        ),
    )
    return db.frame(rows, RACE_DTYPES)


def splits_by_race(user: User) -> pd.DataFrame:
    """One row per race of this athlete, its id as index; a float64 column [s] per split, in race order."""
    (rows,) = db.read_all(
        user,
        (
            "select race_result_id, metric_name, time_seconds from race_split_times"
            " where athlete_id = (select private.my_athlete_id())",
            (),
        ),
    )
    times = db.frame(rows, {"race_result_id": "object", "metric_name": "object", "time_seconds": "float64"})
    wide = times.pivot(index="race_result_id", columns="metric_name", values="time_seconds")
    return wide.reindex(columns=RaceEntry.split_names())


def insert_race(conn: Connection, entry: RaceEntry, facts: dict[str, Any]) -> UUID:
    """`facts` are what we found out beside the entry: total, season, is_total_computed, event_result_id.

    Raises:
        Conflict: this result has been claimed before.
    """
    row = conn.execute(
        """
        insert into race_results (athlete_id, race_name, race_date, location, season, division, format, gender,
            age_group, status, total_time_seconds, is_total_computed, roxzone_printed_seconds, penalty_seconds,
            penalty_note, is_simulation, conditions, notes, event_id, event_result_id)
        values (%(athlete_id)s, %(race_name)s, %(race_date)s, %(location)s, %(season)s, %(division)s, %(format)s,
            %(gender)s, %(age_group)s, %(status)s, %(total_time_seconds)s, %(is_total_computed)s, %(roxzone_seconds)s,
            %(penalty_seconds)s, %(penalty_note)s, %(is_simulation)s, %(conditions)s, %(notes)s, %(event_id)s,
            %(event_result_id)s)
        on conflict (athlete_id, event_result_id) do nothing returning id
        """,
        {**_columns(entry), **facts, "athlete_id": my_athlete_id(conn)},
    ).fetchone()
    if row is None:
        raise Conflict("This result is one of your races already.")
    race_id: UUID = row["id"]
    _insert_splits(conn, race_id, entry)
    return race_id


def update_race(conn: Connection, race_id: UUID, entry: RaceEntry, facts: dict[str, Any]) -> None:
    changed = conn.execute(
        """
        update race_results set race_name = %(race_name)s, race_date = %(race_date)s, location = %(location)s,
            season = case when event_result_id is null then %(season)s else coalesce(%(season)s, season) end,
            division = %(division)s, format = %(format)s, gender = %(gender)s,
            age_group = %(age_group)s, status = %(status)s, total_time_seconds = %(total_time_seconds)s,
            is_total_computed = %(is_total_computed)s, roxzone_printed_seconds = %(roxzone_seconds)s,
            penalty_seconds = %(penalty_seconds)s, penalty_note = %(penalty_note)s, is_simulation = %(is_simulation)s,
            conditions = %(conditions)s, notes = %(notes)s, event_id = %(event_id)s
        where id = %(race_id)s
        """,
        {**_columns(entry), **facts, "race_id": race_id},
    )
    if changed.rowcount == 0:
        raise NotFound("This race is not there. It may have been deleted.")
    conn.execute("delete from race_splits where race_result_id = %s", (race_id,))
    _insert_splits(conn, race_id, entry)


def delete_race(conn: Connection, race_id: UUID) -> None:
    if conn.execute("delete from race_results where id = %s", (race_id,)).rowcount == 0:
        raise NotFound("This race is not there. It may have been deleted.")


def _columns(entry: RaceEntry) -> dict[str, Any]:
    return entry.model_dump(exclude={"splits"})


def _insert_splits(conn: Connection, race_id: UUID, entry: RaceEntry) -> None:
    conn.execute(
        """
        insert into race_splits (athlete_id, race_result_id, split_number, split_type, station_id, time_seconds)
        select race.athlete_id, race.id, split.number,
               case when split.number %% 2 = 1 then 'run' else 'station' end, station.id, split.time_s
        from race_results race, unnest(%s::int[], %s::float8[]) as split (number, time_s)
        left join hyrox_stations station on split.number %% 2 = 0 and station.station_number = split.number / 2
        where race.id = %s
        """,
        ([NUMBERS[name] for name in entry.splits], list(entry.splits.values()), race_id),
    )
