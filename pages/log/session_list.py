"""The training log: a new session in one tap, what was planned for today, and everything that was done."""

from __future__ import annotations

from datetime import date
from functools import partial
from math import ceil
from uuid import UUID

import streamlit as st
from pydantic import ValidationError

from coach.exports import csv_of
from coach.workouts import restore_workout
from data.cache import Revision, cached
from data.db import User
from data.plan_days import plan_days
from data.workouts import ALL_WORKOUTS, WorkoutFilter, WorkoutPage, workout_page, workouts
from pages import errors
from pages.log.cards import session_cards
from pages.log.starts import Athlete, athlete_of, latest
from pages.log.words import STATUSES, TYPE_ICONS, TYPES
from pages.session import require_user
from pages.split_view.addresses import back_link
from pages.split_view.cells import plain

PER_PAGE = 20
REMOVED = "log_removed"
ALL = "All"


def show_log(user: User, at: Revision) -> None:
    st.title("Training log", anchor=False)
    athlete = athlete_of(user, at)
    _draw_undo()
    _draw_planned(user, at, athlete)
    _draw_ways_in(user, at)
    if page_of(user, at, ALL_WORKOUTS.model_copy(update={"limit": PER_PAGE})).total == 0:
        st.markdown("**Your log is empty.** Tap what you trained, say how long and how hard, and save. That is all.")
        return
    _draw_list(user, at, athlete, _draw_filters())


def show_deleted(user: User, at: Revision) -> None:
    """Sessions out of the log, each with the way back."""
    back_link("log/page.py", "Training log")
    st.title("Deleted sessions", anchor=False)
    removed = page_of(user, at, WorkoutFilter(is_deleted=True, limit=100))
    if not removed.total:
        st.info("Nothing here. Sessions you delete can be restored from this place.")
    for card in session_cards(removed.workouts, athlete_of(user, at).system):
        with st.container(border=True, gap="xsmall"):
            st.markdown(card.label)
            st.caption(card.about)
            st.button("Restore", key=f"restore-{card.workout_id}", on_click=bring_back, args=(card.workout_id,))


def page_of(user: User, at: Revision, wanted: WorkoutFilter) -> WorkoutPage:
    """Some of the sessions, newest first, and how many there are."""
    return cached(at, "workout_page", user.id, wanted, read=lambda: workout_page(user, wanted))


def _draw_undo() -> None:
    removed: UUID | None = st.session_state.get(REMOVED)
    if removed is not None:
        with st.container(border=True, horizontal=True, vertical_alignment="center"):
            st.markdown("Session deleted.", width="content")
            st.button("Undo", key="log_undo", icon=":material/undo:", on_click=bring_back, args=(removed,))


def bring_back(workout_id: UUID) -> None:
    with errors.shown_here():
        restore_workout(require_user(), workout_id)
        st.toast("Session restored", icon=":material/undo:")
    if st.session_state.get(REMOVED) == workout_id:
        del st.session_state[REMOVED]


def _draw_planned(user: User, at: Revision, athlete: Athlete) -> None:
    """Today's sessions of the plan that are neither done nor skipped."""
    today = athlete.today
    planned = cached(at, "plan_days", user.id, today, read=lambda: plan_days(user, today, today))
    is_open = ~planned["is_rest_day"] & ~planned["is_completed"] & ~planned["is_skipped"]
    for day in planned[is_open].to_dict("records"):
        minutes = day["estimated_duration_minutes"]
        length = f", {minutes} min" if isinstance(minutes, int) and minutes else ""
        st.button(
            f"Planned today: **{plain(str(day['title']))}**{length}",
            key=f"log_day_{day['day_id']}",
            icon=":material/event_available:",
            type="primary",
            width="stretch",
            on_click=_begin,
            args=(day["session_type"], f"day-{day['day_id']}"),
        )


