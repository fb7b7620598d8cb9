"""Availability: how long on which day, and which times somebody likes."""

from __future__ import annotations

from typing import Any, Final, get_args

import streamlit as st

from data.profile_parts import Weekday
from data.profiles import Profile
from pages.settings.section_form import Bounds, Messages, key_of, number_box, say

NAME: Final = "availability"
WEEKDAYS: Final[tuple[Weekday, ...]] = get_args(Weekday)
TIMES: Final = {"morning": "Morning", "midday": "Midday", "evening": "Evening"}


def draw_availability(profile: Profile, messages: Messages) -> dict[str, Any]:
    habits = profile.preferences
    st.caption("Minutes you can train on each day. 0 is a day off; leave empty what changes from week to week.")
    minutes: dict[Weekday, int] = {}
    with st.grid(2, min_column_width=140) as grid:
        for weekday in WEEKDAYS:
            with grid.cell():
                kept_minutes = habits.availability_minutes.get(weekday)
                typed = number_box(weekday.title(), key_of(NAME, weekday), kept_minutes, Bounds(0, 600, 15))
                say(messages, weekday)
            if typed is not None:
                minutes[weekday] = int(typed)
    hours = _hours(profile, messages)
    training_time = st.segmented_control(
        "You like to train in the",
        list(TIMES),
        default=habits.training_time,
        format_func=TIMES.__getitem__,
        width="stretch",
        key=key_of(NAME, "training_time"),
    )
    long_run_day = st.selectbox(
        "Day for the long run",
        [None, *WEEKDAYS],
        [None, *WEEKDAYS].index(habits.long_run_day),
        format_func=lambda day: day.title() if day else "Any day",
        key=key_of(NAME, "long_run_day"),
    )
    changed = {"availability_minutes": minutes, "training_time": training_time, "long_run_day": long_run_day}
    kept = habits.model_dump(exclude=set(changed))
    return {"preferences": kept | changed, "weekly_availability_hours": hours}


def _hours(profile: Profile, messages: Messages) -> float | None:
    """The days add up once they are known; until then a rough number will do."""
    if (known := profile.preferences.weekly_hours) is not None:
        st.caption(f"Saved: **{known:g} hours** a week.")
        return profile.weekly_availability_hours
    kept = profile.weekly_availability_hours
    hours = number_box("Or roughly, hours a week", key_of(NAME, "hours"), kept, Bounds(0.0, 80.0, 0.5))
    say(messages, "weekly_availability_hours")
    return hours
