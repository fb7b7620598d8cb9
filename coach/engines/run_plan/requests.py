"""Requests that cannot be planned, and what to change in them."""

from __future__ import annotations

from datetime import date, timedelta
from math import isfinite
from typing import Final, get_args

from coach.engines.run_plan.contract import METHOD_OF_GOAL, Experience, PlanRequest
from coach.engines.run_plan.frame import SHORTEST_DAY_MIN
from coach.engines.streaks import monday_of

LONGEST_PLAN_DAYS: Final = 190
FARTHEST_RACE_DAYS: Final = 2 * 366
LEAST_LOAD: Final = 0.5
AGES: Final = (13, 100)
MOST_WEEK_M, MOST_RUN_M, MOST_WEEK_S = 400_000.0, 250_000.0, 60 * 3600.0
MOST_RACE_M: Final = 500_000.0


class ImpossiblePlan(ValueError):
    """The request cannot be planned; the text says what to change."""


def check_request(request: PlanRequest) -> None:
    """
    Raises:
        ImpossiblePlan: the request cannot be planned; the text says what to change.
    """
    _check_choices(request)
    _check_dates(request)
    _check_days(request)
    _check_amounts(request)


def _check_choices(request: PlanRequest) -> None:
    if request.goal not in METHOD_OF_GOAL:
        raise ImpossiblePlan("Choose a goal for the plan, for example 10 km or general fitness.")
    if request.experience not in get_args(Experience):
        raise ImpossiblePlan("Choose beginner, intermediate or advanced.")
    if request.age is not None and not AGES[0] <= request.age <= AGES[1]:
        raise ImpossiblePlan(f"A plan is for ages {AGES[0]} to {AGES[1]}. Please check your date of birth.")
    if not LEAST_LOAD <= request.load_factor <= 1:
        raise ImpossiblePlan("The load of the first week is between 50 and 100 % of what was planned.")


def _check_dates(request: PlanRequest) -> None:
    if request.last < request.today:
        raise ImpossiblePlan("The plan ends before it begins. Choose a later end.")
    if (request.last - request.today).days > LONGEST_PLAN_DAYS:
        raise ImpossiblePlan("A plan reaches half a year ahead at most. Choose an earlier end; it rolls on by itself.")
    if request.anchor > request.last:
        raise ImpossiblePlan("The plan's first week lies after its end. Choose an earlier start.")
    if request.race_date is not None:
        _check_race(request, request.race_date)


def _check_race(request: PlanRequest, race: date) -> None:
    """A race in the plan's own past is fine: its recovery still has to be planned."""
    if race < min(request.today, monday_of(request.anchor)):
        raise ImpossiblePlan("The race day is over. Choose a new race, or a plan without one.")
    if (race - request.today).days > FARTHEST_RACE_DAYS:
        raise ImpossiblePlan("The race is more than two years away. Plan without a race first, and add it later.")


def _check_days(request: PlanRequest) -> None:
    if not 1 <= request.days_per_week <= 7:
        raise ImpossiblePlan("Choose 1 to 7 training days a week.")
    if len(request.availability) != 7 or any(room is not None and room < 0 for room in request.availability):
        raise ImpossiblePlan("Give the minutes of each of the seven days: 0 for a day off, nothing for no limit.")
    if all(room is not None and room < SHORTEST_DAY_MIN for room in request.availability):
        raise ImpossiblePlan(f"No day of your week has {SHORTEST_DAY_MIN} minutes for training. Free at least one.")
    if request.long_run_day is not None and not 1 <= request.long_run_day <= 7:
        raise ImpossiblePlan("Choose a day of the week for the long run, or none.")
    if _every_day_blocked(request):
        raise ImpossiblePlan("Every day until the plan's end is blocked. Free at least one, or plan a later start.")


def _every_day_blocked(request: PlanRequest) -> bool:
    days = (request.today + timedelta(days=number) for number in range((request.last - request.today).days + 1))
    return all(day in request.blocked for day in days)


def _check_amounts(request: PlanRequest) -> None:
    amounts = (
        ("A normal week", request.start_week_m, MOST_WEEK_M, "400 km"),
        ("A normal week", request.start_week_s, MOST_WEEK_S, "60 hours"),
        ("The longest run", request.start_longest_m, MOST_RUN_M, "250 km"),
        ("The race", request.race_distance_m, MOST_RACE_M, "500 km"),
    )
    for what, amount, most, words in amounts:
        if amount is not None and not (isfinite(amount) and 0 <= amount <= most):
            raise ImpossiblePlan(f"{what} is between 0 and {words}. Please check the number.")
    pace = request.easy_pace_s_per_km
    if pace is not None and not (isfinite(pace) and 120 <= pace <= 1_200):
        raise ImpossiblePlan("An easy pace is between 2:00 and 20:00 per km. Please check it.")
