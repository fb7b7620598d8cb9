"""One race, session or planned session of an athlete, with what is said about it."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

import pandas as pd
import streamlit as st

from coach.engines.clock import format_clock
from coach.engines.field import group_name
from coach.engines.units import System, step_length_text, weight_text
from data.cache import revision
from data.coach_access import SharedAthlete, cached_for
from data.comments import Target
from data.db import User
from data.errors import NotFound
from data.races import Race, find_race
from data.shared_athletes import shared_plan_days, shared_workout
from data.workouts import Workout
from pages.athletes.athlete import session_line
from pages.athletes.proposals import show_proposals, show_propose
from pages.athletes.thread import show_thread
from pages.athletes.words import paragraphs
from pages.log.starts import athlete_of
from pages.log.words import TYPES
from pages.split_view.addresses import back_link
from pages.split_view.cells import date_cell, plain
from pages.split_view.view import Heading, Subject, show_analysis
from pages.today.words import detail_lines

FIRST_DAY, LAST_DAY = date(2000, 1, 1), date(2100, 1, 1)


def show_race(user: User, athlete: SharedAthlete, race_id: UUID) -> None:
    race = cached_for(user, athlete, "race", race_id, read=lambda: find_race(user, race_id, athlete.athlete_id))
    _back(athlete)
    heading = Heading(f"{athlete.name}, {race.race_name}", _about(race))
    subject = Subject(race_id=race_id, athlete_id=athlete.athlete_id)
    show_analysis(user, athlete.at, subject, heading, lambda: None)
    show_thread(user, Target("race", race_id, athlete.athlete_id))


def show_workout(user: User, athlete: SharedAthlete, workout_id: UUID) -> None:
    workout = cached_for(
        user, athlete, "workout", workout_id, read=lambda: shared_workout(user, athlete.athlete_id, workout_id)
    )
    _back(athlete)
    title = workout.title or TYPES[workout.session_type]
    st.markdown(f"# {plain(title)}\n\n:gray[{plain(athlete.name)} · {date_cell(workout.date)}]")
    st.markdown("\n\n".join(_workout_lines(workout, _system(user))))
    show_thread(user, Target("workout", workout_id, athlete.athlete_id))


def show_day(user: User, athlete: SharedAthlete, day_id: UUID) -> None:
    days = cached_for(
        user, athlete, "all days", read=lambda: shared_plan_days(user, athlete.athlete_id, FIRST_DAY, LAST_DAY)
    )
    found = days[days["day_id"] == day_id]
    if found.empty:
        raise NotFound("This session is not in the active plan any more.")
    day: dict[str, Any] = {str(name): None if _is_missing(cell) else cell for name, cell in found.iloc[0].items()}
    if day["estimated_duration_minutes"] is not None:
        day["estimated_duration_minutes"] = int(day["estimated_duration_minutes"])
    _back(athlete)
    about = f"{plain(athlete.name)} · {TYPES[day['session_type']]} · {day['date']:%A}, {date_cell(day['date'])}"
    st.markdown(f"# {plain(day['title'])}\n\n:gray[{about}]")
    st.markdown("\n\n".join(_day_lines(day, _system(user))))
    show_proposals(user, athlete, day_id)
    if day["is_completed"]:
        st.caption("Done already, so it stays as it is.")
    else:
        show_propose(user, athlete, day_id, day)
    show_thread(user, Target("plan_day", day_id, athlete.athlete_id))


def _day_lines(day: dict[str, Any], system: System) -> list[str]:
    """What to do, and its blocks."""
    description = day["description"]
    about = [paragraphs(description)] if description else []
    return [*about, *detail_lines(day["details"] or {}, system, said=description)]


def _back(athlete: SharedAthlete) -> None:
    back_link("athletes/page.py", plain(athlete.name), (("athlete", str(athlete.athlete_id)),))


def _about(race: Race) -> str:
    group = group_name(race.field_division, race.gender, race.age_group or "all")
    when = date_cell(race.race_date) if race.race_date else "date not given"
    parts = [when, race.location or "", group, "simulation" if race.is_simulation else "", race.conditions or ""]
    return " · ".join(part for part in parts if part)


def _workout_lines(workout: Workout, system: System) -> list[str]:
    """The key figures, sets and intervals as they were logged, and the notes."""
    lines = [session_line(workout.model_dump(), system)]
    sets = [
        f"- {plain(one.exercise_name)}: "
        + _measures(
            f"{one.reps} reps" if one.reps is not None else "",
            weight_text(system, one.weight_kg) if one.weight_kg is not None else "",
            step_length_text(system, one.distance_m, one.exercise_name) if one.distance_m is not None else "",
            format_clock(one.duration_s) if one.duration_s is not None else "",
        )
        for one in workout.sets
    ]
    intervals = [
        f"- {one.repeats} × "
        + _measures(
            step_length_text(system, one.distance_m, "") if one.distance_m is not None else "",
            format_clock(one.duration_s) if one.duration_s is not None else "",
        )
        for one in workout.intervals
    ]
    blocks = ["\n".join(block) for block in (sets, intervals) if block]
    return [*lines, *blocks, *([paragraphs(workout.notes)] if workout.notes else [])]


def _measures(*measures: str) -> str:
    return ", ".join(measure for measure in measures if measure) or "done"


def _system(user: User) -> System:
    """Of the coach who reads."""
    return athlete_of(user, revision(user)).system


def _is_missing(cell: object) -> bool:
    return not isinstance(cell, dict | list) and bool(pd.isna(cell))  # type: ignore[call-overload]
