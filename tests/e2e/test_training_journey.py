"""Training as a chain: what is logged becomes a record, an achievement and today's state, without a reload by hand."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.e2e.app_process import Server
from tests.e2e.browser import visitor
from tests.e2e.steps import PATIENCE_MS, finish_profile, new_email, settled, sign_up, violations

pytestmark = pytest.mark.browser
ADDRESSES = {"Today": "today", "Training log": "log", "Plan": "plan", "Records": "records"}


@pytest.fixture
def laptop(browser: Browser, server: Server) -> Iterator[Page]:
    """A new athlete; from here on every page is reached by a click."""
    with visitor(browser, width=1280) as page:
        sign_up(page, server.base_url, new_email())
        finish_profile(page)
        yield page
        assert violations(page) == []


def go_to(page: Page, name: str) -> None:
    page.get_by_test_id("stSidebarNav").get_by_role("link", name=name, exact=True).click()
    expect(page).to_have_url(re.compile(f"/{ADDRESSES[name]}$"), timeout=PATIENCE_MS)
    settled(page)


def make_plan_for_today(page: Page) -> None:
    go_to(page, "Plan")
    page.get_by_role("button", name="By hand").click()
    page.get_by_label("Name").fill("Spring")
    page.get_by_role("button", name="Make the plan").click()
    expect(page.get_by_role("heading", name="Spring")).to_be_visible(timeout=PATIENCE_MS)
    settled(page)
    page.locator(f".st-key-add_{datetime.now(UTC).date()} button").first.click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_label("Title").fill("Easy run")
    dialog.get_by_role("button", name="Add it").click()
    expect(page.get_by_role("button", name=re.compile("Easy run"))).to_be_visible(timeout=PATIENCE_MS)
    settled(page)


def test_a_logged_run_is_a_record_an_achievement_and_todays_training(laptop: Page) -> None:
    go_to(laptop, "Today")
    expect(laptop.get_by_text("Logged today")).to_have_count(0)
    go_to(laptop, "Training log")

    laptop.get_by_role("button", name="Run", exact=True).click()
    laptop.get_by_label("Duration", exact=True).fill("25:00")
    laptop.get_by_label("Distance (km)").fill("5")
    laptop.get_by_label("Distance (km)").press("Tab")
    settled(laptop)
    laptop.get_by_role("button", name="Save session").click()

    toast = laptop.get_by_test_id("stToast").filter(has_text="First Workout")
    expect(toast).to_be_visible(timeout=PATIENCE_MS)
    expect(laptop.get_by_text(re.compile("25:00 · 5 km|25 min · 5 km"))).to_be_visible(timeout=PATIENCE_MS)
    go_to(laptop, "Records")
    expect(laptop.get_by_role("link", name=re.compile("5 km"))).to_be_visible(timeout=PATIENCE_MS)
    go_to(laptop, "Today")
    expect(laptop.get_by_text("Logged today")).to_be_visible(timeout=PATIENCE_MS)


def test_a_completed_session_of_the_plan_is_linked_with_its_log(laptop: Page) -> None:
    make_plan_for_today(laptop)
    go_to(laptop, "Today")
    expect(laptop.get_by_role("heading", name="Easy run")).to_be_visible(timeout=PATIENCE_MS)
    expect(laptop.get_by_role("button", name="Log it")).to_be_visible()

    go_to(laptop, "Plan")
    laptop.get_by_role("button", name=re.compile("Easy run")).click()
    dialog = laptop.get_by_role("dialog")
    dialog.get_by_label("Minutes").fill("42")
    dialog.get_by_label("Minutes").press("Tab")
    settled(laptop)
    dialog.get_by_role("button", name="Log it", exact=True).click()
    expect(laptop.get_by_role("button", name=re.compile("Easy run.*Done"))).to_be_visible(timeout=PATIENCE_MS)
    settled(laptop)

    go_to(laptop, "Training log")
    laptop.get_by_role("link", name=re.compile("Easy run")).click()
    expect(laptop.get_by_role("heading", name="Easy run")).to_be_visible(timeout=PATIENCE_MS)
    expect(laptop.get_by_text("42:00")).to_be_visible()
    go_to(laptop, "Today")
    expect(laptop.get_by_role("heading", name=re.compile("Easy run.*done"))).to_be_visible(timeout=PATIENCE_MS)
    expect(laptop.get_by_role("button", name="Log it")).to_have_count(0)
    go_to(laptop, "Plan")
    laptop.get_by_role("button", name=re.compile("Easy run.*Done")).click()
    expect(laptop.get_by_role("dialog").get_by_text("You have done this session.")).to_be_visible(timeout=PATIENCE_MS)
