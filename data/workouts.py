"""Workouts: what an athlete did, as logged, with sets and intervals."""

from __future__ import annotations

import json
from datetime import date, datetime, timedelta
from typing import Annotated, Any, Literal, LiteralString, NamedTuple, get_args
from uuid import UUID

import pandas as pd
from pydantic import BaseModel, ConfigDict, Field, StringConstraints, field_validator, model_validator

from data import db
from data.days import Day
from data.db import User
from data.errors import NotFound

SessionType = Literal["run", "hiit", "strength", "simulation", "recovery", "rest"]
CompletionStatus = Literal["completed", "partial", "skipped"]
SESSION_TYPES: tuple[SessionType, ...] = get_args(SessionType)

EARLIEST = date(1990, 1, 1)
LONGEST_PRESCRIPTION, DEEPEST_PRESCRIPTION = 500_000, 50
# Postgres text and jsonb cannot hold the zero character.
NO_ZERO = r"^[^\x00]*$"
ExerciseName = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=120, pattern=NO_ZERO)]
Title = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=200, pattern=NO_ZERO)]
Note = Annotated[str, StringConstraints(strip_whitespace=True, max_length=10_000, pattern=NO_ZERO)]
SearchText = Annotated[str, StringConstraints(strip_whitespace=True, max_length=100, pattern=NO_ZERO)]
Distance = Annotated[float, Field(gt=0, le=1_000_000, allow_inf_nan=False)]
Seconds = Annotated[float, Field(gt=0, le=86_400, allow_inf_nan=False)]
Effort = Annotated[int, Field(ge=1, le=10)]

WORKOUT_DTYPES = {
    "id": "object", "date": "object", "session_type": "object", "title": "object", "completion_status": "object",
    "duration_minutes": "Int64", "duration_seconds": "float64", "distance_m": "float64",
    "rpe_pre": "Int64", "rpe_post": "Int64", "heart_rate_avg": "Int64", "calories_estimated": "Int64",
    "set_count": "int64", "interval_count": "int64", "load_kg": "float64", "notes": "object",
    "training_plan_day_id": "object", "deleted_at": "object", "created_at": "object", "updated_at": "object",
}  # fmt: skip


class SetEntry(BaseModel):
    """One set; what was not counted is left out."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    exercise_name: ExerciseName
    reps: Annotated[int, Field(ge=1, le=10_000)] | None = None
    weight_kg: Annotated[float, Field(gt=0, le=1_000, allow_inf_nan=False)] | None = None
    distance_m: Distance | None = None
    duration_s: Seconds | None = None


class IntervalEntry(BaseModel):
    """The same effort so many times: 8 × 400 m in 1:30 each with 60 s rest."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    repeats: Annotated[int, Field(ge=1, le=500)] = 1
    distance_m: Distance | None = None
    duration_s: Seconds | None = None
    rest_s: Annotated[float, Field(ge=0, le=7_200, allow_inf_nan=False)] | None = None

    @model_validator(mode="after")
    def measured(self) -> IntervalEntry:
        if self.distance_m is None and self.duration_s is None:
            raise ValueError("Give each interval a distance or a time.")
        return self


