"""The four charts of a split analysis. Each title is the answer; the axes are clock times."""

from __future__ import annotations

import plotly.graph_objects as go

from coach.engines.clock import format_clock, format_gap
from coach.engines.split_analysis import SplitAnalysis, SplitRow
from coach.engines.splits import RUNS, SPLITS, STATIONS
from pages.split_view import words
from pages.split_view.axes import Ticks, clock_ticks
from pages.theme import BAND, BETTER, GRID, NEUTRAL, RUN, STATION, WORSE, styled

COMPARABLE_RUNS = RUNS[1:7]


def cohort_band_chart(analysis: SplitAnalysis) -> go.Figure:
    """Every split as a mark on the middle half of the people who finish like you."""
    rows = [row for split in (*SPLITS, "roxzone") if (row := words.row_of(analysis, split)) and row.time_s is not None]
    names = [words.label(row.split) for row in rows]
    banded = [row for row in rows if row.cohort_p25_s is not None and row.cohort_p75_s is not None]
    chart = go.Figure()
    chart.add_bar(
        y=[words.label(row.split) for row in banded],
        x=[(row.cohort_p75_s or 0) - (row.cohort_p25_s or 0) for row in banded],
        base=[row.cohort_p25_s for row in banded],
        orientation="h",
        marker={"color": BAND, "line": {"width": 0}},
        name="middle half of the cohort",
        hoverinfo="skip",
    )
    chart.add_scatter(
        y=[words.label(row.split) for row in banded],
        x=[row.cohort_median_s for row in banded],
        mode="markers",
        marker={"symbol": "line-ns", "size": 13, "line": {"width": 2, "color": NEUTRAL}},
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
            "color": [_verdict_color(row.cohort_gap_s) for row in rows],
        },
        name="you",
        customdata=[_hover(row, analysis) for row in rows],
        hovertemplate="<b>%{y}</b><br>%{customdata}<extra></extra>",
    )
    ticks = clock_ticks([*(row.time_s for row in rows), *(row.cohort_p25_s for row in banded)], most=6)
    chart.update_layout(
        height=170 + 27 * len(rows), barmode="overlay", bargap=0.45, xaxis=_clock_axis("time [m:ss]", ticks)
    )
    chart.update_yaxes(autorange="reversed", categoryorder="array", categoryarray=names, showgrid=False)
    return _titled(chart, words.band_title(analysis))


def gap_waterfall_chart(analysis: SplitAnalysis) -> go.Figure:
    """Gains and losses against the cohort, from the biggest gain to the biggest loss."""
    losses = sorted(analysis.losses, key=lambda loss: loss.gap_s)
    names = [*(words.label(loss.split) for loss in losses), "All together"]
    gaps = [loss.gap_s for loss in losses]
    chart = go.Figure()
    chart.add_waterfall(
        orientation="h",
        y=names,
        x=[*gaps, 0.0],
        measure=[*("relative" for _ in gaps), "total"],
        text=[format_gap(gap) for gap in [*gaps, sum(gaps)]],
        textposition="outside",
        cliponaxis=False,
        increasing={"marker": {"color": WORSE}},
        decreasing={"marker": {"color": BETTER}},
        totals={"marker": {"color": NEUTRAL}},
        connector={"line": {"color": GRID, "width": 1}},
        customdata=[*(_loss_hover(analysis, loss.split) for loss in losses), "The sum of the ten differences"],
        hovertemplate="<b>%{y}</b><br>%{customdata}<extra></extra>",
    )
    reach = _running_sums(gaps)
    ticks = clock_ticks(reach, most=5, is_gap=True)
    room = (max(reach) - min(reach)) * 0.2 or 10.0
    axis = _clock_axis("faster ← difference to the cohort [m:ss] → slower", ticks)
    chart.update_layout(height=150 + 33 * len(names), xaxis={**axis, "range": [min(reach) - room, max(reach) + room]})
    chart.update_yaxes(autorange="reversed", categoryorder="array", categoryarray=names, showgrid=False)
    return _titled(chart, words.waterfall_title(analysis))


