"""What the race does to the days around it: how far it is, how long the taper and the recovery last."""

from __future__ import annotations

from datetime import date, timedelta
from math import ceil
from typing import Final

from coach.engines.run_plan.contract import RACE_DISTANCE_M, Goal, PlanRequest

RACED_M_PER_EASY_DAY: Final = 3_000.0
MOST_EASY_DAYS, LEAST_EASY_DAYS = 35, 1
# What a race costs where no distance is given: 50 km of ultra; HYROX counts its stations as a third more running.
USUAL_RACE_M: Final[dict[Goal, float]] = RACE_DISTANCE_M | {
    "ultra": 50_000, "hyrox": 12_000, "sprint": 200, "general_fitness": 10_000,
}  # fmt: skip
QUIET_DAYS_BEFORE: Final = 2
RECOVERY_FACTORS: Final = (0.25, 0.5)
MAINTAIN_FACTOR: Final = 0.75
# Share of the peak by days left: (from this many days on, share), the furthest first.
_TAPERS: Final[dict[str, tuple[tuple[int, float], ...]]] = {
    "short": ((11, 1.0), (7, 0.62), (1, 0.48)),
    "half": ((14, 1.0), (7, 0.66), (1, 0.42)),
    "marathon": ((21, 1.0), (14, 0.80), (7, 0.60), (1, 0.40)),
    "ultra": ((14, 1.0), (7, 0.62), (1, 0.42)),
}


def race_distance_m(request: PlanRequest) -> float:
    """The distance given, or what the goal usually is."""
    return request.race_distance_m or USUAL_RACE_M[request.goal]


def recovery_days(request: PlanRequest) -> int:
    """Easy days after the race: about one for every 3 km raced.

    Source: Daniels' Running Formula; never more than five weeks.

    >>> day = date(2026, 5, 3)
    >>> [recovery_days(PlanRequest(goal, day, day, day)) for goal in ("5k", "half_marathon", "marathon", "ultra")]
    [2, 8, 15, 17]
    """
    return min(MOST_EASY_DAYS, max(LEAST_EASY_DAYS, ceil(race_distance_m(request) / RACED_M_PER_EASY_DAY)))


def recovered_on(request: PlanRequest) -> date | None:
    """The last easy day after the race."""
    return None if request.race_date is None else request.race_date + timedelta(days=recovery_days(request))


def is_quiet(request: PlanRequest, on: date) -> bool:
    """Whether this day is for nothing hard: the two before the race, and the recovery after it."""
    if request.race_date is None:
        return False
    days_left = (request.race_date - on).days
    return 0 < days_left <= QUIET_DAYS_BEFORE or 0 > days_left >= -recovery_days(request)


def taper_of(request: PlanRequest) -> tuple[tuple[int, float], ...]:
    """Bands of the taper: 5 and 10 km 10 days, half marathon and ultra two weeks, marathon three.

    Source: Bosquet et al. (2007) for the depth, with intensity and frequency kept; published plans for the lengths.
    """
    if request.goal == "ultra":
        return _TAPERS["ultra"]
    distance_m = race_distance_m(request)
    return _TAPERS["marathon" if distance_m > 30_000 else "half" if distance_m > 12_500 else "short"]


def taper_days(request: PlanRequest) -> int:
    """Days of taper before the race day."""
    return taper_of(request)[0][0] - 1


def day_factor(request: PlanRequest, on: date) -> float:
    """Share of the peak's daily amount that this day should hold; 1.0 far from any race.

    >>> request = PlanRequest("marathon", date(2026, 1, 5), date(2026, 5, 10), date(2026, 1, 5), date(2026, 5, 3))
    >>> [day_factor(request, date(2026, 4, day)) for day in (12, 13, 20, 28)]
    [1.0, 0.8, 0.6, 0.4]
    """
    if request.race_date is None:
        return 1.0
    days_left = (request.race_date - on).days
    if days_left > 0:
        return next(share for from_days, share in taper_of(request) if days_left >= from_days)
    if days_left == 0:
        return 0.0
    easy_days = recovery_days(request)
    if -days_left > easy_days:
        return MAINTAIN_FACTOR
    return RECOVERY_FACTORS[0 if -days_left <= (easy_days + 1) // 2 else 1]


def taper_starts_on(request: PlanRequest) -> date | None:
    return None if request.race_date is None else request.race_date - timedelta(days=taper_days(request))
