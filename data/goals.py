"""Goals: what an athlete wants to reach, by when, and what the data say about it."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Annotated, Any, Literal, LiteralString, get_args
from uuid import UUID

import pandas as pd
from psycopg.types.json import Jsonb
from pydantic import BaseModel, ConfigDict, Field, StringConstraints, field_validator, model_validator

from data import db
from data.days import Day
from data.db import Connection, User
from data.errors import NotFound, Stale
from data.profiles import my_athlete_id
from data.stations import StationName

GoalType = Literal["race_time", "station_time", "running_pace", "body_comp", "consistency", "training_volume", "custom"]
GoalStatus = Literal["active", "completed", "abandoned"]
SessionType = Literal["run", "hiit", "strength", "simulation", "recovery"]
# Postgres text cannot hold the zero character.
NO_ZERO = r"^[^\x00]*$"
Title = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=120, pattern=NO_ZERO)]
Unit = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=40, pattern=NO_ZERO)]
Note = Annotated[str, StringConstraints(strip_whitespace=True, max_length=2000, pattern=NO_ZERO)]
Value = Annotated[float, Field(ge=-1_000_000, le=1_000_000, allow_inf_nan=False)]

GOAL_TYPES: tuple[GoalType, ...] = get_args(GoalType)
DETAILS = ("race_format", "distance_m", "weeks", "window", "session_type")
COLUMNS = ("goal_type", "title", "description", "target_value", "target_unit", "start_value", "current_value")
MISSING = "This goal is not there. It may have been deleted."
GOAL_DTYPES = {
    "id": "object", "goal_type": "object", "title": "object", "description": "object", "status": "object",
    "target_value": "float64", "target_unit": "object", "start_value": "float64", "current_value": "float64",
    "started_on": "object", "target_date": "object", "station": "object", "completed_at": "object",
    "created_at": "object", "updated_at": "object",
}  # fmt: skip


class Rule(BaseModel):
    """What a target of one type must look like: its unit (None: free), its range, and how to say so."""

    model_config = ConfigDict(frozen=True)

    units: tuple[str, ...]
    low: float
    high: float
    fix: str


RULES: dict[str, Rule] = {
    "race_time": Rule(units=("seconds",), low=2_400, high=36_000, fix="a finish time from 40:00 to 10:00:00"),
    "station_time": Rule(units=("seconds",), low=20, high=3_600, fix="a time from 0:20 to 1:00:00"),
    "running_pace": Rule(units=("seconds_per_km",), low=125, high=1_200, fix="a pace from 2:05 to 20:00 per km"),
    "consistency": Rule(units=("workouts_per_week",), low=1, high=21, fix="1 to 21 workouts a week"),
    "training_volume": Rule(units=("hours", "km"), low=0.5, high=20_000, fix="an amount from 0.5 hours or km up"),
    "body_comp": Rule(units=(), low=1, high=400, fix="a number from 1 to 400"),
}


class GoalEntry(BaseModel):
    """A goal as somebody enters it. Times in seconds, pace in seconds per km; what is not known is left out.

    `distance_m` belongs to a pace, `weeks` to a habit, `window` and `session_type` to a volume,
    `race_format` to a finish time, `station` to a station time, `current_value` to what is entered by hand.
    Without a title the target in words becomes it.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    goal_type: GoalType
    title: Title | None = None
    description: Note | None = None
    target_value: Value | None = None
    target_unit: Unit | None = None
    start_value: Value | None = None
    current_value: Value | None = None
    started_on: Day | None = None
    target_date: Day | None = None
    station: StationName | None = None
    race_format: Literal["singles", "doubles", "relay"] | None = None
    distance_m: Annotated[float, Field(ge=400, le=200_000, allow_inf_nan=False)] | None = None
    weeks: Annotated[int, Field(ge=1, le=52)] | None = None
    window: Literal["week", "month", "total"] | None = None
    session_type: SessionType | None = None

    @model_validator(mode="before")
    @classmethod
    def usual_unit(cls, fields: Any) -> Any:
        """A type with one unit needs none to be said."""
        if not isinstance(fields, dict) or fields.get("target_unit") is not None:
            return fields
        rule = RULES.get(str(fields.get("goal_type")))
        return {**fields, "target_unit": rule.units[0]} if rule and rule.units else fields

    @field_validator("started_on", "target_date")
    @classmethod
    def plausible_day(cls, day: date | None) -> date | None:
        today = date.today()  # noqa: DTZ011 - a day has no time zone
        if day and not date(2000, 1, 1) <= day <= today + timedelta(days=3653):
            raise ValueError("Choose a day within the next ten years.")
        return day

    @model_validator(mode="after")
    def consistent(self) -> GoalEntry:
        rule = RULES.get(self.goal_type)
        if rule and rule.units and self.target_unit not in rule.units:
            raise ValueError(f"The unit of this goal is {' or '.join(rule.units)}.")
        if rule and (self.target_value is None or not rule.low <= self.target_value <= rule.high):
            raise ValueError(f"Give a target: {rule.fix}.")
        if self.goal_type == "station_time" and self.station is None:
            raise ValueError("Choose the station this goal is about.")
        if self.goal_type == "custom" and self.title is None:
            raise ValueError("Give your goal a title.")
        if self.started_on and self.target_date and self.target_date <= self.started_on:
            raise ValueError("The day to reach it by lies after the day you start.")
        return self


