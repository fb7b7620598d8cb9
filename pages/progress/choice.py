"""Which days and types the page shows."""

from __future__ import annotations

from datetime import date, timedelta
from typing import NamedTuple

import streamlit as st

from coach.engines.streaks import monday_of
from coach.engines.units import System
from data.progress import Window
from data.workouts import SESSION_TYPES
from pages.today.words import SESSION_NAMES

# In weeks, the running one included, so that the first week is whole.
RANGES = {"12 weeks": 12, "6 months": 26, "1 year": 52}
ALL, OWN = "All", "Own dates"
EARLIEST = date(1990, 1, 1)


class Choice(NamedTuple):
    """`label` says the range inside a sentence; `system` is the athlete's units."""

    window: Window
    label: str
    system: System = "metric"


def show_choice(today: date, first_on: date | None, *, has_types: bool) -> Choice:
    """Range and, where they matter, types; no type chosen means all of them."""
    chosen = st.pills("Range", [*RANGES, ALL, OWN], default="12 weeks", required=True, key="progress_range")
    first, last = _days(chosen or "12 weeks", today, first_on)
    types = (
        st.pills(
            "Types", SESSION_TYPES, selection_mode="multi", key="progress_types", format_func=SESSION_NAMES.__getitem__
        )
        if has_types
        else []
    )
    label = f"{first.day} {first:%b %Y} – {last.day} {last:%b %Y}"
    return Choice(Window(first, last, tuple(types) or SESSION_TYPES), label)


def _days(chosen: str, today: date, first_on: date | None) -> tuple[date, date]:
    if chosen in RANGES:
        return _weeks_back(today, RANGES[chosen]), today
    beginning = first_on or _weeks_back(today, 12)
    if chosen == ALL:
        return min(beginning, today), today
    with st.container(horizontal=True):
        first = st.date_input("From", _weeks_back(today, 12), min_value=EARLIEST, max_value=today, key="progress_first")
        last = st.date_input("Until", today, min_value=EARLIEST, max_value=today, key="progress_last")
    if first > last:
        st.warning("The first day is after the last one: the two are swapped.")
    return min(first, last), max(first, last)


def _weeks_back(today: date, weeks: int) -> date:
    """The Monday so many weeks ago, the running week counted."""
    return monday_of(today) - timedelta(weeks=weeks - 1)
