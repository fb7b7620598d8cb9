"""Records and benchmarks as a program sees them."""

from __future__ import annotations

from typing import Any

import pytest
from fastapi.testclient import TestClient

BENCHMARKS, RECORDS = "/v1/benchmarks", "/v1/personal-records"
SKI = {"test_date": "2026-03-01", "test_type": "ski_erg", "value": 291}
LIFT = {
    "date": "2026-03-01",
    "session_type": "strength",
    "sets": [{"exercise_name": "Deadlift", "reps": 5, "weight_kg": 120}],
}


def test_a_test_sets_a_record_that_the_lists_show(client: TestClient) -> None:
    created = client.post(BENCHMARKS, json=SKI)
    assert created.status_code == 201
    assert created.headers["location"] == f"/api/v1/benchmarks/{created.json()['id']}"
    client.post(BENCHMARKS, json=SKI | {"test_date": "2026-03-08", "value": 285})

    best, history = client.get(RECORDS).json(), client.get(f"{RECORDS}/history").json()

    assert [(one["value"], one["previous_value"], one["label"]) for one in best["items"]] == [
        (285, 291, "SkiErg, test")
    ]
    assert [one["value"] for one in history["items"]] == [291, 285]
    assert history["total"] == 2
    assert len({one["kind"] for one in history["items"]}) == 1


def test_records_narrow_by_type_kind_and_dates(client: TestClient) -> None:
    client.post(BENCHMARKS, json=SKI)
    client.post("/v1/workouts", json=LIFT)

    lifted = client.get(RECORDS, params={"record_type": "exercise_weight"}).json()["items"]

    assert {(one["label"], one["is_estimate"]) for one in lifted} == {
        ("Deadlift", False),
        ("Deadlift, estimated 1RM", True),
    }
    by_kind = client.get(f"{RECORDS}/history", params={"kind": lifted[0]["kind"]}).json()
    assert [one["id"] for one in by_kind["items"]] == [lifted[0]["id"]]
    assert client.get(RECORDS, params={"first_date": "2026-03-02"}).json()["total"] == 0


def test_what_sounds_too_good_is_confirmed_or_deleted(client: TestClient) -> None:
    client.post(BENCHMARKS, json=SKI)
    fast = client.post(BENCHMARKS, json=SKI | {"test_date": "2026-03-08", "value": 180}).json()["records"][0]
    assert fast["needs_confirmation"]

    confirmed = client.post(f"{RECORDS}/{fast['id']}/confirm")
    assert (confirmed.status_code, confirmed.json()["needs_confirmation"]) == (200, False)

    assert client.delete(f"{RECORDS}/{fast['id']}").status_code == 204
    assert [one["value"] for one in client.get(RECORDS).json()["items"]] == [291]
    assert client.post(f"{RECORDS}/{fast['id']}/confirm").status_code == 404


def test_a_change_needs_the_tag_that_was_seen(client: TestClient) -> None:
    created = client.post(BENCHMARKS, json=SKI)
    address, tag = f"{BENCHMARKS}/{created.json()['id']}", created.headers["etag"]
    assert client.get(address).headers["etag"] == tag

    changed = client.put(address, json=SKI | {"value": 280}, headers={"If-Match": tag})
    late = client.put(address, json=SKI | {"value": 300}, headers={"If-Match": tag})

    assert (changed.status_code, late.status_code) == (200, 412)
    assert [one["value"] for one in changed.json()["records"]] == [280]
    assert client.get(address).json()["value"] == 280
    assert client.delete(address).status_code == 204
    assert client.get(RECORDS).json()["items"] == []


def test_tests_are_listed_newest_first_and_by_type(client: TestClient) -> None:
    client.post(BENCHMARKS, json=SKI)
    client.post(BENCHMARKS, json={"test_date": "2026-04-01", "test_type": "cooper", "value": 2_600})

    assert [one["test_type"] for one in client.get(BENCHMARKS).json()["items"]] == ["cooper", "ski_erg"]
    assert client.get(BENCHMARKS, params={"test_type": "cooper"}).json()["total"] == 1


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"value": -5}, "value"),
        ({"value": "fast"}, "value"),
        ({"value": 1e9}, "value"),
        ({"test_date": "2999-01-01"}, "test_date"),
        ({"test_type": "swim"}, "test_type"),
        ({"unit": "kg"}, "unit"),
        ({"notes": "x" * 3_000}, "notes"),
        ({"extra": 1}, "extra"),
    ],
)
def test_bad_input_names_its_field_and_keeps_nothing(client: TestClient, wrong: dict[str, Any], field: str) -> None:
    refused = client.post(BENCHMARKS, json=SKI | wrong)

    assert refused.status_code == 422
    assert field in [one["field"] for one in refused.json()["errors"]]
    assert client.get(BENCHMARKS).json()["total"] == 0


def test_someone_elses_rows_are_not_there(client: TestClient, other_client: TestClient) -> None:
    created = client.post(BENCHMARKS, json=SKI).json()

    assert other_client.get(f"{BENCHMARKS}/{created['id']}").status_code == 404
    assert other_client.put(f"{BENCHMARKS}/{created['id']}", json=SKI).status_code == 404
    assert other_client.delete(f"{RECORDS}/{created['records'][0]['id']}").status_code == 404
    assert other_client.get(RECORDS).json()["total"] == 0


def test_the_reference_is_public_and_cacheable(anonymous: TestClient) -> None:
    answer = anonymous.get(f"{BENCHMARKS}/reference", params={"division": "open", "gender": "women"})

    assert answer.status_code == 200
    assert answer.headers["cache-control"].startswith("public")
    ski = next(one for one in answer.json()["levels"] if one["metric"] == "ski_erg")
    assert ski["levels_s"] == {
        "elite": 267,
        "advanced": 285,
        "competitive": 297,
        "intermediate": 313,
        "developing": 333,
    }
    assert "Cooper test" in {one["label"] for one in answer.json()["tests"]}
    again = anonymous.get(
        f"{BENCHMARKS}/reference",
        params={"division": "open", "gender": "women"},
        headers={"If-None-Match": answer.headers["etag"]},
    )
    assert again.status_code == 304
    assert anonymous.get(BENCHMARKS).status_code == 401
