"""The fitness profile as it is calculated, kept and looked back on."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import psycopg
import pytest
from psycopg.rows import DictRow

from coach.activities import set_effort_kind
from coach.activity_import import import_activities
from coach.activity_uploads import UploadedFile
from coach.benchmarks import change_benchmark, log_benchmark, remove_benchmark
from coach.fitness import current_fitness, recalculate, take_snapshot
from coach.profiles import change_profile
from coach.readers.activity_files.contract import Answers
from coach.workouts import log_workout
from data.activities import activities
from data.benchmarks import BenchmarkEntry
from data.db import User
from data.errors import Rejected
from data.fitness import find_fitness, snapshots
from data.profiles import ProfileChange
from data.workouts import WorkoutEntry
from tests.activity_files import Row, garmin_csv

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


def kept_score(user: User) -> float | None:
    kept = find_fitness(user)
    assert kept is not None
    return kept.running_score


def test_the_kept_score_follows_a_run_test_that_comes_changes_and_goes(user: User) -> None:
    entry = BenchmarkEntry(test_date=datetime.now(UTC).date(), test_type="run_5k", value=1_200)

    logged = log_benchmark(user, entry).benchmark
    assert kept_score(user) == pytest.approx(49.81, abs=0.01)
    change_benchmark(user, logged.id, entry.model_copy(update={"value": 1_300.0}))
    assert kept_score(user) == pytest.approx(45.35, abs=0.01)
    remove_benchmark(user, logged.id)
    assert kept_score(user) is None


def test_a_run_is_the_score_as_long_as_it_is_called_a_race(user: User) -> None:
    row = Row(datetime.now() - timedelta(days=3), 10_000, 2_700)  # noqa: DTZ005 - local, as a watch shows it
    import_activities(user, [UploadedFile("Activities.csv", garmin_csv([row]))], Answers(unit="km"))
    assert kept_score(user) is None

    activity_id = activities(user)["id"][0]
    set_effort_kind(user, activity_id, "race")
    assert kept_score(user) == pytest.approx(45.26, abs=0.01)
    set_effort_kind(user, activity_id, None)
    assert kept_score(user) is None


def test_a_test_on_a_machine_says_nothing_about_running(user: User) -> None:
    log_benchmark(user, BenchmarkEntry(test_date=TODAY, test_type="row_2k", value=430))

    assert find_fitness(user) is None


def test_the_kept_zones_follow_the_heart_rates(user: User) -> None:
    change_profile(user, ProfileChange(heart_rate_rest_bpm=50, heart_rate_max_bpm=190))

    kept = find_fitness(user)
    assert kept is not None
    assert [(zone["low_bpm"], zone["high_bpm"]) for zone in kept.profile["zones"]][-1] == (176, 190)


def test_a_weight_changes_no_fitness(user: User) -> None:
    change_profile(user, ProfileChange(weight_kg=70))

    assert find_fitness(user) is None


def test_heart_rates_told_at_different_times_have_to_fit(user: User) -> None:
    change_profile(user, ProfileChange(heart_rate_max_bpm=110))

    with pytest.raises(Rejected, match="below your maximum") as refused:
        change_profile(user, ProfileChange(heart_rate_rest_bpm=115))

    assert refused.value.field == "heart_rate_rest_bpm"
