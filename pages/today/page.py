"""Today: what to do now, and where you stand. No charts here: it is the page that opens first."""

from __future__ import annotations

from typing import Literal

import streamlit as st

from coach.today import Today, today
from data.today import PlannedSession
from pages import celebrations
from pages.countdown import race_line
from pages.session import require_user
from pages.split_view.cells import date_cell, plain
from pages.today.plan_now import draw_assumed, draw_week_told, method_line, now_of
from pages.today.standing import draw_readiness, draw_standing
from pages.today.words import SESSION_ICONS, logged_line, session_lines, system_of, weekday

ButtonKind = Literal["primary", "secondary"]

user = require_user()


def show(seen: Today) -> None:
    race = race_line(seen.days_to_race)
    st.markdown(f"# Today\n\n:gray[{weekday(seen.day)}]" + (f" · **{race}**" if race else ""))
    _ask_about_race(seen)
    if seen.unwell:
        st.info(f"You noted an {seen.unwell}. Getting well comes first; the plan waits.", icon=":material/healing:")
    now = now_of(user, seen.at, seen.day)
    if now is not None:
        draw_week_told(now, system_of(seen))
    waiting = [session for session in seen.sessions if session.is_open]
    for place, session in enumerate(seen.sessions):
        _show_session(seen, session, is_first=bool(waiting) and session == waiting[0], place=place)
    _show_logged(seen)
    if not waiting:
        _show_free_day(seen)
    if now is not None:
        st.caption(method_line(now))
        draw_assumed(now, system_of(seen))
    draw_readiness(seen.at, user, seen)
    draw_standing(seen.at, user, seen)


def _ask_about_race(seen: Today) -> None:
    """A race date that is past and has no result counts down to nothing."""
    if seen.past_race_on is None:
        return
    with st.container(border=True, gap="xsmall"):
        st.markdown(f"**Your race was on {date_cell(seen.past_race_on)}.** How did it go?")
        with st.container(horizontal=True, gap="small"):
            st.page_link("races/page.py", label="Add the result", icon=":material/flag:", query_params={"add": "typed"})
            st.page_link("onboarding/page.py", label="Set a new race date", icon=":material/event:")


def _show_session(seen: Today, session: PlannedSession, *, is_first: bool, place: int) -> None:
    with st.container(border=True, gap="small"):
        icon = SESSION_ICONS[session.session_type]
        badge = " :green-badge[done]" if session.is_completed else " :gray-badge[skipped]" if session.is_skipped else ""
        st.markdown(f"### {icon} {plain(session.title)}{badge}\n\n{session_lines(session, system_of(seen))}")
        if session.is_open:
            _show_actions(session, is_first=is_first, place=place)


def _show_actions(session: PlannedSession, *, is_first: bool, place: int) -> None:
    """Log first: it is what a thumb looks for between two sets."""
    kind: ButtonKind = "primary" if is_first else "secondary"
    with st.container(horizontal=True, gap="small"):
        if st.button("Log it", type=kind, key=f"log_{place}", icon=":material/check:", width="stretch"):
            st.switch_page("log/page.py", query_params={"new": session.session_type, "from": f"day-{session.day_id}"})
        if st.button("Start timer", key=f"start_{place}", icon=":material/timer:", width="stretch"):
            st.switch_page("log/page.py", query_params={"timer": "1"})


def _show_logged(seen: Today) -> None:
    planned = {session.linked_workout_log_id for session in seen.sessions}
    lines = [
        f"- :material/check: {logged_line(session, system_of(seen))}"
        for session in seen.logged
        if session.id not in planned
    ]
    if lines:
        st.markdown("\n".join(["**Logged today**", "", *lines]))


def _show_free_day(seen: Today) -> None:
    """Nothing is waiting: say why, and what may come next."""
    is_done = any(session.is_completed for session in seen.sessions) or bool(seen.logged)
    st.markdown(f"#### {_free_day_words(seen, is_done=is_done)}")
    if seen.next_session is not None:
        following = seen.next_session
        st.markdown(f":gray[Next: {plain(following.title)}, {weekday(following.date)}]")
    with st.container(horizontal=True, gap="small"):
        kind: ButtonKind = "secondary" if is_done else "primary"
        if st.button("Log a session", type=kind, key="log_free", icon=":material/add:", width="stretch"):
            st.switch_page("log/page.py")
        if not seen.has_plan and st.button("Make a plan", key="make_plan", icon=":material/event:", width="stretch"):
            st.switch_page("plan/page.py")


def _free_day_words(seen: Today, *, is_done: bool) -> str:
    if is_done:
        return "Done for today"
    if seen.sessions and all(session.is_rest_day for session in seen.sessions):
        return "Rest today: it is part of the training"
    if seen.has_plan:
        return "Nothing is planned today"
    return "No plan yet: log what you do, or make a plan for your race"


seen_now = today(user)
celebrations.show_new(user, seen_now.at)
show(seen_now)
