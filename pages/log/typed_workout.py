"""What somebody types about a session, and the entry it becomes: every wrong field gets its own sentence."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, NamedTuple
from uuid import UUID

from pydantic import ValidationError

from coach.engines.clock import format_clock, parse_clock
from coach.engines.units import System, distance_in, distance_m_of, weight_in, weight_kg_of
from data.errors import sentence_of
from data.workouts import SetEntry, WorkoutContent, WorkoutEntry
from pages.races.typed_race import typed_clock

MOST_SETS = 100
SHORTEST_CLOCK_S = 180.0
# What stands beside an input whose number cannot be; the bounds are the model's.
SENTENCES = {
    "date": "Choose the day you trained: between 1990 and today.",
    "duration": "A session lasts up to 24 hours: write minutes (45), mm:ss or h:mm:ss.",
    "distance": "The distance is more than zero and at most 1,000 km. Leave it empty when you do not know it.",
    "heart_rate": "A mean heart rate is between 25 and 250 beats a minute.",
    "calories": "Calories are between 0 and 20,000 kcal.",
    "title": "A title has at most 200 characters.",
    "notes": "Notes have at most 10,000 characters.",
    "count": f"Between 1 and {MOST_SETS} sets.",
    "exercise": "Name the exercise, in at most 120 characters.",
    "reps": "Between 1 and 10,000 reps. Leave it empty when you did not count.",
    "weight": "The load is more than zero and at most 1,000 kg. Leave it empty without load.",
    "distance_m": "The distance is more than zero and at most 1,000,000 m.",
    "time": "A time is more than zero and at most 24 hours.",
    "rest": "A rest is at most 2 hours.",
    "repeats": "Between 1 and 500 repeats.",
    "sets": "A session has at most 200 sets.",
    "intervals": "A session has at most 100 rows of intervals.",
}
# Names of the entry's fields where the form calls them differently.
FORM_NAMES = {
    "duration_minutes": "duration", "duration_seconds": "duration", "heart_rate_avg": "heart_rate",
    "calories_estimated": "calories", "exercise_name": "exercise", "weight_kg": "weight", "duration_s": "time",
    "rest_s": "rest",
}  # fmt: skip


class TypedSet(NamedTuple):
    """A row of equal sets; the weight is in the athlete's unit."""

    exercise: str | None = None
    repeats: int | None = 1
    reps: int | None = None
    weight: float | None = None
    distance_m: float | None = None
    time: str = ""


class TypedInterval(NamedTuple):
    """A row of equal intervals."""

    repeats: int | None = 1
    distance_m: float | None = None
    time: str = ""
    rest: str = ""


@dataclass(frozen=True)
class TypedWorkout:
    """The form as it stands; distance and weights are in the athlete's units."""

    date: date
    session_type: str = "hiit"
    title: str = ""
    duration: str = ""
    distance: float | None = None
    status: str = "completed"
    rpe_pre: int | None = None
    rpe_post: int | None = None
    heart_rate: int | None = None
    calories: int | None = None
    notes: str = ""
    sets: tuple[TypedSet, ...] = ()
    intervals: tuple[TypedInterval, ...] = ()
    plan_day_id: UUID | None = None
    prescribed: dict[str, Any] | None = None


class ReadWorkout(NamedTuple):
    """The entry, or why there is none: a sentence per field ("sets.2.reps"), "" for the session as a whole."""

    entry: WorkoutEntry | None
    messages: dict[str, str]


def typed_content(content: WorkoutContent, day: date, system: System) -> TypedWorkout:
    """A template, a plan or an earlier session, as the form of a new one shows it."""
    duration = "" if content.duration_minutes is None else str(content.duration_minutes)
    if content.duration_seconds is not None:
        duration = typed_duration(content.duration_seconds)
    return TypedWorkout(
        date=day,
        session_type=content.session_type,
        title=content.title or "",
        duration=duration,
        distance=None if content.distance_m is None else distance_in(system, content.distance_m),
        sets=_typed_sets(content.sets, system),
        intervals=tuple(
            TypedInterval(one.repeats, one.distance_m, _typed_time(one.duration_s), _typed_time(one.rest_s))
            for one in content.intervals
        ),
    )


