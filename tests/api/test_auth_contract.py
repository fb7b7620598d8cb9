"""`/auth/v1`: codes, both error shapes, no user enumeration, and the sign-in throttle."""

from __future__ import annotations

from typing import Any

import psycopg
import pytest
from fastapi.testclient import TestClient
from psycopg.rows import DictRow

from api.auth import auth_app
from data.settings import settings
from tests.api.auth_server import mailed_links, token_of
from tests.conftest import Database

EMAIL = "athlete@example.org"
PASSWORD = "correct horse battery"
CREDENTIALS = {"email": EMAIL, "password": PASSWORD}


@pytest.fixture
def client(database: Database) -> TestClient:
    return TestClient(auth_app, client=("203.0.113.7", 4000))


@pytest.fixture
def confirming_client(client: TestClient, monkeypatch: pytest.MonkeyPatch) -> TestClient:
    monkeypatch.setenv("CONFIRM_EMAIL", "true")
    settings.cache_clear()
    return client


def sign_up(client: TestClient, **changed: Any) -> dict[str, Any]:
    answer = client.post("/signup", json={**CREDENTIALS, **changed})
    assert answer.status_code == 200, answer.text
    body: dict[str, Any] = answer.json()
    return body


def bearer(session: dict[str, Any]) -> dict[str, str]:
    return {"Authorization": f"Bearer {session['access_token']}"}


def sign_in(client: TestClient, password: str = PASSWORD, email: str = EMAIL) -> tuple[int, str]:
    answer = client.post("/token?grant_type=password", json={"email": email, "password": password})
    return answer.status_code, answer.json().get("error_code", "")


def code_of(client: TestClient, method: str, path: str, body: object) -> tuple[int, str]:
    answer = client.request(method, path, json=body)
    assert answer.headers["x-sb-error-code"] == answer.json()["error_code"]
    assert answer.json()["code"] == answer.status_code
    return answer.status_code, answer.json()["error_code"]


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


def test_unknown_address_and_wrong_password_get_the_same_answer(client: TestClient) -> None:
    sign_up(client)

    assert sign_in(client, "wrong password") == sign_in(client, email="nobody@example.org")


def test_the_sixth_failure_of_an_account_waits(client: TestClient) -> None:
    sign_up(client)
    elsewhere = [TestClient(auth_app, client=(f"198.51.100.{n}", 1)) for n in range(6)]

    answers = [sign_in(visitor, "wrong password") for visitor in elsewhere]

    assert answers == [(400, "invalid_credentials")] * 5 + [(429, "over_request_rate_limit")]
    assert sign_in(client) == (429, "over_request_rate_limit")


def test_the_sixth_failure_of_an_address_waits(client: TestClient) -> None:
    answers = [sign_in(client, email=f"guess{n}@example.org") for n in range(6)]

    assert answers == [(400, "invalid_credentials")] * 5 + [(429, "over_request_rate_limit")]


def test_after_fifteen_minutes_the_right_password_works_again(
    client: TestClient, owner: psycopg.Connection[DictRow], database: Database
) -> None:
    sign_up(client)
    for _ in range(7):
        sign_in(client, "wrong password")
    with psycopg.connect(database.superuser_dsn) as conn:
        conn.execute("update private.sign_in_failures set failed_at = failed_at - interval '15 minutes'")

    assert sign_in(client) == (200, "")


def test_signing_in_forgets_the_accounts_failures(client: TestClient) -> None:
    sign_up(client)

    answers = [sign_in(client, password) for password in ("wrong one", "wrong two", PASSWORD, *["wrong again"] * 5)]

    assert [status for status, _ in answers] == [400, 400, 200, 400, 400, 400, 400, 400]


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


def test_a_banned_account_stays_out(client: TestClient, database: Database) -> None:
    session = sign_up(client)
    with psycopg.connect(database.superuser_dsn) as conn:
        conn.execute("update auth.users set banned_until = now() + interval '1 day'")

    refreshed = client.post("/token?grant_type=refresh_token", json={"refresh_token": session["refresh_token"]})

    assert sign_in(client) == (400, "user_banned")
    assert refreshed.json()["error_code"] == "user_banned"
