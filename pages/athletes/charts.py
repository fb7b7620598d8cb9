"""The coach's chart: load per week."""

from __future__ import annotations

from datetime import date, timedelta

import pandas as pd
import plotly.graph_objects as go

from coach.engines.load import session_load
from pages.split_view.axes import titled
from pages.split_view.cells import date_cell, number_of
from pages.theme import Palette, figure


def weekly_loads(logged: pd.DataFrame, first: date, today: date) -> pd.DataFrame:
    """One row per week since `first`, a Monday, oldest first; `load` is missing where nothing done is rated."""
    if len(logged):  # before the first session there was no training to be silent about
        earliest = min(logged["date"])
        first = max(first, earliest - timedelta(days=earliest.weekday()))
    mondays = [first + timedelta(days=7 * number) for number in range((today - first).days // 7 + 1)]
    done = logged[logged["completion_status"] != "skipped"]
    rows = []
    for monday in mondays:
        week = done[(done["date"] >= monday) & (done["date"] < monday + timedelta(days=7))]
        loads = [
            session_load(number_of(rpe), number_of(minutes))
            for rpe, minutes in zip(week["rpe_post"], week["duration_minutes"], strict=True)
        ]
        rated = [load for load in loads if load is not None]
        is_known = bool(rated) or week.empty
        rows.append({"week": monday, "load": sum(rated) if is_known else None, "rated": len(rated), "done": len(week)})
    return pd.DataFrame(rows).astype({"load": "float64"})


def weekly_load_chart(weeks: pd.DataFrame, colors: Palette) -> go.Figure:
    """A bar per week, RPE × minutes; the running week is paler, because it is not over."""
    chart = figure(colors)
    labels = [f"{week.day} {week:%b}" for week in weeks["week"]]
    chart.add_bar(
        x=labels,
        y=weeks["load"],
        marker={"color": colors.strength, "opacity": [1.0] * (len(weeks) - 1) + [0.5]},
        customdata=weeks[["rated", "done"]],
        hovertemplate="<b>week of %{x}</b><br>load %{y:,.0f}<br>%{customdata[0]} of %{customdata[1]} sessions rated"
        "<extra></extra>",
    )
    titled(chart, _title(weeks), height=280)
    chart.update_layout(showlegend=False, yaxis={"title": {"text": "load [RPE × min]"}, "rangemode": "tozero"})
    chart.update_xaxes(title={"text": "week of"}, type="category", nticks=6)
    return chart


def _title(weeks: pd.DataFrame) -> str:
    """Last full week against the mean of those before it."""
    full = weeks.iloc[:-1]
    known = full["load"].dropna()
    if len(known) < 2 or pd.isna(full["load"].iloc[-1]):
        return f"Load per week since {date_cell(weeks['week'].iloc[0])}"
    last, before = known.iloc[-1], known.iloc[:-1].mean()
    if not before:
        return f"Last week's load was {last:,.0f}, after weeks without any"
    change = f"{abs(100 * (last / before - 1)):.0f} % {'above' if last >= before else 'below'}"
    return f"Last week's load was {change} the mean of the {len(known) - 1} weeks before"
