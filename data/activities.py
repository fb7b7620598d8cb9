"""Activities: what watches and platforms recorded, as the athlete reads it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import Annotated, Any, Literal, LiteralString, NamedTuple
from uuid import UUID

import pandas as pd
from pydantic import BaseModel, ConfigDict, Field

from data import db
from data.db import Connection, User
from data.errors import NotFound
from data.run_feedback import Feedback, feedback_query
from data.workouts import SearchText

Family = Literal[
    "run", "walk", "hike", "strength", "cardio", "row", "bike", "swim", "mobility", "multisport", "other"
]  # fmt: skip
FileKind = Literal["garmin_csv", "garmin_archive", "strava_csv", "apple_health", "fit", "tcx", "gpx"]
EffortKind = Literal["race", "test"]

ACTIVITY_DTYPES = {
    "id": "object", "family": "object", "type_name": "object", "title": "object", "started_at_local": "object",
    "started_on": "object", "distance_m": "float64", "duration_s": "float64", "moving_s": "float64",
    "elapsed_s": "float64", "heart_rate_avg_bpm": "Int64", "heart_rate_max_bpm": "Int64", "cadence_spm": "float64",
    "stride_m": "float64", "ascent_m": "float64", "descent_m": "float64", "calories": "Int64",
    "aerobic_effect": "float64", "power_w": "float64", "best_pace_s_per_km": "float64", "is_indoor": "bool",
    "source": "object", "effort_kind": "object", "effort": "Int64", "workout_log_id": "object",
    "plan_day_id": "object", "parent_id": "object", "has_recording": "bool", "deleted_at": "object",
    "updated_at": "object",
}  # fmt: skip
MISSING = "This activity is not there. It may have been deleted."


class Recording(BaseModel):
    """Laps as the device kept them, and what was recorded over time: lists of equal length by name."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    laps: list[dict[str, float | None]] = Field(default_factory=list)
    samples: dict[str, list[float | None]] | None = None


class Activity(BaseModel):
    """One activity in SI units; `started_at_local` as the watch showed it, what was not recorded is None."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    id: UUID
    family: Family
    type_name: str
    title: str | None
    started_at_local: datetime
    started_at: datetime | None
    started_on: date
    distance_m: float | None
    duration_s: float | None
    moving_s: float | None
    elapsed_s: float | None
    heart_rate_avg_bpm: int | None
    heart_rate_max_bpm: int | None
    cadence_spm: float | None
    stride_m: float | None
    ascent_m: float | None
    descent_m: float | None
    calories: int | None
    aerobic_effect: float | None
    power_w: float | None
    best_pace_s_per_km: float | None
    is_indoor: bool
    source: FileKind
    effort_kind: EffortKind | None
    activity_import_id: UUID | None
    file_name: str | None
    parent_id: UUID | None
    workout_log_id: UUID | None
    has_recording: bool
    feedback: Feedback | None = None
    recording: Recording | None = None
    deleted_at: datetime | None
    created_at: datetime
    updated_at: datetime


class ActivityFilter(BaseModel):
    """What is left out does not narrow; both days are included, `q` is looked for in title and type, in any case.

    `has_legs=False` leaves out the legs of multisport activities: their parents stand for them.
    """

    model_config = ConfigDict(frozen=True)

    family: Family | None = None
    first_date: date | None = None
    last_date: date | None = None
    activity_import_id: UUID | None = None
    q: SearchText | None = None
    has_legs: bool = True
    is_deleted: bool = False
    limit: Annotated[int, Field(ge=1, le=100_000)] = 100_000
    offset: Annotated[int, Field(ge=0, le=100_000_000)] = 0


class ActivityPage(NamedTuple):
    """Some rows of ACTIVITY_DTYPES, and how many the filter has in all."""

    activities: pd.DataFrame
    total: int


ALL_ACTIVITIES = ActivityFilter()
OWN: LiteralString = """
    select activity.*, import.file_name, log.id as workout_log_id,
           exists (select from activity_recordings recording
                   where recording.activity_id = activity.id and recording.athlete_id = activity.athlete_id)
               as has_recording
    from activities activity
    left join activity_imports import
        on import.id = activity.activity_import_id and import.athlete_id = activity.athlete_id
    left join workout_logs log
        on log.activity_id = activity.id and log.athlete_id = activity.athlete_id and log.deleted_at is null
    where activity.athlete_id = (select private.my_athlete_id())
