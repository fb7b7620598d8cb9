"""A session is logged on a phone, found again, deleted, brought back, and timed."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.app_process import Server
from tests.e2e.steps import PATIENCE_MS, finish_profile, new_email, settled, sign_up, violations

pytestmark = pytest.mark.browser
WIDTH = "document.documentElement.scrollWidth"


def test_a_session_from_the_first_tap_to_the_list(page: Page, server: Server) -> None:
    sign_up(page, server.base_url, new_email())
    finish_profile(page)
    page.goto(f"{server.base_url}/log")
    settled(page)

    page.get_by_role("button", name="Strength").click()
    duration = page.get_by_label("Duration", exact=True)
    expect(duration).to_be_visible(timeout=PATIENCE_MS)
    duration.fill("45")
    duration.press("Enter")
    page.get_by_role("radio", name="7", exact=True).or_(page.get_by_role("button", name="7", exact=True)).first.click()
    settled(page)
    assert page.evaluate(WIDTH) == 390
    page.get_by_role("button", name="Save session").click()

    card = page.get_by_role("link", name="Strength")
    expect(card).to_be_visible(timeout=PATIENCE_MS)
    expect(page.get_by_text("45 min · RPE 7")).to_be_visible()
    assert page.evaluate(WIDTH) == 390

    card.click()
    page.get_by_role("button", name="Delete", exact=True).click()
    page.get_by_role("button", name="Undo").click()
    expect(card).to_be_visible(timeout=PATIENCE_MS)
    assert violations(page) == []


def test_the_timer_counts_and_fills_the_form(page: Page, server: Server) -> None:
    sign_up(page, server.base_url, new_email())
    finish_profile(page)
    page.goto(f"{server.base_url}/log?timer=1")
    settled(page)

    page.get_by_role("button", name="Start").click()
    expect(page.get_by_text("Get ready")).to_be_visible(timeout=PATIENCE_MS)
    expect(page.get_by_text("Work", exact=True)).to_be_visible(timeout=PATIENCE_MS)
    expect(page.get_by_text("0:38")).to_be_visible(timeout=PATIENCE_MS)
    page.get_by_role("button", name="Finish").click()

    expect(page.get_by_label("Duration", exact=True)).to_have_value(re.compile(r"0:00:0[2-9]"), timeout=PATIENCE_MS)
    assert violations(page) == []