def typed_workout(entry: WorkoutEntry, system: System) -> TypedWorkout:
    """A kept session as the form shows it."""
    return replace(
        typed_content(entry, entry.date, system),
        status=entry.completion_status,
        rpe_pre=entry.rpe_pre,
        rpe_post=entry.rpe_post,
        heart_rate=entry.heart_rate_avg,
        calories=entry.calories_estimated,
        notes=entry.notes or "",
        plan_day_id=entry.training_plan_day_id,
        prescribed=entry.prescribed_workout,
    )


def typed_duration(duration_s: float) -> str:
    """An exact duration as `read_duration` takes it; a short one with its hours, so that nobody mistakes it.

    >>> typed_duration(2730), typed_duration(90)
    ('45:30', '0:01:30')
    """
    clock = typed_clock(duration_s)
    return clock if duration_s >= SHORTEST_CLOCK_S else f"0:{clock.zfill(5)}"


def read_duration(text: str) -> dict[str, float]:
    """The duration as fields of an entry: bare minutes, or exact seconds; nothing when nothing is typed.

    >>> read_duration("45"), read_duration("45:30"), read_duration("1:15:00"), read_duration(" ")
    ({'duration_minutes': 45}, {'duration_seconds': 2730.0}, {'duration_seconds': 4500.0}, {})

    Raises:
        ValueError: it is neither; the message says how to write it.
    """
    typed = text.strip()
    if not typed:
        return {}
    if typed.isdecimal() and typed.isascii():
        if not 1 <= int(typed[:6]) <= 1440:
            raise ValueError(SENTENCES["duration"])
        return {"duration_minutes": int(typed)}
    duration_s = parse_clock(typed)
    if duration_s < SHORTEST_CLOCK_S and typed.count(":") == 1:
        hours, minutes = typed.split(":")
        raise ValueError(
            f"“{typed}” would be {format_clock(duration_s)} minutes: write {hours}:{minutes}:00 for hours and minutes,"
            f" or 0:{typed.zfill(5)} if it was that short."
        )
    return {"duration_seconds": duration_s}


def read_workout(typed: TypedWorkout, system: System) -> ReadWorkout:
    """The entry, when every field is right. A skipped session keeps nothing that was done."""
    messages: dict[str, str] = {}
    is_skipped = typed.status == "skipped"
    done = {} if is_skipped else _done(typed, system, messages)
    set_rows, sets = ([], []) if is_skipped else _read_sets(typed.sets, system, messages)
    interval_rows, intervals = ([], []) if is_skipped else _read_intervals(typed.intervals, messages)
    fields = {
        "date": typed.date,
        "session_type": typed.session_type,
        "title": typed.title.strip() or None,
        "completion_status": typed.status,
        "rpe_pre": typed.rpe_pre,
        "notes": typed.notes.strip() or None,
        "training_plan_day_id": typed.plan_day_id,
        "prescribed_workout": typed.prescribed,
        "sets": sets,
        "intervals": intervals,
        **done,
    }
    try:
        entry = WorkoutEntry.model_validate(fields)
    except ValidationError as error:
        return ReadWorkout(None, _sentences(error, {"sets": set_rows, "intervals": interval_rows}) | messages)
    return ReadWorkout(None if messages else entry, messages)


def _done(typed: TypedWorkout, system: System, messages: dict[str, str]) -> dict[str, Any]:
    duration: dict[str, float] = {}
    try:
        duration = read_duration(typed.duration)
    except ValueError as wrong:
        messages["duration"] = str(wrong)
    return {
        "distance_m": None if typed.distance is None else distance_m_of(system, typed.distance),
        "rpe_post": typed.rpe_post,
        "heart_rate_avg": typed.heart_rate,
        "calories_estimated": typed.calories,
        **duration,
    }


