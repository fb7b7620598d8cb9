"""Achievements: earned in the same transaction as what earns them, once, and never taken back."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import date

import psycopg
import pytest
from psycopg.rows import DictRow

from coach.achievements import Achievement, award, find_achievements
from coach.field import field_of
from coach.races import change_race, log_race, remove_race
from data import db
from data.achievements import earned_achievements
from data.db import User
from data.field import forget_field
from data.profiles import find_profile
from tests.coach.test_races import SPLITS, entry
from tests.conftest import NewUser

Owner = psycopg.Connection[DictRow]


def names(user: User) -> set[str]:
    return {achievement.name for achievement in earned_achievements(user)}


def found(user: User, name: str) -> Achievement:
    return next(achievement for achievement in find_achievements(user) if achievement.name == name)


def log_workouts(owner: Owner, user: User, count: int, session_type: str = "run") -> None:
    """One workout of 45 minutes a day, the last one today."""
    profile = find_profile(user)
    assert profile is not None
    owner.execute(
        "insert into workout_logs (athlete_id, date, session_type, duration_minutes, rpe_post)"
        " select %s, current_date - day, %s, 45, 6 from generate_series(0, %s - 1) as day",
        (profile.id, session_type, count),
    )


def test_a_race_earns_what_it_is_worth_at_once(user: User) -> None:
    race = log_race(user, entry(total_time_seconds=5280))

    assert {"Ready to Start", "First Race Logged", "Every Split Counts", "Under Two Hours", "Sub-90 Minute HYROX"} <= (
        names(user)
    )
    assert "Sub-75 Minute HYROX" not in names(user)
    assert race.total_time_seconds == 5280


def test_what_earned_it_is_kept_with_it(owner: Owner, user: User) -> None:
    race = log_race(user, entry())

    kept = owner.execute("select distinct context from athlete_achievements").fetchall()

    assert kept == [{"context": {"race_result_id": str(race.id)}}]


def test_a_simulation_is_no_race(user: User) -> None:
    log_race(user, entry(is_simulation=True))

    assert "Dress Rehearsal" in names(user)
    assert not {"First Race Logged", "Sub-90 Minute HYROX", "Faster Half"} & names(user)


def test_a_faster_race_of_the_same_kind_is_an_improvement(user: User) -> None:
    log_race(user, entry(race_date=date(2025, 3, 1), total_time_seconds=5600, splits={}))
    log_race(user, entry(race_date=date(2025, 4, 1), total_time_seconds=5000, format="doubles", splits={}))
    assert "Better Than Before" not in names(user)

    log_race(user, entry(race_date=date(2025, 5, 1), total_time_seconds=5250, splits={}))

    assert {"Better Than Before", "Five Minutes Found"} <= names(user)


def test_ranks_in_the_field_earn_by_division_and_gender(user: User) -> None:
    log_race(user, entry(splits=SPLITS | {"wall_balls": 240.0, "run_8": 541.0}))

    assert "Strong Finish" in names(user)
    assert "Jumping On" not in names(user)


def test_a_changed_race_may_earn_too_and_what_is_earned_stays(user: User) -> None:
    race = log_race(user, entry(total_time_seconds=5600, splits={}))
    assert "Sub-90 Minute HYROX" not in names(user)

    change_race(user, race.id, entry(total_time_seconds=5300, splits={}))
    remove_race(user, race.id)

    assert "Sub-90 Minute HYROX" in names(user)


def test_nothing_is_earned_twice(owner: Owner, user: User) -> None:
    log_workouts(owner, user, 12)

    with db.write_as(user) as conn:
        first, second = award(conn, {}), award(conn, {})

    assert "Ten Workouts" in {achievement.name for achievement in first}
    assert second == []


def test_streaks_and_counts_come_from_the_log(owner: Owner, user: User) -> None:
    log_workouts(owner, user, 30)
    log_workouts(owner, user, 10, "rest")
    owner.execute("update workout_logs set deleted_at = now() where session_type = 'run' and date = current_date")

    with db.write_as(user) as conn:
        earned = {achievement.name for achievement in award(conn, {})}

    assert {
        "Seven-Day Streak",
        "30-Day Training Streak",
        "Rest Is Training",
        "Runner at Heart",
        "Honest Effort",
    } <= earned
    assert "Fifty Workouts" not in earned
    assert found(user, "Fifty Workouts").share == 29 / 50


def test_skipped_sessions_count_for_nothing(owner: Owner, user: User) -> None:
    log_workouts(owner, user, 12)
    owner.execute("update workout_logs set completion_status = 'skipped'")

    with db.write_as(user) as conn:
        earned = {achievement.name for achievement in award(conn, {})}

    assert earned == {"Ready to Start"}


def test_doubtful_records_count_once_they_are_confirmed(owner: Owner, user: User) -> None:
    profile = find_profile(user)
    assert profile is not None
    owner.execute(
        "insert into personal_records (athlete_id, record_type, exercise_name, value, value_unit, date_achieved,"
        " context, needs_confirmation) values (%s, 'exercise_weight', 'Deadlift', 400, 'kg', now(), 'training', true)",
        (profile.id,),
    )

    with db.write_as(user) as conn:
        award(conn, {})
    assert "First Lift Record" not in names(user)

    owner.execute("update personal_records set needs_confirmation = false")
    with db.write_as(user) as conn:
        award(conn, {})
    assert "First Lift Record" in names(user)


def test_somebody_elses_training_earns_me_nothing(owner: Owner, user: User, other_user: User) -> None:
    log_workouts(owner, other_user, 60)

    with db.write_as(user) as conn:
        award(conn, {})

    assert names(user) == {"Ready to Start"}
    assert found(user, "Ten Workouts").share == 0


def test_progress_says_how_far_it_is_and_unknown_is_not_zero(user: User) -> None:
    log_race(user, entry(total_time_seconds=6000, splits={}))

    assert found(user, "Sub-90 Minute HYROX").share == pytest.approx(5400 / 6000)
    assert found(user, "Five Finish Lines").share == pytest.approx(1 / 5)
    assert found(user, "Strong Finish").share is None
    assert found(user, "First Race Logged").share == 1


def test_twenty_races_at_once_find_the_field_without_waiting_for_each_other(new_user: NewUser) -> None:
    athletes = [new_user() for _ in range(20)]
    forget_field()
    field_of.cache_clear()

    with ThreadPoolExecutor(20) as at_once:
        list(at_once.map(lambda athlete: log_race(athlete, entry()), athletes))

    assert all("First Race Logged" in names(athlete) for athlete in athletes)


def test_a_failed_write_earns_nothing(user: User) -> None:
    def fail() -> None:
        with db.write_as(user) as conn:
            assert award(conn, {})
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail()

    assert names(user) == set()
