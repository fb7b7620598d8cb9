"""/api/v1/races as a program sees it."""

from __future__ import annotations

from uuid import uuid4

import pytest
from fastapi.testclient import TestClient

from tests.coach.test_races import SPLITS

RACE = {
    "race_name": "2025 Springfield",
    "race_date": "2025-11-08",
    "gender": "men",
    "total_time_seconds": 5280,
    "splits": SPLITS,
}


def test_without_a_token_nothing_is_answered(anonymous: TestClient) -> None:
    for method, path in [("GET", "/v1/races"), ("POST", "/v1/races"), ("GET", f"/v1/races/{uuid4()}/analysis")]:
        answer = anonymous.request(method, path)

        assert answer.status_code == 401
        assert answer.headers["content-type"] == "application/problem+json"


def test_a_race_is_created_read_changed_and_deleted(client: TestClient) -> None:
    created = client.post("/v1/races", json=RACE)
    path = created.headers["location"].removeprefix("/api")

    changed = client.put(path, json=RACE | {"race_name": "2025 Shelbyville"})

    assert created.status_code == 201
    assert client.get(path).json() == changed.json()
    assert changed.json()["race_name"] == "2025 Shelbyville"
    assert client.delete(path).status_code == 204
    assert client.get(path).status_code == 404


def test_the_list_is_paged(client: TestClient) -> None:
    for day in range(1, 6):
        client.post("/v1/races", json=RACE | {"race_date": f"2025-11-0{day}"})

    page = client.get("/v1/races", params={"page": 2, "per_page": 2}).json()

    assert {name: page[name] for name in ("total", "page", "per_page")} == {"total": 5, "page": 2, "per_page": 2}
    assert [item["race_date"] for item in page["items"]] == ["2025-11-03", "2025-11-02"]


def test_the_analysis_has_the_promised_shape(client: TestClient) -> None:
    race = client.post("/v1/races", json=RACE).json()

    analysis = client.get(f"/v1/races/{race['id']}/analysis").json()

    assert set(analysis["field"]) == {"division", "gender", "age_group", "seasons", "n", "is_small_sample"}
    assert {split["split"] for split in analysis["splits"]} == {
        *SPLITS, "roxzone", "runs_total", "stations_total", "total_seconds",
    }  # fmt: skip
    promised = {
        "split", "time_s", "share_pct", "faster_than_pct", "cohort_median_s", "cohort_gap_s",
        "event_faster_than_pct", "event_n",
    }  # fmt: skip
    assert promised <= set(analysis["splits"][0])
    assert {"race", "losses", "fade_pct", "course_factor", "notes"} <= set(analysis)


@pytest.mark.parametrize(
    "wrong",
    [
        {"race_name": ""},
        {"race_name": "x" * 10_000},
        {"total_time_seconds": -5},
        {"total_time_seconds": "soon"},
        {"splits": {"run_9": 300}},
        {"splits": {"run_1": 0}},
        {"gender": "mixed"},
        {"race_date": "2090-01-01"},
        {"surprise": 1},
    ],
)
def test_a_wrong_value_is_named_and_nothing_is_saved(client: TestClient, wrong: dict[str, object]) -> None:
    answer = client.post("/v1/races", json=RACE | wrong)

    assert answer.status_code == 422
    assert answer.json()["errors"]
    assert client.get("/v1/races").json()["total"] == 0


def test_a_nul_character_is_refused_in_words(client: TestClient) -> None:
    answer = client.post("/v1/races", json=RACE | {"notes": "a\x00b"})

    assert answer.status_code == 422


def test_an_unknown_path_is_a_problem_too(client: TestClient) -> None:
    answer = client.get("/v1/nothing-here")

    assert answer.status_code == 404
    assert answer.headers["content-type"] == "application/problem+json"