def station_radar_chart(analysis: SplitAnalysis) -> go.Figure:
    """How much of the field you beat at each station; a station without a rank is left open."""
    rows = [words.row_of(analysis, station) for station in STATIONS]
    names = [words.label(station).replace(" ", "<br>", 1) for station in STATIONS]
    ranks = [row.faster_than_pct if row else None for row in rows]
    texts = [_rank_hover(row, analysis) if row else "" for row in rows]
    chart = go.Figure()
    chart.add_scatterpolar(
        r=[50.0] * (len(names) + 1),
        theta=[*names, names[0]],
        mode="lines",
        line={"color": NEUTRAL, "width": 1, "dash": "dot"},
        name="middle of the field",
        hoverinfo="skip",
    )
    chart.add_scatterpolar(
        r=[*ranks, ranks[0]],
        theta=[*names, names[0]],
        mode="lines+markers",
        line={"color": STATION, "width": 2},
        marker={"size": 8, "color": STATION},
        fill="toself" if None not in ranks else "none",
        fillcolor=BAND,
        name="you",
        customdata=[*texts, texts[0]],
        hovertemplate="%{customdata}<extra></extra>",
    )
    chart.update_layout(
        height=430,
        margin={"l": 60, "r": 60},
        polar={
            "bgcolor": "rgba(0,0,0,0)",
            "radialaxis": {
                "range": [0, 100],
                "tickvals": [25, 50, 75, 100],
                "ticksuffix": " %",
                "angle": 22.5,
                "tickangle": 22.5,
                "gridcolor": GRID,
                "linecolor": GRID,
            },
            "angularaxis": {"direction": "clockwise", "rotation": 90, "gridcolor": GRID},
        },
    )
    return _titled(chart, words.radar_title([row for row in rows if row and row.faster_than_pct is not None]))


def run_pacing_chart(analysis: SplitAnalysis) -> go.Figure:
    """Your eight runs and the cohort's; runs 1 and 8 differ in length between venues, so they are drawn hollow."""
    rows = {run: words.row_of(analysis, run) for run in RUNS}
    names = [words.label(run) for run in RUNS]
    times = [row.time_s if (row := rows[run]) else None for run in RUNS]
    medians = [row.cohort_median_s if (row := rows[run]) else None for run in RUNS]
    chart = go.Figure()
    chart.add_scatter(
        x=names,
        y=medians,
        mode="lines",
        line={"color": NEUTRAL, "width": 2, "dash": "dot"},
        name="cohort median",
        hoverinfo="skip",
    )
    chart.add_scatter(
        x=names,
        y=times,
        mode="lines+markers",
        line={"color": RUN, "width": 3},
        marker={
            "size": 10,
            "color": RUN,
            "symbol": ["circle" if run in COMPARABLE_RUNS else "circle-open" for run in RUNS],
        },
        name="you",
        customdata=[_hover(row, analysis) if (row := rows[run]) else "" for run in RUNS],
        hovertemplate="<b>%{x}</b><br>%{customdata}<extra></extra>",
    )
    _add_fade_line(chart, rows)
    ticks = clock_ticks([*times, *medians], most=6)
    chart.update_layout(height=390, yaxis=_clock_axis("time per run [m:ss]", ticks))
    chart.update_xaxes(showgrid=False, tickvals=names, ticktext=[name.split()[-1] for name in names], title="run")
    return _titled(chart, words.pacing_title(analysis))


def _add_fade_line(chart: go.Figure, rows: dict[str, SplitRow | None]) -> None:
    """A straight line from run 2 to run 7: the fade itself."""
    second, seventh = rows["run_2"], rows["run_7"]
    if second and seventh and second.time_s is not None and seventh.time_s is not None:
        chart.add_scatter(
            x=[words.label("run_2"), words.label("run_7")],
            y=[second.time_s, seventh.time_s],
            mode="lines",
            line={"color": WORSE if seventh.time_s > second.time_s else BETTER, "width": 1.5},
            name="fade, run 2 to 7",
            hoverinfo="skip",
        )


def _titled(chart: go.Figure, title: str) -> go.Figure:
    lines = wrapped(title)
    chart.update_layout(title={"text": lines}, margin={"t": 62 + 22 * lines.count("<br>")})
    return chart


def _clock_axis(title: str, ticks: Ticks) -> dict[str, object]:
    return {"title": {"text": title}, "tickmode": "array", "tickvals": ticks.values_s, "ticktext": ticks.texts}


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


def _verdict_color(gap_s: float | None) -> str:
    if gap_s is None or abs(gap_s) < words.WORTH_SAYING_S:
        return NEUTRAL
    return WORSE if gap_s > 0 else BETTER


def _hover(row: SplitRow, analysis: SplitAnalysis) -> str:
    lines = [f"you {format_clock(row.time_s)}"]
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
        return f"<b>{words.label(row.split)}</b><br>no rank"
    return f"<b>{words.label(row.split)}</b> {format_clock(row.time_s)}<br>{_field_line(row, analysis)}"


def _loss_hover(analysis: SplitAnalysis, split: str) -> str:
    row = words.row_of(analysis, split)
    return _hover(row, analysis) if row else ""


def _field_line(row: SplitRow, analysis: SplitAnalysis) -> str:
    field = analysis.field
    return (
        f"faster than {words.faster_than(row.faster_than_pct)} of the field<br>"
        f"({words.division_words(field.division, field.gender)}, n = {field.n:,}, "
        f"{words.seasons_words(tuple(field.seasons))})"
    )
