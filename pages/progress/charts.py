"""Charts of volume and load. Each title is the answer; what is missing is not drawn as zero."""

from __future__ import annotations

from datetime import date, timedelta
from typing import NamedTuple

import pandas as pd
import plotly.graph_objects as go

from coach.engines.clock import format_clock
from coach.engines.load import SETTLING_DAYS, LoadDay, form_words
from coach.engines.units import System, distance_unit, pace_length_m
from pages.split_view.axes import titled
from pages.split_view.cells import date_cell
from pages.theme import Palette, figure
from pages.today.words import SESSION_NAMES, hours

WEEK_MS = 7 * 24 * 3600 * 1000
BREAK_NAMES = {"injury": "Injury", "illness": "Illness", "travel": "Travel"}


class Measure(NamedTuple):
    """A column of the weekly volume, its axis title, and how much one unit is on the axis."""

    column: str
    axis: str
    unit: str
    scale: float


class Volume(NamedTuple):
    """Weeks of volume up to `last`, the breaks that touch them, and the units of who reads them."""

    weeks: pd.DataFrame
    breaks: pd.DataFrame
    last: date
    system: System = "metric"


MEASURES = {
    "Hours": Measure("hours", "time per week [h]", "h", 1),
    "Distance": Measure("distance_m", "distance per week [km]", "km", 1000),
    "Sessions": Measure("session_count", "sessions per week", "sessions", 1),
}


def measure_in(system: System, name: str) -> Measure:
    """One of `MEASURES` in the athlete's units."""
    measure = MEASURES[name]
    if measure.column != "distance_m":
        return measure
    unit = distance_unit(system)
    return Measure("distance_m", f"distance per week [{unit}]", unit, pace_length_m(system))


def session_color(kind: str, colors: Palette) -> str:
    """The colour a session type has in every chart of this page."""
    known = {
        "run": colors.run,
        "hiit": colors.roxzone,
        "strength": colors.strength,
        "simulation": colors.station,
        "recovery": colors.recovery,
    }
    return known.get(kind, colors.neutral)


def volume_chart(volume: Volume, measure: Measure, colors: Palette) -> go.Figure:
    """One stacked bar per week, a colour and a pattern per type; injuries, illness and travel as bands behind."""
    weeks = volume.weeks
    chart = figure(colors)
    kinds = [kind for kind in SESSION_NAMES if kind in set(weeks["session_type"])]
    for kind in kinds:
        rows = weeks[weeks["session_type"] == kind]
        chart.add_bar(
            x=pd.to_datetime(rows["week_start"]) + pd.Timedelta(days=3),
            y=rows[measure.column] / measure.scale,
            width=WEEK_MS * 0.85,
            name=SESSION_NAMES[kind],
            marker={"color": session_color(kind, colors), "pattern": _pattern(kind)},
            customdata=[_volume_hover(row, volume.system) for row in rows.to_dict("records")],
            hovertemplate="%{customdata}<extra></extra>",
        )
    add_breaks(chart, volume.breaks, colors)
    titled(chart, volume_title(volume, measure), height=380, legend_lines=2)
    chart.update_layout(
        barmode="stack", legend={"traceorder": "normal"}, yaxis={"title": {"text": measure.axis}, "rangemode": "tozero"}
    )
    return chart


def volume_title(volume: Volume, measure: Measure) -> str:
    """The mean of the full weeks with a session, and the biggest week; the week that still runs counts for neither."""
    sums = volume.weeks.groupby("week_start")[measure.column].sum(min_count=1).dropna() / measure.scale
    if sums.empty:
        return f"No session in this range has {'a distance' if measure.column == 'distance_m' else 'a duration'} yet"
    full = sums[[week + timedelta(days=6) <= volume.last for week in sums.index]]
    if full.empty:
        return f"{_amount(float(sums.iloc[-1]), measure)} so far this week"
    count = f"{len(full)} full {'week' if len(full) == 1 else 'weeks'} with sessions"
    return (
        f"{_amount(float(full.mean()), measure)} a week on average over {count}, "
        f"most in the week of {date_cell(full.idxmax())}: {_amount(float(full.max()), measure)}"
    )


