"""/api/v1/achievements: what an athlete has earned, and how far the next one is."""

from __future__ import annotations

from datetime import datetime
from typing import Literal
from uuid import UUID

from fastapi import APIRouter
from pydantic import BaseModel

from api.bearer import CurrentUser
from api.paging import Page, PageNumber, PerPage, page_of
from api.problems import PROBLEM_RESPONSES
from coach.achievements import Achievement, find_achievements
from coach.engines.achievements import ConditionProgress, FieldValue, LimitKind
from data.achievements import EarnedAchievement, earned_achievements

router = APIRouter(prefix="/achievements", tags=["achievements"], responses=PROBLEM_RESPONSES)


class ConditionAnswer(BaseModel):
    """One thing an achievement asks for; `value` is null while nothing is known of it."""

    metric: str
    limit_kind: LimitKind
    limit: float
    where: dict[str, list[FieldValue]]
    value: float | None
    is_met: bool


class AvailableAchievement(BaseModel):
    """An achievement there is. `share` is 0 to 1, null while nothing is known of what it asks for."""

    id: UUID
    name: str
    description: str
    icon_name: str
    category: str
    joined: Literal["all", "any"]
    conditions: list[ConditionAnswer]
    share: float | None
    earned_at: datetime | None


@router.get("")
def list_earned(user: CurrentUser, page: PageNumber = 1, per_page: PerPage = 20) -> Page[EarnedAchievement]:
    """What you have earned, newest first."""
    return page_of(earned_achievements(user), page, per_page)


@router.get("/available")
def list_available(user: CurrentUser, page: PageNumber = 1, per_page: PerPage = 100) -> Page[AvailableAchievement]:
    """All there are, earned or not, with your progress."""
    return page_of([_available(one) for one in find_achievements(user)], page, per_page)


def _available(one: Achievement) -> AvailableAchievement:
    known = one._asdict() | {"share": one.share, "conditions": [_condition(part) for part in one.progress.conditions]}
    return AvailableAchievement.model_validate({name: known[name] for name in AvailableAchievement.model_fields})


def _condition(part: ConditionProgress) -> ConditionAnswer:
    return ConditionAnswer(
        metric=part.condition.metric,
        limit_kind=part.condition.kind,
        limit=part.condition.limit,
        where={name: list(wanted) for name, wanted in part.condition.where.items()},
        value=part.value,
        is_met=part.is_met,
    )
