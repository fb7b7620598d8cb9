"""`python -m bench.plan_comparison`: our plans in the measures published plans are compared by.

A plan is followed to its race: every Sunday what was planned counts as run, and the next week comes from a refresh.
Kilometres for road plans, hours for ultra. Rest days count days without any session.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from datetime import date, timedelta
from itertools import pairwise
from statistics import median
from typing import NamedTuple

from coach.engines.run_plan.build import build_run_plan
from coach.engines.run_plan.contract import Experience, Goal, PastRun, PlanRequest, RunSession, RunWeek
from coach.engines.run_plan.invariants import check_run_plan, hard_findings
from coach.engines.running.paces import pace_table

FIRST_MONDAY = date(2026, 1, 5)
HORIZON = timedelta(days=60)
GROUND_DAYS = 30


class Followed(NamedTuple):
    """A plan to compare. `start` is km a week, or hours for ultra."""

    name: str
    goal: Goal
    start: float
    weeks: int
    days_per_week: int
    experience: Experience = "intermediate"


PLANS = (
    Followed("Marathon, from 50 km", "marathon", 50, 18, 5),
    Followed("Marathon, from 70 km", "marathon", 70, 18, 6, "advanced"),
    Followed("Half marathon, from 40 km", "half_marathon", 40, 12, 5),
    Followed("10 km, from 30 km", "10k", 30, 10, 4),
    Followed("5 km, from 30 km", "5k", 30, 10, 4),
    Followed("Ultra, from 5 h", "ultra", 5, 20, 5),
)


class Figures(NamedTuple):
    """In % unless the name says otherwise; the race itself is left out of every week."""

    name: str
    peak: float
    median_rise: float
    largest_rise: float
    largest_rise_over_four: float
    before_race: tuple[float, float, float, float]
    long_share_median: float
    long_share_most: float
    quality_per_week: float
    rest_days: float
    worst_30_day_jump: float
    hard_findings: int


def main() -> int:
    figures = compare_figures()
    print(markdown(figures))
    return 1 if any(row.hard_findings for row in figures) else 0


def compare_figures(plans: Sequence[Followed] = PLANS) -> list[Figures]:
    """One row per plan followed to its race."""
    return [_figures(plan, *follow(plan)) for plan in plans]


def markdown(figures: Sequence[Figures]) -> str:
    head = (
        "| plan | peak | median rise | largest rise | over the max of 4 weeks | W−3 / W−2 / W−1 / race week "
        "| long run, median / most | quality a week | rest days | worst 30-day jump |\n|" + "---|" * 10
    )
    return "\n".join([head, *(_line(row) for row in figures)])


def _line(row: Figures) -> str:
    before = " / ".join(f"{share:.0f}" for share in row.before_race)
    return (
        f"| {row.name} | {row.peak:.0f} {'h' if 'Ultra' in row.name else 'km'} | {row.median_rise:.0f} %"
        f" | {row.largest_rise:.0f} % | {row.largest_rise_over_four:.0f} % | {before} %"
        f" | {row.long_share_median:.0f} / {row.long_share_most:.0f} % | {row.quality_per_week:.1f}"
        f" | {row.rest_days:.1f} | {row.worst_30_day_jump:.0f} % |"
    )


def follow(plan: Followed) -> tuple[list[RunWeek], int]:
    """The weeks as they were really planned, one refresh a week, and how many hard rules any refresh broke."""
    race = FIRST_MONDAY + timedelta(weeks=plan.weeks, days=-1)
    history: list[PastRun] = []
    weeks: list[RunWeek] = []
    broken = 0
    for number in range(plan.weeks):
        refreshed = build_run_plan(_request(plan, FIRST_MONDAY + timedelta(weeks=number), race, history))
        broken += len(hard_findings(check_run_plan(refreshed)))
        weeks.append(refreshed.weeks[0])
        history.extend(_done(session) for session in refreshed.weeks[0].sessions if session.kind != "strength")
    return weeks, broken


def _request(plan: Followed, today: date, race: date, history: Sequence[PastRun]) -> PlanRequest:
    is_ultra = plan.goal == "ultra"
    return PlanRequest(
        goal=plan.goal,
        today=today,
        last=today + HORIZON,
        anchor=FIRST_MONDAY,
        race_date=race,
        paces=pace_table(50),
        history=tuple(history),
        start_week_m=None if is_ultra else plan.start * 1000,
        start_week_s=plan.start * 3600 if is_ultra else None,
        days_per_week=plan.days_per_week,
        experience=plan.experience,
    )


def _done(session: RunSession) -> PastRun:
    return PastRun(session.on, session.distance_m, session.minutes * 60.0, is_hard=session.is_hard)


def _size(session: RunSession, *, is_ultra: bool) -> float:
    """Kilometres, or hours."""
    if session.kind in ("race", "strength", "rest"):
        return 0.0
    return session.minutes / 60 if is_ultra else (session.distance_m or 0.0) / 1000


def _figures(plan: Followed, weeks: Sequence[RunWeek], broken: int) -> Figures:
    is_ultra = plan.goal == "ultra"
    totals = [sum(_size(session, is_ultra=is_ultra) for session in week.sessions) for week in weeks]
    loading = [week for week in weeks if week.phase in ("base", "build", "peak")]
    shares = [_long_share(week, is_ultra=is_ultra) for week in loading]
    peak = max(totals)
    known = [plan.start] * 4 + totals
    return Figures(
        plan.name,
        peak,
        median(_rises(totals[: len(loading)])),
        max(_rises(totals[: len(loading)])),
        max(100 * (total / max(known[at : at + 4]) - 1) for at, total in enumerate(totals)),
        _before_race([100 * total / peak for total in totals]),
        median(shares),
        max(shares),
        sum(session.is_hard and session.kind != "long" for week in loading for session in week.sessions) / len(loading),
        sum(7 - len({session.on for session in week.sessions}) for week in loading) / len(loading),
        _worst_jump([session for week in weeks for session in week.sessions], is_ultra=is_ultra),
        broken,
    )


def _before_race(shares: Sequence[float]) -> tuple[float, float, float, float]:
    return shares[-4], shares[-3], shares[-2], shares[-1]


def _rises(totals: Sequence[float]) -> list[float]:
    """Week to week, in %; falls (cutback weeks) are left out."""
    return [100 * (after / before - 1) for before, after in pairwise(totals) if after > before]


def _long_share(week: RunWeek, *, is_ultra: bool) -> float:
    sizes = [_size(session, is_ultra=is_ultra) for session in week.sessions]
    return 100 * max(sizes) / sum(sizes)


def _worst_jump(sessions: Sequence[RunSession], *, is_ultra: bool) -> float:
    """The most any run exceeds the longest of the 30 days before it, in %; the first 30 days have no ground yet."""
    worst = float("-inf")
    for session in sessions:
        since = session.on - timedelta(days=GROUND_DAYS)
        if since < FIRST_MONDAY or session.kind == "race":
            continue
        before = [_size(other, is_ultra=is_ultra) for other in sessions if since <= other.on < session.on]
        worst = max(worst, 100 * (_size(session, is_ultra=is_ultra) / max(before) - 1))
    return worst


if __name__ == "__main__":
    sys.exit(main())
