"""What people do, in words of the product."""

from __future__ import annotations

import secrets

from playwright.sync_api import Page, expect

PASSWORD = "correct horse battery staple"
PATIENCE_MS = 30_000


def settled(page: Page) -> None:
    """Connected, the script has run, nothing is a placeholder any more."""
    app = page.get_by_test_id("stApp")
    expect(app).to_have_attribute("data-test-connection-state", "CONNECTED", timeout=PATIENCE_MS)
    expect(app).to_have_attribute("data-test-script-state", "notRunning", timeout=PATIENCE_MS)
    expect(page.get_by_test_id("stSkeleton")).to_have_count(0, timeout=PATIENCE_MS)


def new_email() -> str:
    return f"{secrets.token_hex(5)}@example.org"


def sign_up(page: Page, base_url: str, email: str) -> None:
    """From the landing page to the first step of the profile."""
    page.goto(base_url)
    settled(page)
    page.get_by_role("link", name="Create an account").click()
    page.get_by_label("Email address").fill(email)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Create account").click()
    expect(page.get_by_role("heading", name="Welcome to Coach K")).to_be_visible(timeout=PATIENCE_MS)
    settled(page)


def finish_profile(page: Page, name: str = "Alex") -> None:
    """The three steps with an answer to each question that decides a comparison."""
    page.get_by_label("Name").fill(name)
    page.get_by_role("radio", name="Male", exact=True).click()
    page.get_by_role("button", name="Continue").click()
    expect(page.get_by_text("Step 2 of 3")).to_be_visible(timeout=PATIENCE_MS)
    page.get_by_role("radio", name="Open").click()
    page.get_by_role("button", name="Continue").click()
    expect(page.get_by_text("Step 3 of 3")).to_be_visible(timeout=PATIENCE_MS)
    page.get_by_label("Goal time").fill("1:20")
    page.get_by_role("button", name="Finish").click()
    expect(page.get_by_role("heading", name="Welcome to Coach K")).to_have_count(0, timeout=PATIENCE_MS)
    settled(page)


def violations(page: Page) -> list[str]:
    """What the content security policy had to stop on this page."""
    stopped: list[str] = page.evaluate("window.cspViolations || []")
    return stopped
