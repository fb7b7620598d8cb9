"""Plans that roll on: looked at before they are kept, made, and kept by the rules or not at all."""

from __future__ import annotations

import logging
from datetime import date
from typing import NamedTuple
from uuid import UUID

from coach.achievements import award
from coach.engines.run_plan.build import checked_run_plan
from coach.engines.run_plan.contract import PlanRequest, RunPlan
from coach.engines.run_plan.invariants import hard_findings
from coach.engines.streaks import monday_of
from coach.fitness import current_fitness, update_within
from coach.plan_requests import Frame, horizon, request_of
from coach.run_sessions import day_entry_of, weeks_of
from data import db
from data.activity_changes import hold_athlete
from data.db import Connection, User
from data.errors import Rejected
from data.plan_days import insert_days, locked_span
from data.plan_grounds import Grounds, Reach, grounds
from data.plan_refreshes import PlanChange, PlanRefresh, RefreshEntry, insert_refresh
from data.plan_versions import changed
from data.plans import PlanDraft, insert_plan, update_status, upsert_weeks
from data.rolling_plans import GOALS, RollingPlanWishes, insert_rolling_plan

MADE = "Made the plan"
MOST_WEEKS = 104
BROKEN = "We could not build a plan for this that keeps every safety rule. Change the days or the race and try again."
log = logging.getLogger(__name__)


class MadePlan(NamedTuple):
    plan_id: UUID
    built: RunPlan
    refresh: PlanRefresh


def preview_rolling_plan(user: User, wishes: RollingPlanWishes, today: date) -> RunPlan:
    """Two months as they would be made; nothing is kept.

    Raises:
        Rejected: a wish that cannot be planned; the text says what to change.
    """
    score = current_fitness(user, today).score
    with db.read_as(user) as conn:
        known = grounds(conn, Reach(today, horizon(today)))
    runner = known.runner.model_copy(update={"running_score": score})
    return built_plan(known._replace(runner=runner), wishes, today)


def make_rolling_plan(user: User, wishes: RollingPlanWishes, today: date) -> MadePlan:
    """Keep two months from today on; the plan that was followed is archived.

    Raises:
        Rejected: a wish that cannot be planned; the text says what to change.
    """
    with db.write_as(user) as conn:
        hold_athlete(conn)
        update_within(conn, user, today)
        return make_within(conn, wishes, today)


def make_within(conn: Connection, wishes: RollingPlanWishes, today: date) -> MadePlan:
    """The same inside a transaction that does more."""
    built = built_plan(grounds(conn, Reach(today, horizon(today))), wishes, today)
    monday = monday_of(today)
    plan_id = insert_plan(conn, _draft_of(wishes, monday, built.request.last))
    span = locked_span(conn, plan_id)
    insert_days(conn, span, [day_entry_of(session, built.method) for session in built.sessions])
    upsert_weeks(conn, span, weeks_of(built, monday))
    update_status(conn, plan_id, "active")
    insert_rolling_plan(conn, plan_id, wishes, built.method, monday)
    number = changed(conn, plan_id, MADE)
    count = len(built.sessions)
    change = PlanChange(
        date=today, what=f"{count} sessions to {built.request.last:%d %b %Y}", why="You asked for this plan."
    )
    entry = RefreshEntry(kind="made", week_on=monday, version_number=number, review=shape_of(built), changes=[change])
    refresh = insert_refresh(conn, plan_id, entry)
    award(conn, {"training_plan_id": str(plan_id)})
    return MadePlan(plan_id, built, refresh)


def built_plan(known: Grounds, wishes: RollingPlanWishes, today: date) -> RunPlan:
    """The plan from today on, built and checked."""
    refuse_past_race(wishes, today)
    return checked_plan(request_of(known, wishes, Frame(today, horizon(today), monday_of(today))))


def refuse_past_race(wishes: RollingPlanWishes, today: date) -> None:
    """
    Raises:
        Rejected: the race is over.
    """
    if wishes.race_date is not None and wishes.race_date < today:
        raise Rejected("This race is over. Choose a day that is still ahead, or leave it out.", field="race_date")


def without_past_race(wishes: RollingPlanWishes, today: date) -> RollingPlanWishes:
    is_over = wishes.race_date is not None and wishes.race_date < today
    return wishes.model_copy(update={"race_date": None}) if is_over else wishes


def checked_plan(request: PlanRequest) -> RunPlan:
    """Built by the rules, and looked at by those who did not build it: a plan that breaks one is never kept.

    Raises:
        Rejected: the request cannot be planned.
    """
    try:
        built, findings = checked_run_plan(request)
    except ValueError as wrong:
        raise Rejected(str(wrong)) from wrong
    broken = hard_findings(findings)
    if broken:
        log.error("a plan was refused, it breaks %s", [(finding.rule, finding.text) for finding in broken[:5]])
        raise Rejected(BROKEN)
    return built


def shape_of(built: RunPlan) -> dict[str, object]:
    """What the training plan has no place for: phases of weeks, and what the athlete has to know."""
    return {
        "method": built.method,
        "notes": list(built.notes),
        "weeks": [
            {"monday": week.monday.isoformat(), "phase": week.phase, "is_cutback": week.is_cutback}
            for week in built.weeks
        ],
        "running_score": built.request.paces.score if built.request.paces else None,
    }


def plan_name_of(wishes: RollingPlanWishes) -> str:
    return f"{GOALS[wishes.goal]} plan"


def goal_words(wishes: RollingPlanWishes) -> str:
    """
    >>> goal_words(RollingPlanWishes(goal="10k", race_date=date(2026, 5, 3)))
    '10 km on 3 May 2026'
    """
    day = wishes.race_date
    return GOALS[wishes.goal] + (f" on {day.day} {day:%b %Y}" if day else "")


def week_count(monday: date, last: date) -> int:
    return (last - monday).days // 7 + 1


def _draft_of(wishes: RollingPlanWishes, monday: date, last: date) -> PlanDraft:
    return PlanDraft(
        plan_name=plan_name_of(wishes),
        start_date=monday,
        duration_weeks=week_count(monday, last),
        goal=goal_words(wishes),
        difficulty=wishes.experience or "custom",
    )
