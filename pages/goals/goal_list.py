"""The athlete's goals as cards: where each stands, and the ways to close it. Every step can be undone."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from typing import Literal, NamedTuple
from uuid import UUID

import streamlit as st

from coach.engines.goal_words import amount_in, amount_of, measure_of, unit_in
from coach.engines.units import System
from coach.goals import (
    TrackedGoal,
    close_goal,
    goal_standing_text,
    goal_target_text,
    goal_title,
    record_value,
    remove_goal,
    restore_goal,
    tracked_goals_at,
)
from data.cache import Revision
from data.db import User
from data.errors import AppError
from data.goals import GoalStatus
from pages import errors
from pages.goals.choices import TYPES
from pages.log.starts import Athlete, athlete_of
from pages.session import require_user
from pages.split_view.cells import date_cell, plain

UNDO, PROBLEM = "goal_undo", "goal_problem"
DONE = {"completed": "Marked as reached", "abandoned": "Given up"}


class Undo(NamedTuple):
    """What was just done to a goal, and what takes it back."""

    text: str
    goal_id: UUID
    back_to: Literal["active", "restored"]


def show_goals(user: User, at: Revision) -> None:
    goals, athlete = tracked_goals_at(user, at), athlete_of(user, at)
    _draw_undo()
    st.button("Set a goal", type="primary", icon=":material/add:", key="add_goal", on_click=_open, args=("add", "1"))
    active = [goal for goal in goals if goal.status == "active"]
    if not active:
        st.markdown(
            "**What do you want to reach?** A finish time, a station, a pace, a habit: set one goal, "
            "and every race, test and workout you log moves it."
        )
    for goal in active:
        _draw_active(goal, athlete)
    closed = [goal for goal in goals if goal.status != "active"]
    if closed:
        with st.expander(f"Reached or given up ({len(closed)})"):
            for goal in closed:
                _draw_closed(goal, athlete.system)


def _draw_active(goal: TrackedGoal, athlete: Athlete) -> None:
    with st.container(border=True, gap="xsmall"):
        st.markdown(f"**{plain(goal_title(goal, athlete.system))}** :gray-badge[{TYPES[goal.goal_type]}]")
        if goal.has_own_title:
            st.caption(plain(goal_target_text(goal, athlete.system)))
        if goal.progress and goal.progress.pct is not None:
            st.progress(goal.progress.pct / 100, text=f"{goal.progress.pct:.0f} %")
        st.markdown(plain(goal_standing_text(goal, athlete.system)))
        st.caption("  \n".join(line for line in (_when(goal, athlete.today), plain(goal.description or "")) if line))
        if goal.progress and goal.progress.is_reached:
            st.success("You did it.", icon=":material/celebration:")
        _draw_actions(goal, athlete.system)


def _draw_actions(goal: TrackedGoal, system: System) -> None:
    is_reached = goal.progress is not None and goal.progress.is_reached
    with st.container(horizontal=True, gap="xsmall"):
        if goal.is_typed:
            _draw_value(goal, system)
        st.button(
            "Reached",
            key=f"complete-{goal.id}",
            type="primary" if is_reached else "secondary",
            icon=":material/check:",
            on_click=_close,
            args=(goal.id, "completed", goal.updated_at),
        )
        st.button(
            "Change", key=f"change-{goal.id}", icon=":material/edit:", on_click=_open, args=("goal", str(goal.id))
        )
        with st.popover("More"):
            st.button("Give up", key=f"abandon-{goal.id}", on_click=_close,
                      args=(goal.id, "abandoned", goal.updated_at))  # fmt: skip
            st.button("Delete", key=f"delete-{goal.id}", on_click=_remove, args=(goal.id, goal.updated_at))


def _draw_value(goal: TrackedGoal, system: System) -> None:
    measure = measure_of(goal.goal_type, goal.target_unit)
    label, now = "Where are you now?", goal.current_value
    if measure is not None:
        label = f"{label} ({unit_in(system, measure)})"
        now = None if now is None else amount_in(system, measure, now)
    with st.popover("Update", icon=":material/trending_up:"):
        st.number_input(label, value=now, step=0.5, format="%.1f", key=f"now-{goal.id}")
        st.button("Save", key=f"save-now-{goal.id}", type="primary", on_click=_record,
                  args=(goal, system))  # fmt: skip


def _draw_closed(goal: TrackedGoal, system: System) -> None:
    with st.container(border=True, gap="xsmall"):
        word = f"reached {date_cell(goal.completed_at)}" if goal.completed_at else "given up"
        st.markdown(f"**{plain(goal_title(goal, system))}** :gray-badge[{word}]")
        with st.container(horizontal=True, gap="xsmall"):
            st.button("Take up again", key=f"reopen-{goal.id}", on_click=_close,
                      args=(goal.id, "active", goal.updated_at))  # fmt: skip
            st.button("Delete", key=f"delete-{goal.id}", on_click=_remove, args=(goal.id, goal.updated_at))


def _when(goal: TrackedGoal, today: date) -> str:
    """Until when, and how many days that is."""
    if goal.target_date is None:
        return ""
    days = (goal.target_date - today).days
    left = (
        "today" if days == 0 else f"{abs(days)} {'day' if abs(days) == 1 else 'days'} {'left' if days > 0 else 'ago'}"
    )
    return f"By {date_cell(goal.target_date)} · {left}"


def _draw_undo() -> None:
    problem: AppError | None = st.session_state.pop(PROBLEM, None)
    if problem is not None:
        errors.show(problem)
    undo: Undo | None = st.session_state.get(UNDO)
    if undo is not None:
        with st.container(border=True, horizontal=True, vertical_alignment="center", gap="small"):
            st.markdown(plain(undo.text))
            st.button("Undo", key="undo_goal", icon=":material/undo:", on_click=_undo, args=(undo,))


def _open(name: str, value: str) -> None:
    st.session_state.pop(UNDO, None)
    st.query_params.from_dict({name: value})


def _attempt(change: Callable[[User], object], undo: Undo | None) -> None:
    """Do it and offer to take it back, or keep what went wrong for the page to show."""
    try:
        change(require_user())
    except AppError as error:
        st.session_state[PROBLEM] = error
        st.session_state.pop(UNDO, None)
    else:
        st.session_state[UNDO] = undo


def _close(goal_id: UUID, status: GoalStatus, seen: datetime) -> None:
    undo = Undo(f"{DONE[status]}.", goal_id, "active") if status in DONE else None
    _attempt(lambda user: close_goal(user, goal_id, status, seen), undo)


def _remove(goal_id: UUID, seen: datetime) -> None:
    _attempt(lambda user: remove_goal(user, goal_id, seen), Undo("Goal deleted.", goal_id, "restored"))


def _record(goal: TrackedGoal, system: System) -> None:
    typed = st.session_state.get(f"now-{goal.id}")
    if typed is None:
        return
    measure = measure_of(goal.goal_type, goal.target_unit)
    value = typed if measure is None else amount_of(system, measure, typed)
    _attempt(lambda user: record_value(user, goal.id, value, goal.updated_at), None)


def _undo(undo: Undo) -> None:
    if undo.back_to == "restored":
        _attempt(lambda user: restore_goal(user, undo.goal_id), None)
    else:
        _attempt(lambda user: close_goal(user, undo.goal_id, "active"), None)
