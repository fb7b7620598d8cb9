"""What the plan says today: assumed sessions of the last days, and the week that was looked at, for some days."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from coach.day_matching import override_outcome
from coach.plan_now import PlanNow, plan_now
from coach.plan_refresh import refresh_plan
from coach.rolling_plans import make_rolling_plan
from data.db import User
from data.rolling_plans import RollingPlanWishes

MADE_ON = date(2026, 3, 2)
SUNDAY = date(2026, 3, 15)


def now(user: User, day: date) -> PlanNow:
    known = plan_now(user, day)
    assert known is not None
    return known


@pytest.fixture
def runner(user: User) -> User:
    wishes = RollingPlanWishes(goal="10k", start_week_km=30, start_longest_km=12)
    make_rolling_plan(user, wishes, MADE_ON)
    return user


def test_without_a_plan_that_rolls_on_there_is_nothing_to_say(user: User) -> None:
    assert plan_now(user, SUNDAY) is None


def test_only_assumed_sessions_of_the_last_week_are_asked_about(runner: User) -> None:
    asked = now(runner, SUNDAY).assumed

    assert asked
    assert all(SUNDAY - timedelta(days=7) <= seen.session.date < SUNDAY for seen in asked)
    assert [seen.session.date for seen in asked] == sorted((seen.session.date for seen in asked), reverse=True)


def test_an_answer_ends_the_question(runner: User) -> None:
    first = now(runner, SUNDAY).assumed[0].session

    override_outcome(runner, first.id, "missed")

    assert first.id not in [seen.session.id for seen in now(runner, SUNDAY).assumed]


@pytest.mark.parametrize(("days_later", "is_told"), [(0, True), (3, True), (4, False)])
def test_a_week_is_told_for_some_days_after_its_sunday(runner: User, days_later: int, *, is_told: bool) -> None:
    refresh_plan(runner, "weekly", date(2026, 3, 9), SUNDAY)

    week = now(runner, SUNDAY + timedelta(days=days_later)).week

    assert (week is not None) == is_told


def test_what_the_next_week_asks_for_is_counted(runner: User) -> None:
    refresh_plan(runner, "weekly", date(2026, 3, 9), SUNDAY)

    week = now(runner, SUNDAY).week

    assert week is not None
    assert week.next_week.planned_count == 4
    assert week.next_week.done_count == 0


def test_a_fresh_look_in_between_is_no_week_to_tell(runner: User) -> None:
    refresh_plan(runner, "manual", None, SUNDAY)

    assert now(runner, SUNDAY).week is None
