"""Injuries, illness and travel: note them, change them, delete them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

import streamlit as st
from pydantic import ValidationError

from coach.training_breaks import change_break, log_break, remove_break
from data.cache import Revision, cached
from data.db import User
from data.errors import AppError
from data.training_breaks import BreakEntry, training_breaks
from pages import errors
from pages.progress.charts import BREAK_NAMES
from pages.session import require_user
from pages.split_view.cells import date_cell, plain

NEW = "new"
Save = Callable[[User, BreakEntry], object]


def show_breaks(user: User, at: Revision, today: date) -> None:
    """The list, newest first, each with its form; a form for a new one in front."""
    st.markdown("Days on which training was not normal. They stand as bands behind your charts.")
    with st.expander("Note a break", icon=":material/add:"):
        _draw_form(NEW, {"kind": "illness", "first_on": today, "last_on": None, "note": None}, today)
    known = cached(at, "all_breaks", user.id, read=lambda: training_breaks(user))
    if known.empty:
        st.info("No injury, illness or trip is noted.")
    for row in known.to_dict("records"):
        _show_break({str(name): value for name, value in row.items()}, today)


def _show_break(row: dict[str, Any], today: date) -> None:
    until = date_cell(row["last_on"]) if row["last_on"] else "still on"
    note = f" · {plain(row['note'])}" if row["note"] else ""
    break_id = str(row["id"])
    with st.expander(f"{BREAK_NAMES[row['kind']]} · {date_cell(row['first_on'])} – {until}{note}"):
        _draw_form(break_id, row, today)
        st.button("Delete", key=f"{break_id}-delete", icon=":material/delete:", on_click=_delete, args=(row["id"],))


def _draw_form(form: str, start: dict[str, Any], today: date) -> None:
    """Fields keep what was typed while something is wrong; the version they started from decides about conflicts."""
    st.session_state.setdefault(f"{form}-seen", start.get("updated_at"))
    messages: dict[str, str] = st.session_state.get(f"{form}-messages", {})
    kinds = list(BREAK_NAMES)
    st.segmented_control(
        "Kind", kinds, default=start["kind"], required=True, key=f"{form}-kind", format_func=BREAK_NAMES.__getitem__
    )
    bounds: dict[str, Any] = {"min_value": date(1990, 1, 1), "max_value": today + timedelta(days=366)}
    first, last = st.columns(2)
    first.date_input("First day", start["first_on"], key=f"{form}-first_on", **bounds)
    last.date_input("Last day", start["last_on"], key=f"{form}-last_on", help="Empty while it lasts.", **bounds)
    st.text_input("Note", start["note"] or "", key=f"{form}-note", max_chars=500, placeholder="Left calf")
    for message in messages.values():
        st.error(message)
    st.button("Save", key=f"{form}-save", type="primary" if form == NEW else "secondary", on_click=_save, args=(form,))


def _save(form: str) -> None:
    """Runs before the page is drawn again."""
    state = st.session_state
    names = ("kind", "first_on", "last_on", "note")
    typed = {name: state.get(f"{form}-{name}") or None for name in names}
    try:
        _keep(form, BreakEntry.model_validate(typed), state.get(f"{form}-seen"))
    except ValidationError as wrong:
        state[f"{form}-messages"] = errors.field_messages(wrong)
    except AppError as error:
        state[f"{form}-messages"] = {"": error.text}
    else:
        for name in (*names, "seen", "messages"):
            state.pop(f"{form}-{name}", None)
        st.toast("Saved", icon=":material/check:")


def _keep(form: str, entry: BreakEntry, seen: datetime | None) -> None:
    user = require_user()
    if form == NEW:
        log_break(user, entry)
    else:
        change_break(user, UUID(form), entry, seen)


def _delete(break_id: UUID) -> None:
    try:
        remove_break(require_user(), break_id)
    except AppError as error:
        errors.show(error)
    else:
        st.toast("Deleted", icon=":material/delete:")
