"""What came in before, file by file, and the way to undo it."""

from __future__ import annotations

from collections.abc import Hashable
from typing import Any, NamedTuple
from uuid import UUID

import pandas as pd
import streamlit as st

from coach.activity_import import undo_import
from data.activities import ActivityFilter, activities
from data.activity_imports import imports
from data.cache import Revision, cached
from data.db import User
from data.errors import AppError
from pages import errors
from pages.activity_import.report import close_report
from pages.activity_import.words import KINDS, UNITS, counted, span_text
from pages.session import require_user
from pages.split_view.cells import date_cell, plain

MOST_SHOWN = 20
SHOW_ALL, UNDONE = "activity_imports_all", "activity_import_undone"


class PastImport(NamedTuple):
    id: UUID
    name: str
    about: str
    rows_filled: int


def show_past_imports(user: User, at: Revision) -> None:
    st.session_state.pop(UNDONE, None)
    past = cached(at, "activity_imports", user.id, read=lambda: past_imports(user))
    st.subheader("Past imports", anchor=False)
    if not past:
        st.caption("Nothing yet. Every file you import is listed here, and can be undone.")
        return
    shown = past if st.session_state.get(SHOW_ALL) else past[:MOST_SHOWN]
    for one in shown:
        with st.container(border=True, gap="xsmall"):
            st.markdown(f"**{plain(one.name)}**")
            st.caption(one.about)
            if st.button("Undo", key=f"undo-{one.id}", icon=":material/undo:"):
                _undo_dialog(user, one)
    if len(past) > len(shown):
        st.checkbox(f"Show all {len(past):,}", key=SHOW_ALL)


def past_imports(user: User) -> list[PastImport]:
    """Newest first."""
    rows = imports(user).to_dict("records")
    return [PastImport(UUID(str(row["id"])), str(row["file_name"]), _about(row), row["rows_filled"]) for row in rows]


def _about(row: dict[Hashable, Any]) -> str:
    parts = [
        f"imported {date_cell(row['created_at'])}",
        KINDS[row["file_kind"]] + (f" in {UNITS[row['unit']].lower()}" if pd.notna(row["unit"]) else ""),
        f"{counted(row['rows_saved'], 'activity', 'activities')} saved",
        f"{row['rows_duplicate']:,} known already" if row["rows_duplicate"] else "",
        f"{row['rows_filled']:,} completed" if row["rows_filled"] else "",
        f"{len(row['report'].get('refused', ())):,} refused" if row["report"].get("refused") else "",
        f"covers {span_text(row['covers_from'], row['covers_to'])}" if pd.notna(row["covers_from"]) else "",
    ]
    return " · ".join(part for part in parts if part)


@st.dialog("Undo this import?")
def _undo_dialog(user: User, one: PastImport) -> None:
    if UNDONE in st.session_state:
        st.rerun()  # the click ran the dialog alone: now the page, without it
    brought = activities(user, ActivityFilter(activity_import_id=one.id))
    said = int(brought["effort"].notna().sum())
    st.markdown(f"**{plain(one.name)}**: {counted(len(brought), 'activity', 'activities')} will go, for good.")
    st.markdown(
        "- the sessions that this file made in your training log go as well\n"
        + ("- what it told about activities you had already is unknown again\n" if one.rows_filled else "")
        + (f"- so does what you said about {counted(said, 'activity', 'activities')}\n" if said else "")
        + "- planned sessions that were done by them are open again\n"
        "- what you typed yourself stays"
    )
    st.button("Undo the import", type="primary", key="undo_import", on_click=_undo, args=(one.id,), width="stretch")


def _undo(import_id: UUID) -> None:
    try:
        undo_import(require_user(), import_id)
    except AppError as error:
        errors.show(error)
    else:
        close_report()
        st.session_state[UNDONE] = True
        st.toast("Import undone", icon=":material/undo:")
