"""Calls of the models, counted for all processes together: what is left today and this minute, and who used it."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Literal, LiteralString, NamedTuple
from uuid import UUID

from data import db
from data.db import Connection

Tier = Literal["large", "small", "embedding"]
LOCK = 7_120_503


class Budget(NamedTuple):
    """How many calls of a tier there may be; the minute counts large and small together."""

    per_day: int
    per_minute: int


class Usage(NamedTuple):
    """Calls of one tier so far, UTC day and last minute."""

    tier: Tier
    calls_today: int
    tokens_in_today: int
    tokens_out_today: int
    calls_last_minute: int


class ProviderLimit(NamedTuple):
    """What the provider's headers said is left."""

    remaining_requests: int | None
    remaining_tokens: int | None
    resets_at: datetime | None


RESERVE: LiteralString = """
with day as (
    select count(*) filter (where tier = %(tier)s) as of_tier,
           count(*) filter (where tier <> 'embedding' and called_at > now() - interval '1 minute') as of_minute
    from private.model_calls where called_at >= date_trunc('day', now() at time zone 'UTC') at time zone 'UTC'
)
insert into private.model_calls (user_id, tier, kind)
select %(user_id)s, %(tier)s, %(kind)s from day
where day.of_tier < %(per_day)s and day.of_minute < %(per_minute)s
  and not exists (select from private.provider_limits known where known.tier = %(tier)s
                  and known.remaining_requests = 0 and known.resets_at > now())
returning id
"""
USAGE: LiteralString = """
select tiers.tier, count(made.id)::int as calls_today, coalesce(sum(made.tokens_in), 0)::int as tokens_in_today,
       coalesce(sum(made.tokens_out), 0)::int as tokens_out_today,
       count(made.id) filter (where made.called_at > now() - interval '1 minute')::int as calls_last_minute
from unnest(array['large', 'small', 'embedding']) with ordinality tiers (tier, place)
left join private.model_calls made on made.tier = tiers.tier
    and made.called_at >= date_trunc('day', now() at time zone 'UTC') at time zone 'UTC'
    and (%(user_id)s::uuid is null or made.user_id = %(user_id)s)
group by tiers.tier, tiers.place order by tiers.place
"""


def reserve_call(conn: Connection, tier: Tier, kind: str, user_id: UUID | None, budget: Budget) -> int | None:
    """The number of a call that may be made now, counted at once; None when the budget is used up."""
    conn.execute("select pg_advisory_xact_lock(%s)", (LOCK,))
    row = conn.execute(
        RESERVE,
        {"tier": tier, "kind": kind, "user_id": user_id, **budget._asdict()},
    ).fetchone()
    return None if row is None else int(row["id"])


class CallOutcome(NamedTuple):
    """How a call ended; what the provider did not say is None."""

    outcome: str
    tokens_in: int | None = None
    tokens_out: int | None = None
    latency_ms: int | None = None


def update_call(conn: Connection, call_id: int, ended: CallOutcome) -> None:
    conn.execute(
        "update private.model_calls set outcome = %s, tokens_in = %s, tokens_out = %s, latency_ms = %s where id = %s",
        (*ended, call_id),
    )


def upsert_provider_limit(conn: Connection, tier: Tier, limit: ProviderLimit) -> None:
    conn.execute(
        """
        insert into private.provider_limits (tier, remaining_requests, remaining_tokens, resets_at, seen_at)
        values (%s, %s, %s, %s, %s)
        on conflict (tier) do update set remaining_requests = excluded.remaining_requests,
            remaining_tokens = excluded.remaining_tokens, resets_at = excluded.resets_at, seen_at = excluded.seen_at
        """,
        (tier, *limit, datetime.now(UTC)),
    )


def usage_today(user_id: UUID | None = None) -> list[Usage]:
    """Of one account, or of all together."""
    return [Usage(**row) for row in db.service_rows((USAGE, {"user_id": user_id}))]


def provider_limits() -> dict[Tier, ProviderLimit]:
    rows = db.service_rows(("select * from private.provider_limits", ()))
    return {
        row["tier"]: ProviderLimit(row["remaining_requests"], row["remaining_tokens"], row["resets_at"]) for row in rows
    }
