"""Planned beside done: what a stretch of a calendar asks for, and how much of it happened."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Literal, NamedTuple

from coach.engines.run_plan.contract import Phase, RunPlan, RunWeek
from coach.engines.run_plan.reality import DONE, Outcome, Override


class KnownSession(NamedTuple):
    """What is known of a planned session, as `outcome_of` asks for it."""

    date: date
    is_rest_day: bool
    is_completed: bool
    is_skipped: bool
    outcome_override: Override | None
    is_rolling: bool
    is_covered: bool


class Seen(NamedTuple):
    """A session and what became of it; "logged" is a log without a planned session. None where unknown."""

    state: Outcome | Literal["logged"]
    planned_min: float | None = None
    planned_m: float | None = None
    done_min: float | None = None
    done_m: float | None = None


class Totals(NamedTuple):
    """Sums over sessions. `done_count` includes `assumed_count`, amounts that were done do not: nobody measured them.

    `unplanned_*` are of logs that belong to no session; an amount is None when nothing of it is known.
    """

    planned_count: int
    done_count: int
    assumed_count: int
    planned_min: float | None
    done_min: float | None
    planned_m: float | None
    done_m: float | None
    unplanned_count: int
    unplanned_min: float | None
    unplanned_m: float | None

    @property
    def done_share(self) -> float | None:
        """0 to 1; None while nothing is planned."""
        return self.done_count / self.planned_count if self.planned_count else None


class WeekOutlook(NamedTuple):
    """A week as it is planned."""

    monday: date
    phase: Phase
    is_cutback: bool
    focus: str
    session_count: int
    hard_count: int
    minutes: int
    distance_m: float | None


def totals_of(sessions: Iterable[Seen]) -> Totals:
    """Rest days count nothing; a skipped session was planned.

    Source: counting.

    >>> known = [Seen("confirmed", 40, 8_000, 42, 8_200), Seen("assumed", 30, 5_000), Seen("logged", done_m=3_000)]
    >>> week = totals_of(known)
    >>> week.planned_count, week.done_count, week.assumed_count, week.planned_m, week.done_m, week.unplanned_m
    (2, 2, 1, 13000, 8200, 3000)
    """
    every = list(sessions)
    planned = [one for one in every if one.state not in ("rest", "logged")]
    loose = [one for one in every if one.state == "logged"]
    return Totals(
        planned_count=len(planned),
        done_count=sum(one.state in DONE for one in planned),
        assumed_count=sum(one.state == "assumed" for one in planned),
        planned_min=_sum(one.planned_min for one in planned),
        done_min=_sum(one.done_min for one in planned),
        planned_m=_sum(one.planned_m for one in planned),
        done_m=_sum(one.done_m for one in planned),
        unplanned_count=len(loose),
        unplanned_min=_sum(one.done_min for one in loose),
        unplanned_m=_sum(one.done_m for one in loose),
    )


def outlook_of(plan: RunPlan) -> tuple[WeekOutlook, ...]:
    """The weeks of a plan that was just built, in order.

    Source: counting.

    >>> day = date(2026, 3, 2)
    >>> from coach.engines.run_plan.contract import PlanRequest
    >>> week = RunWeek(day, "base", "Easy", False, 0.0, ())
    >>> plan = RunPlan(PlanRequest("5k", day, day, day), "vdot", (week,), ())
    >>> [(one.monday.day, one.minutes, one.distance_m) for one in outlook_of(plan)]
    [(2, 0, None)]
    """
    return tuple(_outlook(week) for week in plan.weeks)


def _outlook(week: RunWeek) -> WeekOutlook:
    sessions = [session for session in week.sessions if session.session_type != "rest"]
    return WeekOutlook(
        week.monday,
        week.phase,
        week.is_cutback,
        week.focus,
        len(sessions),
        sum(session.is_hard for session in sessions),
        sum(session.minutes for session in sessions),
        _sum(session.distance_m for session in sessions),
    )


def _sum(amounts: Iterable[float | None]) -> float | None:
    """None when nothing is known: missing is never zero."""
    known = [amount for amount in amounts if amount is not None]
    return sum(known) if known else None
