"""Charts of fitness. Each title is the answer; what is not known is not drawn."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import NamedTuple

import pandas as pd
import plotly.graph_objects as go

from coach.engines.load import LoadDay
from coach.engines.running.efficiency import EfficiencyTrend
from coach.engines.running.fitness_words import efficiency_text, intensity_text, score_trend_text, volume_text
from coach.engines.running.intensity import IntensitySplit
from coach.engines.running.weekly_trends import WeekTrend
from coach.engines.units import System, distance_in, distance_unit
from data.training_breaks import BREAK_DTYPES
from pages.progress.charts import WEEK_MS, load_chart
from pages.split_view.axes import titled
from pages.split_view.cells import date_cell
from pages.theme import Palette, figure

NO_BREAKS = pd.DataFrame(columns=[*BREAK_DTYPES, "shown_until"])
LOAD_UNITS = {"trimp": "load [TRIMP per day]", "srpe": "load [RPE × min per day]"}
BANDS = ("easy", "moderate", "hard")


class Volume(NamedTuple):
    """The weeks, the mean of the last full ones, how many those are, and the units of who reads them."""

    weeks: Sequence[WeekTrend]
    mean_week_m: float | None
    known_count: int
    system: System


def distance_chart(volume: Volume, colors: Palette) -> go.Figure:
    """A bar per week, pale while it runs, and the longest run of each as a mark."""
    weeks, unit = volume.weeks, distance_unit(volume.system)
    chart = figure(colors)
    known = [week for week in weeks if week.distance_m is not None]
    chart.add_bar(
        x=_middles(known),
        y=[distance_in(volume.system, week.distance_m or 0) for week in known],
        width=WEEK_MS * 0.85,
        name="distance of the week",
        marker={"color": colors.run, "opacity": [1 if week.is_complete else 0.45 for week in known]},
        customdata=[_distance_hover(week, volume.system) for week in known],
        hovertemplate="%{customdata}<extra></extra>",
    )
    longest = [week for week in known if week.longest_run_m is not None]
    chart.add_scatter(
        x=_middles(longest),
        y=[distance_in(volume.system, week.longest_run_m or 0) for week in longest],
        mode="lines+markers",
        name="longest run",
        line={"color": colors.station, "dash": "dot"},
        marker={"symbol": "diamond"},
        hoverinfo="skip",
    )
    words = volume_text(volume.mean_week_m, volume.known_count, volume.system).rstrip(".")
    titled(chart, words or "No full week of running is known yet", height=340)
    chart.update_layout(yaxis={"title": {"text": f"distance per week [{unit}]"}, "rangemode": "tozero"})
    return chart


def curve_chart(curve: Sequence[LoadDay], load_unit: str, colors: Palette) -> go.Figure:
    """Fitness, fatigue and form, as on Progress, in the unit of the whole series."""
    chart = load_chart(list(curve), NO_BREAKS, colors)
    chart.update_layout(yaxis={"title": {"text": LOAD_UNITS[load_unit]}})
    return chart


def efficiency_chart(weeks: Sequence[WeekTrend], trend: EfficiencyTrend | None, colors: Palette) -> go.Figure:
    """The median of each week with training runs that have heart rate."""
    known = [week for week in weeks if week.efficiency is not None]
    chart = figure(colors)
    chart.add_scatter(
        x=_middles(known),
        y=[week.efficiency for week in known],
        mode="lines+markers",
        name="median of the week",
        line={"color": colors.better},
        customdata=[
            f"<b>week of {date_cell(week.week_start)}</b><br>{week.efficiency:.2f} m per beat, "
            f"n = {week.efficiency_count} runs"
            for week in known
        ],
        hovertemplate="%{customdata}<extra></extra>",
        showlegend=False,
    )
    titled(chart, efficiency_text(trend), height=280, legend_lines=0)
    chart.update_layout(yaxis={"title": {"text": "metres per heartbeat"}})
    return chart


def intensity_chart(weeks: Sequence[WeekTrend], split: IntensitySplit | None, colors: Palette) -> go.Figure:
    """Shares of each week's running time, easy below, hard on top; patterns tell them apart too."""
    known = [week for week in weeks if week.easy_pct is not None]
    chart = figure(colors)
    shares = {
        "easy": ([week.easy_pct for week in known], colors.recovery, ""),
        "moderate": ([week.moderate_pct for week in known], colors.station, "/"),
        "hard": ([week.hard_pct for week in known], colors.worse, "x"),
    }
    for name in BANDS:
        values, color, shape = shares[name]
        chart.add_bar(
            x=_middles(known),
            y=values,
            width=WEEK_MS * 0.85,
            name=name,
            marker={"color": color, "pattern": {"shape": shape, "fillmode": "overlay", "fgopacity": 0.45}},
            customdata=[_intensity_hover(week) for week in known],
            hovertemplate="%{customdata}<extra></extra>",
        )
    titled(chart, intensity_text(split), height=300)
    chart.update_layout(
        barmode="stack",
        legend={"traceorder": "normal"},
        yaxis={"title": {"text": "share of running time [%]"}, "range": [0, 100]},
    )
    return chart


def score_chart(months: Sequence[tuple[date, float]], today: tuple[date, float] | None, colors: Palette) -> go.Figure:
    """A point per month that ended with a score, and one for today."""
    points = [*months, *([today] if today else [])]
    chart = figure(colors)
    chart.add_scatter(
        x=[day for day, _ in points],
        y=[score for _, score in points],
        mode="lines+markers",
        line={"color": colors.run},
        customdata=[f"<b>{date_cell(day)}</b><br>running score {score:.1f}" for day, score in points],
        hovertemplate="%{customdata}<extra></extra>",
        showlegend=False,
    )
    titled(chart, score_trend_text(points), height=260, legend_lines=0)
    chart.update_layout(yaxis={"title": {"text": "running score"}})
    return chart


def _middles(weeks: Iterable[WeekTrend]) -> list[pd.Timestamp]:
    return [pd.Timestamp(week.week_start) + pd.Timedelta(days=3) for week in weeks]


def _distance_hover(week: WeekTrend, system: System) -> str:
    unit = distance_unit(system)
    lines = [
        f"<b>week of {date_cell(week.week_start)}</b>{'' if week.is_complete else ', still running'}",
        f"{distance_in(system, week.distance_m or 0):.1f} {unit} in {week.run_count} runs",
    ]
    if week.longest_run_m is not None:
        lines.append(f"longest {distance_in(system, week.longest_run_m):.1f} {unit}")
    if week.unmeasured_count:
        lines.append(f"{week.unmeasured_count} without distance")
    return "<br>".join(lines)


def _intensity_hover(week: WeekTrend) -> str:
    return (
        f"<b>week of {date_cell(week.week_start)}</b>, n = {week.run_count} runs<br>"
        f"easy {week.easy_pct:.0f} %, moderate {week.moderate_pct:.0f} %, hard {week.hard_pct:.0f} %"
    )
