"""Every answer of `/auth/v1` has the shape Supabase Auth's own API description promises."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest
import schemathesis

from data.settings import settings
from tests.api.auth_server import account_server, mailed_links, token_of
from tests.conftest import Database

DESCRIPTION = Path(__file__).parent / "gotrue-openapi.yaml"
CREDENTIALS = {"email": "athlete@example.org", "password": "correct horse battery"}
CHECKS = "not_a_server_error,response_schema_conformance,content_type_conformance"

schema = schemathesis.openapi.from_path(DESCRIPTION)


@pytest.fixture
def server(database: Database) -> Iterator[str]:
    with account_server() as url:
        yield f"{url}/auth/v1"


@pytest.fixture
def server_with_confirmation(database: Database, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    monkeypatch.setenv("CONFIRM_EMAIL", "true")
    settings.cache_clear()
    with account_server() as url:
        yield f"{url}/auth/v1"


def checked(method: str, url: str, path: str, **request: Any) -> httpx.Response:
    """The answer, once it is seen to conform."""
    answer = httpx.request(method, f"{url}{path}", **request)
    response = schemathesis.Response.from_httpx(answer, verify=True)
    schema[path][method].validate_response(response)
    return answer


@pytest.mark.parametrize(
    "operations",
    [("--exclude-path", "/logout"), ("--include-path", "/logout")],  # else the first sign-out would end the token
    ids=["all but sign-out", "sign-out"],
)
def test_random_requests_find_no_server_error_and_no_wrong_shape(server: str, operations: tuple[str, str]) -> None:
    access_token = httpx.post(f"{server}/signup", json=CREDENTIALS).json()["access_token"]
    command = ["run", str(DESCRIPTION), "--url", server, "--checks", CHECKS, "--max-examples", "15", *operations]
    options = ["--header", f"Authorization: Bearer {access_token}", "--seed", "1", "--no-color"]

    run = subprocess.run(
        [Path(sys.executable).with_name("schemathesis"), *command, *options, "--generation-database", "none"],
        capture_output=True,
        text=True,
        timeout=240,
    )

    assert run.returncode == 0, run.stdout + run.stderr
    assert "only 401/403" not in run.stdout or operations == ("--include-path", "/logout")


def test_a_session_conforms_wherever_it_is_given(server: str) -> None:
    signed_up = checked("POST", server, "/signup", json=CREDENTIALS)
    signed_in = checked("POST", server, "/token", params={"grant_type": "password"}, json=CREDENTIALS)
    refresh_token = {"refresh_token": signed_in.json()["refresh_token"]}
    refreshed = checked("POST", server, "/token", params={"grant_type": "refresh_token"}, json=refresh_token)

    assert [answer.status_code for answer in (signed_up, signed_in, refreshed)] == [200, 200, 200]


def test_a_user_conforms_also_after_a_change(server: str) -> None:
    access_token = checked("POST", server, "/signup", json=CREDENTIALS).json()["access_token"]
    bearer = {"Authorization": f"Bearer {access_token}"}

    user = checked("GET", server, "/user", headers=bearer)
    changed = checked("PUT", server, "/user", headers=bearer, json={"data": {"nickname": "Al"}})
    signed_out = checked("POST", server, "/logout", headers=bearer)

    assert user.json()["email"] == CREDENTIALS["email"]
    assert changed.json()["user_metadata"] == {"nickname": "Al"}
    assert (signed_out.status_code, signed_out.content) == (204, b"")


def test_waiting_for_confirmation_and_confirming_conform(
    server_with_confirmation: str, caplog: pytest.LogCaptureFixture
) -> None:
    url = server_with_confirmation
    waiting = checked("POST", url, "/signup", json=CREDENTIALS)
    link = {"type": "signup", "token_hash": token_of(mailed_links(caplog)[-1])}
    confirmed = checked("POST", url, "/verify", json=link)
    known = checked("POST", url, "/signup", json=CREDENTIALS)

    assert "access_token" not in waiting.json()
    assert confirmed.json()["user"]["email_confirmed_at"]
    assert known.status_code == 200
    assert known.json()["id"] != confirmed.json()["user"]["id"]
    assert known.json()["identities"] == []


@pytest.mark.parametrize("path", ["/recover", "/resend"])
def test_mails_are_promised_to_everybody(server: str, path: str) -> None:
    answer = checked("POST", server, path, json={"email": "nobody@example.org", "type": "signup"})

    assert (answer.status_code, answer.json()) == (200, {})


@pytest.mark.parametrize("path", ["/settings", "/health"])
def test_what_anybody_may_read_conforms(server: str, path: str) -> None:
    assert checked("GET", server, path).status_code == 200


def test_an_opened_link_comes_back_with_the_session_in_the_fragment(
    server: str, caplog: pytest.LogCaptureFixture
) -> None:
    httpx.post(f"{server}/signup", json=CREDENTIALS)
    httpx.post(f"{server}/recover", json={"email": CREDENTIALS["email"]})
    token = token_of(mailed_links(caplog)[-1])
    link = {"type": "recovery", "token": token, "redirect_to": "https://elsewhere.example/"}

    opened = httpx.get(f"{server}/verify", params=link)
    opened_again = httpx.get(f"{server}/verify", params=link)

    assert opened.status_code == opened_again.status_code == 303
    assert opened.headers["location"].startswith(f"{settings().base_url}/#access_token=")
    assert "error_code=otp_expired" in opened_again.headers["location"]
