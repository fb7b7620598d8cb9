"""A session that is opened: what became of it, what was done beside what was planned, and where it may go."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from coach.opened_sessions import move_choices, opened_session
from coach.plan_days import complete_day
from coach.rolling_plans import make_rolling_plan
from coach.workouts import remove_workout
from data.db import User
from data.errors import NotFound
from data.plan_days import PlanDay
from data.plans import find_plan
from data.rolling_plans import DaysAway, RollingPlanWishes
from data.workouts import WorkoutEntry
from tests.conftest import NewUser

MADE_ON = date(2026, 3, 2)
RACE_ON = date(2026, 3, 29)


@pytest.fixture
def sessions(user: User) -> list[PlanDay]:
    wishes = RollingPlanWishes(
        goal="10k", start_week_km=30, start_longest_km=12, race_date=RACE_ON,
        availability_minutes={"friday": 0}, blocked=[DaysAway(first_on=date(2026, 3, 12), last_on=date(2026, 3, 12))],
    )  # fmt: skip
    return find_plan(user, make_rolling_plan(user, wishes, MADE_ON).plan_id).days


def test_a_done_session_shows_what_was_done(user: User, sessions: list[PlanDay]) -> None:
    day = sessions[0]
    logged = complete_day(
        user, day.id, WorkoutEntry(date=day.date, session_type="run", duration_minutes=50, distance_m=10_000)
    )

    opened = opened_session(user, day.id, MADE_ON + timedelta(days=3))

    assert opened.outcome == "confirmed"
    assert opened.done is not None
    assert (opened.done.distance_m, opened.done.duration_s, opened.done.pace_s_per_km) == (10_000, 3_000, 300)
    assert opened.done.heart_rate_avg_bpm is None
    remove_workout(user, logged.workout.id)
    assert opened_session(user, day.id, MADE_ON).done is None


def test_a_log_without_a_distance_has_no_pace(user: User, sessions: list[PlanDay]) -> None:
    day = sessions[0]
    complete_day(user, day.id, WorkoutEntry(date=day.date, session_type="run", duration_minutes=50))

    done = opened_session(user, day.id, MADE_ON + timedelta(days=3)).done

    assert done is not None
    assert (done.distance_m, done.pace_s_per_km) == (None, None)


def test_a_session_of_somebody_else_cannot_be_opened(sessions: list[PlanDay], new_user: NewUser) -> None:
    with pytest.raises(NotFound):
        opened_session(new_user(), sessions[0].id, MADE_ON)


def test_days_say_what_speaks_against_them(user: User, sessions: list[PlanDay]) -> None:
    day = next(day for day in sessions if date(2026, 3, 9) <= day.date <= date(2026, 3, 15) and not day.is_rest_day)

    choices = {move.on: move.warnings for move in move_choices(user, day, date(2026, 3, 9))}

    assert day.date not in choices
    assert "You are away on this day." in choices[date(2026, 3, 12)]
    assert "You said you have no time on Fridays." in choices[date(2026, 3, 13)]


def test_the_days_before_the_race_are_for_easy_running(user: User, sessions: list[PlanDay]) -> None:
    hard = next(day for day in sessions if day.details.is_hard and day.details.kind != "race")

    choices = {move.on: move.warnings for move in move_choices(user, hard, date(2026, 3, 23))}

    assert "1 day before your race only easy running helps." in choices[RACE_ON - timedelta(days=1)]
    assert "That is the day of your race." in choices[RACE_ON]
