"""/api/v1/usage: calls of the models today, and what is left."""

from __future__ import annotations

from fastapi import APIRouter
from pydantic import BaseModel

from api.bearer import CurrentUser
from api.problems import PROBLEM_RESPONSES
from coach.model_usage import TierUsage, model_usage

router = APIRouter(prefix="/usage", tags=["usage"], responses=PROBLEM_RESPONSES)


class ModelUsage(BaseModel):
    """The day is UTC and ends at midnight."""

    has_model: bool
    tiers: list[TierUsage]


@router.get("")
def read_usage(user: CurrentUser) -> ModelUsage:
    """Your calls, those of everybody together, and the budget left."""
    usage = model_usage(user)
    return ModelUsage(has_model=usage.has_model, tiers=usage.tiers)
