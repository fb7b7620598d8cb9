"""/api/v1/progress: what training adds up to over a range of days."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Annotated, Literal
from uuid import UUID

from fastapi import APIRouter, Depends, Query
from pydantic import BaseModel, ConfigDict

from api.bearer import CurrentUser
from api.paging import Page, PageNumber, PerPage, page_of, records
from api.problems import PROBLEM_RESPONSES
from coach.engines.load import CONVENTION
from coach.progress import station_profile, training_load
from data.errors import Rejected
from data.progress import Group, Window, record_progression, training_days, training_weeks
from data.workouts import SESSION_TYPES, SessionType

router = APIRouter(prefix="/progress", tags=["progress"], responses=PROBLEM_RESPONSES)

USUAL_WEEKS, LONGEST_DAYS = 12, 366 * 30
First = Annotated[date | None, Query(description="Twelve weeks before `last` when left out.")]
Last = Annotated[date | None, Query(description="Today (UTC) when left out.")]
Types = Annotated[list[SessionType] | None, Query(description="All types when left out; repeat it for several.")]


class Row(BaseModel):
    model_config = ConfigDict(extra="ignore")


class WeekVolume(Row):
    """One session type of one week (its Monday). Hours and metres are null where no session has any."""

    week_start: date
    session_type: SessionType
    session_count: int
    hours: float | None
    distance_m: float | None
    untimed_count: int
    unmeasured_count: int


class LoadPoint(Row):
    """`form` is how the day began. Until `is_settled` the curve is too young to be read."""

    day: date
    load: float
    fitness: float
    fatigue: float
    form: float
    is_settled: bool


class LoadCurve(BaseModel):
    convention: str
    usual_rpe: float | None
    days_with_unrated_sessions: int
    sessions_without_duration: int
    days: list[LoadPoint]


class RecordPoint(Row):
    id: UUID
    record_type: str
    name: str | None
    like_for_like: str
    value: float
    value_unit: str
    date_achieved: date
    context: str
    previous_value: float | None
    is_estimate: bool


class StationRank(Row):
    """The best race time at a station; `field_n` results stand behind the rank."""

    metric: str
    time_s: float
    faster_than_pct: float | None
    field_n: int | None
    achieved_on: date | None
    race_id: UUID
    race_name: str
    race_count: int


class DayVolume(Row):
    """A day with a log that was not skipped; rest days are logs but no sessions."""

    day: date
    log_count: int
    session_count: int
    minutes: float | None
    distance_m: float | None


def asked_window(first: First = None, last: Last = None, session_type: Types = None) -> Window:
    """The days and types asked for.

    Raises:
        Rejected: the days are in the wrong order or too many.
    """
    until = last or datetime.now(UTC).date()
    since = first or max(until, date.min + timedelta(weeks=USUAL_WEEKS)) - timedelta(weeks=USUAL_WEEKS)
    if since > until:
        raise Rejected("The first day is after the last one.", field="first")
    if (until - since).days > LONGEST_DAYS:
        raise Rejected("Ask for at most 30 years at once.", field="first")
    return Window(since, until, tuple(session_type or SESSION_TYPES))


AskedWindow = Annotated[Window, Depends(asked_window)]


@router.get("/weekly-volume")
def read_weekly_volume(
    user: CurrentUser, window: AskedWindow, page: PageNumber = 1, per_page: PerPage = 100
) -> Page[WeekVolume]:
    """Hours, metres and sessions per week and type, oldest first; rest days aside."""
    return page_of([WeekVolume.model_validate(row) for row in records(training_weeks(user, window))], page, per_page)


@router.get("/load")
def read_load(user: CurrentUser, window: AskedWindow) -> LoadCurve:
    """Session-RPE load with fitness, fatigue and form, one row per calendar day."""
    found = training_load(user, window)
    return LoadCurve(
        convention=CONVENTION,
        usual_rpe=found.usual_rpe,
        days_with_unrated_sessions=found.unrated_days,
        sessions_without_duration=found.untimed_count,
        days=[LoadPoint(**point._asdict()) for point in found.curve],
    )


@router.get("/records")
def read_records(
    user: CurrentUser, window: AskedWindow, page: PageNumber = 1, per_page: PerPage = 100
) -> Page[RecordPoint]:
    """Every confirmed record set in these days, oldest first."""
    found = record_progression(user, window.first, window.last)
    return page_of([RecordPoint.model_validate(row) for row in records(found)], page, per_page)


@router.get("/stations")
def read_stations(
    user: CurrentUser,
    window: AskedWindow,
    gender: Literal["men", "women"],
    division: Literal["open", "pro"] = "open",
) -> Page[StationRank]:
    """Your best station times of singles races against the field of this division and gender."""
    found = station_profile(user, window.first, window.last, Group(division, gender))
    return page_of([StationRank.model_validate(row) for row in records(found)], 1, 200)


@router.get("/days")
def read_days(user: CurrentUser, window: AskedWindow, page: PageNumber = 1, per_page: PerPage = 100) -> Page[DayVolume]:
    """One row per day with a log, oldest first."""
    return page_of([DayVolume.model_validate(row) for row in records(training_days(user, window))], page, per_page)
