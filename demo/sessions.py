"""One training session of each kind, as hard as its week and as good as the athlete was by then."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from random import Random
from typing import Any, Final, NamedTuple

from data.workouts import WorkoutEntry
from demo.calendar import Week

NOTES: Final = (
    None, None, None, None, None,
    "Felt strong.", "Slept badly, kept it easy.", "Windy along the canal.", "Good company made it short.",
    "Heavy legs in the first half.", "Left calf a bit tight, fine after warming up.", "New shoes.",
)  # fmt: skip
SKIPPED: Final = ("Late at work.", "Child ill, no time.", "Too tired, went to bed instead.")
EASY_S_PER_KM: Final = (395, 348)  # at the beginning and at the end of the two years
THRESHOLD_S_PER_KM: Final = (318, 276)


class Effort(NamedTuple):
    """How a session felt: the usual RPE afterwards and heart rate, and calories per minute."""

    rpe: float
    heart_rate_bpm: float
    kcal_per_minute: float


EFFORTS: Final = {
    "run": Effort(6, 152, 10.5),
    "hiit": Effort(7.6, 162, 11.0),
    "strength": Effort(6.4, 121, 6.5),
    "simulation": Effort(8.6, 168, 11.5),
    "recovery": Effort(2.6, 108, 5.0),
}
Parts = dict[str, Any]


def intervals(random: Random, week: Week) -> Parts:
    distance_m, usual, rest_s = random.choice(((400, 10, 60), (800, 6, 90), (1000, 5, 90), (1000, 6, 75)))
    repeats = max(3, round(usual * week.load))
    each_s = _between(THRESHOLD_S_PER_KM, week) * distance_m / 1000 * (0.93 if distance_m == 400 else 0.985)
    each_s = round(each_s * random.gauss(1, 0.012))
    around_m = 3600
    seconds = repeats * (each_s + rest_s) + around_m / 1000 * _between(EASY_S_PER_KM, week)
    return {
        "session_type": "run",
        "title": f"{repeats} × {distance_m} m",
        "distance_m": around_m + repeats * distance_m,
        "duration_minutes": round(seconds / 60),
        "intervals": [{"repeats": repeats, "distance_m": distance_m, "duration_s": each_s, "rest_s": rest_s}],
    }


def long_run(random: Random, week: Week) -> Parts:
    distance_m = round((9500 + 7000 * week.fitness) * week.load * random.gauss(1, 0.05) / 100) * 100
    return _steady(random, week, "Long Run", distance_m, 1.0)


def easy_run(random: Random, week: Week) -> Parts:
    return _steady(random, week, "Easy Run", round(6800 * week.load / 100) * 100, 1.02)


def tempo_run(random: Random, week: Week) -> Parts:
    tempo_m = random.choice((5000, 6000, 8000))
    seconds = _between(THRESHOLD_S_PER_KM, week) * 1.03 * tempo_m / 1000 * random.gauss(1, 0.01)
    return {
        "session_type": "run",
        "title": "Tempo Run",
        "distance_m": tempo_m,
        "duration_seconds": round(seconds),
    }


def strength(random: Random, week: Week) -> Parts:
    """Squat or deadlift first, then pulling and carrying; kilograms grow over the years."""
    grown = week.fitness * random.gauss(1, 0.03)
    if week.number % 2:
        main = ("Back Squat", _plates(52.5 + 30 * grown), 5)
        second = ("Romanian Deadlift", _plates(45 + 25 * grown), 8)
    else:
        main = ("Deadlift", _plates(72.5 + 40 * grown), 5)
        second = ("Bulgarian Split Squat", _plates(12 + 14 * grown, 2), 8)
    sets = [_lift(*main)] * 4 + [_lift(*second)] * 3
    sets += [_lift("Bent-Over Row", _plates(32.5 + 15 * grown), 8)] * 3
    sets += [{"exercise_name": "Pull-Up", "reps": max(1, round(2 + 7 * grown - number))} for number in range(3)]
    sets += [{"exercise_name": "Farmers carry", "weight_kg": 24 if week.fitness > 0.5 else 20, "distance_m": 60}] * 3
    minutes = round(52 + 14 * week.load + random.gauss(0, 4))
    return {"session_type": "strength", "title": "Strength", "duration_minutes": minutes, "sets": sets}


def stations(random: Random, week: Week) -> Parts:
    """A round of ergometer, wall balls and burpees, three to five times."""
    rounds = max(2, round(4 * week.load))
    machine, slow_s, fast_s = random.choice((("Ski erg", 152, 136), ("Row", 146, 131)))
    each_s = round((slow_s + (fast_s - slow_s) * week.fitness) * random.gauss(1, 0.015))
    one_round = [
        {"exercise_name": machine, "distance_m": 500, "duration_s": each_s},
        {"exercise_name": "Wall balls", "reps": 20 if week.fitness < 0.4 else 25, "weight_kg": 4},
        {"exercise_name": "Burpee broad jump", "distance_m": 20},
    ]
    minutes = round(14 + rounds * 8.5)
    return {
        "session_type": "hiit",
        "title": f"{rounds} rounds {machine.lower()}, wall balls, burpees",
        "duration_minutes": minutes,
        "sets": one_round * rounds,
    }


def sleds(random: Random, week: Week) -> Parts:
    grown = week.fitness * random.gauss(1, 0.02)
    push = {"exercise_name": "Sled push", "distance_m": 25, "weight_kg": _plates(77.5 + 30 * grown)}
    pull = {"exercise_name": "Sled pull", "distance_m": 25, "weight_kg": _plates(52.5 + 28 * grown)}
    run = {"repeats": 4, "distance_m": 600, "duration_s": round(_between(THRESHOLD_S_PER_KM, week) * 0.62)}
    return {
        "session_type": "hiit",
        "title": "Sled and Run Intervals",
        "duration_minutes": round(44 + 8 * week.load),
        "sets": [push, pull] * 4,
        "intervals": [run],
    }


def simulation(random: Random, week: Week) -> Parts:
    seconds = round((2960 - 470 * week.fitness) * random.gauss(1, 0.015))
    return {
        "session_type": "simulation",
        "title": "HYROX Half Simulation",
        "distance_m": 4000,
        "duration_seconds": seconds,
    }


def recovery(random: Random, week: Week) -> Parts:
    title, minutes = random.choice((("Zone 2 Bike", 45), ("Mobility and a walk", 35), ("Easy swim", 40)))
    return {"session_type": "recovery", "title": title, "duration_minutes": minutes + random.randint(-5, 10)}


Session = Callable[[Random, Week], Parts]
BY_TYPE: Final[dict[str, Session]] = {"strength": strength, "hiit": stations}


def workout_entry(random: Random, session: Session, week: Week, day: date) -> WorkoutEntry:
    """The session as it was done on that day: mostly as meant, now and then cut short or left out."""
    parts = session(random, week)
    luck = random.random()
    if luck < 0.02:
        kept = {"session_type": parts["session_type"], "title": parts["title"], "notes": random.choice(SKIPPED)}
        return WorkoutEntry.model_validate({**kept, "date": day, "completion_status": "skipped"})
    entry = felt_entry(random, parts, week, day)
    return entry.model_copy(update={"completion_status": "partial"}) if luck < 0.06 else entry


def felt_entry(random: Random, parts: Parts, week: Week, day: date) -> WorkoutEntry:
    """The session with how it felt."""
    effort = EFFORTS[parts["session_type"]]
    minutes = parts.get("duration_minutes") or round(parts["duration_seconds"] / 60)
    felt = {
        "date": day,
        "rpe_pre": _scale(random.gauss(3.4 + week.load, 1)),
        "rpe_post": _scale(random.gauss(effort.rpe + 1.2 * (week.load - 1), 0.7)),
        "heart_rate_avg": round(random.gauss(effort.heart_rate_bpm - 4 * week.fitness, 3)),
        "calories_estimated": round(minutes * effort.kcal_per_minute * random.gauss(1, 0.04) / 5) * 5,
        "notes": random.choice(NOTES),
    }
    return WorkoutEntry.model_validate(parts | felt)


def distance_m(week: Week, minutes: float, *, is_easy: bool) -> int:
    """How far this athlete runs in that time; quality sessions have their easy parts too."""
    easy = _between(EASY_S_PER_KM, week)
    pace = easy if is_easy else 0.6 * easy + 0.4 * _between(THRESHOLD_S_PER_KM, week)
    return round(minutes * 60 / pace * 10) * 100


def _steady(random: Random, week: Week, title: str, distance_m: int, slowness: float) -> Parts:
    seconds = distance_m / 1000 * _between(EASY_S_PER_KM, week) * slowness * random.gauss(1, 0.015)
    return {"session_type": "run", "title": title, "distance_m": distance_m, "duration_seconds": round(seconds)}


def _lift(exercise_name: str, weight_kg: float, reps: int) -> Parts:
    return {"exercise_name": exercise_name, "weight_kg": weight_kg, "reps": reps}


def _between(ends: tuple[float, float], week: Week) -> float:
    first, last = ends
    return first + (last - first) * week.fitness


def _plates(weight_kg: float, step_kg: float = 2.5) -> float:
    return round(weight_kg / step_kg) * step_kg


def _scale(felt: float) -> int:
    return min(10, max(1, round(felt)))
