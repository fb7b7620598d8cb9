"""A new session: its form, and what else it could start from."""

from __future__ import annotations

from datetime import datetime

import streamlit as st

from coach.workouts import LoggedWorkout, log_workout
from data.built_in_templates import BUILT_IN
from data.cache import Revision
from data.db import User
from data.workouts import SessionType, WorkoutEntry
from pages.log.form import Draft, draw_form
from pages.log.starts import athlete_of, latest, own_templates, session_type_of, start_of
from pages.log.words import TYPES
from pages.split_view.addresses import back_link
from pages.split_view.cells import date_cell

EMPTY = "empty"


def show_new(user: User, at: Revision, kind: str, origin: str) -> None:
    session_type = session_type_of(kind)
    athlete = athlete_of(user, at)
    start = start_of(user, athlete, session_type, origin)
    back_link("log/page.py", "Training log")
    st.title(f"Log: {TYPES[session_type].lower() if session_type != 'hiit' else 'HIIT'}", anchor=False)
    if not origin.startswith(("day", "timer")):
        _draw_origins(user, at, session_type, origin)
    draw_form(Draft(f"new-{session_type}-{origin or EMPTY}", start, athlete.system, _log, "Save session"))


def _log(user: User, entry: WorkoutEntry, _seen_at: datetime | None) -> LoggedWorkout:
    return log_workout(user, entry)


def _draw_origins(user: User, at: Revision, session_type: SessionType, origin: str) -> None:
    names = _origins(user, at, session_type)
    if origin not in names:
        names[origin] = "An earlier session"
    st.selectbox(
        "Start from",
        list(names),
        index=list(names).index(origin),
        format_func=names.__getitem__,
        key=f"origin-{session_type}-{origin}",
        on_change=_start_from,
        args=(session_type, origin),
    )


def _origins(user: User, at: Revision, session_type: SessionType) -> dict[str, str]:
    """What a session of this kind can start from: the last one, own templates, then those that come with the app."""
    names = {"": "Empty"}
    last = latest(user, at, session_type)
    if last:
        names[f"workout-{last.id}"] = f"Last time: {last.title or TYPES[session_type]}, {date_cell(last.date)}"
    for template in own_templates(user, at):
        if template.content.session_type == session_type:
            names[f"template-{template.id}"] = template.name
    for number, built_in in enumerate(BUILT_IN):
        if built_in.content.session_type == session_type:
            names[f"builtin-{number}"] = built_in.name
    return names


def _start_from(session_type: SessionType, origin: str) -> None:
    chosen = st.session_state.get(f"origin-{session_type}-{origin}")
    st.query_params.from_dict({"new": session_type} | ({"from": chosen} if chosen else {}))
