"""Today is read in one round trip and adds up what was logged."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import psycopg
import pytest
from psycopg.rows import DictRow

from coach.races import log_race
from coach.today import today
from coach.training_breaks import log_break
from coach.workouts import log_workout
from data import db
from data.db import User
from data.races import RaceEntry
from data.training_breaks import BreakEntry
from data.workouts import WorkoutEntry

Owner = psycopg.Connection[DictRow]
# A Wednesday; late in the evening in UTC it is Thursday already in Tokyo.
NOW = datetime(2026, 3, 4, 20, 0, tzinfo=UTC)
WEDNESDAY = NOW.date()


def logged(user: User, day: date, **changes: object) -> None:
    fields = {"date": day, "session_type": "run", "duration_minutes": 60, "rpe_post": 6}
    log_workout(user, WorkoutEntry.model_validate(fields | changes))


def with_plan(owner: Owner, user: User, start: date) -> None:
    """Two weeks from this Monday on, a run on Wednesdays and strength on Fridays."""
    owner.execute(
        """
        with mine as (select id as athlete_id from athlete_profiles where user_id = %s),
        plan as (insert into training_plans (athlete_id, plan_name, duration_weeks, status, start_date)
                 select athlete_id, 'Spring', 2, 'active', %s from mine returning id, athlete_id),
        weeks as (insert into training_plan_weeks (athlete_id, training_plan_id, week_number)
                  select athlete_id, id, number from plan, generate_series(1, 2) as number returning id, athlete_id)
        insert into training_plan_days (athlete_id, training_plan_week_id, day_of_week, session_type, workout_title)
        select athlete_id, id, day, kind, title
        from weeks, (values (3, 'run', 'Tempo run'), (5, 'strength', 'Sleds')) as session (day, kind, title)
        """,
        (user.id, start),
    )


def test_a_new_athlete_sees_nothing_invented(user: User) -> None:
    seen = today(user, NOW)

    assert (seen.sessions, seen.logged, seen.records, seen.goals, seen.has_plan) == ([], [], [], [], False)
    assert (seen.week.session_count, seen.week.mean_rpe, seen.usual_week) == (0, None, None)
    assert (seen.streak.days, seen.readiness.score, seen.estimate, seen.days_to_race) == (0, None, None, None)
    assert seen.missing_for_estimate == "inputs"


def test_an_account_without_profile_is_not_an_error(new_user: object, user: User) -> None:
    stranger = new_user(profile=False)  # type: ignore[operator]

    assert today(stranger, NOW).athlete is None


def test_it_is_one_round_trip(user: User, monkeypatch: pytest.MonkeyPatch) -> None:
    trips: list[str] = []
    borrow = db._borrow

    def counted(name: str) -> object:
        trips.append(name)
        return borrow(name)

    monkeypatch.setattr(db, "_borrow", counted)

    today(user, NOW)

    assert trips == ["login"]


def test_the_session_of_the_active_plan_stands_on_its_day(owner: Owner, user: User) -> None:
    with_plan(owner, user, date(2026, 3, 2))

    seen = today(user, NOW)

    assert [(session.title, session.is_open) for session in seen.sessions] == [("Tempo run", True)]
    assert seen.next_session is not None
    assert (seen.next_session.title, seen.next_session.date) == ("Sleds", date(2026, 3, 6))


def test_today_is_the_athletes_own_date(owner: Owner, user: User) -> None:
    owner.execute("update athlete_profiles set time_zone = 'Asia/Tokyo', race_date = '2026-03-15'")
    logged(user, date(2026, 3, 5))

    seen = today(user, NOW)

    assert (seen.day, seen.days_to_race) == (date(2026, 3, 5), 10)
    assert len(seen.logged) == 1


def test_the_week_counts_what_was_done_against_the_mean_of_four(user: User) -> None:
    for week in range(1, 5):
        logged(user, WEDNESDAY - timedelta(weeks=week), duration_minutes=90, rpe_post=4)
    logged(user, WEDNESDAY)
    logged(user, WEDNESDAY, duration_minutes=None, rpe_post=None)
    logged(user, WEDNESDAY, session_type="rest", duration_minutes=None, rpe_post=None)
    logged(user, WEDNESDAY, completion_status="skipped", duration_minutes=None, rpe_post=None)

    seen = today(user, NOW)

    assert seen.week == (2, 1.0, 6.0, 1)
    assert seen.usual_week == (1.0, 1.5, 4.0)


def test_a_streak_survives_an_open_day_and_ends_with_a_gap(user: User) -> None:
    for back in (1, 2, 3, 5):
        logged(user, WEDNESDAY - timedelta(days=back))

    seen = today(user, NOW)

    assert (seen.streak.days, seen.streak.is_today_logged) == (3, False)


def test_an_injury_quietens_the_readiness_until_it_is_over(user: User) -> None:
    for back in range(60):
        logged(user, WEDNESDAY - timedelta(days=back), rpe_post=5, duration_minutes=30)
    before = today(user, NOW).readiness
    log_break(user, BreakEntry(kind="injury", first_on=WEDNESDAY))

    seen = today(user, NOW)

    assert before.score is not None
    assert before.score > 30
    assert (seen.unwell, seen.readiness.score) == ("injury", 30.0)


def test_the_estimate_follows_the_latest_races(user: User) -> None:
    race = {"race_name": "Vienna", "race_date": "2026-02-07", "gender": "women", "total_time_seconds": 5400}
    log_race(user, RaceEntry.model_validate(race))

    estimate = today(user, NOW).estimate

    assert estimate is not None
    assert estimate.low_s < 5400 < estimate.high_s
    assert estimate.next_input == "a 5 km run test"


def test_nobody_elses_training_is_in_it(user: User, other_user: User) -> None:
    logged(other_user, WEDNESDAY)

    assert today(user, NOW).week.session_count == 0
