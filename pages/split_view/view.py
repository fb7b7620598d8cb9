"""One split analysis on a page: the answer first, then one chart or table at a time.

Everything static is drawn inside functions cached under athlete, revision and subject; on a rerun Streamlit
replays the finished elements, so an unchanged analysis costs neither a query nor a figure.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import NamedTuple
from uuid import UUID

import plotly.graph_objects as go
import streamlit as st

from coach.engines.clock import format_clock, format_gap
from coach.engines.pronoun import YOU, Pronoun
from coach.engines.split_analysis import SplitAnalysis
from coach.engines.splits import RUNS as RUN_SPLITS
from coach.engines.splits import STATIONS as STATION_SPLITS
from coach.exports import csv_of
from coach.races import analyse_race, analyse_result
from data.cache import Revision, cached
from data.db import User
from pages.split_view import charts, tables, words
from pages.split_view.axes import show_chart
from pages.split_view.cells import plain
from pages.theme import Palette, palette

SUMMARY, BAND, GAPS, STATIONS, RUNS, TABLE = "Ranking", "Against cohort", "Gains & losses", "Stations", "Runs", "Table"
VIEWS = (SUMMARY, BAND, GAPS, STATIONS, RUNS, TABLE)
CHARTS: dict[str, Callable[[SplitAnalysis, Palette], go.Figure]] = {
    BAND: charts.cohort_band_chart,
    GAPS: charts.gap_waterfall_chart,
    STATIONS: charts.station_radar_chart,
    RUNS: charts.run_pacing_chart,
}


class Subject(NamedTuple):
    """Whose splits: one of your races, one of an athlete you coach, or a result of an event you imported."""

    race_id: UUID | None = None
    event_id: UUID | None = None
    result_id: UUID | None = None
    athlete_id: UUID | None = None


class Heading(NamedTuple):
    """What stands above an analysis, in anybody's words."""

    title: str
    about: str


def analysis_of(user: User, at: Revision, subject: Subject) -> SplitAnalysis:
    """The analysis, made once per revision.

    Raises:
        NotFound: no such race or result, or not yours.
    """
    return cached(at, "split_analysis", user.id, subject, read=lambda: _analyse(user, subject))


def show_analysis(user: User, at: Revision, subject: Subject, heading: Heading, actions: Callable[[], None]) -> None:
    """Draw the whole analysis; `actions` draws the page's own buttons in front of the exports."""
    _draw_answer(at, user, subject, heading)
    view = st.segmented_control(
        "Show", VIEWS, default=SUMMARY, required=True, key="split_view", label_visibility="collapsed"
    )
    _draw_view(at, user, subject, view or SUMMARY, palette())
    with st.container(horizontal=True):
        actions()
        _export_button("Splits as CSV", "splits.csv", partial(_split_csv, user, at, subject))
        if view == SUMMARY:
            _export_button("Ranking as CSV", "ranking.csv", partial(_loss_csv, user, at, subject))


def _analyse(user: User, subject: Subject) -> SplitAnalysis:
    if subject.race_id is not None:
        return analyse_race(user, subject.race_id, subject.athlete_id)
    return analyse_result(user, subject.event_id or UUID(int=0), subject.result_id or UUID(int=0))


@st.cache_data(max_entries=256, show_spinner=False)
def _draw_answer(at: Revision, user: User, subject: Subject, heading: Heading) -> None:
    """Headline, key figures and the line that says whether the parts add up.

    As few elements as possible: each is a message of its own, and messages are what a rerun costs.
    """
    analysis = analysis_of(user, at, subject)
    st.markdown(f"# {plain(heading.title)}\n\n:gray[{plain(heading.about)}]\n\n#### {analysis.headline}")
    total = analysis.row("total_seconds")
    with st.grid(3, min_column_width=104, gap="small"):
        st.metric("Finish", words.finish(analysis))
        st.metric("Faster than", words.faster_than(total.faster_than_pct))
        if total.event_faster_than_pct is not None:
            st.metric("Same event", words.faster_than(total.event_faster_than_pct))
        elif analysis.fade_pct is not None:
            st.metric("Fade, run 2 to 7", f"{analysis.fade_pct:+.1f} %".replace("-", "−"))
    icon = ":material/check_circle:" if analysis.reconciliation.is_usable else ":material/error:"
    scopes = "  \n".join(f":gray[{scope}]" for scope in _scopes(analysis))
    st.markdown(f"{icon} {analysis.reconciliation.text}\n\n{scopes}")


