"""The shell: who gets to see what, before any page has a say."""

from __future__ import annotations

import pytest
from streamlit.testing.v1 import AppTest

from data import db
from data.db import User
from data.sessions import NewSession, revoke_sessions, start_session
from tests.conftest import Database, NewUser
from tests.pages.open_page import SHELL, open_page

PAGES = sorted(path.parent.name for path in SHELL.parent.glob("*/page.py") if path.parent.name != "landing")


def visit(monkeypatch: pytest.MonkeyPatch, token: str = "") -> AppTest:
    monkeypatch.setattr("pages.session.session_token", lambda: token)
    return AppTest.from_file(SHELL, default_timeout=20).run()


def markup(page: AppTest) -> str:
    """What was drawn as HTML, without the style rules."""
    return "\n".join(element.proto.body for element in page.get("html") if "<style>" not in element.proto.body)


def kinds(page: AppTest) -> set[str]:
    """What sorts of elements stand on the page and in the sidebar."""
    return {element.type for part in (page.main, page.sidebar) for element in part} - {"main", "sidebar"}


@pytest.mark.usefixtures("database")
def test_a_visitor_sees_the_landing_page(monkeypatch: pytest.MonkeyPatch) -> None:
    landing = visit(monkeypatch)

    assert "See where your minutes are" in markup(landing)
    assert 'href="/auth/login"' in markup(landing)
    assert kinds(landing) == {"html"}


@pytest.mark.usefixtures("database")
@pytest.mark.parametrize("page", PAGES)
def test_a_visitor_sees_nothing_but_sign_in_on_every_page(page: str, monkeypatch: pytest.MonkeyPatch) -> None:
    shell = visit(monkeypatch)

    seen = shell.switch_page(f"{page}/page.py").run()

    assert "Sign in to go on" in markup(seen)
    assert kinds(seen) == {"html"}


@pytest.mark.usefixtures("database")
def test_sign_in_leads_back_to_the_page_and_its_query(monkeypatch: pytest.MonkeyPatch) -> None:
    shell = visit(monkeypatch)
    shell.query_params["event"] = ["3", "a&b"]

    seen = shell.switch_page("events/page.py").run()

    assert "next=%2Fevents%3Fevent%3D3%26event%3Da%2526b" in markup(seen)


def test_a_session_ended_elsewhere_ends_here_with_the_next_click(user: User, monkeypatch: pytest.MonkeyPatch) -> None:
    page = open_page(user, "races", monkeypatch)
    revoke_sessions(user)

    page.run()

    assert "Sign in to go on" in markup(page)


def test_the_sidebar_names_the_athlete_and_signs_out_with_a_form_token(
    user: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = open_page(user, "races", monkeypatch)

    account = page.sidebar.get("html")[0].proto.body

    assert "Alex" in account
    assert "athlete@example.org" in account
    assert "method='post' action='/auth/logout'" in account
    assert "name='form_token' value=''" not in account


def test_a_name_with_markup_is_shown_as_typed(new_user: NewUser, monkeypatch: pytest.MonkeyPatch) -> None:
    user = new_user("<b>bold@example.org")

    page = open_page(user, "races", monkeypatch)

    assert "<b>bold" not in page.sidebar.get("html")[0].proto.body
    assert "&lt;b&gt;bold" in page.sidebar.get("html")[0].proto.body


def test_the_start_page_of_an_athlete_is_today(user: User, monkeypatch: pytest.MonkeyPatch) -> None:
    token = start_session(NewSession(user, None, ""))

    start = visit(monkeypatch, token)

    assert not start.exception
    assert "See where your minutes are" not in markup(start)
    assert any(text.value.startswith("# Today") for text in start.markdown)


@pytest.mark.parametrize("page", ["races", "events", "compare"])
def test_without_a_finished_profile_every_page_leads_to_it(
    page: str, new_user: NewUser, monkeypatch: pytest.MonkeyPatch
) -> None:
    newcomer = new_user(profile=False)

    seen = open_page(newcomer, page, monkeypatch)

    assert [title.value for title in seen.title] == ["Welcome to Coach K"]
    assert seen.query_params["next"] == f"/{page}"


def test_an_expected_error_is_told_in_words(user: User, monkeypatch: pytest.MonkeyPatch, database: Database) -> None:
    page = open_page(user, "races", monkeypatch)
    db.close_pools()

    page.run()

    assert not page.exception
    assert ["The database is not open" in warning.value for warning in page.warning] == [True]
    db.open_pools(database.login_dsn, database.service_dsn)
