"""/api/v1/workouts as a program sees it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest
from fastapi.testclient import TestClient

WORKOUT = {
    "date": "2026-02-07",
    "session_type": "strength",
    "title": "Push day",
    "duration_seconds": 2730,
    "rpe_post": 7,
    "sets": [{"exercise_name": "Deadlift", "reps": 5, "weight_kg": 80}],
    "intervals": [{"repeats": 8, "distance_m": 400, "duration_s": 90, "rest_s": 60}],
}
PATH = "/v1/workouts"


def created(client: TestClient, **changes: object) -> str:
    answer = client.post(PATH, json=WORKOUT | changes)
    assert answer.status_code == 201, answer.text
    return answer.headers["location"].removeprefix("/api")


def far_ahead() -> str:
    return (datetime.now(UTC).date() + timedelta(days=2)).isoformat()


def test_without_a_token_nothing_is_answered(anonymous: TestClient) -> None:
    for method, path in [("GET", PATH), ("POST", PATH), ("POST", f"{PATH}/{uuid4()}/restore")]:
        assert anonymous.request(method, path).status_code == 401


def test_a_session_is_logged_read_and_changed(client: TestClient) -> None:
    path = created(client)

    before = client.get(path)
    changed = client.put(path, json=WORKOUT | {"title": "Pull day"}, headers={"If-Match": before.headers["etag"]})

    assert before.json()["duration_minutes"] == 46
    assert before.json()["sets"][0]["weight_kg"] == 80
    assert before.json()["sets"][0]["distance_m"] is None
    assert changed.json()["title"] == "Pull day"
    assert changed.headers["etag"] != before.headers["etag"]
    assert client.get(path).json() == changed.json()


def test_a_change_that_was_not_seen_is_not_overwritten(client: TestClient) -> None:
    path = created(client)
    seen = client.get(path).headers["etag"]
    client.put(path, json=WORKOUT | {"title": "First"})

    late = client.put(path, json=WORKOUT | {"title": "Second"}, headers={"If-Match": seen})
    removed = client.delete(path, headers={"If-Match": seen})

    assert (late.status_code, removed.status_code) == (412, 412)
    assert client.get(path).json()["title"] == "First"


def test_a_deleted_session_leaves_the_list_and_comes_back(client: TestClient) -> None:
    path = created(client)

    assert client.delete(path).status_code == 204
    assert client.get(PATH).json()["total"] == 0
    assert client.get(PATH, params={"is_deleted": True}).json()["total"] == 1
    assert client.delete(path).status_code == 404
    assert client.put(path, json=WORKOUT).status_code == 404
    restored = client.post(f"{path}/restore")

    assert restored.status_code == 200
    assert restored.json()["deleted_at"] is None
    assert client.get(PATH).json()["total"] == 1


def test_the_list_is_filtered_and_paged(client: TestClient) -> None:
    for day in range(1, 6):
        created(client, date=f"2026-02-0{day}", title=None, notes=f"Note {day}")
    created(client, date="2026-01-01", session_type="run", sets=[], title="Easy RUN")

    page = client.get(PATH, params={"first_date": "2026-02-01", "page": 2, "per_page": 2}).json()

    assert {name: page[name] for name in ("total", "page", "per_page")} == {"total": 5, "page": 2, "per_page": 2}
    assert [item["date"] for item in page["items"]] == ["2026-02-03", "2026-02-02"]
    assert client.get(PATH, params={"session_type": "run"}).json()["total"] == 1
    assert client.get(PATH, params={"q": "easy run"}).json()["total"] == 1
    assert client.get(PATH, params={"q": "dead"}).json()["total"] == 5
    assert client.get(PATH, params={"last_date": "2026-01-31"}).json()["items"][0]["load_kg"] is None


def test_somebody_elses_session_is_not_there(client: TestClient, other_client: TestClient) -> None:
    path = created(client)

    assert other_client.get(path).status_code == 404
    assert other_client.put(path, json=WORKOUT).status_code == 404
    assert other_client.delete(path).status_code == 404
    assert other_client.post(f"{path}/restore").status_code == 404
    assert other_client.get(PATH).json()["total"] == 0


def planned_day(client: TestClient) -> str:
    """The path of the only session of a new plan."""
    session = {"date": "2026-02-07", "title": "Gym", "session_type": "strength"}
    plan = {"plan_name": "Spring", "start_date": "2026-02-02", "duration_weeks": 2, "days": [session]}
    made = client.post("/v1/training-plans", json=plan).json()
    return f"/v1/training-plans/{made['id']}/days/{made['days'][0]['id']}"


def test_a_planned_session_is_logged_once(client: TestClient) -> None:
    day_path = planned_day(client)
    link = {"training_plan_day_id": day_path.rpartition("/")[2]}

    path = created(client, **link)
    again = client.post(PATH, json=WORKOUT | link)
    completed = client.post(f"{day_path}/complete", json=WORKOUT)

    assert (again.status_code, completed.status_code) == (409, 409)
    assert "You have done this session already" in again.json()["detail"]
    assert client.get(PATH).json()["total"] == 1
    assert client.get(path).json()["prescribed_workout"]["title"] == "Gym"
    assert client.get(day_path).json()["linked_workout_log_id"] == path.rpartition("/")[2]


def test_a_planned_session_whose_log_is_deleted_can_be_logged_again(client: TestClient) -> None:
    day_path = planned_day(client)
    link = {"training_plan_day_id": day_path.rpartition("/")[2]}
    first = created(client, **link)

    client.delete(first)
    created(client, **link)

    assert client.post(f"{first}/restore").status_code == 409
    assert client.get(PATH).json()["total"] == 1


def test_somebody_elses_planned_session_cannot_be_logged(client: TestClient, other_client: TestClient) -> None:
    day_path = planned_day(client)

    refused = other_client.post(PATH, json=WORKOUT | {"training_plan_day_id": day_path.rpartition("/")[2]})

    assert (refused.status_code, refused.json()["errors"][0]["field"]) == (422, "training_plan_day_id")
    assert not client.get(day_path).json()["is_completed"]


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"date": None}, "date"),
        ({"date": far_ahead()}, "date"),
        ({"date": "1066-10-14"}, "date"),
        ({"session_type": "yoga"}, "session_type"),
        ({"duration_seconds": -5}, "duration_seconds"),
        ({"duration_seconds": None, "duration_minutes": 10**12}, "duration_minutes"),
        ({"distance_m": 1e300}, "distance_m"),
        ({"distance_m": "5 km"}, "distance_m"),
        ({"rpe_post": 11}, "rpe_post"),
        ({"rpe_pre": 0}, "rpe_pre"),
        ({"heart_rate_avg": 600}, "heart_rate_avg"),
        ({"calories_estimated": -1}, "calories_estimated"),
        ({"notes": "🏋" * 10_000_000}, "notes"),
        ({"notes": "a\x00b"}, "notes"),
        ({"title": ""}, "title"),
        ({"sets": [{"exercise_name": "Row", "reps": 0}]}, "sets.0.reps"),
        ({"sets": [{"exercise_name": "Row"}] * 201}, "sets"),
        ({"intervals": [{"repeats": 3}]}, "intervals.0"),
        ({"prescribed_workout": {"text": "x" * 600_000}}, "prescribed_workout"),
        ({"prescribed_workout": {"text": "\x00"}}, "prescribed_workout"),
        ({"completion_status": "skipped"}, ""),
        ({"duration_minutes": 12}, ""),
        ({"training_plan_day_id": str(uuid4())}, "training_plan_day_id"),
        ({"surprise": 1}, "surprise"),
    ],
)  # fmt: skip
def test_a_wrong_value_is_named_and_nothing_is_saved(client: TestClient, wrong: dict[str, object], field: str) -> None:
    answer = client.post(PATH, json=WORKOUT | wrong)

    assert answer.status_code == 422
    assert [error["field"] for error in answer.json()["errors"]] == [field]
    assert len(answer.text) < 2_000
    assert client.get(PATH).json()["total"] == 0


def test_emoji_are_words_like_others(client: TestClient) -> None:
    path = created(client, title="Leg day 🏋️", notes="🔥 done")

    assert client.get(path).json()["title"] == "Leg day 🏋️"
    assert client.get(PATH, params={"q": "🔥"}).json()["total"] == 1


@pytest.mark.parametrize(
    "query",
    [{"page": 0}, {"per_page": 100_000}, {"first_date": "soon"}, {"q": "x" * 101}, {"q": "\x00"}, {"sort": "up"}],
)
def test_a_filter_that_cannot_be_is_refused(client: TestClient, query: dict[str, str]) -> None:
    assert client.get(PATH, params=query).status_code == 422
