"""A browser without scripts: opens a page, sends its form."""

from __future__ import annotations

import html
import re

from fastapi.testclient import TestClient
from httpx2 import Response
from starlette.applications import Starlette

from api.sign_in import sign_in_routes
from data.sessions import session_user

HOME = "http://localhost:8501"
EMAIL = "athlete@example.org"
PASSWORD = "correct horse battery"
OTHER_PASSWORD = "staple battery horse"
CREDENTIALS = {"email": EMAIL, "password": PASSWORD}


def new_browser(address: str = "203.0.113.7", home: str = HOME) -> TestClient:
    app = Starlette(routes=[*sign_in_routes])
    return TestClient(app, base_url=home, client=(address, 4000), follow_redirects=False)


def submit(browser: TestClient, path: str, **fields: str) -> Response:
    """Open the page and send its form, as a person does."""
    return browser.post(path, data={"form_token": form_token(browser, path), **fields}, headers={"Origin": HOME})


def form_token(browser: TestClient, path: str) -> str:
    found = re.search(r'name="form_token" value="(\w+)"', browser.get(path).text)
    assert found, "the page has no form"
    return found.group(1)


def says(response: Response) -> str:
    """The alert on the page."""
    found = re.search(r'role="alert">(.*?)</p>', response.text)
    return html.unescape(found.group(1)) if found else ""


def email_of(browser: TestClient) -> str | None:
    user = session_user(browser.cookies.get("ck_session") or "")
    return user.email if user else None


def path_of(link: str) -> str:
    return link.removeprefix(HOME)
