"""The dashboard, progress and training breaks over HTTP."""

from __future__ import annotations

from datetime import date, timedelta

from fastapi.testclient import TestClient

from coach.workouts import log_workout
from data.db import User
from data.workouts import WorkoutEntry

TODAY = date.today()  # noqa: DTZ011 - the athlete of these tests lives in UTC


def logged(user: User, **changes: object) -> None:
    fields = {"date": TODAY, "session_type": "run", "duration_minutes": 60, "rpe_post": 6, "distance_m": 10_000}
    log_workout(user, WorkoutEntry.model_validate(fields | changes))


def test_without_a_token_there_is_no_dashboard(anonymous: TestClient) -> None:
    assert anonymous.get("/v1/dashboard").status_code == 401


def test_an_empty_dashboard_has_nulls_and_not_zeros_for_what_is_not_known(client: TestClient) -> None:
    dashboard = client.get("/v1/dashboard").json()

    assert dashboard["todays_workouts"] == []
    assert dashboard["race_countdown"] is None
    assert dashboard["estimated_race_time"] is None
    assert dashboard["readiness"]["score"] is None
    assert dashboard["weekly_summary"] == {
        "workout_count": 0, "total_hours": 0.0, "average_rpe": None, "workouts_without_duration": 0,
        "usual_workout_count": None, "usual_total_hours": None, "usual_average_rpe": None,
    }  # fmt: skip


def test_the_dashboard_has_everything_of_the_specification(client: TestClient, user: User) -> None:
    logged(user)
    client.put("/v1/profile", json={"display_name": "Alex", "race_date": str(TODAY + timedelta(days=9))})
    client.post("/v1/races", json={"race_name": "Spring", "gender": "women", "total_time_seconds": 5400,
                                       "race_date": str(TODAY - timedelta(days=30))})  # fmt: skip

    dashboard = client.get("/v1/dashboard").json()

    assert dashboard["race_countdown"]["days"] == 9
    assert dashboard["weekly_summary"]["workout_count"] == 1
    assert dashboard["weekly_summary"]["total_hours"] == 1.0
    assert dashboard["training_streak"] == {"days": 1, "is_today_logged": True, "is_longer": False, "weeks": 0}
    estimate = dashboard["estimated_race_time"]
    assert estimate["low_s"] < estimate["time_s"] < estimate["high_s"]
    assert {"recent_records", "active_goals", "logged_today"} <= set(dashboard)


def test_weekly_volume_is_per_type_and_can_be_filtered(client: TestClient, user: User) -> None:
    logged(user)
    logged(user, session_type="strength", distance_m=None, duration_minutes=None)

    every = client.get("/v1/progress/weekly-volume").json()
    runs = client.get("/v1/progress/weekly-volume", params={"session_type": "run"}).json()

    rows = {row["session_type"]: row for row in every["items"]}
    assert (rows["run"]["hours"], rows["run"]["distance_m"]) == (1.0, 10_000)
    assert (rows["strength"]["hours"], rows["strength"]["untimed_count"]) == (None, 1)
    assert [row["session_type"] for row in runs["items"]] == ["run"]


def test_load_says_its_convention_and_what_it_does_not_know(client: TestClient, user: User) -> None:
    for back in range(3):
        logged(user, date=TODAY - timedelta(days=back))
    logged(user, duration_minutes=None)

    load = client.get("/v1/progress/load").json()

    assert "1 − e^(−1/τ)" in load["convention"]
    assert load["sessions_without_duration"] == 1
    assert [point["load"] for point in load["days"]] == [360.0] * 3
    assert not any(point["is_settled"] for point in load["days"])


def test_the_other_progress_lists_answer(client: TestClient, user: User) -> None:
    logged(user)

    assert client.get("/v1/progress/days").json()["total"] == 1
    assert client.get("/v1/progress/records").status_code == 200
    assert client.get("/v1/progress/stations", params={"gender": "women"}).json()["items"] == []


def test_a_range_in_the_wrong_order_is_refused_at_its_field(client: TestClient) -> None:
    answer = client.get("/v1/progress/load", params={"first": "2026-03-02", "last": "2026-03-01"})

    assert answer.status_code == 422
    assert answer.json()["errors"][0]["field"] == "first"


def test_a_break_is_noted_changed_once_and_deleted(client: TestClient, other_client: TestClient) -> None:
    noted = client.post("/v1/training-breaks", json={"kind": "illness", "first_on": "2026-01-03", "note": "Flu"})
    address, tag = f"/v1/training-breaks/{noted.json()['id']}", noted.headers["ETag"]
    over = {"kind": "illness", "first_on": "2026-01-03", "last_on": "2026-01-09"}

    changed = client.put(address, json=over, headers={"If-Match": tag})
    again = client.put(address, json=over, headers={"If-Match": tag})

    assert (changed.status_code, again.status_code) == (200, 412)
    assert client.get("/v1/training-breaks").json()["items"][0]["last_on"] == "2026-01-09"
    assert other_client.get(address).status_code == 404
    assert other_client.delete(address).status_code == 404
    assert client.delete(address).status_code == 204
    assert client.get(address).status_code == 404


def test_a_break_that_cannot_be_is_refused(client: TestClient) -> None:
    bad = [
        {"kind": "holiday", "first_on": "2026-01-03"},
        {"kind": "injury", "first_on": "1800-01-03"},
        {"kind": "injury", "first_on": "2026-01-03", "last_on": "2026-01-01"},
        {"kind": "injury", "first_on": "2026-01-03", "note": "x" * 501},
        {"kind": "injury", "first_on": "2026-01-03", "note": "a\u0000b"},
    ]

    assert [client.post("/v1/training-breaks", json=entry).status_code for entry in bad] == [422] * len(bad)
