"""What a plan is checked against: counted again from the request and the sessions, with nothing of the builder."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from datetime import date, timedelta
from statistics import median
from typing import Final, NamedTuple

from coach.engines.run_plan.contract import (
    Experience,
    KeptSession,
    PlanRequest,
    RunPlan,
    RunSession,
    RunWeek,
    SessionKind,
)

HARD_KINDS: Final[frozenset[SessionKind]] = frozenset({
    "long", "marathon_pace", "threshold", "interval", "repetition", "sharpen", "steady", "tempo", "hill_interval",
    "acceleration", "max_velocity", "speed_endurance", "stations", "simulation",
})  # fmt: skip
NOT_ON_LEGS: Final[frozenset[SessionKind]] = frozenset({"strength", "rest"})
# Where nothing is known, a first week and run may be so long at most.
UNKNOWN_SESSION_S, UNKNOWN_LONGEST_S = 40 * 60.0, 60 * 60.0
UNKNOWN_PACE_S_PER_KM: Final = 420.0
# No log has metres at sprint intensity: before the plan a week may have held so many at most.
UNKNOWN_SPRINT_M: Final[dict[Experience, float]] = {"beginner": 720, "intermediate": 1_080, "advanced": 1_620}
RESTART_LONGEST_S, RESTART_SHARE = 45 * 60.0, 0.6
WINDOW: Final = timedelta(days=30)
SEVEN_DAYS: Final = timedelta(days=7)


class Run(NamedTuple):
    """A run of history, plan or kept, as the method counts it."""

    on: date
    length: float
    amount: float
    is_planned: bool
    is_hard: bool


class Evidence(NamedTuple):
    """All runs in order of days, races left out; `known_from` is the first known run, before it the athlete's word."""

    plan: RunPlan
    unit: str
    pace_s_per_km: float
    runs: tuple[Run, ...]
    days: tuple[date, ...]
    known_from: date
    stated_week: float
    stated_longest: float

    @property
    def request(self) -> PlanRequest:
        return self.plan.request

    def between(self, first: date, last: date) -> list[Run]:
        return list(self.runs[bisect_left(self.days, first) : bisect_right(self.days, last)])

    def with_runs(self, runs: Iterable[Run]) -> Evidence:
        in_order = tuple(sorted(runs, key=lambda run: run.on))
        return self._replace(runs=in_order, days=tuple(run.on for run in in_order))

    def amount_between(self, first: date, last: date) -> float:
        return sum(run.amount for run in self.between(first, last))

    def week_amount(self, monday: date) -> float:
        return self.amount_between(monday, monday + timedelta(days=6))


def evidence_of(plan: RunPlan) -> Evidence:
    request = plan.request
    unit = {"vdot": "m", "ultra": "s", "hybrid": "s", "sprint": "sprint"}[plan.method]
    pace = _pace(request)
    runs = [*_done(request, unit, pace), *_kept(request, unit, pace), *_planned(plan, unit, pace)]
    known_from = min((run.on for run in _done(request, unit, pace)), default=request.today)
    week, longest = _stated(request, unit, pace)
    evidence = Evidence(plan, unit, pace, (), (), known_from, week, longest)
    return evidence.with_runs(_without_boasts(evidence, sorted(runs, key=lambda run: run.on)))


def _pace(request: PlanRequest) -> float:
    if request.paces is not None:
        return (request.paces.easy_fast_s_per_km + request.paces.easy_slow_s_per_km) / 2
    if request.easy_pace_s_per_km is not None:
        return max(150.0, min(900.0, request.easy_pace_s_per_km))
    paces = [
        1000 * run.duration_s / run.distance_m
        for run in request.history
        if run.duration_s and run.distance_m and run.distance_m >= 1000
    ]
    usable = [pace for pace in paces if 150 <= pace <= 900]
    return median(usable) if usable else UNKNOWN_PACE_S_PER_KM


def _length(unit: str, pace: float, metres: float | None, seconds: float | None) -> float:
    if unit == "m":
        return metres or (seconds or 0.0) * 1000 / pace
    return seconds or (metres or 0.0) * pace / 1000


def _done(request: PlanRequest, unit: str, pace: float) -> list[Run]:
    runs = []
    for past in request.history:
        length = _length(unit, pace, past.distance_m, past.duration_s)
        if length > 0:
            runs.append(Run(past.on, length, 0.0 if unit == "sprint" else length, False, past.is_hard))
    return runs


