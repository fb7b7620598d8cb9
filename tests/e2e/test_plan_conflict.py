"""Two browsers edit the same session of a plan: no edit is lost without a word."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.e2e.app_process import Server
from tests.e2e.browser import visitor
from tests.e2e.steps import PATIENCE_MS, finish_profile, new_email, settled, sign_up, violations

pytestmark = pytest.mark.browser


def open_plan(page: Page, server: Server) -> None:
    page.goto(f"{server.base_url}/plan")
    settled(page)


def make_plan_with_a_session(page: Page, server: Server) -> None:
    page.goto(f"{server.base_url}/plan?new=hand")
    settled(page)
    page.get_by_label("Name").fill("Spring")
    page.get_by_role("button", name="Make the plan").click()
    expect(page.get_by_role("heading", name="Spring")).to_be_visible(timeout=PATIENCE_MS)
    settled(page)
    page.get_by_role("button", name="Add", exact=True).first.click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_label("Title").fill("Easy run")
    dialog.get_by_role("button", name="Add it").click()
    expect(page.get_by_role("button", name=re.compile("Easy run"))).to_be_visible(timeout=PATIENCE_MS)
    settled(page)


def start_edit(page: Page, title: str) -> None:
    page.get_by_role("button", name=re.compile("Easy run")).click()
    dialog = page.get_by_role("dialog")
    expect(dialog.get_by_text("week 1")).to_be_visible(timeout=PATIENCE_MS)
    dialog.get_by_role("radio", name="Edit").or_(dialog.get_by_role("button", name="Edit")).first.click()
    dialog.get_by_label("Title").fill(title)
    dialog.get_by_label("Title").press("Tab")
    settled(page)


def save(page: Page) -> None:
    page.get_by_role("dialog").get_by_role("button", name="Save changes").click()


def test_the_second_of_two_edits_is_told_and_kept_on_screen(page: Page, browser: Browser, server: Server) -> None:
    sign_up(page, server.base_url, new_email())
    finish_profile(page)
    make_plan_with_a_session(page, server)
    with visitor(browser, width=1280) as laptop:
        laptop.context.add_cookies(page.context.cookies())  # type: ignore[arg-type]
        open_plan(laptop, server)
        start_edit(laptop, "From the laptop")
        start_edit(page, "From the phone")

        save(page)
        expect(page.get_by_role("button", name=re.compile("From the phone"))).to_be_visible(timeout=PATIENCE_MS)
        save(laptop)

        dialog = laptop.get_by_role("dialog")
        expect(dialog.get_by_text("Somebody (maybe you in another tab) changed this")).to_be_visible(
            timeout=PATIENCE_MS
        )
        expect(dialog.get_by_text("It is now: From the phone")).to_be_visible()
        expect(dialog.get_by_label("Title")).to_have_value("From the laptop")
        settled(laptop)
        dialog.get_by_role("button", name="Keep mine: save again").click()
        settled(laptop)
        save(laptop)
        expect(laptop.get_by_role("button", name=re.compile("From the laptop"))).to_be_visible(timeout=PATIENCE_MS)
        settled(laptop)
        assert violations(laptop) == []

        laptop.get_by_role("button", name="Versions").click()
        expect(laptop.get_by_text("Changed From the phone on")).to_be_visible(timeout=PATIENCE_MS)
        expect(laptop.get_by_text("Changed From the laptop on")).to_be_visible()


def test_a_completed_session_is_done_and_in_the_log_without_a_reload(page: Page, server: Server) -> None:
    sign_up(page, server.base_url, new_email())
    finish_profile(page)
    make_plan_with_a_session(page, server)

    page.get_by_role("button", name=re.compile("Easy run")).click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_label("Minutes").fill("42")
    dialog.get_by_label("Minutes").press("Tab")
    settled(page)
    dialog.get_by_role("button", name="Log it", exact=True).click()

    expect(page.get_by_role("button", name=re.compile("Easy run.*Done"))).to_be_visible(timeout=PATIENCE_MS)
    settled(page)
    page.get_by_role("button", name=re.compile("Easy run.*Done")).click()
    page.get_by_role("link", name="Open it in the training log").click()
    expect(page.get_by_text("42:00").or_(page.get_by_text("42 min")).first).to_be_visible(timeout=PATIENCE_MS)


def test_the_plan_fits_a_phone(page: Page, server: Server) -> None:
    sign_up(page, server.base_url, new_email())
    finish_profile(page)
    page.goto(f"{server.base_url}/plan?new=template")
    settled(page)
    page.get_by_role("button", name="Use this plan").click()
    expect(page.get_by_role("heading", name=re.compile("HYROX"))).to_be_visible(timeout=PATIENCE_MS)

    for view in ("Week", "Month"):
        page.get_by_role("button", name=view, exact=True).click()
        settled(page)

        assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
        assert page.evaluate(
            "[...document.querySelectorAll('.stMain *')].every(e => e.getBoundingClientRect().right <= innerWidth + 1)"
        )
    assert violations(page) == []
