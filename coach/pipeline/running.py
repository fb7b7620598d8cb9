"""What stands behind an answer about running: fitness, the plan that rolls on, the last runs, the last changes."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import NamedTuple

from coach.engines.running.fitness import FitnessProfile
from coach.engines.streaks import monday_of
from coach.fitness import current_fitness
from coach.two_months import SeenSession, SeenWeek, TwoMonths, assumptions, two_months
from data import db
from data.cache import Revision, cached
from data.db import User
from data.errors import NotFound
from data.plan_refreshes import PlanRefresh, refreshes_query
from data.recent_runs import RecentRun, recent_runs_query

MOST_RUNS = 20
MOST_REFRESHES = 30


class Running(NamedTuple):
    """`plan` is None without one that rolls on; `counts` are those of its past sessions; newest first.

    `changed` is the last rebuilding that changed something, `goal_change` the last one of the goal.
    """

    fitness: FitnessProfile | None = None
    plan: TwoMonths | None = None
    past: tuple[SeenSession, ...] = ()
    counts: Mapping[str, int] = {}
    runs: tuple[RecentRun, ...] = ()
    changed: PlanRefresh | None = None
    goal_change: PlanRefresh | None = None

    def week_of(self, day: date) -> SeenWeek | None:
        """The week of the plan in which this day lies."""
        weeks = self.plan.weeks if self.plan else ()
        return next((week for week in weeks if week.monday == monday_of(day)), None)

    @property
    def sessions(self) -> tuple[SeenSession, ...]:
        """Every session of the last eight weeks and of the plan that lies ahead, once."""
        ahead = [seen for week in (self.plan.weeks if self.plan else ()) for seen in week.sessions]
        known = {seen.session.id: seen for seen in (*self.past, *ahead) if seen.outcome != "rest"}
        return tuple(sorted(known.values(), key=lambda seen: seen.session.date))


def read_running(user: User, at: Revision, day: date) -> Running:
    """As of this day; read once for each state of the athlete."""
    return cached(at, "running", user.id, day, read=lambda: _running(user, day))


def _running(user: User, day: date) -> Running:
    run_rows, refresh_rows = db.read_all(user, recent_runs_query(day, MOST_RUNS), refreshes_query(MOST_REFRESHES))
    known = Running(fitness=current_fitness(user, day), runs=tuple(RecentRun.model_validate(row) for row in run_rows))
    try:
        plan, real = two_months(user, day), assumptions(user, day)
    except NotFound:
        return known
    plan_id = plan.plan.training_plan_id
    refreshes = [PlanRefresh.model_validate(row) for row in refresh_rows if row["training_plan_id"] == plan_id]
    return known._replace(
        plan=plan,
        past=real.sessions,
        counts=real.counts,
        changed=next((one for one in refreshes if one.changes), None),
        goal_change=next((one for one in refreshes if one.kind == "goal_change"), None),
    )
