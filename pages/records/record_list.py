"""The best of everything: races, stations, running, strength; what sounds too good asks first."""

from __future__ import annotations

from functools import partial
from uuid import UUID

import streamlit as st

from coach.engines.record_words import FAMILIES, family_of
from coach.engines.splits import STATIONS
from coach.engines.wall_ball_rule import RuleContext, wall_ball_comparison_note
from coach.exports import csv_of
from coach.records import confirm_record, current_records, dismiss_record, kind_of_record
from data.cache import Revision
from data.db import User
from data.errors import AppError
from data.records import Record
from pages import errors
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
from pages.session import require_user
from pages.split_view.cells import date_cell, plain


def show_records(user: User, at: Revision) -> None:
    st.title("Records", anchor=False)
    show_tabs(RECORDS)
    listed = own_records(user, at)
    _ask_about(user, at, [record for record in listed if record.needs_confirmation])
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


def _ask_about(user: User, at: Revision, waiting: list[Record]) -> None:
    """One card per record that hardly anybody reaches; nothing is celebrated before the answer."""
    for record in waiting:
        system = own_units(user, at)
        with st.container(border=True, gap="xsmall"):
            st.markdown(
                f":material/help: **Is this right?** {plain(label_of(record, system))}: "
                f"**{value_of(record, system)}**, {date_cell(record.date_achieved)}"
            )
            st.caption(_why_asked(record))
            with st.container(horizontal=True, gap="xsmall"):
                _answer("Yes, it is right", "confirm", record.id, is_right=True)
                _answer("No, take it away", "dismiss", record.id, is_right=False)


def _why_asked(record: Record) -> str:
    if record.record_type in ("station_time", "race_time"):
        fresh = "" if record.context == "race" else " Fresh, outside a race, that can be."
        return f"Hardly one in a thousand is that fast in a race.{fresh} It counts once you say so."
    return "That is close to or beyond the best in the world. It counts once you say so."


def _answer(label: str, name: str, record_id: UUID, *, is_right: bool) -> None:
    st.button(label, key=f"{name}-{record_id}", on_click=_judge, args=(record_id, is_right))


def _judge(record_id: UUID, is_right: bool) -> None:
    try:
        if is_right:
            confirm_record(require_user(), record_id)
        else:
            dismiss_record(require_user(), record_id)
    except AppError as error:
        errors.show(error)
    else:
        st.toast("It counts now" if is_right else "Record taken away", icon=":material/check:")


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
