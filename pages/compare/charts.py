"""Charts of a comparison: every split side by side, and where the gap opened along the course."""

from __future__ import annotations

import textwrap
from html import escape

import plotly.graph_objects as go

from coach.engines.clock import format_clock, format_gap
from coach.engines.split_notes import on_the
from coach.engines.splits import LOSS_ITEMS, SPLIT_LABELS, SPLITS
from pages.compare.contenders import Contender
from pages.split_view.axes import clock_axis, clock_ticks, titled
from pages.theme import Palette, figure

SHOWN = (*SPLITS, "roxzone")
SYMBOLS = ("circle", "square", "diamond", "triangle-up", "x", "star")
LEGEND_WIDTH = 34


def split_comparison_chart(chosen: list[Contender], colors: Palette) -> go.Figure:
    """Each split of each race as a mark; a race has its own colour and symbol."""
    chart = figure(colors)
    names = [SPLIT_LABELS[split] for split in SHOWN]
    for place, contender in enumerate(chosen):
        times = [contender.times[split] for split in SHOWN]
        chart.add_scatter(
            x=times,
            y=names,
            mode="markers",
            name=_short(contender.title),
            marker={"color": colors.series[place], "symbol": SYMBOLS[place], "size": 11},
            customdata=[f"{escape(contender.title)}: {format_clock(time_s)}" for time_s in times],
            hovertemplate="<b>%{y}</b><br>%{customdata}<extra></extra>",
        )
    ticks = clock_ticks([contender.times[split] for contender in chosen for split in SHOWN])
    titled(chart, _widest_title(chosen), height=100 + 27 * len(names) + 22 * len(chosen), legend_lines=len(chosen))
    chart.update_layout(xaxis=clock_axis("time [m:ss]", ticks))
    chart.update_yaxes(autorange="reversed", categoryorder="array", categoryarray=names, showgrid=True)
    return chart


def running_gap_chart(chosen: list[Contender], colors: Palette) -> go.Figure:
    """How far behind the first race the others are after each split; transitions are not in it."""
    chart = figure(colors)
    names = [SPLIT_LABELS[split] for split in SPLITS]
    gaps = [_running_gaps(chosen[0], contender) for contender in chosen]
    for place, contender in enumerate(chosen):
        chart.add_scatter(
            x=gaps[place],
            y=names,
            mode="lines+markers",
            name=_short(contender.title),
            line={"color": colors.series[place], "width": 2},
            marker={"color": colors.series[place], "symbol": SYMBOLS[place], "size": 8},
            customdata=[f"{escape(contender.title)}: {format_gap(gap)}" for gap in gaps[place]],
            hovertemplate="after <b>%{y}</b><br>%{customdata}<extra></extra>",
        )
    ticks = clock_ticks([gap for line in gaps for gap in line], most=5, is_gap=True)
    titled(chart, _gap_title(chosen, gaps), height=100 + 25 * len(names) + 22 * len(chosen), legend_lines=len(chosen))
    axis = clock_axis("ahead ← gap [m:ss] → behind", ticks)
    chart.update_layout(xaxis=axis)
    chart.update_yaxes(autorange="reversed", categoryorder="array", categoryarray=names)
    return chart


def _running_gaps(first: Contender, other: Contender) -> list[float | None]:
    """Sums of the differences so far; from the first missing split on there is none."""
    gaps: list[float | None] = []
    gap: float | None = 0.0
    for split in SPLITS:
        own_s, first_s = other.times[split], first.times[split]
        gap = None if gap is None or own_s is None or first_s is None else gap + own_s - first_s
        gaps.append(gap)
    return gaps


def _widest_title(chosen: list[Contender]) -> str:
    """The item in which these races differ most."""
    widest, spread_s = "", 0.0
    for item in LOSS_ITEMS:
        known = [time_s for contender in chosen if (time_s := contender.times[item]) is not None]
        if len(known) > 1 and max(known) - min(known) > spread_s:
            widest, spread_s = item, max(known) - min(known)
    if not widest:
        return "No split of these races is known twice"
    return f"The biggest difference is {on_the(widest)}: {format_clock(spread_s)}"


def _gap_title(chosen: list[Contender], gaps: list[list[float | None]]) -> str:
    last = [(line[-1], contender) for line, contender in zip(gaps[1:], chosen[1:], strict=True)]
    known = [(gap, contender) for gap, contender in last if gap is not None]
    if not known:
        return "A missing split hides where the gap opened"
    gap, contender = max(known, key=lambda pair: abs(pair[0]))
    side = "behind" if gap > 0 else "ahead of"
    return f"Without transitions, {contender.title} is {format_clock(abs(gap))} {side} {chosen[0].title}"


def _short(title: str) -> str:
    return escape(textwrap.shorten(title, LEGEND_WIDTH, placeholder=" …"))
