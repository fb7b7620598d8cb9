"""How much of the models' budget is used, and by whom."""

from __future__ import annotations

from typing import NamedTuple

from pydantic import BaseModel

from coach.pipeline.tiers import budget_of
from data.db import User
from data.model_calls import Tier, provider_limits, usage_today
from data.settings import settings


class TierUsage(BaseModel):
    """One tier today (UTC). `left_today` is the budget of all together; None where there is no limit of ours."""

    tier: Tier
    own_calls: int
    calls: int
    calls_last_minute: int
    tokens_in: int
    tokens_out: int
    per_day: int | None
    per_minute: int | None
    left_today: int | None
    provider_requests_left: int | None


class ModelUsage(NamedTuple):
    has_model: bool
    tiers: list[TierUsage]


def model_usage(user: User) -> ModelUsage:
    """Own and common calls beside the budgets, and what the provider last said is left."""
    own = {usage.tier: usage.calls_today for usage in usage_today(user.id)}
    limits = provider_limits()
    tiers = []
    for usage in usage_today():
        budget = budget_of(usage.tier) if usage.tier != "embedding" else None
        limit = limits.get(usage.tier)
        tiers.append(
            TierUsage(
                tier=usage.tier,
                own_calls=own[usage.tier],
                calls=usage.calls_today,
                calls_last_minute=usage.calls_last_minute,
                tokens_in=usage.tokens_in_today,
                tokens_out=usage.tokens_out_today,
                per_day=budget.per_day if budget else None,
                per_minute=budget.per_minute if budget else None,
                left_today=max(budget.per_day - usage.calls_today, 0) if budget else None,
                provider_requests_left=limit.remaining_requests if limit else None,
            )
        )
    return ModelUsage(settings().has_model, tiers)
