"""How much a run is, in the unit a method counts: metres, seconds, or metres at sprint intensity."""

from __future__ import annotations

from functools import lru_cache
from statistics import median
from typing import Final

from coach.engines.run_plan.contract import KeptSession, PastRun, PlanRequest, RunSession
from coach.engines.run_plan.method import UNCOUNTED_KINDS, Unit

# Turns minutes into metres for counting only, never shown: someone whose pace is not known yet.
NOMINAL_PACE_S_PER_KM: Final = 420.0
SLOWEST_S_PER_KM, FASTEST_S_PER_KM = 900.0, 150.0


def known_easy_pace_s_per_km(request: PlanRequest) -> float | None:
    """The middle of the easy range, or the pace of recent easy runs; None when neither is known.

    >>> from datetime import date
    >>> known_easy_pace_s_per_km(PlanRequest("10k", date(2026, 5, 4), date(2026, 6, 28), date(2026, 5, 4)))
    """
    if request.paces is not None:
        return (request.paces.easy_slow_s_per_km + request.paces.easy_fast_s_per_km) / 2
    pace = request.easy_pace_s_per_km
    return None if pace is None else min(SLOWEST_S_PER_KM, max(FASTEST_S_PER_KM, pace))


def counting_pace_s_per_km(request: PlanRequest) -> float:
    """What turns minutes into metres and back: the easy pace, else the median of the runs, else 7:00 per km."""
    known = known_easy_pace_s_per_km(request)
    return known if known is not None else _median_pace_s_per_km(request.history)


@lru_cache(maxsize=64)
def _median_pace_s_per_km(history: tuple[PastRun, ...]) -> float:
    paces = [
        run.duration_s / run.distance_m * 1000
        for run in history
        if run.distance_m and run.duration_s and run.distance_m >= 1_000
    ]
    usable = [pace for pace in paces if FASTEST_S_PER_KM <= pace <= SLOWEST_S_PER_KM]
    return median(usable) if usable else NOMINAL_PACE_S_PER_KM


def run_amount(run: PastRun, unit: Unit, pace_s_per_km: float) -> float:
    """What a run that was done counts. Metres at sprint intensity are in no log: 0.

    >>> from datetime import date
    >>> run_amount(PastRun(date(2026, 5, 4), 5_000, None), "s", 360)
    1800.0
    """
    return 0.0 if unit == "m_intense" else run_length(run, unit, pace_s_per_km)


def run_length(run: PastRun, unit: Unit, pace_s_per_km: float) -> float:
    """How long one run was: metres, or seconds for methods that do not count metres."""
    if unit == "m":
        return float(run.distance_m or (run.duration_s or 0.0) / pace_s_per_km * 1000)
    return float(run.duration_s or (run.distance_m or 0.0) * pace_s_per_km / 1000)


def kept_amount(kept: KeptSession, unit: Unit, pace_s_per_km: float) -> float:
    """What a kept session counts; a race counts nothing, as everywhere."""
    if kept.kind == "race" or unit == "m_intense":
        return 0.0
    return kept_length(kept, unit, pace_s_per_km)


def kept_length(kept: KeptSession, unit: Unit, pace_s_per_km: float) -> float:
    if kept.kind in UNCOUNTED_KINDS:
        return 0.0
    as_run = PastRun(kept.on, kept.distance_m, kept.minutes * 60.0 or None)
    return run_length(as_run, unit, pace_s_per_km)


def session_amount(session: RunSession, unit: Unit, pace_s_per_km: float) -> float:
    """What a planned session counts in its week; the race counts nothing."""
    if session.kind == "race":
        return 0.0
    if unit == "m_intense":
        return sprint_metres(session)
    return session_length(session, unit, pace_s_per_km)


def session_length(session: RunSession, unit: Unit, pace_s_per_km: float) -> float:
    """How long the running of a session is; the rests of a sprint session are not running."""
    if session.kind in UNCOUNTED_KINDS:
        return 0.0
    if unit == "m_intense":
        return sum(seconds for zone, seconds in session.zone_s.items() if zone not in ("rest", "strength"))
    if unit == "m" and session.distance_m is not None:
        return session.distance_m
    seconds = session.minutes * 60.0
    return seconds / pace_s_per_km * 1000 if unit == "m" else seconds


def sprint_metres(session: RunSession) -> float:
    """Metres of all steps at sprint effort, rounds counted."""
    return float(
        sum(
            (step.distance_m or 0) * block.rounds
            for block in session.blocks
            for step in block.steps
            if step.zone == "sprint"
        )
    )