def _scopes(analysis: SplitAnalysis) -> list[str]:
    """Whom each percentage speaks about."""
    scopes = [f"Field: {analysis.field.text}." if analysis.field.n else f"There is {analysis.field.text}."]
    event_n = analysis.row("total_seconds").event_n
    if event_n:
        few = f", {words.FEW}" if analysis.row("total_seconds").is_event_small_sample else ""
        scopes.append(f"Same event: {plain(analysis.race.event or '')}, n = {event_n:,}{few}.")
    return [*scopes, f"{words.cohort_words(analysis)}."] if analysis.cohort_n is not None else scopes


@st.cache_data(max_entries=512, show_spinner=False)
def _draw_view(at: Revision, user: User, subject: Subject, view: str, colors: Palette) -> None:
    analysis = analysis_of(user, at, subject)
    if view in CHARTS:
        _draw_chart(analysis, view, colors)
    elif view == TABLE:
        st.dataframe(
            tables.split_table(analysis),
            hide_index=True,
            height="content",
            column_config=tables.WIDTHS,
            placeholder="–",
            alt=_table_alt(analysis),
        )
    else:
        _draw_ranking(analysis)
    st.caption("\n\n".join(_notes(analysis, view)))


def _draw_chart(analysis: SplitAnalysis, view: str, colors: Palette) -> None:
    if not _has_something(analysis, view):
        st.info(_what_is_missing(view, analysis.race.whom))
        return
    chart = CHARTS[view](analysis, colors)
    show_chart(chart, f"{analysis.headline} {analysis.field.text}.")


def _has_something(analysis: SplitAnalysis, view: str) -> bool:
    if view == GAPS:
        return bool(analysis.losses)
    if view == RUNS:
        return any(analysis.row(run).time_s is not None for run in RUN_SPLITS)
    if view == STATIONS:
        return any(analysis.row(station).faster_than_pct is not None for station in STATION_SPLITS)
    return any(row.time_s is not None for row in analysis.splits if row.split != "total_seconds")


def _what_is_missing(view: str, whom: Pronoun) -> str:
    if view == GAPS:
        return "To rank gains and losses this needs a finish time, splits and a group of similar finishers."
    if whom != YOU:
        return "No splits were recorded that this chart could be drawn from."
    return "Add the splits you know to the race, and this chart draws itself."


def _draw_ranking(analysis: SplitAnalysis) -> None:
    """The ten items from the biggest loss to the biggest gain, and the proof that a gain is realistic."""
    if not analysis.losses:
        st.info(_what_is_missing(GAPS, analysis.race.whom))
        return
    lines = _ranking_lines(analysis)
    if analysis.proofs:
        lines += ["", "**What slower finishers show is possible**", ""]
        lines += [f"- {proof.text}" for proof in analysis.proofs[:3]]
    st.markdown("\n".join(lines))


def _ranking_lines(analysis: SplitAnalysis) -> list[str]:
    lines = [f"| | Lost or gained | {analysis.race.whom.whose.capitalize()} time | Faster than |", "|:--|--:|--:|--:|"]
    for loss in analysis.losses:
        row = analysis.row(loss.split)
        sign = "▲" if loss.gap_s >= words.WORTH_SAYING_S else "▼" if loss.gap_s <= -words.WORTH_SAYING_S else "="
        lines.append(
            f"| {loss.label} | {sign} **{format_gap(loss.gap_s)}** | {format_clock(row.time_s)} "
            f"| {words.faster_than(row.faster_than_pct)} |"
        )
    return lines


def _notes(analysis: SplitAnalysis, view: str) -> list[str]:
    """What stands below a view; everything that qualifies all numbers is below each of them."""
    said: list[str] = []
    if view == RUNS:
        said += [text for text in (analysis.fade_text, analysis.run_slope_text) if text]
    if view == GAPS:
        said.append(
            "The middle times of single parts do not add up to the middle finish, so the bars need not sum to 0."
        )
    if view == SUMMARY:
        said.append(f"▲ slower, ▼ faster than {words.alike(analysis)}; = within 5 seconds.")
    if analysis.course_factor is not None:
        said.append(analysis.course_factor.text)
    # The cohort stands above already.
    return [*said, *(note for note in analysis.notes if not note.startswith("People who finish like"))]


def _table_alt(analysis: SplitAnalysis) -> str:
    return f"All splits of {analysis.race.title}: time, gap to similar finishers, share of the field behind."


def _export_button(label: str, file_name: str, content: Callable[[], bytes]) -> None:
    """The file is made when somebody asks for it, not on every rerun."""
    st.download_button(
        label,
        content,
        file_name=file_name,
        mime="text/csv",
        on_click="ignore",
        icon=":material/download:",
        key=file_name,
    )


def _split_csv(user: User, at: Revision, subject: Subject) -> bytes:
    return csv_of(tables.split_export(analysis_of(user, at, subject)))


def _loss_csv(user: User, at: Revision, subject: Subject) -> bytes:
    return csv_of(tables.loss_export(analysis_of(user, at, subject)))
