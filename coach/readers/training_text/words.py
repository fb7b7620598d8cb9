"""A session or test in words that `read_training` reads back as the same."""

from __future__ import annotations

from itertools import groupby

from coach.engines.clock import format_clock
from coach.engines.units import System, distance_text, step_length_text, weight_text
from coach.engines.workout_marks import DoneSet
from coach.readers.training_text.reading import DoneInterval, DoneSession, SessionType

LABELS: dict[SessionType, str] = {
    "run": "Run", "hiit": "HIIT", "strength": "Strength", "simulation": "Simulation",
    "recovery": "Recovery session", "rest": "Rest day",
}  # fmt: skip


def session_words(session: DoneSession, system: System = "metric") -> str:
    """One plain line: the day, and everything that is known.

    >>> from datetime import date
    >>> session_words(DoneSession("run", date(2026, 3, 4), "Easy run", 3_000, 10_000, rpe=4))
    'Easy run on 4 Mar 2026: 10 km in 50:00, effort 4 of 10'
    """
    head = f"{session.title or LABELS[session.session_type]} on {session.day.day} {session.day:%b %Y}"
    parts = [
        _amount(session, system),
        *(_interval(one, system) for one in session.intervals),
        *(_sets(one, len(list(same)), system) for one, same in groupby(session.sets)),
        f"effort {session.rpe} of 10" if session.rpe else "",
        f"{session.heart_rate} bpm" if session.heart_rate else "",
        f"{session.kcal} kcal" if session.kcal else "",
        f"{session.watts} W" if session.watts else "",
        "cut short" if session.is_partial else "",
    ]
    told = ", ".join(part for part in parts if part)
    return f"{head}: {told}" if told else head


def _amount(session: DoneSession, system: System) -> str:
    if session.distance_m is None:
        return _long_clock(session.duration_s) if session.duration_s else ""
    length = distance_text(system, session.distance_m)
    return f"{length} in {format_clock(session.duration_s)}" if session.duration_s else length


def _interval(one: DoneInterval, system: System) -> str:
    time = _long_clock(one.duration_s) if one.duration_s else ""
    effort = step_length_text(system, one.distance_m, "run") if one.distance_m else time
    within = f" in {format_clock(one.duration_s)}" if one.distance_m and one.duration_s else ""
    rest = f" with {one.rest_s:g} s rest" if one.rest_s else ""
    return f"{one.repeats} x {effort}{within}{rest}"


def _sets(one: DoneSet, count: int, system: System) -> str:
    length = step_length_text("metric", one.distance_m, one.exercise_name) if one.distance_m else ""
    load = f"at {weight_text(system, one.weight_kg)}" if one.weight_kg else ""
    time = f"in {_long_clock(one.duration_s)}" if one.duration_s else ""
    amount = length or (str(one.reps) if one.reps else "")
    told = " ".join(part for part in (amount, one.exercise_name, load, time) if part)
    return f"{count} x {told}" if amount else f"{count} sets {told}"


def _long_clock(seconds: float) -> str:
    """With hours, so that nobody takes minutes for them.

    >>> _long_clock(270), _long_clock(5_400)
    ('0:04:30', '1:30:00')
    """
    clock = format_clock(seconds)
    return clock if clock.count(":") == 2 else f"0:{clock:0>5}"
