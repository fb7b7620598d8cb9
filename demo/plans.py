"""The plan before the last race and the one followed now: sessions done, skipped, missed and to come."""

from __future__ import annotations

from datetime import date, timedelta
from random import Random
from typing import Final

from coach.engines.hyrox_request import PlanRequest, first_monday
from coach.plan_days import complete_day, skip_day
from coach.plan_templates import plan_from_template
from coach.plans import create_plan
from data.db import User
from data.plan_days import PlanDay
from data.workouts import WorkoutEntry
from demo import sessions
from demo.calendar import Week, next_race, planned_races

DONE_SHARE: Final = 0.88
SKIPPED_SHARE: Final = 0.05
WHY_SKIPPED: Final = "No time this week"
RACE_RPE: Final = 10


def requests(today: date) -> list[PlanRequest]:
    """Oldest first; the last one is active, the one before it archived."""
    last_race = planned_races(today)[-1]
    return [
        PlanRequest(last_race.day, 8, "intermediate", 5, 290, longest_run_minutes=95),
        PlanRequest(next_race(today), 12, "intermediate", 5, 310, longest_run_minutes=100),
    ]


def planned_days(requests: list[PlanRequest]) -> set[date]:
    """The days whose training comes from one of these plans."""
    return {
        first_monday(request) + timedelta(days=number) for request in requests for number in range(7 * request.weeks)
    }


def follow_plan(user: User, random: Random, request: PlanRequest, usual: list[Week], today: date) -> None:
    """Make the plan active and do its sessions up to yesterday, as well as life allows.

    `usual` are the athlete's weeks up to the current one.
    """
    plan = create_plan(user, plan_from_template(request))
    week_of = {week.monday: week for week in usual}
    for day in plan.days:
        if day.date >= today or day.is_rest_day:
            continue
        luck = random.random()
        if day.date == request.race_date or luck < DONE_SHARE:
            week = week_of[day.date - timedelta(days=day.date.weekday())]
            complete_day(user, day.id, _done(random, day, week, is_race=day.date == request.race_date))
        elif luck < DONE_SHARE + SKIPPED_SHARE:
            skip_day(user, day.id, why=WHY_SKIPPED)


def _done(random: Random, day: PlanDay, week: Week, *, is_race: bool) -> WorkoutEntry:
    """Much like it was planned, a few minutes more or less."""
    parts = _content(random, day, week) if not is_race else {"duration_minutes": 83, "distance_m": 8700}
    parts |= {"session_type": day.session_type, "title": day.title}
    entry = sessions.felt_entry(random, parts, week, day.date)
    return entry.model_copy(update={"rpe_post": RACE_RPE, "notes": "Race day!"}) if is_race else entry


def _content(random: Random, day: PlanDay, week: Week) -> sessions.Parts:
    minutes = max(15, round((day.estimated_duration_minutes or 40) * random.gauss(1, 0.05)))
    if day.session_type == "run":
        easy = day.title.startswith(("Easy", "Long"))
        return {"duration_minutes": minutes, "distance_m": sessions.distance_m(week, minutes, is_easy=easy)}
    if day.session_type in sessions.BY_TYPE:
        return sessions.BY_TYPE[day.session_type](random, week) | {"duration_minutes": minutes}
    return {"duration_minutes": minutes}
