"""Budgets are counted in the database, over all processes."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta

import psycopg
from psycopg.rows import DictRow

from data import db
from data.db import User
from data.model_calls import (
    Budget,
    CallOutcome,
    ProviderLimit,
    Tier,
    provider_limits,
    reserve_call,
    update_call,
    upsert_provider_limit,
    usage_today,
)

Owner = psycopg.Connection[DictRow]


def reserved(user: User, budget: Budget, tier: Tier = "large") -> int | None:
    with db.as_service() as conn:
        return reserve_call(conn, tier, "chat", user.id, budget)


def test_a_day_has_so_many_calls_and_no_more(user: User, other_user: User) -> None:
    budget = Budget(per_day=2, per_minute=100)

    assert reserved(user, budget) is not None
    assert reserved(other_user, budget) is not None
    assert reserved(user, budget) is None
    assert reserved(user, budget, "small") is not None


def test_a_minute_counts_both_models_together_and_passes(user: User, owner: Owner) -> None:
    budget = Budget(per_day=100, per_minute=2)
    reserved(user, budget)
    reserved(user, budget, "small")

    assert reserved(user, budget) is None
    owner.execute("update private.model_calls set called_at = called_at - interval '61 seconds'")
    assert reserved(user, budget) is not None


def test_parallel_calls_never_overdraw_the_budget(user: User) -> None:
    with ThreadPoolExecutor(8) as threads:
        calls = list(threads.map(lambda _: reserved(user, Budget(5, 100)), range(12)))

    assert sum(call is not None for call in calls) == 5


def test_when_the_provider_says_nothing_is_left_nothing_is_called_until_it_resets(user: User) -> None:
    soon, past = (datetime.now(UTC) + timedelta(seconds=seconds) for seconds in (60, -1))
    with db.as_service() as conn:
        upsert_provider_limit(conn, "large", ProviderLimit(0, None, soon))
    assert reserved(user, Budget(100, 100)) is None

    with db.as_service() as conn:
        upsert_provider_limit(conn, "large", ProviderLimit(0, 1_000, past))
    assert reserved(user, Budget(100, 100)) is not None
    assert provider_limits()["large"].remaining_tokens == 1_000


def test_usage_is_told_per_account_and_for_all(user: User, other_user: User) -> None:
    call = reserved(user, Budget(100, 100))
    reserved(other_user, Budget(100, 100))
    assert call is not None
    with db.as_service() as conn:
        update_call(conn, call, CallOutcome("stop", 300, 120, 900))

    (own, *_), (everybody, *_) = usage_today(user.id), usage_today()

    assert (own.calls_today, own.tokens_in_today, own.tokens_out_today) == (1, 300, 120)
    assert everybody.calls_today == 2
