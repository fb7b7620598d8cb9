"""Races of several athletes side by side: the table first, then one chart at a time."""

from __future__ import annotations

from functools import partial
from typing import NamedTuple
from uuid import UUID

import streamlit as st

from coach.engines.clock import format_clock
from coach.engines.field import group_name
from coach.engines.splits import METRICS
from coach.engines.wall_ball_rule import RuleContext
from coach.exports import csv_of
from data.cache import Revision
from data.coach_access import SharedAthlete, cached_for, shared_athletes
from data.db import User
from data.races import races
from pages.compare.charts import running_gap_chart, split_comparison_chart
from pages.compare.contenders import MOST, Contender, notes
from pages.compare.tables import comparison_export, comparison_table
from pages.races.race_cards import with_group
from pages.split_view.axes import show_chart
from pages.split_view.cells import date_cell, plain
from pages.split_view.view import Subject, analysis_of
from pages.theme import Palette, palette

TABLE, SPLITS, GAP = "Table", "Splits", "Running gap"


class Choice(NamedTuple):
    """A race that can be chosen, and when its athlete's rows last changed."""

    at: Revision
    athlete_id: UUID
    race_id: UUID
    title: str
    group: str


def show_side_by_side(user: User) -> None:
    choices = {
        choice.race_id: choice
        for athlete in shared_athletes(user)
        if athlete.shares("races")
        for choice in _choices(user, athlete)
    }
    if len(choices) < 2:
        st.info("Two races of athletes who share their races with you are needed to set them side by side.")
        return
    picked = st.multiselect(
        "Races",
        list(choices),
        format_func=lambda race_id: choices[race_id].title,
        max_selections=MOST,
        placeholder=f"Choose two to {MOST} races",
        key="side_by_side",
    )
    chosen = tuple(choices[race_id] for race_id in picked if race_id in choices)
    if len(chosen) < 2:
        st.caption("Choose at least two races, and they stand here side by side.")
        return
    view = st.segmented_control(
        "Show", [TABLE, SPLITS, GAP], default=TABLE, required=True, key="side_view", label_visibility="collapsed"
    )
    _draw(user, chosen, view or TABLE, palette())
    st.download_button(
        "Comparison as CSV",
        partial(_csv, user, chosen),
        file_name="athletes.csv",
        mime="text/csv",
        on_click="ignore",
        icon=":material/download:",
    )


def _choices(user: User, athlete: SharedAthlete) -> list[Choice]:
    listed = cached_for(user, athlete, "races", read=lambda: with_group(races(user, athlete.athlete_id)))
    found = []
    for row in listed.to_dict("records"):
        when = f", {date_cell(row['race_date'])}" if row["race_date"] else ""
        title = f"{athlete.name}: {row['race_name']}{when}"
        found.append(Choice(athlete.at, athlete.athlete_id, row["id"], title, row["group"]))
    return found


def _contenders(user: User, chosen: tuple[Choice, ...]) -> list[Contender]:
    """In the order chosen; two of the same title are numbered."""
    titles = [choice.title for choice in chosen]
    found = []
    for place, choice in enumerate(chosen):
        subject = Subject(race_id=choice.race_id, athlete_id=choice.athlete_id)
        analysis = analysis_of(user, choice.at, subject)
        race = analysis.race
        again = titles[: place + 1].count(choice.title)
        found.append(
            Contender(
                token=str(choice.race_id),
                title=f"{choice.title} ({again})" if titles.count(choice.title) > 1 else choice.title,
                group=group_name(race.division, race.gender),
                rule=RuleContext(race.division, race.gender, race.event, race.season),
                times={metric: analysis.row(metric).time_s for metric in METRICS},
            )
        )
    return found


@st.cache_data(max_entries=64, show_spinner=False)
def _draw(user: User, chosen: tuple[Choice, ...], view: str, colors: Palette) -> None:
    found = _contenders(user, chosen)
    alt = f"{view} of {', '.join(contender.title for contender in found)}"
    st.markdown("  \n".join(_finish(number, contender) for number, contender in enumerate(found, start=1)))
    if view == TABLE:
        widths = {
            contender.title: st.column_config.Column(f"{number} {contender.title.split()[0]}", width=86)
            for number, contender in enumerate(found, start=1)
        }
        st.dataframe(
            comparison_table(found),
            hide_index=True,
            height="content",
            column_config={"Split": st.column_config.Column(width=124, pinned=True), **widths},
            placeholder="–",
            alt=alt,
        )
        st.caption("★ fastest of the row. – not known.")
    else:
        show_chart((split_comparison_chart if view == SPLITS else running_gap_chart)(found, colors), alt)
    st.caption("\n\n".join(notes(found)))


def _finish(number: int, contender: Contender) -> str:
    finish = format_clock(contender.times["total_seconds"])
    return f"{number}\\. **{finish}** {plain(contender.title)} · {plain(contender.group)}"


def _csv(user: User, chosen: tuple[Choice, ...]) -> bytes:
    found = _contenders(user, chosen)
    return csv_of(comparison_export(found), time_columns=[contender.title for contender in found])
