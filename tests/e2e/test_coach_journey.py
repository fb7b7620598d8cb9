"""An athlete shares with a coach: races, not body data; after revoking, nothing."""

from __future__ import annotations

import re
from collections.abc import Iterator

import httpx
import pytest
from playwright.sync_api import Browser, Page, expect

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


def with_race_and_body(server: Server, email: str) -> str:
    """What the athlete has, through the API; the id of the race."""
    with httpx.Client(base_url=server.base_url, timeout=30) as program:
        signed_in = program.post(
            "/auth/v1/token", params={"grant_type": "password"}, json={"email": email, "password": PASSWORD}
        ).raise_for_status()
        program.headers["Authorization"] = f"Bearer {signed_in.json()['access_token']}"
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

    coach.get_by_label("Your comment").fill("Strong sled. Slower on run 1 next time.")
    coach.get_by_role("button", name="Send").click()
    expect(coach.get_by_text("Strong sled.")).to_be_visible(timeout=PATIENCE_MS)

    open_page(page, server, "athletes?tab=sharing")
    expect(page.get_by_text("Strong sled.")).to_be_visible(timeout=PATIENCE_MS)
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


def test_an_analyst_filters_and_takes_the_rows_along(page: Page, server: Server) -> None:
    email = new_email()
    sign_up(page, server.base_url, email)
    finish_profile(page)
    with_race_and_body(server, email)
    open_page(page, server, "explore")
    table = page.get_by_role("combobox", name=re.compile("Table"))
    table.fill("Race results")
    table.press("Enter")
    settled(page)

    with page.expect_download() as started:
        page.get_by_role("button", name="CSV").click()
    content = started.value.path().read_text(encoding="utf-8")

    assert content.splitlines()[0].startswith("id,athlete_id,race_date,race_name")
    assert "2025 Springfield" in content
    assert violations(page) == []
