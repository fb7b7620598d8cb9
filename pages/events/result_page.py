"""One result of an imported event: its analysis, and the claim that makes it your race."""

from __future__ import annotations

from datetime import date
from functools import partial
from uuid import UUID

import streamlit as st

from coach.engines.field import group_name
from coach.races import claim_result
from data.cache import Revision, cached
from data.db import User
from data.errors import AppError
from data.events import EventResult, find_result
from pages import errors
from pages.events.event_list import own_event
from pages.races.race_list import own_races
from pages.session import require_user
from pages.split_view.addresses import back_link
from pages.split_view.cells import plain
from pages.split_view.view import Heading, Subject, show_analysis

FIRST_RACE = date(2017, 1, 1)


def show_result(user: User, at: Revision, event_id: UUID, result_id: UUID) -> None:
    result = cached(at, "event_result", user.id, result_id, read=lambda: find_result(user, event_id, result_id))
    back_link("events/page.py", f"All results of {plain(result.event_name)}", (("event", str(event_id)),))
    _draw_claim(user, at, event_id, result_id)
    heading = Heading(result.name or "Without a name", _about(result))
    subject = Subject(event_id=event_id, result_id=result_id)
    show_analysis(user, at, subject, heading, partial(_draw_compare, event_id, result_id))


def _draw_compare(event_id: UUID, result_id: UUID) -> None:
    if st.button("Compare", key="compare_result", icon=":material/compare_arrows:"):
        st.switch_page("compare/page.py", query_params={"ids": f"{event_id}.{result_id}"})


def _about(result: EventResult) -> str:
    age = result.age_group if result.division != "adaptive" else None
    group = group_name(result.division, result.gender, age or "all")
    status = "" if result.status == "finished" else result.status.upper()
    penalty = result.penalty_note or ""
    parts = [result.event_name, group, result.nationality or "", status, penalty, "visible to you only"]
    return " · ".join(part for part in parts if part)


def _draw_claim(user: User, at: Revision, event_id: UUID, result_id: UUID) -> None:
    races = own_races(user, at)
    claimed = races[races["event_result_id"] == result_id]
    if not claimed.empty:
        _draw_link(UUID(str(claimed.iloc[0]["id"])))
        return
    with st.popover("Claim as my race", icon=":material/flag:"):
        st.markdown("Result files hold no date. When did you race?")
        st.date_input(
            "Race date",
            own_event(user, at, event_id).race_date,
            min_value=FIRST_RACE,
            max_value="today",
            key="claim_date",
        )
        st.caption("You can leave it empty and add it later.")
        st.button("Add to my races", type="primary", key="claim_result", on_click=_claim, args=(event_id, result_id))


def _claim(event_id: UUID, result_id: UUID) -> None:
    """Runs before the page is drawn again, which then shows the link to the race."""
    try:
        claim_result(require_user(), event_id, result_id, st.session_state["claim_date"])
    except AppError as error:
        errors.show(error)
    else:
        st.toast("Added to your races", icon=":material/check:")


def _draw_link(race_id: UUID) -> None:
    st.page_link(
        "races/page.py",
        label="This is your race: open it in My races",
        icon=":material/flag:",
        query_params={"race": str(race_id)},
    )
