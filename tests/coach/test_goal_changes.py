"""Another goal in the middle of a plan: what it means is said, and nothing jumps."""

from __future__ import annotations

from datetime import date, timedelta

import psycopg
import pytest
from psycopg.rows import DictRow

from coach.goal_changes import assess_change, change_goal
from coach.plan_refresh import refresh_plan
from coach.plans import undo
from coach.rolling_plans import MadePlan, make_rolling_plan
from data.db import User
from data.errors import NotFound, Rejected
from data.plan_days import PlanDay
from data.plan_refreshes import plan_refreshes
from data.plans import find_plan
from data.rolling_plans import RollingPlanWishes, active_rolling_plan
from tests.rolling import covered, watch_run

Owner = psycopg.Connection[DictRow]
MONDAY = date(2026, 3, 2)
RACE_ON = date(2026, 6, 7)
WEDNESDAY = MONDAY + timedelta(days=2)
MARATHON = RollingPlanWishes(goal="marathon", race_date=date(2026, 9, 27))
ULTRA = RollingPlanWishes(goal="ultra", race_distance_m=60_000)


@pytest.fixture
def made(user: User) -> MadePlan:
    """A 10 km plan of somebody who runs 40 km a week, 14 km at most."""
    for week in range(1, 5):
        for day, distance_m in ((0, 8_000), (2, 9_000), (4, 9_000), (6, 14_000)):
            watch_run(user, MONDAY - timedelta(days=7 * week - day), distance_m, distance_m * 0.36)
    covered(user, MONDAY - timedelta(days=28), MONDAY - timedelta(days=1))
    wishes = RollingPlanWishes(goal="10k", race_date=RACE_ON, days_per_week=5)
    return make_rolling_plan(user, wishes, MONDAY)


def coming(user: User, made: MadePlan, first: date) -> list[PlanDay]:
    return [day for day in find_plan(user, made.plan_id).days if day.date >= first]


def test_the_new_goal_is_assessed_explained_and_kept_with_its_changes(user: User, made: MadePlan) -> None:
    changed = change_goal(user, MARATHON, WEDNESDAY)

    assert changed.assessment.is_realistic
    assert "39 km a week, and 14.0 km at most" in changed.assessment.lines[0]
    assert "kind of training stays" in changed.assessment.explanation
    kept = plan_refreshes(user).iloc[0]
    assert kept["kind"] == "goal_change"
    assert kept["review"]["assessment"] == list(changed.assessment.lines)
    assert kept["review"]["previous_goal"] == "10k"
    assert changed.refresh.version_number == 2
    assert all(change.why for change in changed.refresh.changes)


def test_what_is_left_out_stays_and_the_race_goes_with_its_goal(user: User, made: MadePlan) -> None:
    change_goal(user, ULTRA, WEDNESDAY)

    plan = active_rolling_plan(user)
    assert plan is not None
    assert (plan.training_plan_id, plan.goal, plan.method, plan.race_date) == (made.plan_id, "ultra", "ultra", None)
    assert plan.wishes.days_per_week == 5
    assert (plan.previous_method, plan.method_changed_on) == ("vdot", WEDNESDAY + timedelta(days=1))
    assert plan.plan_name == "Ultra plan"


def test_days_until_today_stay_as_they_were(user: User, made: MadePlan) -> None:
    before = [day for day in find_plan(user, made.plan_id).days if day.date <= WEDNESDAY]

    change_goal(user, ULTRA, WEDNESDAY)

    assert [day for day in find_plan(user, made.plan_id).days if day.date <= WEDNESDAY] == before
    assert {day.details.method for day in coming(user, made, WEDNESDAY + timedelta(days=1))} == {"ultra"}


def test_the_first_full_week_after_a_change_of_method_does_not_jump(user: User, made: MadePlan) -> None:
    change_goal(user, ULTRA, WEDNESDAY)

    next_monday = MONDAY + timedelta(days=7)
    week = [day for day in coming(user, made, next_monday) if day.date < next_monday + timedelta(days=7)]
    runs = [day for day in week if day.session_type == "run"]
    usual_minutes = 40_000 * 0.36 / 60
    assert 0 < sum(day.estimated_duration_minutes or 0 for day in runs) <= usual_minutes + 1
    hard = [day for day in runs if day.details.is_hard and day.details.kind not in ("long", "second_long")]
    assert len(hard) <= 1


def test_the_goal_stays_changed_when_the_week_is_refreshed(user: User, made: MadePlan) -> None:
    change_goal(user, ULTRA, WEDNESDAY)

    refresh_plan(user, "weekly", MONDAY, MONDAY + timedelta(days=6))

    assert {day.details.method for day in coming(user, made, MONDAY + timedelta(days=7))} == {"ultra"}


def test_a_race_that_is_too_near_is_called_by_its_name(user: User, made: MadePlan) -> None:
    wishes = RollingPlanWishes(goal="marathon", race_date=MONDAY + timedelta(weeks=4))

    assessment = assess_change(user, wishes, WEDNESDAY)

    assert not assessment.is_realistic
    assert "choose a later one" in assessment.lines[-1]
    plan = active_rolling_plan(user)
    assert plan is not None
    assert plan.goal == "10k"


def test_a_race_of_the_past_is_refused_and_the_plan_stays(user: User, made: MadePlan) -> None:
    before = find_plan(user, made.plan_id)

    with pytest.raises(Rejected, match="over"):
        change_goal(user, RollingPlanWishes(goal="5k", race_date=MONDAY), WEDNESDAY)

    assert find_plan(user, made.plan_id) == before


def test_without_a_plan_there_is_no_goal_to_change(user: User) -> None:
    with pytest.raises(NotFound, match="rolls on"):
        change_goal(user, MARATHON, WEDNESDAY)


def test_an_undone_goal_does_not_come_back_with_the_next_refresh(user: User, made: MadePlan) -> None:
    before = [day.title for day in find_plan(user, made.plan_id).days]
    change_goal(user, ULTRA.model_copy(update={"days_per_week": 3}), MONDAY)

    undo(user, made.plan_id)

    assert [day.title for day in find_plan(user, made.plan_id).days] == before
    plan = active_rolling_plan(user)
    assert plan is not None
    assert (plan.goal, plan.method, plan.previous_method, plan.method_changed_on) == ("10k", "vdot", None, None)
    assert (plan.race_date, plan.wishes.race_date, plan.wishes.race_distance_m) == (RACE_ON, RACE_ON, None)


def test_a_version_that_kept_no_goal_is_gone_back_to_all_the_same(user: User, owner: Owner, made: MadePlan) -> None:
    owner.execute("update plan_versions set snapshot = snapshot - 'rolling'")
    change_goal(user, MARATHON, MONDAY)

    undo(user, made.plan_id)

    plan = active_rolling_plan(user)
    assert plan is not None
    assert (plan.goal, plan.plan_name) == ("marathon", "10 km plan")
