"""/api/v1/profile as a program sees it."""

from __future__ import annotations

import pytest
from fastapi.testclient import TestClient

from api.app import api
from tests.api.conftest import bearer
from tests.conftest import NewUser

PROFILE = {"display_name": "Alex", "sex": "male", "date_of_birth": "1990-05-06", "goal_time_minutes": 80}


def test_a_new_account_has_no_profile_until_it_makes_one(new_user: NewUser) -> None:
    client = TestClient(api, headers=bearer(new_user(profile=False)))

    before = client.get("/v1/profile")
    made = client.put("/v1/profile", json=PROFILE)

    assert before.status_code == 404
    assert made.json()["display_name"] == "Alex"
    assert client.get("/v1/profile").json() == made.json()


@pytest.mark.parametrize(
    "wrong",
    [
        {"display_name": " "},
        {"date_of_birth": "2024-01-01"},
        {"goal_time_minutes": -1},
        {"time_zone": "Mars/Olympus"},
        {"sex": "yes"},
    ],
)
def test_a_wrong_value_is_named_and_nothing_is_saved(client: TestClient, wrong: dict[str, object]) -> None:
    before = client.get("/v1/profile").json()

    answer = client.put("/v1/profile", json=PROFILE | wrong)

    assert answer.status_code == 422
    assert answer.json()["errors"][0]["field"] in wrong
    assert client.get("/v1/profile").json() == before
