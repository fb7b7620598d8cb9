"""One session of a plan as it is looked at: what it asks for, what became of it, and where it could go."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple
from uuid import UUID

from coach.engines.day_moves import Move, MoveFrame, Placed, possible_moves
from coach.engines.run_plan.reality import Outcome, outcome_of
from data import db
from data.db import User
from data.errors import NotFound
from data.plan_days import GONE, PlanDay
from data.plan_reality import RealSession, real_session_of, real_session_query
from data.plans import find_plan
from data.profiles import find_profile
from data.rolling_plans import WEEKDAYS, active_rolling_plan
from data.workouts import Workout, find_workout

HARD_TYPES = ("hiit", "simulation")
DEMANDING_KINDS = ("long", "second_long", "marathon_pace")


class DoneAmounts(NamedTuple):
    """What the log of a session says; None where it does not."""

    date: date
    distance_m: float | None
    duration_s: float | None
    pace_s_per_km: float | None
    heart_rate_avg_bpm: int | None
    rpe: int | None


class OpenedSession(NamedTuple):
    session: RealSession
    outcome: Outcome
    done: DoneAmounts | None


def opened_session(user: User, day_id: UUID, today: date) -> OpenedSession:
    """
    Raises:
        NotFound: it is not there, not yours, or its plan was removed.
    """
    (rows,) = db.read_all(user, real_session_query(day_id))
    if not rows:
        raise NotFound(GONE)
    session = real_session_of(rows[0])
    return OpenedSession(session, outcome_of(session, today), _done(user, session))


def move_choices(user: User, session: PlanDay, today: date) -> tuple[Move, ...]:
    """The days a session may go to, with what speaks against each.

    Raises:
        NotFound: its plan is not there.
    """
    plan, profile, rolling = find_plan(user, session.plan_id), find_profile(user), active_rolling_plan(user)
    is_followed = rolling is not None and rolling.training_plan_id == plan.id
    wishes = rolling.wishes if rolling is not None and is_followed else None
    minutes = wishes.availability_minutes if wishes else None
    if minutes is None:
        minutes = profile.preferences.availability_minutes if profile else {}
    race_on = wishes.race_date if wishes else profile.race_date if profile else None
    frame = MoveFrame(
        today,
        plan.start_date,
        plan.end_date,
        race_on,
        tuple(minutes.get(weekday) for weekday in WEEKDAYS),
        wishes.blocked_days if wishes else frozenset(),
    )
    others = [placed(day) for day in plan.days if day.id != session.id and not (day.is_rest_day or day.is_skipped)]
    return possible_moves(placed(session), others, frame)


def placed(day: PlanDay) -> Placed:
    """A session that does not say whether it is hard is what its type usually is."""
    known = day.details.is_hard
    is_hard = known if known is not None else day.session_type in HARD_TYPES
    is_demanding = is_hard or day.details.kind in DEMANDING_KINDS
    return Placed(day.date, day.title, is_hard, is_demanding, day.estimated_duration_minutes)


def _done(user: User, session: RealSession) -> DoneAmounts | None:
    if session.linked_workout_log_id is None:
        return None
    try:
        log = find_workout(user, session.linked_workout_log_id)
    except NotFound:
        return None
    return done_amounts(log)


def done_amounts(log: Workout) -> DoneAmounts:
    """The pace is of the whole log, its breaks included."""
    is_run = log.session_type == "run" and bool(log.distance_m and log.duration_s)
    pace = log.duration_s / log.distance_m * 1000 if is_run and log.duration_s and log.distance_m else None
    return DoneAmounts(log.date, log.distance_m, log.duration_s, pace, log.heart_rate_avg, log.rpe_post)
