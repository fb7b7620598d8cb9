"""Rule 14: a refresh leaves the past alone, and moves few sessions of what is ahead, each with a reason."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import Final

from coach.engines.run_plan.contract import Finding, RunPlan, RunSession, SessionKind
from coach.engines.run_plan.invariants_evidence import monday

# Sessions that may change their day within their week when nothing about the athlete's days has changed.
MOST_MOVED: Final = 8


def check_refresh(before: RunPlan, after: RunPlan, today: date) -> list[Finding]:
    """What a refresh breaks. `after` may leave the days before today out; what it has of them must be as before.

    A session is moved when its week has the same kind on another day.
    """
    found = [*_past(before, after, today), *_moves(before, after, today)]
    return sorted(found, key=lambda finding: (finding.on, finding.text))


def _past(before: RunPlan, after: RunPlan, today: date) -> Iterator[Finding]:
    old, new = _by_day(before.sessions), _by_day(after.sessions)
    for day in sorted(set(new)):
        if day < today and new[day] != old.get(day, []):
            yield Finding(14, "hard", day, "A refresh has changed a day that is over.")


def _by_day(sessions: Iterable[RunSession]) -> dict[date, list[RunSession]]:
    days: dict[date, list[RunSession]] = defaultdict(list)
    for session in sessions:
        days[session.on].append(session)
    return dict(days)


def _moves(before: RunPlan, after: RunPlan, today: date) -> Iterator[Finding]:
    moved = moved_sessions(before, after, today)
    for session in moved:
        if not session.reason.strip():
            yield Finding(14, "hard", session.on, "A session was moved without a reason.")
    if len(moved) > MOST_MOVED and _same_days(before, after):
        yield Finding(14, "hard", today, f"A refresh has moved {len(moved)} sessions although your days are the same.")


def _same_days(before: RunPlan, after: RunPlan) -> bool:
    """Whether nothing changed that decides which day a session falls on."""
    old, new = before.request, after.request
    return (
        old.availability == new.availability
        and old.blocked == new.blocked
        and old.kept == new.kept
        and old.days_per_week == new.days_per_week
        and old.long_run_day == new.long_run_day
        and (old.goal, old.race_date, old.anchor) == (new.goal, new.race_date, new.anchor)
    )


def moved_sessions(before: RunPlan, after: RunPlan, today: date) -> list[RunSession]:
    """Sessions from today on whose week had the same kind on a day that it has left now.

    In a week with more or fewer sessions than before kinds change by themselves: there only days that were given up
    count, whatever was on them.
    """
    old, new = _by_week(before, today), _by_week(after, today)
    moved: list[RunSession] = []
    for start, sessions in sorted(new.items()):
        former = old.get(start, [])
        if len(former) != len(sessions):
            moved.extend(_elsewhere(former, sessions))
            continue
        for kind in sorted({session.kind for session in sessions}):
            moved.extend(_elsewhere(_of_kind(former, kind), _of_kind(sessions, kind)))
    return moved


def _elsewhere(former: Sequence[RunSession], sessions: Sequence[RunSession]) -> list[RunSession]:
    """As many sessions on new days as days were given up."""
    old_days, new_days = {session.on for session in former}, {session.on for session in sessions}
    return [session for session in sessions if session.on not in old_days][: len(old_days - new_days)]


def _of_kind(sessions: Iterable[RunSession], kind: SessionKind) -> list[RunSession]:
    return [session for session in sessions if session.kind == kind]


def _by_week(plan: RunPlan, today: date) -> dict[date, list[RunSession]]:
    weeks: dict[date, list[RunSession]] = defaultdict(list)
    for session in plan.sessions:
        if session.on >= today:
            weeks[monday(session.on)].append(session)
    return dict(weeks)
