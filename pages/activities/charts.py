"""Charts of what was recorded along the way. Each title is the answer; gaps stay gaps."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import plotly.graph_objects as go

from coach.engines.activity_words import (
    height_in,
    height_text,
    height_unit,
    smoothed_pace_s_per_km,
    speed_in,
    speed_unit,
    usual_span,
)
from coach.engines.clock import format_clock
from coach.engines.units import System, distance_in, distance_unit, pace_s_in, pace_unit
from pages.split_view.axes import clock_axis, clock_ticks, titled
from pages.theme import Palette, figure

Series = Sequence[float | None]
ON_FOOT = ("run", "walk", "hike")
PACE_DOMAIN, HEART_DOMAIN = (0.46, 1.0), (0.0, 0.36)


class Track(NamedTuple):
    """Samples over distance, or over minutes where no distance was recorded; `at` names the places for the hover."""

    x: Series
    axis: str
    at: list[str]


def track_of(samples: dict[str, list[float | None]], system: System) -> Track:
    unit = distance_unit(system)
    distances = samples.get("distance_m") or []
    times = [format_clock(second) for second in samples.get("elapsed_s", [])]
    if any(distances):
        x = [None if metre is None else distance_in(system, metre) for metre in distances]
        at = [f"{time}" if km is None else f"{km:.2f} {unit}, {time}" for km, time in zip(x, times, strict=True)]
        return Track(x, f"distance [{unit}]", at)
    return Track([None if second is None else second / 60 for second in samples["elapsed_s"]], "time [min]", times)


def effort_chart(
    samples: dict[str, list[float | None]], family: str, title: str, system: System, colors: Palette
) -> go.Figure | None:
    """Pace (speed for sports that are not done on foot) above heart rate; None where neither was recorded."""
    speeds, beats = samples.get("speed_m_s") or [], samples.get("heart_rate_bpm") or []
    has_speed, has_beats = any(speeds), any(beats)
    if not has_speed and not has_beats:
        return None
    track, chart = track_of(samples, system), figure(colors)
    if has_speed and family in ON_FOOT:
        elapsed_s = [second or 0.0 for second in samples["elapsed_s"]]
        _add_pace(chart, track, smoothed_pace_s_per_km(elapsed_s, speeds), system, colors)
    elif has_speed:
        _add_speed(chart, track, speeds, system, colors)
    if has_beats:
        _add_line(chart, track, beats, "heart rate", ("bpm", colors.worse, "y2" if has_speed else "y"))
        chart.update_layout({"yaxis2" if has_speed else "yaxis": {"title": {"text": "heart rate [bpm]"}}})
    if has_speed and has_beats:
        axis2 = {"domain": HEART_DOMAIN, "gridcolor": colors.grid, "automargin": True, "fixedrange": True}
        chart.update_layout(yaxis={"domain": PACE_DOMAIN}, yaxis2=axis2 | {"anchor": "x"})
        chart.update_xaxes(anchor="y2")
    chart.update_xaxes(title={"text": track.axis})
    titled(chart, title, height=440 if has_speed and has_beats else 300)
    return chart.update_layout(showlegend=False)


def elevation_chart(
    samples: dict[str, list[float | None]], ascent_m: float | None, system: System, colors: Palette
) -> go.Figure | None:
    """Height over the distance; None where it was not recorded."""
    heights = samples.get("altitude_m") or []
    span = usual_span(heights)
    if span is None:
        return None
    track, chart = track_of(samples, system), figure(colors)
    shown = [None if metre is None else height_in(system, metre) for metre in heights]
    _add_line(chart, track, shown, "height", (height_unit(system), colors.recovery, "y"))
    between = f"between {height_text(system, span[0])} and {height_text(system, span[1])}"
    title = f"{height_text(system, ascent_m)} of climb, {between}" if ascent_m else between.capitalize()
    titled(chart, title, height=240)
    chart.update_layout(showlegend=False, yaxis={"title": {"text": f"height [{height_unit(system)}]"}})
    chart.update_xaxes(title={"text": track.axis})
    return chart


def _add_pace(chart: go.Figure, track: Track, paces: Series, system: System, colors: Palette) -> None:
    """Faster is higher."""
    shown = [None if pace is None else pace_s_in(system, pace) for pace in paces]
    texts = [f"{at}<br>{format_clock(pace)} {pace_unit(system)}" for at, pace in zip(track.at, shown, strict=True)]
    chart.add_scatter(
        x=track.x, y=shown, customdata=texts, mode="lines", name="pace", line={"color": colors.run, "width": 2},
        hovertemplate="%{customdata}<extra></extra>",
    )  # fmt: skip
    span = usual_span(shown)
    if span is not None:
        axis = clock_axis(f"pace [min{pace_unit(system)}]", clock_ticks(span, most=5))
        margin = 0.05 * (span[1] - span[0]) + 2
        chart.update_layout(yaxis={**axis, "range": [span[1] + margin, span[0] - margin]})


def _add_speed(chart: go.Figure, track: Track, speeds: Series, system: System, colors: Palette) -> None:
    shown = [None if speed is None else speed_in(system, speed) for speed in speeds]
    _add_line(chart, track, shown, "speed", (speed_unit(system), colors.run, "y"))
    chart.update_layout(yaxis={"title": {"text": f"speed [{speed_unit(system)}]"}, "rangemode": "tozero"})


def _add_line(chart: go.Figure, track: Track, values: Series, name: str, look: tuple[str, str, str]) -> None:
    """`look` is the unit, the colour, and the axis."""
    unit, color, axis = look
    chart.add_scatter(
        x=track.x, y=list(values), yaxis=axis, customdata=track.at, mode="lines", name=name,
        line={"color": color, "width": 2}, hovertemplate=f"%{{customdata}}<br>%{{y:.0f}} {unit}<extra></extra>",
    )  # fmt: skip
