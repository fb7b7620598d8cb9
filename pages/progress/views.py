"""The views of the page, each drawn when it is chosen and replayed until the athlete's data change."""

from __future__ import annotations

from collections.abc import Hashable
from typing import Any

import pandas as pd
import streamlit as st

from coach.engines.field import group_name
from coach.engines.load import CONVENTION
from coach.engines.splits import SPLIT_LABELS
from coach.engines.units import System, run_length_text, step_length_text, weight_text
from coach.progress import TrainingLoad, station_profile, training_load
from data.cache import Revision, cached
from data.db import User
from data.progress import Group, Window, record_progression, training_days, training_weeks
from data.training_breaks import training_breaks
from pages.progress import charts, record_charts
from pages.progress.choice import Choice
from pages.progress.record_charts import value_of
from pages.split_view.axes import show_chart
from pages.split_view.cells import clock_cell, count_cell, date_cell, number_of, plain, rank_cell, text_cell
from pages.theme import Palette

NO_LOGS = "Nothing is logged in this range. Log a session, and this chart draws itself."


def volume_of(user: User, at: Revision, window: Window) -> pd.DataFrame:
    return cached(at, "training_weeks", user.id, window, read=lambda: training_weeks(user, window))


def load_of(user: User, at: Revision, window: Window) -> TrainingLoad:
    return cached(at, "training_load", user.id, window, read=lambda: training_load(user, window))


def days_of(user: User, at: Revision, window: Window) -> pd.DataFrame:
    return cached(at, "training_days", user.id, window, read=lambda: training_days(user, window))


def breaks_of(user: User, at: Revision, window: Window) -> pd.DataFrame:
    """Those that touch the window; `shown_until` ends the ones that last."""
    return cached(
        at,
        "training_breaks",
        user.id,
        window[:2],
        read=lambda: training_breaks(user, window.first, window.last).assign(shown_until=window.last),
    )


def records_of(user: User, at: Revision, choice: Choice) -> pd.DataFrame:
    """The records of the range with `kind`: what is compared with what, in the athlete's units."""
    window, system = choice.window, choice.system
    return cached(at, "record_progression", user.id, window[:2], system, read=lambda: _records(user, window, system))


def stations_of(user: User, at: Revision, window: Window, group: Group) -> pd.DataFrame:
    return cached(
        at,
        "station_profile",
        user.id,
        window[:2],
        group,
        read=lambda: station_profile(user, window.first, window.last, group),
    )


def _records(user: User, window: Window, system: System) -> pd.DataFrame:
    found = record_progression(user, window.first, window.last)
    kinds = [_kind(row, system) for row in found.to_dict("records")]
    return found.assign(kind=pd.Series(kinds, index=found.index, dtype="object"))


def _kind(row: dict[Hashable, Any], system: System) -> str:
    distance_m, load_kg = number_of(row["distance_m"]), number_of(row["load_kg"])
    parts = [
        row["name"],
        _length(row, distance_m, system) if distance_m else "",
        weight_text(system, load_kg) if load_kg else "",
        row["race_group"],
        "estimated 1RM" if row["is_estimate"] else "",
    ]
    return " · ".join(part for part in parts if part)


def _length(row: dict[Hashable, Any], distance_m: float, system: System) -> str:
    if row["record_type"] == "running_pace":
        return run_length_text(system, distance_m)
    return step_length_text(system, distance_m, row["name"] or "")


@st.cache_data(max_entries=128, show_spinner=False)
def draw_volume(at: Revision, user: User, choice: Choice, measure: str, colors: Palette) -> None:
    weeks = volume_of(user, at, choice.window)
    if weeks.empty:
        st.info(NO_LOGS)
        return
    volume = charts.Volume(weeks, breaks_of(user, at, choice.window), choice.window.last, choice.system)
    count = int(weeks["session_count"].sum())
    show_chart(
        charts.volume_chart(volume, charts.measure_in(choice.system, measure), colors),
        f"Stacked bars per week and type, {choice.label}, n = {count} sessions.",
    )
    column = {"Hours": "untimed_count", "Distance": "unmeasured_count"}.get(measure)
    unknown = int(weeks[column].sum()) if column else 0
    word = "duration" if measure == "Hours" else "distance"
    notes = [f"{choice.label}, n = {count} sessions; rest days are not counted. Weeks begin on Monday."]
    if unknown:
        notes.append(f"{unknown} of them have no {word} and are not in it.")
    st.caption(" ".join(notes))


