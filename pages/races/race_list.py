"""All races of the athlete: cards, newest first, or what to do when there are none."""

from __future__ import annotations

from functools import partial

import pandas as pd
import streamlit as st

from coach.exports import csv_of
from data.cache import Revision, cached
from data.db import User
from data.races import races, splits_by_race
from pages.countdown import show_countdown
from pages.races.race_cards import RaceCard, race_cards, rule_notes, with_group
from pages.split_view.cells import plain

ALL = "All"


def show_races(user: User, at: Revision) -> None:
    st.title("My races")
    show_countdown(user, at)
    listed = own_races(user, at)
    if listed.empty:
        _show_empty()
        return
    _show_ways_in()
    groups = list(dict.fromkeys(listed["group"]))
    group = ALL
    if len(groups) > 1:
        group = st.pills("Like for like", [ALL, *groups], default=ALL, required=True, key="race_group") or ALL
    _draw_cards(at, user, group)
    st.download_button(
        "Races as CSV",
        partial(_races_csv, user, at),
        file_name="races.csv",
        mime="text/csv",
        on_click="ignore",
        icon=":material/download:",
    )


def own_races(user: User, at: Revision) -> pd.DataFrame:
    """One row per race, newest first, with the group it is compared in."""
    return cached(at, "races_with_group", user.id, read=lambda: with_group(races(user)))


def _show_empty() -> None:
    st.markdown("**See where your minutes are.** Add your first race in one of three ways:")
    _show_ways_in()
    st.markdown(
        "- **Type it**: the finish and the splits you know, from your result page or your watch.\n"
        "- **From a file**: one result as CSV, JSON or a saved result page, or pasted text.\n"
        "- **Whole event**: import the results of an event, find yourself and claim your row."
    )


def _show_ways_in() -> None:
    with st.container(horizontal=True, gap="xsmall"):
        st.button("Type a race", key="add_typed", icon=":material/edit:", on_click=_add, args=("typed",))
        st.button("From a file", key="add_file", icon=":material/upload:", on_click=_add, args=("file",))
        if st.button("Whole event", key="add_event", icon=":material/groups:"):
            st.switch_page("events/page.py")


def _add(way: str) -> None:
    st.query_params.from_dict({"add": way})


@st.cache_data(max_entries=128, show_spinner=False)
def _draw_cards(at: Revision, user: User, group: str) -> None:
    listed = own_races(user, at)
    shown = listed if group == ALL else listed[listed["group"] == group]
    for note in rule_notes(shown):
        st.caption(note)
    for card in race_cards(shown):
        _draw_card(card)


def _draw_card(card: RaceCard) -> None:
    badges = " :primary-badge[PB]" if card.is_best else ""
    badges += " :gray-badge[simulation]" if card.is_simulation else ""
    with st.container(border=True, gap="xsmall"):
        st.page_link(
            "races/page.py",
            label=f"**{card.finish}** · {plain(card.name)}{badges}",
            icon=":material/chevron_right:",
            icon_position="right",
            query_params={"race": str(card.race_id)},
            width="stretch",
        )
        lines = [f"{card.when} · {plain(card.group)}", card.parts, card.change]
        st.caption("  \n".join(line for line in lines if line))


def _races_csv(user: User, at: Revision) -> bytes:
    """With every split, so that a race can be read from it again."""
    listed = own_races(user, at).join(splits_by_race(user), on="id")
    return csv_of(listed.drop(columns=["id", "event_id", "event_result_id"]))
