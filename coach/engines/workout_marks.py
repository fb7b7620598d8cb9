"""What may be a record: the marks of the sets and runs of a workout."""

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Final, NamedTuple

from coach.engines.clock import format_clock
from coach.engines.one_rm import MOST_REPS, estimated_one_rm_kg
from coach.engines.records import Kind, Mark, Occasion, best_of_each, exercise_key
from coach.engines.splits import STATIONS

Limits = Mapping[str, float]
"""Fastest believable time in seconds by metric: a station, or total_seconds."""

RUN_DISTANCES_M: Final = (400.0, 1_000.0, 5_000.0, 10_000.0, 21_097.5, 42_195.0)
# A watch may measure half a percent too little; the pace of a run up to 5 % longer says as much.
SHORTEST_RUN, LONGEST_RUN = 0.995, 1.05
LONGEST_RUN_NAME: Final = "Longest run"
FARTHEST_BELIEVABLE_M: Final = 100_000.0
HEAVIEST_BELIEVABLE_KG: Final = 400.0
MOST_BELIEVABLE_REPS: Final = 1_000.0
LONGEST_NAME: Final = 120

# World records in seconds, men and women, rounded (World Athletics, 2025).
WORLD_BEST_S: Final[Mapping[float, tuple[float, float]]] = {
    400.0: (43.0, 47.6),
    1_000.0: (132.0, 149.0),
    5_000.0: (755.0, 838.0),
    10_000.0: (1_571.0, 1_734.0),
    21_097.5: (3_451.0, 3_772.0),
    42_195.0: (7_235.0, 7_796.0),
}
MARGIN: Final = 1.10
"""Slower than a world record by less than this and we ask: professionals are rarer than slips of the pen."""

STATION_AMOUNTS: Final[Mapping[str, float]] = {
    "ski_erg": 1_000, "sled_push": 50, "sled_pull": 50, "burpee_broad_jump": 80,
    "row": 1_000, "farmers_carry": 200, "sandbag_lunges": 100, "wall_balls": 100,
}  # fmt: skip
"""Metres of a station in a race; of wall balls, repetitions."""
_STATION_NAMES: Final = {
    "ski": "ski_erg", "skierg": "ski_erg", "rowing": "row", "rowerg": "row", "indoorrowing": "row",
    "burpeebroadjumps": "burpee_broad_jump", "farmercarry": "farmers_carry", "sandbaglunge": "sandbag_lunges",
    "sandbagwalkinglunges": "sandbag_lunges", "wallball": "wall_balls",
} | {station.replace("_", ""): station for station in STATIONS}  # fmt: skip


class DoneSet(NamedTuple):
    """One set as it was done; None is not known."""

    exercise_name: str
    reps: int | None = None
    weight_kg: float | None = None
    distance_m: float | None = None
    duration_s: float | None = None


class DoneRun(NamedTuple):
    """A run or one of its intervals; None is not known."""

    distance_m: float | None
    duration_s: float | None


def set_marks(sets: Iterable[DoneSet], occasion: Occasion, limits: Limits) -> list[Mark]:
    """Weights, repetitions, estimated maxima and full station distances of the sets of one workout.

    Without weight the repetitions count; with it the weight does, up to 10 repetitions also the estimated
    maximum, and above 10 the repetitions at that weight. Source: definitions of this product; Epley (1985).

    >>> from datetime import date, datetime; from uuid import UUID; from coach.engines.records import Source
    >>> at = Occasion(Source("workout", UUID(int=1)), "training", date(2026, 1, 1), datetime(2026, 1, 1))
    >>> sets = [DoneSet("Squat", 5, 90), DoneSet("squat", 5, 100), DoneSet("Pull-up", 12)]
    >>> sets += [DoneSet("Ski erg", distance_m=1000, duration_s=240)]
    >>> for mark in set_marks(sets, at, {}): print(mark.kind.key, mark.value)
    exercise_weight/kg/squat 100.0
    exercise_weight/kg/squat/is_estimate 116.7
    exercise_reps/reps/pull-up 12.0
    station_time/seconds/ski_erg/training 240.0
    """
    return best_of_each(mark for done in sets for mark in _marks_of_set(done, occasion, limits))


