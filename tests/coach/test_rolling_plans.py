"""A plan of two months is made from wishes and from what was really run."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from coach.rolling_plans import make_rolling_plan, preview_rolling_plan
from data.db import User
from data.errors import Rejected
from data.plan_versions import plan_versions
from data.plans import active_plan, find_plan, plans
from data.rolling_plans import RollingPlanWishes, active_rolling_plan

TODAY = date(2026, 3, 4)


def wishes(**changes: Any) -> RollingPlanWishes:
    fields: dict[str, Any] = {
        "goal": "10k", "race_date": date(2026, 6, 7), "start_week_km": 30, "start_longest_km": 12,
    }  # fmt: skip
    return RollingPlanWishes.model_validate(fields | changes)


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
