"""The signed-in athlete in the sidebar, and the profile that comes first."""

from __future__ import annotations

from html import escape
from typing import NoReturn

import streamlit as st
from streamlit.navigation.page import Page

from data.db import User
from data.keys import form_token
from data.profiles import Profile, find_profile
from pages.session import session_token

KNOWN = "known_athlete"
WANTED = "wanted_page"


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
    name = known[1] if known and known[0] == user.id else user.email
    with st.sidebar:
        st.html(
            f"<div class='ck-account'><p><strong>{escape(name)}</strong><br><small>{escape(user.email)}</small></p>"
            f"<form method='post' action='/auth/logout'>"
            f"<input type='hidden' name='form_token' value='{form_token(session_token())}'>"
            f"<button class='ck-button ck-quiet' type='submit'>Sign out</button></form></div>"
        )


def finish_profile_first(profile_page: Page, *, wanted: Page) -> NoReturn:
    """Goes to the profile and keeps where the athlete wanted to go."""
    st.session_state[WANTED] = (wanted, st.query_params.to_dict())
    st.switch_page(profile_page)


def go_where_wanted() -> NoReturn:
    """On to the page that had to wait for the profile, else to the races."""
    wanted, query = st.session_state.pop(WANTED, ("landing/page.py", {}))
    st.switch_page(wanted, query_params=query)
