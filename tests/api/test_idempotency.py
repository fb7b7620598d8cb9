"""The same create sent twice, or twenty times at once, makes one row."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from typing import Any

import psycopg
from fastapi.testclient import TestClient
from psycopg.rows import DictRow

from tests.api.test_races import RACE

Owner = psycopg.Connection[DictRow]


def create(client: TestClient, key: str, **changes: object) -> Any:
    return client.post("/v1/races", json=RACE | changes, headers={"Idempotency-Key": key})


def count(client: TestClient) -> int:
    total: int = client.get("/v1/races").json()["total"]
    return total


def test_twenty_parallel_creates_with_one_key_make_one_row(client: TestClient) -> None:
    with ThreadPoolExecutor(20) as pool:
        answers = list(pool.map(lambda _: create(client, "one"), range(20)))

    assert {answer.status_code for answer in answers} == {201}
    assert len({answer.json()["id"] for answer in answers}) == 1
    assert count(client) == 1


def test_the_second_answer_is_the_first_one_again(client: TestClient) -> None:
    first, second = create(client, "again"), create(client, "again")

    assert second.content == first.content
    assert second.headers["location"] == first.headers["location"]
    assert second.headers["idempotency-replayed"] == "true"


def test_another_request_under_the_same_key_is_refused(client: TestClient) -> None:
    create(client, "mixed")

    assert create(client, "mixed", race_name="2025 Shelbyville").status_code == 422
    assert count(client) == 1


def test_two_accounts_may_use_the_same_key(client: TestClient, other_client: TestClient) -> None:
    mine, theirs = create(client, "shared"), create(other_client, "shared")

    assert mine.json()["id"] != theirs.json()["id"]


def test_a_refused_create_is_refused_again(client: TestClient) -> None:
    answers = [create(client, "wrong", gender="nobody") for _ in range(2)]

    assert [answer.status_code for answer in answers] == [422, 422]


def test_a_key_whose_request_was_broken_off_makes_nothing_twice(client: TestClient, owner: Owner) -> None:
    create(client, "broken off")
    owner.execute(  # as a process leaves it that died after the commit and before the answer
        "update private.idempotency_keys set status = null, body = null, started_at = now() - interval '61 seconds'"
    )

    answers = [create(client, "broken off") for _ in range(2)]

    assert [answer.status_code for answer in answers] == [409, 409]
    assert "may have been carried out" in answers[0].json()["detail"]
    assert count(client) == 1
    assert create(client, "a new one").status_code == 201


def test_without_a_key_every_create_makes_a_row(client: TestClient) -> None:
    for _ in range(2):
        client.post("/v1/races", json=RACE)

    assert count(client) == 2
