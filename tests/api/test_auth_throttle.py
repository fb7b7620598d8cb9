"""Guessing passwords, one by one and all at once."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import psycopg
import pytest
from fastapi.testclient import TestClient
from psycopg.rows import DictRow

from api.auth import auth_app
from tests.api.auth_calls import PASSWORD, sign_in, sign_up
from tests.conftest import Database


@pytest.fixture
def client(database: Database) -> TestClient:
    return TestClient(auth_app, client=("203.0.113.7", 4000))


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


def test_guessing_at_once_is_no_way_around_the_throttle(client: TestClient) -> None:
    sign_up(client)
    visitors = [TestClient(auth_app, client=(f"198.51.100.{n}", 1)) for n in range(12)]

    with ThreadPoolExecutor(12) as threads:
        answers = list(threads.map(lambda visitor: sign_in(visitor, "wrong password")[0], visitors))

    assert sorted(answers) == [400] * 5 + [429] * 7


def test_refreshing_at_once_gives_everybody_the_same_token(client: TestClient) -> None:
    body = {"refresh_token": sign_up(client)["refresh_token"]}

    with ThreadPoolExecutor(8) as threads:
        answers = list(threads.map(lambda _: client.post("/token?grant_type=refresh_token", json=body), range(8)))

    assert {answer.status_code for answer in answers} == {200}
    assert len({answer.json()["refresh_token"] for answer in answers}) == 1
