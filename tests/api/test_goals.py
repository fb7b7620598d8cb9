"""/api/v1/goals and /api/v1/achievements as a program sees them."""

from __future__ import annotations

from uuid import uuid4

import pytest
from fastapi.testclient import TestClient

from tests.api.test_races import RACE

GOAL = {"goal_type": "race_time", "target_value": 5100, "race_format": "singles", "target_date": "2027-05-01"}


def test_without_a_token_nothing_is_answered(anonymous: TestClient) -> None:
    for path in ("/v1/goals", "/v1/achievements", "/v1/achievements/available"):
        assert anonymous.get(path).status_code == 401


def test_a_goal_is_set_read_changed_deleted_and_restored(client: TestClient) -> None:
    created = client.post("/v1/goals", json=GOAL)
    path = created.headers["location"].removeprefix("/api")

    changed = client.put(path, json=GOAL | {"target_value": 5000})

    assert (created.status_code, created.json()["title"]) == (201, "Finish a singles race in 1:25:00")
    assert created.json()["progress"] == {
        "start": None, "current": None, "pct": None, "is_reached": False, "source": "races",
    }  # fmt: skip
    assert client.get(path).json() == changed.json()
    assert changed.json()["target_text"] == "Finish a singles race in 1:23:20"
    assert client.delete(path).status_code == 204
    assert client.get(path).status_code == 404
    assert client.post(f"{path}/restore").json()["target_value"] == 5000


def test_a_status_completes_a_goal_and_takes_it_up_again(client: TestClient) -> None:
    path = client.post("/v1/goals", json=GOAL).headers["location"].removeprefix("/api")

    done = client.put(path, json=GOAL | {"status": "completed"}).json()
    again = client.put(path, json=GOAL | {"status": "active"}).json()

    assert (done["status"], done["progress"], done["completed_at"] is None) == ("completed", None, False)
    assert (again["status"], again["completed_at"]) == ("active", None)
    names = {item["name"] for item in client.get("/v1/achievements").json()["items"]}
    assert {"Something to Aim At", "Goal Reached", "As Planned"} <= names


def test_a_change_that_was_not_seen_answers_412(client: TestClient) -> None:
    created = client.post("/v1/goals", json=GOAL)
    path, seen = created.headers["location"].removeprefix("/api"), {"If-Match": created.headers["etag"]}
    client.put(path, json=GOAL | {"target_value": 5000}, headers=seen)

    for late in (client.put(path, json=GOAL, headers=seen), client.delete(path, headers=seen)):
        assert late.status_code == 412
    assert client.get(path).json()["target_value"] == 5000


def test_the_list_is_paged_and_filtered(client: TestClient) -> None:
    paths = [
        client.post("/v1/goals", json=GOAL | {"target_value": seconds}).headers["location"].removeprefix("/api")
        for seconds in (5100, 5000, 4900)
    ]
    client.put(paths[0], json=GOAL | {"status": "abandoned"})

    page = client.get("/v1/goals", params={"status": "active", "per_page": 1}).json()

    assert (page["total"], len(page["items"])) == (2, 1)
    assert client.get("/v1/goals").json()["total"] == 3
    assert client.get("/v1/goals", params={"status": "lost"}).status_code == 422


@pytest.mark.parametrize(
    "wrong",
    [
        {"goal_type": "fame"},
        {"target_value": None},
        {"target_value": -5100},
        {"target_value": 85},
        {"target_value": 1e300},
        {"target_value": "soon"},
        {"target_unit": "minutes"},
        {"target_date": "2090-01-01"},
        {"title": "x" * 10_000_000},
        {"title": "a\x00b"},
        {"surprise": 1},
    ],
)
def test_a_wrong_value_is_named_and_nothing_is_saved(client: TestClient, wrong: dict[str, object]) -> None:
    answer = client.post("/v1/goals", json=GOAL | wrong)

    assert answer.status_code == 422
    assert answer.json()["errors"]
    assert client.get("/v1/goals").json()["total"] == 0


def test_somebody_elses_goal_is_not_there(client: TestClient, other_client: TestClient) -> None:
    path = client.post("/v1/goals", json=GOAL).headers["location"].removeprefix("/api")

    for answer in (other_client.get(path), other_client.put(path, json=GOAL), other_client.delete(path)):
        assert answer.status_code == 404
    assert client.get(f"/v1/goals/{uuid4()}").status_code == 404


def test_all_achievements_come_with_what_they_ask_for(client: TestClient) -> None:
    client.post("/v1/races", json=RACE)

    available = client.get("/v1/achievements/available").json()
    by_name = {item["name"]: item for item in available["items"]}

    assert available["total"] == len(by_name) > 50
    assert by_name["First Race Logged"]["earned_at"] is not None
    five = by_name["Five Finish Lines"]
    assert (five["share"], five["earned_at"]) == (0.2, None)
    assert five["conditions"] == [
        {
            "metric": "races_finished",
            "limit_kind": "at_least",
            "limit": 5,
            "where": {"is_simulation": [False]},
            "value": 1,
            "is_met": False,
        }
    ]
