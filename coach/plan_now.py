"""What a plan that rolls on has to say today: its method, what it only assumes, and how the last week went."""

from __future__ import annotations

from datetime import date, timedelta
from typing import NamedTuple

from coach.engines.plan_weeks import Seen, Totals, totals_of
from coach.engines.run_plan.reality import outcome_of
from coach.engines.streaks import monday_of
from coach.two_months import SeenSession
from data import db
from data.db import User
from data.plan_reality import real_session_of, real_sessions_query
from data.plan_refreshes import PlanRefresh, refreshes_query
from data.rolling_plans import RollingPlan, active_rolling_plan

ASKED_DAYS = 7
TOLD_DAYS = 3


class WeekTold(NamedTuple):
    """The Sunday's look at a week, and what the next one asks for."""

    refresh: PlanRefresh
    next_week: Totals


class PlanNow(NamedTuple):
    """`assumed` are sessions of the last seven days nobody has confirmed, the latest first."""

    plan: RollingPlan
    assumed: tuple[SeenSession, ...]
    week: WeekTold | None


def plan_now(user: User, today: date) -> PlanNow | None:
    """None when no plan rolls on."""
    plan = active_rolling_plan(user)
    if plan is None:
        return None
    first, last = today - timedelta(days=ASKED_DAYS), monday_of(today) + timedelta(days=13)
    session_rows, refresh_rows = db.read_all(
        user, real_sessions_query(plan.training_plan_id, first, last), refreshes_query(5)
    )
    sessions = [SeenSession(session, outcome_of(session, today)) for session in map(real_session_of, session_rows)]
    assumed = tuple(seen for seen in reversed(sessions) if seen.outcome == "assumed")
    refreshes = [PlanRefresh.model_validate(row) for row in refresh_rows]
    latest = next((one for one in refreshes if one.kind == "weekly" and _is_told(one, plan, today)), None)
    return PlanNow(plan, assumed, _week_told(latest, sessions) if latest else None)


def _is_told(refresh: PlanRefresh, plan: RollingPlan, today: date) -> bool:
    """From the Sunday it looked at the week until the Wednesday after."""
    ended_on = refresh.week_on + timedelta(days=6)
    return refresh.training_plan_id == plan.training_plan_id and 0 <= (today - ended_on).days <= TOLD_DAYS


def _week_told(refresh: PlanRefresh, sessions: list[SeenSession]) -> WeekTold:
    monday = refresh.week_on + timedelta(days=7)
    of_week = (seen for seen in sessions if monday <= seen.session.date < monday + timedelta(days=7))
    totals = totals_of(
        Seen(seen.outcome, seen.session.estimated_duration_minutes, seen.session.distance_m) for seen in of_week
    )
    return WeekTold(refresh, totals)