def _kept(request: PlanRequest, unit: str, pace: float) -> list[Run]:
    """Kept sessions; one on a day of the history is that run already."""
    done_days = {past.on for past in request.history if past.distance_m or past.duration_s}
    return [
        Run(kept.on, length, 0.0 if unit == "sprint" else length, False, kept.is_hard)
        for kept in request.kept
        if kept.kind not in NOT_ON_LEGS and kept.kind != "race" and kept.on not in done_days
        if (length := _length(unit, pace, kept.distance_m, kept.minutes * 60)) > 0
    ]


def _planned(plan: RunPlan, unit: str, pace: float) -> list[Run]:
    runs = []
    for session in plan.sessions:
        if session.kind in NOT_ON_LEGS or session.kind == "race":
            continue
        seconds = running_s(session) if unit == "sprint" else session.minutes * 60
        length = _length(unit, pace, None if unit == "sprint" else session.distance_m, seconds)
        amount = sprint_metres([session]) if unit == "sprint" else length
        runs.append(Run(session.on, length, amount, True, is_hard(session)))
    return runs


def _without_boasts(evidence: Evidence, runs: list[Run]) -> tuple[Run, ...]:
    """A kept session that is not done yet proves no more than a planned one may be."""
    undone = {kept.on for kept in evidence.request.kept if not kept.is_done}
    counted: list[Run] = []
    for run in runs:
        if not run.is_planned and run.on in undone and run.on >= evidence.request.today:
            longest = longest_of(evidence.with_runs(counted), run.on)
            run = run._replace(length=min(run.length, 1.10 * longest if longest else restart_longest(evidence)))
        counted.append(run)
    return tuple(counted)


def _stated(request: PlanRequest, unit: str, pace: float) -> tuple[float, float]:
    """Week and longest run by the athlete's word; small ones where there is none."""
    week = _length(unit, pace, request.start_week_m, request.start_week_s)
    if unit == "m" and not week:
        week = _length(unit, pace, None, request.start_week_s)
    longest = _length(unit, pace, request.start_longest_m, None)
    to_unit = 1000 / pace if unit == "m" else 1.0
    if not week and not request.history:
        week = request.days_per_week * UNKNOWN_SESSION_S * to_unit
        longest = longest or UNKNOWN_LONGEST_S * to_unit
    return week, longest or max(0.3 * week, week / request.days_per_week)


def longest_of(evidence: Evidence, day: date) -> float:
    """The longest run of the 30 days before; the athlete's word counts for days before the first known run."""
    longest = max((run.length for run in evidence.between(day - WINDOW, day - timedelta(days=1))), default=0.0)
    if day - WINDOW < evidence.known_from:
        longest = max(longest, evidence.stated_longest)
    return longest


def restart_longest(evidence: Evidence) -> float:
    """The most of one run after a month without running."""
    return RESTART_LONGEST_S * 1000 / evidence.pace_s_per_km if evidence.unit == "m" else RESTART_LONGEST_S


def is_hard(session: RunSession | KeptSession) -> bool:
    return session.is_hard or session.kind in HARD_KINDS


def is_quality(session: RunSession | KeptSession) -> bool:
    return is_hard(session) and session.kind not in ("long", "race")


def running_s(session: RunSession) -> float:
    """A sprint session without its rests and its strength: what is run in it."""
    return sum(seconds for zone, seconds in session.zone_s.items() if zone not in ("rest", "strength"))


def sprint_metres(sessions: Iterable[RunSession]) -> float:
    return float(
        sum(
            block.rounds * (step.distance_m or 0)
            for session in sessions
            for block in session.blocks
            for step in block.steps
            if step.zone == "sprint"
        )
    )


def monday(day: date) -> date:
    return day - timedelta(days=day.isoweekday() - 1)


def is_whole(evidence: Evidence, week: RunWeek) -> bool:
    """Whether all seven days could be planned, and none is the race."""
    request = evidence.request
    sunday = week.monday + timedelta(days=6)
    has_race = request.race_date is not None and week.monday <= request.race_date <= sunday
    return request.today <= week.monday and sunday <= request.last and not has_race
