"""Choosing what to compare: your races, and results found by name in the events you imported."""

from __future__ import annotations

from uuid import UUID

import streamlit as st

from data.cache import Revision, cached
from data.db import User
from data.events import ResultFilter, event_results
from pages.compare.contenders import MOST
from pages.events.event_list import own_events
from pages.events.result_rows import result_label
from pages.races.race_list import own_races
from pages.split_view.cells import clock_cell, date_cell

MATCHES = 8
LEAST_LETTERS = 2


def chosen_tokens() -> tuple[str, ...]:
    """What the address names, without repetition, six at most."""
    tokens = [token.strip() for token in st.query_params.get("ids", "").split(",")]
    return tuple(dict.fromkeys(token for token in tokens if token))[:MOST]


def show_choice(user: User, at: Revision) -> tuple[str, ...]:
    """The widgets; returns what is chosen."""
    st.title("Compare", anchor=False)
    tokens = chosen_tokens()
    with st.expander("Choose two to six races", expanded=len(tokens) < 2):
        _choose_races(user, at, tokens)
        _find_results(user, at, tokens)
    return tokens


def _choose_races(user: User, at: Revision, tokens: tuple[str, ...]) -> None:
    titles = _race_titles(user, at)
    if not titles:
        st.caption("You have no races yet. Add one under My races, or find results below.")
        return
    st.multiselect(
        "Your races",
        list(titles),
        default=[token for token in tokens if token in titles],
        format_func=titles.__getitem__,
        max_selections=MOST,
        key=f"compare_races_{','.join(tokens)}",
        on_change=_take_races,
        args=(tokens, tuple(titles)),
    )


def _take_races(tokens: tuple[str, ...], own: tuple[str, ...]) -> None:
    picked = st.session_state[f"compare_races_{','.join(tokens)}"]
    _choose([token for token in tokens if token not in own or token in picked], picked)


def _find_results(user: User, at: Revision, tokens: tuple[str, ...]) -> None:
    imported = {event.id: event.name for event in own_events(user, at)}
    if not imported:
        st.caption("To compare with other athletes, import an event under Events.")
        return
    event_id = st.selectbox("Event", list(imported), format_func=imported.__getitem__, key="compare_event")
    name = st.text_input("Find somebody by name", key="compare_name", placeholder="At least two letters").strip()
    if len(name) >= LEAST_LETTERS and event_id is not None:
        _draw_matches(user, at, event_id, name, tokens)


def _draw_matches(user: User, at: Revision, event_id: UUID, name: str, tokens: tuple[str, ...]) -> None:
    wanted = ResultFilter(name=name)
    found = cached(
        *(at, "compare_matches", user.id, event_id, wanted),
        read=lambda: event_results(user, event_id, wanted, 1, MATCHES),
    )
    if found.frame.empty:
        st.caption("Nobody in this event has that name.")
    for row in found.frame.to_dict("records"):
        token = f"{event_id}.{row['id']}"
        st.button(
            result_label(row),
            key=f"add_{token}",
            icon=":material/add:",
            on_click=_choose,
            args=(list(tokens), [token]),
            disabled=token in tokens or len(tokens) >= MOST,
            width="stretch",
        )
    if found.total > MATCHES:
        st.caption(f"{found.total - MATCHES:,} more: type more of the name.")


def _choose(tokens: list[str], more: list[str]) -> None:
    together = list(dict.fromkeys([*tokens, *more]))[:MOST]
    if together:
        st.query_params["ids"] = ",".join(together)
    else:
        st.query_params.pop("ids", None)


def _race_titles(user: User, at: Revision) -> dict[str, str]:
    """Your races by token, newest first."""
    titles = {}
    for race in own_races(user, at).to_dict("records"):
        when = f", {date_cell(race['race_date'])}" if race["race_date"] else ""
        titles[str(race["id"])] = f"{race['race_name']}{when} · {clock_cell(race['total_seconds'])}"
    return titles
