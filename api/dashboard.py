"""/api/v1/dashboard: everything Today shows, in one answer."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from fastapi import APIRouter
from pydantic import BaseModel

from api.analysis import FromEngine
from api.bearer import CurrentUser
from api.problems import PROBLEM_RESPONSES
from coach.engines.readiness import FORMULA
from coach.today import Today, goal_progress_pct, today
from data.today import ActiveGoal, LoggedSession, PlannedSession, RecentRecord

router = APIRouter(prefix="/dashboard", tags=["dashboard"], responses=PROBLEM_RESPONSES)


class TodaysWorkout(FromEngine):
    """A session of the active plan."""

    day_id: UUID
    date: date
    plan_id: UUID
    plan_name: str
    week_number: int
    title: str
    description: str | None
    session_type: str
    estimated_duration_minutes: int | None
    details: dict[str, Any]
    is_rest_day: bool
    is_completed: bool
    is_skipped: bool
    linked_workout_log_id: UUID | None


class Logged(FromEngine):
    id: UUID
    session_type: str
    title: str | None
    minutes: float | None
    distance_m: float | None
    rpe_post: int | None
    completion_status: str


class RaceCountdown(BaseModel):
    race_date: date
    days: int


class WeeklySummary(BaseModel):
    """Monday to today, and the mean of the four full weeks before; null before there were any."""

    workout_count: int
    total_hours: float
    average_rpe: float | None
    workouts_without_duration: int
    usual_workout_count: float | None
    usual_total_hours: float | None
    usual_average_rpe: float | None


class TrainingStreak(BaseModel):
    """`is_longer`: it began before the 400 days looked at."""

    days: int
    is_today_logged: bool
    is_longer: bool
    weeks: int


class RecordOutline(FromEngine):
    id: UUID
    record_type: str
    name: str | None
    value: float
    value_unit: str
    previous_value: float | None
    distance_m: float | None
    date_achieved: date
    is_estimate: bool


class GoalOutline(FromEngine):
    """`current_value` is the stored one; `progress_pct` is null while a value is missing."""

    id: UUID
    goal_type: str
    title: str
    target_value: float | None
    target_unit: str | None
    current_value: float | None
    target_date: date | None
    progress_pct: float | None = None


class ReadinessPart(FromEngine):
    name: str
    weight: float
    score: float | None
    text: str


class ReadinessOutline(BaseModel):
    """0 to 100 by `formula`; parts without a score gave their weight to the others."""

    score: float | None
    used_pct: int
    formula: str
    note: str
    parts: list[ReadinessPart]


class EstimatedRaceTime(FromEngine):
    """Eight in ten such races end between `low_s` and `high_s`; seconds, singles."""

    time_s: float
    low_s: float
    high_s: float
    division: str
    gender: str
    used: tuple[str, ...]
    next_input: str | None
    next_half_s: float | None


class Dashboard(BaseModel):
    date: date
    todays_workouts: list[TodaysWorkout]
    next_workout: TodaysWorkout | None
    logged_today: list[Logged]
    race_countdown: RaceCountdown | None
    weekly_summary: WeeklySummary
    recent_records: list[RecordOutline]
    training_streak: TrainingStreak
    active_goals: list[GoalOutline]
    readiness: ReadinessOutline
    estimated_race_time: EstimatedRaceTime | None


@router.get("")
def read_dashboard(user: CurrentUser) -> Dashboard:
    """Today's workout, race countdown, this week, records, streak, goals, readiness and estimated race time."""
    seen = today(user)
    race_date = seen.athlete.race_date if seen.athlete else None
    has_race = race_date is not None and seen.days_to_race is not None
    return Dashboard(
        date=seen.day,
        todays_workouts=[_planned(session) for session in seen.sessions],
        next_workout=_planned(seen.next_session) if seen.next_session else None,
        logged_today=[_logged(session) for session in seen.logged],
        race_countdown=RaceCountdown(race_date=race_date, days=seen.days_to_race) if has_race else None,
        weekly_summary=_week(seen),
        recent_records=[_record(record) for record in seen.records],
        training_streak=TrainingStreak(**seen.streak._asdict(), weeks=seen.week_streak),
        active_goals=[_goal(goal) for goal in seen.goals],
        readiness=_readiness(seen),
        estimated_race_time=EstimatedRaceTime.model_validate(seen.estimate) if seen.estimate else None,
    )


def _planned(session: PlannedSession) -> TodaysWorkout:
    return TodaysWorkout.model_validate(session)


def _logged(session: LoggedSession) -> Logged:
    return Logged.model_validate(session)


def _record(record: RecentRecord) -> RecordOutline:
    return RecordOutline.model_validate(record)


def _goal(goal: ActiveGoal) -> GoalOutline:
    return GoalOutline.model_validate(goal).model_copy(update={"progress_pct": goal_progress_pct(goal)})


def _week(seen: Today) -> WeeklySummary:
    week, usual = seen.week, seen.usual_week
    return WeeklySummary(
        workout_count=week.session_count,
        total_hours=week.hours,
        average_rpe=week.mean_rpe,
        workouts_without_duration=week.untimed_count,
        usual_workout_count=usual.session_count if usual else None,
        usual_total_hours=usual.hours if usual else None,
        usual_average_rpe=usual.mean_rpe if usual else None,
    )


def _readiness(seen: Today) -> ReadinessOutline:
    known = seen.readiness
    parts = [ReadinessPart(**part._asdict()) for part in known.parts]
    return ReadinessOutline(score=known.score, used_pct=known.used_pct, formula=FORMULA, note=known.note, parts=parts)