def _draw_ways_in(user: User, at: Revision) -> None:
    with st.grid(3, min_column_width=104, gap="xsmall"):
        for session_type, name in TYPES.items():
            st.button(
                name,
                key=f"log_{session_type}",
                icon=TYPE_ICONS[session_type],
                width="stretch",
                on_click=_begin,
                args=(session_type, ""),
            )
    with st.container(horizontal=True, gap="xsmall"):
        last = latest(user, at)
        if last:
            st.button(
                f"Repeat {plain(last.title or TYPES[last.session_type])}",
                key="log_repeat",
                icon=":material/replay:",
                on_click=_begin,
                args=(last.session_type, f"workout-{last.id}"),
            )
        for name, label, icon in (("templates", "Templates", "bookmarks"), ("timer", "Timer", "timer")):
            st.button(label, key=f"log_{name}", icon=f":material/{icon}:", on_click=_go, args=(name,))


def _begin(session_type: str, origin: str) -> None:
    st.query_params.from_dict({"new": session_type} | ({"from": origin} if origin else {}))


def _go(place: str) -> None:
    st.query_params.from_dict({place: "1"})


def _draw_filters() -> WorkoutFilter:
    text = st.text_input(
        "Find", key="log_find", placeholder="Find a title, note or exercise", label_visibility="collapsed",
        max_chars=100, persist_state="page",
    )  # fmt: skip
    with st.expander("Filters"), st.grid(2, min_column_width=140):
        first: date | None = st.date_input("From", None, key="log_first", persist_state="page")
        last: date | None = st.date_input("To", None, key="log_last", persist_state="page")
        kind = st.selectbox(
            "Kind", list(TYPES), index=None, placeholder=ALL, format_func=TYPES.__getitem__, key="log_kind",
            persist_state="page",
        )  # fmt: skip
        status = st.selectbox(
            "How it went", list(STATUSES), index=None, placeholder=ALL, format_func=STATUSES.__getitem__,
            key="log_status", persist_state="page",
        )  # fmt: skip
    if first and last and first > last:
        st.warning("The first day is after the last one: no session can be between them.")
    try:
        return WorkoutFilter(
            first_date=first, last_date=last, session_type=kind, completion_status=status, q=text.strip() or None
        )
    except ValidationError:
        st.warning("This cannot be searched for. Type a title, a note or an exercise, in at most 100 characters.")
        return ALL_WORKOUTS


def _draw_list(user: User, at: Revision, athlete: Athlete, wanted: WorkoutFilter) -> None:
    state = f"log-page-{wanted.model_dump_json()}"
    page = int(st.session_state.get(state, 1))
    shown = wanted.model_copy(update={"limit": PER_PAGE, "offset": (page - 1) * PER_PAGE})
    total = page_of(user, at, shown).total
    st.caption(f"{total:,} session{'' if total == 1 else 's'}, newest first")
    _draw_cards(at, user, shown.model_dump_json(), athlete)
    if total > PER_PAGE:
        st.pagination(ceil(total / PER_PAGE), key=state, max_visible_pages=5, persist_state="page")
    with st.container(horizontal=True, gap="xsmall"):
        st.download_button(
            "These sessions as CSV",
            partial(log_csv, user, wanted),
            file_name="training-log.csv",
            mime="text/csv",
            on_click="ignore",
            icon=":material/download:",
        )
        st.button("Deleted sessions", key="log_deleted", icon=":material/delete:", on_click=_go, args=("deleted",))


@st.cache_data(max_entries=256, show_spinner=False)
def _draw_cards(at: Revision, user: User, wanted: str, athlete: Athlete) -> None:
    """`wanted` is a WorkoutFilter as JSON, so that it can be a key."""
    found = page_of(user, at, WorkoutFilter.model_validate_json(wanted)).workouts
    if found.empty:
        st.info("No session matches. Clear a filter, or search for something else.")
    for card in session_cards(found, athlete.system):
        with st.container(border=True, gap="xsmall"):
            st.page_link(
                "log/page.py",
                label=card.label,
                icon=":material/chevron_right:",
                icon_position="right",
                query_params={"workout": str(card.workout_id)},
                width="stretch",
            )
            st.caption(card.about)


def log_csv(user: User, wanted: WorkoutFilter) -> bytes:
    """Everything the filters leave, in SI units."""
    return csv_of(workouts(user, wanted).drop(columns=["id", "training_plan_day_id", "deleted_at"]))
