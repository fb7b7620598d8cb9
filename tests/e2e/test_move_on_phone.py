"""A session is moved with a thumb on a small screen."""

from __future__ import annotations

import re
from datetime import date, timedelta

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.app_process import Server
from tests.e2e.steps import PATIENCE_MS, finish_profile, new_email, settled, sign_up, violations

pytestmark = pytest.mark.browser
LEAST_TAP_PX = 40
NEXT_MONDAY = date.today() + timedelta(days=7 - date.today().weekday())  # noqa: DTZ011 - UTC, as the machine


def test_a_session_moves_to_another_day_with_taps_alone(page: Page, server: Server) -> None:
    sign_up(page, server.base_url, new_email())
    finish_profile(page)
    page.goto(f"{server.base_url}/plan?new=running")
    expect(page.get_by_text("Your two months")).to_be_visible(timeout=PATIENCE_MS)
    settled(page)
    # The chart comes late the first time, and moves what stands below it.
    expect(page.locator(".js-plotly-plot .main-svg").first).to_be_visible(timeout=PATIENCE_MS)
    page.get_by_role("button", name="Keep this plan").tap()
    expect(page.get_by_role("heading", name="10 km plan")).to_be_visible(timeout=PATIENCE_MS)
    page.goto(f"{server.base_url}/plan?on={NEXT_MONDAY}")
    settled(page)

    session = page.get_by_role("button", name=re.compile("Planned")).first
    words = session.inner_text()
    session.tap()
    dialog = page.get_by_role("dialog")
    expect(dialog.get_by_text("Why here")).to_be_visible(timeout=PATIENCE_MS)
    dialog.get_by_role("radio", name="Move", exact=True).tap()
    expect(dialog.get_by_text("To which day?")).to_be_visible(timeout=PATIENCE_MS)
    settled(page)
    choices = dialog.get_by_test_id("stRadio").get_by_test_id("stMarkdownContainer")
    assert choices.count() > 5
    move = dialog.get_by_role("button", name=re.compile("^Move it"))
    box = move.bounding_box()
    assert box is not None
    assert box["height"] >= LEAST_TAP_PX
    assert page.evaluate("document.documentElement.scrollWidth") == 390
    move.tap()

    toast = page.get_by_test_id("stToast").filter(has_text="Moved to")
    expect(toast).to_be_visible(timeout=PATIENCE_MS)
    settled(page)
    expect(page.get_by_role("button", name=words.split("\n")[0]).first).to_be_visible(timeout=PATIENCE_MS)
    assert violations(page) == []
