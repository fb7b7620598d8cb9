"""Browser sessions."""

from __future__ import annotations

import uuid

import psycopg
import pytest

from data.db import User
from data.sessions import (
    NewSession,
    browser_session,
    keep_refresh_token,
    revoke_session,
    revoke_sessions,
    session_user,
    start_session,
)
from tests.conftest import Database


def start(user: User, *, is_recovery: bool = False) -> str:
    return start_session(NewSession(user, uuid.uuid4(), "refresh token", is_recovery))


def age(database: Database, column: str, interval: str) -> None:
    with psycopg.connect(database.superuser_dsn) as conn:
        conn.execute(f"update private.browser_sessions set {column} = now() - interval '{interval}'")


def kept(database: Database) -> str:
    with psycopg.connect(database.superuser_dsn) as conn:
        return str(conn.execute("select * from private.browser_sessions").fetchall())


def test_the_token_stands_for_its_user(user: User, other_user: User) -> None:
    assert session_user(start(user)) == user
    assert session_user(start(other_user)) == other_user


@pytest.mark.parametrize("token", ["", "invented", "é\x00"])
def test_anything_else_stands_for_nobody(user: User, token: str) -> None:
    start(user)

    assert session_user(token) is None


def test_neither_token_is_kept_readable(user: User, database: Database) -> None:
    token = start(user)

    assert token not in kept(database)
    assert "refresh token" not in kept(database)


def test_a_revoked_session_ends_at_once(user: User) -> None:
    token, other = start(user), start(user)

    revoke_session(token)

    assert (session_user(token), session_user(other)) == (None, user)


def test_all_sessions_of_one_user_can_be_revoked(user: User, other_user: User) -> None:
    tokens, of_other = [start(user), start(user)], start(other_user)

    revoke_sessions(user)

    assert [session_user(token) for token in tokens] == [None, None]
    assert session_user(of_other) == other_user


@pytest.mark.parametrize(
    ("column", "just_in_time", "too_late"),
    [("last_seen_at", "13 days 23 hours", "14 days"), ("created_at", "89 days 23 hours", "90 days")],
)
def test_a_session_ends_by_itself(
    user: User, database: Database, column: str, just_in_time: str, too_late: str
) -> None:
    token = start(user)

    age(database, column, just_in_time)
    before = session_user(token)
    age(database, column, too_late)

    assert (before, session_user(token)) == (user, None)


def test_being_seen_is_noted_once_an_hour(user: User, database: Database) -> None:
    token = start(user)
    started = kept(database)

    session_user(token)
    seen_soon = kept(database)
    age(database, "last_seen_at", "2 hours")
    aged = kept(database)
    session_user(token)

    assert seen_soon == started
    assert kept(database) != aged


def test_an_ended_session_is_cleared_away_by_the_next(user: User, database: Database) -> None:
    start(user)
    age(database, "created_at", "91 days")

    start(user)

    with psycopg.connect(database.superuser_dsn) as conn:
        assert conn.execute("select count(*) from private.browser_sessions").fetchone() == (1,)


def test_a_session_goes_with_its_account(user: User, database: Database) -> None:
    token = start(user)
    with psycopg.connect(database.superuser_dsn) as conn:
        conn.execute("delete from auth.users where id = %s", (user.id,))

    assert session_user(token) is None


def test_the_refresh_token_comes_back_for_the_sign_in_routes(user: User) -> None:
    token = start(user)
    first = browser_session(token)
    keep_refresh_token(token, "its successor")
    second = browser_session(token)

    assert first == (user, "refresh token", False)
    assert second == (user, "its successor", False)


def test_a_reset_link_counts_as_proof_for_an_hour(user: User, database: Database) -> None:
    token = start(user, is_recovery=True)
    fresh = browser_session(token)

    age(database, "recovery_until", "0 seconds")
    stale = browser_session(token)

    assert fresh is not None
    assert stale is not None
    assert (fresh.is_recovery, stale.is_recovery) == (True, False)


def test_athletes_cannot_read_sessions(user: User, database: Database) -> None:
    with (
        psycopg.connect(database.login_dsn) as conn,
        pytest.raises(psycopg.errors.InsufficientPrivilege),
    ):
        conn.execute("select * from private.browser_sessions")