class WorkoutContent(BaseModel):
    """What a session consists of, whoever does it and whenever: also what a template keeps.

    `duration_seconds` is exact where it is known; `duration_minutes` follows from it, or stands alone.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    session_type: SessionType
    title: Title | None = None
    duration_minutes: Annotated[int, Field(ge=1, le=1440)] | None = None
    duration_seconds: Seconds | None = None
    distance_m: Distance | None = None
    notes: Note | None = None
    sets: Annotated[list[SetEntry], Field(max_length=200)] = Field(default_factory=list)
    intervals: Annotated[list[IntervalEntry], Field(max_length=100)] = Field(default_factory=list)

    @model_validator(mode="before")
    @classmethod
    def minutes_of_seconds(cls, fields: Any) -> Any:
        """The minutes follow from the exact time when they are not given."""
        if not isinstance(fields, dict) or fields.get("duration_minutes") is not None:
            return fields
        seconds = fields.get("duration_seconds")
        if isinstance(seconds, int | float) and 0 < seconds <= 86_400:
            return {**fields, "duration_minutes": minutes_of(seconds)}
        return fields

    @model_validator(mode="after")
    def one_duration(self) -> WorkoutContent:
        if self.duration_seconds is None or self.duration_minutes is None:
            return self
        if abs(self.duration_seconds - self.duration_minutes * 60) > 60:
            raise ValueError("The duration in minutes and in seconds differ. Give one of them.")
        return self

    @property
    def duration_s(self) -> float | None:
        """The exact time, else the minutes; None when neither is known."""
        if self.duration_seconds is not None:
            return self.duration_seconds
        return None if self.duration_minutes is None else self.duration_minutes * 60.0


class WorkoutEntry(WorkoutContent):
    """A session as somebody enters it. What is not known is left out, never zero."""

    date: Day
    completion_status: CompletionStatus = "completed"
    rpe_pre: Effort | None = None
    rpe_post: Effort | None = None
    heart_rate_avg: Annotated[int, Field(ge=25, le=250)] | None = None
    calories_estimated: Annotated[int, Field(ge=0, le=20_000)] | None = None
    training_plan_day_id: UUID | None = None
    prescribed_workout: dict[str, Any] | None = None

    @field_validator("date")
    @classmethod
    def not_ahead(cls, day: Day) -> Day:
        tomorrow = datetime.now().date() + timedelta(days=1)  # noqa: DTZ005 - somewhere it is tomorrow already
        if not EARLIEST <= day <= tomorrow:
            raise ValueError("Choose the day you trained: between 1990 and today.")
        return day

    @field_validator("prescribed_workout")
    @classmethod
    def storable(cls, prescribed: dict[str, Any] | None) -> dict[str, Any] | None:
        if prescribed is None:
            return None
        if _is_deeper(prescribed, DEEPEST_PRESCRIPTION):
            raise ValueError(f"The prescribed session is nested more than {DEEPEST_PRESCRIPTION} levels deep.")
        try:
            text = json.dumps(prescribed, allow_nan=False)
            json.dumps(prescribed, ensure_ascii=False).encode()  # half a surrogate pair cannot be stored
        except (TypeError, ValueError) as wrong:
            raise ValueError("The prescribed session is not plain JSON.") from wrong
        if len(text) > LONGEST_PRESCRIPTION or "\\u0000" in text:
            raise ValueError(f"The prescribed session is longer than {LONGEST_PRESCRIPTION:,} characters.")
        return prescribed

    @model_validator(mode="after")
    def nothing_done_when_skipped(self) -> WorkoutEntry:
        has_content = self.duration_s or self.distance_m or self.sets or self.intervals or self.rpe_post
        if self.completion_status == "skipped" and has_content:
            raise ValueError("You skipped this session: leave out what was done, or say that you did a part of it.")
        return self


class Workout(WorkoutEntry):
    model_config = ConfigDict(frozen=True, extra="ignore")

    id: UUID
    activity_id: UUID | None = None
    deleted_at: datetime | None = None
    created_at: datetime
    updated_at: datetime


class WorkoutFilter(BaseModel):
    """What is left out does not narrow. `q` is looked for in title, notes and exercise names, in any case."""

    model_config = ConfigDict(frozen=True)

    first_date: date | None = None
    last_date: date | None = None
    session_type: SessionType | None = None
    completion_status: CompletionStatus | None = None
    q: SearchText | None = None
    is_deleted: bool = False
    limit: Annotated[int, Field(ge=1, le=100_000)] = 100_000
    offset: Annotated[int, Field(ge=0, le=100_000_000)] = 0


class WorkoutPage(NamedTuple):
    """Some rows of WORKOUT_DTYPES, and how many the filter has in all."""

    workouts: pd.DataFrame
    total: int


ALL_WORKOUTS = WorkoutFilter()
MISSING = "This session is not there. It may have been deleted."

WORKOUT: LiteralString = """
    select log.*, nullif(log.duration_minutes, 0) as duration_minutes,
           coalesce(log.completed_workout -> 'sets', '[]') as sets,
           coalesce(log.completed_workout -> 'intervals', '[]') as intervals
    from workout_logs log
    where log.athlete_id = (select private.my_athlete_id()) and
