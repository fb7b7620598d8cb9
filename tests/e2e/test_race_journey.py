"""A new athlete's first ten minutes: from an account to where the minutes are."""

from __future__ import annotations

import csv
import os
import re
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.e2e.app_process import Server
from tests.e2e.steps import PATIENCE_MS, finish_profile, new_email, settled, sign_up, violations
from tests.sample_event import official_csv

pytestmark = pytest.mark.browser

# A real results file can be walked through the same journey: RACE_FILE=… make test.
RACE_FILE = os.environ.get("RACE_FILE", "")
ATHLETE = "Athlete 00012"


def open_page(page: Page, server: Server, name: str) -> None:
    """By address: the sidebar is folded away on a phone."""
    page.goto(f"{server.base_url}/{name}")
    settled(page)


def import_file(page: Page, server: Server) -> Locator:
    content = Path(RACE_FILE).read_bytes() if RACE_FILE else official_csv(400, location="2026 VIENNA")
    open_page(page, server, "events")
    page.get_by_test_id("stFileUploaderDropzoneInput").set_input_files(
        {"name": "results.csv", "mimeType": "text/csv", "buffer": content}
    )
    page.get_by_role("button", name="Import", exact=True).click()
    report = page.get_by_text(re.compile(r"[\d,]+ results of 2026 Vienna saved"))
    expect(report).to_be_visible(timeout=PATIENCE_MS)
    return report


def open_analysis(page: Page) -> None:
    page.get_by_role("link", name="Open 2026 Vienna").click()
    settled(page)
    find = page.get_by_placeholder("Find a name")
    find.fill(ATHLETE)
    find.press("Enter")
    page.get_by_role("link", name=re.compile(ATHLETE)).click()
    expect(page.get_by_role("heading", name=ATHLETE)).to_be_visible(timeout=PATIENCE_MS)
    settled(page)


def test_from_sign_up_to_the_own_race_and_its_export(page: Page, server: Server) -> None:
    sign_up(page, server.base_url, new_email())
    finish_profile(page)

    import_file(page, server)
    open_analysis(page)

    for view in ("Against cohort", "Gains & losses", "Stations", "Runs"):
        page.get_by_role("radio", name=view).or_(page.get_by_role("button", name=view)).first.click()
        expect(page.locator(".js-plotly-plot .main-svg").first).to_be_visible(timeout=PATIENCE_MS)
        settled(page)
    page.get_by_role("button", name="Claim as my race").click()
    page.get_by_role("button", name="Add to my races").click()
    page.get_by_role("link", name=re.compile("This is your race")).click()
    expect(page.get_by_role("heading", name="2026 Vienna")).to_be_visible(timeout=PATIENCE_MS)
    with page.expect_download() as started:
        page.get_by_role("button", name="Splits as CSV").click()
    with Path(started.value.path()).open(encoding="utf-8", newline="") as exported:
        rows = list(csv.DictReader(exported))

    assert len(rows) == 20
    assert violations(page) == []
    open_page(page, server, "races")
    expect(page.get_by_text("2026 Vienna").first).to_be_visible(timeout=PATIENCE_MS)


def test_importing_the_same_file_again_adds_nothing(page: Page, server: Server) -> None:
    sign_up(page, server.base_url, new_email())
    finish_profile(page)
    import_file(page, server)
    settled(page)  # the report comes before the form below it is drawn anew

    page.get_by_role("button", name="Import", exact=True).click()

    expect(page.get_by_text(re.compile("Nothing new: [0-9,]+ results"))).to_be_visible(timeout=PATIENCE_MS)


def test_two_accounts_do_not_see_each_others_events(page: Page, server: Server) -> None:
    sign_up(page, server.base_url, new_email())
    finish_profile(page)
    import_file(page, server)
    page.context.clear_cookies()

    sign_up(page, server.base_url, new_email())
    finish_profile(page)
    open_page(page, server, "events")

    expect(page.get_by_text("2026 Vienna")).to_have_count(0)
