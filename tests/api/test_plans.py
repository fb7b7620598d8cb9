"""/api/v1/training-plans as a program sees it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from fastapi.testclient import TestClient

PLANS = "/v1/training-plans"
SESSION = {"date": "2026-03-02", "title": "Easy run", "session_type": "run", "estimated_duration_minutes": 40}
PLAN = {"plan_name": "Spring", "start_date": "2026-03-02", "duration_weeks": 4, "days": [SESSION]}
WISH = {"race_date": "2026-05-09", "weeks": 12, "level": "beginner", "days_per_week": 4, "start_minutes": 180}
LOG = {"date": "2026-03-02", "session_type": "run", "duration_minutes": 42}


@pytest.fixture
def plan(client: TestClient) -> dict[str, Any]:
    made: dict[str, Any] = client.post(PLANS, json=PLAN).json()
    return made


@pytest.fixture
def day_path(plan: dict[str, Any]) -> str:
    return f"{PLANS}/{plan['id']}/days/{plan['days'][0]['id']}"


def test_without_a_token_nothing_is_answered(anonymous: TestClient) -> None:
    for method, path in [("GET", PLANS), ("POST", PLANS), ("POST", f"{PLANS}/template"), ("POST", f"{PLANS}/import")]:
        assert anonymous.request(method, path).status_code == 401


def test_a_plan_is_created_read_changed_and_deleted(client: TestClient) -> None:
    created = client.post(PLANS, json=PLAN)
    path = created.headers["location"].removeprefix("/api")
    entry = {name: PLAN[name] for name in ("plan_name", "start_date", "duration_weeks")}

    changed = client.put(path, json=entry | {"plan_name": "Summer"}, headers={"If-Match": created.headers["etag"]})
    late = client.put(path, json=entry, headers={"If-Match": created.headers["etag"]})

    assert (created.status_code, changed.status_code, late.status_code) == (201, 200, 412)
    assert client.get(path).json() == changed.json()
    assert changed.json()["plan_name"] == "Summer"
    assert client.delete(path).status_code == 204
    assert client.get(path).status_code == 404
    assert client.post(f"{path}/restore").json()["status"] == "archived"


def test_only_one_plan_is_active(client: TestClient, plan: dict[str, Any]) -> None:
    client.post(PLANS, json=PLAN | {"plan_name": "Summer"})

    listed = client.get(PLANS).json()

    assert [(item["plan_name"], item["status"]) for item in listed["items"]] == [
        ("Summer", "active"),
        ("Spring", "archived"),
    ]
    assert client.post(f"{PLANS}/{plan['id']}/activate").json()["status"] == "active"
    assert client.post(f"{PLANS}/{plan['id']}/archive").json()["status"] == "archived"


def test_a_template_can_be_looked_at_and_kept(client: TestClient) -> None:
    preview = client.post(f"{PLANS}/template", json=WISH)

    assert preview.status_code == 200
    assert client.get(PLANS).json()["total"] == 0
    kept = client.post(PLANS, json=preview.json())
    assert kept.status_code == 201
    assert len(kept.json()["weeks"]) == 12
    days = client.get(f"{PLANS}/active/days", params={"first": "2026-05-04", "last": "2026-05-10"}).json()["items"]
    assert "Race day" in [day["title"] for day in days]


def test_a_session_edited_elsewhere_is_not_overwritten(client: TestClient, day_path: str) -> None:
    seen = client.get(day_path).headers["etag"]

    first = client.put(day_path, json=SESSION | {"title": "Phone"}, headers={"If-Match": seen})
    second = client.put(day_path, json=SESSION | {"title": "Laptop"}, headers={"If-Match": seen})

    assert (first.status_code, second.status_code) == (200, 412)
    assert client.get(day_path).json()["title"] == "Phone"
    assert client.delete(day_path, headers={"If-Match": seen}).status_code == 412


def test_completing_makes_a_log_and_links_it(client: TestClient, day_path: str) -> None:
    done = client.post(f"{day_path}/complete", json=LOG)
    again = client.post(f"{day_path}/complete", json=LOG)

    assert (done.status_code, again.status_code) == (201, 409)
    assert done.json()["day"]["is_completed"]
    assert done.json()["day"]["linked_workout_log_id"] == done.json()["workout"]["id"]
    assert client.get("/v1/workouts").json()["total"] == 1


def test_sessions_are_moved_copied_skipped_and_removed_with_versions(
    client: TestClient, plan: dict[str, Any], day_path: str
) -> None:
    path = f"{PLANS}/{plan['id']}"
    client.put(day_path, json=SESSION | {"date": "2026-03-04"}, params={"why": "Work"})
    copy = client.post(f"{day_path}/copy", params={"to": "2026-03-06"})
    skipped = client.post(f"{day_path}/skip")
    client.delete(copy.headers["location"].removeprefix("/api"))
    client.post(f"{path}/days", json=SESSION)

    versions = client.get(f"{path}/versions").json()

    assert skipped.json()["is_skipped"]
    assert versions["total"] == 6
    assert versions["items"][-2]["reason"] == "Moved Easy run from Mon 2 Mar 2026 to Wed 4 Mar 2026: Work"
    assert len(client.post(f"{path}/undo").json()["days"]) == 1
    assert client.post(f"{path}/versions/1/restore").json()["days"][0]["date"] == "2026-03-02"
    assert client.post(f"{path}/versions/99/restore").status_code == 404


def test_the_rest_of_a_plan_is_shifted_and_taken_back(client: TestClient, plan: dict[str, Any]) -> None:
    path, shift = f"{PLANS}/{plan['id']}", {"from_date": "2026-03-01", "days": 28}
    seen = client.get(path).headers["etag"]

    preview = client.post(f"{path}/shift/preview", json=shift)
    shifted = client.post(f"{path}/shift", json=shift, params={"why": "Flu"}, headers={"If-Match": seen})
    late = client.post(f"{path}/shift", json=shift, headers={"If-Match": seen})

    assert preview.json() == {
        "session_count": 1, "first_on": "2026-03-30", "last_on": "2026-03-30", "duration_weeks": 5,
        "end_date": "2026-04-05", "race_warning": None,
    }  # fmt: skip
    assert (shifted.status_code, late.status_code) == (200, 412)
    assert (shifted.json()["days"][0]["date"], shifted.json()["end_date"]) == ("2026-03-30", "2026-04-05")
    versions = client.get(f"{path}/versions").json()
    assert versions["items"][0]["reason"] == "Moved everything open from Sun 1 Mar 2026 on 28 days later: Flu"
    assert client.post(f"{path}/undo").json()["days"] == [
        day | {"updated_at": found["updated_at"]}
        for day, found in zip(plan["days"], client.get(path).json()["days"], strict=True)
    ]


def test_a_shift_over_the_race_is_told_and_needs_a_word(client: TestClient) -> None:
    today = datetime.now(UTC).date()
    profile = {"display_name": "Alex", "race_date": (today + timedelta(days=3)).isoformat()}
    client.put("/v1/profile", json=profile)
    days = [SESSION | {"date": today.isoformat()}]
    made = client.post(PLANS, json=PLAN | {"start_date": today.isoformat(), "days": days}).json()
    path, shift = f"{PLANS}/{made['id']}/shift", {"from_date": today.isoformat(), "days": 7}

    refused = client.post(path, json=shift)
    accepted = client.post(path, json=shift | {"is_race_accepted": True})

    assert client.post(f"{path}/preview", json=shift | {"days": 400}).status_code == 422
    assert (refused.status_code, refused.json()["errors"][0]["field"]) == (422, "is_race_accepted")
    assert "1 session would land after your race on" in refused.json()["detail"]
    assert accepted.json()["days"][0]["date"] == (today + timedelta(days=7)).isoformat()


@pytest.mark.parametrize(
    ("wrong", "field"),
    [({"days": 0}, "days"), ({"days": -7}, "days"), ({"days": 366}, "days"), ({"from_date": "2030-01-01"}, "from_date"),
     ({"from_date": "soon"}, "from_date"), ({"surprise": 1}, "surprise")],
)  # fmt: skip
def test_a_shift_that_cannot_be_is_named_and_moves_nothing(
    client: TestClient, plan: dict[str, Any], wrong: dict[str, object], field: str
) -> None:
    path, shift = f"{PLANS}/{plan['id']}", {"from_date": "2026-03-02", "days": 7}

    answer = client.post(f"{path}/shift", json=shift | wrong)

    assert (answer.status_code, [error["field"] for error in answer.json()["errors"]]) == (422, [field])
    assert client.get(path).json() == plan


def test_a_session_of_another_plan_or_athlete_is_not_there(
    client: TestClient, other_client: TestClient, day_path: str, plan: dict[str, Any]
) -> None:
    other = client.post(PLANS, json=PLAN).json()

    assert client.get(day_path.replace(plan["id"], other["id"])).status_code == 404
    assert other_client.get(day_path).status_code == 404
    assert other_client.put(day_path, json=SESSION).status_code == 404
    assert other_client.get(f"{PLANS}/{plan['id']}/versions").status_code == 404
    shift = {"from_date": "2026-03-02", "days": 7}
    for what in ("shift", "shift/preview"):
        assert other_client.post(f"{PLANS}/{plan['id']}/{what}", json=shift).status_code == 404


def test_a_file_is_imported_and_every_line_accounted_for(client: TestClient) -> None:
    file = {"file": ("plan.csv", b"week,day,title\n1,Mon,Run\n1,Mon,Run\n0,Mon,Bad\n", "text/csv")}

    answer = client.post(f"{PLANS}/import", files=file, data={"start_date": "2026-03-04", "plan_name": "Club"})

    assert answer.status_code == 201
    report = answer.json()
    assert (report["rows_read"], report["rows_saved"], report["rows_duplicate"]) == (3, 1, 1)
    assert report["rows_refused"][0]["line"] == 4
    assert client.get(f"{PLANS}/{report['plan_id']}").json()["days"][0]["date"] == "2026-03-02"


@pytest.mark.parametrize(
    "wrong",
    [
        {"plan_name": ""},
        {"plan_name": "x" * 10_000},
        {"plan_name": "a\x00b"},
        {"duration_weeks": 0},
        {"duration_weeks": 10_000},
        {"start_date": "1800-01-01"},
        {"start_date": "soon"},
        {"surprise": 1},
        {"days": [SESSION | {"date": "2027-03-02"}]},
        {"days": [SESSION | {"title": " "}]},
        {"days": [SESSION | {"title": "x" * 10_000_000}]},
        {"days": [SESSION | {"session_type": "yoga"}]},
        {"days": [SESSION | {"estimated_duration_minutes": -5}]},
        {"days": [SESSION | {"details": {"blocks": [{"name": "a\x00"}]}}]},
        {"days": [SESSION | {"details": {"blocks": [{"name": "x", "rounds": 0}]}}]},
        {"days": [SESSION] * 21},
    ],
)
def test_a_wrong_value_is_named_and_nothing_is_saved(client: TestClient, wrong: dict[str, object]) -> None:
    answer = client.post(PLANS, json=PLAN | wrong)

    assert answer.status_code == 422
    assert answer.json()["errors"]
    assert client.get(PLANS, params={"with_deleted": True}).json()["total"] == 0


@pytest.mark.parametrize(
    "wrong", [{"weeks": 9}, {"level": "elite"}, {"days_available": [1]}, {"start_minutes": 1}, {"days_per_week": 7}]
)
def test_a_wrong_wish_for_a_template_is_refused(client: TestClient, wrong: dict[str, object]) -> None:
    assert client.post(f"{PLANS}/template", json=WISH | wrong).status_code == 422


def test_words_in_any_script_come_back_as_they_were(client: TestClient) -> None:
    title = "Läufe 🏃 <b>fast</b> [x](y)"

    made = client.post(PLANS, json=PLAN | {"days": [SESSION | {"title": title, "notes": "🏋️"}]}).json()

    assert made["days"][0]["title"] == title
