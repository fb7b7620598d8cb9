"""What the form of a new session starts from: ?from=workout-…, template-…, builtin-…, day-… or timer."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from typing import NamedTuple
from zoneinfo import ZoneInfo

import streamlit as st
from pydantic import ValidationError

from coach.engines.units import System
from data.built_in_templates import BUILT_IN
from data.cache import Revision, cached
from data.db import User
from data.errors import NotFound
from data.plan_days import PlanDay, find_day
from data.profiles import find_profile
from data.workout_templates import Template, workout_templates
from data.workouts import IntervalEntry, SessionType, SetEntry, Workout, WorkoutContent, find_workout, last_workout
from pages.log.typed_workout import TypedSet, TypedWorkout, typed_content
from pages.log.words import TYPES
from pages.split_view.addresses import uuid_of

TIMED = "log_timed_session"
MOST_SETS, MOST_INTERVALS = 200, 100


class Athlete(NamedTuple):
    """What the log needs to know about its reader."""

    system: System
    today: date


def athlete_of(user: User, at: Revision) -> Athlete:
    profile = cached(at, "profile", user.id, read=lambda: find_profile(user))
    zone = ZoneInfo(profile.time_zone if profile else "UTC")
    return Athlete(profile.units_preference if profile else "metric", datetime.now(zone).date())


def own_templates(user: User, at: Revision) -> list[Template]:
    return cached(at, "workout_templates", user.id, read=lambda: workout_templates(user))


def latest(user: User, at: Revision, session_type: SessionType | None = None) -> Workout | None:
    return cached(at, "last_workout", user.id, session_type, read=lambda: last_workout(user, session_type))


def session_type_of(text: str) -> SessionType:
    """Raises:
    NotFound: there is no such kind of session.
    """
    for session_type in TYPES:
        if session_type == text:
            return session_type
    raise NotFound("This link is not complete. Open the training log again.")


def start_of(user: User, athlete: Athlete, session_type: SessionType, origin: str) -> TypedWorkout:
    """The form of a new session of this kind, as its origin fills it.

    Raises:
        NotFound: the origin is not there.
    """
    kind, _, name = origin.partition("-")
    if kind == "day":
        return _planned(find_day(user, uuid_of(name)), athlete)
    content = WorkoutContent(session_type=session_type)
    if kind == "workout":
        content = find_workout(user, uuid_of(name))
    elif kind == "template":
        content = _own_template(user, name)
    elif kind == "builtin":
        content = _built_in(name)
    elif kind == "timer":
        content = st.session_state.get(TIMED, content)
    start = typed_content(content, athlete.today, athlete.system)
    if not origin and session_type == "strength":
        return replace(start, sets=(TypedSet(),))
    return start


def _own_template(user: User, name: str) -> WorkoutContent:
    template_id = uuid_of(name)
    for template in workout_templates(user):
        if template.id == template_id:
            return template.content
    raise NotFound("This template is not there. It may have been deleted.")


def _built_in(name: str) -> WorkoutContent:
    if not (name.isascii() and name.isdecimal() and int(name[:4]) < len(BUILT_IN)):
        raise NotFound("This template is not there.")
    return BUILT_IN[int(name[:4])].content


def _planned(day: PlanDay, athlete: Athlete) -> TypedWorkout:
    """A planned session as it would be if all of it was done."""
    content = WorkoutContent(
        session_type=day.session_type,
        title=day.title,
        duration_minutes=day.estimated_duration_minutes or None,
        sets=_planned_sets(day)[:MOST_SETS] if day.session_type != "run" else [],
        intervals=_planned_intervals(day)[:MOST_INTERVALS] if day.session_type == "run" else [],
    )
    start = typed_content(content, min(day.date, athlete.today), athlete.system)
    prescribed = day.model_dump(mode="json", include={"title", "description", "details"})
    return replace(start, plan_day_id=day.id, prescribed=prescribed)


def _planned_sets(day: PlanDay) -> list[SetEntry]:
    return [
        SetEntry(
            exercise_name=step.exercise[:120], reps=step.reps, distance_m=step.distance_m, duration_s=step.duration_s
        )
        for block in day.details.blocks
        for _ in range(min(block.rounds, MOST_SETS))
        for step in block.steps
    ]


def _planned_intervals(day: PlanDay) -> list[IntervalEntry]:
    """The repeated efforts; what is run once through is the session itself."""
    intervals = []
    for block in day.details.blocks:
        for step in block.steps:
            if block.rounds == 1:
                continue
            try:
                one = IntervalEntry(
                    repeats=block.rounds, distance_m=step.distance_m, duration_s=step.duration_s, rest_s=block.rest_s
                )
            except ValidationError:  # a step without length, such as "strides by feel"
                continue
            intervals.append(one)
    return intervals
