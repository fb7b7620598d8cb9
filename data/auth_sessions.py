"""Sessions of local accounts and their refresh tokens, each good for one use."""

from __future__ import annotations

from typing import Literal, NamedTuple
from uuid import UUID, uuid4

from data.db import Connection
from data.keys import token_hash

LIFETIME_DAYS = 90
REUSE_S = 10  # a client that lost the answer may ask again that long

Scope = Literal["global", "local", "others"]


class RefreshToken(NamedTuple):
    """One refresh token with the state of its session; the session stays locked until the transaction ends."""

    id: int
    session_id: UUID
    user_id: UUID
    is_used: bool
    is_just_used: bool
    is_revoked: bool
    is_expired: bool


def insert_session(conn: Connection, user_id: UUID, user_agent: str, ip: str) -> UUID:
    session_id = uuid4()
    conn.execute(
        """
        insert into auth.sessions (id, user_id, not_after, user_agent, ip)
        values (%s, %s, now() + make_interval(days => %s), %s, %s)
        """,
        (session_id, user_id, LIFETIME_DAYS, user_agent, ip),
    )
    return session_id


def insert_refresh_token(conn: Connection, session_id: UUID, token: str) -> None:
    conn.execute(
        "insert into auth.refresh_tokens (session_id, token_hash) values (%s, %s)", (session_id, token_hash(token))
    )


def lock_refresh_token(conn: Connection, token: str) -> RefreshToken | None:
    """The token's row; concurrent refreshes of one session wait here for each other."""
    locked = conn.execute(
        """
        select id from auth.sessions
        where id = (select session_id from auth.refresh_tokens where token_hash = %s) for update
        """,
        (token_hash(token),),
    ).fetchone()
    if locked is None:
        return None
    row = conn.execute(
        """
        select token.id, session.id as session_id, session.user_id,
               token.used_at is not null as is_used,
               coalesce(token.used_at > clock_timestamp() - make_interval(secs => %s), false) as is_just_used,
               session.revoked_at is not null as is_revoked,
               session.not_after < now() as is_expired
        from auth.refresh_tokens token
        join auth.sessions session on session.id = token.session_id
        where token.token_hash = %s
        """,
        (REUSE_S, token_hash(token)),
    ).fetchone()
    return RefreshToken(**row) if row else None


def is_unused(conn: Connection, session_id: UUID, token: str) -> bool:
    row = conn.execute(
        "select 1 from auth.refresh_tokens where session_id = %s and token_hash = %s and used_at is null",
        (session_id, token_hash(token)),
    ).fetchone()
    return row is not None


def update_used(conn: Connection, token: RefreshToken) -> None:
    conn.execute("update auth.refresh_tokens set used_at = clock_timestamp() where id = %s", (token.id,))
    conn.execute("update auth.sessions set refreshed_at = now() where id = %s", (token.session_id,))


def update_revoked(conn: Connection, session_id: UUID) -> None:
    conn.execute("update auth.sessions set revoked_at = now() where id = %s", (session_id,))


def is_live(conn: Connection, session_id: UUID, user_id: UUID) -> bool:
    row = conn.execute(
        "select 1 from auth.sessions where id = %s and user_id = %s and revoked_at is null and not_after > now()",
        (session_id, user_id),
    ).fetchone()
    return row is not None


def delete_sessions(conn: Connection, user_id: UUID, session_id: UUID, scope: Scope) -> None:
    """End this session, all others, or all (`global`), together with the browser sessions made from them."""
    parameters = {"user_id": user_id, "session_id": session_id, "scope": scope}
    conn.execute(
        """
        delete from auth.sessions where user_id = %(user_id)s
        and (%(scope)s = 'global' or (id = %(session_id)s) = (%(scope)s = 'local'))
        """,
        parameters,
    )
    conn.execute(
        """
        delete from private.browser_sessions where user_id = %(user_id)s
        and (%(scope)s = 'global' or (auth_session_id is not distinct from %(session_id)s) = (%(scope)s = 'local'))
        """,
        parameters,
    )
