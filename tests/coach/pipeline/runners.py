"""A runner whose numbers are known: four weeks of runs, a 5 km race, and a plan that rolls on."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from uuid import UUID, uuid4

from coach.activities import set_effort_kind
from coach.pipeline.context import Context, Question, read_context
from coach.rolling_plans import MadePlan, make_rolling_plan
from data import db
from data.db import User
from data.rolling_plans import RollingPlanWishes
from tests.rolling import covered, watch_run

# A Thursday.
DAY = date(2026, 3, 19)
WEEK_M = ((0, 8_000), (2, 9_000), (4, 9_000), (6, 14_000))


def begin_running(user: User, day: date = DAY) -> MadePlan:
    """40 km a week for four weeks, 14 km at most; a 10 km plan since the Monday before last, and no upload since."""
    made_on = day - timedelta(days=day.weekday() + 7)
    for week in range(1, 5):
        for weekday, distance_m in WEEK_M:
            watch_run(user, made_on - timedelta(days=7 * week - weekday), distance_m, distance_m * 0.36)
    race_on = made_on - timedelta(days=9)
    set_effort_kind(user, activity_of(user, watch_run(user, race_on, 5_000, 1_200)), "race")
    covered(user, made_on - timedelta(days=28), made_on - timedelta(days=1))
    wishes = RollingPlanWishes(goal="10k", race_date=day + timedelta(days=80), days_per_week=5)
    return make_rolling_plan(user, wishes, made_on)


def activity_of(user: User, log_id: UUID) -> UUID:
    (rows,) = db.read_all(user, ("select activity_id from workout_logs where id = %s", (log_id,)))
    activity_id: UUID = rows[0]["activity_id"]
    return activity_id


def context_on(user: User, day: date = DAY, question: str = "") -> Context:
    return read_context(user, Question(uuid4(), question), datetime.combine(day, time(12), UTC))
