"""A list of activities comes in on a phone, adds nothing the second time, is talked about, and goes again."""

from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta

import pytest
from playwright.sync_api import Page, expect

from tests.activity_files import Row, garmin_csv
from tests.e2e.app_process import Server
from tests.e2e.steps import PATIENCE_MS, finish_profile, new_email, settled, sign_up, violations

pytestmark = pytest.mark.browser
WIDTH = "document.documentElement.scrollWidth"


def last_days(count: int) -> list[Row]:
    """A run a day up to yesterday."""
    yesterday = datetime.combine(date.today() - timedelta(days=1), time(7, 30))  # noqa: DTZ011 - as a watch shows it
    return [
        Row(yesterday - timedelta(days=day), 5_000.0 + 70 * day, 1_500.0 + 21 * day, title=f"Run number {count - day}")
        for day in range(count)
    ]


def import_list(page: Page, server: Server) -> None:
    page.goto(f"{server.base_url}/import")
    settled(page)
    page.get_by_test_id("stFileUploaderDropzoneInput").set_input_files(
        {"name": "Activities.csv", "mimeType": "text/csv", "buffer": garmin_csv(last_days(6))}
    )
    page.get_by_role("button", name="Import Activities.csv").click()


def test_a_list_is_imported_once_talked_about_and_undone(page: Page, server: Server) -> None:
    sign_up(page, server.base_url, new_email())
    finish_profile(page)

    import_list(page, server)
    expect(page.get_by_text("6 activities saved", exact=True)).to_be_visible(timeout=PATIENCE_MS)
    settled(page)
    assert page.evaluate(WIDTH) == 390
    page.get_by_role("button", name="Import Activities.csv").click()
    expect(page.get_by_text("Nothing new: 6 activities here already")).to_be_visible(timeout=PATIENCE_MS)
    settled(page)

    page.get_by_role("link", name="Look at your activities").click()
    newest = page.get_by_role("link", name=re.compile("Run number 6"))
    expect(newest).to_be_visible(timeout=PATIENCE_MS)
    settled(page)
    assert page.evaluate(WIDTH) == 390
    newest.click()
    expect(page.get_by_role("heading", name="Run number 6")).to_be_visible(timeout=PATIENCE_MS)
    settled(page)
    effort = page.get_by_role("slider", name=re.compile("Effort"))
    effort.focus()
    for _ in range(7):
        page.keyboard.press("ArrowRight")
    expect(page.get_by_text("7 hard, single words")).to_be_visible(timeout=PATIENCE_MS)
    page.get_by_role("button", name="Save how it felt").click()
    expect(page.get_by_text("How it felt: effort 7 hard, single words")).to_be_visible(timeout=PATIENCE_MS)
    assert page.evaluate(WIDTH) == 390

    page.goto(f"{server.base_url}/import")
    settled(page)
    page.get_by_role("button", name="Undo", exact=True).click()
    expect(page.get_by_text("6 activities will go, for good.")).to_be_visible(timeout=PATIENCE_MS)
    expect(page.get_by_text("what you said about 1 activity")).to_be_visible()
    page.get_by_role("button", name="Undo the import").click()
    expect(page.get_by_text("Every file you import is listed here")).to_be_visible(timeout=PATIENCE_MS)
    page.goto(f"{server.base_url}/activities")
    expect(page.get_by_text("Nothing recorded yet.")).to_be_visible(timeout=PATIENCE_MS)
    assert violations(page) == []
