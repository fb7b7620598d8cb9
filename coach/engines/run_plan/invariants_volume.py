"""Rules 1 to 5: how fast weeks and runs may grow, where to begin again, cutback weeks, the share of the long run."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import pairwise
from typing import Final

from coach.engines.run_plan.contract import Finding, RunWeek
from coach.engines.run_plan.invariants_evidence import (
    RESTART_SHARE,
    SEVEN_DAYS,
    UNKNOWN_SPRINT_M,
    WINDOW,
    Evidence,
    Run,
    is_whole,
    longest_of,
    monday,
    restart_longest,
)

EPSILON: Final = 1e-6
WEEK_RISE_HARD, WEEK_RISE, WEEK_RISE_NOVICE = 1.30, 1.20, 1.10
RUN_RISE: Final = 1.10
CUTBACK: Final = 0.90
LOADING: Final = ("base", "build", "peak")
EASY_RESTART_DAYS: Final = 14


def volume_findings(evidence: Evidence) -> Iterator[Finding]:
    yield from _weeks(evidence)
    yield from _runs(evidence)
    yield from _restarts(evidence)
    yield from _cutbacks(evidence)
    if evidence.plan.method in ("vdot", "hybrid"):
        yield from _long_shares(evidence)


def _weeks(evidence: Evidence) -> Iterator[Finding]:
    """Rule 1: what is planned, on top of what is done and kept."""
    for week in evidence.plan.weeks:
        runs = evidence.between(week.monday, week.monday + timedelta(days=6))
        planned = sum(run.amount for run in runs if run.is_planned)
        present = sum(run.amount for run in runs if not run.is_planned)
        before = _week_before(evidence, week.monday)
        if before <= 0 or planned <= 0:
            continue
        if planned > max(0.0, WEEK_RISE_HARD * before - present) * (1 + EPSILON):
            yield Finding(1, "hard", week.monday, "This week is more than 30 % above the last four.")
        elif planned > max(0.0, _allowed_rise(evidence) * before - present) * (1 + EPSILON):
            yield Finding(1, "warning", week.monday, "This week rises more than usual above the last four.")


def _allowed_rise(evidence: Evidence) -> float:
    return WEEK_RISE_NOVICE if evidence.request.experience == "beginner" else WEEK_RISE


def _week_before(evidence: Evidence, first: date) -> float:
    """The most of the four weeks before; the athlete's word for weeks before the first known run; half after a gap."""
    weeks = [first - SEVEN_DAYS * number for number in (1, 2, 3, 4)]
    amounts = [evidence.week_amount(week) for week in weeks]
    if evidence.unit == "sprint":
        if any(on - SEVEN_DAYS < first <= on + SEVEN_DAYS * 4 for on, _ in _restart_levels(evidence)):
            amounts.append(RESTART_SHARE * UNKNOWN_SPRINT_M[evidence.request.experience])
        if weeks[-1] < monday(evidence.request.today):
            amounts.append(UNKNOWN_SPRINT_M[evidence.request.experience])
        return max(amounts)
    if weeks[-1] < monday(evidence.known_from):
        amounts.append(evidence.stated_week)
    amounts.extend(level for on, level in _restart_levels(evidence) if on - SEVEN_DAYS < first <= on + SEVEN_DAYS * 4)
    return max(amounts)


def _restart_levels(evidence: Evidence) -> Iterator[tuple[date, float]]:
    """Days on which running begins again after a month, with what a week may hold then."""
    for last, first in _gaps(evidence):
        weeks = [evidence.week_amount(monday(last) - SEVEN_DAYS * number) for number in range(4)]
        yield first, RESTART_SHARE * (max(weeks) or evidence.stated_week)


def _gaps(evidence: Evidence) -> Iterator[tuple[date, date]]:
    """(last run before, first planned run after) a month without running."""
    for before, after in pairwise(evidence.runs):
        if after.on - before.on > WINDOW and after.on >= evidence.request.today:
            yield before.on, after.on


