"""Athletes whose plans the tests look at, and ways to change a finished plan."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date, timedelta

from coach.engines.run_plan.contract import Goal, PastRun, PlanRequest, RunPlan, RunSession, SessionKind
from coach.engines.run_plan.invariants import check_run_plan, hard_findings
from coach.engines.running.paces import pace_table

MONDAY = date(2026, 5, 4)


def request(goal: Goal = "10k", *, week_km: float = 40, race_in_weeks: int | None = 8, weeks: int = 9) -> PlanRequest:
    """Someone with a score of 50 who runs five days a week; the race is on a Sunday."""
    return PlanRequest(
        goal=goal,
        today=MONDAY,
        last=MONDAY + timedelta(weeks=weeks, days=-1),
        anchor=MONDAY,
        race_date=None if race_in_weeks is None else MONDAY + timedelta(weeks=race_in_weeks, days=-1),
        paces=pace_table(50),
        start_week_m=week_km * 1000,
        days_per_week=5,
        experience="advanced",
    )


def runs(first: date, last: date, *, every: int = 2, distance_m: float = 8_000) -> tuple[PastRun, ...]:
    """Easy runs at 5:30 per km, every so many days."""
    count = (last - first).days // every + 1
    return tuple(
        PastRun(first + timedelta(days=every * number), distance_m, distance_m * 0.33) for number in range(count)
    )


def changed(plan: RunPlan, session: RunSession, becomes: Iterable[RunSession]) -> RunPlan:
    """The plan with other sessions in the place of one; they stand in the week of the first."""
    weeks = []
    for week in plan.weeks:
        if session in week.sessions:
            left = [other for other in week.sessions if other is not session]
            sessions = tuple(sorted((*left, *becomes), key=lambda other: other.on))
            week = week._replace(sessions=sessions)
        weeks.append(week)
    return plan._replace(weeks=tuple(weeks))


def one(plan: RunPlan, kind: SessionKind, where: Callable[[RunSession], bool] = lambda session: True) -> RunSession:
    """The first session of a kind."""
    return next(session for session in plan.sessions if session.kind == kind and where(session))


def hard_rules(plan: RunPlan) -> set[int]:
    return {finding.rule for finding in hard_findings(check_run_plan(plan))}


def longer(session: RunSession, factor: float) -> RunSession:
    """The same session, so many times as far and as long."""
    return session._replace(
        minutes=round(session.minutes * factor),
        distance_m=None if session.distance_m is None else session.distance_m * factor,
        zone_s={zone: seconds * factor for zone, seconds in session.zone_s.items()},
    )


def hard_like(session: RunSession, on: date) -> RunSession:
    """The same session as a threshold one on another day."""
    return session._replace(kind="threshold", is_hard=True, on=on)
