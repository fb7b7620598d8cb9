"""Where the browser is."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

from playwright.sync_api import Error, Playwright

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


class NoBrowser(RuntimeError):
    pass


def chromium_path(playwright: Playwright) -> str:
    """`CHROMIUM`, else an installed Chromium or Chrome, else Playwright's own.

    Raises:
        NoBrowser: there is none; the message says how to get one. Browser tests are never skipped.
    """
    named = os.environ.get("CHROMIUM", "")
    if named and not Path(named).is_file():
        raise NoBrowser(f"CHROMIUM is set to {named}, but there is no such file.")
    found = named or next((path for name in NAMES if (path := shutil.which(name))), "")
    found = found or _own_path(playwright)
    if not found:
        raise NoBrowser(
            "The browser tests need Chromium. Install it with `apt-get install chromium` or"
            " `.venv/bin/playwright install chromium`, or set CHROMIUM to its path."
        )
    return found


def _own_path(playwright: Playwright) -> str:
    try:
        path = playwright.chromium.executable_path
    except Error:
        return ""
    return path if Path(path).is_file() else ""
