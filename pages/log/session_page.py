"""One logged session: what was done, and the ways to change, repeat, keep or delete it."""

from __future__ import annotations

from datetime import datetime
from functools import partial
from uuid import UUID

import pandas as pd
import streamlit as st
from pydantic import ValidationError

from coach.engines.clock import format_clock
from coach.engines.units import M_PER_KM, System, distance_text, pace_text, weight_in, weight_text, weight_unit
from coach.workouts import LoggedWorkout, change_workout, remove_workout, save_template
from data.cache import Revision, cached
from data.db import User
from data.errors import AppError
from data.workout_templates import TemplateEntry
from data.workouts import IntervalEntry, Workout, WorkoutContent, WorkoutEntry, find_workout
from pages import errors
from pages.log.form import Draft, draw_form
from pages.log.session_list import REMOVED, bring_back
from pages.log.starts import athlete_of
from pages.log.typed_workout import typed_workout
from pages.log.words import STATUSES, TYPES
from pages.session import require_user
from pages.split_view.addresses import back_link
from pages.split_view.cells import date_cell, plain


def show_session(user: User, at: Revision, workout_id: UUID) -> None:
    workout = cached(at, "workout", user.id, workout_id, read=lambda: find_workout(user, workout_id))
    system = athlete_of(user, at).system
    back_link("log/page.py", "Training log")
    st.title(plain(_title(workout)), anchor=False)
    st.caption(f"{date_cell(workout.date)} · {TYPES[workout.session_type]} · {STATUSES[workout.completion_status]}")
    if workout.deleted_at is not None:
        st.warning("This session was deleted.")
        st.button("Restore", key="restore_session", on_click=bring_back, args=(workout.id,))
        return
    _draw_numbers(workout, system)
    _draw_done(workout, system)
    if workout.notes:
        st.markdown("##### Notes")
        st.text(workout.notes)
    _draw_activity_link(workout)
    _draw_actions(workout)


def show_edit(user: User, at: Revision, workout_id: UUID) -> None:
    workout = find_workout(user, workout_id)
    system = athlete_of(user, at).system
    back_link("log/page.py", "Back without saving", (("workout", str(workout_id)),))
    st.title(f"Change {plain(_title(workout))}", anchor=False)
    draw_form(
        Draft(
            f"workout-{workout_id}",
            typed_workout(workout, system),
            system,
            partial(_change, workout.id),
            "Save changes",
            workout.updated_at,
        )
    )


def _change(workout_id: UUID, user: User, entry: WorkoutEntry, seen_at: datetime | None) -> LoggedWorkout:
    return change_workout(user, workout_id, entry, seen_at)


def _title(workout: Workout) -> str:
    return workout.title or TYPES[workout.session_type]


def _draw_numbers(workout: Workout, system: System) -> None:
    numbers = {
        "Duration": format_clock(workout.duration_s) if workout.duration_s else "",
        "Distance": distance_text(system, workout.distance_m) if workout.distance_m else "",
        "Pace": _pace(workout, system),
        "Effort after (RPE)": f"{workout.rpe_post} of 10" if workout.rpe_post else "",
        "Tired before": f"{workout.rpe_pre} of 10" if workout.rpe_pre else "",
        "Mean heart rate": f"{workout.heart_rate_avg} bpm" if workout.heart_rate_avg else "",
        "Calories": f"{workout.calories_estimated:,} kcal" if workout.calories_estimated else "",
    }
    known = {label: text for label, text in numbers.items() if text}
    if known:
        with st.grid(4, min_column_width=140):
            for label, text in known.items():
                st.metric(label, text)


def _pace(workout: Workout, system: System) -> str:
    """Of a run, over its whole distance."""
    if workout.session_type != "run" or not workout.distance_m or not workout.duration_s:
        return ""
    return pace_text(system, workout.duration_s / workout.distance_m * M_PER_KM)


