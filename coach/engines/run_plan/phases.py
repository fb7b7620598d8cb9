"""Which phase a week belongs to, and which weeks hold back so that the others settle in."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Final

from coach.engines.run_plan.contract import Phase, PlanRequest
from coach.engines.run_plan.race_days import recovered_on, taper_starts_on
from coach.engines.streaks import monday_of

BASE_SHARE: Final = 0.4
MOST_PEAK_WEEKS, MOST_BUILD_WEEKS = 4, 8
CUTBACK_EVERY, SPRINT_CUTBACK_EVERY = 4, 3
WEEK: Final = timedelta(days=7)


def week_index(request: PlanRequest, monday: date) -> int:
    """Weeks since the plan's first Monday."""
    return (monday - monday_of(request.anchor)).days // 7


def road_phase(request: PlanRequest, monday: date) -> Phase:
    """Base, build, peak, taper, race, recovery, maintain; without a race base and build take turns.

    The phases are counted back from the race, so that a refresh finds the same.

    >>> day = date(2026, 1, 5)
    >>> request = PlanRequest("marathon", day, date(2026, 5, 31), day, date(2026, 5, 3))
    >>> " ".join(road_phase(request, day + WEEK * number)[:2] for number in range(21))
    'ba ba ba ba ba bu bu bu bu bu pe pe pe pe ta ta ra re re ma ma'
    """
    if request.race_date is None:
        return "base" if week_index(request, monday) // CUTBACK_EVERY % 2 == 0 else "build"
    race_monday = monday_of(request.race_date)
    if monday == race_monday:
        return "race"
    if monday > race_monday:
        return _after_race(request, monday)
    return _before_race(request, monday)


def _after_race(request: PlanRequest, monday: date) -> Phase:
    recovered = recovered_on(request)
    return "recovery" if recovered is not None and monday + timedelta(days=3) <= recovered else "maintain"


def _before_race(request: PlanRequest, monday: date) -> Phase:
    weeks = weeks_before_taper(request, monday)
    if weeks is None or weeks < 0:
        return "taper"
    loading_weeks = max(weeks + 1, weeks + 1 + week_index(request, monday))
    peak_weeks = min(MOST_PEAK_WEEKS, max(1, loading_weeks // 3))
    build_weeks = min(MOST_BUILD_WEEKS, loading_weeks - peak_weeks - int(loading_weeks * BASE_SHARE))
    if weeks < peak_weeks:
        return "peak"
    return "build" if weeks < peak_weeks + build_weeks else "base"


def weeks_before_taper(request: PlanRequest, monday: date) -> int | None:
    """0 for the last loading week; negative in the taper; None without a race.

    A week belongs to the taper when more than half of its days do.
    """
    starts = taper_starts_on(request)
    if starts is None:
        return None
    first_taper_monday = monday_of(starts + timedelta(days=3))
    return (first_taper_monday - monday).days // 7 - 1


def is_cutback(request: PlanRequest, monday: date) -> bool:
    """Every fourth loading week (sprint: third): counted back from the taper, so that three full weeks lead into it.

    Never the first week of a plan: nothing of it has to settle yet.

    >>> day = date(2026, 1, 5)
    >>> request = PlanRequest("marathon", day, date(2026, 5, 31), day, date(2026, 5, 3))
    >>> [number for number in range(21) if is_cutback(request, day + WEEK * number)]
    [2, 6, 10]
    """
    every = SPRINT_CUTBACK_EVERY if request.goal == "sprint" else CUTBACK_EVERY
    weeks = weeks_before_taper(request, monday)
    if weeks is None:
        return week_index(request, monday) % every == every - 1
    return weeks >= 0 and weeks % every == every - 1 and monday > monday_of(request.anchor)
