"""The four charts of a split analysis. Each title is the answer; the axes are clock times."""

from __future__ import annotations

import plotly.graph_objects as go

from coach.engines.clock import format_clock, format_gap
from coach.engines.split_analysis import SplitAnalysis, SplitRow
from coach.engines.splits import RUNS, SPLIT_LABELS, SPLITS, STATIONS
from pages.split_view import words
from pages.split_view.axes import clock_axis, clock_ticks, titled
from pages.theme import Palette, figure

COMPARABLE_RUNS = RUNS[1:7]


def cohort_band_chart(analysis: SplitAnalysis, colors: Palette) -> go.Figure:
    """Every split as a mark on the middle half of the people who finish alike."""
    rows = [row for split in (*SPLITS, "roxzone") if (row := analysis.row(split)).time_s is not None]
    names = [row.label for row in rows]
    banded = [row for row in rows if row.cohort_p25_s is not None and row.cohort_p75_s is not None]
    chart = figure(colors)
    chart.add_bar(
        y=[row.label for row in banded],
        x=[(row.cohort_p75_s or 0) - (row.cohort_p25_s or 0) for row in banded],
        base=[row.cohort_p25_s for row in banded],
        orientation="h",
        marker={"color": colors.band, "line": {"width": 0}},
        name="middle half of the cohort",
        hoverinfo="skip",
    )
    chart.add_scatter(
        y=[row.label for row in banded],
        x=[row.cohort_median_s for row in banded],
        mode="markers",
        marker={"symbol": "line-ns", "size": 13, "line": {"width": 2, "color": colors.neutral}},
        name="cohort median",
        hoverinfo="skip",
    )
    chart.add_scatter(
        y=names,
        x=[row.time_s for row in rows],
        mode="markers",
        marker={
            "symbol": [_symbol(row) for row in rows],
            "size": 11,
            "color": [_verdict_color(row.cohort_gap_s, colors) for row in rows],
        },
        name=analysis.race.whom.subject,
        customdata=[_hover(row, analysis) for row in rows],
        hovertemplate="<b>%{y}</b><br>%{customdata}<extra></extra>",
    )
    edges = [edge for row in banded for edge in (row.cohort_p25_s, row.cohort_p75_s)]
    ticks = clock_ticks([*(row.time_s for row in rows), *edges], most=7)
    titled(chart, words.band_title(analysis), height=130 + 27 * len(rows), legend_lines=2)
    chart.update_layout(barmode="overlay", bargap=0.45, xaxis=clock_axis("time [m:ss]", ticks))
    return _downwards(chart, names)


def gap_waterfall_chart(analysis: SplitAnalysis, colors: Palette) -> go.Figure:
    """Gains and losses against the cohort, from the biggest gain to the biggest loss."""
    losses = sorted(analysis.losses, key=lambda loss: loss.gap_s)
    names = [*(loss.label for loss in losses), "All together"]
    gaps = [loss.gap_s for loss in losses]
    chart = figure(colors)
    chart.add_waterfall(
        orientation="h",
        y=names,
        x=[*gaps, 0.0],
        measure=[*("relative" for _ in gaps), "total"],
        text=[format_gap(gap) for gap in [*gaps, sum(gaps)]],
        textposition="outside",
        cliponaxis=False,
        customdata=[*(_hover(analysis.row(loss.split), analysis) for loss in losses), "The sum of the ten differences"],
        hovertemplate="<b>%{y}</b><br>%{customdata}<extra></extra>",
    )
    reach = _running_sums(gaps)
    ticks = clock_ticks(reach, most=5, is_gap=True)
    room = (max(reach) - min(reach)) * 0.2 or 10.0
    titled(chart, words.waterfall_title(analysis), height=90 + 33 * len(names), legend_lines=0)
    axis = clock_axis("faster ← gap [m:ss] → slower", ticks)
    chart.update_layout(xaxis={**axis, "range": [min(reach) - room, max(reach) + room]})
    return _downwards(chart, names)


def station_radar_chart(analysis: SplitAnalysis, colors: Palette) -> go.Figure:
    """How much of the field was slower at each station; a station without a rank is left open."""
    rows = [analysis.row(station) for station in STATIONS]
    names = [SPLIT_LABELS[station].replace(" ", "<br>", 1) for station in STATIONS]
    ranks = [row.faster_than_pct for row in rows]
    texts = [_rank_hover(row, analysis) for row in rows]
    chart = figure(colors)
    chart.add_scatterpolar(
        r=[50.0] * (len(names) + 1),
        theta=[*names, names[0]],
        mode="lines",
        line={"color": colors.neutral, "width": 1, "dash": "dot"},
        name="middle of the field",
        hoverinfo="skip",
    )
    chart.add_scatterpolar(
        r=[*ranks, ranks[0]],
        theta=[*names, names[0]],
        mode="lines+markers",
        line={"color": colors.station, "width": 2},
        marker={"size": 8, "color": colors.station},
        fill="toself" if None not in ranks else "none",
        fillcolor=colors.band,
        name=analysis.race.whom.subject,
        customdata=[*texts, texts[0]],
        hovertemplate="%{customdata}<extra></extra>",
    )
    title = words.radar_title([row for row in rows if row.faster_than_pct is not None], analysis.race.whom)
    titled(chart, title, height=420)
    rings = [50, 100]
    percent = {"range": [0, 100], "tickmode": "array", "tickvals": rings, "angle": 22.5, "tickangle": 22.5}
    percent["ticktext"] = [f"{ring} %" for ring in rings]
    chart.update_layout(
        margin={"l": 64, "r": 64, "t": 36, "b": 64},
        polar={"radialaxis": percent, "angularaxis": {"direction": "clockwise", "rotation": 90}},
    )
    return chart


