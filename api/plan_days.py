"""/api/v1/training-plans/…/days: the sessions of a plan."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Annotated, NamedTuple
from uuid import UUID

from fastapi import APIRouter, Depends, Response
from pydantic import BaseModel, ConfigDict

from api.bearer import CurrentUser
from api.paging import Page, PageNumber, PerPage, page_of, records
from api.plans import SeenChange, Why
from api.preconditions import tagged
from api.problems import PROBLEM_RESPONSES
from coach import plan_days as use_cases
from data.db import User
from data.errors import NotFound
from data.plan_days import GONE, PlanDay, PlanDayEntry, find_day, plan_days
from data.plan_details import PlanDate, SessionType
from data.workouts import Workout, WorkoutEntry

router = APIRouter(prefix="/training-plans", tags=["training-plans"], responses=PROBLEM_RESPONSES)

LONGEST_RANGE = timedelta(days=800)


class DaySummary(BaseModel):
    """One session of the active plan."""

    model_config = ConfigDict(extra="ignore")

    day_id: UUID
    plan_id: UUID
    date: date
    week_number: int
    title: str
    session_type: SessionType
    estimated_duration_minutes: int | None
    is_rest_day: bool
    is_completed: bool
    is_skipped: bool
    linked_workout_log_id: UUID | None


class CompletedDay(BaseModel):
    """The session as it now is, and the log that was made for it."""

    day: PlanDay
    workout: Workout


class OwnDay(NamedTuple):
    """A session of the plan in the address, and whose it is."""

    user: User
    day: PlanDay


def own_day(user: CurrentUser, plan_id: UUID, day_id: UUID) -> OwnDay:
    """
    Raises:
        NotFound: the session is not there, or in another plan.
    """
    day = find_day(user, day_id)
    if day.plan_id != plan_id:
        raise NotFound(GONE)
    return OwnDay(user, day)


Own = Annotated[OwnDay, Depends(own_day)]


@router.get("/active/days")
def list_days(
    user: CurrentUser, first: PlanDate, last: PlanDate, page: PageNumber = 1, per_page: PerPage = 100
) -> Page[DaySummary]:
    """The sessions of the active plan from `first` to `last`, at most 800 days, in order."""
    listed = plan_days(user, first, min(last, first + LONGEST_RANGE))
    return page_of([DaySummary.model_validate(row) for row in records(listed)], page, per_page)


@router.post("/{plan_id}/days", status_code=201)
def add_day(user: CurrentUser, plan_id: UUID, entry: PlanDayEntry, response: Response, why: Why = "") -> PlanDay:
    day = use_cases.add_day(user, plan_id, entry, why)
    response.headers["Location"] = f"/api/v1/training-plans/{plan_id}/days/{day.id}"
    return tagged(response, day)


@router.get("/{plan_id}/days/{day_id}")
def read_day(own: Own, response: Response) -> PlanDay:
    return tagged(response, own.day)


@router.put("/{plan_id}/days/{day_id}")
def change_day(own: Own, entry: PlanDayEntry, change: SeenChange, response: Response) -> PlanDay:
    """Replace what is planned; another `date` moves the session."""
    return tagged(response, use_cases.change_day(own.user, own.day.id, entry, change.expected, change.why))


@router.delete("/{plan_id}/days/{day_id}", status_code=204)
def delete_day(own: Own, change: SeenChange) -> None:
    """Take a session out of the plan; undo brings it back."""
    use_cases.remove_day(own.user, own.day.id, change.expected, change.why)


@router.post("/{plan_id}/days/{day_id}/complete", status_code=201)
def complete_day(own: Own, entry: WorkoutEntry, change: SeenChange) -> CompletedDay:
    """Log what was done and link it, both or neither."""
    logged = use_cases.complete_day(own.user, own.day.id, entry, change.expected)
    return CompletedDay(day=find_day(own.user, own.day.id), workout=logged.workout)


@router.post("/{plan_id}/days/{day_id}/skip")
def skip_day(own: Own, change: SeenChange, response: Response, is_skipped: bool = True) -> PlanDay:
    """Leave a session out on purpose, or with `is_skipped=false` take it in again."""
    day = use_cases.skip_day(own.user, own.day.id, change.expected, change.why, is_skipped=is_skipped)
    return tagged(response, day)


@router.post("/{plan_id}/days/{day_id}/copy", status_code=201)
def copy_day(own: Own, to: PlanDate, response: Response, why: Why = "") -> PlanDay:
    """The same session once more, on another day."""
    day = use_cases.copy_day(own.user, own.day.id, to, why)
    response.headers["Location"] = f"/api/v1/training-plans/{day.plan_id}/days/{day.id}"
    return tagged(response, day)
