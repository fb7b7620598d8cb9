"""What the athlete did as marks for records: one thing, or everything again."""

from __future__ import annotations

from collections.abc import Callable, Collection

from coach.engines.records import Kind, Mark, Occasion, Source, exercise_key, fastest_of_1000_s
from coach.engines.result_marks import DoneRace, DoneTest, benchmark_marks, race_marks
from coach.engines.workout_marks import DoneRun, DoneSet, run_marks, set_marks, station_of
from data.benchmarks import Benchmark
from data.db import Connection, Row
from data.races import Race
from data.record_sources import Athlete, athlete_of, done_races, done_tests, done_workouts, fast_edges
from data.workouts import Workout

Limits = dict[str, float]


class Believable:
    """How fast anybody is believed without asking, read once per transaction and field."""

    def __init__(self, conn: Connection) -> None:
        self._conn = conn
        self._limits: dict[tuple[str, str], Limits] = {}
        self.athlete: Athlete = athlete_of(conn)

    def limits(self, division: str | None = None, gender: str | None = None) -> Limits:
        """The fastest of a thousand per metric; of the athlete's own field unless another is named."""
        field = division or self.athlete.division, gender or self.athlete.gender
        if field not in self._limits:
            edges = fast_edges(self._conn, *field)
            self._limits[field] = {edge.metric: fastest_of_1000_s(edge.p1_s, edge.p5_s) for edge in edges}
        return self._limits[field]


def all_marks(conn: Connection, kinds: Collection[Kind]) -> list[Mark]:
    """Every mark of these kinds in everything the athlete did."""
    believable = Believable(conn)
    marks = [
        mark for workout in done_workouts(conn, _may_hold(kinds)) for mark in marks_of_workout(workout, believable)
    ]
    marks += [mark for test in done_tests(conn) for mark in marks_of_benchmark(test, believable)]
    marks += [mark for race in done_races(conn) for mark in marks_of_race(race, believable)]
    return [mark for mark in marks if mark.kind in kinds]


def _may_hold(kinds: Collection[Kind]) -> Callable[[Row], bool]:
    """Whether a session can hold a mark of these kinds, told from its row."""
    exercises = {kind.exercise for kind in kinds if kind.exercise}
    has_runs = any(kind.record_type == "running_pace" for kind in kinds)
    has_stations = any(kind.record_type == "station_time" for kind in kinds)

    def may_hold(row: Row) -> bool:
        names = [str(done["exercise_name"]) for done in row["sets"]]
        return (
            (has_runs and row["session_type"] == "run")
            or any(exercise_key(name) in exercises for name in names)
            or (has_stations and any(station_of(name) for name in names))
        )

    return may_hold


def marks_of_workout(workout: Workout, believable: Believable) -> list[Mark]:
    if workout.deleted_at is not None or workout.completion_status == "skipped":
        return []
    at = Occasion(Source("workout", workout.id), "training", workout.date, workout.created_at)
    marks = set_marks([DoneSet(**done.model_dump()) for done in workout.sets], at, believable.limits())
    if workout.session_type != "run":
        return marks
    runs = [DoneRun(one.distance_m, one.duration_s) for one in workout.intervals]
    runs.append(DoneRun(workout.distance_m, workout.duration_s))
    return marks + run_marks(runs, at, is_woman=believable.athlete.is_woman)


def marks_of_benchmark(test: Benchmark, believable: Believable) -> list[Mark]:
    at = Occasion(Source("benchmark", test.id), "benchmark", test.test_date, test.created_at)
    done = DoneTest(test.test_type, test.value, test.unit or "seconds", test.name, test.division)
    return benchmark_marks(done, at, believable.limits(test.division), is_woman=believable.athlete.is_woman)


def marks_of_race(race: Race, believable: Believable) -> list[Mark]:
    if race.race_date is None:
        return []
    at = Occasion(
        Source("race", race.id), "training" if race.is_simulation else "race", race.race_date, race.created_at
    )
    done = DoneRace(
        division=race.division,
        format=race.format,
        gender=race.gender,
        field_division=race.field_division,
        event=race.event_name or race.race_name,
        season=race.season,
        total_s=race.total_time_seconds,
        splits={str(name): time_s for name, time_s in race.splits.items()},
    )
    return race_marks(done, at, believable.limits(race.field_division, race.gender))
