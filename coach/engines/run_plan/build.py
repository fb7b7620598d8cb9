"""`build_run_plan`: two months of running from what is known about an athlete, by rules that are never broken."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from coach.engines.run_plan.contract import Finding, PlanRequest, RunPlan, RunWeek
from coach.engines.run_plan.invariants import bent_rules, unless_said
from coach.engines.run_plan.ledger import Ledger
from coach.engines.run_plan.methods import METHODS
from coach.engines.run_plan.notes import plan_notes
from coach.engines.run_plan.phases import WEEK
from coach.engines.run_plan.requests import check_request
from coach.engines.run_plan.week import planned_week
from coach.engines.streaks import monday_of


class CheckedPlan(NamedTuple):
    plan: RunPlan
    findings: list[Finding]


def build_run_plan(request: PlanRequest) -> RunPlan:
    """The plan from `today` to `last`, the same for the same request.

    >>> from datetime import date
    >>> request = PlanRequest("10k", date(2026, 5, 4), date(2026, 6, 28), date(2026, 5, 4), start_week_m=30_000)
    >>> [round(week.amount / 1000) for week in build_run_plan(request).weeks]
    [32, 33, 35, 29, 37, 39, 41, 34]

    Raises:
        ImpossiblePlan: (a ValueError) the request cannot be planned; the text says what to change.
    """
    return checked_run_plan(request).plan


def checked_run_plan(request: PlanRequest) -> CheckedPlan:
    """The same with what the checker says of it; it looks once, for the plan's notes and for the caller."""
    built = _built(request)
    found = bent_rules(built)
    plan = _with_notes(built, found)
    return CheckedPlan(plan, [unless_said(plan, finding) for finding in found])


def _built(request: PlanRequest) -> RunPlan:
    check_request(request)
    method = METHODS[request.method]
    ledger = Ledger(request, method)
    weeks: list[RunWeek] = []
    monday = monday_of(request.today)
    factor = request.load_factor
    while monday <= request.last:
        week = planned_week(ledger, method, monday, factor)
        factor = 1.0 if week.sessions else factor
        weeks.append(week)
        monday += WEEK
    return RunPlan(request, method.name, tuple(weeks), plan_notes(ledger))


def _with_notes(plan: RunPlan, found: Iterable[Finding]) -> RunPlan:
    """The plan with a note wherever a rule of good practice had to give way to a stricter one."""
    bent = [finding for finding in found if finding.level == "warning"]
    weeks = tuple(
        week._replace(notes=(*week.notes, *dict.fromkeys(f.text for f in bent if monday_of(f.on) == week.monday)))
        for week in plan.weeks
    )
    mondays = {week.monday for week in weeks}
    elsewhere = dict.fromkeys(finding.text for finding in bent if monday_of(finding.on) not in mondays)
    return plan._replace(weeks=weeks, notes=(*plan.notes, *elsewhere))
