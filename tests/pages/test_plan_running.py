"""A running plan: wished for, looked at, kept; what became of each session is marked."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from streamlit.testing.v1 import AppTest

from coach.profiles import change_profile
from coach.workouts import log_workout
from data.db import User
from data.plans import plans
from data.profiles import ProfileChange
from data.rolling_plans import active_rolling_plan
from data.workouts import WorkoutEntry
from tests.pages.open_page import open_page, texts

Patch = pytest.MonkeyPatch


@pytest.fixture
def today() -> date:
    return datetime.now(UTC).date()


def wish(user: User, monkeypatch: Patch, goal: str = "marathon") -> AppTest:
    page = open_page(user, "plan", monkeypatch, new="running")
    page.button_group(key="running-goal").set_value(goal).run()
    assert not page.exception
    return page


def test_two_months_are_shown_before_they_are_kept(user: User, monkeypatch: Patch) -> None:
    page = wish(user, monkeypatch)

    assert "VDOT-based training (after Daniels & Gilbert)" in texts(page)
    assert "Your two months" in texts(page)
    assert len(page.get("plotly_chart")) == 1
    assert plans(user).empty
    page.button(key="keep_running").click().run()

    assert not page.exception
    kept = active_rolling_plan(user)
    assert kept is not None
    assert (kept.goal, kept.method) == ("marathon", "vdot")
    assert "new" not in page.query_params


@pytest.mark.parametrize("goal", ["5k", "ultra", "sprint", "hyrox", "general_fitness"])
def test_every_goal_says_its_method(user: User, monkeypatch: Patch, goal: str) -> None:
    page = wish(user, monkeypatch, goal)

    assert "Your two months" in texts(page)


def test_who_reads_miles_types_miles(user: User, monkeypatch: Patch) -> None:
    change_profile(user, ProfileChange(units_preference="imperial"))
    page = wish(user, monkeypatch, "10k")

    assert page.number_input(key="running-week_km").label == "A normal week now (mi, optional)"
    page.number_input(key="running-week_km").set_value(20.0).run()
    page.button(key="keep_running").click().run()

    kept = active_rolling_plan(user)
    assert kept is not None
    assert kept.wishes.start_week_km == pytest.approx(32.187, abs=0.001)


def test_a_race_of_the_past_is_said_beside_its_field_and_nothing_is_lost(
    user: User, today: date, monkeypatch: Patch
) -> None:
    page = wish(user, monkeypatch)
    page.number_input(key="running-week_km").set_value(40.0)
    page.date_input(key="running-race_date").set_value(today - timedelta(days=3)).run()

    assert "This race is over" in texts(page)
    assert page.number_input(key="running-week_km").value == 40.0
    assert page.button_group(key="running-goal").value == "marathon"
    assert "keep_running" not in [button.key for button in page.button]


def test_a_longest_run_longer_than_the_week_is_answered(user: User, monkeypatch: Patch) -> None:
    page = wish(user, monkeypatch)
    page.number_input(key="running-week_km").set_value(20.0)
    page.number_input(key="running-longest_km").set_value(30.0).run()

    assert "cannot be longer than the whole week" in texts(page)


def test_what_was_typed_is_there_again_after_a_look_at_another_way(user: User, monkeypatch: Patch) -> None:
    page = wish(user, monkeypatch, "ultra")
    page.number_input(key="running-race_distance_km").set_value(80.0).run()
    page.button(key="new_hand").click().run()

    page.button(key="new_running").click().run()

    assert page.button_group(key="running-goal").value == "ultra"
    assert page.number_input(key="running-race_distance_km").value == 80.0


def test_the_log_says_where_the_plan_starts(user: User, today: date, monkeypatch: Patch) -> None:
    for back in range(1, 43, 2):
        entry = WorkoutEntry(
            date=today - timedelta(days=back), session_type="run", duration_minutes=50, distance_m=9_000
        )
        log_workout(user, entry)

    page = wish(user, monkeypatch)

    assert "**Your log:**" in texts(page)
    assert "longest run 9 km" in texts(page)


def test_days_away_are_free_of_sessions(user: User, today: date, monkeypatch: Patch) -> None:
    page = wish(user, monkeypatch, "10k")
    page.button(key="running-add_away").click().run()
    page.date_input(key="running-away_first_0").set_value(today)
    page.date_input(key="running-away_last_0").set_value(today + timedelta(days=9)).run()
    page.button(key="keep_running").click().run()

    kept = active_rolling_plan(user)
    assert kept is not None
    assert [(away.first_on, away.last_on) for away in kept.wishes.blocked] == [(today, today + timedelta(days=9))]