@st.cache_data(max_entries=128, show_spinner=False)
def draw_load(at: Revision, user: User, choice: Choice, colors: Palette) -> None:
    found = load_of(user, at, choice.window)
    if not found.curve:
        st.info("Load needs the effort (RPE) and the minutes of your sessions. Log both, and this curve draws itself.")
        return
    breaks = breaks_of(user, at, choice.window)
    show_chart(charts.load_chart(found.curve, breaks, colors), f"Fitness, fatigue and form, {choice.label}.")
    notes = [
        f"Load is RPE × minutes of each session. Fitness and fatigue: {CONVENTION}. Form is fitness − fatigue of the "
        "evening before. The first 42 days of a history are too young to be read.",
    ]
    if found.unrated_days:
        notes.append(f"{found.unrated_days} days had sessions without RPE: counted at your mean, {found.usual_rpe}.")
    if found.untimed_count:
        notes.append(f"{found.untimed_count} sessions without duration cannot count: the real load is higher.")
    st.caption(" ".join(notes))


@st.cache_data(max_entries=128, show_spinner=False)
def draw_record(at: Revision, user: User, choice: Choice, kind: str, colors: Palette) -> None:
    records = records_of(user, at, choice)
    of_kind = records[records["kind"] == kind]
    show_chart(
        record_charts.record_chart(of_kind, choice.system, colors),
        f"Each record of {kind} until the next, n = {len(of_kind)}.",
    )
    estimates = " Hollow marks are estimates." if of_kind["is_estimate"].any() else ""
    st.caption(f"{choice.label}, n = {len(of_kind)} records.{estimates}")
    lines = ["| Date | Record | Before | Where |", "|:--|--:|--:|:--|"]
    for row in of_kind.iloc[::-1].head(20).to_dict("records"):
        before = value_of(row, row["previous_value"], choice.system)
        lines.append(
            f"| {date_cell(row['date_achieved'])} | **{value_of(row, row['value'], choice.system)}** | {before} "
            f"| {plain(text_cell(row['context']))} |"
        )
    st.markdown("\n".join(lines))


@st.cache_data(max_entries=128, show_spinner=False)
def draw_stations(at: Revision, user: User, choice: Choice, group: Group, colors: Palette) -> None:
    profile = stations_of(user, at, choice.window, group)
    name = group_name(*group)
    if profile.empty:
        st.info(f"No station of a finished {name} race is known in this range. Add a race with its splits.")
        return
    show_chart(record_charts.station_chart(profile, name, colors), f"Your best station times against {name}.")
    lines = ["| Station | Best | Faster than | Date |", "|:--|--:|--:|:--|"]
    for row in profile.to_dict("records"):
        lines.append(
            f"| {SPLIT_LABELS[str(row['metric'])]} | {clock_cell(row['time_s'])} | {rank_cell(row['faster_than_pct'])} "
            f"| {date_cell(row['achieved_on'])} |"
        )
    st.markdown("\n".join(lines))
    n = profile["field_n"].max()
    st.caption(f"Best splits of your singles races, {choice.label}; field: {name}, n = {count_cell(n)}, seasons 7–8.")


@st.cache_data(max_entries=128, show_spinner=False)
def draw_days(at: Revision, user: User, choice: Choice, colors: Palette) -> None:
    days = days_of(user, at, choice.window)
    if days.empty:
        st.info(NO_LOGS)
        return
    window = choice.window
    show_chart(
        record_charts.day_chart(days, window.first, window.last, colors),
        f"A square per day, {choice.label}, n = {len(days)} days with a log.",
    )
    st.caption(f"{choice.label}. Minutes per day; logged rest days count for the row, skipped sessions do not.")
