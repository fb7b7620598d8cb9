"""Forms from elsewhere, open redirects and markup do not get through the sign-in pages."""

from __future__ import annotations

import pytest
from fastapi.testclient import TestClient

from data.settings import settings
from tests.api.auth_browser import (
    CREDENTIALS,
    HOME,
    email_of,
    form_token,
    new_browser,
    submit,
)
from tests.conftest import Database


@pytest.fixture
def browser(database: Database) -> TestClient:
    return new_browser()


@pytest.mark.parametrize("path", ["/auth/login", "/auth/signup", "/auth/reset"])
@pytest.mark.parametrize("headers", [{}, {"Origin": "https://evil.example"}, {"Origin": "null"}])
def test_a_form_from_elsewhere_is_refused(browser: TestClient, path: str, headers: dict[str, str]) -> None:
    fields = {"form_token": form_token(browser, path), **CREDENTIALS}

    answer = browser.post(path, data=fields, headers=headers)

    assert answer.status_code == 403
    assert email_of(browser) is None


@pytest.mark.parametrize("token", ["", "0" * 64, "é"])
def test_a_form_without_this_browsers_token_is_refused(browser: TestClient, token: str) -> None:
    browser.get("/auth/signup")

    answer = browser.post("/auth/signup", data={"form_token": token, **CREDENTIALS}, headers={"Origin": HOME})

    assert answer.status_code == 403
    assert email_of(browser) is None


def test_another_browsers_form_token_is_refused(browser: TestClient) -> None:
    browser.get("/auth/signup")
    fields = {"form_token": form_token(new_browser(), "/auth/signup"), **CREDENTIALS}

    assert browser.post("/auth/signup", data=fields, headers={"Origin": HOME}).status_code == 403


def test_on_https_the_cookie_is_bound_to_this_host(database: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PUBLIC_URL", "https://coach.example.org")
    settings.cache_clear()
    browser = new_browser(home="https://coach.example.org")
    fields = {"form_token": form_token(browser, "/auth/signup"), **CREDENTIALS}

    answer = browser.post("/auth/signup", data=fields, headers={"Origin": "https://coach.example.org"})

    cookie = next(line for line in answer.headers.get_list("set-cookie") if line.startswith("__Host-ck_session="))
    assert {"HttpOnly", "Secure", "SameSite=lax", "Path=/"} <= set(cookie.split("; "))
    assert "Domain" not in cookie


def test_the_pages_allow_no_scripts_and_no_framing(browser: TestClient) -> None:
    answer = browser.get("/auth/login")

    policy = answer.headers["content-security-policy"]
    assert policy.startswith("default-src 'none'; style-src 'sha256-")
    assert "script" not in answer.text
    assert "frame-ancestors 'none'" in policy
    assert answer.headers["cache-control"] == "no-store"


def test_what_was_typed_is_shown_as_text(browser: TestClient) -> None:
    answer = submit(browser, "/auth/login", email='"><b>x', password="wrong password")

    assert "<b>" not in answer.text


@pytest.mark.parametrize(
    "target", ["//evil.example", "/\\evil.example", "https://evil.example", "/\t/evil.example", ""]
)
def test_next_never_leaves_this_site(browser: TestClient, target: str) -> None:
    submit(browser, "/auth/signup", **CREDENTIALS)

    answer = new_browser().get("/auth/login", params={"next": target})
    signed_in = browser.get("/auth/login", params={"next": target})

    assert "evil.example" not in answer.text
    assert signed_in.headers["location"] == "/"
