"""/api/v1/workouts: the training log."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query, Response
from pydantic import BaseModel, ConfigDict, Field

from api.bearer import CurrentUser
from api.paging import Page, records
from api.preconditions import IfMatch, expected_of, tagged
from api.problems import PROBLEM_RESPONSES
from coach import workouts as use_cases
from data.workouts import (
    CompletionStatus,
    SearchText,
    SessionType,
    Workout,
    WorkoutEntry,
    WorkoutFilter,
    find_workout,
    workout_page,
)

router = APIRouter(prefix="/workouts", tags=["workouts"], responses=PROBLEM_RESPONSES)


class WorkoutQuery(BaseModel):
    """Both dates are included; `q` is looked for in title, notes and exercise names."""

    model_config = ConfigDict(extra="forbid")

    first_date: date | None = None
    last_date: date | None = None
    session_type: SessionType | None = None
    completion_status: CompletionStatus | None = None
    q: SearchText | None = None
    is_deleted: bool = False
    page: int = Field(default=1, ge=1, le=100_000)
    per_page: int = Field(default=20, ge=1, le=200)


class WorkoutSummary(BaseModel):
    """One line of the log. `load_kg` is the sum of weight times reps."""

    model_config = ConfigDict(extra="ignore")

    id: UUID
    date: date
    session_type: SessionType
    title: str | None
    completion_status: CompletionStatus
    duration_minutes: int | None
    duration_seconds: float | None
    distance_m: float | None
    rpe_pre: int | None
    rpe_post: int | None
    heart_rate_avg: int | None
    calories_estimated: int | None
    set_count: int
    interval_count: int
    load_kg: float | None
    notes: str | None
    training_plan_day_id: UUID | None
    deleted_at: datetime | None
    updated_at: datetime


@router.get("")
def list_workouts(user: CurrentUser, query: Annotated[WorkoutQuery, Query()]) -> Page[WorkoutSummary]:
    """Your sessions, newest first; deleted ones only with `is_deleted`."""
    wanted = WorkoutFilter(
        **query.model_dump(exclude={"page", "per_page"}),
        limit=query.per_page,
        offset=(query.page - 1) * query.per_page,
    )
    found = workout_page(user, wanted)
    items = [WorkoutSummary.model_validate(row) for row in records(found.workouts)]
    return Page(items=items, total=found.total, page=query.page, per_page=query.per_page)


@router.post("", status_code=201)
def create_workout(user: CurrentUser, entry: WorkoutEntry, response: Response) -> Workout:
    """Log a session; what is not known is left out, never zero."""
    workout = use_cases.log_workout(user, entry).workout
    response.headers["Location"] = f"/api/v1/workouts/{workout.id}"
    return tagged(response, workout)


@router.get("/{workout_id}")
def read_workout(user: CurrentUser, workout_id: UUID, response: Response) -> Workout:
    """One session with its sets and intervals, also a deleted one."""
    return tagged(response, find_workout(user, workout_id))


@router.put("/{workout_id}")
def change_workout(
    user: CurrentUser, workout_id: UUID, entry: WorkoutEntry, response: Response, if_match: IfMatch = None
) -> Workout:
    """Replace a session."""
    changed = use_cases.change_workout(user, workout_id, entry, expected_of(if_match))
    return tagged(response, changed.workout)


@router.delete("/{workout_id}", status_code=204)
def delete_workout(user: CurrentUser, workout_id: UUID, if_match: IfMatch = None) -> None:
    """Out of the log; it can be restored."""
    use_cases.remove_workout(user, workout_id, expected_of(if_match))


@router.post("/{workout_id}/restore")
def restore_workout(user: CurrentUser, workout_id: UUID, response: Response) -> Workout:
    """Back into the log."""
    return tagged(response, use_cases.restore_workout(user, workout_id))
