"""Sessions that come with the app, to start from before there are own templates."""

from __future__ import annotations

from data.workout_templates import TemplateEntry
from data.workouts import IntervalEntry, SessionType, SetEntry, WorkoutContent

Intervals = list[IntervalEntry]
Sets = list[SetEntry]


def built_in_templates(session_type: SessionType) -> list[TemplateEntry]:
    return [template for template in BUILT_IN if template.content.session_type == session_type]


def _lifts(*exercises: tuple[str, int, int]) -> Sets:
    """Exercise, sets, reps; the load is the athlete's."""
    return [SetEntry(exercise_name=name, reps=reps) for name, count, reps in exercises for _ in range(count)]


def _stations(share: float) -> Sets:
    """The eight stations in race order, this share of their length."""
    lengths_m = {
        "SkiErg": 1000, "Sled Push": 50, "Sled Pull": 50, "Burpee Broad Jump": 80,
        "Rowing": 1000, "Farmers Carry": 200, "Sandbag Lunges": 100,
    }  # fmt: skip
    stations = [SetEntry(exercise_name=name, distance_m=length_m * share) for name, length_m in lengths_m.items()]
    return [*stations, SetEntry(exercise_name="Wall Balls", reps=round(100 * share))]


def _template(name: str, session_type: SessionType, minutes: int | None, **content: object) -> TemplateEntry:
    fields = {"session_type": session_type, "title": name, "duration_minutes": minutes, **content}
    return TemplateEntry(name=name, content=WorkoutContent.model_validate(fields))


def _repeats(
    count: int, rest_s: float, *, distance_m: float | None = None, duration_s: float | None = None
) -> Intervals:
    return [IntervalEntry(repeats=count, distance_m=distance_m, duration_s=duration_s, rest_s=rest_s)]


BUILT_IN = (
    _template("Easy run", "run", 45),
    _template("Long run", "run", 90),
    _template("8 × 400 m", "run", 50, intervals=_repeats(8, 90, distance_m=400)),
    _template("6 × 1 km at race effort", "run", 60, intervals=_repeats(6, 90, distance_m=1000)),
    _template("Threshold 3 × 10 min", "run", 55, intervals=_repeats(3, 120, duration_s=600)),
    _template(
        "EMOM 20: rowing and burpees", "hiit", 20,
        intervals=_repeats(20, 0, duration_s=60),
        sets=[SetEntry(exercise_name="Rowing"), SetEntry(exercise_name="Burpees")],
    ),
    _template(
        "4 rounds: 500 m SkiErg, 20 wall balls", "hiit", 30,
        sets=[
            part
            for _ in range(4)
            for part in (
                SetEntry(exercise_name="SkiErg", distance_m=500), SetEntry(exercise_name="Wall Balls", reps=20),
            )
        ],
    ),
    _template("Tabata 8 × 20 s", "hiit", 10, intervals=_repeats(8, 10, duration_s=20)),
    _template(
        "Lower body", "strength", 60,
        sets=_lifts(("Back Squat", 5, 5), ("Romanian Deadlift", 3, 8), ("Walking Dumbbell Lunge", 3, 12)),
    ),
    _template(
        "Upper body", "strength", 60,
        sets=_lifts(("Dumbbell Bench Press", 5, 5), ("Pull-Up", 4, 6), ("Overhead Press", 3, 8)),
    ),
    _template(
        "Full body", "strength", 60,
        sets=_lifts(("Deadlift", 4, 5), ("Front Squat", 3, 6), ("Push Press", 3, 6), ("Bent-Over Row", 3, 8)),
    ),
    _template(
        "Full simulation", "simulation", None,
        intervals=_repeats(8, 0, distance_m=1000), distance_m=8000, sets=_stations(1),
    ),
    _template(
        "Half simulation", "simulation", None,
        intervals=_repeats(8, 0, distance_m=500), distance_m=4000, sets=_stations(0.5),
    ),
    _template("Mobility", "recovery", 30),
    _template("Easy bike or walk", "recovery", 40),
    _template("Rest day", "rest", None),
)  # fmt: skip
