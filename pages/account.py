"""The signed-in athlete in the sidebar, and the profile that comes first."""

from __future__ import annotations

from html import escape
from pathlib import Path
from typing import NoReturn
from urllib.parse import parse_qs, urlsplit

import streamlit as st
from streamlit.navigation.page import Page

from data.db import User
from data.keys import form_token
from data.profiles import Profile, find_profile
from pages.session import here, session_token

PAGES = Path(__file__).resolve().parent
KNOWN = "known_athlete"


def is_ready(user: User) -> bool:
    """Whether the profile is complete; asks the database until it is, then remembers the name."""
    known = st.session_state.get(KNOWN)
    if known and known[0] == user.id:
        return True
    profile = find_profile(user)
    if profile is None or not profile.profile_complete:
        return False
    remember(profile)
    return True


def remember(profile: Profile) -> None:
    """Call after the profile has changed."""
    if profile.profile_complete:
        st.session_state[KNOWN] = (profile.user_id, profile.display_name)


def sidebar(user: User) -> None:
    known = st.session_state.get(KNOWN)
    name = f"<strong>{escape(known[1])}</strong><br>" if known and known[0] == user.id else ""
    with st.sidebar:
        st.html(
            f"<div class='ck-account'><p>{name}<small>{escape(user.email)}</small></p>"
            f"<form method='post' action='/auth/logout'>"
            f"<input type='hidden' name='form_token' value='{form_token(session_token())}'>"
            f"<button class='ck-button ck-quiet' type='submit'>Sign out</button></form></div>"
        )


def finish_profile_first(profile_page: Page, *, wanted: Page) -> NoReturn:
    """To the profile; the address keeps where the athlete wanted to go."""
    query = {"next": here(wanted.url_path)} if wanted.url_path else {}
    st.switch_page(profile_page, query_params=query)


def go_where_wanted() -> NoReturn:
    """On to the page that had to wait for the profile, else to the start."""
    wanted = urlsplit(st.query_params.get("next", ""))
    noun = wanted.path.strip("/")
    if not (noun.isidentifier() and (PAGES / noun / "page.py").is_file()):
        st.switch_page("landing/page.py")
    st.switch_page(f"{noun}/page.py", query_params=parse_qs(wanted.query))
