"""This month and the next, week by week: what each asks for, how much of it is done, and a mark per session."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Protocol

import streamlit as st

from coach.engines.plan_weeks import totals_of
from coach.engines.units import System
from coach.two_months import SeenWeek, two_months
from data.cache import Revision, cached
from data.db import User
from data.errors import NotFound
from pages.plan.calendar_rows import Rows, draw_week_grid
from pages.plan.words import PHASES, seen_of, totals_words, unplanned_words
from pages.split_view.cells import plain


class Span(Protocol):
    @property
    def on(self) -> date: ...
    @property
    def today(self) -> date: ...
    @property
    def system(self) -> System: ...
    @property
    def mondays(self) -> list[date]: ...


def draw_two_months(user: User, at: Revision, rows: Rows, shown: Span, go: Callable[[date], None]) -> None:
    weeks = cached(at, "phases", user.id, shown.today, read=lambda: _weeks(user, shown.today))
    for monday in shown.mondays:
        of_week = [row for row in rows if monday <= row["date"] < monday + timedelta(days=7)]
        totals = totals_of(seen_of(row, shown.today) for row in of_week)
        about = [_phase_words(weeks.get(monday))]
        if totals.planned_count:
            about.append(totals_words(totals, shown.system))
        about.append(unplanned_words(totals, shown.system))
        said = " · ".join(part for part in about if part)
        st.markdown(f":small[**{monday.day} {monday:%b}** {said}]")
        if totals.done_share is not None and monday <= shown.today:
            st.progress(totals.done_share)
        draw_week_grid(of_week, monday, shown.on, shown.today, go)


def _weeks(user: User, today: date) -> dict[date, SeenWeek]:
    """The weeks of the plan that rolls on; nothing for other plans."""
    try:
        return {week.monday: week for week in two_months(user, today).weeks}
    except NotFound:
        return {}


def _phase_words(seen: SeenWeek | None) -> str:
    if seen is None or seen.phase is None:
        return ""
    if seen.week and seen.week.focus:
        return plain(seen.week.focus)
    return f"{PHASES.get(seen.phase, seen.phase)}{', easier week' if seen.is_cutback else ''}"
