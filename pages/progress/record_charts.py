"""Charts of records, stations and days."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from datetime import date, timedelta
from html import escape
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from coach.engines.clock import NO_TIME
from coach.engines.field import faster_than_text
from coach.engines.record_words import plotted, plotted_length_unit
from coach.engines.records import Kind
from coach.engines.splits import SPLIT_LABELS
from coach.engines.streaks import monday_of
from coach.engines.units import System, pace_s_in, pace_unit, weight_unit
from pages.split_view.axes import clock_axis, clock_ticks, titled
from pages.split_view.cells import clock_cell, date_cell, number_of
from pages.theme import Palette, figure
from pages.today.words import amount_kind, amount_text, hours

LESS_IS_BETTER = ("seconds", "min_per_km")
WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")


def record_chart(records: pd.DataFrame, system: System, colors: Palette) -> go.Figure:
    """The records of one kind, each until the next one beat it, in the athlete's units."""
    kind = amount_kind(str(records["value_unit"].iloc[0]), str(records["name"].iloc[0]))
    values = [_plotted(kind, float(value), system) for value in records["value"]]
    chart = figure(colors)
    chart.add_scatter(
        x=list(records["date_achieved"]),
        y=values,
        mode="lines+markers",
        line={"shape": "hv", "color": colors.station, "width": 2.5},
        marker={"size": 10, "symbol": [_symbol(row) for row in records["is_estimate"]], "color": colors.station},
        customdata=[_record_hover(row, system) for row in records.to_dict("records")],
        hovertemplate="%{customdata}<extra></extra>",
        showlegend=False,
    )
    titled(chart, record_title(records, system), height=340, legend_lines=0)
    if kind.unit in LESS_IS_BETTER:
        pace = f"pace [m:ss {pace_unit(system)}]"
        axis = clock_axis("time [m:ss]" if kind.unit == "seconds" else pace, clock_ticks(values))
        chart.update_layout(yaxis=axis)
        chart.update_yaxes(autorange="reversed")
    else:
        chart.update_layout(yaxis={"title": {"text": f"best [{_axis_unit(kind, system)}]"}})
    return chart


def record_title(records: pd.DataFrame, system: System = "metric") -> str:
    """From the first to the last record of the range."""
    first, last = (dict(records.iloc[place]) for place in (0, -1))
    best = value_of(last, last["value"], system)
    if len(records) == 1:
        return f"{last['kind']}: {best} on {date_cell(last['date_achieved'])}"
    gap = value_of(last, abs(float(last["value"]) - float(first["value"])), system)
    word = "faster" if last["value_unit"] in LESS_IS_BETTER else "more"
    return (
        f"{last['kind']}: from {value_of(first, first['value'], system)} to {best}, "
        f"{gap} {word} in {len(records)} records"
    )


def value_of(row: Mapping[Any, Any], value: object, system: System) -> str:
    """A value of what this row is a record in; a dash for a missing one."""
    number = number_of(value)
    name = row.get("name")
    if number is None:
        return NO_TIME
    return amount_text(number, str(row["value_unit"]), system, name if isinstance(name, str) else "")


def _plotted(kind: Kind, value: float, system: System) -> float:
    """Seconds of a time or of a pace per km or mile, kg or lb, reps, kilometres or miles."""
    return pace_s_in(system, value * 60) if kind.unit == "min_per_km" else plotted(kind, value, system)


def _axis_unit(kind: Kind, system: System) -> str:
    if kind.unit == "metres":
        return plotted_length_unit(kind, system)
    return weight_unit(system) if kind.unit == "kg" else kind.unit


def station_chart(profile: pd.DataFrame, group: str, colors: Palette) -> go.Figure:
    """How much of the field each best station time beats, in race order."""
    ranked = profile[profile["faster_than_pct"].notna()]
    names = [SPLIT_LABELS[str(metric)] for metric in ranked["metric"]]
    chart = figure(colors)
    chart.add_bar(
        y=names,
        x=ranked["faster_than_pct"],
        orientation="h",
        marker={"color": colors.station},
        text=[faster_than_text(float(pct)).removeprefix("faster than ") for pct in ranked["faster_than_pct"]],
        textposition="auto",
        customdata=[_station_hover(row, group) for row in ranked.to_dict("records")],
        hovertemplate="%{customdata}<extra></extra>",
        showlegend=False,
    )
    chart.add_vline(x=50, line={"color": colors.neutral, "width": 1, "dash": "dot"})
    titled(chart, station_title(ranked), height=90 + 34 * len(names), legend_lines=0)
    chart.update_layout(xaxis={"title": {"text": "share of the field behind you [%]"}, "range": [0, 100]})
    chart.update_yaxes(autorange="reversed", categoryorder="array", categoryarray=names, showgrid=False)
    return chart


