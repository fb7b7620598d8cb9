"""A plan of two months is made from wishes and from what was really run."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID

import psycopg
import pytest
from psycopg.rows import DictRow

from coach.rolling_plans import MadePlan, make_rolling_plan, preview_rolling_plan
from data import db
from data.db import User
from data.errors import Rejected
from data.plan_grounds import Reach, grounds
from data.plan_versions import plan_versions
from data.plans import active_plan, find_plan, plans
from data.rolling_plans import RollingPlanWishes, active_rolling_plan
from tests.rolling import rolling_plan, run_on

Owner = psycopg.Connection[DictRow]
TODAY = date(2026, 3, 4)
SUNDAY = date(2026, 3, 8)


def wishes(**changes: Any) -> RollingPlanWishes:
    fields: dict[str, Any] = {
        "goal": "10k", "race_date": date(2026, 6, 7), "start_week_km": 30, "start_longest_km": 12,
    }  # fmt: skip
    return RollingPlanWishes.model_validate(fields | changes)


def days_of(user: User, made: MadePlan) -> set[UUID]:
    return {day.id for day in find_plan(user, made.plan_id).days}


def test_a_plan_reaches_from_today_to_the_week_in_which_next_month_ends(user: User) -> None:
    made = make_rolling_plan(user, wishes(), TODAY)

    plan = find_plan(user, made.plan_id)
    assert plan.status == "active"
    assert plan.start_date == date(2026, 3, 2)
    assert plan.end_date == date(2026, 5, 3)
    assert min(day.date for day in plan.days) >= TODAY
    assert max(day.date for day in plan.days) > date(2026, 4, 27)
    assert all(day.details.reason and day.details.kind for day in plan.days)
    rolling = active_rolling_plan(user)
    assert rolling is not None
    assert (rolling.goal, rolling.method, rolling.wishes) == ("10k", "vdot", wishes())
    assert plan_versions(user, made.plan_id)["reason"].tolist() == ["Made the plan"]


def test_a_preview_keeps_nothing(user: User) -> None:
    built = preview_rolling_plan(user, wishes(), TODAY)

    assert len(built.sessions) > 20
    assert plans(user).empty


def test_a_new_plan_archives_the_one_before(user: User) -> None:
    first = make_rolling_plan(user, wishes(), TODAY)

    second = make_rolling_plan(user, wishes(goal="5k"), TODAY + timedelta(days=7))

    active = active_plan(user)
    assert active is not None
    assert active.id == second.plan_id != first.plan_id


@pytest.mark.parametrize("goal", ["5k", "half_marathon", "marathon", "ultra", "sprint", "hyrox", "general_fitness"])
def test_every_goal_has_its_plan(user: User, goal: str) -> None:
    made = make_rolling_plan(user, wishes(goal=goal, race_date=None), TODAY)

    assert len(find_plan(user, made.plan_id).days) > 20


def test_a_race_of_the_past_is_refused(user: User) -> None:
    with pytest.raises(Rejected, match="over") as refused:
        preview_rolling_plan(user, wishes(race_date=TODAY - timedelta(days=1)), TODAY)

    assert refused.value.field == "race_date"


def test_a_plan_made_on_a_morning_that_is_yesterday_in_utc_stands_on_all_days_before(owner: Owner, user: User) -> None:
    owner.execute("update athlete_profiles set time_zone = 'Pacific/Auckland'")
    rolling_plan(user, [run_on(SUNDAY), run_on(SUNDAY + timedelta(days=1))])
    made = make_rolling_plan(user, wishes(), SUNDAY + timedelta(days=1))
    sunday_in_utc = datetime(2026, 3, 8, 19, 0, tzinfo=UTC)
    owner.execute("update rolling_plans set created_at = %s where training_plan_id = %s", (sunday_in_utc, made.plan_id))

    with db.read_as(user) as conn:
        known = grounds(conn, Reach(SUNDAY + timedelta(days=1), date(2026, 5, 3), made.plan_id))

    assert [session.date for session in known.sessions if session.day_id not in days_of(user, made)] == [SUNDAY]
