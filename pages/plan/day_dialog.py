"""One session in a dialog: what to do and why, and everything that can happen to it. Nothing typed is lost."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

import streamlit as st

from coach.opened_sessions import OpenedSession, opened_session
from coach.plan_days import add_day, change_day, remove_day, skip_day
from data.cache import Revision
from data.db import User
from data.errors import AppError, Stale
from data.plan_days import PlanDay, PlanDayEntry, find_day
from data.plans import Plan
from pages import errors
from pages.log.starts import Athlete, athlete_of
from pages.plan.complete_form import draw_complete
from pages.plan.day_form import draw_day_form
from pages.plan.move_form import draw_copy, draw_move
from pages.plan.outcome_form import can_say, draw_outcome
from pages.plan.session_view import draw_downloads, draw_session
from pages.plan.words import TYPES, day_words
from pages.split_view.addresses import uuid_of
from pages.split_view.cells import plain

ACTIONS = {"complete": "Complete", "edit": "Edit", "move": "Move", "copy": "Copy", "skip": "Skip", "remove": "Remove"}
OUTCOME = {"outcome": "Did you do it?"}
ASKED = ("assumed", "overridden_done", "overridden_missed")
SEEN = "plan_day_seen"


def open_day(day_id: UUID) -> None:
    """Show this session over the calendar, as it is now."""
    close_day()
    st.query_params["day"] = str(day_id)


def close_day() -> None:
    """Leave the dialog and forget what was typed in it."""
    for name in ("day", "add"):
        st.query_params.pop(name, None)
    for key in [key for key in st.session_state if str(key).startswith("plan-day-")]:
        del st.session_state[key]
    st.session_state.pop(SEEN, None)


def show_dialog(user: User, at: Revision, day_id: str, *, add_on: date | None = None, plan: Plan | None = None) -> None:
    if add_on is not None and plan is not None:
        _add_dialog(user, plan, add_on)
        return
    _day_dialog(user, uuid_of(day_id), athlete_of(user, at))


@st.dialog("Add a session", on_dismiss=close_day)
def _add_dialog(user: User, plan: Plan, on: date) -> None:
    entry = draw_day_form("plan-day-new", PlanDayEntry.model_construct(date=on, title="", session_type="run"), "Add it")
    if entry is None:
        return
    try:
        add_day(user, plan.id, entry)
    except AppError as error:
        errors.show(error)
    else:
        _finish("Session added")


@st.dialog("Session", on_dismiss=close_day)
def _day_dialog(user: User, day_id: UUID, athlete: Athlete) -> None:
    """Shows the session as it was when the dialog was opened: a change is made to what was seen, or not at all."""
    try:
        seen = _seen(user, day_id, athlete.today)
    except AppError as error:
        errors.show(error)
        return
    draw_session(seen, athlete.system)
    actions = _actions(seen, athlete.today)
    first = next(iter(actions))
    action = st.pills(
        "What do you want to do?", list(actions), default=first, required=True, format_func=actions.__getitem__,
        key=f"plan-day-{seen.session.id}-action",
    )  # fmt: skip
    try:
        said = _act(user, seen, str(action), athlete.today)
    except Stale as error:
        errors.show(error)
        _draw_newer(user, seen.session)
    except AppError as error:
        errors.show(error)
    else:
        if said:
            _finish(said)
    draw_downloads(user, seen.session)


def _seen(user: User, day_id: UUID, today: date) -> OpenedSession:
    seen: OpenedSession | None = st.session_state.get(SEEN)
    if seen is None or seen.session.id != day_id:
        seen = st.session_state[SEEN] = opened_session(user, day_id, today)
    return seen


def _actions(opened: OpenedSession, today: date) -> dict[str, str]:
    """What can be done with it, the likeliest first; a done session can only be looked at, denied and copied."""
    day = opened.session
    if day.is_completed:
        st.success("You have done this session.", icon=":material/check:")
        if day.linked_workout_log_id:
            query = {"workout": str(day.linked_workout_log_id)}
            st.page_link("log/page.py", label="Open it in the training log", query_params=query)
        return {"copy": ACTIONS["copy"], **(OUTCOME if can_say(opened, today) else {})}
    actions = ACTIONS | ({"skip": "Take in again"} if day.is_skipped else {})
    if not can_say(opened, today):
        return actions
    return OUTCOME | actions if opened.outcome in ASKED else actions | OUTCOME


def _act(user: User, opened: OpenedSession, action: str, today: date) -> str:
    """Draw the chosen action and do it when it is confirmed; what to say then, or nothing yet."""
    day, expected = opened.session, _expected(opened.session)
    if action == "outcome":
        return draw_outcome(user, opened)
    if action == "complete":
        return draw_complete(user, day, today, expected)
    if action == "edit":
        entry = draw_day_form(f"plan-day-{day.id}", day, "Save changes")
        if entry is not None:
            change_day(user, day.id, entry, expected)
        return "Session changed" if entry is not None else ""
    if action == "move":
        return draw_move(user, day, today, expected)
    if action == "copy":
        return draw_copy(user, day)
    return _draw_leave_out(user, day, action, expected)


def _draw_leave_out(user: User, day: PlanDay, action: str, expected: datetime | None) -> str:
    form = f"plan-day-{day.id}-{action}"
    is_back = action == "skip" and day.is_skipped
    label = "Take it in again" if is_back else f"{ACTIONS[action]} it"
    st.caption("It stays in the plan, marked as skipped." if action == "skip" and not is_back else "You can undo this.")
    why = st.text_input("Why (optional)", key=f"{form}-why", max_chars=300)
    if not st.button(label, type="primary", key=f"{form}-do", width="stretch"):
        return ""
    if action == "remove":
        remove_day(user, day.id, expected, why)
        return "Session removed"
    skip_day(user, day.id, expected, why, is_skipped=not is_back)
    return "Back in the plan" if is_back else "Session skipped"


def _expected(day: PlanDay) -> datetime | None:
    """When the athlete saw it; nothing once the athlete has chosen to write over the newer version."""
    return None if st.session_state.get(f"plan-day-{day.id}-overwrite") else day.updated_at


def _draw_newer(user: User, seen: PlanDay) -> None:
    """What the other one made of it, and the choice; what was typed stays in its inputs."""
    try:
        newer = find_day(user, seen.id)
    except AppError as error:
        errors.show(error)
        return
    st.markdown(f"It is now: **{plain(newer.title)}**, {day_words(newer.date)}, {TYPES[newer.session_type]}.")
    with st.container(horizontal=True):
        st.button("Show the newer version", key=f"plan-day-{seen.id}-reload", on_click=open_day, args=(seen.id,))
        st.button("Keep mine: save again", key=f"plan-day-{seen.id}-mine", on_click=_overwrite, args=(seen.id,))


def _overwrite(day_id: UUID) -> None:
    st.session_state[f"plan-day-{day_id}-overwrite"] = True


def _finish(said: str) -> None:
    close_day()
    st.toast(said, icon=":material/check:")
    st.rerun()
