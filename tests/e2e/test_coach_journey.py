"""An athlete shares with a coach: races, not body data; after revoking, nothing."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx
import pytest
from playwright.sync_api import Browser, Page, expect

from coach.explorer import text_of_cell
from tests.e2e.app_process import Server
from tests.e2e.browser import visitor
from tests.e2e.steps import PASSWORD, PATIENCE_MS, finish_profile, new_email, settled, sign_up, violations
from tests.pages.sample_race import SPLIT_TIMES

pytestmark = pytest.mark.browser

RACE = {"race_name": "2025 Springfield", "race_date": "2025-11-08", "gender": "men", "total_time_seconds": 5280,
        "splits": SPLIT_TIMES}  # fmt: skip
BODY = {"display_name": "Kim", "sex": "male", "weight_kg": 71.5, "injuries_limitations": ["left knee"]}


@pytest.fixture
def coach(browser: Browser) -> Iterator[Page]:
    """A second phone."""
    with visitor(browser) as phone:
        yield phone


@contextmanager
def signed_in(server: Server, email: str) -> Iterator[httpx.Client]:
    """A program with the athlete's token."""
    with httpx.Client(base_url=server.base_url, timeout=30) as program:
        answer = program.post(
            "/auth/v1/token", params={"grant_type": "password"}, json={"email": email, "password": PASSWORD}
        ).raise_for_status()
        program.headers["Authorization"] = f"Bearer {answer.json()['access_token']}"
        yield program


def with_race_and_body(server: Server, email: str) -> str:
    """What the athlete has, through the API; the id of the race."""
    with signed_in(server, email) as program:
        program.put("/api/v1/profile", json=BODY).raise_for_status()
        return str(program.post("/api/v1/races", json=RACE).raise_for_status().json()["id"])


def open_page(page: Page, server: Server, address: str) -> None:
    page.goto(f"{server.base_url}/{address}")
    settled(page)


def test_a_coach_is_invited_sees_races_but_no_body_and_after_revoking_nothing(
    page: Page, coach: Page, server: Server
) -> None:
    email = new_email()
    sign_up(page, server.base_url, email)
    finish_profile(page, "Kim")
    race_id = with_race_and_body(server, email)
    sign_up(coach, server.base_url, new_email())
    finish_profile(coach, "Robin")

    open_page(page, server, "athletes?tab=sharing")
    page.get_by_text("Invite a coach", exact=True).click()
    page.get_by_test_id("stForm").get_by_role("button", name="Training").click()  # races alone are left
    page.get_by_role("button", name="Make a code").click()
    code = page.get_by_text(re.compile(r"^[A-Z2-9]{4}-[A-Z2-9]{4}-[A-Z2-9]{4}$")).first.inner_text()

    open_page(coach, server, "athletes")
    coach.get_by_label("Code").fill(code)
    coach.get_by_role("button", name="Accept").click()
    expect(coach.get_by_role("heading", name="Kim")).to_be_visible(timeout=PATIENCE_MS)
    settled(coach)
    expect(coach.get_by_role("radio", name="Races")).to_be_visible()
    for hidden in ("Training", "Plan", "Profile"):
        expect(coach.get_by_role("radio", name=hidden)).to_have_count(0)
    athlete_address = coach.url
    coach.get_by_role("link", name=re.compile("2025 Springfield")).click()
    expect(coach.get_by_role("heading", name="Kim, 2025 Springfield")).to_be_visible(timeout=PATIENCE_MS)
    settled(coach)
    expect(coach.get_by_text("1:28:00").first).to_be_visible()
    expect(coach.get_by_text(re.compile("71.5|left knee"))).to_have_count(0)
    race_address = coach.url
    assert race_id in race_address
    assert "athlete=" in athlete_address

    coach.get_by_label("Your comment").fill("Strong sled. Slower on run 1, see http://evil.example or www.evil.example")
    coach.get_by_role("button", name="Send").click()
    expect(coach.get_by_text("Strong sled.")).to_be_visible(timeout=PATIENCE_MS)
    expect(coach.locator("a[href*=evil]")).to_have_count(0)

    open_page(page, server, "athletes?tab=sharing")
    expect(page.get_by_text("Strong sled.")).to_be_visible(timeout=PATIENCE_MS)
    expect(page.locator("a[href*=evil]")).to_have_count(0)
    expect(page.get_by_text("1 person sees some of your data.")).to_be_visible()
    page.get_by_role("button", name="End access", exact=True).click()
    page.get_by_role("button", name="End access now").click()
    expect(page.get_by_text("Nobody sees your data.")).to_be_visible(timeout=PATIENCE_MS)

    for address in (race_address, athlete_address):
        coach.goto(address)
        settled(coach)
        expect(coach.get_by_text("does not share anything with you any more")).to_be_visible(timeout=PATIENCE_MS)
        expect(coach.get_by_text(re.compile("Springfield|Kim"))).to_have_count(0)
    open_page(coach, server, f"races?race={race_id}")
    expect(coach.get_by_text("Springfield")).to_have_count(0)
    assert violations(page) == violations(coach) == []