def station_title(ranked: pd.DataFrame) -> str:
    if len(ranked) < 2:
        return "Add the station splits of a race, and your profile takes shape"
    by_rank = ranked.sort_values("faster_than_pct")
    best, weakest = by_rank.iloc[-1], by_rank.iloc[0]
    return (
        f"Strongest: {SPLIT_LABELS[best['metric']]} ({faster_than_text(best['faster_than_pct'])}); "
        f"most to gain: {SPLIT_LABELS[weakest['metric']]} ({faster_than_text(weakest['faster_than_pct'])})"
    )


def day_chart(days: pd.DataFrame, first: date, last: date, colors: Palette) -> go.Figure:
    """A square per day, one column per week; the more minutes, the fuller."""
    known = {row["day"]: row for row in days.to_dict("records")}
    weeks = [
        monday_of(first) + timedelta(weeks=step) for step in range((monday_of(last) - monday_of(first)).days // 7 + 1)
    ]
    minutes, texts = [], []
    for weekday in range(7):
        row = [week + timedelta(days=weekday) for week in weeks]
        minutes.append([_minutes(known.get(day)) if first <= day <= last else None for day in row])
        texts.append([_day_hover(day, known.get(day)) for day in row])
    chart = figure(colors)
    chart.add_heatmap(
        x=weeks,
        y=list(WEEKDAYS),
        z=minutes,
        customdata=texts,
        xgap=2,
        ygap=2,
        zmin=0,
        zmax=max(90.0, float(days["minutes"].max()) if days["minutes"].notna().any() else 0.0),
        colorscale=[[0, colors.grid], [0.01, "#BFE3DD"], [0.5, "#2FA796"], [1, "#0C5F55"]],
        colorbar={"title": {"text": "min"}, "thickness": 10, "len": 0.9},
        hovertemplate="%{customdata}<extra></extra>",
    )
    titled(chart, day_title(days, first, last), height=300, legend_lines=0)
    chart.update_yaxes(autorange="reversed", showgrid=False)
    chart.update_xaxes(showgrid=False)
    return chart


def day_title(days: pd.DataFrame, first: date, last: date) -> str:
    """Days with a log and the longest row of them."""
    logged = sorted(days["day"])
    longest, run, before = 0, 0, None
    for day in logged:
        run = run + 1 if before is not None and day - before == timedelta(days=1) else 1
        longest, before = max(longest, run), day
    row = f"{longest} {'day' if longest == 1 else 'days'}"
    return f"You logged {len(logged)} of {(last - first).days + 1} days; the longest row is {row}"


def _minutes(row: dict[object, object] | None) -> float:
    """0 only where nothing was logged; a log without minutes shows as the faintest colour."""
    if row is None:
        return 0.0
    return max(number_of(row["minutes"]) or 0.0, 1.0)


def _day_hover(day: date, row: dict[object, object] | None) -> str:
    if row is None:
        return f"{date_cell(day)}: nothing logged"
    minutes = number_of(row["minutes"])
    length = "no duration" if minutes is None else f"{hours(minutes / 60)} h"
    count = int(str(row["session_count"]))
    what = "rest day" if count == 0 else f"{count} {'session' if count == 1 else 'sessions'}, {length}"
    return f"{date_cell(day)}: {what}"


def _record_hover(row: dict[Hashable, Any], system: System) -> str:
    value, before = number_of(row["value"]), number_of(row["previous_value"])
    achieved = f"<b>{value_of(row, value, system)}</b>, {date_cell(row['date_achieved'])}"
    lines = [achieved, escape(str(row["context"]))]
    if before is not None and value is not None:
        lines.append(f"{value_of(row, abs(value - before), system)} better than before")
    if row["is_estimate"]:
        lines.append("an estimate")
    return "<br>".join(lines)


def _station_hover(row: dict[object, object], group: str) -> str:
    rank = faster_than_text(number_of(row["faster_than_pct"]))
    return (
        f"<b>{SPLIT_LABELS[str(row['metric'])]}</b> {clock_cell(row['time_s'])}<br>"
        f"{rank} of {group}, n = {number_of(row['field_n']) or 0:,.0f}<br>"
        f"{escape(str(row['race_name']))}, best of {row['race_count']}"
    )


def _symbol(is_estimate: bool) -> str:
    return "circle-open" if is_estimate else "circle"