class Goal(GoalEntry):
    """A goal as kept; `current_value` is what was entered by hand."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    id: UUID
    title: str
    status: GoalStatus
    started_on: date
    completed_at: datetime | None = None
    deleted_at: datetime | None = None
    created_at: datetime
    updated_at: datetime

    @model_validator(mode="after")
    def consistent(self) -> Goal:
        """What is kept is shown, even if it would not be accepted today."""
        return self


class Measurement(BaseModel):
    """What the data say about one goal; times in seconds, `volumes` as (first day, workouts, seconds, metres)."""

    model_config = ConfigDict(frozen=True)

    today: date
    best_before: float | None
    first_since: float | None
    best_since: float | None
    weight_kg: float | None
    volumes: list[tuple[date, int, float, float]]


GOALS: LiteralString = """
select goal.id, goal.goal_type, goal.title, goal.description, goal.status, goal.target_unit, goal.started_on,
       goal.target_value::float8, goal.start_value::float8, goal.current_value::float8, goal.target_date,
       station.metric_name as station, goal.details, goal.completed_at, goal.deleted_at, goal.created_at,
       goal.updated_at
from goals goal
left join hyrox_stations station on station.id = goal.station_id
where goal.athlete_id = (select private.my_athlete_id())
"""
ORDER: LiteralString = " order by goal.status, goal.target_date nulls last, goal.created_at"


def goals(user: User, status: GoalStatus | None = None) -> pd.DataFrame:
    """One row per goal, active ones first, the nearest first; dtypes GOAL_DTYPES. Progress: coach.goals."""
    (rows,) = db.read_all(user, goals_query(status))
    return db.frame(rows, GOAL_DTYPES)


def goals_query(status: GoalStatus | None = None) -> db.Query:
    """For reading goals in one pipeline with other things; `goal_of` takes each row."""
    is_wanted: LiteralString = " and goal.deleted_at is null and (%(status)s::text is null or goal.status = %(status)s)"
    return GOALS + is_wanted + ORDER, {"status": status}


def goal_query(goal_id: UUID) -> db.Query:
    return GOALS + " and goal.id = %(id)s and goal.deleted_at is null", {"id": goal_id}


def goal_of(row: db.Row) -> Goal:
    return Goal.model_validate({**row, **{name: row["details"].get(name) for name in DETAILS}})


def insert_goal(conn: Connection, entry: GoalEntry) -> UUID:
    """What somebody wants to weigh begins at the weight of the profile unless another start is given."""
    row = conn.execute(
        """
        insert into goals (athlete_id, goal_type, title, description, target_value, target_unit, start_value,
                           current_value, started_on, target_date, station_id, details)
        select id, %(goal_type)s, %(title)s, %(description)s, %(target_value)s, %(target_unit)s,
               coalesce(%(start_value)s, case when %(goal_type)s = 'body_comp' then
                   coalesce(case when %(target_unit)s = 'kg' then weight_kg end, %(current_value)s) end),
               %(current_value)s, coalesce(%(started_on)s, (now() at time zone time_zone)::date), %(target_date)s,
               (select id from hyrox_stations where metric_name = %(station)s), %(details)s
        from athlete_profiles where id = %(athlete_id)s
        returning id
        """,
        {**_columns(entry), "athlete_id": my_athlete_id(conn)},
    ).fetchone()
    goal_id: UUID = row["id"] if row else UUID(int=0)
    return goal_id


def update_goal(conn: Connection, goal_id: UUID, entry: GoalEntry, expected: datetime | None) -> None:
    """Replace what was entered; the start, when it is left out and the same thing is measured, stays.

    Raises:
        NotFound: it is not there, or deleted.
        Stale: it was changed since `expected`.
    """
    changed = conn.execute(
        """
        update goals set goal_type = %(goal_type)s, title = %(title)s, description = %(description)s,
            target_value = %(target_value)s, target_unit = %(target_unit)s,
            start_value = coalesce(%(start_value)s, case when goal_type = %(goal_type)s
                and target_unit is not distinct from %(target_unit)s then start_value end),
            current_value = %(current_value)s, started_on = coalesce(%(started_on)s, started_on),
            target_date = %(target_date)s, details = %(details)s,
            station_id = (select id from hyrox_stations where metric_name = %(station)s)
        where id = %(id)s and deleted_at is null and (%(expected)s::timestamptz is null or updated_at = %(expected)s)
        """,
        {**_columns(entry), "id": goal_id, "expected": expected},
    )
    _refuse_unchanged(conn, goal_id, changed.rowcount)


def update_goal_status(conn: Connection, goal_id: UUID, status: GoalStatus, expected: datetime | None) -> None:
    """The same errors as `update_goal`; `completed_at` follows the status."""
    changed = conn.execute(
        """
        update goals set status = %(status)s,
            completed_at = case when %(status)s = 'completed' then coalesce(completed_at, now()) end
        where id = %(id)s and deleted_at is null and (%(expected)s::timestamptz is null or updated_at = %(expected)s)
        """,
        {"id": goal_id, "status": status, "expected": expected},
    )
    _refuse_unchanged(conn, goal_id, changed.rowcount)


def update_goal_value(conn: Connection, goal_id: UUID, current_value: float, expected: datetime | None) -> None:
    """The same errors as `update_goal`."""
    changed = conn.execute(
        "update goals set current_value = %(value)s where id = %(id)s and deleted_at is null"
        " and (%(expected)s::timestamptz is null or updated_at = %(expected)s)",
        {"id": goal_id, "value": current_value, "expected": expected},
    )
    _refuse_unchanged(conn, goal_id, changed.rowcount)


def mark_goal_deleted(conn: Connection, goal_id: UUID, expected: datetime | None) -> None:
    """The same errors as `update_goal`."""
    changed = conn.execute(
        "update goals set deleted_at = now() where id = %(id)s and deleted_at is null"
        " and (%(expected)s::timestamptz is null or updated_at = %(expected)s)",
        {"id": goal_id, "expected": expected},
    )
    _refuse_unchanged(conn, goal_id, changed.rowcount)


def unmark_goal_deleted(conn: Connection, goal_id: UUID) -> None:
    if conn.execute("update goals set deleted_at = null where id = %s", (goal_id,)).rowcount == 0:
        raise NotFound(MISSING)


def _refuse_unchanged(conn: Connection, goal_id: UUID, changed_count: int) -> None:
    if changed_count:
        return
    if conn.execute("select from goals where id = %s and deleted_at is null", (goal_id,)).rowcount == 0:
        raise NotFound(MISSING)
    raise Stale


def _columns(entry: GoalEntry) -> dict[str, Any]:
    given = entry.model_dump(include={*COLUMNS, "started_on", "target_date", "station"})
    return {**given, "details": Jsonb(entry.model_dump(include=set(DETAILS), exclude_none=True))}
