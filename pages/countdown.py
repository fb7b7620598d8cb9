"""The line that says how far the race is; nothing without a race ahead."""

from __future__ import annotations

from datetime import date

import streamlit as st

from coach.engines.countdown import countdown_text, days_until
from data.cache import Revision, cached
from data.db import User
from data.profiles import find_profile
from pages.log.starts import athlete_of
from pages.split_view.cells import date_cell


def race_line(days: int | None) -> str:
    """
    >>> race_line(0), race_line(33), race_line(None)
    ('Your race is today', 'Your race is in 33 days', '')
    """
    return f"Your race is {countdown_text(days)}" if days is not None else ""


def show_countdown(user: User, at: Revision) -> None:
    """Counted on the athlete's own calendar."""
    profile = cached(at, "profile", user.id, read=lambda: find_profile(user))
    race_on = profile.race_date if profile else None
    line = countdown_line(race_on, athlete_of(user, at).today)
    if line:
        st.markdown(line)


def countdown_line(race_on: date | None, today: date) -> str:
    """Markdown: the days, and the date.

    >>> countdown_line(date(2026, 3, 2), date(2026, 3, 1)), countdown_line(date(2026, 2, 1), date(2026, 3, 1))
    (':material/flag: **Your race is tomorrow** :gray[· 2 Mar 2026]', '')
    """
    line = race_line(days_until(race_on, today))
    return f":material/flag: **{line}** :gray[· {date_cell(race_on)}]" if line else ""
