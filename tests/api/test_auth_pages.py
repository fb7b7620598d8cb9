"""The sign-in pages as a browser without scripts uses them."""

from __future__ import annotations

import psycopg
import pytest
from fastapi.testclient import TestClient

from data.sessions import session_user
from data.settings import settings
from tests.api.auth_browser import (
    CREDENTIALS,
    EMAIL,
    HOME,
    OTHER_PASSWORD,
    PASSWORD,
    email_of,
    form_token,
    new_browser,
    path_of,
    says,
    submit,
)
from tests.api.auth_server import mailed_links
from tests.conftest import Database


@pytest.fixture
def browser(database: Database) -> TestClient:
    return new_browser()


def test_signing_up_signs_in_and_leads_home(browser: TestClient) -> None:
    answer = submit(browser, "/auth/signup", **CREDENTIALS)

    assert (answer.status_code, answer.headers["location"]) == (303, "/")
    assert email_of(browser) == EMAIL


def test_signing_in_leads_where_the_visitor_wanted_to_go(browser: TestClient) -> None:
    submit(browser, "/auth/signup", **CREDENTIALS)
    elsewhere = new_browser()

    answer = submit(elsewhere, "/auth/login?next=/races%3Fview%3Dsplits", **CREDENTIALS)

    assert (answer.status_code, answer.headers["location"]) == (303, "/races?view=splits")
    assert email_of(elsewhere) == EMAIL


def test_every_wrong_sign_in_says_the_same_and_keeps_the_address(browser: TestClient) -> None:
    submit(browser, "/auth/signup", **CREDENTIALS)
    elsewhere = new_browser()

    wrong = submit(elsewhere, "/auth/login", email=EMAIL, password="wrong password")
    unknown = submit(elsewhere, "/auth/login", email="nobody@example.org", password=PASSWORD)

    assert (wrong.status_code, unknown.status_code) == (401, 401)
    assert says(wrong) == says(unknown)
    assert f'value="{EMAIL}"' in wrong.text
    assert PASSWORD not in unknown.text


def test_the_browsers_address_counts_for_the_throttle(browser: TestClient) -> None:
    submit(browser, "/auth/signup", **CREDENTIALS)
    guesser = new_browser("198.51.100.9")

    answers = [submit(guesser, "/auth/login", email=f"g{n}@x.org", password="guess") for n in range(6)]
    neighbour = submit(new_browser(), "/auth/login", **CREDENTIALS)

    assert [answer.status_code for answer in answers] == [401] * 5 + [429]
    assert neighbour.status_code == 303


def test_a_short_password_is_explained_before_anything_happens(browser: TestClient) -> None:
    answer = submit(browser, "/auth/signup", email=EMAIL, password="short")

    assert answer.status_code == 422
    assert "10 characters" in says(answer)
    assert email_of(browser) is None


def test_a_known_address_is_led_to_sign_in(browser: TestClient) -> None:
    submit(browser, "/auth/signup", **CREDENTIALS)

    answer = submit(new_browser(), "/auth/signup", **CREDENTIALS)

    assert answer.status_code == 409
    assert "Sign in" in says(answer)


