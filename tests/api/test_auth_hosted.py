"""With SUPABASE_URL set, the same pages speak to a project over the network; here a server of our own plays it."""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Iterator
from urllib.parse import parse_qs, urlsplit

import httpx
import httpx2
import pytest
from fastapi.testclient import TestClient
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from api.app import api
from api.sign_in import sign_in_routes
from data.sessions import session_user
from data.settings import settings
from tests.api.auth_server import account_server
from tests.conftest import Database

HOME = "http://localhost:8501"
CREDENTIALS = {"email": "athlete@example.org", "password": "correct horse battery"}
AUTH_CODE = "code of the provider"


class Project:
    """A project whose only provider always signs in the same athlete."""

    def __init__(self) -> None:
        self.url = ""
        self.session: dict[str, object] = {}
        self.challenge = ""

    def token(self, request: Request) -> Response:
        body = request.state.body
        digest = hashlib.sha256(body["code_verifier"].encode()).digest()
        if base64.urlsafe_b64encode(digest).decode().rstrip("=") != self.challenge or body["auth_code"] != AUTH_CODE:
            return JSONResponse({"code": 400, "error_code": "bad_code_verifier", "msg": "no"}, 400)
        return JSONResponse(self.session)


@pytest.fixture
def project(database: Database, monkeypatch: pytest.MonkeyPatch) -> Iterator[Project]:
    project = Project()

    async def exchange(request: Request) -> Response:
        request.state.body = await request.json()
        return project.token(request)

    with account_server(Route("/pkce/auth/v1/token", exchange, methods=["POST"])) as url:
        project.url = url
        monkeypatch.setenv("SUPABASE_URL", url)
        monkeypatch.setenv("SUPABASE_ANON_KEY", "sb_publishable_test")
        settings.cache_clear()
        yield project


@pytest.fixture
def browser(project: Project) -> TestClient:
    app = Starlette(routes=[*sign_in_routes])
    return TestClient(app, base_url=HOME, follow_redirects=False)


def submit(browser: TestClient, path: str, **fields: str) -> httpx2.Response:
    found = re.search(r'name="form_token" value="(\w+)"', browser.get(path).text)
    assert found
    return browser.post(path, data={"form_token": found.group(1), **fields}, headers={"Origin": HOME})


def email_of(browser: TestClient) -> str | None:
    user = session_user(browser.cookies.get("ck_session") or "")
    return user.email if user else None


def test_signing_up_in_and_out_goes_through_the_project(browser: TestClient) -> None:
    submit(browser, "/auth/signup", **CREDENTIALS)
    signed_up = email_of(browser)
    submit(browser, "/auth/logout")
    signed_out = email_of(browser)
    submit(browser, "/auth/login", **CREDENTIALS)

    assert (signed_up, signed_out, email_of(browser)) == (CREDENTIALS["email"], None, CREDENTIALS["email"])


def test_the_api_checks_tokens_with_the_projects_keys(project: Project) -> None:
    session = httpx.post(f"{project.url}/auth/v1/signup", json=CREDENTIALS).json()

    good = TestClient(api).get("/v1/races", headers={"Authorization": f"Bearer {session['access_token']}"})
    bad = TestClient(api).get("/v1/races", headers={"Authorization": f"Bearer {session['access_token']}x"})

    assert (good.status_code, bad.status_code) == (200, 401)


def test_a_provider_signs_in_only_the_browser_that_started(
    browser: TestClient, project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    project.session = httpx.post(f"{project.url}/auth/v1/signup", json=CREDENTIALS).json()
    monkeypatch.setenv("SUPABASE_URL", f"{project.url}/pkce")
    settings.cache_clear()
    started = browser.get("/auth/oauth/google?next=/races")
    project.challenge = parse_qs(urlsplit(started.headers["location"]).query)["code_challenge"][0]
    stranger = TestClient(browser.app, base_url=HOME, follow_redirects=False)
    stranger.get("/auth/oauth/google")

    by_stranger = stranger.get("/auth/callback", params={"code": AUTH_CODE})
    by_starter = browser.get("/auth/callback", params={"code": AUTH_CODE})

    assert (by_stranger.status_code, email_of(stranger)) == (400, None)
    assert (by_starter.headers["location"], email_of(browser)) == ("/races", CREDENTIALS["email"])


def test_a_project_out_of_reach_is_said_kindly(browser: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    browser.get("/auth/login")
    monkeypatch.setenv("SUPABASE_URL", "http://127.0.0.1:9")
    settings.cache_clear()

    answer = submit(browser, "/auth/login", **CREDENTIALS)

    assert answer.status_code == 503
    assert "Try again in a moment" in answer.text
