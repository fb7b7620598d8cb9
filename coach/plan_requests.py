"""From an athlete to what a plan is built from: wishes, profile, breaks, and the running that was really done."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from itertools import chain
from statistics import median
from typing import Final, NamedTuple, get_args

from coach.engines.run_plan.contract import METHOD_OF_GOAL as METHOD_OF_GOAL
from coach.engines.run_plan.contract import (
    HeartRateRange,
    HeartRateTargets,
    KeptSession,
    Method,
    PastRun,
    PlanRequest,
    SessionKind,
)
from coach.engines.run_plan.matching import RUN_KINDS
from coach.engines.run_plan.reality import Start, held_runs, outcome_of
from coach.engines.running.paces import PaceTable, pace_table
from data.plan_grounds import BreakSpan, DoneSession, Grounds, Runner, SessionRow
from data.profiles import age_in_years
from data.rolling_plans import WEEKDAYS, RollingPlanWishes

# A break without an end blocks two weeks; every Sunday looks again.
OPEN_BREAK_DAYS: Final = 14
EASY_PACE_DAYS: Final = 42
HARD_EFFORT: Final = 7
# An assumed hard session keeps its distance to the next one, and is no proof that hard training was done.
ASSUMED_HARD_DAYS: Final = 3
# A class of an hour counts for the week, never as the longest run.
PIECE_S: Final = 1_200.0
KINDS: Final[tuple[SessionKind, ...]] = get_args(SessionKind)
KIND_OF_TYPE: Final[dict[str, SessionKind]] = {
    "run": "easy", "hiit": "stations", "strength": "strength", "simulation": "simulation", "recovery": "recovery",
}  # fmt: skip
# Shares of the heart rate reserve, which follow those of oxygen uptake.
RATE_SHARES: Final = ((0.59, 0.74), (0.75, 0.84), (0.83, 0.88), (0.95, 1.0))
LEAST_SCORE, MOST_SCORE = 30.0, 85.0


class Frame(NamedTuple):
    """Which days are planned: from `first` to `last`, in weeks that count from `anchor`."""

    first: date
    last: date
    anchor: date
    load_factor: float = 1.0
    previous_method: Method | None = None
    method_changed_on: date | None = None


def horizon(first: date) -> date:
    """The Sunday of the week in which the next month ends: this month and the next in whole weeks.

    >>> horizon(date(2026, 11, 28))
    datetime.date(2027, 1, 3)
    """
    month_after_next = (first.replace(day=1) + timedelta(days=70)).replace(day=1)
    last = month_after_next - timedelta(days=1)
    return last + timedelta(days=6 - last.weekday())


def request_of(grounds: Grounds, wishes: RollingPlanWishes, frame: Frame) -> PlanRequest:
    """What the plan is built from. Only what was done, or is said by the athlete, can raise it."""
    runner = grounds.runner
    method = METHOD_OF_GOAL[wishes.goal]
    start = start_of(runner, wishes)
    return PlanRequest(
        goal=wishes.goal,
        today=frame.first,
        last=frame.last,
        anchor=frame.anchor,
        race_date=wishes.race_date,
        race_distance_m=wishes.race_distance_m,
        paces=paces_of(runner.running_score),
        easy_pace_s_per_km=_easy_pace_s_per_km(grounds.done, frame.first),
        history=history_of(grounds, frame.first, start, method),
        start_week_m=start.week_m,
        start_week_s=start.week_s,
        start_longest_m=start.longest_m,
        days_per_week=wishes.days_per_week,
        availability=_availability(runner, wishes),
        long_run_day=_long_run_day(runner, wishes),
        blocked=_blocked(grounds, wishes, frame),
        experience=wishes.experience or runner.training_history.experience or "intermediate",
        age=age_in_years(runner.date_of_birth, frame.first) if runner.date_of_birth else None,
        heart_rates=heart_rates_of(runner),
        kept=tuple(_kept(grounds, frame.first, method)),
        load_factor=frame.load_factor,
        previous_method=frame.previous_method,
        method_changed_on=frame.method_changed_on,
    )


def start_of(runner: Runner, wishes: RollingPlanWishes) -> Start:
    """What the athlete says a normal week is: to this plan, else to the profile."""
    week_km, minutes = wishes.start_week_km, wishes.start_week_minutes
    if week_km is None and minutes is None:
        week_km = runner.training_history.run_km_per_week
    return Start(
        week_m=week_km * 1000 if week_km else None,
        week_s=minutes * 60.0 if minutes else None,
        longest_m=wishes.start_longest_km * 1000 if wishes.start_longest_km else None,
    )


def paces_of(score: float | None) -> PaceTable | None:
    """None without a score, and where the tables end."""
    return pace_table(score) if score is not None and LEAST_SCORE <= score <= MOST_SCORE else None


def heart_rates_of(runner: Runner) -> HeartRateTargets | None:
    """From the athlete's own maximum and resting rate; None while one is unknown or they cannot be."""
    highest, resting = runner.heart_rate_max_bpm, runner.heart_rate_rest_bpm
    if highest is None or resting is None or highest - resting < 40:
        return None
    return HeartRateTargets(
        *(HeartRateRange(*(round(resting + share * (highest - resting)) for share in shares)) for shares in RATE_SHARES)
    )


