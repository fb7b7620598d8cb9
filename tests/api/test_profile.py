"""/api/v1/profile as a program sees it."""

from __future__ import annotations

import io

import pytest
from fastapi.testclient import TestClient
from PIL import Image

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


def test_a_patch_changes_what_it_names_and_a_put_clears_the_rest(client: TestClient) -> None:
    patched = client.patch("/v1/profile", json={"weight_kg": 64.5, "preferences": {"long_run_day": "sunday"}})
    replaced = client.put("/v1/profile", json=PROFILE)

    assert (patched.json()["weight_kg"], patched.json()["sex"]) == (64.5, "female")
    assert (replaced.json()["weight_kg"], replaced.json()["sex"]) == (None, "male")
    assert replaced.json()["preferences"]["long_run_day"] is None


def test_a_change_nobody_has_seen_is_not_overwritten(client: TestClient) -> None:
    seen = client.get("/v1/profile").headers["etag"]
    first = client.patch("/v1/profile", json={"weight_kg": 64}, headers={"If-Match": seen})

    second = client.patch("/v1/profile", json={"weight_kg": 99}, headers={"If-Match": seen})
    third = client.put("/v1/profile", json=PROFILE, headers={"If-Match": first.headers["etag"]})

    assert (first.status_code, second.status_code, third.status_code) == (200, 412, 200)


def test_a_picture_is_uploaded_read_and_removed(client: TestClient, other_client: TestClient) -> None:
    written = io.BytesIO()
    Image.new("RGB", (40, 80), "teal").save(written, "PNG")

    uploaded = client.put("/v1/profile/avatar", files={"file": ("me.png", written.getvalue())})
    read = client.get("/v1/profile/avatar")
    unseen = other_client.get("/v1/profile/avatar")
    refused = client.put("/v1/profile/avatar", files={"file": ("me.png", b"text")})
    removed = client.delete("/v1/profile/avatar")

    assert (uploaded.status_code, read.status_code, unseen.status_code) == (204, 200, 404)
    assert read.headers["content-type"] == "image/webp"
    assert (refused.status_code, refused.json()["errors"][0]["field"]) == (422, "avatar")
    assert removed.status_code == 204
    assert client.get("/v1/profile/avatar").status_code == 404
