"""What may be a record: the marks of a benchmark test and of a race."""

from collections.abc import Mapping
from typing import Final, NamedTuple

from coach.engines.reconciliation import reconcile
from coach.engines.records import Kind, Mark, Occasion, exercise_key
from coach.engines.splits import STATIONS
from coach.engines.wall_ball_rule import RuleContext, wall_ball_reps
from coach.engines.workout_marks import (
    HEAVIEST_BELIEVABLE_KG,
    LONGEST_NAME,
    MARGIN,
    MOST_BELIEVABLE_REPS,
    WORLD_BEST_S,
    DoneRun,
    Limits,
    run_marks,
)

COOPER_NAME: Final = "Cooper test"
COOPER_S: Final = 720.0
TEST_RUNS_M: Final = {"run_1k": 1_000.0, "run_5k": 5_000.0}
# On a rowing machine, men and women (Concept2 world records, rounded).
WORLD_BEST_ROW_2K_S: Final = (336.0, 381.0)
LOADED_STATIONS: Final = frozenset({"sled_push", "sled_pull", "farmers_carry", "sandbag_lunges", "wall_balls"})


class DoneTest(NamedTuple):
    """A benchmark test; `unit` and `name` are those of a custom one, `division` says with which weights."""

    test_type: str
    value: float
    unit: str
    name: str | None = None
    division: str | None = None


class DoneRace(NamedTuple):
    """A finished race. `field_division` is the one the field has: doubles, pro_doubles and so on."""

    division: str
    format: str
    gender: str
    field_division: str
    event: str
    season: int | None
    total_s: float | None
    splits: Mapping[str, float]


def benchmark_marks(test: DoneTest, occasion: Occasion, limits: Limits, *, is_woman: bool) -> list[Mark]:
    """The mark of one benchmark test; none for a custom test in seconds or metres, which has its own history.

    A station is compared with tests done with the same division's weights.
    Source: definitions of this product.

    >>> from datetime import date, datetime; from uuid import UUID; from coach.engines.records import Source
    >>> at = Occasion(Source("benchmark", UUID(int=1)), "benchmark", date(2026, 1, 1), datetime(2026, 1, 1))
    >>> tests = [DoneTest("run_1k", 210, "seconds"), DoneTest("cooper", 2_800, "metres")]
    >>> tests += [DoneTest("row", 220, "seconds")]
    >>> [benchmark_marks(test, at, {}, is_woman=True)[0].kind.key for test in tests]
    ['running_pace/min_per_km/1000', 'running_pace/metres/cooper test', 'station_time/seconds/row/benchmark']
    """
    if test.test_type in TEST_RUNS_M:
        marks = run_marks([DoneRun(TEST_RUNS_M[test.test_type], test.value)], occasion, is_woman=is_woman)
        return [mark for mark in marks if mark.kind.unit == "min_per_km"]
    if test.test_type == "cooper":
        limit_m = 5_000 * COOPER_S / (WORLD_BEST_S[5_000.0][is_woman] * MARGIN)
        kind = Kind("running_pace", "metres", exercise_key(COOPER_NAME))
        return [Mark(kind, test.value, occasion, COOPER_NAME, limit_m)]
    if test.test_type == "row_2k":
        kind = Kind("station_time", "seconds", station="row", distance_m=2_000.0, context=occasion.context)
        return [Mark(kind, test.value, occasion, limit=WORLD_BEST_ROW_2K_S[is_woman] * MARGIN)]
    if test.test_type in STATIONS:
        division = test.division or "" if test.test_type in LOADED_STATIONS else ""
        kind = Kind("station_time", "seconds", station=test.test_type, division=division, context=occasion.context)
        return [Mark(kind, test.value, occasion, limit=limits.get(test.test_type))]
    return _marks_of_custom_test(test, occasion)


def _marks_of_custom_test(test: DoneTest, occasion: Occasion) -> list[Mark]:
    name = " ".join((test.name or "").split())[:LONGEST_NAME]
    if test.unit == "kg" and name:
        kind = Kind("exercise_weight", "kg", exercise_key(name))
        return [Mark(kind, test.value, occasion, name, HEAVIEST_BELIEVABLE_KG)]
    if test.unit == "reps" and name:
        kind = Kind("exercise_reps", "reps", exercise_key(name))
        return [Mark(kind, test.value, occasion, name, MOST_BELIEVABLE_REPS)]
    return []


def race_marks(race: DoneRace, occasion: Occasion, limits: Limits) -> list[Mark]:
    """The finish and the stations of one race, per division, format and gender; no runs, whose length differs.

    Splits that exceed the finish are not used. Women's races with 75 wall balls stand apart.
    Source: definitions of this product; the rule as in `wall_ball_reps`.

    >>> from datetime import date, datetime; from uuid import UUID; from coach.engines.records import Source
    >>> at = Occasion(Source("race", UUID(int=1)), "race", date(2023, 10, 1), datetime(2023, 10, 1))
    >>> race = DoneRace("open", "singles", "women", "open", "2023 Hamburg", 6, 5_400, {"wall_balls": 260, "row": 300})
    >>> for mark in race_marks(race, at, {}): print(mark.kind.key, mark.value)
    race_time/seconds/open/singles/women/75/race 5400.0
    station_time/seconds/row/open/singles/women/race 300.0
    station_time/seconds/wall_balls/open/singles/women/75/race 260.0
    """
    rule = RuleContext(race.field_division, race.gender, race.event, race.season)
    few_reps = 75 if wall_ball_reps(rule) == 75 else None
    group = Kind("race_time", "seconds", "", "", None, None, race.division, race.format, race.gender)
    group = group._replace(context=occasion.context)
    marks = []
    if race.total_s:
        kind = group._replace(wall_ball_reps=few_reps)
        marks.append(Mark(kind, float(race.total_s), occasion, limit=limits.get("total_seconds")))
    if not reconcile(race.splits, race.total_s).is_usable:
        return marks
    for station in STATIONS:
        if station in race.splits:
            reps = few_reps if station == "wall_balls" else None
            kind = group._replace(record_type="station_time", station=station, wall_ball_reps=reps)
            marks.append(Mark(kind, float(race.splits[station]), occasion, limit=limits.get(station)))
    return marks
