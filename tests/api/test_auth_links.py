"""Mailed links: once, for a while, for one address; and nothing secret is kept readable."""

from __future__ import annotations

import psycopg
import pytest
from fastapi.testclient import TestClient

from api.auth import auth_app
from data.settings import settings
from tests.api.auth_calls import EMAIL, PASSWORD, bearer, code_of, sign_up
from tests.api.auth_server import mailed_links, token_of
from tests.conftest import Database


@pytest.fixture
def client(database: Database) -> TestClient:
    return TestClient(auth_app, client=("203.0.113.7", 4000))


@pytest.fixture
def confirming_client(client: TestClient, monkeypatch: pytest.MonkeyPatch) -> TestClient:
    monkeypatch.setenv("CONFIRM_EMAIL", "true")
    settings.cache_clear()
    return client


def test_with_confirmation_a_new_address_counts_once_its_link_is_opened(
    confirming_client: TestClient, caplog: pytest.LogCaptureFixture
) -> None:
    sign_up(confirming_client)
    link = {"type": "signup", "token_hash": token_of(mailed_links(caplog)[-1])}
    session = confirming_client.post("/verify", json=link).json()

    waiting = confirming_client.put("/user", json={"email": "new@example.org"}, headers=bearer(session)).json()
    link = {"type": "email_change", "token_hash": token_of(mailed_links(caplog)[-1])}
    changed = confirming_client.post("/verify", json=link).json()

    assert (waiting["email"], waiting["new_email"]) == (EMAIL, "new@example.org")
    assert changed["user"]["email"] == "new@example.org"


def test_one_mail_a_minute_is_enough(client: TestClient, caplog: pytest.LogCaptureFixture) -> None:
    sign_up(client)

    answers = [client.post("/recover", json={"email": EMAIL}).status_code for _ in range(3)]

    assert answers == [200, 200, 200]
    assert len(mailed_links(caplog)) == 1


def test_a_link_expires(client: TestClient, database: Database, caplog: pytest.LogCaptureFixture) -> None:
    sign_up(client)
    client.post("/recover", json={"email": EMAIL})
    link = {"type": "recovery", "token_hash": token_of(mailed_links(caplog)[-1])}
    with psycopg.connect(database.superuser_dsn) as conn:
        conn.execute("update auth.one_time_tokens set expires_at = expires_at - interval '1 hour'")

    assert code_of(client, "POST", "/verify", link) == (403, "otp_expired")


def test_a_token_is_good_for_its_own_address_and_type_only(
    client: TestClient, caplog: pytest.LogCaptureFixture
) -> None:
    sign_up(client)
    client.post("/recover", json={"email": EMAIL})
    token = token_of(mailed_links(caplog)[-1])

    as_other = {"type": "recovery", "token": token, "email": "other@example.org"}
    as_signup = {"type": "signup", "token_hash": token}

    assert code_of(client, "POST", "/verify", as_other) == (403, "otp_expired")
    assert code_of(client, "POST", "/verify", as_signup) == (403, "otp_expired")
    assert client.post("/verify", json={"type": "recovery", "token": token, "email": EMAIL}).status_code == 200


def test_nothing_secret_is_kept_readable(
    client: TestClient, database: Database, caplog: pytest.LogCaptureFixture
) -> None:
    session = sign_up(client)
    client.post("/recover", json={"email": EMAIL})
    secrets = [PASSWORD, session["refresh_token"], session["access_token"], token_of(mailed_links(caplog)[-1])]
    tables = ("auth.users", "auth.sessions", "auth.refresh_tokens", "auth.one_time_tokens", "private.sign_in_failures")

    with psycopg.connect(database.superuser_dsn) as conn:
        kept = "".join(str(conn.execute(f"select * from {table}").fetchall()) for table in tables)

    assert [secret for secret in secrets if secret in kept] == []
