"""The plan that rolls on as it is looked at: two months, what became of each session, and what comes next."""

from __future__ import annotations

from datetime import date, timedelta
from typing import NamedTuple

from coach.engines.run_plan.reality import DONE, Outcome, outcome_of
from coach.engines.streaks import monday_of
from coach.plan_requests import horizon
from data import db
from data.db import User
from data.errors import NotFound
from data.plan_reality import LooseLog, RealSession, loose_logs_query, real_session_of, real_sessions_query
from data.plan_refreshes import PlanRefresh, refreshes_query
from data.plans import WEEKS, PlanWeek
from data.rolling_plans import NONE_ACTIVE, RollingPlan, active_rolling_plan

ASSUMPTION_DAYS = 56


class SeenSession(NamedTuple):
    session: RealSession
    outcome: Outcome


class SeenWeek(NamedTuple):
    """A week of the plan; `phase` and `is_cutback` are None for weeks before its last rebuilding."""

    monday: date
    week: PlanWeek | None
    phase: str | None
    is_cutback: bool | None
    sessions: tuple[SeenSession, ...]


class TwoMonths(NamedTuple):
    plan: RollingPlan
    weeks: tuple[SeenWeek, ...]
    unplanned: tuple[LooseLog, ...]
    next_session: SeenSession | None
    notes: tuple[str, ...]
    refresh: PlanRefresh | None


class Assumptions(NamedTuple):
    """Past sessions with what became of each, runs that belong to none, and how many of what."""

    sessions: tuple[SeenSession, ...]
    unplanned: tuple[LooseLog, ...]
    counts: dict[str, int]


def two_months(user: User, today: date) -> TwoMonths:
    """From the week in which this month begins to the end of the plan.

    Raises:
        NotFound: no plan rolls on.
    """
    plan = followed_plan(user)
    first = max(monday_of(today.replace(day=1)), monday_of(plan.start_date))
    last = max(horizon(today), plan.last_on)
    session_rows, week_rows, log_rows, refresh_rows = db.read_all(
        user,
        real_sessions_query(plan.training_plan_id, first, last),
        (WEEKS, (plan.training_plan_id,)),
        loose_logs_query(first, today),
        refreshes_query(20),
    )
    sessions = tuple(_seen(real_session_of(row), today) for row in session_rows)
    refreshes = [PlanRefresh.model_validate(row) for row in refresh_rows]
    latest = next((refresh for refresh in refreshes if refresh.training_plan_id == plan.training_plan_id), None)
    weeks = {week.week_number: week for week in (PlanWeek.model_validate(row) for row in week_rows)}
    return TwoMonths(
        plan,
        tuple(_weeks(plan, weeks, sessions, (first, last), latest)),
        tuple(LooseLog.model_validate(row) for row in log_rows),
        next((seen for seen in sessions if seen.outcome == "planned"), None),
        tuple(latest.review.get("notes", ())) if latest else (),
        latest,
    )


def assumptions(user: User, today: date, days: int = ASSUMPTION_DAYS) -> Assumptions:
    """What became of the sessions of the last weeks, oldest first; coming ones are not in it.

    Raises:
        NotFound: no plan rolls on.
    """
    plan = followed_plan(user)
    first = max(today - timedelta(days=days), monday_of(plan.start_date))
    session_rows, log_rows = db.read_all(
        user, real_sessions_query(plan.training_plan_id, first, today), loose_logs_query(first, today)
    )
    sessions = tuple(
        seen for row in session_rows if (seen := _seen(real_session_of(row), today)).outcome not in ("planned", "rest")
    )
    unplanned = tuple(LooseLog.model_validate(row) for row in log_rows)
    names: tuple[Outcome, ...] = ("confirmed", "assumed", "missed", "skipped", "overridden_done", "overridden_missed")
    counts: dict[str, int] = {name: sum(seen.outcome == name for seen in sessions) for name in names}
    done = sum(seen.outcome in DONE for seen in sessions)
    return Assumptions(sessions, unplanned, {**counts, "unplanned": len(unplanned), "done": done})


def followed_plan(user: User) -> RollingPlan:
    plan = active_rolling_plan(user)
    if plan is None:
        raise NotFound(NONE_ACTIVE)
    return plan


def _seen(session: RealSession, today: date) -> SeenSession:
    return SeenSession(session, outcome_of(session, today))


def _weeks(
    plan: RollingPlan,
    weeks: dict[int, PlanWeek],
    sessions: tuple[SeenSession, ...],
    span: tuple[date, date],
    latest: PlanRefresh | None,
) -> list[SeenWeek]:
    shapes = {shape["monday"]: shape for shape in latest.review.get("weeks", ())} if latest else {}
    begins = monday_of(plan.start_date)
    mondays = [span[0] + timedelta(days=days) for days in range(0, (span[1] - span[0]).days + 1, 7)]
    return [
        SeenWeek(
            monday,
            weeks.get((monday - begins).days // 7 + 1),
            shapes.get(monday.isoformat(), {}).get("phase"),
            shapes.get(monday.isoformat(), {}).get("is_cutback"),
            tuple(seen for seen in sessions if monday_of(seen.session.date) == monday),
        )
        for monday in mondays
    ]