"""
WANTED: LiteralString = """
    from workout_logs log
    where log.athlete_id = (select private.my_athlete_id())
        and (log.deleted_at is not null) = %(is_deleted)s
        and (%(first_date)s::date is null or log.date >= %(first_date)s)
        and (%(last_date)s::date is null or log.date <= %(last_date)s)
        and (%(session_type)s::text is null or log.session_type = %(session_type)s)
        and (%(completion_status)s::text is null or log.completion_status = %(completion_status)s)
        and (%(q)s::text is null
            or strpos(lower(concat_ws(' ', log.title, log.notes)), lower(%(q)s)) > 0
            or exists (select from jsonb_array_elements(coalesce(log.completed_workout -> 'sets', '[]')) as done
                       where strpos(lower(done ->> 'exercise_name'), lower(%(q)s)) > 0))
"""
ROWS: LiteralString = """
    select log.id, log.date, log.session_type, log.title, log.completion_status,
           nullif(log.duration_minutes, 0) as duration_minutes, log.duration_seconds, log.distance_m, log.rpe_pre,
           log.rpe_post, log.heart_rate_avg, log.calories_estimated, log.notes, log.training_plan_day_id,
           log.deleted_at, log.created_at, log.updated_at,
           jsonb_array_length(coalesce(log.completed_workout -> 'sets', '[]')) as set_count,
           jsonb_array_length(coalesce(log.completed_workout -> 'intervals', '[]')) as interval_count,
           (select sum((done ->> 'weight_kg')::float8 * (done ->> 'reps')::int)
            from jsonb_array_elements(coalesce(log.completed_workout -> 'sets', '[]')) as done) as load_kg
"""
IN_ORDER: LiteralString = " order by log.date desc, log.created_at desc, log.id limit %(limit)s offset %(offset)s"


def _is_deeper(tree: Any, levels: int) -> bool:
    if not isinstance(tree, dict | list):
        return False
    inner = tree.values() if isinstance(tree, dict) else tree
    return levels == 0 or any(_is_deeper(branch, levels - 1) for branch in inner)


def minutes_of(duration_s: float) -> int:
    """Whole minutes, half up, at least one.

    >>> minutes_of(90), minutes_of(89), minutes_of(20)
    (2, 1, 1)
    """
    return max(1, int(duration_s / 60 + 0.5))


def workout_query(workout_id: UUID) -> db.Query:
    """For reading a workout in one pipeline with other things; `workout_of` takes its rows."""
    return WORKOUT + "log.id = %s", (workout_id,)


def workout_of(rows: list[db.Row]) -> Workout:
    if not rows:
        raise NotFound(MISSING)
    return Workout.model_validate(rows[0])


def find_workout(user: User, workout_id: UUID) -> Workout:
    """One of your own, also a deleted one.

    Raises:
        NotFound: it is not there, or not yours.
    """
    (rows,) = db.read_all(user, workout_query(workout_id))
    return workout_of(rows)


def last_workout(user: User, session_type: SessionType | None = None) -> Workout | None:
    """The latest session that was not skipped, of this type when one is given."""
    (rows,) = db.read_all(
        user,
        (
            WORKOUT
            + "log.deleted_at is null and log.completion_status <> 'skipped'"
            + " and (%(session_type)s::text is null or log.session_type = %(session_type)s)"
            + " order by log.date desc, log.created_at desc limit 1",
            {"session_type": session_type},
        ),
    )
    return Workout.model_validate(rows[0]) if rows else None


def workouts(user: User, wanted: WorkoutFilter = ALL_WORKOUTS) -> pd.DataFrame:
    """One row per logged session, newest first; dtypes WORKOUT_DTYPES. `load_kg` is the sum of weight times reps."""
    (rows,) = db.read_all(user, (ROWS + WANTED + IN_ORDER, wanted.model_dump()))
    return db.frame(rows, WORKOUT_DTYPES)


def workout_page(user: User, wanted: WorkoutFilter) -> WorkoutPage:
    """The rows between offset and limit, and how many there are in all, from one snapshot."""
    parameters = wanted.model_dump()
    rows, counted = db.read_all(
        user, (ROWS + WANTED + IN_ORDER, parameters), ("select count(*)::int as total" + WANTED, parameters)
    )
    return WorkoutPage(db.frame(rows, WORKOUT_DTYPES), counted[0]["total"])