"""
ACTIVITY: LiteralString = OWN + " and activity.id = %s"
RECORDING: LiteralString = """
    select laps, samples from activity_recordings
    where athlete_id = (select private.my_athlete_id()) and activity_id = %s and %s
"""
WANTED: LiteralString = """
    from activities activity
    where activity.athlete_id = (select private.my_athlete_id())
        and (activity.deleted_at is not null) = %(is_deleted)s
        and (%(family)s::text is null or activity.family = %(family)s)
        and (%(first_date)s::date is null or activity.started_at_local >= %(first_date)s)
        and (%(last_date)s::date is null or activity.started_at_local < %(last_date)s::date + 1)
        and (%(activity_import_id)s::uuid is null or activity.activity_import_id = %(activity_import_id)s)
        and (%(q)s::text is null or strpos(lower(concat_ws(' ', activity.title, activity.type_name)), lower(%(q)s)) > 0)
        and (%(has_legs)s or activity.parent_id is null)
"""
ROWS: LiteralString = """
    select activity.id, family, type_name, title, started_at_local, started_on, distance_m, duration_s, moving_s,
           elapsed_s, heart_rate_avg_bpm, heart_rate_max_bpm, cadence_spm, stride_m, ascent_m, descent_m, calories,
           aerobic_effect, power_w, best_pace_s_per_km, is_indoor, source, effort_kind, parent_id, deleted_at,
           updated_at,
           (select feedback.effort from run_feedback feedback
            where feedback.activity_id = activity.id and feedback.athlete_id = activity.athlete_id) as effort,
           (select log.id from workout_logs log
            where log.activity_id = activity.id and log.athlete_id = activity.athlete_id and log.deleted_at is null)
               as workout_log_id,
           (select log.training_plan_day_id from workout_logs log
            where log.activity_id = activity.id and log.athlete_id = activity.athlete_id and log.deleted_at is null)
               as plan_day_id,
           exists (select from activity_recordings recording
                   where recording.activity_id = activity.id and recording.athlete_id = activity.athlete_id)
               as has_recording
"""
IN_ORDER: LiteralString = " order by activity.started_at_local desc, activity.id limit %(limit)s offset %(offset)s"


def activities(user: User, wanted: ActivityFilter = ALL_ACTIVITIES) -> pd.DataFrame:
    """One row per activity, newest first; dtypes ACTIVITY_DTYPES. `effort` is the athlete's rating, 1 to 10."""
    (rows,) = db.read_all(user, (ROWS + WANTED + IN_ORDER, wanted.model_dump()))
    return db.frame(rows, ACTIVITY_DTYPES)


def activity_page(user: User, wanted: ActivityFilter) -> ActivityPage:
    """The rows between offset and limit, and how many there are in all, from one snapshot."""
    parameters = wanted.model_dump()
    rows, counted = db.read_all(
        user, (ROWS + WANTED + IN_ORDER, parameters), ("select count(*)::int as total" + WANTED, parameters)
    )
    return ActivityPage(db.frame(rows, ACTIVITY_DTYPES), counted[0]["total"])


def find_activity(user: User, activity_id: UUID, *, has_recording: bool = False) -> Activity:
    """One of your own, also a deleted one, with what you said of it and, if wanted, laps and samples.

    Raises:
        NotFound: it is not there, or not yours.
    """
    rows, said, recorded = db.read_all(
        user,
        (ACTIVITY, (activity_id,)),
        feedback_query(activity_id),
        (RECORDING, (activity_id, has_recording)),
    )
    activity = activity_of(rows)
    parts = {
        "feedback": Feedback.model_validate(said[0]) if said else None,
        "recording": Recording.model_validate(recorded[0]) if recorded else None,
    }
    return activity.model_copy(update=parts)


def kept_activity(conn: Connection, activity_id: UUID) -> Activity:
    """As this transaction sees it, also a deleted one."""
    return activity_of(conn.execute(ACTIVITY, (activity_id,)).fetchall())


def kept_activities(conn: Connection, activity_ids: Sequence[UUID]) -> list[Activity]:
    rows = conn.execute(OWN + " and activity.id = any(%s) order by activity.started_at_local", (list(activity_ids),))
    return [Activity.model_validate(row) for row in rows]


def activity_of(rows: list[dict[str, Any]]) -> Activity:
    if not rows:
        raise NotFound(MISSING)
    return Activity.model_validate(rows[0])
