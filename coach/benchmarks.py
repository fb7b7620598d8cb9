"""What can happen to a benchmark test, and where it stands in the field."""

from __future__ import annotations

from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from coach.achievements import award
from coach.engines.field import (
    ALL_AGES,
    LEVEL_PERCENTILES,
    Level,
    MetricQuantiles,
    faster_than_pct,
    group_name,
    level_of,
)
from coach.engines.records import Source
from coach.engines.run_tests import run_test
from coach.engines.splits import SPLIT_LABELS, STATIONS
from coach.field import field_of
from coach.fitness import update_now_within
from coach.records import kinds_held, record_benchmark, settle
from data import db
from data.achievements import EarnedAchievement
from data.benchmarks import Benchmark, BenchmarkEntry, delete_benchmark, insert_benchmark, update_benchmark
from data.db import Connection, User
from data.field import field_cohorts
from data.profiles import Profile
from data.records import Record

REFERENCE_METRICS = (*STATIONS, "runs_total", "total_seconds")


class LoggedBenchmark(NamedTuple):
    """The test as kept, and what it brought: new records and achievements."""

    benchmark: Benchmark
    records: tuple[Record, ...] = ()
    earned: tuple[EarnedAchievement, ...] = ()


class Standing(NamedTuple):
    """Where a station time would stand in races of a group."""

    group: str
    n: int
    level: Level
    faster_than_pct: float
    median_s: float


class LevelTimes(NamedTuple):
    """The slowest time of each level in one metric, in seconds, from n results."""

    division: str
    gender: str
    metric: str
    label: str
    n: int
    levels_s: dict[Level, float]


def log_benchmark(user: User, entry: BenchmarkEntry) -> LoggedBenchmark:
    """Keep a test as entered, and the record it may be."""
    with db.write_as(user) as conn:
        return log_test_within(conn, user, entry)


def log_test_within(conn: Connection, user: User, entry: BenchmarkEntry) -> LoggedBenchmark:
    """The same inside a transaction that does more. A run test is a new running score."""
    logged = _judged(conn, insert_benchmark(conn, entry))
    if run_test(entry.test_type, entry.value) is not None:
        update_now_within(conn, user)
    return logged


def change_benchmark(
    user: User, benchmark_id: UUID, entry: BenchmarkEntry, expected: datetime | None = None
) -> LoggedBenchmark:
    """Replace everything that was entered; `expected` is the `updated_at` the athlete saw.

    Raises:
        NotFound: it is not there.
        Stale: it was changed since.
    """
    with db.write_as(user) as conn:
        changed = _judged(conn, update_benchmark(conn, benchmark_id, entry, expected))
        update_now_within(conn, user)
        return changed


def _judged(conn: Connection, benchmark: Benchmark) -> LoggedBenchmark:
    records = tuple(record_benchmark(conn, benchmark))
    return LoggedBenchmark(benchmark, records, tuple(award(conn, {"benchmark_test_id": str(benchmark.id)})))


def remove_benchmark(user: User, benchmark_id: UUID) -> None:
    """A deleted test takes its records along; those it had beaten count again."""
    with db.write_as(user) as conn:
        held = kinds_held(conn, Source("benchmark", benchmark_id))
        delete_benchmark(conn, benchmark_id)
        settle(conn, held)
        update_now_within(conn, user)


def standing(test: BenchmarkEntry, profile: Profile | None) -> Standing | None:
    """A station test against the same station in races of the athlete's field; None where there is no such field."""
    gender = profile.gender if profile else None
    if gender is None or test.test_type not in STATIONS:
        return None
    division = test.division or ("pro" if profile and profile.division == "pro" else "open")
    metric = _metric(division, gender, test.test_type)
    if metric is None:
        return None
    return Standing(
        group=group_name(division, gender),
        n=metric.n,
        level=level_of(test.value, metric.quantiles_s),
        faster_than_pct=faster_than_pct(test.value, metric.quantiles_s),
        median_s=metric.quantiles_s[49],
    )


def level_reference() -> list[LevelTimes]:
    """The times of every level by division, gender and station, of all ages together."""
    groups = [(row.division, row.gender) for row in field_cohorts() if row.age_group == ALL_AGES]
    return [times for division, gender in groups for times in level_times(division, gender)]


def level_times(division: str, gender: str) -> list[LevelTimes]:
    """The same for one division and gender; nothing where there is no field."""
    known = [(name, _metric(division, gender, name)) for name in REFERENCE_METRICS]
    return [
        LevelTimes(
            division,
            gender,
            name,
            SPLIT_LABELS[name],
            metric.n,
            {level: metric.quantiles_s[percent - 1] for level, percent in LEVEL_PERCENTILES},
        )
        for name, metric in known
        if metric is not None
    ]


def _metric(division: str, gender: str, name: str) -> MetricQuantiles | None:
    field = field_of(division, gender)
    return field.quantiles.get(ALL_AGES, {}).get(name) if field else None
