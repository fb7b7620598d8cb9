"""Table cells as people read them. Each takes whatever a frame holds, so that a Styler can use it."""

from __future__ import annotations

import re
from datetime import date, datetime
from typing import Any

import pandas as pd

from coach.engines.clock import NO_TIME, format_clock, format_gap
from coach.engines.field import faster_than_text
from pages.theme import LIGHT

WORTH_COLOR_S = 5.0
ADDRESS = re.compile(r"https?:(?=//)|www(?=\.)|(?<=[-.\w+])@(?=[-\w])", re.IGNORECASE)
MARKUP = re.compile(r"([\\`*_{}\[\]()#|$:~<>&^.@])")


def plain(text: str) -> str:
    """Somebody else's words inside Markdown, shown as they are: a name from a file never becomes a link.

    Browsers get addresses of pages and of people linked after the escapes are read, so one is broken by a joiner
    nobody sees.

    >>> plain("Ana [x](http://y)")
    'Ana \\\\[x\\\\]\\\\(http\\\\:\\u2060//y\\\\)'
    >>> plain("ana@example")
    'ana\\\\@\\u2060example'
    """
    unlinked = ADDRESS.sub("\\g<0>\u2060", " ".join(text.split()))
    return MARKUP.sub(r"\\\1", unlinked)


def number_of(cell: Any) -> float | None:
    """The number, or None for everything a frame calls missing."""
    return None if cell is None or pd.isna(cell) else float(cell)


def clock_cell(cell: Any) -> str:
    return format_clock(number_of(cell))


def gap_cell(cell: Any) -> str:
    return format_gap(number_of(cell))


def rank_cell(cell: Any) -> str:
    """For a column that says "faster than" in its header: 77 %."""
    return faster_than_text(number_of(cell)).removeprefix("faster than ")


def percent_cell(cell: Any) -> str:
    number = number_of(cell)
    return NO_TIME if number is None else f"{number:.1f} %"


def count_cell(cell: Any) -> str:
    number = number_of(cell)
    return NO_TIME if number is None else f"{number:,.0f}"


def text_cell(cell: Any) -> str:
    return NO_TIME if cell is None or pd.isna(cell) or cell == "" else str(cell)


def date_cell(cell: Any) -> str:
    """A day as "7 Feb 2026"."""
    if isinstance(cell, datetime):
        cell = cell.date()
    return f"{cell.day} {cell:%b %Y}" if isinstance(cell, date) else NO_TIME


def gap_color(cell: Any) -> str:
    """CSS of a gap: losses and gains of 5 seconds or more have the colours they have in every chart."""
    gap_s = number_of(cell)
    if gap_s is None or abs(gap_s) < WORTH_COLOR_S:
        return ""
    return f"color: {LIGHT.worse if gap_s > 0 else LIGHT.better}"
