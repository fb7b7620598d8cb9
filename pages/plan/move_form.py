"""A session moved or copied to another day; what speaks against a day is said before it is chosen."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import streamlit as st

from coach.engines.day_moves import Move
from coach.opened_sessions import move_choices
from coach.plan_days import copy_day, move_day
from data.db import User
from data.plan_days import PlanDay
from pages.plan.words import day_words
from pages.split_view.cells import plain

OTHER = "Another day"


def draw_move(user: User, day: PlanDay, today: date, expected: datetime | None) -> str:
    """What to say when it is moved, or nothing yet."""
    form = f"plan-day-{day.id}-move"
    moves = {move.on.isoformat(): move for move in move_choices(user, day, today)}
    best = min(moves, key=lambda name: len(moves[name].warnings), default=OTHER)
    options = [*moves, OTHER]
    chosen = st.radio(
        "To which day?", options, options.index(best), key=f"{form}-day", format_func=lambda name: _label(moves, name),
        captions=[_caption(moves, name) for name in options],
    )  # fmt: skip
    to: date | None = moves[chosen].on if chosen in moves else None
    if to is None:
        to = st.date_input("Which day?", day.date + timedelta(days=1), key=f"{form}-to")
    why = st.text_input("Why (optional)", key=f"{form}-why", max_chars=300)
    has_warning = chosen in moves and bool(moves[chosen].warnings)
    label = "Move it all the same" if has_warning else "Move it"
    if not st.button(label, type="primary", key=f"{form}-do", width="stretch") or to is None:
        return ""
    move_day(user, day.id, to, expected, why)
    return f"Moved to {day_words(to)}"


def draw_copy(user: User, day: PlanDay) -> str:
    form = f"plan-day-{day.id}-copy"
    to = st.date_input("To which day?", day.date + timedelta(days=1), key=f"{form}-to")
    why = st.text_input("Why (optional)", key=f"{form}-why", max_chars=300)
    if not st.button("Copy it", type="primary", key=f"{form}-do", width="stretch") or to is None:
        return ""
    copy_day(user, day.id, to, why)
    return f"Copied to {day_words(to)}"


def _label(moves: dict[str, Move], name: str) -> str:
    if name not in moves:
        return OTHER
    warning = " :orange-badge[not ideal]" if moves[name].warnings else ""
    return f"{day_words(moves[name].on)}{warning}"


def _caption(moves: dict[str, Move], name: str) -> str:
    return plain(" ".join(moves[name].warnings)) if name in moves else ""
