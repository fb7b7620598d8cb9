"""/api/v1/goals: what an athlete wants to reach, and how far it is."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from fastapi import APIRouter, Response
from pydantic import BaseModel, ConfigDict

from api.bearer import CurrentUser
from api.paging import Page, PageNumber, PerPage, page_of
from api.preconditions import IfMatch, expected_of, tagged
from api.problems import PROBLEM_RESPONSES
from coach import goals as use_cases
from coach.engines.goal_progress import Source
from coach.goals import TrackedGoal
from data.goals import GoalEntry, GoalStatus, GoalType

router = APIRouter(prefix="/goals", tags=["goals"], responses=PROBLEM_RESPONSES)


class GoalChange(GoalEntry):
    """The whole goal again; `status` says that it is reached, given up, or pursued again."""

    status: GoalStatus | None = None


class Progress(BaseModel):
    """`pct` is 0 to 100, null while it cannot be told; values in the unit of the target, weeks for a habit."""

    model_config = ConfigDict(from_attributes=True)

    start: float | None
    current: float | None
    pct: float | None
    is_reached: bool
    source: Source


class GoalAnswer(BaseModel):
    """A goal with its progress; `progress` is null once it is completed or abandoned."""

    model_config = ConfigDict(from_attributes=True)

    id: UUID
    goal_type: GoalType
    title: str
    description: str | None
    status: GoalStatus
    target_value: float | None
    target_unit: str | None
    target_text: str
    start_value: float | None
    current_value: float | None
    started_on: date
    target_date: date | None
    station: str | None
    race_format: str | None
    distance_m: float | None
    weeks: int | None
    window: str | None
    session_type: str | None
    standing_text: str
    progress: Progress | None
    completed_at: datetime | None
    created_at: datetime
    updated_at: datetime


@router.get("")
def list_goals(
    user: CurrentUser, status: GoalStatus | None = None, page: PageNumber = 1, per_page: PerPage = 20
) -> Page[GoalAnswer]:
    """Your goals with their progress: active ones first, the nearest first."""
    return page_of([_answer(goal) for goal in use_cases.tracked_goals(user, status)], page, per_page)


@router.post("", status_code=201)
def create_goal(user: CurrentUser, entry: GoalEntry, response: Response) -> GoalAnswer:
    """Set a goal; progress is computed from your data where it can be."""
    goal = use_cases.set_goal(user, entry)
    response.headers["Location"] = f"/api/v1/goals/{goal.id}"
    return _tagged(response, goal)


@router.get("/{goal_id}")
def read_goal(user: CurrentUser, goal_id: UUID, response: Response) -> GoalAnswer:
    return _tagged(response, use_cases.find_goal(user, goal_id))


@router.put("/{goal_id}")
def change_goal(
    user: CurrentUser, goal_id: UUID, change: GoalChange, response: Response, if_match: IfMatch = None
) -> GoalAnswer:
    """Replace a goal; with `status` also reach it, give it up or take it up again."""
    return _tagged(response, use_cases.change_goal(user, goal_id, change, expected_of(if_match), change.status))


@router.delete("/{goal_id}", status_code=204)
def delete_goal(user: CurrentUser, goal_id: UUID, if_match: IfMatch = None) -> None:
    """Out of the list; it can be restored."""
    use_cases.remove_goal(user, goal_id, expected_of(if_match))


@router.post("/{goal_id}/restore")
def restore_goal(user: CurrentUser, goal_id: UUID, response: Response) -> GoalAnswer:
    """Back into the list."""
    return _tagged(response, use_cases.restore_goal(user, goal_id))


def _tagged(response: Response, goal: TrackedGoal) -> GoalAnswer:
    return tagged(response, _answer(goal))


def _answer(goal: TrackedGoal) -> GoalAnswer:
    return GoalAnswer.model_validate(goal)
