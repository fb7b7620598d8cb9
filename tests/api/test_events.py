"""/api/v1/events as a program sees it."""

from __future__ import annotations

from typing import Any

import pytest
from fastapi.testclient import TestClient

from tests.coach.test_events import ONE_WITHOUT_EVENT
from tests.sample_event import official_csv


def upload(client: TestClient, content: bytes, **answers: str) -> Any:
    return client.post("/v1/events", files={"file": ("results.csv", content)}, data=answers)


def test_an_import_answers_with_its_report(client: TestClient) -> None:
    answer = upload(client, official_csv(50))

    report = answer.json()
    assert answer.status_code == 201
    assert {
        "event_id", "name", "rows_read", "rows_saved", "rows_without_result", "rows_duplicate", "rows_refused",
        "warnings",
    } <= set(report)  # fmt: skip
    assert answer.headers["location"] == f"/api/v1/events/{report['event_id']}"


def test_results_are_filtered_and_paged(client: TestClient) -> None:
    event_id = upload(client, official_csv(200)).json()["event_id"]

    page = client.get(f"/v1/events/{event_id}/results", params={"gender": "women", "per_page": 5}).json()

    assert len(page["items"]) == 5
    assert {item["gender"] for item in page["items"]} == {"women"}
    assert page["total"] > 5


def test_an_unknown_filter_is_named(client: TestClient) -> None:
    event_id = upload(client, official_csv(20)).json()["event_id"]

    answer = client.get(f"/v1/events/{event_id}/results", params={"shoe_size": 44})

    assert answer.status_code == 422


def test_a_row_is_analysed_and_claimed_once(client: TestClient) -> None:
    event_id = upload(client, official_csv(60)).json()["event_id"]
    row = client.get(f"/v1/events/{event_id}/results").json()["items"][0]
    path = f"/v1/events/{event_id}/results/{row['id']}"

    analysis = client.get(f"{path}/analysis")
    first, second = (client.post(f"{path}/claim", json={"race_date": "2025-11-08"}) for _ in range(2))

    assert analysis.json()["race"]["total_s"] == row["total_seconds"]
    assert (first.status_code, second.status_code) == (201, 409)
    assert first.json()["race_date"] == "2025-11-08"


def test_a_claim_needs_no_body(client: TestClient) -> None:
    event_id = upload(client, official_csv(10)).json()["event_id"]
    row = client.get(f"/v1/events/{event_id}/results").json()["items"][0]

    assert client.post(f"/v1/events/{event_id}/results/{row['id']}/claim").status_code == 201


def test_a_file_that_leaves_something_open_says_what_it_needs(client: TestClient) -> None:
    asked = upload(client, ONE_WITHOUT_EVENT)
    answered = upload(client, ONE_WITHOUT_EVENT, event_name="2025 Springfield", division="open", gender="men")

    assert asked.status_code == 422
    assert set(asked.json()["needs"]) == {"event_name", "division", "gender"}
    assert answered.json()["rows_saved"] == 1


def test_somebody_elses_event_is_not_there(client: TestClient, other_client: TestClient) -> None:
    event_id = upload(client, official_csv(10)).json()["event_id"]

    assert other_client.get(f"/v1/events/{event_id}/results").status_code == 404
    assert other_client.delete(f"/v1/events/{event_id}").status_code == 404
    assert other_client.get("/v1/events").json()["total"] == 0


@pytest.mark.parametrize("content", [b"", b"\xff\xfe\x00\x00", b"a,b\n1,2\n"])
def test_a_file_nobody_can_read_is_a_problem_not_a_crash(client: TestClient, content: bytes) -> None:
    answer = upload(client, content)

    assert answer.status_code == 422
    assert answer.json()["detail"]


def test_a_file_that_is_too_large_is_refused(client: TestClient) -> None:
    answer = upload(client, b"x" * 25_000_001)

    assert answer.status_code == 422
    assert "25 MB" in answer.json()["detail"]
