"""Where the browser is."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Literal

from playwright.sync_api import Browser, Error, Page, Playwright

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


COLLECT_VIOLATIONS = """
window.cspViolations = [];
document.addEventListener("securitypolicyviolation", event =>
  window.cspViolations.push(`${event.violatedDirective} ${event.blockedURI}`));
"""


class MissingBrowserError(RuntimeError):
    pass


def chromium_path(playwright: Playwright) -> str:
    """`CHROMIUM`, else an installed Chromium or Chrome, else Playwright's own.

    Raises:
        MissingBrowserError: there is none; the message says how to get one. Browser tests are never skipped.
    """
    named = os.environ.get("CHROMIUM", "")
    if named and not Path(named).is_file():
        raise MissingBrowserError(f"CHROMIUM is set to {named}, but there is no such file.")
    found = named or next((path for name in NAMES if (path := shutil.which(name))), "")
    found = found or _own_path(playwright)
    if not found:
        raise MissingBrowserError(
            "The browser tests need Chromium. Install it with `apt-get install chromium` or"
            " `.venv/bin/playwright install chromium`, or set CHROMIUM to its path."
        )
    return found


@contextmanager
def visitor(browser: Browser, *, width: int = 390, scheme: Literal["light", "dark"] = "light") -> Iterator[Page]:
    """Somebody without any cookie; below 768 pixels with a phone."""
    context = browser.new_context(
        viewport={"width": width, "height": 844}, color_scheme=scheme, has_touch=width < 768, locale="en-GB"
    )
    context.add_init_script(COLLECT_VIOLATIONS)
    yield context.new_page()
    context.close()


def _own_path(playwright: Playwright) -> str:
    try:
        path = playwright.chromium.executable_path
    except Error:
        return ""
    return path if Path(path).is_file() else ""
