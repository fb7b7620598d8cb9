"""A plan from a CSV file: what would be kept, what is refused and why, then one button."""

from __future__ import annotations

from datetime import date

import streamlit as st

from coach.plans import ImportedPlan, import_plan, read_plan_entries
from coach.readers.plan_file import PlanFile
from data.db import User
from data.errors import AppError
from pages import errors
from pages.plan.words import day_words
from pages.split_view.cells import plain

SHOWN_LINES = 20
EXAMPLE = "week,day,title,type,minutes,description\n1,Tue,Tempo run,run,45,3 x 8 min\n1,Thu,Strength,strength,50,\n"


def show_file(user: User, today: date) -> None:
    st.caption(
        "A table with a title and either a date or week and day; type, minutes and description are optional. "
        "Importing the same file again adds nothing."
    )
    st.download_button("Example file", EXAMPLE, "plan.csv", "text/csv", on_click="ignore", key="plan_example")
    uploaded = st.file_uploader("Plan as CSV", ["csv", "tsv", "txt"], key="plan_file")
    name = st.text_input("Name", "Imported plan", key="plan_file_name", max_chars=200)
    start = st.date_input("Week 1 starts in the week of", today, key="plan_file_start")
    if uploaded is None:
        return
    content = uploaded.getvalue()
    try:
        _draw_preview(read_plan_entries(content, start))
        if st.button("Import", type="primary", key="import_plan", width="stretch"):
            _finish(import_plan(user, content, name, start, is_active=True))
    except AppError as error:
        errors.show(error)


def _draw_preview(file: PlanFile) -> None:
    st.markdown(f"**{len(file.sessions)} of {file.rows_read} lines are sessions**, {len(file.repeated)} repeated.")
    with st.expander("Sessions", expanded=True):
        for session in file.sessions[:SHOWN_LINES]:
            minutes = f" · {session.minutes} min" if session.minutes else ""
            st.markdown(f"{day_words(session.date)} {session.date.year} · **{plain(session.title)}**{minutes}")
        if len(file.sessions) > SHOWN_LINES:
            st.caption(f"… and {len(file.sessions) - SHOWN_LINES} more.")
    for refused in file.refused[:SHOWN_LINES]:
        st.warning(f"Line {refused.line} cannot be used: {plain(refused.reason)}")
    if len(file.refused) > SHOWN_LINES:
        st.warning(f"… and {len(file.refused) - SHOWN_LINES} more lines cannot be used.")


def _finish(imported: ImportedPlan) -> None:
    if imported.plan_id is None:
        st.error("No line could be used, so there is no plan.")
        return
    said = f"{imported.rows_saved} sessions saved" if imported.rows_saved else "Nothing new: this plan is here already"
    st.toast(said, icon=":material/check:")
    st.query_params.from_dict({} if imported.rows_saved else {"plans": "1"})
    st.rerun()
