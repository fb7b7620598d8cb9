"""From a watch's export to two months that roll on: made, one run missed, looked at on Sunday, and explained."""

from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta

import pytest
from playwright.sync_api import Page, expect

from coach.plan_refresh import refresh_plan
from tests.activity_files import Row, garmin_csv
from tests.e2e.app_database import joined_database
from tests.e2e.app_process import Server
from tests.e2e.steps import PATIENCE_MS, finish_profile, new_email, settled, sign_up, violations

pytestmark = pytest.mark.browser
WIDTH = "document.documentElement.scrollWidth"
TODAY = date.today()  # noqa: DTZ011 - the athlete of this journey lives in UTC, as the machine does


def last_weeks() -> list[Row]:
    """Six weeks of running up to yesterday: four runs a week, one of them long."""
    days = [back for back in range(1, 43) if back % 7 in (1, 3, 4, 6)]
    return [
        Row(
            datetime.combine(TODAY - timedelta(days=back), time(7, 30)),
            *((16_000.0, 5_600.0) if back % 7 == 6 else (8_000.0, 2_640.0)),
            title=f"Run {back} days ago",
        )
        for back in days
    ]


def import_runs(page: Page, server: Server) -> None:
    page.goto(f"{server.base_url}/import")
    settled(page)
    page.get_by_test_id("stFileUploaderDropzoneInput").set_input_files(
        {"name": "Activities.csv", "mimeType": "text/csv", "buffer": garmin_csv(last_weeks())}
    )
    page.get_by_role("button", name="Import Activities.csv").click()
    expect(page.get_by_text("24 activities saved", exact=True)).to_be_visible(timeout=PATIENCE_MS)
    settled(page)


def make_marathon_plan(page: Page, server: Server) -> None:
    page.goto(f"{server.base_url}/plan?new=running")
    expect(page.get_by_text("Your log:")).to_be_visible(timeout=PATIENCE_MS)
    page.get_by_role("radio", name="Marathon", exact=True).click()
    expect(page.get_by_text("Marathon").first).to_be_visible()
    page.get_by_role("radio", name="7", exact=True).click()
    settled(page)
    expect(page.get_by_text("Your two months")).to_be_visible(timeout=PATIENCE_MS)
    # The chart comes late the first time, and moves what stands below it.
    expect(page.locator(".js-plotly-plot .main-svg").first).to_be_visible(timeout=PATIENCE_MS)
    assert page.evaluate(WIDTH) == 390
    page.get_by_role("button", name="Keep this plan").click()
    expect(page.get_by_role("heading", name="Marathon plan")).to_be_visible(timeout=PATIENCE_MS)
    settled(page)


def miss_todays_run(page: Page) -> None:
    page.get_by_role("button", name=re.compile("Planned")).first.click()
    dialog = page.get_by_role("dialog")
    expect(dialog.get_by_text("Why here")).to_be_visible(timeout=PATIENCE_MS)
    dialog.get_by_role("radio", name="Did you do it?").click()
    dialog.get_by_role("button", name="I missed it").click()
    expect(page.get_by_role("button", name=re.compile("Missed, set by you"))).to_be_visible(timeout=PATIENCE_MS)
    settled(page)


def test_a_missed_run_is_looked_at_on_sunday_and_the_plan_says_what_follows(page: Page, server: Server) -> None:
    email = new_email()
    sign_up(page, server.base_url, email)
    finish_profile(page)
    import_runs(page, server)
    page.goto(f"{server.base_url}/fitness")
    settled(page)
    make_marathon_plan(page, server)
    miss_todays_run(page)

    page.get_by_role("button", name="2 months").click()
    settled(page)
    expect(page.locator("[class*='st-key-on_']")).to_have_count(len(_shown_days()), timeout=PATIENCE_MS)
    assert page.evaluate(WIDTH) == 390
    with joined_database(server, email) as user:
        monday = TODAY - timedelta(days=TODAY.weekday())
        refresh = refresh_plan(user, "weekly", monday, monday + timedelta(days=6))
    page.goto(f"{server.base_url}/plan")
    settled(page)
    page.get_by_text(re.compile("What changed and why: Sunday's look at your week")).click()

    expect(page.get_by_text(refresh.review["summary"])).to_be_visible(timeout=PATIENCE_MS)
    assert "1 missed" in refresh.review["summary"]
    for change in refresh.changes[:3]:
        expect(page.get_by_text(change.what).first).to_be_visible()
        expect(page.get_by_text(change.why).first).to_be_visible()
    page.get_by_role("button", name="History").click()
    expect(page.get_by_text("Sunday's look at your week")).to_be_visible(timeout=PATIENCE_MS)
    assert page.evaluate(WIDTH) == 390
    assert violations(page) == []


def _shown_days() -> list[date]:
    """From the Monday of the week this month begins in to the Sunday of the week next month ends in."""
    begins = TODAY.replace(day=1)
    first = begins - timedelta(days=begins.weekday())
    ends = (begins + timedelta(days=70)).replace(day=1) - timedelta(days=1)
    last = ends + timedelta(days=6 - ends.weekday())
    return [first + timedelta(days=number) for number in range((last - first).days + 1)]
