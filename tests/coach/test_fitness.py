"""The fitness profile as it is calculated, kept and looked back on."""

from __future__ import annotations

from datetime import date, timedelta

import psycopg
import pytest
from psycopg.rows import DictRow

from coach.benchmarks import log_benchmark
from coach.fitness import current_fitness, recalculate, take_snapshot
from coach.workouts import log_workout
from data.benchmarks import BenchmarkEntry
from data.db import User
from data.fitness import find_fitness, snapshots
from data.workouts import WorkoutEntry

TODAY = date(2026, 3, 1)


def log_run(user: User, day: date, distance_m: float = 10_000, duration_s: float = 3_000) -> None:
    log_workout(
        user,
        WorkoutEntry(
            date=day, session_type="run", distance_m=distance_m, duration_seconds=duration_s, heart_rate_avg=150
        ),
    )


@pytest.fixture
def trained(user: User) -> User:
    for step in range(0, 56, 2):
        log_run(user, TODAY - timedelta(days=step))
    return user


def test_training_runs_alone_give_volume_and_no_score(trained: User) -> None:
    profile = current_fitness(trained, TODAY)

    assert profile.score is None
    assert profile.mean_week_m is not None
    assert profile.longest_30_days_m == 10_000


def test_a_run_test_sets_the_score_and_the_paces(trained: User) -> None:
    log_benchmark(trained, BenchmarkEntry(test_date=TODAY, test_type="run_5k", value=1_200))

    profile = recalculate(trained, TODAY)

    kept = find_fitness(trained)
    assert profile.score == pytest.approx(49.81, abs=0.01)
    assert kept is not None
    assert kept.running_score == profile.score
    assert kept.profile["paces"]["threshold_s_per_km"] == pytest.approx(256, abs=1)


def test_calculating_again_writes_nothing(trained: User, owner: psycopg.Connection[DictRow]) -> None:
    recalculate(trained, TODAY)
    before = owner.execute("select revision from athlete_revisions").fetchall()

    recalculate(trained, TODAY)

    assert owner.execute("select revision from athlete_revisions").fetchall() == before


def test_a_month_is_kept_once_and_as_it_ended(trained: User) -> None:
    january = date(2026, 1, 1)

    assert take_snapshot(trained, january)
    log_run(trained, date(2026, 1, 30), distance_m=30_000, duration_s=9_000)
    assert not take_snapshot(trained, january)

    kept = snapshots(trained)
    assert list(kept["month_on"]) == [january]
    assert kept["profile"][0]["today"] == "2026-01-31"
    assert kept["profile"][0]["longest_30_days_m"] == 10_000


def test_an_athlete_without_anything_has_a_profile_that_says_what_is_missing(user: User) -> None:
    profile = current_fitness(user, TODAY)

    assert profile.score is None
    assert profile.mean_week_m is None
    assert profile.missing


def test_nobody_else_sees_it(trained: User, other_user: User) -> None:
    recalculate(trained, TODAY)

    assert find_fitness(other_user) is None
    assert current_fitness(other_user, TODAY).longest_30_days_m is None
