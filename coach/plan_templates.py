"""Plans from a template: what the log says to start from, and the plan to look at before it is kept."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import NamedTuple

from coach.engines.hyrox_plan import HyroxPlan, PlannedSession, build_plan
from coach.engines.hyrox_request import PlanRequest
from data.db import User
from data.errors import Rejected
from data.plan_days import PlanDayEntry
from data.plan_details import PlanBlock, PlanStep, SessionDetails, SessionType
from data.plans import PlanDraft, PlanWeek
from data.workouts import WorkoutFilter, workouts


class CurrentTraining(NamedTuple):
    """None where the log does not say."""

    minutes_a_week: int | None
    longest_run_minutes: int | None


def current_training(user: User, today: date) -> CurrentTraining:
    """What the log says a template should start from: the mean week of the last four, the longest run of 30 days."""
    logged = workouts(user, WorkoutFilter(first_date=today - timedelta(days=30), last_date=today))
    logged = logged[logged["completion_status"] != "skipped"]
    weeks = logged[logged["date"] > today - timedelta(days=28)]
    runs = logged[logged["session_type"] == "run"]["duration_minutes"]
    minutes = int(weeks["duration_minutes"].sum()) // 4
    longest = int(runs.max()) if runs.notna().any() else None
    return CurrentTraining(minutes or None, longest if longest and 15 <= longest <= 300 else None)


def plan_from_template(request: PlanRequest, plan_name: str = "") -> PlanDraft:
    """A HYROX plan to look at before it is kept.

    Raises:
        Rejected: a wish the builder cannot fulfil; the text says which.
    """
    try:
        built = build_plan(request)
    except ValueError as wrong:
        raise Rejected(str(wrong)) from wrong
    return PlanDraft(
        plan_name=plan_name.strip() or f"HYROX {request.weeks} weeks, {request.level}",
        start_date=built.weeks[0].monday,
        duration_weeks=request.weeks,
        goal=f"Race on {request.race_date:%d %B %Y}",
        difficulty=request.level,
        weeks=_weeks_of(built),
        days=[_day_of(session) for week in built.weeks for session in week.sessions],
    )


_TYPES: Sequence[SessionType] = ("run", "hiit", "strength", "simulation", "recovery", "rest")


def session_type_of(name: str) -> SessionType:
    return next(known for known in _TYPES if known == name)


def _weeks_of(built: HyroxPlan) -> list[PlanWeek]:
    """The plan's own notes stand in its first week."""
    return [
        PlanWeek(
            week_number=week.number,
            focus=week.focus,
            target_volume_hours=round(week.minutes / 60, 2),
            notes=" ".join((*(built.notes if week.number == 1 else ()), *week.notes)) or None,
        )
        for week in built.weeks
    ]


def _day_of(session: PlannedSession) -> PlanDayEntry:
    blocks = [
        PlanBlock(
            name=block.name,
            rounds=block.rounds,
            rest_s=block.rest_s,
            steps=[PlanStep.model_validate(step._asdict()) for step in block.steps],
        )
        for block in session.blocks
    ]
    return PlanDayEntry(
        date=session.date,
        title=session.title,
        session_type=session_type_of(session.session_type),
        estimated_duration_minutes=session.minutes or None,
        description=session.purpose,
        details=SessionDetails(purpose=session.purpose, reason=session.reason, blocks=blocks),
    )
