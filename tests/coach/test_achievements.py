"""Achievements: earned in the same transaction as what earns them, once, and never taken back."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime, timedelta

import psycopg
import pytest
from psycopg.rows import DictRow

from coach.achievements import Achievement, award, find_achievements
from coach.engines.achievements import METRICS, Fact, History
from coach.field import field_of
from coach.races import change_race, log_race, remove_race
from data import db
from data.achievements import daily_facts, earned_achievements, training_history
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


def earned_on(user: User) -> dict[str, date]:
    return {achievement.name: achievement.earned_at.date() for achievement in earned_achievements(user)}


def test_it_is_earned_on_the_day_that_completed_it_however_late_that_is_logged(user: User) -> None:
    log_race(user, entry(race_date=date(2025, 5, 1), total_time_seconds=5600, splits={}))
    log_race(user, entry(race_date=date(2025, 3, 1), total_time_seconds=5300, splits={}))

    days = earned_on(user)

    assert days["First Race Logged"] == date(2025, 5, 1)
    assert days["Under Two Hours"] == date(2025, 5, 1)
    assert days["Sub-90 Minute HYROX"] == date(2025, 3, 1)
    assert days["Ready to Start"] > date(2026, 1, 1)


def test_counts_and_rows_of_days_are_earned_on_their_last_day(owner: Owner, user: User) -> None:
    log_workouts(owner, user, 12)
    owner.execute("update workout_logs set date = date - 100")
    today = owner.execute("select current_date as day").fetchone()
    assert today is not None

    with db.write_as(user) as conn:
        award(conn, {})

    days, first = earned_on(user), today["day"] - timedelta(days=111)
    assert days["First Workout"] == first
    assert days["Seven-Day Streak"] == first + timedelta(days=6)
    assert days["Ten Workouts"] == first + timedelta(days=9)


def test_what_days_add_up_to_is_what_the_whole_history_says(owner: Owner, user: User) -> None:
    log_workouts(owner, user, 40)
    log_workouts(owner, user, 9, "rest")
    log_workouts(owner, user, 15, "strength")
    owner.execute("delete from workout_logs where date in (current_date - 20, current_date - 5)")
    log_race(user, entry())

    with db.write_as(user) as conn:
        in_all = History(Fact(*row) for row in training_history(conn).facts)
        daily = History(Fact(*row) for row in daily_facts(conn, METRICS))

    for metric in METRICS:
        assert daily.value(metric, {}) == in_all.value(metric, {}), metric
    assert in_all.value("streak_days", {}) == 19
    assert in_all.value("rest_days_logged", {}) == 8


def test_a_race_without_a_day_earns_now(user: User) -> None:
    before = datetime.now(UTC)

    log_race(user, entry(race_date=None))

    earned = {achievement.name: achievement.earned_at for achievement in earned_achievements(user)}
    assert earned["First Race Logged"] >= before - timedelta(seconds=5)
