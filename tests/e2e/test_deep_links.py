"""A cold link to any page, by socket and in the browser, shows nothing but the way to sign in."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.sync.client import connect
from websockets.sync.connection import Connection
from websockets.typing import Subprotocol

from tests.e2e.app_process import Server, running_app, temporary_home
from tests.e2e.steps import PASSWORD, finish_profile, new_email, settled, sign_up, violations

pytestmark = pytest.mark.browser
SHELL = Path(__file__).resolve().parents[2] / "pages" / "shell.py"
SIGN_IN = "Sign in to go on"
ENDED_FOR_A_RERUN = 2


def registered_paths() -> list[str]:
    """The `url_path` of every page the shell registers."""
    return sorted(
        keyword.value.value
        for node in ast.walk(ast.parse(SHELL.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call)
        for keyword in node.keywords
        if keyword.arg == "url_path"
        and isinstance(keyword.value, ast.Constant)
        and isinstance(keyword.value.value, str)
    )


PATHS = registered_paths()


@pytest.fixture(scope="module")
def fresh_server() -> Iterator[Server]:
    """Nobody has opened a page of it yet: that is when a page could run without the shell."""
    with temporary_home() as home, running_app(home) as running:
        yield running


def drawn(host: str, page_name: str, cookie: str = "") -> list[tuple[str, str]]:
    """Kind and text of every element that one run of a page sends to a browser."""
    elements: list[tuple[str, str]] = []
    with connect(
        f"ws://{host}/_stcore/stream",
        subprotocols=[Subprotocol("streamlit")],
        max_size=None,
        compression=None,
        additional_headers={"Cookie": cookie},
    ) as socket:
        message = BackMsg()
        message.rerun_script.page_name = page_name
        socket.send(message.SerializeToString())
        while not _is_end_of_run(answer := _next_answer(socket)):
            if answer.WhichOneof("type") == "delta" and answer.delta.WhichOneof("type") == "new_element":
                kind = str(answer.delta.new_element.WhichOneof("type"))
                elements.append((kind, str(getattr(answer.delta.new_element, kind))))
    return elements


def _next_answer(socket: Connection) -> ForwardMsg:
    answer = ForwardMsg()
    answer.ParseFromString(socket.recv(timeout=60, decode=False))
    return answer


def _is_end_of_run(answer: ForwardMsg) -> bool:
    """A run that ended early for another one is not the end."""
    return answer.WhichOneof("type") == "script_finished" and answer.script_finished != ENDED_FOR_A_RERUN


def test_every_page_is_known() -> None:
    assert {"races", "events", "compare", "profile"} <= set(PATHS)


@pytest.mark.parametrize("cookie", ["", "ck_session=guessed", "bad[x]=2; ck_session="], ids=["none", "guessed", "odd"])
@pytest.mark.parametrize("path", PATHS)
def test_a_cold_socket_gets_nothing_but_sign_in(path: str, cookie: str, fresh_server: Server) -> None:
    elements = drawn(fresh_server.host, path, cookie)

    shown = [text for kind, text in elements if "<style>" not in text]
    assert {kind for kind, _ in elements} == {"html"}
    assert len(shown) == 1
    assert SIGN_IN in shown[0]


@pytest.mark.parametrize("path", PATHS)
def test_a_cold_link_shows_nothing_but_sign_in(path: str, server: Server, page: Page) -> None:
    page.goto(f"{server.base_url}/{path}?race=7")
    settled(page)

    expect(page.get_by_role("heading", name=SIGN_IN)).to_be_visible()
    expect(page.get_by_role("link", name="Sign in")).to_have_attribute("href", f"/auth/login?next=%2F{path}%3Frace%3D7")
    expect(page.get_by_test_id("stSidebarNavLink")).to_have_count(0)
    assert page.url == f"{server.base_url}/{path}?race=7"
    assert violations(page) == []


def test_signing_in_leads_back_to_the_link(server: Server, page: Page) -> None:
    email = new_email()
    sign_up(page, server.base_url, email)
    finish_profile(page)
    page.context.clear_cookies()
    page.goto(f"{server.base_url}/events?place=7")
    settled(page)

    page.get_by_role("link", name="Sign in").click()
    page.get_by_label("Email address").fill(email)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()

    page.wait_for_url(f"{server.base_url}/events?place=7")
    settled(page)
    expect(page.get_by_role("heading", name=SIGN_IN)).to_have_count(0)


def test_no_page_breaks_the_content_security_policy(server: Server, page: Page) -> None:
    sign_up(page, server.base_url, new_email())
    finish_profile(page)
    found: dict[str, list[str]] = {}

    for path in ("", *PATHS):
        page.goto(f"{server.base_url}/{path}")
        settled(page)
        found[path] = violations(page)

    assert found == {path: [] for path in ("", *PATHS)}


def test_the_policy_stops_a_script_from_elsewhere(server: Server, page: Page) -> None:
    """So the check above can fail."""
    page.goto(server.base_url)
    settled(page)

    page.evaluate(
        "document.head.append(Object.assign(document.createElement('script'), {src: 'https://example.org/x.js'}))"
    )

    page.wait_for_function("window.cspViolations.length > 0")
    assert violations(page) == ["script-src-elem https://example.org/x.js"]


def test_signing_out_in_one_tab_ends_the_other(server: Server, page: Page) -> None:
    sign_up(page, server.base_url, new_email())
    finish_profile(page)
    other = page.context.new_page()
    other.goto(f"{server.base_url}/profile")
    settled(other)

    page.goto(f"{server.base_url}/auth/logout")
    page.get_by_role("button", name="Sign out").click()
    settled(page)
    other.get_by_role("button", name="Save").click()

    expect(page.get_by_role("heading", name="See where your minutes are")).to_be_visible()
    expect(other.get_by_role("heading", name=SIGN_IN)).to_be_visible()
