"""How a record or a test came along: one point per mark, the best level it can be held against beside it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import NamedTuple

import plotly.graph_objects as go

from coach.engines.record_words import gain_text, plotted, plotted_length_unit, value_text
from coach.engines.records import LESS_IS_BETTER, Kind
from coach.engines.units import System, weight_unit
from pages.split_view.axes import clock_axis, clock_ticks, titled
from pages.split_view.cells import date_cell
from pages.theme import SYMBOLS, Palette, figure

CONTEXTS = {"race": "in a race", "benchmark": "in a test", "training": "in training"}


class Point(NamedTuple):
    """One mark on its day."""

    on: date
    value: float
    previous: float | None
    context: str


class Curve(NamedTuple):
    """Marks of one kind, oldest first, in the athlete's units; `levels` are named values to hold them against."""

    kind: Kind
    points: Sequence[Point]
    system: System = "metric"
    levels: Mapping[str, float] = {}
    is_step: bool = True


def progression_chart(curve: Curve, title: str, colors: Palette) -> go.Figure:
    """One line over time, a mark per point with its own shape for race, test and training."""
    chart = figure(colors)
    values = [plotted(curve.kind, point.value, curve.system) for point in curve.points]
    chart.add_scatter(
        x=[point.on for point in curve.points],
        y=values,
        mode="lines",
        line={"color": colors.neutral, "width": 1.5, "shape": "hv" if curve.is_step else "linear"},
        hoverinfo="skip",
        showlegend=False,
    )
    for symbol, (context, name) in zip(SYMBOLS, CONTEXTS.items(), strict=False):
        places = [place for place, point in enumerate(curve.points) if point.context == context]
        if places:
            chart.add_scatter(
                x=[curve.points[place].on for place in places],
                y=[values[place] for place in places],
                mode="markers",
                marker={"symbol": symbol, "size": 11, "color": _color(context, colors)},
                name=name,
                customdata=[_hover(curve, curve.points[place]) for place in places],
                hovertemplate="%{customdata}<extra></extra>",
            )
    _add_levels(chart, curve, colors)
    titled(chart, title, height=340)
    chart.update_layout(yaxis=_axis(curve, values), xaxis={"title": {"text": None}, "nticks": 5})
    if len({point.on for point in curve.points}) == 1:
        chart.update_xaxes(tickmode="array", tickvals=[curve.points[0].on], ticktext=[date_cell(curve.points[0].on)])
    return chart


def progression_title(curve: Curve, label: str) -> str:
    """The answer: how far it has come.

    >>> row = Kind("station_time", "seconds", station="row")
    >>> points = [Point(date(2025, 2, 7), 300, None, "race"), Point(date(2026, 2, 7), 285, 300, "race")]
    >>> progression_title(Curve(row, points), "Row")
    'Row: 0:15 faster since 7 Feb 2025'
    >>> progression_title(Curve(row, points[:1]), "Row")
    'Row: 5:00 is your first mark'
    """
    first, last = curve.points[0], curve.points[-1]
    if len(curve.points) == 1:
        return f"{label}: {value_text(curve.kind, first.value, curve.system)} is your first mark"
    gain = gain_text(curve.kind, last.value, first.value, curve.system)
    if not curve.is_step and not _improved(curve):
        best = value_text(curve.kind, _best(curve), curve.system)
        return f"{label}: your best is {best}, the latest {value_text(curve.kind, last.value, curve.system)}"
    return f"{label}: {gain} since {date_cell(first.on)}"


def _improved(curve: Curve) -> bool:
    first, last = curve.points[0].value, curve.points[-1].value
    return last < first if curve.kind.unit in LESS_IS_BETTER else last > first


def _best(curve: Curve) -> float:
    values = [point.value for point in curve.points]
    return min(values) if curve.kind.unit in LESS_IS_BETTER else max(values)


def _hover(curve: Curve, point: Point) -> str:
    gain = f"<br>{gain_text(curve.kind, point.value, point.previous, curve.system)}" if curve.is_step else ""
    value = value_text(curve.kind, point.value, curve.system)
    return f"<b>{value}</b><br>{date_cell(point.on)}, {CONTEXTS[point.context]}{gain}"


def _color(context: str, colors: Palette) -> str:
    return {"race": colors.station, "benchmark": colors.run, "training": colors.strength}[context]


def _add_levels(chart: go.Figure, curve: Curve, colors: Palette) -> None:
    for name, value in curve.levels.items():
        chart.add_hline(
            y=value,
            line={"color": colors.neutral, "width": 1, "dash": "dot"},
            annotation={"text": name, "xanchor": "right", "yanchor": "bottom", "font": {"size": 11}},
        )


def _axis(curve: Curve, values: list[float]) -> dict[str, object]:
    reach = [*values, *curve.levels.values()]
    room = (max(reach) - min(reach)) * 0.08 or max(abs(max(reach)) * 0.05, 1.0)
    span = {"range": [min(reach) - room, max(reach) + room]}
    if curve.kind.unit in LESS_IS_BETTER:
        # Better is up in every chart of records.
        return {**clock_axis("time [m:ss], faster is up", clock_ticks(reach)), "range": span["range"][::-1]}
    return {"title": {"text": _amount_axis(curve)}, "nticks": 6, **span}


def _amount_axis(curve: Curve) -> str:
    if curve.kind.unit == "kg":
        return f"weight [{weight_unit(curve.system)}]"
    if curve.kind.unit == "metres":
        return f"distance [{plotted_length_unit(curve.kind, curve.system)}]"
    return "repetitions [reps]"
