"""Who is looking at the page."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import NoReturn
from urllib.parse import quote, urlencode

import streamlit as st

from data.db import User
from data.sessions import cookie_name, session_user
from pages.landing.markup import sign_in_prompt

_user_of_run: ContextVar[User | None] = ContextVar("user_of_run", default=None)


def session_token() -> str:
    """The cookie as the websocket's handshake carried it: after a sign-out elsewhere it is still here."""
    return st.context.cookies.get(cookie_name(), "")


def current_user() -> User | None:
    """Asks the database, so a session that was ended anywhere ends here with the next click."""
    return session_user(session_token())


@contextmanager
def running_as(user: User) -> Iterator[None]:
    """The page inside need not look its user up again; callbacks and fragments, which run outside, do."""
    of_run = _user_of_run.set(user)
    try:
        yield
    finally:
        _user_of_run.reset(of_run)


def require_user() -> User:
    """The first line of every page: its user, or nothing but the way to sign in."""
    user = _user_of_run.get() or current_user()
    if user is None:
        ask_to_sign_in("")
    return user


def ask_to_sign_in(path: str) -> NoReturn:
    """Nothing but sign-in; it leads back to this page with the query it has now."""
    st.html(sign_in_prompt(quote(here(path), safe="")))
    st.stop()


def here(path: str) -> str:
    """The address of this page on this site, query included."""
    query = urlencode({name: st.query_params.get_all(name) for name in st.query_params}, doseq=True)
    return f"/{path}?{query}" if query else f"/{path}"
