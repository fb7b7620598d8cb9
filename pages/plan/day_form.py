"""The inputs of a planned session; what is wrong is said beside its field."""

from __future__ import annotations

from typing import Any

import streamlit as st
from pydantic import ValidationError
from streamlit.delta_generator import DeltaGenerator

from data.plan_days import PlanDayEntry
from data.plan_details import SessionType
from pages.errors import field_messages
from pages.plan.words import TYPES
from pages.split_view.cells import plain

KINDS: list[SessionType] = list(TYPES)


def draw_day_form(form: str, start: PlanDayEntry, label: str) -> PlanDayEntry | None:
    """The entry when the button was pressed and everything is right; how the session is built stays as it is."""
    says: dict[str, DeltaGenerator] = {}
    fields = _draw_fields(form, start, says)
    if not st.button(label, type="primary", key=f"{form}-save", width="stretch"):
        return None
    try:
        return PlanDayEntry.model_validate(fields | {"details": start.details})
    except ValidationError as error:
        for name, text in field_messages(error).items():
            says.get(name, st.container()).markdown(f":red[{plain(_sentence(name, text))}]")
        return None


def _draw_fields(form: str, start: PlanDayEntry, says: dict[str, DeltaGenerator]) -> dict[str, Any]:
    """What is typed now; `says` gets a place beside each field for what is wrong with it."""
    title = st.text_input("Title", start.title, key=f"{form}-title", max_chars=200, placeholder="Easy run")
    says["title"] = st.empty()
    day = st.date_input("Day", start.date, key=f"{form}-date")
    says["date"] = st.empty()
    kind = st.selectbox(
        "Kind", KINDS, KINDS.index(start.session_type), format_func=lambda one: TYPES[one], key=f"{form}-type"
    )
    planned = start.estimated_duration_minutes
    minutes = st.number_input("Minutes", 0, 1440, planned, step=5, key=f"{form}-minutes", placeholder="–")
    says["estimated_duration_minutes"] = st.empty()
    text = st.text_area("Description", start.description or "", key=f"{form}-description", max_chars=10_000)
    notes = st.text_area("Notes", start.notes or "", key=f"{form}-notes", max_chars=10_000)
    return {
        "title": title, "date": day, "session_type": kind, "estimated_duration_minutes": minutes,
        "description": text or None, "notes": notes or None,
    }  # fmt: skip


def _sentence(field: str, text: str) -> str:
    return "Give the session a title." if field == "title" and "at least" in text else text
