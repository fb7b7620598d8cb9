"""What only the athlete can say of an activity: that it was all they had, that it was HYROX, that it should go."""

from __future__ import annotations

from uuid import UUID

import streamlit as st

from coach.activities import remove_activity, set_effort_kind
from coach.engines.activity_log import session_type_of
from coach.workouts import change_workout
from data.activities import Activity
from data.errors import AppError
from data.workouts import Workout, WorkoutEntry
from pages import errors
from pages.activities.activity_list import REMOVED
from pages.activities.words import EFFORT_KINDS
from pages.session import require_user

HYROX_FAMILIES = ("run", "strength", "cardio", "row", "multisport", "other")


def draw_decisions(activity: Activity, workout: Workout | None) -> None:
    if activity.family == "run":
        _draw_effort_kind(activity)
    if workout is not None and activity.family in HYROX_FAMILIES:
        _draw_hyrox(activity, workout)
    st.button("Delete", key="delete_activity", icon=":material/delete:", on_click=_delete, args=(activity.id,))


def _draw_effort_kind(activity: Activity) -> None:
    key = f"effort-kind-{activity.id}"
    st.session_state[key] = activity.effort_kind
    st.segmented_control(
        "Was this all you had?",
        list(EFFORT_KINDS),
        format_func=lambda kind: f"This was {'a race' if kind == 'race' else 'an all-out test'}",
        key=key,
        on_change=_set_effort_kind,
        args=(activity.id,),
    )
    st.caption(
        "A race or an all-out test sets your running score (Daniels & Gilbert) and the paces of your plan. "
        "A training run never does. Tap again to take it back."
    )


def _set_effort_kind(activity_id: UUID) -> None:
    with errors.shown_here():
        kind = st.session_state[f"effort-kind-{activity_id}"]
        set_effort_kind(require_user(), activity_id, kind)
        st.toast(f"Kept as {EFFORT_KINDS[kind].lower()}" if kind else "Kept as training", icon=":material/check:")


def _draw_hyrox(activity: Activity, workout: Workout) -> None:
    key = f"hyrox-{activity.id}"
    st.session_state[key] = workout.session_type == "simulation"
    st.toggle(
        "This was HYROX",
        key=key,
        help="Your training log then counts it as a race simulation.",
        on_change=_set_hyrox,
        args=(activity, workout),
    )


def _set_hyrox(activity: Activity, workout: Workout) -> None:
    """The log calls it a simulation, or again what its sport says."""
    is_hyrox = st.session_state[f"hyrox-{activity.id}"]
    entered = workout.model_dump(include=set(WorkoutEntry.model_fields))
    kind = "simulation" if is_hyrox else session_type_of(activity.family)
    with errors.shown_here():
        entry = WorkoutEntry.model_validate(entered | {"session_type": kind})
        change_workout(require_user(), workout.id, entry, workout.updated_at)
        st.toast("Counts as a HYROX simulation" if is_hyrox else "Counts as before", icon=":material/check:")


def _delete(activity_id: UUID) -> None:
    try:
        remove_activity(require_user(), activity_id)
    except AppError as error:
        errors.show(error)
    else:
        st.session_state[REMOVED] = activity_id
        st.query_params.clear()
        st.toast("Activity deleted", icon=":material/delete:")
