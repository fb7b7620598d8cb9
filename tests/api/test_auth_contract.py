"""`/auth/v1`: codes, both error shapes, and what an athlete may change."""

from __future__ import annotations

import psycopg
import pytest
from fastapi.testclient import TestClient

from api.auth import auth_app
from data.settings import settings
from tests.api.auth_calls import CREDENTIALS, EMAIL, PASSWORD, bearer, code_of, sign_in, sign_up
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


@pytest.mark.parametrize(
    ("method", "path", "body", "expected"),
    [
        ("POST", "/signup", {"email": EMAIL, "password": "too short"}, (422, "weak_password")),
        ("POST", "/signup", {"email": EMAIL, "password": "x" * 73}, (400, "validation_failed")),
        ("POST", "/signup", {"email": EMAIL, "password": "ü" * 37}, (400, "validation_failed")),
        ("POST", "/signup", {"email": EMAIL, "password": "zero\x00 inside it"}, (400, "validation_failed")),
        ("POST", "/signup", {"email": "a\r\nBcc: b@x.org", "password": PASSWORD}, (400, "validation_failed")),
        ("POST", "/signup", {**CREDENTIALS, "data": {"name": "\x00"}}, (400, "validation_failed")),
        ("POST", "/signup", {**CREDENTIALS, "data": {"name": "x" * 9_000}}, (400, "validation_failed")),
        ("POST", "/signup", {"password": PASSWORD}, (422, "anonymous_provider_disabled")),
        ("POST", "/signup", {"phone": "+491234", "password": PASSWORD}, (400, "phone_provider_disabled")),
        ("POST", "/signup", [], (400, "validation_failed")),
        ("POST", "/token?grant_type=magic", {}, (400, "invalid_credentials")),
        ("POST", "/token?grant_type=pkce", {}, (404, "flow_state_not_found")),
        ("POST", "/token?grant_type=refresh_token", {}, (400, "refresh_token_not_found")),
        ("POST", "/token", {}, (400, "validation_failed")),
        ("POST", "/verify", {"type": "recovery", "token_hash": "invented"}, (403, "otp_expired")),
        ("POST", "/verify", {"type": "sms", "token_hash": "invented"}, (403, "otp_expired")),
        ("POST", "/verify", {"type": "recovery", "token": "123456"}, (400, "validation_failed")),
        ("POST", "/recover", {"email": "nobody"}, (400, "validation_failed")),
        ("POST", "/resend", {"type": "sms", "phone": "+491234"}, (400, "validation_failed")),
        ("GET", "/user", None, (401, "no_authorization")),
        ("POST", "/logout", None, (401, "no_authorization")),
        ("GET", "/nowhere", None, (404, "unknown")),
    ],
)
def test_a_refusal_has_supabase_auths_code(
    client: TestClient, method: str, path: str, body: object, expected: tuple[int, str]
) -> None:
    assert code_of(client, method, path, body) == expected


def test_broken_json_is_named_as_such(client: TestClient) -> None:
    answer = client.post("/signup", content=b"{", headers={"Content-Type": "application/json"})

    assert (answer.status_code, answer.json()["error_code"]) == (400, "bad_json")


def test_a_large_body_is_refused_unread(client: TestClient) -> None:
    answer = client.post("/signup", json={**CREDENTIALS, "data": {"name": "x" * 70_000}})

    assert (answer.status_code, answer.json()["error_code"]) == (413, "request_entity_too_large")


def test_the_newer_error_shape_is_given_on_request_and_echoed(client: TestClient) -> None:
    version = {"X-Supabase-Api-Version": "2024-01-01"}

    answer = client.post("/signup", json={**CREDENTIALS, "password": "short"}, headers=version)

    assert answer.headers["X-Supabase-Api-Version"] == "2024-01-01"
    assert answer.json()["code"] == "weak_password"
    assert answer.json()["weak_password"] == {"reasons": ["length"]}
    assert "msg" not in answer.json()


def test_a_refusal_never_repeats_the_password(client: TestClient) -> None:
    answer = client.post("/signup", json={"email": EMAIL, "password": {"secret": "do not show"}})

    assert "do not show" not in answer.text


def test_a_known_address_is_named_only_where_it_cannot_be_hidden(client: TestClient) -> None:
    sign_up(client)

    assert code_of(client, "POST", "/signup", {**CREDENTIALS, "email": EMAIL.upper()}) == (422, "user_already_exists")


def test_with_confirmation_a_known_address_looks_like_a_new_one(
    confirming_client: TestClient, caplog: pytest.LogCaptureFixture
) -> None:
    sign_up(confirming_client)
    link = {"type": "signup", "token_hash": token_of(mailed_links(caplog)[-1])}
    confirmed = confirming_client.post("/verify", json=link).json()

    known, unknown = sign_up(confirming_client), sign_up(confirming_client, email="new@example.org")

    assert known.keys() == unknown.keys()
    assert known["id"] != confirmed["user"]["id"]
    assert known["identities"] == []


def test_without_confirming_nobody_gets_in(confirming_client: TestClient) -> None:
    sign_up(confirming_client)

    assert sign_in(confirming_client) == (400, "email_not_confirmed")
    assert sign_in(confirming_client, "wrong password") == (400, "invalid_credentials")


def test_a_second_sign_up_does_not_change_the_first_ones_password(confirming_client: TestClient) -> None:
    sign_up(confirming_client)

    sign_up(confirming_client, password="another password")

    assert sign_in(confirming_client, "another password") == (400, "invalid_credentials")


def test_app_metadata_is_not_the_users_to_write(client: TestClient) -> None:
    session = sign_up(client)

    answer = client.put("/user", json={"app_metadata": {"role": "admin"}}, headers=bearer(session))

    assert (answer.status_code, answer.json()["error_code"]) == (403, "not_admin")


def test_metadata_is_merged(client: TestClient) -> None:
    session = sign_up(client, data={"nickname": "Al", "club": "North"})

    changed = client.put("/user", json={"data": {"club": "South"}}, headers=bearer(session)).json()

    assert changed["user_metadata"] == {"nickname": "Al", "club": "South"}


def test_an_address_changes_only_to_a_free_one(client: TestClient) -> None:
    sign_up(client, email="taken@example.org")
    session = sign_up(client)

    taken = client.put("/user", json={"email": "taken@example.org"}, headers=bearer(session))
    free = client.put("/user", json={"email": "Free@example.org"}, headers=bearer(session))

    assert (taken.status_code, taken.json()["error_code"]) == (422, "email_exists")
    assert free.json()["email"] == "free@example.org"


def test_a_banned_account_stays_out(client: TestClient, database: Database) -> None:
    session = sign_up(client)
    with psycopg.connect(database.superuser_dsn) as conn:
        conn.execute("update auth.users set banned_until = now() + interval '1 day'")

    refreshed = client.post("/token?grant_type=refresh_token", json={"refresh_token": session["refresh_token"]})

    assert sign_in(client) == (400, "user_banned")
    assert refreshed.json()["error_code"] == "user_banned"
