"""What a HYROX plan is built from, and how its weeks are laid out before the race."""

from __future__ import annotations

from datetime import date, timedelta
from typing import NamedTuple, get_args

from coach.engines.hyrox_exercises import Level, Phase

WEEK_CHOICES = (8, 12, 16)
DAY_CHOICES = (3, 4, 5, 6)
SHORTEST_WEEK_MIN, LONGEST_WEEK_MIN = 75, 1200


class PlanRequest(NamedTuple):
    """Days are 1 (Monday) to 7. `start_minutes` is what a normal week holds now;
    the longest run is the one of the last 30 days.
    """

    race_date: date
    weeks: int
    level: Level
    days_per_week: int
    start_minutes: int
    days_available: tuple[int, ...] = (1, 2, 3, 4, 5, 6, 7)
    longest_run_minutes: int | None = None


def check_request(request: PlanRequest) -> None:
    """
    Raises:
        ValueError: a parameter is outside what the builder knows; the text says which.
    """
    if request.weeks not in WEEK_CHOICES:
        raise ValueError("A plan has 8, 12 or 16 weeks.")
    if request.level not in get_args(Level):
        raise ValueError("Choose beginner, intermediate or advanced.")
    if request.days_per_week not in DAY_CHOICES:
        raise ValueError("Choose 3 to 6 training days a week.")
    if not set(request.days_available) <= set(range(1, 8)) or len(set(request.days_available)) < request.days_per_week:
        raise ValueError("Choose at least as many days as you want to train.")
    if not SHORTEST_WEEK_MIN <= request.start_minutes <= LONGEST_WEEK_MIN:
        raise ValueError("A normal week of yours needs 75 to 1,200 minutes. With less, build up with easy runs first.")
    if request.longest_run_minutes is not None and not 15 <= request.longest_run_minutes <= 300:
        raise ValueError("Your longest run is between 15 and 300 minutes.")


def first_monday(request: PlanRequest) -> date:
    race_monday = request.race_date - timedelta(days=request.race_date.weekday())
    return race_monday - timedelta(weeks=request.weeks - 1)


def phase_of(request: PlanRequest, number: int) -> Phase:
    build_weeks = request.weeks - 2
    if number > build_weeks:
        return "taper"
    if number > build_weeks - 2:
        return "peak"
    return "base" if number <= build_weeks * 0.4 else "build"


def is_cutback(request: PlanRequest, number: int) -> bool:
    return number % 4 == 0 and number <= request.weeks - 2
