"""All achievements: what is earned, newest first, then the rest with how far it is."""

from __future__ import annotations

import streamlit as st

from coach.achievements import Achievement, achievements
from data.achievements import CATEGORIES
from data.cache import Revision
from data.db import User
from pages.goals.achievement_words import progress_words
from pages.split_view.cells import date_cell, plain

ALL = "all"


def show_achievements(user: User, at: Revision) -> None:
    known = achievements(user, at)
    earned_count = sum(one.earned_at is not None for one in known)
    st.markdown(f"**{earned_count} of {len(known)} earned.** Once earned, they stay.")
    categories = [ALL, *(name for name in CATEGORIES if any(one.category == name for one in known))]
    chosen = st.pills(
        "Category", categories, default=ALL, required=True, format_func=str.capitalize, key="achievement_category"
    )
    _draw(at, user, chosen or ALL)


@st.cache_data(max_entries=128, show_spinner=False)
def _draw(at: Revision, user: User, category: str) -> None:
    shown = [one for one in achievements(user, at) if category in (ALL, one.category)]
    earned = sorted((one for one in shown if one.earned_at), key=lambda one: str(one.earned_at), reverse=True)
    if earned:
        st.subheader("Earned", anchor=False)
        _draw_cards(earned)
    still_open = sorted((one for one in shown if not one.earned_at), key=lambda one: -(one.share or 0))
    if still_open:
        st.subheader("Still to earn, the closest first", anchor=False)
        _draw_cards(still_open)


def _draw_cards(cards: list[Achievement]) -> None:
    with st.grid(3, min_column_width=260) as grid:
        for card in cards:
            with grid.cell(), st.container(border=True, gap="xsmall", height="stretch"):
                _draw_card(card)


def _draw_card(card: Achievement) -> None:
    st.markdown(f":material/{card.icon_name}: **{plain(card.name)}**")
    if card.earned_at is not None:
        st.caption(plain(card.description))
        st.markdown(f":primary-badge[earned {date_cell(card.earned_at)}]")
        return
    st.caption(plain(card.description))
    if card.share is not None:
        st.progress(card.share)
    st.caption(plain(progress_words(card)))
