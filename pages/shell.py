"""The entry script of every page: style, who is signed in, navigation. It runs on every rerun, so it stays cheap."""

from __future__ import annotations

import streamlit as st

from data.errors import AppError
from pages import account, errors, session
from pages.theme import apply_style

LANDING = st.Page("landing/page.py", title="Coach K", default=True, visibility="hidden")
RACES = st.Page("races/page.py", title="My races", url_path="races")
EVENTS = st.Page("events/page.py", title="Events", url_path="events")
COMPARE = st.Page("compare/page.py", title="Compare", url_path="compare")
PROFILE = st.Page("onboarding/page.py", title="Profile", url_path="profile")
# Always all of them: with fewer, a deep link would lose its address before sign-in can keep it.
PAGES = [LANDING, RACES, EVENTS, COMPARE, PROFILE]


def main() -> None:
    apply_style()
    user = session.current_user()
    has_profile = user is not None and account.is_ready(user)
    page = st.navigation(PAGES, position="sidebar" if has_profile else "hidden")
    st.set_page_config(page_title=page.title if page == LANDING else f"{page.title} · Coach K")
    if user is None:
        if page != LANDING:
            session.ask_to_sign_in(page.url_path)
        page.run()
        return
    account.sidebar(user)
    if not has_profile and page != PROFILE:
        account.finish_profile_first(PROFILE, wanted=page)
    if page == LANDING:
        st.switch_page(RACES)
    keep_address()
    with session.running_as(user):
        page.run()


def keep_address() -> None:
    """Say the query again: a link to the page one is on changes the run, but not the browser's address."""
    st.query_params.from_dict(st.query_params.to_dict())


try:
    main()
except AppError as error:
    errors.stop_with(error)
