"""Import of a results file: the file is kept while we ask what it does not say, and every row is accounted for."""

from __future__ import annotations

import pandas as pd
import streamlit as st
from streamlit.runtime.uploaded_file_manager import UploadedFile

from coach.events import ImportReport, NeedsAnswer, import_event
from coach.exports import csv_of
from coach.readers.race_files import RaceFileAnswers
from data.db import User
from data.errors import AppError
from pages import errors
from pages.split_view.cells import plain

FILE_TYPES = ["csv", "tsv", "txt", "json", "jsonl", "ndjson", "html", "htm"]
DIVISIONS = {
    "open": "Open",
    "pro": "Pro",
    "doubles": "Doubles",
    "pro_doubles": "Pro doubles",
    "relay": "Relay",
    "adaptive": "Adaptive",
}
GENDERS = {"women": "Women", "men": "Men", "mixed": "Mixed"}
REPORT, NEEDS = "import_report", "import_needs"


def show_import(user: User) -> None:
    with st.container(border=True):
        uploaded = st.file_uploader("Results file of an event", FILE_TYPES, key="event_file")
        st.caption(
            "CSV, JSON lines or a saved results page. Names in the file are visible to you only. "
            "Importing the same file again adds nothing."
        )
        # The question belongs to one upload: another file may answer it itself.
        asked_for, needs = st.session_state.get(NEEDS, (None, None))
        ask(needs if uploaded and uploaded.file_id == asked_for else None)
        if st.button("Import", type="primary", disabled=uploaded is None, key="import_event", width="stretch"):
            _import(user, uploaded, typed_answers())
    report: ImportReport | None = st.session_state.get(REPORT)
    if report is not None:
        _show_report(report)


def ask(needs: NeedsAnswer | None) -> None:
    """Inputs for what the file left open, and nothing else; `typed_answers` reads them."""
    if needs is None:
        return
    st.warning(needs.text)
    if "event_name" in needs.needs:
        st.text_input("Event", key="import_event_name", placeholder="2026 Vienna", max_chars=120)
    if "division" in needs.needs:
        st.selectbox("Division", list(DIVISIONS), index=None, format_func=DIVISIONS.__getitem__, key="import_division")
    if "gender" in needs.needs:
        st.segmented_control("Gender", list(GENDERS), format_func=GENDERS.__getitem__, key="import_gender")


def typed_answers() -> RaceFileAnswers:
    return RaceFileAnswers(
        event_name=st.session_state.get("import_event_name", "").strip() or None,
        division=st.session_state.get("import_division"),
        gender=st.session_state.get("import_gender"),
    )


def _import(user: User, uploaded: UploadedFile | None, answers: RaceFileAnswers) -> None:
    st.session_state.pop(REPORT, None)
    if uploaded is None:
        return
    try:
        with st.spinner(f"Reading {plain(uploaded.name)} and saving its results …", show_time=True):
            st.session_state[REPORT] = import_event(user, uploaded.getvalue(), uploaded.name, answers)
    except NeedsAnswer as needs:
        st.session_state[NEEDS] = (uploaded.file_id, needs)
        st.rerun()
    except AppError as error:
        errors.show(error)
    else:
        st.session_state.pop(NEEDS, None)
        st.rerun()


def _show_report(report: ImportReport) -> None:
    """What became of every row."""
    with st.container(border=True):
        st.markdown(f"**{_headline(report)}**")
        with st.grid(5, min_column_width=104, gap="small"):
            st.metric("Rows read", f"{report.rows_read:,}")
            st.metric("Saved", f"{report.rows_saved:,}")
            st.metric("Duplicates", f"{report.rows_duplicate:,}")
            st.metric("No result", f"{report.rows_without_result:,}")
            st.metric("Refused", f"{len(report.rows_refused):,}")
        for warning in report.warnings:
            st.caption(f":material/info: {plain(warning)}")
        _show_refused(report)
        for event in report.events:
            st.page_link(
                "events/page.py",
                label=f"Open {plain(event.name)}",
                icon=":material/chevron_right:",
                query_params={"event": str(event.event_id)},
            )
        st.button("Close this report", on_click=_close_report, type="tertiary")


def _headline(report: ImportReport) -> str:
    where = plain(report.name) if len(report.events) == 1 else f"{len(report.events)} events"
    if report.rows_saved:
        return f"{_results(report.rows_saved)} of {where} saved"
    if report.rows_duplicate:
        return f"Nothing new: {_results(report.rows_duplicate)} of {where} here already"
    return f"Nothing saved from {where}"


def _results(count: int) -> str:
    return "1 result" if count == 1 else f"{count:,} results"


def _show_refused(report: ImportReport) -> None:
    if not report.rows_refused:
        return
    refused = pd.DataFrame([row.model_dump() for row in report.rows_refused])
    st.markdown("**Refused rows**")
    st.dataframe(
        refused.rename(columns={"line": "Line", "reason": "Why"}),
        hide_index=True,
        height=min(320, 36 * (len(refused) + 1)),
        alt=f"{len(refused)} refused rows with line and reason",
    )
    st.download_button(
        "Refused rows as CSV",
        csv_of(refused),
        file_name="refused-rows.csv",
        mime="text/csv",
        on_click="ignore",
        icon=":material/download:",
    )


def _close_report() -> None:
    st.session_state.pop(REPORT, None)