def _read_sets(
    rows: Sequence[TypedSet], system: System, messages: dict[str, str]
) -> tuple[list[int], list[dict[str, Any]]]:
    """The sets, and for each the row it was typed in. A row in which nothing is typed is no row."""
    origins: list[int] = []
    sets: list[dict[str, Any]] = []
    for number, row in enumerate(rows):
        if row == TypedSet(repeats=row.repeats):
            continue
        count = 1 if row.repeats is None else row.repeats
        if not 1 <= count <= MOST_SETS:
            messages[f"sets.{number}.repeats"] = SENTENCES["count"]
            count = 1
        one = {
            "exercise_name": row.exercise or "",
            "reps": row.reps,
            "weight_kg": None if row.weight is None else weight_kg_of(system, row.weight),
            "distance_m": row.distance_m,
            "duration_s": _read_time(row.time, f"sets.{number}.time", messages),
        }
        origins += [number] * count
        sets += [one] * count
    return origins, sets


def _read_intervals(rows: Sequence[TypedInterval], messages: dict[str, str]) -> tuple[list[int], list[dict[str, Any]]]:
    origins: list[int] = []
    intervals: list[dict[str, Any]] = []
    for number, row in enumerate(rows):
        if row == TypedInterval(repeats=row.repeats):
            continue
        origins.append(number)
        intervals.append(
            {
                "repeats": 1 if row.repeats is None else row.repeats,
                "distance_m": row.distance_m,
                "duration_s": _read_time(row.time, f"intervals.{number}.time", messages),
                "rest_s": _read_time(row.rest, f"intervals.{number}.rest", messages),
            }
        )
    return origins, intervals


def _read_time(text: str, field: str, messages: dict[str, str]) -> float | None:
    """Seconds of mm:ss, or of a bare number of seconds."""
    typed = text.strip()
    if not typed:
        return None
    try:
        return float(typed) if typed.isdecimal() and typed.isascii() and len(typed) <= 5 else parse_clock(typed)
    except ValueError as wrong:
        messages[field] = str(wrong)
        return None


def _typed_time(time_s: float | None) -> str:
    return "" if time_s is None else typed_clock(time_s)


def _typed_sets(sets: Sequence[SetEntry], system: System) -> tuple[TypedSet, ...]:
    """Equal sets one after the other are one row."""
    rows: list[TypedSet] = []
    for one in sets:
        weight = None if one.weight_kg is None else weight_in(system, one.weight_kg)
        row = TypedSet(one.exercise_name, 1, one.reps, weight, one.distance_m, _typed_time(one.duration_s))
        before = rows[-1] if rows else None
        if before and before._replace(repeats=1) == row and (before.repeats or 1) < MOST_SETS:
            rows[-1] = before._replace(repeats=(before.repeats or 1) + 1)
        else:
            rows.append(row)
    return tuple(rows)


def _sentences(error: ValidationError, rows: dict[str, list[int]]) -> dict[str, str]:
    """One sentence per field of the form; sets and intervals by the row they were typed in."""
    messages: dict[str, str] = {}
    for problem in error.errors():
        place = [str(part) for part in problem["loc"]]
        field = FORM_NAMES.get(place[-1], place[-1]) if place else ""
        if len(place) > 1 and place[0] in rows:
            row = rows[place[0]][int(place[1])]
            field = f"{place[0]}.{row}.{field}" if len(place) > 2 else f"{place[0]}.{row}.time"
        elif field == "distance_m":
            field = "distance"
        is_own = problem["type"] in ("value_error", "string_pattern_mismatch")
        own = sentence_of(problem) if is_own else ""
        messages.setdefault(field, own or SENTENCES.get(field.rsplit(".", 1)[-1], problem["msg"]))
    return messages
