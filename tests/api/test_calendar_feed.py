"""The calendar address and workout files, over real HTTP where a calendar would fetch them."""

from __future__ import annotations

import io
import socket
import threading
import zipfile
from collections.abc import Iterator
from typing import Any
from urllib.request import urlopen

import httpx
import pytest
import uvicorn
from fastapi.testclient import TestClient
from garmin_fit_sdk import Decoder, Stream
from icalendar import Calendar
from starlette.applications import Starlette

from api.calendar_feed import calendar_routes
from data.settings import settings

PLAN = {
    "plan_name": "Spring",
    "start_date": "2026-11-02",
    "duration_weeks": 8,
    "days": [
        {"date": "2026-11-30", "title": "Easy run", "session_type": "run", "estimated_duration_minutes": 40},
        {"date": "2026-12-01", "title": "Rest", "session_type": "rest"},
        {"date": "2026-12-02", "title": "Hills: 8 × 60 s / steep", "session_type": "run"},
    ],
}


@pytest.fixture
def plan(client: TestClient) -> dict[str, Any]:
    made: dict[str, Any] = client.post("/v1/training-plans", json=PLAN).json()
    return made


@pytest.fixture
def served(client: TestClient) -> Iterator[str]:
    """The address of a real server with the public route."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        port = listening.getsockname()[1]
        server = uvicorn.Server(uvicorn.Config(Starlette(routes=calendar_routes), log_level="error", ws="none"))
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]})
        thread.start()
        yield f"http://127.0.0.1:{port}"
        server.should_exit = True
        thread.join()


def fetch(served: str, url: str) -> httpx.Response:
    return httpx.get(served + url.removeprefix(settings().base_url))


def test_a_calendar_subscribes_with_nothing_but_the_address(
    client: TestClient, plan: dict[str, Any], served: str
) -> None:
    url = client.post("/v1/calendar-feed").json()["url"]

    with urlopen(served + url.removeprefix(settings().base_url)) as answer:  # noqa: S310 - our own server
        content = answer.read()

    events = Calendar.from_ical(content).walk("VEVENT")
    assert answer.headers["content-type"] == "text/calendar; charset=utf-8"
    assert [str(event["summary"]) for event in events] == ["Easy run (40 min)", "Hills: 8 × 60 s / steep"]


def test_a_new_address_ends_the_old_one_and_ending_ends_both(
    client: TestClient, plan: dict[str, Any], served: str
) -> None:
    first = client.post("/v1/calendar-feed").json()["url"]
    second = client.post("/v1/calendar-feed").json()["url"]

    assert fetch(served, first).status_code == 404
    assert fetch(served, second).status_code == 200
    assert client.delete("/v1/calendar-feed").status_code == 204
    assert fetch(served, second).status_code == 404


def test_the_state_says_when_it_was_read_and_never_the_secret(
    client: TestClient, plan: dict[str, Any], served: str
) -> None:
    assert client.get("/v1/calendar-feed").json() == {"is_active": False, "created_at": None, "last_read_at": None}
    url = client.post("/v1/calendar-feed").json()["url"]
    fetch(served, url)

    state = client.get("/v1/calendar-feed")

    assert state.json()["is_active"]
    assert state.json()["last_read_at"] is not None
    assert url.rpartition("/")[2].removesuffix(".ics") not in state.text


@pytest.mark.parametrize("secret", ["x", "a" * 5_000, "%00", "..%2F..", "%F0%9F%8F%83"])
def test_a_guessed_address_finds_nothing(client: TestClient, served: str, secret: str) -> None:
    assert httpx.get(f"{served}/calendar/{secret}.ics").status_code == 404


def test_a_session_is_a_fit_file_and_a_text(client: TestClient, plan: dict[str, Any]) -> None:
    day_id = plan["days"][2]["id"]

    fit = client.get(f"/v1/workout-files/{day_id}.fit")
    text = client.get(f"/v1/workout-files/{day_id}.txt")

    messages, errors = Decoder(Stream.from_byte_array(bytearray(fit.content))).read()
    assert errors == []
    assert messages["workout_mesgs"][0]["wkt_name"] == "Hills: 8 × 60 s / steep"
    assert "2026-12-02%20Hills%208%20%C3%97%2060%20s%20steep.fit" in fit.headers["content-disposition"]
    assert text.text.startswith("Hills: 8 × 60 s / steep · 2026-12-02")


def test_a_week_is_a_zip_of_its_open_sessions(client: TestClient, plan: dict[str, Any]) -> None:
    answer = client.get("/v1/workout-files/week", params={"monday": "2026-12-03"})

    with zipfile.ZipFile(io.BytesIO(answer.content)) as folder:
        names = folder.namelist()
    assert names == ["01 2026-11-30 Easy run.fit", "02 2026-12-02 Hills 8 × 60 s steep.fit"]
    assert client.get("/v1/workout-files/week", params={"monday": "2027-12-03"}).status_code == 404


def test_somebody_elses_session_is_not_there(
    client: TestClient, other_client: TestClient, plan: dict[str, Any]
) -> None:
    day_id = plan["days"][0]["id"]

    assert other_client.get(f"/v1/workout-files/{day_id}.fit").status_code == 404
    assert other_client.get("/v1/workout-files/week", params={"monday": "2026-11-30"}).status_code == 404