def run_pacing_chart(analysis: SplitAnalysis, colors: Palette) -> go.Figure:
    """The eight runs and the cohort's; runs 1 and 8 differ in length between venues, so they are drawn hollow."""
    rows = {run: analysis.row(run) for run in RUNS}
    names = [SPLIT_LABELS[run] for run in RUNS]
    times = [rows[run].time_s for run in RUNS]
    medians = [rows[run].cohort_median_s for run in RUNS]
    chart = figure(colors)
    _add_cohort_band(chart, rows, colors)
    chart.add_scatter(
        x=names,
        y=medians,
        mode="lines",
        line={"color": colors.neutral, "width": 2, "dash": "dot"},
        name="cohort median",
        hoverinfo="skip",
    )
    chart.add_scatter(
        x=names,
        y=times,
        mode="lines+markers",
        line={"color": colors.run, "width": 3},
        marker={
            "size": 10,
            "color": colors.run,
            "symbol": ["circle" if run in COMPARABLE_RUNS else "circle-open" for run in RUNS],
        },
        name=analysis.race.whom.subject,
        customdata=[_hover(rows[run], analysis) for run in RUNS],
        hovertemplate="<b>%{x}</b><br>%{customdata}<extra></extra>",
    )
    _add_fade_line(chart, rows, colors)
    edges = [edge for row in rows.values() for edge in (row.cohort_p25_s, row.cohort_p75_s)]
    ticks = clock_ticks([*times, *edges], most=6)
    titled(chart, words.pacing_title(analysis), height=420, legend_lines=2)
    chart.update_layout(yaxis=clock_axis("time per run [m:ss]", ticks))
    chart.update_xaxes(showgrid=False, tickvals=names, ticktext=[name.split()[-1] for name in names], title="run")
    return chart


def _add_cohort_band(chart: go.Figure, rows: dict[str, SplitRow], colors: Palette) -> None:
    """The middle half of the people who finish alike, as an area."""
    names = [row.label for row in rows.values()]
    edge = {"mode": "lines", "line": {"width": 0}, "hoverinfo": "skip"}
    chart.add_scatter(x=names, y=[row.cohort_p25_s for row in rows.values()], showlegend=False, **edge)
    chart.add_scatter(
        x=names,
        y=[row.cohort_p75_s for row in rows.values()],
        fill="tonexty",
        fillcolor=colors.band,
        name="middle half of the cohort",
        **edge,
    )


def _add_fade_line(chart: go.Figure, rows: dict[str, SplitRow], colors: Palette) -> None:
    """A straight line from run 2 to run 7: the fade itself."""
    second, seventh = rows["run_2"], rows["run_7"]
    if second.time_s is not None and seventh.time_s is not None:
        chart.add_scatter(
            x=[SPLIT_LABELS["run_2"], SPLIT_LABELS["run_7"]],
            y=[second.time_s, seventh.time_s],
            mode="lines",
            line={"color": colors.worse if seventh.time_s > second.time_s else colors.better, "width": 1.5},
            name="fade, run 2 to 7",
            hoverinfo="skip",
        )


def _downwards(chart: go.Figure, names: list[str]) -> go.Figure:
    """The first name on top."""
    chart.update_yaxes(autorange="reversed", categoryorder="array", categoryarray=names, showgrid=False)
    return chart


def _running_sums(gaps: list[float]) -> list[float]:
    reached = [0.0]
    for gap in gaps:
        reached.append(reached[-1] + gap)
    return reached


def _symbol(row: SplitRow) -> str:
    """The verdict has a shape too, for eyes that do not see the colours."""
    gap = row.cohort_gap_s
    if gap is None or abs(gap) < words.WORTH_SAYING_S:
        return "circle"
    return "triangle-right" if gap > 0 else "triangle-left"


def _verdict_color(gap_s: float | None, colors: Palette) -> str:
    if gap_s is None or abs(gap_s) < words.WORTH_SAYING_S:
        return colors.neutral
    return colors.worse if gap_s > 0 else colors.better


def _hover(row: SplitRow, analysis: SplitAnalysis) -> str:
    lines = [f"{analysis.race.whom.subject} {format_clock(row.time_s)}"]
    if row.cohort_median_s is not None:
        lines.append(
            f"cohort {format_clock(row.cohort_median_s)} ({format_gap(row.cohort_gap_s)}), n = {analysis.cohort_n:,}"
        )
    if row.faster_than_pct is not None:
        lines.append(_field_line(row, analysis))
    if row.event_faster_than_pct is not None:
        lines.append(f"faster than {words.faster_than(row.event_faster_than_pct)} here, n = {row.event_n:,}")
    return "<br>".join(lines)


def _rank_hover(row: SplitRow, analysis: SplitAnalysis) -> str:
    if row.faster_than_pct is None:
        return f"<b>{row.label}</b><br>no rank"
    return f"<b>{row.label}</b> {format_clock(row.time_s)}<br>{_field_line(row, analysis)}"


def _field_line(row: SplitRow, analysis: SplitAnalysis) -> str:
    return f"faster than {words.faster_than(row.faster_than_pct)} of<br>{analysis.field.text}"
