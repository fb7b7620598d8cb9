"""Browser sessions: an opaque token in an HttpOnly cookie, its hash in the database."""

from __future__ import annotations

from typing import NamedTuple
from uuid import UUID

from data import db
from data.db import Connection, User
from data.keys import fresh_token, seal, token_hash, unseal
from data.settings import settings

IDLE_DAYS = 14
ABSOLUTE_DAYS = 90
RECOVERY_S = 3600
LIFETIME_S = ABSOLUTE_DAYS * 24 * 3600


class NewSession(NamedTuple):
    """What is kept of a sign-in."""

    user: User
    auth_session_id: UUID | None
    refresh_token: str
    is_recovery: bool = False


class BrowserSession(NamedTuple):
    user: User
    refresh_token: str | None
    is_recovery: bool


def cookie_name() -> str:
    """`__Host-` needs https; a plain name works on http, also on a local network."""
    return "__Host-ck_session" if settings().base_url.startswith("https://") else "ck_session"


def session_user(token: str) -> User | None:
    """Who is signed in with this cookie. Pages ask on every run: a sign-out elsewhere counts at the next click."""
    if not token:
        return None
    rows = db.service_rows(
        (
            """
            select user_id, email, last_seen_at < now() - interval '1 hour' as is_touch_due
            from private.browser_sessions
            where token_hash = %s
            and last_seen_at > now() - make_interval(days => %s)
            and created_at > now() - make_interval(days => %s)
            """,
            (token_hash(token), IDLE_DAYS, ABSOLUTE_DAYS),
        )
    )
    if not rows:
        return None
    if rows[0]["is_touch_due"]:
        with db.as_service() as conn:
            _touch(conn, token)
    return User(rows[0]["user_id"], rows[0]["email"])


def browser_session(token: str) -> BrowserSession | None:
    """The session with what the sign-in routes need to act for its user."""
    user = session_user(token)
    if user is None:
        return None
    with db.as_service() as conn:
        row = conn.execute(
            "select refresh_token, coalesce(recovery_until > now(), false) as is_recovery"
            " from private.browser_sessions where token_hash = %s",
            (token_hash(token),),
        ).fetchone()
    if row is None:
        return None
    sealed = row["refresh_token"]
    return BrowserSession(user, unseal(bytes(sealed).decode()) if sealed else None, row["is_recovery"])


def start_session(session: NewSession) -> str:
    """A new browser session; returns the token for the cookie."""
    token = fresh_token()
    with db.as_service() as conn:
        conn.execute(
            """
            insert into private.browser_sessions
                (token_hash, user_id, email, auth_session_id, refresh_token, recovery_until)
            values (%(token_hash)s, %(user_id)s, %(email)s, %(auth_session_id)s, %(refresh_token)s,
                    case when %(is_recovery)s then now() + make_interval(secs => %(recovery_s)s) end)
            """,
            {
                "token_hash": token_hash(token),
                "user_id": session.user.id,
                "email": session.user.email,
                "auth_session_id": session.auth_session_id,
                "refresh_token": seal(session.refresh_token).encode(),
                "is_recovery": session.is_recovery,
                "recovery_s": RECOVERY_S,
            },
        )
        _delete_expired(conn)
    return token


def keep_refresh_token(token: str, refresh_token: str) -> None:
    """A refresh token is good once: keep its successor."""
    with db.as_service() as conn:
        conn.execute(
            "update private.browser_sessions set refresh_token = %s where token_hash = %s",
            (seal(refresh_token).encode(), token_hash(token)),
        )


def revoke_session(token: str) -> None:
    with db.as_service() as conn:
        conn.execute("delete from private.browser_sessions where token_hash = %s", (token_hash(token),))


def revoke_sessions(user: User) -> None:
    """Sign this user out of every browser."""
    with db.as_service() as conn:
        delete_browser_sessions(conn, user.id)


def delete_browser_sessions(conn: Connection, user_id: UUID) -> None:
    conn.execute("delete from private.browser_sessions where user_id = %s", (user_id,))


def _touch(conn: Connection, token: str) -> None:
    conn.execute("update private.browser_sessions set last_seen_at = now() where token_hash = %s", (token_hash(token),))


def _delete_expired(conn: Connection) -> None:
    conn.execute(
        """
        delete from private.browser_sessions
        where last_seen_at < now() - make_interval(days => %s) or created_at < now() - make_interval(days => %s)
        """,
        (IDLE_DAYS, ABSOLUTE_DAYS),
    )
