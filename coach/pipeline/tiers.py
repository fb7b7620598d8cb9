"""Which model a request gets: large, small, or neither when the budget is used up."""

from __future__ import annotations

import asyncio
from typing import Literal, NamedTuple

from coach.pipeline.model import ModelAnswer
from data import db
from data.db import User
from data.model_calls import Budget, CallOutcome, Tier, reserve_call, update_call, upsert_provider_limit
from data.settings import settings

# What is asked, by how much depends on the answer.
Kind = Literal["plan", "goal_change", "chat", "small_talk", "title", "intent", "extraction"]
CHAINS: dict[Kind, tuple[Tier, ...]] = {
    "plan": ("large", "small"),
    "goal_change": ("large", "small"),
    "chat": ("large", "small"),
    "small_talk": ("small", "large"),
    "title": ("small",),
    "intent": ("small",),
    "extraction": ("small",),
}


class Reserved(NamedTuple):
    """A call that is counted already."""

    call_id: int
    tier: Tier
    model: str


async def reserve(kind: Kind, user: User) -> Reserved | None:
    """The best model this kind of request may use now; None when every budget is used up, or there is no model."""
    return await asyncio.to_thread(_reserve, kind, user) if settings().has_model else None


async def settle(reserved: Reserved, answer: ModelAnswer, latency_ms: int) -> None:
    """Keep what the call cost, and what the provider says is left."""
    await asyncio.to_thread(_settle, reserved, answer, latency_ms)


def budget_of(tier: Tier) -> Budget:
    chosen = settings()
    per_day = {"large": chosen.model_calls_per_day, "small": chosen.small_model_calls_per_day}
    return Budget(per_day.get(tier, 1_000_000), chosen.model_calls_per_minute)


def _reserve(kind: Kind, user: User) -> Reserved | None:
    chosen = settings()
    with db.as_service() as conn:
        for tier in CHAINS[kind]:
            model = chosen.nebius_model if tier == "large" else chosen.nebius_small_model
            call_id = reserve_call(conn, tier, kind, user.id, budget_of(tier)) if model else None
            if call_id is not None:
                return Reserved(call_id, tier, model)
    return None


def _settle(reserved: Reserved, answer: ModelAnswer, latency_ms: int) -> None:
    outcome = answer.finish_reason if answer.status == "complete" else answer.status
    with db.as_service() as conn:
        update_call(
            conn,
            reserved.call_id,
            CallOutcome((outcome or "complete")[:40], answer.tokens_in, answer.tokens_out, latency_ms),
        )
        if answer.limit:
            upsert_provider_limit(conn, reserved.tier, answer.limit)
