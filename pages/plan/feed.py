"""The plan in a calendar of one's own, and the week's sessions on a watch."""

from __future__ import annotations

from datetime import date, timedelta
from functools import partial

import streamlit as st

from coach.calendar_feed import WorkoutFile, end_feed, new_feed_address, week_files
from coach.engines.streaks import monday_of
from data.cache import Revision, cached
from data.calendar_feeds import CalendarFeed, find_feed
from data.db import User
from data.errors import AppError, NotFound
from pages import errors
from pages.log.starts import athlete_of
from pages.plan.words import day_words
from pages.session import require_user
from pages.split_view.addresses import back_link
from pages.split_view.cells import date_cell

ADDRESS = "calendar_address"
HOW = {
    "iPhone, iPad": "Settings → Apps → Calendar → Calendar Accounts → Add Account → Other → Add Subscribed Calendar.",
    "Google Calendar": "On a computer: Other calendars → + → From URL. Google looks again about once a day.",
    "Outlook": "Calendar → Add calendar → Subscribe from web.",
}  # fmt: skip
TO_WATCH = (
    "Unpack it, connect the watch by cable and copy the files to GARMIN/NewFiles. After unplugging they are under"
    " Training → Workouts."
)


def show_feed(user: User, at: Revision) -> None:
    back_link("plan/page.py", "Back to the plan")
    st.title("Calendar and watch", anchor=False)
    _draw_subscription(find_feed(user))
    _draw_watch(user, at, athlete_of(user, at).today)


def forget_address() -> None:
    """It is shown once: after leaving the page only a new one can be made."""
    st.session_state.pop(ADDRESS, None)


def _draw_subscription(feed: CalendarFeed | None) -> None:
    st.markdown("##### Your plan in your calendar")
    address = st.session_state.get(ADDRESS)
    if address and feed:
        st.markdown("**Copy this address now; it is shown only once.**")
        st.code(address, language=None, wrap_lines=True)
        st.warning("Whoever has this address can read your plan, without signing in. Keep it to yourself.")
    elif feed:
        read = f"last read on {date_cell(feed.last_read_at)}" if feed.last_read_at else "not read by a calendar yet"
        st.markdown(f"An address exists since {date_cell(feed.created_at)}, {read}.")
    else:
        st.markdown("A calendar can subscribe to your plan and stays up to date by itself.")
    with st.container(horizontal=True, gap="xsmall"):
        label = "Make a new address" if feed else "Make an address"
        help_text = "The old address ends at once." if feed else None
        st.button(label, key="make_feed", type="secondary" if feed else "primary", help=help_text, on_click=_make)
        if feed:
            st.button("End the address", key="end_feed", on_click=_end)
    if feed:
        st.markdown("\n".join(f"- **{program}:** {how}" for program, how in HOW.items()))


def _draw_watch(user: User, at: Revision, today: date) -> None:
    st.markdown("##### This week to your watch")
    this_monday = monday_of(today)
    for label, monday in (("This week", this_monday), ("Next week", this_monday + timedelta(days=7))):
        file = cached(at, "week_files", user.id, monday, read=partial(_files, user, monday))
        span = f"{day_words(monday)} – {day_words(monday + timedelta(days=6))}"
        if file is None:
            st.caption(f"{label} ({span}): nothing is open, so there is nothing to send.")
            continue
        st.download_button(
            f"{label} to your watch ({span})", file.content, file.name, "application/zip", key=f"watch_{monday}",
            icon=":material/watch:", on_click="ignore", width="stretch",
        )  # fmt: skip
    st.caption(f"Every session as a FIT workout in a zip. {TO_WATCH}")


def _files(user: User, monday: date) -> WorkoutFile | None:
    try:
        return week_files(user, monday)
    except NotFound:
        return None


def _make() -> None:
    try:
        st.session_state[ADDRESS] = new_feed_address(require_user())
    except AppError as error:
        errors.show(error)


def _end() -> None:
    forget_address()
    try:
        end_feed(require_user())
    except AppError as error:
        errors.show(error)
    else:
        st.toast("Nobody can read your calendar by its address any more", icon=":material/check:")