@pytest.mark.parametrize("address", ["athletes", "athletes?tab=sharing", "explore"])
def test_nothing_scrolls_sideways_on_a_phone(page: Page, server: Server, address: str) -> None:
    sign_up(page, server.base_url, new_email())
    finish_profile(page)

    open_page(page, server, address)

    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")


def downloaded(page: Page, button: str) -> bytes:
    with page.expect_download() as started:
        page.get_by_role("button", name=button, exact=True).click()
    return Path(started.value.path()).read_bytes()


def choose(page: Page, label: str, choice: str) -> None:
    box = page.get_by_role("combobox", name=re.compile(label))
    box.fill(choice)
    box.press("Enter")
    settled(page)


def test_an_analyst_filters_and_takes_the_rows_along(page: Page, server: Server) -> None:
    email = new_email()
    sign_up(page, server.base_url, email)
    finish_profile(page)
    with_race_and_body(server, email)
    with signed_in(server, email) as program:
        program.post("/api/v1/races", json={**RACE, "race_name": "=2024 'Autumn'", "race_date": "2024-11-09"})
        program.post("/api/v1/races", json={**RACE, "race_name": "2023 Shelbyville", "race_date": "2023-11-11"})
    open_page(page, server, "explore")
    choose(page, "Table", "Race results")

    page.get_by_role("button", name="Add a filter").click()
    settled(page)
    expect(page.get_by_text("A filter without a value does nothing yet.")).to_be_visible(timeout=PATIENCE_MS)
    choose(page, "Filter by", "Race date")
    choose(page, "How", "is from")
    page.get_by_label("Value").fill("2024-01-01")
    page.get_by_label("Value").press("Enter")
    expect(page.get_by_text("2 rows, that is all.")).to_be_visible(timeout=PATIENCE_MS)
    settled(page)
    rows = list(csv.DictReader(io.StringIO(downloaded(page, "CSV").decode(), newline="")))
    lines = [json.loads(line) for line in downloaded(page, "JSON lines").decode().splitlines()]

    assert {text_of_cell(row["race_name"]) for row in rows} == {"2025 Springfield", "=2024 'Autumn'"}
    assert {row["race_name"] for row in lines} == {"2025 Springfield", "=2024 'Autumn'"}
    assert "'=2024 'Autumn'" in {row["race_name"] for row in rows}
    assert list(rows[0]) == list(lines[0])
    assert violations(page) == []


def test_a_race_taken_along_as_csv_is_read_again_with_equal_splits(page: Page, server: Server) -> None:
    email = new_email()
    sign_up(page, server.base_url, email)
    finish_profile(page)
    race_id = with_race_and_body(server, email)
    open_page(page, server, "races")
    content = downloaded(page, "Races as CSV")
    with signed_in(server, email) as program:
        program.delete(f"/api/v1/races/{race_id}").raise_for_status()

    open_page(page, server, "races?add=file")
    page.get_by_test_id("stFileUploaderDropzoneInput").set_input_files(
        {"name": "races.csv", "mimeType": "text/csv", "buffer": content}
    )
    settled(page)
    page.get_by_role("button", name="Read it").click()
    expect(page.get_by_label("Sled push")).to_have_value("3:00", timeout=PATIENCE_MS)
    page.get_by_role("button", name="Save race").click()
    expect(page.get_by_role("heading", name="2025 Springfield")).to_be_visible(timeout=PATIENCE_MS)
    with signed_in(server, email) as program:
        (again,) = program.get("/api/v1/races").raise_for_status().json()["items"]
        kept = program.get(f"/api/v1/races/{again['id']}").raise_for_status().json()

    assert (kept["splits"], kept["total_time_seconds"]) == (SPLIT_TIMES, RACE["total_time_seconds"])
    assert violations(page) == []
