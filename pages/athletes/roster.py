"""The coach's athletes at a glance, and the way to add one."""

from __future__ import annotations

import streamlit as st

from coach.coach_access import RosterRow, accept_code, roster
from data.db import User
from data.errors import AppError
from pages import errors
from pages.athletes.words import roster_lines
from pages.split_view.cells import plain


def show_roster(user: User, code: str) -> None:
    """`code` is from the link of an invitation: accepting still takes a click."""
    rows = roster(user)
    if code or not rows:
        _show_accept(user, code)
    for row in rows:
        _show_row(row)
    if rows and not code:
        with st.expander("Add an athlete"):
            _show_accept(user, "")


def _show_row(row: RosterRow) -> None:
    badges = "".join(f" :orange-badge[{plain(flag)}]" for flag in row.flags)
    with st.container(border=True, gap="xsmall"):
        st.page_link(
            "athletes/page.py",
            label=f"**{plain(row.name)}**",
            icon=":material/chevron_right:",
            icon_position="right",
            query_params={"athlete": str(row.athlete_id)},
            width="stretch",
        )
        if badges:  # not in the caption, which is too pale for them
            st.markdown(badges.strip())
        st.caption("  \n".join(roster_lines(row)))


def _show_accept(user: User, code: str) -> None:
    with st.form("accept_code", border=False):
        st.markdown(
            "**Coach somebody.** Ask them to open Athletes, *Who sees my data*, and to give you a code."
            " They choose what you see, and learn your name and e-mail address."
        )
        typed = st.text_input("Code", code, max_chars=40, placeholder="ABCD-EFGH-JKMN", key="code")
        is_sent = st.form_submit_button("Accept", type="primary", width="stretch")
    if is_sent:
        _accept(user, typed)


def _accept(user: User, code: str) -> None:
    try:
        athlete = accept_code(user, code)
    except AppError as refused:
        errors.show(refused)
        return
    st.query_params.from_dict({"athlete": str(athlete.athlete_id)})
    st.rerun()
