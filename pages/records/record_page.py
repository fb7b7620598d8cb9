"""One record: how it came about, step by step, and where each step was made."""

from __future__ import annotations

from functools import partial
from uuid import UUID

import streamlit as st

from coach.engines.record_words import record_label
from coach.exports import csv_of
from coach.records import dismiss_record, kind_of_record
from data.cache import Revision
from data.db import User
from data.errors import AppError, NotFound
from data.records import Record
from pages import errors
from pages.records.charts import Curve, Point, progression_chart, progression_title
from pages.records.rows import CONTEXT_WORDS, gain_of, own_records, own_units, record_export, value_of
from pages.session import require_user
from pages.split_view.addresses import back_link
from pages.split_view.axes import show_chart
from pages.split_view.cells import date_cell, plain
from pages.theme import Palette, palette

MOST_STEPS = 12


def show_kind(user: User, at: Revision, key: str) -> None:
    steps = _steps(user, at, key)
    if not steps:
        raise NotFound("This record is not there. What it was made in may have been changed or deleted.")
    back_link("records/page.py", "All records")
    _draw_steps(at, user, key, palette())
    with st.container(horizontal=True):
        st.download_button(
            "These as CSV",
            partial(_steps_csv, user, at, key),
            file_name="record.csv",
            mime="text/csv",
            on_click="ignore",
            icon=":material/download:",
        )
        _draw_removal(steps[-1], user, at)


def _steps(user: User, at: Revision, key: str) -> list[Record]:
    """Oldest first; what waits for an answer is not among them."""
    listed = own_records(user, at)
    return [
        record for record in reversed(listed) if kind_of_record(record).key == key and not record.needs_confirmation
    ]


@st.cache_data(max_entries=128, show_spinner=False)
def _draw_steps(at: Revision, user: User, key: str, colors: Palette) -> None:
    steps, system = _steps(user, at, key), own_units(user, at)
    best = steps[-1]
    kind = kind_of_record(best)
    label = record_label(kind, best.exercise_name, system)
    st.markdown(f"# {value_of(best, system)}\n\n{plain(label)}")
    points = [Point(record.date_achieved, record.value, record.previous_value, record.context) for record in steps]
    curve = Curve(kind, points, system)
    show_chart(
        progression_chart(curve, progression_title(curve, label), colors),
        f"{len(steps)} records from {date_cell(steps[0].date_achieved)} to {date_cell(best.date_achieved)}.",
    )
    for note in _notes(best):
        st.caption(note)
    for record in steps[: -MOST_STEPS - 1 : -1]:
        _draw_step(record, value_of(record, system), gain_of(record, system))
    if len(steps) > MOST_STEPS:
        st.caption(f"The latest {MOST_STEPS} of {len(steps)}; all of them are in the chart and in the file.")


def _draw_step(record: Record, value: str, gain: str) -> None:
    about = " · ".join(part for part in (CONTEXT_WORDS[record.context], gain, plain(record.notes or "")) if part)
    source = _source(record)
    with st.container(border=True, gap="xsmall"):
        headline = f"**{value}** · {date_cell(record.date_achieved)}"
        if source:
            page, query = source
            st.page_link(
                page, label=headline, icon=":material/chevron_right:", icon_position="right", query_params=query,
                width="stretch",
            )  # fmt: skip
        else:
            st.markdown(headline)
        st.caption(about)


def _source(record: Record) -> tuple[str, dict[str, str]] | None:
    """The page of what the record was made in."""
    if record.race_result_id:
        return "races/page.py", {"race": str(record.race_result_id)}
    if record.workout_log_id:
        return "log/page.py", {"workout": str(record.workout_log_id)}
    return ("records/page.py", {"test": str(record.benchmark_test_id)}) if record.benchmark_test_id else None


def _notes(record: Record) -> list[str]:
    notes = []
    if record.is_estimate:
        notes.append("An estimate from sets of up to 10 repetitions (Epley, 1985), not a lift you did.")
    if record.wall_ball_reps == 75:
        notes.append(
            "Women did 75 wall balls until the 2024/25 season and do 100 since, so these stand apart from later races."
        )
    if record.value_unit == "min_per_km":
        notes.append("The average of a run from half a percent shorter to 5 % longer, at its own pace.")
    return notes


def _draw_removal(best: Record, user: User, at: Revision) -> None:
    with st.popover("This is wrong", icon=":material/flag:"):
        value = value_of(best, own_units(user, at))
        st.markdown(
            f"Take **{value}** of {date_cell(best.date_achieved)} out of your records? The session, test or race it "
            "was made in stays as it is; the next best counts again. To correct a typing slip, change it there."
        )
        st.button("Take it away", type="primary", key="dismiss_record", on_click=_dismiss, args=(best.id,))


def _dismiss(record_id: UUID) -> None:
    try:
        dismiss_record(require_user(), record_id)
    except AppError as error:
        errors.show(error)
    else:
        st.query_params.clear()
        st.toast("Record taken away", icon=":material/check:")


def _steps_csv(user: User, at: Revision, key: str) -> bytes:
    return csv_of(record_export(_steps(user, at, key)))
