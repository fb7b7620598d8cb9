"""Rules 6, 12, 16 and 17: hard days apart, availability, fresh legs, and a new method that comes in gently."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Final

from coach.engines.run_plan.contract import Finding, RunSession, RunWeek, SessionKind
from coach.engines.run_plan.invariants_evidence import (
    SEVEN_DAYS,
    Evidence,
    is_hard,
    is_quality,
    monday,
)

HEAVY_LEGS: Final[frozenset[SessionKind]] = frozenset({"strength", "power", "stations", "simulation"})
ONE_DAY: Final = timedelta(days=1)
EPSILON: Final = 1e-6


def day_findings(evidence: Evidence) -> Iterator[Finding]:
    yield from _distances(evidence)
    for week in evidence.plan.weeks:
        yield from _quality_count(evidence, week)
        yield from _session_count(evidence, week)
    yield from _availability(evidence)
    yield from _fresh_legs(evidence)
    yield from _blend(evidence)


def _distances(evidence: Evidence) -> Iterator[Finding]:
    """Rule 6: from one hard day to the next; only what was planned can be wrong."""
    request = evidence.request
    least = 3 if request.age is not None and request.age >= 40 else 2
    planned = {session.on for session in evidence.plan.sessions if is_hard(session) and session.kind != "race"}
    fixed = {kept.on for kept in request.kept if is_hard(kept)} | {run.on for run in request.history if run.is_hard}
    every = sorted(planned | fixed)
    for number, day in enumerate(every):
        for other in every[:number]:
            if (day - other).days < least and (day in planned or other in planned):
                yield Finding(6, "hard", day, "Two hard days without enough easy days between them.")


def _quality_count(evidence: Evidence, week: RunWeek) -> Iterator[Finding]:
    """Rule 6: two hard sessions and the long run, three neural days for sprinters; one from 60 on."""
    request = evidence.request
    sunday = week.monday + timedelta(days=6)
    most = 3 if evidence.plan.method == "sprint" else 2
    if request.age is not None and request.age >= 60:
        most = 1
    planned = sum(is_quality(session) for session in week.sessions)
    kept = [session for session in request.kept if week.monday <= session.on <= sunday]
    present = sum(is_quality(session) for session in kept)
    if planned > max(0, most - present):
        yield Finding(6, "hard", week.monday, "Too many hard sessions in this week.")
    done = len({run.on for run in request.history if run.is_hard and week.monday <= run.on < request.today})
    long_runs = sum(session.kind == "long" for session in week.sessions) + sum(one.kind == "long" for one in kept)
    if planned and planned + present + done + long_runs > most + 1:
        yield Finding(6, "hard", week.monday, "Too many hard days in this week, those that are done included.")


def _session_count(evidence: Evidence, week: RunWeek) -> Iterator[Finding]:
    """Rule 12: not more days than the athlete wants."""
    request = evidence.request
    days = {session.on for session in week.sessions}
    kept = {session.on for session in request.kept if session.kind != "rest" and monday(session.on) == week.monday}
    done = {run.on for run in request.history if monday(run.on) == week.monday and (run.distance_m or run.duration_s)}
    allowed = max(request.days_per_week, len(kept | done) + any(session.kind == "race" for session in week.sessions))
    if len(days | kept | done) > allowed:
        yield Finding(12, "hard", week.monday, "More training days than you want in this week.")


def _availability(evidence: Evidence) -> Iterator[Finding]:
    """Rule 12: each session on a day of the plan that is free, long enough and not taken; the race may be anywhere."""
    request = evidence.request
    taken = {kept.on for kept in request.kept}
    seen: set[date] = set()
    for session in evidence.plan.sessions:
        if not request.today <= session.on <= request.last:
            yield Finding(12, "hard", session.on, "This session lies outside of the plan.")
        if session.on in seen or (session.on in taken and session.kind != "race"):
            yield Finding(12, "hard", session.on, "Two sessions on one day.")
        seen.add(session.on)
        if session.kind != "race" and not _has_room(evidence, session):
            yield Finding(12, "hard", session.on, "This day is blocked or too short for the session.")
    for week in evidence.plan.weeks:
        for session in week.sessions:
            if monday(session.on) != week.monday:
                yield Finding(12, "hard", session.on, "This session stands in the wrong week.")


def _has_room(evidence: Evidence, session: RunSession) -> bool:
    request = evidence.request
    room = request.availability[session.on.isoweekday() - 1]
    return session.on not in request.blocked and (room is None or 0 < session.minutes <= room)


def _fresh_legs(evidence: Evidence) -> Iterator[Finding]:
    """Rule 16."""
    hard_days = {session.on for session in evidence.plan.sessions if is_hard(session)}
    for session in evidence.plan.sessions:
        if session.kind in HEAVY_LEGS and session.on + ONE_DAY in hard_days:
            yield Finding(
                16, "warning", session.on, "Strength stands on the day before a hard one: no other day was free for it."
            )


def _blend(evidence: Evidence) -> Iterator[Finding]:
    """Rule 17: in the first week of a new method one hard session of it, and no more than before."""
    request = evidence.request
    changed = request.method_changed_on
    if request.previous_method is None or changed is None:
        return
    hard = [
        session
        for session in evidence.plan.sessions
        if is_quality(session) and changed <= session.on < changed + SEVEN_DAYS
    ]
    if len(hard) > 1:
        yield Finding(17, "warning", hard[-1].on, "More than one hard session in the first week of a new method.")
    yield from _first_weeks(evidence, changed)


def _first_weeks(evidence: Evidence, changed: date) -> Iterator[Finding]:
    for week in evidence.plan.weeks:
        if not changed - SEVEN_DAYS < week.monday < changed + SEVEN_DAYS * 2 or evidence.unit == "sprint":
            continue
        before = max(evidence.week_amount(week.monday - SEVEN_DAYS * number) for number in (1, 2, 3, 4))
        if week.monday - SEVEN_DAYS * 4 < monday(evidence.known_from):
            before = max(before, evidence.stated_week)
        runs = evidence.between(week.monday, week.monday + timedelta(days=6))
        planned = sum(run.amount for run in runs if run.is_planned)
        present = sum(run.amount for run in runs if not run.is_planned)
        if before > 0 and planned > max(0.0, before - present) * (1 + EPSILON):
            yield Finding(17, "warning", week.monday, "More than before in the first two weeks of a new method.")
