"""/api/v1/plans as a program sees it."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from fastapi.testclient import TestClient

from data.db import User
from tests.rolling import watch_run

PLANS = "/v1/plans"
TODAY = datetime.now(UTC).date()
WISHES = {
    "goal": "marathon", "race_date": str(TODAY + timedelta(weeks=20)), "days_per_week": 4, "start_week_km": 40,
    "start_longest_km": 16,
}  # fmt: skip


@pytest.fixture
def plan(client: TestClient) -> dict[str, Any]:
    made = client.post(f"{PLANS}/two-months", json=WISHES)
    assert made.status_code == 201, made.text
    answered: dict[str, Any] = made.json()
    return answered


def sessions_of(plan: dict[str, Any]) -> list[dict[str, Any]]:
    return [session for week in plan["weeks"] for session in week["sessions"]]


def test_without_a_token_nothing_is_answered(anonymous: TestClient) -> None:
    for method, path in [("GET", "two-months"), ("POST", "two-months"), ("POST", "preview"), ("GET", "assumptions")]:
        assert anonymous.request(method, f"{PLANS}/{path}").status_code == 401


def test_somebody_without_history_sees_two_months_before_anything_is_kept(client: TestClient) -> None:
    preview = client.post(f"{PLANS}/preview", json={"goal": "5k", "days_per_week": 3, "experience": "beginner"})

    told = preview.json()
    assert preview.status_code == 200
    assert date.fromisoformat(told["last_on"]) >= TODAY + timedelta(days=28)
    assert all(session["details"]["reason"] for week in told["weeks"] for session in week["sessions"])
    assert client.get(f"{PLANS}/two-months").status_code == 404


def test_a_plan_is_made_and_read_with_steps_reasons_and_the_next_session(
    client: TestClient, plan: dict[str, Any]
) -> None:
    read = client.get(f"{PLANS}/two-months").json()

    sessions = sessions_of(read)
    assert read == plan
    assert (read["goal"], read["method"], read["race_date"]) == ("marathon", "vdot", WISHES["race_date"])
    assert len(sessions) > 15
    assert {session["outcome"] for session in sessions} == {"planned"}
    assert all(session["details"]["blocks"] and session["details"]["reason"] for session in sessions)
    assert read["next_session"] == sessions[0]
    assert all(week["phase"] for week in read["weeks"] if week["sessions"])


def test_the_plan_is_a_training_plan_with_days_versions_and_undo(client: TestClient, plan: dict[str, Any]) -> None:
    path = f"/v1/training-plans/{plan['plan_id']}"

    assert client.get(path).json()["status"] == "active"
    assert client.get(f"{path}/versions").json()["total"] == 1


def test_a_refresh_is_answered_with_its_review_and_stands_in_the_history(
    client: TestClient, plan: dict[str, Any]
) -> None:
    refresh = client.post(f"{PLANS}/regenerate")

    history = client.get(f"{PLANS}/history").json()
    assert refresh.status_code == 200
    assert refresh.json()["kind"] == "manual"
    assert [line["kind"] for line in history["items"]] == ["manual", "made"]
    assert all(change["why"] for line in history["items"] for change in line["changes"])


def test_what_the_athlete_says_is_answered_and_taken_back(client: TestClient, user: User, plan: dict[str, Any]) -> None:
    day_id = sessions_of(plan)[0]["day_id"]
    watch_run(user, TODAY - timedelta(days=1))

    said = client.put(f"{PLANS}/assumptions/{day_id}", json={"outcome": "done"})
    seen = client.get(f"{PLANS}/two-months").json()
    taken_back = client.put(f"{PLANS}/assumptions/{day_id}", json={"outcome": None})
    unknown = client.put(f"{PLANS}/assumptions/{day_id}", json={"outcome": "perhaps"})

    counted = client.get(f"{PLANS}/assumptions").json()
    assert (said.status_code, taken_back.status_code, unknown.status_code) == (204, 204, 422)
    assert sessions_of(seen)[0]["outcome"] == "overridden_done"
    assert counted["sessions"] == []
    assert counted["counts"]["unplanned"] == len(counted["unplanned"])


def test_another_goal_keeps_what_is_left_out_and_explains_itself(client: TestClient, plan: dict[str, Any]) -> None:
    changed = client.put(f"{PLANS}/goal-change", json={"goal": "ultra", "race_distance_m": 50_000})

    told = changed.json()
    seen = client.get(f"{PLANS}/two-months").json()
    assert changed.status_code == 200, changed.text
    assert "time-based" in told["explanation"]
    assert told["assessment"]
    assert told["version_number"] == 2
    assert all(change["why"] for change in told["changes"])
    assert (seen["goal"], seen["method"], seen["race_date"]) == ("ultra", "ultra", None)
    assert seen["wishes"]["days_per_week"] == 4


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"race_date": "2020-01-01"}, "race_date"),
        ({"days_per_week": 8}, "days_per_week"),
        ({"goal": "swimming"}, "goal"),
        ({"start_week_km": -1}, "start_week_km"),
        ({"goal": "sprint", "race_distance_m": 5_000}, None),
        ({"blocked": [{"first_on": "2027-01-02", "last_on": "2027-01-01"}]}, None),
    ],
)
def test_a_wish_that_cannot_be_planned_is_refused_with_a_sentence(
    client: TestClient, changes: dict[str, Any], field: str | None
) -> None:
    refused = client.post(f"{PLANS}/two-months", json=WISHES | changes)

    assert refused.status_code == 422
    assert field is None or field in refused.text
    assert client.get(f"{PLANS}/two-months").status_code == 404


def test_nobody_sees_or_changes_the_plan_of_another(
    client: TestClient, other_client: TestClient, plan: dict[str, Any]
) -> None:
    day_id = sessions_of(plan)[0]["day_id"]

    assert other_client.get(f"{PLANS}/two-months").status_code == 404
    assert other_client.post(f"{PLANS}/regenerate").status_code == 404
    assert other_client.put(f"{PLANS}/assumptions/{day_id}", json={"outcome": "missed"}).status_code == 404
    assert other_client.get(f"{PLANS}/history").json()["total"] == 0
