"""Every version and every rebuilding of the plans that roll on, newest first, with what changed and why."""

from __future__ import annotations

import streamlit as st

from coach.plan_history import HistoryLine, plan_history
from data.cache import Revision, cached
from data.db import User
from pages.plan.refresh_words import KINDS, change_count_words, draw_changes
from pages.split_view.addresses import back_link
from pages.split_view.cells import date_cell, plain

PER_PAGE = 20


def show_history(user: User, at: Revision) -> None:
    back_link("plan/page.py", "Back to the plan")
    st.title("History", anchor=False)
    lines = cached(at, "plan_history", user.id, read=lambda: plan_history(user))
    if not lines:
        st.caption("Nothing yet: a running plan writes its history here, one line for each change.")
        return
    shown = st.session_state.setdefault("history_shown", PER_PAGE)
    for number, line in enumerate(lines[:shown]):
        _draw_line(line, is_open=number == 0)
    if len(lines) > shown:
        st.caption(f"The newest {shown} of {len(lines)}.")
        st.button("Show more", key="more_history", on_click=_more)


def _draw_line(line: HistoryLine, *, is_open: bool) -> None:
    version = f" · version {line.version_number}" if line.version_number is not None else ""
    when = f"{date_cell(line.at)}, {line.at:%H:%M} UTC{version}"
    if line.kind is None:
        with st.container(border=True, gap="xsmall"):
            st.markdown(f"**{plain(line.reason)}**")
            st.caption(when)
        return
    week = f" · week of {date_cell(line.week_on)}" if line.kind == "weekly" else ""
    with st.container(border=True, gap="xsmall"):
        st.markdown(f"**{KINDS[line.kind]}**{week}")
        st.caption(when)
        with st.expander(change_count_words(line.changes).capitalize(), expanded=is_open):
            draw_changes(line.review, line.changes)


def _more() -> None:
    st.session_state["history_shown"] += PER_PAGE
