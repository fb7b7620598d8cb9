"""What became of every row of an import, and the way on."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from coach.activity_import import ImportedActivities
from coach.engines.clock import format_clock
from coach.engines.units import System, distance_text
from coach.exports import csv_of
from coach.readers.activity_files.contract import DistanceUnit
from pages.activity_import.upload_form import AGAIN, REPORT, Reported, file_ids
from pages.activity_import.words import LANGUAGES, UNITS, counted, span_text
from pages.split_view.cells import plain

OTHER_UNIT: dict[DistanceUnit, DistanceUnit] = {"km": "mi", "mi": "km"}
MOST_WRAPPED = 20  # reasons are read whole on a phone; more of them are scrolled through
LINKS = {
    "activities/page.py": ("Look at your activities", "list"),
    "fitness/page.py": ("See how fit you are", "monitor_heart"),
    "plan/page.py": ("See what it did to your plan", "calendar_month"),
}


def show_report(system: System) -> None:
    """The report of the latest import, until it is closed."""
    reported: Reported | None = st.session_state.get(REPORT)
    if reported is None:
        return
    imported = reported.imported
    with st.container(border=True, key="activity_report"):
        st.markdown(f"**{_headline(imported)}**")
        _draw_warnings(imported)
        _draw_counts(imported)
        _draw_found(imported, system)
        _draw_unit(reported)
        _draw_refused(imported)
        for page, (label, icon) in LINKS.items():
            st.page_link(page, label=label, icon=f":material/{icon}:")
        st.button("Close this report", key="close_activity_report", on_click=close_report, type="tertiary")


def close_report() -> None:
    st.session_state.pop(REPORT, None)


def _headline(imported: ImportedActivities) -> str:
    saved = counted(imported.rows_saved, "activity", "activities")
    if imported.rows_saved:
        return f"{saved} saved"
    if imported.rows_filled:
        more = counted(imported.rows_filled, "activity", "activities")
        return f"Nothing new, but {more} you had already {'tells' if imported.rows_filled == 1 else 'tell'} more now"
    if imported.rows_duplicate:
        return f"Nothing new: {counted(imported.rows_duplicate, 'activity', 'activities')} here already"
    return "Nothing saved: none of the rows could be used"


def _draw_warnings(imported: ImportedActivities) -> None:
    for warning in imported.warnings:
        st.warning(plain(warning), icon=":material/info:")


def _draw_counts(imported: ImportedActivities) -> None:
    with st.grid(5, min_column_width=104, gap="small"):
        st.metric("Rows read", f"{imported.rows_read:,}")
        st.metric("Saved", f"{imported.rows_saved:,}")
        st.metric("Known already", f"{imported.rows_duplicate:,}")
        st.metric("Of these completed", f"{imported.rows_filled:,}", help="Known, and this file told more about them.")
        st.metric("Refused", f"{len(imported.rows_refused):,}")


def _draw_found(imported: ImportedActivities, system: System) -> None:
    """What the files hold, known activities too."""
    if imported.first_at is None or imported.last_at is None:
        return
    lines = [f"Activities of {span_text(imported.first_at, imported.last_at)}"]
    if imported.runs:
        length = f", {distance_text(system, imported.run_distance_m)}" if imported.run_distance_m else ""
        time = f" in {format_clock(imported.run_moving_s)} (h:mm:ss)" if imported.run_moving_s >= 3600 else ""
        lines.append(f"{counted(imported.runs, 'run')}{length}{time}")
    if imported.language:
        lines.append(f"Read as a list in {_language(imported)}")
    st.markdown("  \n".join(lines))


def _language(imported: ImportedActivities) -> str:
    name = LANGUAGES.get(imported.language, imported.language)
    return f"{name}, decimals with a {imported.number_style}" if imported.number_style else name


def _draw_unit(reported: Reported) -> None:
    """How the unit was found; somebody who knows better says so, while the files are still chosen."""
    unit = reported.imported.unit
    if unit is None:
        return
    evidence = reported.imported.unit_evidence or f"{UNITS[unit].lower()}: the file says so"
    st.markdown(f":material/straighten: Distances were read as {plain(evidence)}.")
    if not reported.imported.import_ids:
        return
    other = OTHER_UNIT[unit]
    is_there = reported.file_ids == file_ids()
    st.button(
        f"Wrong? They are {UNITS[other].lower()}: import again",
        key="other_unit",
        icon=":material/swap_horiz:",
        disabled=not is_there,
        help=None if is_there else "Choose the same files again first.",
        on_click=_say_unit,
        args=(other,),
    )


def _say_unit(unit: DistanceUnit) -> None:
    st.session_state[AGAIN] = unit


def _draw_refused(imported: ImportedActivities) -> None:
    if not imported.rows_refused:
        return
    refused = pd.DataFrame([row.model_dump() for row in imported.rows_refused])
    refused = refused.rename(columns={"line": "Line", "reason": "Why", "source": "File"})
    if not refused["File"].any():
        refused = refused.drop(columns="File")
    with st.expander(f"{counted(len(refused), 'row')} refused: which and why", icon=":material/block:"):
        alt = f"{counted(len(refused), 'refused row')} with line and reason"
        if len(refused) <= MOST_WRAPPED:
            st.table(refused.map(lambda cell: plain(str(cell))), hide_index=True, alt=alt)
        else:
            st.dataframe(refused, hide_index=True, height=320, alt=alt)
        st.download_button(
            "Refused rows as CSV",
            csv_of(refused),
            file_name="refused-rows.csv",
            mime="text/csv",
            on_click="ignore",
            icon=":material/download:",
        )
