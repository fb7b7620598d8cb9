"""What a running plan starts from before anything is wished: the log, the profile, and how that week is written."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from coach.engines.run_plan.assessment import Standing, standing_of
from coach.engines.run_plan.contract import Experience
from coach.fitness import current_fitness
from coach.plan_requests import Frame, horizon, request_of
from data import db
from data.db import User
from data.plan_grounds import Reach, grounds
from data.profile_parts import Preferences
from data.rolling_plans import RollingPlanWishes

KNOWN_DAYS = 28


class RunningStart(NamedTuple):
    """None where nothing is known. `is_log_enough`: the log reaches back four weeks, so nobody has to be asked."""

    standing: Standing
    is_log_enough: bool
    run_km_per_week: float | None
    preferences: Preferences
    experience: Experience | None


def running_start(user: User, today: date) -> RunningStart:
    """What is known on this day; nothing is kept."""
    score = current_fitness(user, today).score
    with db.read_as(user) as conn:
        known = grounds(conn, Reach(today, horizon(today)))
    runner = known.runner.model_copy(update={"running_score": score})
    request = request_of(known._replace(runner=runner), RollingPlanWishes(goal="10k"), Frame(today, today, today))
    runs = [run.on for run in request.history if not run.is_assumed]
    return RunningStart(
        standing=standing_of(request),
        is_log_enough=bool(runs) and (today - min(runs)).days >= KNOWN_DAYS,
        run_km_per_week=runner.training_history.run_km_per_week,
        preferences=runner.preferences,
        experience=runner.training_history.experience,
    )