def test_with_confirmation_the_mailed_link_signs_in(
    browser: TestClient, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setenv("CONFIRM_EMAIL", "true")
    settings.cache_clear()

    waiting = submit(browser, "/auth/signup", **CREDENTIALS)
    link = path_of(mailed_links(caplog)[-1])
    before = email_of(browser)
    confirmed = submit(browser, link)

    assert "Check your mail" in waiting.text
    assert before is None
    assert (confirmed.headers["location"], email_of(browser)) == ("/", EMAIL)


def test_a_reset_link_leads_to_a_new_password(browser: TestClient, caplog: pytest.LogCaptureFixture) -> None:
    submit(browser, "/auth/signup", **CREDENTIALS)
    forgetful = new_browser()
    submit(forgetful, "/auth/reset", email=EMAIL)
    link = path_of(mailed_links(caplog)[-1])

    opened = submit(forgetful, link)
    saved = submit(forgetful, "/auth/new-password", password=OTHER_PASSWORD)

    assert opened.headers["location"] == "/auth/new-password"
    assert (saved.status_code, email_of(forgetful)) == (303, EMAIL)
    assert email_of(browser) is None, "other browsers are signed out"
    assert submit(new_browser(), "/auth/login", email=EMAIL, password=OTHER_PASSWORD).status_code == 303
    assert submit(new_browser(), "/auth/login", **CREDENTIALS).status_code == 401


def test_a_refused_new_password_can_be_corrected(browser: TestClient, caplog: pytest.LogCaptureFixture) -> None:
    submit(browser, "/auth/signup", **CREDENTIALS)
    submit(browser, "/auth/reset", email=EMAIL)
    submit(browser, path_of(mailed_links(caplog)[-1]))

    same = submit(browser, "/auth/new-password", password=PASSWORD)
    corrected = submit(browser, "/auth/new-password", password=OTHER_PASSWORD)

    assert (same.status_code, says(same)) == (422, "That is your password already. Choose a new one.")
    assert corrected.status_code == 303


def test_opening_a_link_does_not_use_it_up(browser: TestClient, caplog: pytest.LogCaptureFixture) -> None:
    submit(browser, "/auth/signup", **CREDENTIALS)
    submit(browser, "/auth/reset", email=EMAIL)
    link = path_of(mailed_links(caplog)[-1])

    scanned = [new_browser().get(link).status_code for _ in range(2)]
    used = submit(browser, link)
    used_again = submit(browser, link)

    assert scanned == [200, 200]
    assert used.status_code == 303
    assert used_again.status_code == 403


def test_a_reset_looks_the_same_for_unknown_addresses(browser: TestClient) -> None:
    submit(browser, "/auth/signup", **CREDENTIALS)

    known = submit(browser, "/auth/reset", email=EMAIL)
    unknown = submit(browser, "/auth/reset", email="nobody@example.org")

    assert (known.status_code, unknown.status_code) == (200, 200)
    assert known.text.replace(EMAIL, "") == unknown.text.replace("nobody@example.org", "")


def test_changing_the_password_asks_for_the_current_one(browser: TestClient) -> None:
    submit(browser, "/auth/signup", **CREDENTIALS)
    elsewhere = new_browser()
    submit(elsewhere, "/auth/login", **CREDENTIALS)

    fields = {"password": OTHER_PASSWORD}
    wrong = submit(browser, "/auth/new-password", current_password="wrong password", **fields)
    still_there = email_of(elsewhere)
    right = submit(browser, "/auth/new-password", current_password=PASSWORD, **fields)

    assert (wrong.status_code, still_there) == (401, EMAIL)
    assert right.status_code == 303
    assert (email_of(browser), email_of(elsewhere)) == (EMAIL, None)


def test_signing_out_ends_the_session_everywhere_it_was_copied(browser: TestClient, database: Database) -> None:
    submit(browser, "/auth/signup", **CREDENTIALS)
    copied = browser.cookies["ck_session"]

    answer = submit(browser, "/auth/logout")

    assert answer.headers["location"] == "/"
    assert "ck_session" not in browser.cookies
    assert session_user(copied) is None
    with psycopg.connect(database.superuser_dsn) as conn:
        assert conn.execute("select count(*) from auth.sessions").fetchone() == (0,)


def test_opening_the_sign_out_page_does_not_sign_out(browser: TestClient) -> None:
    submit(browser, "/auth/signup", **CREDENTIALS)

    browser.get("/auth/logout")

    assert email_of(browser) == EMAIL


def test_a_sign_in_gets_a_new_token_and_ends_the_old_one(browser: TestClient) -> None:
    submit(browser, "/auth/signup", **CREDENTIALS)
    first = browser.cookies["ck_session"]
    token = form_token(browser, "/auth/logout")

    browser.post("/auth/login", data={"form_token": token, **CREDENTIALS}, headers={"Origin": HOME})

    assert browser.cookies["ck_session"] != first
    assert session_user(first) is None


def test_google_and_apple_appear_with_a_supabase_project_only(
    browser: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    local = browser.get("/auth/login").text
    monkeypatch.setenv("SUPABASE_URL", "https://project.supabase.co")
    settings.cache_clear()

    hosted = browser.get("/auth/login?next=/races").text
    started = browser.get("/auth/oauth/google?next=/races")
    unknown = browser.get("/auth/oauth/facebook")

    assert "Continue with" not in local
    assert "Continue with Google" in hosted
    assert "Continue with Apple" in hosted
    assert "/auth/oauth/google?next=%2Fraces" in hosted
    assert started.headers["location"].startswith("https://project.supabase.co/auth/v1/authorize?")
    assert "code_challenge=" in started.headers["location"]
    assert "HttpOnly" in started.headers["set-cookie"]
    assert unknown.status_code == 404


def test_a_callback_without_its_browser_is_not_finished(browser: TestClient) -> None:
    answer = browser.get("/auth/callback?code=invented")

    assert answer.status_code == 400
    assert email_of(browser) is None
