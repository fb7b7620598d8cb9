"""Stations, exercises and the field over HTTP."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

from api import reference
from api.problems import install_problems


@pytest.fixture
def client(database: object) -> Iterator[TestClient]:
    app = FastAPI()
    install_problems(app)
    app.include_router(reference.router)
    with TestClient(app, raise_server_exceptions=True) as client:
        yield client


def test_stations_are_public_and_in_race_order(client: TestClient) -> None:
    response = client.get("/stations")

    page = response.json()
    assert response.status_code == 200
    assert (page["total"], page["page"]) == (8, 1)
    assert [station["station_number"] for station in page["items"]] == list(range(1, 9))
    assert page["items"][1]["weight_open_women_kg"] == 102


def test_answers_may_be_cached_for_an_hour_and_checked_by_etag(client: TestClient) -> None:
    first = client.get("/stations")

    again = client.get("/stations", headers={"If-None-Match": first.headers["etag"]})

    assert first.headers["cache-control"] == "public, max-age=3600"
    assert again.status_code == 304
    assert again.content == b""
    assert client.get("/stations", headers={"If-None-Match": '"other"'}).status_code == 200


def test_exercises_come_in_pages(client: TestClient) -> None:
    first = client.get("/exercises", params={"per_page": 30}).json()
    second = client.get("/exercises", params={"per_page": 30, "page": 2}).json()
    beyond = client.get("/exercises", params={"page": 1000}).json()

    assert len(first["items"]) == len(second["items"]) == 30
    assert first["total"] == second["total"] == beyond["total"] >= 100
    assert not {one["id"] for one in first["items"]} & {one["id"] for one in second["items"]}
    assert beyond["items"] == []


def test_exercises_can_be_narrowed(client: TestClient) -> None:
    page = client.get("/exercises", params={"station": "wall_balls", "difficulty": "beginner"}).json()
    found = client.get("/exercises", params={"q": "nordic", "category": "strength"}).json()

    assert [one["name"] for one in page["items"]] == ["Wall Ball Technique Sets"]
    assert [one["name"] for one in found["items"]] == ["Nordic Hamstring Curl"]


@pytest.mark.parametrize(
    "query", [{"category": "yoga"}, {"per_page": "0"}, {"page": "-1"}, {"q": "a\x00b"}, {"station": "swim"}]
)
def test_a_wrong_filter_is_refused_with_its_field(client: TestClient, query: dict[str, str]) -> None:
    response = client.get("/exercises", params=query)

    assert response.status_code == 422
    assert response.headers["content-type"] == "application/problem+json"
    assert next(iter(query)) in response.json()["errors"][0]["field"]


def test_the_field_without_parameters_lists_its_cohorts(client: TestClient) -> None:
    answer = client.get("/field").json()

    assert answer["seasons"] == [7, 8]
    assert answer["quantiles"] == []
    assert {"division": "open", "gender": "men", "age_group": "all", "n": 49_746} in answer["cohorts"]


def test_the_field_of_a_group_has_percentiles_with_n(client: TestClient) -> None:
    answer = client.get(
        "/field", params={"division": "open", "gender": "men", "age_group": "40-44", "metric": "total_seconds"}
    ).json()

    (total,) = answer["quantiles"]
    assert total["quantiles_s"][49] == 5515
    assert len(total["quantiles_s"]) == 99
    assert total["n"] >= 100
    assert {cohort["division"] for cohort in answer["cohorts"]} == {"open"}


def test_the_field_of_a_group_has_all_twenty_metrics(client: TestClient) -> None:
    answer = client.get("/field", params={"division": "relay", "gender": "mixed"}).json()

    assert len({one["metric"] for one in answer["quantiles"]}) == 20


@pytest.mark.parametrize("query", [{"division": "open"}, {"gender": "men"}, {"metric": "row"}, {"age_group": "all"}])
def test_half_a_question_is_refused(client: TestClient, query: dict[str, str]) -> None:
    response = client.get("/field", params=query)

    assert response.status_code == 422
    assert "both division and gender" in response.json()["detail"]


def test_a_group_nobody_raced_in_is_not_found(client: TestClient) -> None:
    response = client.get("/field", params={"division": "pro_doubles", "gender": "mixed"})

    assert response.status_code == 404
    assert "pro_doubles mixed" in response.json()["detail"]