def _runs(evidence: Evidence) -> Iterator[Finding]:
    """Rule 2."""
    restarts = [first for _, first in _gaps(evidence)]
    for run in evidence.runs:
        if not run.is_planned:
            continue
        most = RUN_RISE * longest_of(evidence, run.on)
        if any(first <= run.on <= first + WINDOW for first in restarts):
            most = max(most, restart_longest(evidence))
        if run.length > most * (1 + EPSILON):
            yield Finding(2, "hard", run.on, "This run is more than 10 % longer than any of the 30 days before.")


def _restarts(evidence: Evidence) -> Iterator[Finding]:
    """Rule 3: after a month without running, short, easy and at most 60 % of what a week was."""
    for (_, first), (_, level) in zip(_gaps(evidence), _restart_levels(evidence), strict=True):
        sunday = monday(first) + timedelta(days=6)
        runs = [run for run in evidence.between(first, sunday) if run.is_planned]
        if evidence.unit != "sprint" and sum(run.amount for run in runs) > level * (1 + EPSILON):
            yield Finding(3, "hard", first, "After a month without running this week holds too much.")
        yield from _restart_runs(evidence, first)


def _restart_runs(evidence: Evidence, first: date) -> Iterator[Finding]:
    most = restart_longest(evidence)
    for run in evidence.between(first, first + timedelta(days=EASY_RESTART_DAYS - 1)):
        is_long = run.on < first + SEVEN_DAYS and run.length > most * (1 + EPSILON)
        if run.is_planned and (run.is_hard or is_long):
            yield Finding(3, "hard", run.on, "After a month without running the first runs are short and easy.")


def _cutbacks(evidence: Evidence) -> Iterator[Finding]:
    """Rule 4: of four loading weeks one holds at most 90 % of those before it."""
    weeks = evidence.plan.weeks
    for number in range(3, len(weeks)):
        four = weeks[number - 3 : number + 1]
        if all(week.phase in LOADING and is_whole(evidence, week) for week in four) and not any(
            _holds_back(evidence, week) for week in four
        ):
            yield Finding(
                4, "warning", four[-1].monday, "No cutback week among these four: there was nothing to cut back from."
            )


def _holds_back(evidence: Evidence, week: RunWeek) -> bool:
    before = [evidence.week_amount(week.monday - SEVEN_DAYS * number) for number in (1, 2, 3)]
    if week.monday - SEVEN_DAYS < monday(evidence.known_from):
        before.append(evidence.stated_week)
    return evidence.week_amount(week.monday) <= CUTBACK * max(before) * (1 + EPSILON)


def _long_shares(evidence: Evidence) -> Iterator[Finding]:
    """Rule 5."""
    for week in evidence.plan.weeks:
        runs = [run for run in evidence.between(week.monday, week.monday + timedelta(days=6)) if run.is_planned]
        if not runs or not is_whole(evidence, week):
            continue
        longest, whole = max(runs, key=lambda run: run.length), evidence.week_amount(week.monday)
        most = _most_share(evidence, whole)
        if longest.amount > most * whole * (1 + EPSILON):
            yield Finding(5, "warning", week.monday, _share_words(evidence, longest, whole))
        yield from _long_minutes(evidence, week)


def _most_share(evidence: Evidence, whole: float) -> float:
    if evidence.unit != "m" or whole < 50_000:
        return 0.45
    return 0.35 if whole < 65_000 else 0.30


def _share_words(evidence: Evidence, longest: Run, whole: float) -> str:
    run_count = len(evidence.between(monday(longest.on), monday(longest.on) + timedelta(days=6)))
    share = f"The longest run is {longest.amount / whole * 100:.0f} % of this week, more than the usual share"
    if run_count <= 3:
        return f"{share}: with so few runs a week none can be smaller."
    if _is_marathon_type(evidence):
        return f"{share}: a marathon needs some long runs, and each is at most 10 % above your longest of 30 days."
    return f"{share}: the other days of this week have too little room."


def _is_marathon_type(evidence: Evidence) -> bool:
    request = evidence.request
    return request.race_date is not None and (request.goal == "marathon" or (request.race_distance_m or 0) > 30_000)


def _long_minutes(evidence: Evidence, week: RunWeek) -> Iterator[Finding]:
    most = 180 if _is_marathon_type(evidence) else 150
    for session in week.sessions:
        if session.kind != "race" and session.minutes > most:
            yield Finding(5, "warning", session.on, f"This run is longer than {most} minutes.")
