"""The landing page: light, quiet, and at home on a phone."""

from __future__ import annotations

from typing import Literal
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page, Request, expect

from tests.e2e.app_process import ROOT, Server
from tests.e2e.browser import visitor
from tests.e2e.steps import settled

pytestmark = pytest.mark.browser
HEAVY = ("PlotlyChart", "DataFrame", "VegaLite", "ECharts", "arrow", "glide")


def test_the_landing_page_loads_nothing_heavy_and_nothing_from_elsewhere(server: Server, page: Page) -> None:
    asked: list[Request] = []
    page.on("request", lambda request: asked.append(request))

    page.goto(server.base_url)
    settled(page)

    assert {urlsplit(request.url).netloc for request in asked} <= {server.host, ""}
    assert [request.url for request in asked if any(name in request.url for name in HEAVY)] == []


def test_bundles_arrive_compressed(server: Server, page: Page) -> None:
    encodings: dict[str, str] = {}
    page.on("response", lambda answer: encodings.update({answer.url: answer.headers.get("content-encoding", "")}))

    page.goto(server.base_url)
    settled(page)

    bundles = {url: encoding for url, encoding in encodings.items() if url.endswith((".js", ".css"))}
    assert len(bundles) > 20
    assert set(bundles.values()) == {"gzip"}


@pytest.mark.parametrize("width", [320, 390, 1280])
def test_nothing_scrolls_sideways(width: int, server: Server, browser: Browser) -> None:
    with visitor(browser, width=width) as page:
        page.goto(server.base_url)
        settled(page)

        assert page.evaluate("document.documentElement.scrollWidth") == width
        heights = page.locator(".ck-button").evaluate_all("links => links.map(link => link.offsetHeight)")
        assert len(heights) == 2
        assert min(heights) >= 44


def test_the_chosen_appearance_of_the_device_is_followed(server: Server, browser: Browser) -> None:
    schemes: tuple[Literal["light", "dark"], ...] = ("light", "dark")
    backgrounds: dict[str, str] = {}
    for scheme in schemes:
        with visitor(browser, scheme=scheme) as page:
            page.goto(server.base_url)
            settled(page)
            app = page.get_by_test_id("stApp")
            backgrounds[scheme] = app.evaluate("element => getComputedStyle(element).backgroundColor")

    assert backgrounds == {"light": "rgb(255, 255, 255)", "dark": "rgb(15, 21, 20)"}


def test_both_ways_in_are_one_tap_away(server: Server, page: Page) -> None:
    page.goto(server.base_url)
    settled(page)

    expect(page.get_by_role("link", name="Create an account")).to_be_in_viewport()
    expect(page.get_by_role("link", name="Sign in")).to_be_in_viewport()


def test_the_tab_carries_our_own_icon_and_title(server: Server, page: Page) -> None:
    page.goto(f"{server.base_url}/races")
    settled(page)

    icon = page.request.get(f"{server.base_url}/favicon.png")

    expect(page).to_have_title("My races · Coach K")
    assert icon.headers["content-type"] == "image/png"
    assert icon.body() == (ROOT / "api" / "favicon.png").read_bytes()
