"""A year of weekly refreshes for many athletes: nothing planned beyond what was really run, every change with a reason.

Run it with `python -m bench.plan_year [athletes] [weeks]`; it ends with 1 when a rule was broken.
"""

from __future__ import annotations

import sys
import time
from collections import defaultdict
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from datetime import date, timedelta
from statistics import mean
from typing import Final, NamedTuple

from bench.training_year import KINDS, Athlete, Kind, Refresh, broken_rules
from coach.engines.run_plan.contract import RunSession
from data.plan_grounds import DoneSession

# Above what was done: rules 1 and 2, and a hair for whole minutes and hundreds of metres.
MOST_RISE, HAIR_M, HAIR_S = 1.10, 150.0, 90.0
WEEKS_BACK, DAYS_BACK, GAP_DAYS = 4, 30, 30
# Somebody who uploads every fourth week may hold what was proven before: so many weeks more.
UNPROVEN_WEEKS: Final = 12
RESTART_MIN, RESTART_SHARE = 45, 0.5
AGAIN_EVERY: Final = 8


class Year(NamedTuple):
    """What a year of one athlete showed."""

    kind: Kind
    refreshes: int
    changed: int
    lines: int
    worst_week: float
    worst_run: float
    broken: tuple[str, ...]


class Proof(NamedTuple):
    """What was really done before a day: the biggest week and the longest run, in one unit; None after a gap."""

    week: float | None
    longest: float | None
    usual_week: float


def year_of(kind: Kind, seed: int, weeks: int) -> Year:
    athlete = Athlete(kind, seed)
    broken: list[str] = []
    ratios: list[tuple[float, float]] = []
    changed = lines = refreshes = 0
    for number, refresh in enumerate(athlete.year(weeks)):
        refreshes += 1
        changed += bool(refresh.changes)
        lines += len(refresh.changes)
        where = f"{kind} {seed}, {athlete.wishes.goal}, {refresh.sunday}: "
        broken += [where + text for text in (*broken_rules(refresh), *_without_reason(refresh))]
        told, ratio = beyond(athlete, refresh)
        broken += [where + text for text in told]
        ratios.append(ratio)
        if number % AGAIN_EVERY == 0 and (again := athlete.rebuilt(refresh.sunday)).changes:
            broken.append(f"{where}a second refresh changed {again.changes[0]}")
    return Year(
        kind, refreshes, changed, lines, max(week for week, _ in ratios), max(run for _, run in ratios), tuple(broken)
    )


def beyond(athlete: Athlete, refresh: Refresh) -> tuple[list[str], tuple[float, float]]:
    """What of the first planned week exceeds what was really done, and how it compares with that."""
    if not refresh.built.weeks or refresh.request.method == "sprint":
        return [], (0.0, 0.0)
    is_metres = refresh.request.method == "vdot"
    hair = HAIR_M if is_metres else HAIR_S
    proof = _proof(athlete, refresh, is_metres=is_metres)
    week = [session for session in refresh.built.weeks[0].sessions if session.kind not in ("race", "strength")]
    amounts = [(session, _amount(session, is_metres=is_metres)) for session in week]
    total = sum(amount for _, amount in amounts)
    if proof.week is None or proof.longest is None:
        return _after_gap(proof, week, total), (0.0, 0.0)
    told = []
    if total > proof.week * MOST_RISE + hair:
        told.append(f"week of {total:.0f} after {proof.week:.0f}")
    told += [
        f"run of {amount:.0f} after {proof.longest:.0f}"
        for session, amount in amounts
        if session.session_type == "run" and amount > proof.longest * MOST_RISE + hair
    ]
    longest = max((amount for session, amount in amounts if session.session_type == "run"), default=0.0)
    return told, (total / proof.week, longest / proof.longest)


def _after_gap(proof: Proof, week: Sequence[RunSession], total: float) -> list[str]:
    told = [f"{session.minutes} min after a gap" for session in week if session.minutes > RESTART_MIN]
    told += [f"a hard session after a gap: {session.title}" for session in week if session.is_hard]
    if total > proof.usual_week * RESTART_SHARE * 1.02 + HAIR_M:
        told.append(f"week of {total:.0f} after a gap; usual {proof.usual_week:.0f}")
    return told


def _proof(athlete: Athlete, refresh: Refresh, *, is_metres: bool) -> Proof:
    monday = refresh.sunday + timedelta(days=1)
    is_late = athlete.kind == "late uploader"
    logs = [log for log in athlete.logs[: athlete.known] if log.date <= refresh.sunday]
    weeks: defaultdict[date, float] = defaultdict(float)
    for log in logs:
        weeks[log.date - timedelta(days=log.date.weekday())] += _done(log, is_metres=is_metres)
    back = UNPROVEN_WEEKS if is_late else WEEKS_BACK
    recent = [amount for start, amount in weeks.items() if start >= monday - timedelta(weeks=back)]
    days = DAYS_BACK + (7 * (UNPROVEN_WEEKS - WEEKS_BACK) if is_late else 0)
    runs = [
        _done(log, is_metres=is_metres)
        for log in logs
        if log.session_type == "run" and log.date >= monday - timedelta(days=days)
    ]
    usual = max(weeks.values(), default=0.0)
    is_gap = (monday - max(log.date for log in logs)).days > GAP_DAYS
    if not runs or not recent or (is_gap and not is_late):
        return Proof(None, None, usual)
    return Proof(max(recent), max(runs), usual)


def _done(log: DoneSession, *, is_metres: bool) -> float:
    return (log.distance_m if is_metres else log.duration_s) or 0.0


def _amount(session: RunSession, *, is_metres: bool) -> float:
    return (session.distance_m or 0.0) if is_metres else session.minutes * 60.0


def _without_reason(refresh: Refresh) -> list[str]:
    return [f"no reason: {change.what}" for change in refresh.changes if not (change.why.strip() and change.what)]


def simulated(athletes: int, weeks: int, workers: int = 2) -> list[Year]:
    """Athletes of every kind in turn."""
    asked = [(KINDS[number % len(KINDS)], number // len(KINDS), weeks) for number in range(athletes)]
    with ProcessPoolExecutor(workers) as pool:
        return list(pool.map(year_of, *zip(*asked, strict=True)))


def _line(kind: Kind, years: Sequence[Year]) -> str:
    refreshes = sum(year.refreshes for year in years)
    return (
        f"{kind:<14} {len(years):>8} {refreshes:>9} {sum(year.changed for year in years) / refreshes:>8.0%}"
        f" {sum(year.lines for year in years) / refreshes:>9.1f} {max(year.worst_week for year in years):>10.2f}"
        f" {max(year.worst_run for year in years):>9.2f} {mean(len(year.broken) for year in years):>7.2f}"
    )


def main() -> int:
    athletes, weeks = (int(text) for text in (*sys.argv[1:], *("200", "52")[len(sys.argv) - 1 :]))
    started = time.perf_counter()
    years = simulated(athletes, weeks)
    print(f"{'kind':<14} {'athletes':>8} {'refreshes':>9} {'changed':>8} {'lines each':>9} {'worst week':>10}"
          f" {'worst run':>9} {'broken':>7}")  # fmt: skip
    for kind in KINDS:
        of_kind = [year for year in years if year.kind == kind]
        if of_kind:
            print(_line(kind, of_kind))
    broken = [text for year in years for text in year.broken]
    for text in broken[:20]:
        print(text)
    print(f"{len(broken)} broken in {time.perf_counter() - started:.0f} s")
    return 1 if broken else 0


if __name__ == "__main__":
    sys.exit(main())
