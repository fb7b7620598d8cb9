"""One activity: what was recorded, what it counts for, how it felt, and what the athlete decides about it."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

import pandas as pd
import streamlit as st

from coach.engines.clock import format_clock
from coach.engines.units import System
from data.activities import Activity, ActivityFilter, activities, find_activity
from data.cache import Revision, cached
from data.db import User
from data.errors import NotFound
from data.plan_days import PlanDay, find_day
from data.workouts import Workout, find_workout
from pages.activities.activity_list import bring_back, draw_row
from pages.activities.decisions import draw_decisions
from pages.activities.facts import main_facts, more_facts
from pages.activities.feedback_form import draw_feedback
from pages.activities.recording import draw_recording
from pages.activities.rows import activity_rows, family_badge, title_of
from pages.activities.words import EFFORT_KINDS, SOURCES
from pages.log.starts import athlete_of
from pages.split_view.addresses import back_link
from pages.split_view.cells import date_cell, plain


def show_activity(user: User, at: Revision, activity_id: UUID) -> None:
    activity = cached(
        *(at, "activity", user.id, activity_id), read=lambda: find_activity(user, activity_id, has_recording=True)
    )
    athlete = athlete_of(user, at)
    system = athlete.system
    back_link("activities/page.py", "Activities")
    st.title(plain(title_of(activity.title, activity.type_name)), anchor=False)
    _draw_about(activity)
    if activity.deleted_at is not None:
        st.warning("This activity was deleted.")
        st.button("Restore", key="restore_activity", on_click=bring_back, args=(activity.id,))
        return
    workout = _workout_of(user, at, activity)
    _draw_facts(activity, system)
    _draw_links(user, at, activity, workout)
    _draw_legs(user, at, activity, system)
    draw_feedback(activity, athlete.today)
    draw_recording(activity, system)
    draw_decisions(activity, workout)


def _draw_about(activity: Activity) -> None:
    kind = f" :gray-badge[{EFFORT_KINDS[activity.effort_kind]}]" if activity.effort_kind else ""
    st.markdown(f"{family_badge(activity.family)}{kind}")
    clock = f", {activity.started_at_local:%H:%M}"
    file_name = f" ({plain(activity.file_name)})" if activity.file_name else ""
    st.caption(f"{date_cell(activity.started_at_local)}{clock} · from {SOURCES[activity.source]}{file_name}")


def _draw_facts(activity: Activity, system: System) -> None:
    with st.grid(4, min_column_width=140):
        for label, text in main_facts(activity, system).items():
            st.metric(label, text)
    more = more_facts(activity, system)
    if more:
        st.markdown(" · ".join(f":gray[{label}] **{text}**" for label, text in more.items()))


def _workout_of(user: User, at: Revision, activity: Activity) -> Workout | None:
    """Its session in the training log."""
    log_id = activity.workout_log_id
    return cached(at, "workout", user.id, log_id, read=lambda: find_workout(user, log_id)) if log_id else None


def _draw_links(user: User, at: Revision, activity: Activity, workout: Workout | None) -> None:
    day = _planned(user, at, workout)
    if day is not None:
        st.page_link(
            "plan/page.py",
            label=f"Counts for: {plain(day.title)}, planned for {date_cell(day.date)}",
            icon=":material/event_available:",
            query_params={"on": day.date.isoformat(), "day": str(day.id)},
        )
    if workout is not None:
        st.page_link(
            "log/page.py",
            label="Its session in your training log",
            icon=":material/menu_book:",
            query_params={"workout": str(workout.id)},
        )
    if activity.parent_id is not None:
        st.page_link(
            "activities/page.py",
            label="The multisport activity it is a part of",
            icon=":material/subdirectory_arrow_right:",
            query_params={"activity": str(activity.parent_id)},
        )


def _planned(user: User, at: Revision, workout: Workout | None) -> PlanDay | None:
    day_id = workout.training_plan_day_id if workout else None
    if day_id is None:
        return None
    try:
        return cached(at, "plan_day", user.id, day_id, read=lambda: find_day(user, day_id))
    except NotFound:
        return None


def _draw_legs(user: User, at: Revision, activity: Activity, system: System) -> None:
    """The parts of a multisport activity, in order."""
    if activity.family != "multisport":
        return
    legs = cached(at, "activity_legs", user.id, activity.id, read=lambda: legs_of(user, activity))
    if legs.empty:
        return
    total_s = legs["duration_s"].sum(min_count=1)
    length = f", {format_clock(float(total_s))} in all" if pd.notna(total_s) else ""
    st.markdown(f"##### {len(legs)} part{'' if len(legs) == 1 else 's'}{length}")
    for row in activity_rows(legs, system):
        draw_row(row)


def legs_of(user: User, activity: Activity) -> pd.DataFrame:
    """Rows of ACTIVITY_DTYPES, first leg first; those of a race into the night start a day later."""
    day = activity.started_at_local.date()
    around = ActivityFilter(first_date=day - timedelta(days=1), last_date=day + timedelta(days=2))
    found = activities(user, around)
    return found[found["parent_id"] == activity.id].iloc[::-1]
