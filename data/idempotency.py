"""Answers to creates, kept a day under the caller's Idempotency-Key."""

from __future__ import annotations

from typing import LiteralString, NamedTuple
from uuid import UUID

from psycopg.types.json import Jsonb

from data import db

# No request takes as long. The process of one that has not answered by then died, before or after it had committed:
# nobody can tell which, so its key stays taken.
ABANDONED_AFTER_S = 60


class Key(NamedTuple):
    """Who asks for what under which key."""

    user_id: UUID
    key: str
    request_sha256: str


class KeptAnswer(NamedTuple):
    """`status` is None while the first request is still being worked on, or for ever when it was abandoned."""

    request_sha256: str
    status: int | None
    is_abandoned: bool
    headers: dict[str, str]
    body: bytes


FORGET: LiteralString = "delete from private.idempotency_keys where started_at < now() - interval '1 day'"
CLAIM: LiteralString = """
insert into private.idempotency_keys (user_id, key, request_sha256)
values (%(user_id)s, %(key)s, %(request_sha256)s)
on conflict (user_id, key) do nothing
returning true as is_mine
"""


def claim_key(key: Key) -> bool:
    """True for exactly one caller: the one who has to do the work."""
    with db.as_service() as conn:
        conn.execute(FORGET)
        return bool(conn.execute(CLAIM, key._asdict()).fetchone())


def kept_answer(key: Key) -> KeptAnswer | None:
    rows = db.service_rows(
        (
            "select request_sha256, status, headers, coalesce(body, '') as body,"
            " status is null and started_at < now() - make_interval(secs => %s) as is_abandoned"
            " from private.idempotency_keys where user_id = %s and key = %s",
            (ABANDONED_AFTER_S, key.user_id, key.key),
        )
    )
    return KeptAnswer(**rows[0]) if rows else None


def keep_answer(key: Key, status: int, headers: dict[str, str], body: bytes) -> None:
    with db.as_service() as conn:
        conn.execute(
            "update private.idempotency_keys set status = %s, headers = %s, body = %s where user_id = %s and key = %s",
            (status, Jsonb(headers), body, key.user_id, key.key),
        )


def release_key(key: Key) -> None:
    """Nothing was made: the same key may try again."""
    with db.as_service() as conn:
        conn.execute("delete from private.idempotency_keys where user_id = %s and key = %s", (key.user_id, key.key))