def history_of(grounds: Grounds, first: date, start: Start, method: Method) -> tuple[PastRun, ...]:
    """Every run before `first`: done ones as logged, assumed ones cut so that they raise nothing."""
    before = [session for session in grounds.sessions if session.date < first]
    logged = chain.from_iterable(_runs_of_log(log, method) for log in grounds.done if log.date < first)
    said = (run for session in before if _is_said_done(session) for run in _runs_of_session(session, method, first))
    assumed = (
        run._replace(is_assumed=True)
        for session in before
        if _is_assumed(session, first)
        for run in _runs_of_session(session, method, first, is_assumed=True)
    )
    return held_runs((*logged, *said), assumed, start)


def _is_said_done(session: SessionRow) -> bool:
    """Done by the word of the athlete, without a log that says how much."""
    is_done = session.outcome_override == "done" or (session.is_completed and session.outcome_override is None)
    return is_done and not session.has_log


def _is_assumed(session: SessionRow, first: date) -> bool:
    """Today's session counts too, though its day is not over: the next ones stand on it."""
    outcome = outcome_of(session, first)
    return outcome == "assumed"


def _runs_of_log(log: DoneSession, method: Method) -> Iterator[PastRun]:
    if log.distance_m is None and log.duration_s is None:
        return
    is_hard = log.is_hard if log.is_hard is not None else (log.effort or 0) >= HARD_EFFORT
    if log.session_type == "run":
        yield PastRun(log.date, log.distance_m, log.duration_s, is_hard)
    elif method == "hybrid":
        yield from _pieces(log.date, log.duration_s or 0.0, is_hard=is_hard)


def _runs_of_session(
    session: SessionRow, method: Method, first: date, *, is_assumed: bool = False
) -> Iterator[PastRun]:
    seconds = session.minutes * 60.0 if session.minutes else None
    is_hard = bool(session.is_hard)
    if is_assumed and (first - session.date).days > ASSUMED_HARD_DAYS:
        is_hard = False
    if _is_run(session):
        if session.distance_m is not None or seconds is not None:
            yield PastRun(session.date, session.distance_m, seconds, is_hard)
    elif method == "hybrid" and session.session_type in ("hiit", "simulation"):
        yield from _pieces(session.date, seconds or 0.0, is_hard=is_hard)


def _is_run(session: SessionRow) -> bool:
    return session.session_type == "run" or session.kind in RUN_KINDS


def _pieces(on: date, seconds: float, *, is_hard: bool) -> Iterator[PastRun]:
    while seconds > 0:
        yield PastRun(on, None, min(seconds, PIECE_S), is_hard)
        seconds -= PIECE_S


def _easy_pace_s_per_km(done: Iterable[DoneSession], first: date) -> float | None:
    """The median of recent runs of a quarter of an hour and more that were not hard."""
    paces = [
        log.duration_s / log.distance_m * 1000
        for log in done
        if log.session_type == "run" and log.distance_m and log.duration_s and log.duration_s >= 900
        and not log.is_hard and (log.effort or 0) < HARD_EFFORT and (first - log.date).days <= EASY_PACE_DAYS
    ]  # fmt: skip
    # In steps of five seconds, so that one run more does not rewrite every session.
    return round(median(paces) / 5) * 5.0 if len(paces) >= 3 else None


def _availability(runner: Runner, wishes: RollingPlanWishes) -> tuple[int | None, ...]:
    minutes = wishes.availability_minutes
    known = runner.preferences.availability_minutes if minutes is None else minutes
    return tuple(known.get(weekday) for weekday in WEEKDAYS)


def _long_run_day(runner: Runner, wishes: RollingPlanWishes) -> int | None:
    weekday = wishes.long_run_day or runner.preferences.long_run_day
    return WEEKDAYS.index(weekday) + 1 if weekday else None


def _blocked(grounds: Grounds, wishes: RollingPlanWishes, frame: Frame) -> frozenset[date]:
    """Days away, days of a break, and days whose session is skipped or done already."""
    closed = {
        session.date
        for session in grounds.sessions
        if session.date >= frame.first and not session.is_rest_day and (session.is_skipped or session.is_completed)
    }
    open_days = {session.date for session in grounds.sessions if session.is_pinned and not session.is_skipped}
    days = wishes.blocked_days.union(*(break_days(span, frame) for span in grounds.breaks), closed - open_days)
    return frozenset(day for day in days if frame.first <= day <= frame.last)


def break_days(span: BreakSpan, frame: Frame) -> set[date]:
    """The planned days a break takes; while it lasts, the two weeks ahead."""
    last = span.last_on or max(frame.first, span.first_on) + timedelta(days=OPEN_BREAK_DAYS - 1)
    first = max(span.first_on, frame.first)
    return {first + timedelta(days=number) for number in range((min(last, frame.last) - first).days + 1)}


def _kept(grounds: Grounds, first: date, method: Method) -> Iterator[KeptSession]:
    """Open sessions from `first` on that the athlete moved or wrote, and runs done on `first` itself."""
    for session in grounds.sessions:
        is_open = not (session.is_rest_day or session.is_completed or session.is_skipped)
        if session.date >= first and session.is_pinned and is_open:
            kind = kind_of(session.kind, session.session_type)
            yield KeptSession(session.date, kind, session.distance_m, session.minutes or 0, bool(session.is_hard))
    for log in grounds.done:
        for run in _runs_of_log(log, method) if log.date == first else ():
            kind = kind_of(log.kind, log.session_type)
            minutes = round((run.duration_s or 0.0) / 60)
            yield KeptSession(first, kind, run.distance_m, minutes, run.is_hard, is_done=True)


def kind_of(kind: str | None, session_type: str) -> SessionKind:
    known = next((name for name in KINDS if name == kind), None)
    return known or KIND_OF_TYPE.get(session_type, "easy")
