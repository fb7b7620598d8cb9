"""Bytes a browser loads for the landing page against an empty app's, both compressed."""

from __future__ import annotations

from collections.abc import Iterator

from playwright.sync_api import Browser, expect, sync_playwright

from bench.apps import ROOT, running_app
from bench.figure import Figure
from tests.e2e.browser import FLAGS, chromium_path


def figures() -> Iterator[Figure]:
    with running_app() as app, running_app(ROOT / "bench" / "empty_app") as empty, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium_path(playwright), args=list(FLAGS))
        ours_kb, floor_kb = _cold_kb(browser, app.url), _cold_kb(browser, empty.url)
        browser.close()
    yield Figure("landing page, compressed bytes of a first visit", ours_kb, floor_kb, "kB", 1.15)


def _cold_kb(browser: Browser, url: str) -> float:
    context = browser.new_context()
    page = context.new_page()
    loaded: list[float] = []
    session = context.new_cdp_session(page)
    session.on("Network.loadingFinished", lambda event: loaded.append(event["encodedDataLength"]))
    session.on("Network.webSocketFrameReceived", lambda event: loaded.append(len(event["response"]["payloadData"])))
    session.send("Network.enable")
    page.goto(url)
    expect(page.get_by_test_id("stApp")).to_have_attribute("data-test-script-state", "notRunning", timeout=30_000)
    page.wait_for_load_state("networkidle")
    context.close()
    return sum(loaded) / 1000
