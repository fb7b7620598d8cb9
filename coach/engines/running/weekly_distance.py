"""Distance of the last complete weeks, Monday to Sunday."""

from collections.abc import Iterable
from datetime import date, timedelta
from statistics import fmean
from typing import Final, NamedTuple

WEEKS: Final = 4


class WeekDistance(NamedTuple):
    """One complete week; `monday` is an ISO date. `distance_m` is None before the first run was ever logged.

    Runs without a distance (`unmeasured_count`) are not in it: it is then too low, and says so.
    """

    monday: str
    distance_m: float | None
    run_count: int
    unmeasured_count: int


def complete_weeks(
    runs: Iterable[tuple[date, float | None]], today: date, weeks: int = WEEKS
) -> tuple[WeekDistance, ...]:
    """The last complete weeks before the week of `today`, oldest first; a week is complete on the next Monday.

    Source: calendar weeks of ISO 8601.

    >>> runs = [(date(2026, 3, 2), 10_000.0), (date(2026, 3, 8), None), (date(2026, 3, 9), 5_000.0)]
    >>> complete_weeks(runs, date(2026, 3, 11), weeks=1)
    (WeekDistance(monday='2026-03-02', distance_m=10000.0, run_count=2, unmeasured_count=1),)
    """
    counted = [(day, distance_m) for day, distance_m in runs if day <= today]
    first = min((day for day, _ in counted), default=None)
    this_monday = today - timedelta(days=today.weekday())
    mondays = [this_monday - timedelta(weeks=back) for back in range(weeks, 0, -1)]
    return tuple(_week(counted, monday, first) for monday in mondays)


def mean_week_m(weeks: Iterable[WeekDistance]) -> float | None:
    """Mean distance of the weeks that are known [m]; None when none is.

    Source: arithmetic mean.

    >>> mean_week_m([WeekDistance("2026-03-02", 30_000.0, 3, 0), WeekDistance("2026-02-23", None, 0, 0)])
    30000.0
    """
    known = [week.distance_m for week in weeks if week.distance_m is not None]
    return fmean(known) if known else None


def _week(runs: list[tuple[date, float | None]], monday: date, first: date | None) -> WeekDistance:
    """A week in which nothing was run is 0 once there is a log, and unknown before it."""
    sunday = monday + timedelta(days=6)
    distances = [distance_m for day, distance_m in runs if monday <= day <= sunday]
    measured = [distance_m for distance_m in distances if distance_m is not None]
    is_known = first is not None and first <= sunday and (bool(measured) or not distances)
    distance_m = float(sum(measured)) if is_known else None
    return WeekDistance(monday.isoformat(), distance_m, len(distances), len(distances) - len(measured))
