"""Finds the browser of the tests, or installs one: Debian's package, else Playwright's own."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys

from playwright.sync_api import sync_playwright

from tests.e2e.browser import MissingBrowserError, chromium_path

APT = ("apt-get", "install", "-y", "-qq", "--no-install-recommends", "chromium", "fonts-dejavu-core")
PLAYWRIGHT = (sys.executable, "-m", "playwright", "install", "chromium")


def main() -> int:
    for install in (None, install_from_debian, install_from_playwright):
        if install:
            install()
        try:
            with sync_playwright() as playwright:
                path = chromium_path(playwright)
        except MissingBrowserError as missing:
            reason = str(missing)
        else:
            sys.stdout.write(f"Browser tests use {path}\n")
            return 0
    sys.stderr.write(f"{reason}\n")
    return 1


def install_from_debian() -> None:
    if os.geteuid() == 0 and shutil.which("apt-get"):
        sys.stdout.write("Installing Chromium from Debian's packages …\n")
        subprocess.run(["apt-get", "update", "-qq"], check=False)
        subprocess.run(APT, check=False, env={**os.environ, "DEBIAN_FRONTEND": "noninteractive"})


def install_from_playwright() -> None:
    sys.stdout.write("Installing Playwright's Chromium …\n")
    subprocess.run(PLAYWRIGHT, check=False)


if __name__ == "__main__":
    sys.exit(main())
