"""Sharing with a coach as programs do it."""

from __future__ import annotations

from uuid import uuid4

import pytest
from fastapi.testclient import TestClient

from tests.api.test_races import RACE

WORKOUT = {"date": "2026-02-01", "session_type": "run", "duration_minutes": 40, "rpe_post": 5}


def invited(client: TestClient, **entry: object) -> dict[str, str]:
    made: dict[str, str] = client.post("/v1/coaches/invitations", json=entry).json()
    return made


def accepted(client: TestClient, coach: TestClient, *scopes: str) -> str:
    answer = coach.post("/v1/athletes", json={"code": invited(client, scopes=scopes)["code"]})
    assert answer.status_code == 201
    return str(answer.json()["athlete_id"])


def test_from_the_invitation_to_the_race_and_back_to_nothing(client: TestClient, other_client: TestClient) -> None:
    race = client.post("/v1/races", json=RACE).json()
    athlete_id = accepted(client, other_client, "races")
    path = f"/v1/athletes/{athlete_id}"

    assert other_client.get(f"{path}/races").json()["items"][0]["id"] == race["id"]
    assert other_client.get(f"{path}/races/{race['id']}").json() == race
    assert other_client.get(f"{path}/races/{race['id']}/analysis").json()["splits"]
    assert other_client.get(path).json()["weight_kg"] is None
    assert other_client.get(f"{path}/workouts").json()["total"] == 0
    assert other_client.get(f"/v1/races/{race['id']}").status_code == 404
    assert other_client.put(f"/v1/races/{race['id']}", json=RACE).status_code == 404

    grant = client.get("/v1/coaches").json()["items"][0]
    assert client.delete(f"/v1/coaches/{grant['id']}").status_code == 204

    for gone in (path, f"{path}/races", f"{path}/races/{race['id']}", f"{path}/races/{race['id']}/analysis"):
        assert other_client.get(gone).status_code == 404, gone
    assert other_client.get("/v1/athletes").json()["items"] == []


def test_the_code_is_told_once(client: TestClient) -> None:
    made = invited(client)

    listed = client.get("/v1/coaches/invitations")

    assert len(made["code"]) == 14
    assert made["code"] in made["link"]
    assert made["code"] not in listed.text
    assert client.delete(f"/v1/coaches/invitations/{made['id']}").status_code == 204
    assert client.get("/v1/coaches/invitations").json()["total"] == 0


def test_wrong_codes_are_refused_and_then_slowed_down(other_client: TestClient) -> None:
    answers = [other_client.post("/v1/athletes", json={"code": "AAAA-BBBB-CCCC"}).status_code for _ in range(6)]

    assert answers == [422] * 5 + [503]


def test_the_roster_has_the_promised_shape(client: TestClient, other_client: TestClient) -> None:
    client.post("/v1/workouts", json=WORKOUT)
    accepted(client, other_client, "training")

    (row,) = other_client.get("/v1/athletes").json()["items"]

    assert (row["name"], row["last_session_on"], row["days_to_race"]) == ("Alex", "2026-02-01", None)
    assert row["flags"][0].startswith("Nothing logged for ")


def test_scopes_change_with_the_etag_that_was_seen(client: TestClient, other_client: TestClient) -> None:
    accepted(client, other_client, "races")
    grant = client.get("/v1/coaches").json()["items"][0]
    path = f"/v1/coaches/{grant['id']}"

    first = client.put(path, json={"scopes": ["training"]})
    stale = client.put(path, json={"scopes": ["body"]}, headers={"If-Match": '"1"'})
    fresh = client.put(path, json={"scopes": ["body"]}, headers={"If-Match": first.headers["etag"]})

    assert (first.json()["scopes"], stale.status_code, fresh.json()["scopes"]) == (["training"], 412, ["body"])
    assert other_client.put(path, json={"scopes": ["body"]}).status_code == 404


@pytest.mark.parametrize("wrong", [{"scopes": []}, {"scopes": ["own"]}, {"email": "nobody"}, {"scope": "races"}])
def test_a_bad_invitation_names_its_field(client: TestClient, wrong: dict[str, object]) -> None:
    answer = client.post("/v1/coaches/invitations", json=wrong)

    assert answer.status_code == 422
    assert answer.json()["errors"][0]["field"].startswith(next(iter(wrong)))


def test_comments_go_both_ways(client: TestClient, other_client: TestClient) -> None:
    workout = client.post("/v1/workouts", json=WORKOUT).json()
    athlete_id = accepted(client, other_client, "training")
    about = {"target_kind": "workout", "target_id": workout["id"]}

    said = other_client.post("/v1/comments", json={**about, "athlete_id": athlete_id, "body": "Good"})
    client.post("/v1/comments", json={**about, "body": "Thanks"})

    assert said.status_code == 201
    assert [one["body"] for one in client.get("/v1/comments", params=about).json()["items"]] == ["Thanks", "Good"]
    path = f"/v1/comments/{said.json()['id']}"
    changed = other_client.put(path, json={"body": "Great"}, headers={"If-Match": said.headers["etag"]})
    assert changed.json()["body"] == "Great"
    assert client.put(path, json={"body": "Mine"}).status_code == 404
    assert client.get(path).json()["is_mine"] is False
    assert client.delete(path).status_code == 204


@pytest.mark.parametrize(
    "wrong",
    [{"body": ""}, {"body": "x" * 5000}, {"body": "Hi", "target_kind": "race"},
     {"body": "Hi", "target_id": str(uuid4())}],
)  # fmt: skip
def test_a_bad_comment_is_refused(client: TestClient, wrong: dict[str, str]) -> None:
    assert client.post("/v1/comments", json=wrong).status_code == 422
    assert client.get("/v1/comments").json()["total"] == 0


def test_a_proposal_is_accepted_by_the_athlete_alone(client: TestClient, other_client: TestClient) -> None:
    plan = {"plan_name": "Spring", "start_date": "2026-03-02", "duration_weeks": 4,
            "days": [{"date": "2026-03-03", "title": "Run", "session_type": "run"}]}  # fmt: skip
    day = client.post("/v1/training-plans", json=plan).json()["days"][0]
    athlete_id = accepted(client, other_client, "training")
    proposed = {"date": "2026-03-03", "title": "Rest", "session_type": "rest"}

    made = other_client.post(
        "/v1/plan-proposals",
        json={"athlete_id": athlete_id, "training_plan_day_id": day["id"], "proposed": proposed, "reason": "Calf"},
    ).json()
    path = f"/v1/plan-proposals/{made['id']}"

    assert other_client.post(f"{path}/accept").status_code == 404
    assert client.post(f"{path}/accept").json()["status"] == "accepted"
    assert client.post(f"{path}/decline").status_code == 409
    assert client.get("/v1/plan-proposals", params={"status": "accepted"}).json()["total"] == 1


def test_without_a_token_nothing_is_answered(anonymous: TestClient) -> None:
    for path in ("/v1/coaches", "/v1/athletes", "/v1/comments", "/v1/plan-proposals", "/v1/exports", "/v1/saved-views"):
        assert anonymous.get(path).status_code == 401
