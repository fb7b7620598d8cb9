"""Jobs over the API: one's own, or everybody's with the token; and the health of the system, which names nobody."""

from __future__ import annotations

import psycopg
import pytest
from fastapi.testclient import TestClient
from psycopg.rows import DictRow

from data import db
from data.db import User
from data.settings import settings
from tests.due_athletes import be_active, start_rolling_plan

Owner = psycopg.Connection[DictRow]
JOBS = ["weekly-refresh", "fitness-update", "snapshots"]


@pytest.fixture
def token(database: object, monkeypatch: pytest.MonkeyPatch) -> dict[str, str]:
    monkeypatch.setenv("JOBS_TOKEN", "a long secret")
    settings.cache_clear()
    return {"X-Jobs-Token": "a long secret"}


def queued_users(owner: Owner) -> set[str]:
    rows = owner.execute("select args ->> 'user_id' as user_id from jobs.procrastinate_jobs")
    return {row["user_id"] for row in rows}


@pytest.mark.parametrize(
    ("job", "kind"),
    [("weekly-refresh", "own_refresh"), ("fitness-update", "own_fitness"), ("snapshots", "own_snapshot")],
)
def test_an_athlete_starts_only_their_own_job(
    job: str, kind: str, client: TestClient, owner: Owner, user: User, other_user: User
) -> None:
    for one in (user, other_user):
        start_rolling_plan(owner, one)
        be_active(owner, one)

    answer = client.post(f"/v1/jobs/{job}")

    assert answer.status_code == 202
    assert (answer.json()["kind"], answer.json()["queued"]) == (kind, 1)
    assert queued_users(owner) == {str(user.id)}


@pytest.mark.parametrize("job", JOBS)
def test_the_token_starts_everybodys(
    job: str, anonymous: TestClient, token: dict[str, str], owner: Owner, user: User, other_user: User
) -> None:
    for one in (user, other_user):
        start_rolling_plan(owner, one)
        be_active(owner, one)

    answers = [anonymous.post(f"/v1/jobs/{job}", headers=token).json() for _ in range(2)]

    assert [answer["queued"] for answer in answers] == [2, 0]
    assert queued_users(owner) == {str(user.id), str(other_user.id)}


@pytest.mark.parametrize("job", JOBS)
@pytest.mark.parametrize("wrong", ["", "a long secreT", "ä"])
def test_a_wrong_token_starts_nothing(
    job: str, wrong: str, client: TestClient, token: dict[str, str], owner: Owner, user: User
) -> None:
    start_rolling_plan(owner, user)

    answer = client.post(f"/v1/jobs/{job}", headers={b"X-Jobs-Token": wrong.encode()})

    assert answer.status_code == 401
    assert queued_users(owner) == set()


@pytest.mark.parametrize("job", JOBS)
def test_without_a_token_in_the_settings_the_header_starts_nothing(job: str, anonymous: TestClient) -> None:
    assert anonymous.post(f"/v1/jobs/{job}", headers={"X-Jobs-Token": ""}).status_code == 401


@pytest.mark.parametrize("job", JOBS)
def test_nobody_starts_a_job_unknown(job: str, anonymous: TestClient) -> None:
    assert anonymous.post(f"/v1/jobs/{job}").status_code == 401


@pytest.mark.parametrize("job", JOBS)
def test_what_cannot_be_done_is_said(job: str, client: TestClient) -> None:
    answer = client.post(f"/v1/jobs/{job}")

    assert answer.status_code == 404
    assert "first" in answer.json()["detail"]


def test_health_tells_numbers_and_names_nobody(anonymous: TestClient, owner: Owner, user: User) -> None:
    owner.execute("insert into jobs.procrastinate_workers default values")
    owner.execute(
        "insert into private.job_runs (kind, finished_at, athletes_done, athletes_failed, failures) values"
        " ('weekly_refresh', now(), 3, 1,"
        " jsonb_build_array(jsonb_build_object('athlete_id', %s::text, 'reason', 'x')))",
        (str(user.id),),
    )

    answer = anonymous.get("/v1/system/health")

    told = answer.json()
    assert answer.status_code == 200
    assert (told["status"], told["database"], told["worker"]["is_alive"]) == ("ok", "ok", True)
    assert told["queue"] == {"waiting": 0, "running": 0, "failed": 0}
    assert (told["last_refresh"]["athletes_done"], told["last_refresh"]["athletes_failed"]) == (3, 1)
    assert str(user.id) not in answer.text


def test_health_is_degraded_without_a_worker(anonymous: TestClient) -> None:
    told = anonymous.get("/v1/system/health").json()

    assert told["status"] == "degraded"
    assert told["worker"] == {"is_alive": False, "heartbeat_at": None}
    assert told["last_refresh"] is None


def test_health_says_when_the_database_does_not_answer(anonymous: TestClient) -> None:
    db.close_pools()

    answer = anonymous.get("/v1/system/health")

    assert answer.status_code == 503
    assert answer.headers["content-type"] == "application/problem+json"


def test_the_usage_of_the_models_is_told_to_those_who_are_signed_in(client: TestClient, anonymous: TestClient) -> None:
    anonymous.headers.pop("Authorization", None)

    told = client.get("/v1/system/usage").json()

    assert told == client.get("/v1/usage").json()
    assert anonymous.get("/v1/system/usage").status_code == 401