def _marks_of_set(done: DoneSet, at: Occasion, limits: Limits) -> Iterator[Mark]:
    name = " ".join(done.exercise_name.split())[:LONGEST_NAME]
    weight_kg, reps = done.weight_kg or 0.0, done.reps or 0
    station = station_of(name)
    if station and done.duration_s and STATION_AMOUNTS[station] in (done.distance_m, done.reps):
        kind = Kind("station_time", "seconds", station=station, load_kg=done.weight_kg or None, context=at.context)
        yield Mark(kind, float(done.duration_s), at, limit=limits.get(station))
    if not name:
        return
    exercise = exercise_key(name)
    if weight_kg > 0 and done.reps != 0:
        note = f"{reps} reps" if reps else None
        yield Mark(Kind("exercise_weight", "kg", exercise), float(weight_kg), at, name, HEAVIEST_BELIEVABLE_KG, note)
        estimate_kg = estimated_one_rm_kg(weight_kg, reps)
        if estimate_kg is not None and reps > 1:
            kind = Kind("exercise_weight", "kg", exercise, is_estimate=True)
            note = f"Estimated from {weight_kg:g} kg × {reps} (Epley)"
            yield Mark(kind, round(estimate_kg, 1), at, name, HEAVIEST_BELIEVABLE_KG, note)
    if reps and (weight_kg <= 0 or reps > MOST_REPS):
        kind = Kind("exercise_reps", "reps", exercise, load_kg=weight_kg if weight_kg > 0 else None)
        yield Mark(kind, float(reps), at, name, MOST_BELIEVABLE_REPS)


def run_marks(runs: Iterable[DoneRun], occasion: Occasion, *, is_woman: bool) -> list[Mark]:
    """The best pace per standard distance in min/km, and the longest run in metres.

    A run counts for a distance from 0.5 % shorter to 5 % longer, with its own average pace.
    Source: definitions of this product; the limit is 10 % above the world record (World Athletics, 2025).

    >>> from datetime import date, datetime; from uuid import UUID; from coach.engines.records import Source
    >>> at = Occasion(Source("workout", UUID(int=1)), "training", date(2026, 1, 1), datetime(2026, 1, 1))
    >>> marks = run_marks([DoneRun(5_100, 1_530), DoneRun(400, 90), DoneRun(7_000, 2_400)], at, is_woman=False)
    >>> [(mark.kind.distance_m, mark.kind.unit, mark.value) for mark in marks]
    [(5000.0, 'min_per_km', 5.0), (None, 'metres', 7000.0), (400.0, 'min_per_km', 3.75)]
    """
    return best_of_each(mark for run in runs for mark in _marks_of_run(run, occasion, is_woman))


def _marks_of_run(run: DoneRun, at: Occasion, is_woman: bool) -> Iterator[Mark]:
    if not run.distance_m or run.distance_m <= 0:
        return
    bucket_m = standard_distance_m(run.distance_m)
    if bucket_m and run.duration_s and run.duration_s > 0:
        note = f"{run.distance_m / 1000:g} km in {format_clock(run.duration_s)}"
        kind = Kind("running_pace", "min_per_km", distance_m=bucket_m)
        fastest_s = WORLD_BEST_S[bucket_m][is_woman] * MARGIN
        limit = pace_min_per_km(bucket_m, fastest_s)
        yield Mark(kind, pace_min_per_km(run.distance_m, run.duration_s), at, limit=limit, note=note)
    if run.distance_m > RUN_DISTANCES_M[0] * LONGEST_RUN:
        kind = Kind("running_pace", "metres", exercise_key(LONGEST_RUN_NAME))
        yield Mark(kind, float(run.distance_m), at, LONGEST_RUN_NAME, FARTHEST_BELIEVABLE_M)


def standard_distance_m(distance_m: float) -> float | None:
    """The standard distance a run counts for.

    >>> standard_distance_m(4_980), standard_distance_m(5_250), standard_distance_m(5_300)
    (5000.0, 5000.0, None)
    """
    fitting = (one for one in RUN_DISTANCES_M if one * SHORTEST_RUN <= distance_m <= one * LONGEST_RUN)
    return next(fitting, None)


def pace_min_per_km(distance_m: float, duration_s: float) -> float:
    """
    >>> pace_min_per_km(5_000, 1_500)
    5.0
    """
    return duration_s / 60 / (distance_m / 1000)


def station_of(exercise_name: str) -> str | None:
    """The station an exercise is, by the usual ways to write it.

    >>> station_of("Ski Erg"), station_of("Wall ball"), station_of("Sled  Push"), station_of("Squat")
    ('ski_erg', 'wall_balls', 'sled_push', None)
    """
    return _STATION_NAMES.get(re.sub(r"[^a-z]", "", exercise_name.casefold()))
