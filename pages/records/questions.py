"""Records that hardly anybody reaches are asked about before they count."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

import streamlit as st

from coach.engines.units import System
from coach.records import confirm_record, dismiss_record
from data.errors import AppError
from data.records import Record
from pages import errors
from pages.records.rows import label_of, value_of
from pages.session import require_user
from pages.split_view.cells import date_cell, plain


def ask_about(waiting: Sequence[Record], system: System) -> None:
    """One card per record; nothing is celebrated before the answer."""
    for record in waiting:
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
