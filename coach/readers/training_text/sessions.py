"""Clauses of a training text put together: sessions and tests."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from typing import Final, NamedTuple

from coach.engines.quantities import Quantity
from coach.engines.units import M_PER_KM, System
from coach.engines.workout_marks import DoneSet
from coach.readers.training_text.clauses import Clause, clause_of
from coach.readers.training_text.reading import DoneInterval, DoneSession, SessionType

RUN: Final = re.compile(
    r"\b(?:run|runs|ran|running|jog|jogged|jogging|parkrun|treadmill|fartlek|strides|tempo|intervals?|half marathon|"
    r"marathon|trail|track|ran)\b"
)
_TYPES: Final[tuple[tuple[SessionType, re.Pattern[str]], ...]] = (
    ("rest", re.compile(r"\b(?:rest day|day off|rested today|took (?:today|yesterday|it) off)\b")),
    ("simulation", re.compile(r"\b(?:simulation|sim|hyrox sim|half sim|full sim|race sim)\b")),
    ("recovery", re.compile(
        r"\b(?:walk|walked|walking|yoga|stretch|stretched|stretching|mobility|foam roll(?:ing|ed)?|hike|hiked|"
        r"easy (?:spin|swim|row|ride|bike)|recovery (?:ride|swim|spin|session|row|bike))\b")),
    ("strength", re.compile(
        r"\b(?:strength|lift|lifted|lifting|lifts|weights|gym|leg day|upper body|lower body|pull day|push day)\b")),
    ("hiit", re.compile(
        r"\b(?:hiit|metcon|crossfit|wod|emom|amrap|circuit|circuits|tabata|conditioning|for time|bootcamp|"
        r"hyrox class|"
        r"class|swim|swam|cycled|cycling|bike|biked|ride|rode|spin|spinning|erg|hyrox|chipper|stations?)\b")),
)  # fmt: skip
_GENERIC: Final = re.compile(r"\b(?:workout|session|trained|training|exercised|practice)\b")
_TITLES: Final = re.compile(
    r"\b(?!recovery session)(?:easy|long|tempo|threshold|recovery|progression|steady|interval|hill|trail|"
    r"fartlek|treadmill|track|zone 2|"
    r"compromised|fast finish) (?:run|jog|session|intervals)\b|\bhalf marathon\b|\bmarathon\b|"
    r"\bparkrun\b|\b(?:yoga|emom|amrap|"
    r"metcon|crossfit|circuit|mobility|walk|hike|swim|spin class|hyrox class)\b"
)
_PARTIAL: Final = re.compile(
    r"\b(?:cut (?:it )?short|stopped early|(?:did|could)(?:n't| not) finish|bailed|only (?:did|managed) half)\b"
)
_CLAUSE: Final = re.compile(
    r"\s*(?:[;\n+]|,(?!\d)|\.(?=\s|$)|(?:\band\b|\bthen\b|&|\bplus\b|\bfollowed by\b)"
    r"(?! (?:a half|\d+ ?(?:s|sec|seconds|min)\b)))\s*"
)
_CAPPED: Final = re.compile(r"\b(?:emom|amrap|tabata|circuits?|every minute)\b")
_ROUNDS: Final = re.compile(r"\b(\d{1,2}) rounds? of\b")
# Faster than any record, so the clock shows hours: seconds per km on foot, on a rower or ski, on a bike.
_FASTEST_S_PER_KM: Final = {"foot": 120.0, "erg": 75.0, "bike": 45.0}
_SHORTEST_UNSAID_S: Final = 600.0
_ERGS: Final = ("Row", "SkiErg", "Air Bike")


class Found(NamedTuple):
    """A session, or what keeps it from being one."""

    session: DoneSession | None
    has_activity: bool
    is_generic: bool


def found_session(text: str, day: date, system: System) -> Found:
    """The session a lower-case text without date words tells of."""
    clauses = [clause_of(part, system) for part in _clauses(text)]
    named = [clause for clause in clauses if clause.exercise]
    around = _without_exercises(text, clauses)
    is_run = RUN.search(around) is not None
    session_type = _type_of(around, named, is_run=is_run)
    if session_type is None and _sounds_like_running(clauses):
        session_type, is_run = "run", True
    if session_type is None:
        return Found(None, False, _GENERIC.search(text) is not None)
    if session_type == "rest":
        return Found(DoneSession("rest", day), True, False)
    session = _assembled(text, clauses, session_type, day, is_run=is_run)
    has_amount = session.duration_s or session.distance_m or session.sets or session.intervals
    return Found(session if has_amount else None, True, False)


def _sounds_like_running(clauses: Sequence[Clause]) -> bool:
    """Where nothing else is named: a pace, repeats over a length, or a kilometre and more in a time."""
    return any(
        clause.pace_s_per_km
        or (clause.sets and (clause.distance_m or _metres_of_reps(clause) or 0) >= 100)
        or (clause.time and (clause.distance_m or 0) >= M_PER_KM)
        for clause in clauses
    )


def _clauses(text: str) -> list[str]:
    return [part for part in _CLAUSE.split(text) if part and part.strip()]


def _without_exercises(text: str, clauses: Sequence[Clause]) -> str:
    """Walking lunges are no walk, row intervals no run; a clause that names no exercise stays as it is."""
    named = [clause.exercise for clause in clauses if clause.exercise]
    if any(one.name in _ERGS for one in named):
        text = re.sub(r"\b(?:tempo|intervals?|track)\b", "", text)
    for clause in clauses:
        if clause.exercise:
            text = text.replace(clause.text[clause.exercise.start : clause.exercise.end], " ")
    return text


def _type_of(text: str, named: Sequence[Clause], *, is_run: bool) -> SessionType | None:
    said = [name for name, words in _TYPES if words.search(text)]
    for first in ("rest", "simulation"):
        if first in said:
            return "rest" if first == "rest" else "simulation"
    if is_run and not named:
        return "run"
    if "recovery" in said:
        return "recovery"
    if is_run:
        return "hiit"
    if said:
        return said[0]
    if named:
        return "strength" if _is_lifting(named) else "hiit"
    return None


def _is_lifting(named: Sequence[Clause]) -> bool:
    """Mostly sets of a lift rather than stations and machines."""
    lifts = [
        clause
        for clause in named
        if clause.exercise and not clause.exercise.station and clause.exercise.name not in _ERGS
    ]
    return len(lifts) * 2 > len(named) or all(clause.load_kg and clause.reps and not clause.time for clause in named)


def _assembled(
    text: str, clauses: Sequence[Clause], session_type: SessionType, day: date, *, is_run: bool
) -> DoneSession:
    sets: list[DoneSet] = []
    intervals: list[DoneInterval] = []
    rest_m, rest_time = None, None
    told = _ROUNDS.search(text)
    rounds = max(int(told[1]), 1) if told else 1
    for clause in _merged(clauses):
        if clause.exercise:
            is_capped = clause.reps is not None and _CAPPED.search(text) is not None
            rest_time = rest_time or (clause.time if is_capped else None)
            sets += _sets_of(clause._replace(time=None) if is_capped else clause, rounds)
        elif clause.sets and (clause.distance_m or clause.time or _metres_of_reps(clause)):
            intervals.append(_interval_of(clause))
        else:
            rest_m, rest_time = rest_m or clause.distance_m, rest_time or clause.time
    distance_m = _plausible_run(rest_m) if is_run or session_type in ("recovery", "hiit", "simulation") else rest_m
    minutes = rest_m if distance_m is None and rest_m else None
    pace = next((clause.pace_s_per_km for clause in clauses if clause.pace_s_per_km and not clause.sets), None)
    duration_s = minutes * 60 if minutes else _duration(rest_time, distance_m, _means(text))
    duration_s, distance_m = _completed(duration_s, distance_m, pace)
    if len(sets) == 1 and not duration_s and sets[0].duration_s and sets[0].exercise_name in _ERGS:
        duration_s = sets[0].duration_s
    title = _TITLES.search(text)
    return DoneSession(
        session_type,
        day,
        title[0].capitalize() if title else None,
        duration_s,
        distance_m,
        rpe=_first(clauses, "rpe"),
        heart_rate=_first(clauses, "heart_rate"),
        kcal=_first(clauses, "kcal"),
        watts=_first(clauses, "watts"),
        is_partial=_PARTIAL.search(text) is not None,
        sets=tuple(sets),
        intervals=tuple(intervals),
    )


def _merged(clauses: Sequence[Clause]) -> list[Clause]:
    """A clause of only a load or a rest belongs to the one before it."""
    merged: list[Clause] = []
    for clause in clauses:
        before = merged[-1] if merged else None
        if before and not clause.exercise and not clause.has_amount and (clause.rest_s or clause.load_kg):
            merged[-1] = before._replace(
                rest_s=before.rest_s or clause.rest_s, load_kg=before.load_kg or clause.load_kg
            )
        elif before and before.exercise and not before.has_amount and not clause.exercise and clause.sets:
            merged[-1] = clause._replace(exercise=before.exercise)
        else:
            merged.append(clause)
    return merged


def _sets_of(clause: Clause, rounds: int) -> list[DoneSet]:
    """One set each; without any amount an exercise alone says nothing countable."""
    if clause.exercise is None or not (clause.has_amount or clause.load_kg):
        return []
    duration_s = clause.time.value if clause.time else None
    if clause.time and clause.exercise.name in _ERGS:
        duration_s = _duration(clause.time, clause.distance_m, "bike" if "bike" in clause.text else "erg")
    if duration_s is None and clause.pace_s_per_km and clause.distance_m:
        duration_s = round(clause.pace_s_per_km * clause.distance_m / M_PER_KM, 1)
    reps = clause.reps
    done = DoneSet(clause.exercise.name, reps, clause.load_kg, clause.distance_m, duration_s)
    return [done] * min(clause.sets or rounds, 200)


def _metres_of_reps(clause: Clause) -> float | None:
    """8x400 is 400 metres when somebody ran."""
    return float(clause.reps) if clause.reps and clause.reps >= 100 else None


def _interval_of(clause: Clause) -> DoneInterval:
    distance_m = clause.distance_m or _metres_of_reps(clause)
    duration_s = clause.time.value if clause.time else None
    if duration_s is None and distance_m and clause.pace_s_per_km:
        duration_s = round(clause.pace_s_per_km * distance_m / M_PER_KM, 1)
    return DoneInterval(clause.sets or 1, distance_m, duration_s, clause.rest_s)


def _plausible_run(distance_m: float | None) -> float | None:
    """ "Ran 30m" means minutes."""
    return None if distance_m is not None and distance_m < 200 else distance_m


def _means(text: str) -> str:
    if re.search(r"\b(?:bike|biked|ride|rode|cycled|cycling|spin)\b", text):
        return "bike"
    return "foot"


def _duration(time: Quantity | None, distance_m: float | None, means: str) -> float | None:
    """Seconds; two parts of a clock are hours and minutes where minutes and seconds cannot be."""
    if time is None:
        return None
    is_two_parts = time.unit == "clock" and time.step == 1.0 and time.value < 36_000 and time.value % 1 == 0
    if not (is_two_parts and time.end - time.start <= 5):
        return time.value
    is_too_fast = distance_m is not None and time.value < distance_m / M_PER_KM * _FASTEST_S_PER_KM[means]
    is_too_short = distance_m is None and time.value < _SHORTEST_UNSAID_S
    return time.value * 60 if is_too_fast or is_too_short else time.value


def _completed(
    duration_s: float | None, distance_m: float | None, pace: float | None
) -> tuple[float | None, float | None]:
    """The third of time, distance and pace follows from two."""
    if pace and distance_m and duration_s is None:
        return float(round(distance_m / M_PER_KM * pace)), distance_m
    if pace and duration_s and distance_m is None:
        return duration_s, float(round(duration_s / pace * M_PER_KM))
    return duration_s, distance_m


def _first(clauses: Sequence[Clause], name: str) -> int | None:
    return next((getattr(clause, name) for clause in clauses if getattr(clause, name) is not None), None)
