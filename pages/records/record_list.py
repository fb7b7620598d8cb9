"""The best of everything: races, stations, running, strength; what sounds too good asks first."""

from __future__ import annotations

from functools import partial

import streamlit as st

from coach.engines.record_words import FAMILIES, family_of
from coach.engines.splits import STATIONS
from coach.engines.wall_ball_rule import RuleContext, wall_ball_comparison_note
from coach.exports import csv_of
from coach.records import current_records, kind_of_record
from data.cache import Revision
from data.db import User
from data.records import Record
from pages.records.questions import ask_about
from pages.records.rows import (
    CONTEXT_WORDS,
    RECORDS,
    gain_of,
    label_of,
    own_records,
    own_units,
    record_export,
    show_tabs,
    value_of,
)
from pages.split_view.cells import date_cell, plain


def show_records(user: User, at: Revision) -> None:
    st.title("Records", anchor=False)
    show_tabs(RECORDS)
    listed = own_records(user, at)
    ask_about([record for record in listed if record.needs_confirmation], own_units(user, at))
    counted = [record for record in listed if not record.needs_confirmation]
    if not counted:
        _show_empty()
        return
    present = {family_of(kind_of_record(record)) for record in counted}
    families = [family for family in FAMILIES if family in present]
    family = st.pills("In", families, default=families[0], required=True, key="record_family") or families[0]
    _draw_family(at, user, family)
    st.download_button(
        "All records as CSV",
        partial(_records_csv, user, at),
        file_name="records.csv",
        mime="text/csv",
        on_click="ignore",
        icon=":material/download:",
    )


def _show_empty() -> None:
    st.markdown(
        "**Your best of everything, found by itself.** Log a session with weights or a run, add a race, or do a test: "
        "what you did better than ever stands here, with how it came along."
    )
    with st.container(horizontal=True, gap="xsmall"):
        st.page_link("log/page.py", label="Log a session", icon=":material/edit:", query_params={"new": "strength"})
        st.page_link("races/page.py", label="Add a race", icon=":material/flag:")
    st.caption("A race counts from the day its date is known.")


@st.cache_data(max_entries=128, show_spinner=False)
def _draw_family(at: Revision, user: User, family: str) -> None:
    system = own_units(user, at)
    listed = [record for record in own_records(user, at) if not record.needs_confirmation]
    counts: dict[str, int] = {}
    for record in listed:
        key = kind_of_record(record).key
        counts[key] = counts.get(key, 0) + 1
    best = [record for record in current_records(listed) if family_of(kind_of_record(record)) == family]
    best.sort(key=_place)
    for note in _notes(best):
        st.caption(note)
    for record in best:
        key = kind_of_record(record).key
        with st.container(border=True, gap="xsmall"):
            estimate = " :gray-badge[estimate]" if record.is_estimate else ""
            st.page_link(
                "records/page.py",
                label=f"**{value_of(record, system)}** · {plain(label_of(record, system))}{estimate}",
                icon=":material/chevron_right:",
                icon_position="right",
                query_params={"kind": key},
                width="stretch",
            )
            st.caption(_about(record, gain_of(record, system), counts[key]))


def _place(record: Record) -> tuple[bool, int, float, str, bool]:
    """Races before tests, stations in race order, short runs before long ones, exercises by name."""
    station = STATIONS.index(record.station) if record.station else 0
    name = (record.exercise_name or "").casefold()
    is_elsewhere = bool(record.station) and record.context != "race"
    return is_elsewhere, station, record.distance_m or 1e9, name, record.is_estimate


def _about(record: Record, gain: str, count: int) -> str:
    parts = [date_cell(record.date_achieved), CONTEXT_WORDS[record.context], gain]
    if count > 1:
        parts.append(f"{count} records")
    return " · ".join(parts)


def _notes(best: list[Record]) -> list[str]:
    """Why a woman may have two finishes of one division."""
    counted = [
        record
        for record in best
        if record.gender == "women" and (record.record_type == "race_time" or record.station == "wall_balls")
    ]
    seasons = [
        RuleContext(str(record.division), "women", None, 6 if record.wall_ball_reps == 75 else 7) for record in counted
    ]
    note = wall_ball_comparison_note(seasons)
    return [f"{note} They are kept apart."] if note else []


def _records_csv(user: User, at: Revision) -> bytes:
    return csv_of(record_export(own_records(user, at)))
