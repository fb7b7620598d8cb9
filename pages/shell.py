"""The entry script of every page: style, who is signed in, navigation. It runs on every rerun, so it stays cheap."""

from __future__ import annotations

import streamlit as st

from data.errors import AppError
from pages import account, errors, session
from pages.theme import apply_style

LANDING = st.Page("landing/page.py", title="Coach K", default=True, visibility="hidden")
TODAY = st.Page("today/page.py", title="Today", url_path="today")
PROFILE = st.Page("onboarding/page.py", title="Profile", url_path="profile")
# Always all of them: with fewer, a deep link would lose its address before sign-in can keep it.
PAGES = {
    "Train": [
        LANDING,
        TODAY,
        st.Page("chat/page.py", title="Coach K", url_path="chat"),
        st.Page("log/page.py", title="Training log", url_path="log"),
        st.Page("activities/page.py", title="Activities", url_path="activities"),
        st.Page("activity_import/page.py", title="Import", url_path="import"),
        st.Page("plan/page.py", title="Plan", url_path="plan"),
        st.Page("progress/page.py", title="Progress", url_path="progress"),
        st.Page("fitness/page.py", title="Fitness", url_path="fitness"),
        st.Page("records/page.py", title="Records", url_path="records"),
        st.Page("goals/page.py", title="Goals", url_path="goals"),
    ],
    "Race": [
        st.Page("races/page.py", title="My races", url_path="races"),
        st.Page("events/page.py", title="Events", url_path="events"),
        st.Page("compare/page.py", title="Compare", url_path="compare"),
        st.Page("planner/page.py", title="Race planner", url_path="planner"),
    ],
    "Share": [
        st.Page("athletes/page.py", title="Athletes", url_path="athletes"),
        st.Page("explore/page.py", title="Explore", url_path="explore"),
    ],
    "More": [
        PROFILE,
        st.Page("settings/page.py", title="Settings", url_path="settings"),
    ],
}


def main() -> None:
    apply_style()
    user = session.current_user()
    has_profile = user is not None and account.is_ready(user)
    page = st.navigation(PAGES, position="sidebar" if has_profile else "hidden", expanded=True)
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
        st.switch_page(TODAY)
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
