"""A plan that rolls on, made some weeks ago, for the tests of its pages."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

from coach.rolling_plans import make_rolling_plan
from coach.two_months import SeenSession, assumptions
from data.db import User
from data.rolling_plans import RollingPlanWishes

TODAY = datetime.now(UTC).date()


def make_plan(user: User, *, days_ago: int = 21, **changes: Any) -> None:
    fields: dict[str, Any] = {"goal": "10k", "start_week_km": 30, "start_longest_km": 12, "days_per_week": 5}
    made_on = TODAY - timedelta(days=days_ago)
    make_rolling_plan(user, RollingPlanWishes.model_validate(fields | changes), made_on)


def past_sessions(user: User) -> tuple[SeenSession, ...]:
    """Oldest first; without an upload all of them are assumed."""
    return assumptions(user, TODAY).sessions
