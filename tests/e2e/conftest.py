"""The whole app as its users meet it: a real process, a real browser."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from tests.e2e.app_process import Server, running_app, temporary_home
from tests.e2e.browser import FLAGS, chromium_path, visitor


@pytest.fixture(scope="session")
def server() -> Iterator[Server]:
    with temporary_home() as home, running_app(home) as running:
        yield running


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=chromium_path(playwright), args=list(FLAGS))
        yield chromium
        chromium.close()


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A phone without any cookie."""
    with visitor(browser) as phone:
        yield phone
