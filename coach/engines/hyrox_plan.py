"""A HYROX plan from a few numbers, the same every time: build, cutback, simulation, taper, race.

The rules it keeps, and where they come from, are those of Nielsen 2014 (weekly rise), Frandsen 2025 (longest run),
Bosquet 2007 (taper), Seiler (easy share), Pfitzinger and Daniels (hard days apart). Times are minutes.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import NamedTuple

from coach.engines.hyrox_days import HARD, RUNS, Kind, week_pattern
from coach.engines.hyrox_exercises import Phase
from coach.engines.hyrox_request import PlanRequest, check_request, first_monday, is_cutback, phase_of
from coach.engines.hyrox_sessions import Block, Slot, content_of
from coach.engines.hyrox_volume import SIMULATION_SHARE, ceiling_minutes, session_minutes, target_minutes
from coach.engines.hyrox_weeks import kinds_of_week

HARD_SHARE = 0.10


class PlannedSession(NamedTuple):
    date: date
    kind: Kind
    title: str
    session_type: str
    minutes: int
    hard_minutes: float
    purpose: str
    reason: str
    blocks: tuple[Block, ...]

    @property
    def is_hard(self) -> bool:
        return self.kind in HARD

    @property
    def is_run(self) -> bool:
        return self.kind in RUNS


class PlannedWeek(NamedTuple):
    number: int
    monday: date
    phase: Phase
    focus: str
    notes: tuple[str, ...]
    sessions: tuple[PlannedSession, ...]

    @property
    def minutes(self) -> int:
        """Training time; the race counts nothing."""
        return sum(session.minutes for session in self.sessions)


class HyroxPlan(NamedTuple):
    request: PlanRequest
    weeks: tuple[PlannedWeek, ...]
    notes: tuple[str, ...]


def build_plan(request: PlanRequest) -> HyroxPlan:
    """The plan whose last week holds the race.

    >>> plan = build_plan(PlanRequest(date(2026, 5, 9), 8, "intermediate", 4, 240))
    >>> [week.minutes for week in plan.weeks]
    [240, 250, 265, 225, 265, 285, 155, 125]
    >>> [session.title for session in plan.weeks[-1].sessions if session.date == date(2026, 5, 9)]
    ['Race day']

    Raises:
        ValueError: a parameter is outside what this builder knows; the text says which.
    """
    check_request(request)
    session_count = min(request.days_per_week, request.start_minutes // 25)
    days = tuple(sorted(set(request.days_available)))
    pattern = week_pattern(session_count, days)
    notes = list(pattern.notes)
    if session_count < request.days_per_week:
        notes.append(f"{request.start_minutes} minutes a week fill {session_count} sessions, not more.")
    if ceiling_minutes(request) < request.start_minutes:
        notes.append(f"You train more now than {request.days_per_week} days of this plan hold: the rest is yours.")
    weeks: list[PlannedWeek] = []
    for number in range(1, request.weeks + 1):
        weeks.append(_week(request, number, pattern.kinds, weeks))
    return HyroxPlan(request, tuple(weeks), tuple(notes))


def _week(
    request: PlanRequest, number: int, pattern: Sequence[tuple[int, Kind]], before: Sequence[PlannedWeek]
) -> PlannedWeek:
    hard_dates = {session.date for week in before[-1:] for session in week.sessions if session.is_hard}
    kinds = kinds_of_week(request, number, pattern, hard_dates)
    target = target_minutes(request, number, [week.minutes for week in before])
    minutes = session_minutes(kinds, target, request.level, _longest_run(request, before))
    total, phase = sum(minutes.values()), phase_of(request, number)
    monday = first_monday(request) + timedelta(weeks=number - 1)
    sessions = tuple(
        _session(request, monday, Slot(kind, number, phase, request.level, minutes[day], _hard_cap(kind, total)), day)
        for day, kind in kinds
    )
    return PlannedWeek(
        number, monday, phase, _focus(request, number, kinds), _notes(request, sessions, number), sessions
    )


def _longest_run(request: PlanRequest, before: Sequence[PlannedWeek]) -> int | None:
    """Of the last four weeks, so always within 30 days; None while nothing is known."""
    runs = [session.minutes for week in before[-4:] for session in week.sessions if session.is_run]
    if len(before) < 4 and request.longest_run_minutes is not None:
        runs.append(request.longest_run_minutes)
    return max(runs, default=None)


def _hard_cap(kind: Kind, week_minutes: int) -> float:
    return week_minutes * (SIMULATION_SHARE if kind == "simulation" else HARD_SHARE)


def _session(request: PlanRequest, monday: date, slot: Slot, day: int) -> PlannedSession:
    content = content_of(slot)
    return PlannedSession(
        monday + timedelta(days=day - 1), slot.kind, content.title, content.session_type, slot.minutes,
        content.hard_minutes, content.purpose, _reason(request, slot), content.blocks,
    )  # fmt: skip


def _reason(request: PlanRequest, slot: Slot) -> str:
    if slot.kind == "race":
        return f"The day you chose: {request.race_date:%d %B %Y}."
    if slot.phase == "taper":
        return "Taper: about half the time, the same rhythm, nothing hard in the last two days."
    if slot.kind == "simulation":
        return "A rehearsal while there is still time to change something, two weeks or more before the race."
    if is_cutback(request, slot.week):
        return "Cutback week: about 15 % less, so that the last weeks settle in."
    if slot.kind == "long":
        return "The longest run of the week, at most 10 % above your longest of the last 30 days."
    if slot.kind in HARD:
        return "At most 10 % of the week is this hard, and an easy or free day lies on either side."
    if slot.kind == "upper":
        return "A hard day follows: heavy legs would spoil it."
    return "About 80 % of your time stays easy, so that the hard days can be hard."


def _focus(request: PlanRequest, number: int, kinds: Sequence[tuple[int, Kind]]) -> str:
    if number == request.weeks:
        return "Race week"
    if is_cutback(request, number):
        return "Cutback"
    if any(kind == "simulation" for _, kind in kinds):
        return "Race simulation"
    names = {"base": "Base building", "build": "Building speed", "peak": "Race pace", "taper": "Taper"}
    return names[phase_of(request, number)]


def _notes(request: PlanRequest, sessions: Sequence[PlannedSession], number: int) -> tuple[str, ...]:
    """Where a rule of good practice had to give way to a stricter one."""
    notes: list[str] = []
    if number > request.weeks - 2 and not any(s.kind in ("sharpen", "quality_run") for s in sessions):
        notes.append("No fast session this week: your days leave none that is far enough from the race.")
    if number == request.weeks and request.race_date.isoweekday() <= 3:
        notes.append("The race is early in the week, so little training fits before it.")
    return tuple(notes)
