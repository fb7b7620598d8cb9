"""What a text says was done; what it does not say is None."""

from __future__ import annotations

from datetime import date
from typing import Literal, NamedTuple

from coach.engines.workout_marks import DoneSet

SessionType = Literal["run", "hiit", "strength", "simulation", "recovery", "rest"]


class DoneInterval(NamedTuple):
    """The same effort so many times."""

    repeats: int
    distance_m: float | None = None
    duration_s: float | None = None
    rest_s: float | None = None


class DoneSession(NamedTuple):
    """One session. `title` is what the athlete called it; `watts` are the average."""

    session_type: SessionType
    day: date
    title: str | None = None
    duration_s: float | None = None
    distance_m: float | None = None
    rpe: int | None = None
    heart_rate: int | None = None
    kcal: int | None = None
    watts: int | None = None
    is_partial: bool = False
    sets: tuple[DoneSet, ...] = ()
    intervals: tuple[DoneInterval, ...] = ()


class DoneTest(NamedTuple):
    """A test; `name` and `unit` are given for one that is none of the structured tests."""

    test_type: str
    value: float
    day: date
    name: str | None = None
    unit: str | None = None


class Reading(NamedTuple):
    """What was done, or the one thing to ask; all empty when nothing was done."""

    sessions: tuple[DoneSession, ...] = ()
    tests: tuple[DoneTest, ...] = ()
    question: str | None = None
