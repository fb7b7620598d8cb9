"""Axes that read as clock times, and titles that fit a phone."""

from __future__ import annotations

import math
import textwrap
from collections.abc import Iterable
from typing import NamedTuple

import plotly.graph_objects as go

from coach.engines.clock import format_clock, format_gap

STEPS_S = (5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600)
TITLE_WIDTH = 42


class Ticks(NamedTuple):
    """Where the ticks are, in seconds, and what they say."""

    values_s: list[float]
    texts: list[str]


def clock_ticks(times_s: Iterable[float | None], *, most: int = 6, is_gap: bool = False) -> Ticks:
    """Round clock times over the range; zero is always a tick of a gap axis.

    >>> clock_ticks([130, 395], most=5).texts
    ['2:00', '4:00', '6:00']
    """
    known = [time_s for time_s in times_s if time_s is not None and math.isfinite(time_s)]
    if not known:
        return Ticks([], [])
    low, high = min(known), max(known)
    if is_gap:
        low, high = min(low, 0.0), max(high, 0.0)
    step = next((step for step in STEPS_S if (high - low) / step <= most - 1), STEPS_S[-1])
    first, last = math.floor(low / step), math.ceil(high / step)
    values = [float(index * step) for index in range(first, last + 1)]
    values = [value for value in values if low - step / 2 <= value <= high + step / 2]
    return Ticks(values, [format_gap(value) if is_gap else format_clock(value) for value in values])


def clock_axis(title: str, ticks: Ticks) -> dict[str, object]:
    """Layout of an axis with these ticks; the title names the unit."""
    return {"title": {"text": title}, "tickmode": "array", "tickvals": ticks.values_s, "ticktext": ticks.texts}


def titled(chart: go.Figure, title: str, height: int) -> go.Figure:
    """The chart under its sentence, broken into lines a phone can show: Plotly never wraps by itself."""
    lines = textwrap.wrap(title, TITLE_WIDTH)
    chart.update_layout(title={"text": "<br>".join(lines)}, margin={"t": 34 + 22 * len(lines)}, height=height)
    return chart
