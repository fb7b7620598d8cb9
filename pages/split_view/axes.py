"""Axes that read as clock times, titles and legends that fit a phone."""

from __future__ import annotations

import math
from collections.abc import Iterable
from typing import NamedTuple

import plotly.graph_objects as go
import streamlit as st

from coach.engines.clock import format_clock, format_gap
from pages.split_view.cells import plain
from pages.theme import CHART_CONFIG

STEPS_S = (5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600)


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


def titled(chart: go.Figure, title: str, height: int, legend_lines: int = 1) -> go.Figure:
    """The chart with its sentence, a height, and its legend below the plot.

    `show_chart` draws the sentence as a heading of the page: Plotly never wraps, a heading does.
    """
    chart.update_layout(
        title={"text": title},
        height=height,
        margin={"t": 12, "b": 40 + 22 * legend_lines},
        legend={"yref": "container", "y": 0, "yanchor": "bottom", "xref": "container", "x": 0, "xanchor": "left"},
    )
    return chart


def show_chart(chart: go.Figure, alt: str) -> None:
    """The title as a heading, then the chart."""
    title = str(chart.layout.title.text)
    st.markdown(f"##### {plain(title)}")
    chart.update_layout(title={"text": None})
    st.plotly_chart(chart, config=CHART_CONFIG, alt=f"{title}. {alt}")
