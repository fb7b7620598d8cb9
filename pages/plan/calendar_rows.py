"""Sessions of the calendar as rows and as days of a grid, and what their marks mean."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from datetime import date, timedelta
from typing import Any
from uuid import UUID

import streamlit as st

from coach.engines.units import System
from pages.plan.day_dialog import open_day
from pages.plan.words import COLORS, STATES, TYPES, WEEKDAYS, length_words, mark_of, seen_of, state_of
from pages.split_view.cells import plain

Rows = list[dict[Hashable, Any]]


def draw_row(row: dict[Hashable, Any], today: date, system: System) -> None:
    """A planned session opens here, a log in the training log."""
    seen = seen_of(row, today)
    done = length_words(seen.done_m, seen.done_min, system)
    state = STATES[seen.state] + (f": {done}" if done else "")
    about = " · ".join(part for part in (length_words(seen.planned_m, seen.planned_min, system), state) if part)
    kind = row["session_type"]
    label = f":{COLORS[kind]}-badge[{TYPES[kind]}] **{plain(title_of(row))}** {about} {mark_of(seen.state)}"
    if row["kind"] == "planned":
        st.button(label, key=f"day_{row['id']}", width="stretch", on_click=open_day, args=(UUID(str(row["id"])),))
    else:
        st.page_link("log/page.py", label=label, query_params={"workout": str(row["id"])}, width="stretch")


def draw_weekdays() -> None:
    with st.grid(7, min_column_width=40, wrap=False, gap=4):
        for name in WEEKDAYS:
            st.caption(name)


def draw_week_grid(rows: Rows, monday: date, on: date, today: date, go: Callable[[date], None]) -> None:
    """A button per day: the colour is the type, the mark what became of it, the words are for wide screens."""
    with st.grid(7, min_column_width=40, wrap=False, gap=4):
        for day in (monday + timedelta(days=offset) for offset in range(7)):
            of_day = [row for row in rows if row["date"] == day]
            kind: Any = "primary" if day == on else "secondary" if day.month == on.month else "tertiary"
            st.button(
                _cell(day, of_day, on, today), key=f"on_{day}", type=kind, width="stretch",
                help=", ".join(str(row["title"]) for row in of_day) or None, on_click=go, args=(day,),
            )  # fmt: skip


def _cell(day: date, rows: Rows, on: date, today: date) -> str:
    """The chosen day is filled with the accent, on which no other colour can be read."""
    number = f"**{day.day}**" if day == today else str(day.day)
    marks = []
    for row in rows[:3]:
        mark = mark_of(state_of(row, today))
        colored = mark if day == on else f":{COLORS[row['session_type']]}[{mark}]"
        marks.append(f"{colored} *{plain(title_of(row))}*")
    return " ".join([number, *marks, *(["…"] if len(rows) > 3 else [])])


def title_of(row: dict[Hashable, Any]) -> str:
    return str(row["title"] or TYPES[row["session_type"]])


def draw_legend() -> None:
    """No caption: it pales what it holds, and badges can be read no more."""
    types = " ".join(f":{COLORS[kind]}-badge[{name}]" for kind, name in TYPES.items())
    states = " · ".join(f"{mark_of(state)} {name}" for state, name in STATES.items())
    st.markdown(f":small[{types}]  \n:small[{states}]")
