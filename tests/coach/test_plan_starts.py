"""A running plan starts from the log where the log can say, and asks where it cannot."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from coach.plan_starts import running_start
from coach.profiles import change_profile
from data.db import User
from data.profile_parts import Preferences, TrainingHistory
from data.profiles import ProfileChange
from tests.rolling import watch_run

TODAY = date(2026, 3, 4)


def test_an_empty_log_says_nothing(user: User) -> None:
    start = running_start(user, TODAY)

    assert not start.is_log_enough
    assert (start.standing.mean_week_km, start.standing.longest_km, start.run_km_per_week) == (None, None, None)


@pytest.mark.parametrize(("first_days_ago", "is_enough"), [(27, False), (28, True), (60, True)])
def test_the_log_is_enough_when_it_reaches_back_four_weeks(user: User, first_days_ago: int, *, is_enough: bool) -> None:
    watch_run(user, TODAY - timedelta(days=first_days_ago), 8_000)
    watch_run(user, TODAY - timedelta(days=2), 12_000)

    start = running_start(user, TODAY)

    assert start.is_log_enough == is_enough
    assert start.standing.longest_km == 12


def test_the_profile_fills_in_what_the_log_cannot(user: User) -> None:
    change_profile(
        user,
        ProfileChange(
            training_history=TrainingHistory(experience="beginner", run_km_per_week=18),
            preferences=Preferences(availability_minutes={"friday": 0}, long_run_day="sunday"),
        ),
    )

    start = running_start(user, TODAY)

    assert (start.experience, start.run_km_per_week) == ("beginner", 18)
    assert (start.preferences.availability_minutes, start.preferences.long_run_day) == ({"friday": 0}, "sunday")
