"""What the page shows in one read says the same as the profile, the weeks and the months read alone."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from coach.benchmarks import log_benchmark
from coach.fitness import current_fitness, take_snapshot
from coach.fitness_picture import fitness_picture, fitness_trends
from coach.workouts import log_workout
from data.benchmarks import BenchmarkEntry
from data.db import User
from data.errors import Rejected
from data.fitness import SNAPSHOT_DTYPES
from data.workouts import WorkoutEntry

TODAY = date(2026, 3, 1)
FIRST = TODAY - timedelta(weeks=12)


@pytest.fixture
def trained(user: User) -> User:
    """A run every fourth day for more than a year, and a test."""
    for back in range(0, 400, 4):
        entry = WorkoutEntry(
            date=TODAY - timedelta(days=back), session_type="run", distance_m=9_000, duration_minutes=50, rpe_post=5
        )
        log_workout(user, entry)
    log_benchmark(user, BenchmarkEntry(test_date=TODAY - timedelta(days=30), test_type="run_5k", value=1_200))
    return user


def test_one_read_says_what_three_say(trained: User) -> None:
    take_snapshot(trained, date(2026, 1, 1))

    picture = fitness_picture(trained, TODAY, FIRST)

    assert picture.profile == current_fitness(trained, TODAY)
    assert picture.trends == fitness_trends(trained, FIRST, TODAY, TODAY)
    assert list(picture.snapshots["month_on"]) == [date(2026, 1, 1)]


def test_the_weeks_before_warm_up_the_first_one(trained: User) -> None:
    weeks = fitness_trends(trained, FIRST, TODAY, TODAY).weeks

    assert len(weeks) == 13
    assert all(week.is_settled for week in weeks)
    fitness = [week.fitness for week in weeks if week.fitness is not None]
    assert max(fitness) - min(fitness) < 5


def test_weeks_after_today_are_not_told(trained: User) -> None:
    assert fitness_trends(trained, FIRST, TODAY + timedelta(days=60), TODAY) == fitness_trends(
        trained, FIRST, TODAY, TODAY
    )


def test_a_picture_of_nothing_is_empty(user: User) -> None:
    picture = fitness_picture(user, TODAY, FIRST)

    assert picture.snapshots.dtypes.astype(str).to_dict() == SNAPSHOT_DTYPES
    assert picture.trends.curve == ()
    assert {week.distance_m for week in picture.trends.weeks} == {None}


def test_impossible_ranges_are_refused(user: User) -> None:
    with pytest.raises(Rejected, match="after the last"):
        fitness_trends(user, TODAY, FIRST, TODAY)
    with pytest.raises(Rejected, match="three years"):
        fitness_trends(user, date(2020, 1, 1), TODAY, TODAY)
