"""Another goal in the middle of a plan: what it means, and a plan that turns without a jump."""

from __future__ import annotations

from datetime import date, timedelta
from typing import NamedTuple

from coach.day_matching import match_within
from coach.engines.run_plan.assessment import Assessment, assess_goal
from coach.engines.run_plan.contract import METHOD_OF_GOAL
from coach.engines.streaks import monday_of
from coach.plan_refresh import Rebuilding, rebuild_within
from coach.plan_requests import Frame, horizon, request_of
from coach.rolling_plans import goal_words, refuse_past_race
from data import db
from data.db import Connection, User
from data.plan_grounds import Reach, grounds
from data.plan_refreshes import PlanRefresh
from data.rolling_plans import RollingPlan, RollingPlanWishes, active_within, held_rolling_plan, update_goal


class GoalChange(NamedTuple):
    assessment: Assessment
    refresh: PlanRefresh


def change_goal(user: User, wishes: RollingPlanWishes, today: date) -> GoalChange:
    """Follow another goal from tomorrow on. What `wishes` leaves out stays as it was; a race belongs to its goal.

    Raises:
        NotFound: no plan rolls on.
        Rejected: a wish that cannot be planned; the plan stays as it is.
    """
    with db.write_as(user) as conn:
        return change_goal_within(conn, wishes, today)


def change_goal_within(conn: Connection, wishes: RollingPlanWishes, today: date) -> GoalChange:
    """The same inside a transaction that does more."""
    plan = held_rolling_plan(conn)
    wanted = merged_wishes(plan.wishes, wishes)
    refuse_past_race(wanted, today + timedelta(days=1))
    first = today + timedelta(days=1)
    week_on = monday_of(first) - timedelta(days=7)
    match_within(conn, week_on, today)
    assessment = _assessed(conn, plan, wanted, first)
    update_goal(conn, plan, wanted, METHOD_OF_GOAL[wanted.goal], first)
    asked = Rebuilding(
        "goal_change",
        week_on,
        today,
        f"The goal is now {goal_words(wanted)}.",
        {"assessment": list(assessment.lines), "is_realistic": assessment.is_realistic,
         "explanation": assessment.explanation, "previous_goal": plan.goal},
    )  # fmt: skip
    return GoalChange(assessment, rebuild_within(conn, held_rolling_plan(conn), wanted, asked))


def assess_change(user: User, wishes: RollingPlanWishes, today: date) -> Assessment:
    """What the new goal would mean; nothing is changed.

    Raises:
        NotFound: no plan rolls on.
    """
    with db.read_as(user) as conn:
        plan = active_within(conn)
        return _assessed(conn, plan, merged_wishes(plan.wishes, wishes), today + timedelta(days=1))


def merged_wishes(known: RollingPlanWishes, wanted: RollingPlanWishes) -> RollingPlanWishes:
    """
    >>> known = RollingPlanWishes(goal="10k", race_date=date(2026, 5, 3), days_per_week=5)
    >>> merged = merged_wishes(known, RollingPlanWishes(goal="marathon"))
    >>> merged.goal, merged.race_date, merged.days_per_week
    ('marathon', None, 5)
    """
    of_the_goal = {"race_date": None, "race_distance_m": None}
    given = wanted.model_dump(include=wanted.model_fields_set)
    return RollingPlanWishes.model_validate(known.model_dump() | of_the_goal | given)


def _assessed(conn: Connection, plan: RollingPlan, wanted: RollingPlanWishes, first: date) -> Assessment:
    last = horizon(first)
    known = grounds(conn, Reach(first - timedelta(days=1), last, plan.training_plan_id))
    return assess_goal(request_of(known, wanted, Frame(first, last, plan.anchor_on)), plan.method)
