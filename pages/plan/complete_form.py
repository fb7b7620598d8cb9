"""A planned session done: the log filled in as planned, ready to be corrected."""

from __future__ import annotations

from datetime import date, datetime

import streamlit as st
from pydantic import ValidationError

from coach.plan_days import complete_day
from data.db import User
from data.plan_days import PlanDay
from data.workouts import WorkoutEntry
from pages.errors import field_messages
from pages.split_view.cells import plain

HOW = {"completed": "Done", "partial": "Partly done"}


def draw_complete(user: User, day: PlanDay, today: date, expected: datetime | None) -> str:
    """What to say when it is logged, or nothing yet."""
    form = f"plan-day-{day.id}-complete"
    how = st.segmented_control(
        "How it went", list(HOW), default="completed", required=True, format_func=HOW.__getitem__, key=f"{form}-how"
    )
    done_on = st.date_input("Day", min(day.date, today), key=f"{form}-date")
    minutes = st.number_input(
        "Minutes", value=day.estimated_duration_minutes or None, min_value=1, max_value=1440, step=5,
        key=f"{form}-minutes",
    )  # fmt: skip
    rpe = st.segmented_control("Effort of the whole session (RPE)", list(range(1, 11)), key=f"{form}-rpe")
    notes = st.text_area("Notes", key=f"{form}-notes", max_chars=10_000, height=80)
    details = {"new": day.session_type, "from": f"day-{day.id}"}
    st.page_link("log/page.py", label="Log it with sets, intervals, distance", query_params=details)
    if not st.button("Log it", type="primary", key=f"{form}-do", width="stretch"):
        return ""
    fields = {
        "date": done_on, "session_type": day.session_type, "title": day.title, "completion_status": how,
        "duration_minutes": minutes, "rpe_post": rpe, "notes": notes or None,
    }  # fmt: skip
    try:
        entry = WorkoutEntry.model_validate(fields)
    except ValidationError as error:
        for message in field_messages(error).values():
            st.markdown(f":red[{plain(message)}]")
        return ""
    complete_day(user, day.id, entry, expected)
    return f"{day.title}: done"
