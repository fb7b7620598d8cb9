"""The race planner over HTTP."""

from __future__ import annotations

import io
from typing import Any

import pytest
from fastapi.testclient import TestClient
from PIL import Image

PLAN = "/v1/pacing/plan"
OPEN_MEN: dict[str, Any] = {"target_seconds": 5400, "gender": "men"}


def by_split(answer: dict[str, Any]) -> dict[str, dict[str, Any]]:
    return {part["split"]: part for part in answer["parts"]}


def test_a_target_becomes_17_parts_that_add_up(client: TestClient) -> None:
    answer = client.get(PLAN, params=OPEN_MEN).json()

    assert sum(part["planned_s"] for part in answer["parts"]) == 5400
    assert by_split(answer)["sled_push"]["planned_s"] == pytest.approx(185, abs=1)
    assert by_split(answer)["wall_balls"]["clock_s"] == 5400
    assert all(part["quick_s"] <= part["planned_s"] <= part["slow_s"] for part in answer["parts"])
    assert answer["field"]["n"] > 40_000
    assert 45 < answer["faster_than_pct"] < 50


def test_what_ifs_and_the_course_come_with_a_post(client: TestClient) -> None:
    events = client.get("/v1/pacing/events", params={"gender": "men"}).json()["events"]

    answer = client.post(
        PLAN, json=OPEN_MEN | {"event": events[0], "changes": {"wall_balls": -30, "roxzone": -20}}
    ).json()

    assert (answer["event"], answer["what_if"]["finish_s"], answer["what_if"]["change_s"]) == (events[0], 5350, -50)
    assert answer["what_if"]["faster_than_pct"] > answer["faster_than_pct"]
    assert by_split(answer)["roxzone"]["course_factor"] is not None
    assert by_split(answer)["row"]["course_factor"] is None


def test_a_pair_and_a_relay_learn_who_does_what(client: TestClient) -> None:
    pair = {"target_seconds": 4800, "gender": "mixed", "format": "doubles", "shares": {"wall_balls": 60}}
    relay = {"target_seconds": 4800, "gender": "women", "format": "relay", "order": [1, 2, 3, 4, 4, 3, 2, 1]}

    doubles = client.post(PLAN, json=pair).json()["doubles"]
    runners = client.post(PLAN, json=relay).json()["relay"]["runners"]

    assert doubles["stations"][-1]["first_amount"] == 60
    assert "both run all 8 km" in doubles["text"]
    assert [runner["legs"] for runner in runners] == [[1, 8], [2, 7], [3, 6], [4, 5]]


@pytest.mark.parametrize(("path", "kind"), [("card.png", "image/png"), ("card.pdf", "application/pdf")])
def test_the_card_comes_as_picture_and_as_page(client: TestClient, path: str, kind: str) -> None:
    card = client.get(f"/v1/pacing/{path}", params=OPEN_MEN)

    assert card.headers["content-type"] == kind
    if kind == "image/png":
        with Image.open(io.BytesIO(card.content)) as picture:
            assert picture.width == 591
    else:
        assert card.content.startswith(b"%PDF")


def test_the_odds_are_those_of_the_study(client: TestClient) -> None:
    third = client.get("/v1/pacing/pb-odds", params={"gender": "men", "race_number": 3}).json()
    first = client.get("/v1/pacing/pb-odds", params={"gender": "men"}).json()

    assert (third["chance_pct"], third["is_at_most"]) == (41, False)
    assert (first["race_number"], first["chance_pct"], first["best_s"]) == (1, None, None)


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"target_seconds": 3000}, "target_seconds"),
        ({"target_seconds": -1}, "target_seconds"),
        ({"target_seconds": 10**12}, "target_seconds"),
        ({"target_seconds": "soon"}, "target_seconds"),
        ({"gender": "🏃"}, "gender"),
        ({"event": "2031 Atlantis"}, "event"),
        ({"event": "x" * 10_000}, "event"),
        ({"division": "adaptive"}, "division"),
        ({"division": "pro", "format": "doubles", "gender": "mixed"}, "division"),
        ({"changes": {"swim": 5}}, "changes"),
        ({"changes": {"row": -7000}}, "changes"),
        ({"format": "doubles", "shares": {"wall_balls": 101}}, "shares"),
        ({"format": "relay", "order": [1, 1, 1, 1, 1, 1, 1, 1]}, "order"),
        ({"surprise": 1}, "surprise"),
    ],
)
def test_bad_input_names_its_field(client: TestClient, wrong: dict[str, Any], field: str) -> None:
    answer = client.post(PLAN, json=OPEN_MEN | wrong)

    assert answer.status_code == 422
    assert answer.headers["content-type"] == "application/problem+json"
    assert field in answer.json()["errors"][0]["field"]


def test_without_a_token_there_is_no_plan(anonymous: TestClient) -> None:
    for path in ("plan", "card.png", "card.pdf", "pb-odds", "events"):
        assert anonymous.get(f"/v1/pacing/{path}", params=OPEN_MEN).status_code == 401
