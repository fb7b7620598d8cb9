"""Athletes whose answers are known: one in the middle of a season, one who has just begun."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import uuid4

from coach.pipeline.context import Context, Question, read_context
from coach.plans import create_plan
from coach.profiles import save_profile
from coach.races import log_race
from coach.workouts import log_workout
from data.db import User
from data.plan_days import PlanDayEntry
from data.plan_details import SessionDetails
from data.plans import PlanDraft
from data.profiles import ProfileEntry
from data.races import RaceEntry
from data.workouts import WorkoutEntry
from tests.pages.sample_race import SPLIT_TIMES, TOTAL_S

NOW = datetime.now(UTC).replace(hour=12)
TODAY = NOW.date()
DAYS_TO_RACE = 30


def profile_entry(**changes: Any) -> ProfileEntry:
    fields = {
        "display_name": "Alex",
        "sex": "female",
        "date_of_birth": date(1992, 3, 4),
        "division": "open",
        "goal_time_minutes": 80,
        "race_date": TODAY + timedelta(days=DAYS_TO_RACE),
        "hyrox_race_count": 1,
    }
    return ProfileEntry.model_validate(fields | changes)


def begin_season(user: User) -> None:
    """A race with slow wall balls, six weeks of logs, and a plan with a session today and tomorrow."""
    save_profile(user, profile_entry(), is_complete=True)
    log_race(user, race_entry())
    for day in range(42, 0, -2):
        log_workout(user, workout_entry(TODAY - timedelta(days=day)))
    create_plan(user, PlanDraft(plan_name="Winter", start_date=TODAY, duration_weeks=4, days=sessions()))


def race_entry() -> RaceEntry:
    return RaceEntry.model_validate(
        {
            "race_name": "2025 Springfield",
            "race_date": TODAY - timedelta(days=90),
            "gender": "women",
            "total_time_seconds": TOTAL_S,
            "splits": SPLIT_TIMES,
        }
    )


def workout_entry(day: date, **changes: Any) -> WorkoutEntry:
    fields = {"date": day, "session_type": "run", "title": "Easy run", "duration_minutes": 50, "rpe_post": 5}
    return WorkoutEntry.model_validate(fields | changes)


def sessions() -> list[PlanDayEntry]:
    return [
        PlanDayEntry(
            date=TODAY,
            title="Sleds & *runs* [here](http://example.org)",
            session_type="hiit",
            estimated_duration_minutes=65,
            description="4 rounds: 800 m at 4:45 /km, 25 m sled push",
            details=SessionDetails(purpose="Run well on tired legs.", reason="Your runs after the sleds are slow."),
        ),
        PlanDayEntry(
            date=TODAY + timedelta(days=1), title="Easy run", session_type="run", estimated_duration_minutes=40
        ),
    ]


def context_of(user: User, question: str = "") -> Context:
    return read_context(user, Question(uuid4(), question), NOW)