def _draw_done(workout: Workout, system: System) -> None:
    if workout.sets:
        loads_kg = [one.reps * one.weight_kg for one in workout.sets if one.reps and one.weight_kg]
        total = f", {weight_text(system, sum(loads_kg))} moved" if loads_kg else ""
        st.markdown(f"##### {len(workout.sets)} set{'' if len(workout.sets) == 1 else 's'}{total}")
        st.dataframe(
            set_table(workout, system), hide_index=True, height="content", placeholder="–", alt="Sets in order"
        )
    if workout.intervals:
        st.markdown("##### Intervals")
        st.markdown("\n".join(f"- {interval_text(one)}" for one in workout.intervals))


def set_table(workout: Workout, system: System) -> pd.DataFrame:
    """One row per set in order; columns nobody filled are left out."""
    table = pd.DataFrame(
        {
            "Exercise": [one.exercise_name for one in workout.sets],
            "Reps": pd.array([one.reps for one in workout.sets], dtype="Int64"),
            weight_unit(system): pd.array(
                [None if one.weight_kg is None else weight_in(system, one.weight_kg) for one in workout.sets],
                dtype="Float64",
            ),
            "m": pd.array([one.distance_m for one in workout.sets], dtype="Float64"),
            "Time": [None if one.duration_s is None else format_clock(one.duration_s) for one in workout.sets],
        }
    )
    return table.dropna(axis="columns", how="all")


def interval_text(one: IntervalEntry) -> str:
    """An interval as athletes say it.

    >>> interval_text(IntervalEntry(repeats=8, distance_m=400, duration_s=90, rest_s=60))
    '8 × 400 m in 1:30, rest 1:00'
    """
    length = f"{one.distance_m:,g} m" if one.distance_m else ""
    time = format_clock(one.duration_s) if one.duration_s else ""
    rest = f", rest {format_clock(one.rest_s)}" if one.rest_s else ""
    return f"{one.repeats} × {' in '.join(part for part in (length, time) if part)}{rest}"


def _draw_activity_link(workout: Workout) -> None:
    if workout.activity_id is not None:
        st.page_link(
            "activities/page.py",
            label="What your watch recorded",
            icon=":material/watch:",
            query_params={"activity": str(workout.activity_id)},
        )


def _draw_actions(workout: Workout) -> None:
    with st.container(horizontal=True, gap="xsmall"):
        address = {"workout": str(workout.id), "edit": "1"}
        st.button("Change", key="change_session", icon=":material/edit:", on_click=_go, args=(address,))
        again = {"new": workout.session_type, "from": f"workout-{workout.id}"}
        st.button("Log again", key="repeat_session", icon=":material/replay:", on_click=_go, args=(again,))
        with st.popover("Keep as template", icon=":material/bookmark_add:"):
            st.text_input("Name of the template", _title(workout)[:120], key="template_name", max_chars=120)
            st.button("Keep it", key="keep_template", type="primary", on_click=_keep, args=(workout,))
        st.button("Delete", key="delete_session", icon=":material/delete:", on_click=_delete, args=(workout,))


def _go(address: dict[str, str]) -> None:
    st.query_params.from_dict(address)


def _keep(workout: Workout) -> None:
    """A template has everything that can be repeated; how it felt and when it was cannot."""
    fields = {name: getattr(workout, name) for name in WorkoutContent.model_fields if name != "notes"}
    try:
        entry = TemplateEntry(name=st.session_state["template_name"], content=WorkoutContent.model_validate(fields))
        save_template(require_user(), entry)
    except ValidationError:
        st.error("Give the template a name of at most 120 characters.")
    except AppError as error:
        errors.show(error)
    else:
        st.toast("Template kept", icon=":material/bookmark_added:")


def _delete(workout: Workout) -> None:
    try:
        remove_workout(require_user(), workout.id, workout.updated_at)
    except AppError as error:
        errors.show(error)
    else:
        st.session_state[REMOVED] = workout.id
        st.query_params.clear()
        st.toast("Session deleted", icon=":material/delete:")
