"""Fitness over the API: now, week by week, month by month."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from fastapi.testclient import TestClient

from coach.fitness import take_snapshot
from coach.workouts import log_workout
from data.db import User
from data.workouts import WorkoutEntry

TODAY = datetime.now(UTC).date()
LAST_MONDAY = TODAY - timedelta(days=TODAY.weekday() + 7)


def log_run(user: User, day: date, distance_m: float | None = 10_000) -> None:
    log_workout(
        user,
        WorkoutEntry(
            date=day, session_type="run", distance_m=distance_m, duration_minutes=50, rpe_post=4, heart_rate_avg=150
        ),
    )


def log_test(client: TestClient) -> None:
    answer = client.post("/v1/benchmarks", json={"test_date": TODAY.isoformat(), "test_type": "run_5k", "value": 1_200})
    assert answer.status_code == 201


def test_a_test_logged_over_the_api_is_the_score_at_once(client: TestClient) -> None:
    log_test(client)

    told = client.get("/v1/fitness/current").json()

    assert told["score"] == pytest.approx(49.81, abs=0.01)
    assert (told["effort"]["kind"], told["effort"]["distance_m"], told["effort"]["age_days"]) == ("test", 5_000, 0)
    assert told["paces"]["threshold_s_per_km"] == pytest.approx(256, abs=1)
    marathon = next(race for race in told["races"] if race["name"] == "Marathon")
    assert marathon["high_s"] - marathon["low_s"] > 1_800
    assert "weekly distance is not known" in marathon["why"]


def test_without_a_race_or_test_nothing_is_made_up(client: TestClient, user: User) -> None:
    for step in range(0, 28, 2):
        log_run(user, TODAY - timedelta(days=step))

    told = client.get("/v1/fitness/current").json()

    assert (told["score"], told["paces"], told["races"], told["zones"]) == (None, None, [], [])
    assert told["longest_30_days_m"] == 10_000
    assert any("5 km test" in text for text in told["missing"])


def test_heart_rates_set_the_zones_and_have_to_fit(client: TestClient) -> None:
    refused = client.patch("/v1/profile", json={"heart_rate_rest_bpm": 110, "heart_rate_max_bpm": 105})
    client.patch("/v1/profile", json={"heart_rate_rest_bpm": 50, "heart_rate_max_bpm": 190})

    told = client.get("/v1/fitness/current").json()

    assert (refused.status_code, refused.json()["errors"][0]["field"]) == (422, "heart_rate_rest_bpm")
    assert told["heart_rates"] == {"rest_bpm": 50, "max_bpm": 190, "source": "as you entered it"}
    assert [zone["low_bpm"] for zone in told["zones"]] == [120, 134, 148, 162, 176]


def test_recalculating_answers_what_is_kept(client: TestClient) -> None:
    log_test(client)

    answer = client.post("/v1/fitness/recalculate")

    assert answer.status_code == 200
    assert answer.json() == client.get("/v1/fitness/current").json()


def test_weeks_are_whole_and_what_is_unknown_is_null(client: TestClient, user: User) -> None:
    log_run(user, LAST_MONDAY)
    log_run(user, LAST_MONDAY + timedelta(days=3), distance_m=None)
    first = LAST_MONDAY - timedelta(days=3)

    told = client.get("/v1/fitness/trends", params={"first": first.isoformat()}).json()

    before, week, running = told["weeks"]
    assert [one["week_start"] for one in (before, week)] == [
        (LAST_MONDAY - timedelta(days=7)).isoformat(),
        LAST_MONDAY.isoformat(),
    ]
    assert (before["distance_m"], before["load"], before["fitness"]) == (None, None, None)
    assert (week["distance_m"], week["unmeasured_count"], week["load"], week["is_complete"]) == (10_000, 1, 400, True)
    assert (running["distance_m"], running["load"], running["is_complete"]) == (0, 0, False)
    assert (told["load_unit"], told["intensity_basis"]) == ("srpe", None)


@pytest.mark.parametrize(
    ("query", "field"),
    [({"first": "2026-03-02", "last": "2026-03-01"}, "first"), ({"first": "2000-01-01"}, "first")],
)
def test_impossible_weeks_are_refused(client: TestClient, query: dict[str, str], field: str) -> None:
    answer = client.get("/v1/fitness/trends", params=query)

    assert answer.status_code == 422
    assert answer.json()["errors"][0]["field"] == field


def test_weeks_to_come_are_none(client: TestClient) -> None:
    query = {"first": "2999-01-01", "last": "2999-02-01"}

    assert client.get("/v1/fitness/trends", params=query).json()["weeks"] == []


def test_months_are_listed_as_they_ended(client: TestClient, user: User) -> None:
    month_on = date(2026, 1, 1)
    log_run(user, date(2026, 1, 20), distance_m=12_000)
    take_snapshot(user, month_on)

    told = client.get("/v1/fitness/snapshots").json()

    assert (told["total"], told["items"][0]["month_on"]) == (1, "2026-01-01")
    assert told["items"][0]["profile"]["longest_30_days_m"] == 12_000


def test_nobody_sees_the_fitness_of_others(client: TestClient, other_client: TestClient) -> None:
    log_test(client)

    assert other_client.get("/v1/fitness/current").json()["score"] is None


@pytest.mark.parametrize("path", ["current", "snapshots", "trends"])
def test_it_asks_who_is_there(anonymous: TestClient, path: str) -> None:
    assert anonymous.get(f"/v1/fitness/{path}").status_code == 401