def load_chart(curve: list[LoadDay], breaks: pd.DataFrame, colors: Palette) -> go.Figure:
    """Fitness and fatigue as lines, form as bars; the first 42 days of a history are greyed."""
    days = [point.day for point in curve]
    chart = figure(colors)
    chart.add_bar(
        x=days,
        y=[point.form for point in curve],
        name="form",
        marker={"color": colors.band},
        hoverinfo="skip",
    )
    lines = {
        "fitness": ([point.fitness for point in curve], colors.run, "solid"),
        "fatigue": ([point.fatigue for point in curve], colors.worse, "dot"),
    }
    for name, (values, color, dash) in lines.items():
        chart.add_scatter(
            x=days,
            y=values,
            mode="lines",
            name=name,
            line={"color": color, "width": 2.5, "dash": dash},
            customdata=[_load_hover(point) for point in curve],
            hovertemplate="%{customdata}<extra></extra>",
        )
    young = [point.day for point in curve if not point.is_settled]
    if young:
        chart.add_vrect(x0=young[0], x1=young[-1], fillcolor=colors.band, line_width=0, layer="below")
        chart.add_annotation(
            x=young[0], y=1, yref="paper", yanchor="bottom", xanchor="left", showarrow=False,
            text=f"first {SETTLING_DAYS} days: too early",
        )  # fmt: skip
    add_breaks(chart, breaks, colors)
    titled(chart, form_words(curve), height=400)
    chart.update_layout(margin={"t": 32}, yaxis={"title": {"text": "load [RPE × min per day]"}}, bargap=0)
    return chart


def add_breaks(chart: go.Figure, breaks: pd.DataFrame, colors: Palette) -> None:
    """A band per injury, illness or trip, named above it; one that lasts reaches the right edge."""
    for row in breaks.to_dict("records"):
        last = row["last_on"] or row["shown_until"]
        chart.add_vrect(
            x0=pd.Timestamp(row["first_on"]),
            x1=pd.Timestamp(last) + pd.Timedelta(days=1),
            fillcolor=colors.neutral if row["kind"] == "travel" else colors.worse,
            opacity=0.18,
            line_width=0,
            layer="below",
            annotation={"text": BREAK_NAMES[str(row["kind"])], "font": {"size": 11}},
            annotation_position="outside top left",
        )


def _volume_hover(row: dict[object, object], system: System) -> str:
    untimed, unmeasured = int(str(row["untimed_count"])), int(str(row["unmeasured_count"]))
    count = int(str(row["session_count"]))
    lines = [
        f"<b>{SESSION_NAMES[str(row['session_type'])]}</b>, week of {date_cell(row['week_start'])}",
        f"{count} {'session' if count == 1 else 'sessions'}",
    ]
    if untimed < count:
        lines.append(f"{hours(float(str(row['hours'])))} h" + (f", {untimed} without duration" if untimed else ""))
    if unmeasured < count:
        length = float(str(row["distance_m"])) / pace_length_m(system)
        lines.append(
            f"{length:.1f} {distance_unit(system)}" + (f", {unmeasured} without distance" if unmeasured else "")
        )
    return "<br>".join(lines)


def _load_hover(point: LoadDay) -> str:
    young = "<br>too early to read" if not point.is_settled else ""
    return (
        f"<b>{date_cell(point.day)}</b><br>load {point.load:.0f}<br>fitness {point.fitness:.0f}, "
        f"fatigue {point.fatigue:.0f}<br>form in the morning {point.form:+.0f}{young}"
    ).replace("-", "−")


def _amount(value: float, measure: Measure) -> str:
    if measure.unit == "h":
        return f"{format_clock(value * 3600).rsplit(':', 1)[0]} h" if value >= 1 else f"{value * 60:.0f} min"
    return f"{value:.1f} {measure.unit}"


def _pattern(kind: str) -> dict[str, object]:
    """Colours alone do not tell types apart for everybody."""
    shape = {"hiit": "/", "strength": "x", "simulation": ".", "recovery": "-"}.get(kind, "")
    return {"shape": shape, "fillmode": "overlay", "fgcolor": "#FFFFFF", "fgopacity": 0.45, "size": 7}
