"""What /api/v1/plans answers: weeks, sessions with what became of them, previews, assessments."""

from __future__ import annotations

from datetime import date, datetime
from typing import Literal, Self
from uuid import UUID

from pydantic import BaseModel, ConfigDict

from coach.engines.run_plan.contract import Phase, RunPlan
from coach.engines.run_plan.reality import Outcome
from coach.goal_changes import GoalChange
from coach.run_sessions import day_entry_of
from coach.two_months import Assumptions, SeenSession, SeenWeek, TwoMonths
from data.plan_days import PlanDayEntry
from data.plan_details import SessionDetails, SessionType
from data.plan_reality import LooseLog
from data.plan_refreshes import PlanChange
from data.rolling_plans import Goal, Method, RollingPlanWishes


class Frozen(BaseModel):
    model_config = ConfigDict(frozen=True)


class SessionView(Frozen):
    """A session of the plan, what became of it, and its steps."""

    day_id: UUID
    date: date
    title: str
    session_type: SessionType
    outcome: Outcome
    minutes: int | None
    distance_m: float | None
    is_pinned: bool
    linked_workout_log_id: UUID | None
    details: SessionDetails

    @classmethod
    def of(cls, seen: SeenSession) -> Self:
        session = seen.session
        return cls(
            day_id=session.id,
            date=session.date,
            title=session.title,
            session_type=session.session_type,
            outcome=seen.outcome,
            minutes=session.estimated_duration_minutes,
            distance_m=session.distance_m,
            is_pinned=session.is_pinned,
            linked_workout_log_id=session.linked_workout_log_id,
            details=session.details,
        )


class WeekView(Frozen):
    """Monday to Sunday. `phase` and `is_cutback` are unknown for weeks before the last rebuilding."""

    monday: date
    focus: str | None
    notes: str | None
    phase: Phase | None
    is_cutback: bool | None
    planned_minutes: int
    sessions: list[SessionView]

    @classmethod
    def of(cls, seen: SeenWeek) -> Self:
        sessions = [SessionView.of(session) for session in seen.sessions]
        return cls.model_validate(
            {
                "monday": seen.monday,
                "focus": seen.week.focus if seen.week else None,
                "notes": seen.week.notes if seen.week else None,
                "phase": seen.phase,
                "is_cutback": seen.is_cutback,
                "planned_minutes": sum(session.minutes or 0 for session in sessions),
                "sessions": sessions,
            }
        )


class Unplanned(Frozen):
    """A log that belongs to no planned session: it counts as load, not as adherence."""

    workout_log_id: UUID
    date: date
    title: str | None
    session_type: str
    distance_m: float | None
    duration_s: float | None

    @classmethod
    def of(cls, log: LooseLog) -> Self:
        return cls.model_validate({**log.model_dump(exclude={"id", "activity_id"}), "workout_log_id": log.id})


class TwoMonthsView(Frozen):
    """This month and the next."""

    plan_id: UUID
    plan_name: str
    goal: Goal
    method: Method
    race_date: date | None
    wishes: RollingPlanWishes
    weeks: list[WeekView]
    unplanned: list[Unplanned]
    next_session: SessionView | None
    notes: list[str]
    refreshed_at: datetime | None

    @classmethod
    def of(cls, seen: TwoMonths) -> Self:
        plan = seen.plan
        return cls(
            plan_id=plan.training_plan_id,
            plan_name=plan.plan_name,
            goal=plan.goal,
            method=plan.method,
            race_date=plan.race_date,
            wishes=plan.wishes,
            weeks=[WeekView.of(week) for week in seen.weeks],
            unplanned=[Unplanned.of(log) for log in seen.unplanned],
            next_session=SessionView.of(seen.next_session) if seen.next_session else None,
            notes=list(seen.notes),
            refreshed_at=seen.refresh.created_at if seen.refresh else None,
        )


class PreviewWeek(Frozen):
    monday: date
    focus: str
    phase: Phase
    is_cutback: bool
    notes: list[str]
    sessions: list[PlanDayEntry]


class Preview(Frozen):
    """Two months as they would be made; nothing is kept."""

    method: Method
    first_on: date
    last_on: date
    notes: list[str]
    weeks: list[PreviewWeek]

    @classmethod
    def of(cls, built: RunPlan) -> Self:
        return cls(
            method=built.method,
            first_on=built.request.today,
            last_on=built.request.last,
            notes=list(built.notes),
            weeks=[
                PreviewWeek(
                    monday=week.monday,
                    focus=week.focus,
                    phase=week.phase,
                    is_cutback=week.is_cutback,
                    notes=list(week.notes),
                    sessions=[day_entry_of(session, built.method) for session in week.sessions],
                )
                for week in built.weeks
            ],
        )


class AssumptionsView(Frozen):
    """Past sessions with what became of each, oldest first; `counts` says how many of what."""

    sessions: list[SessionView]
    unplanned: list[Unplanned]
    counts: dict[str, int]

    @classmethod
    def of(cls, known: Assumptions) -> Self:
        return cls(
            sessions=[SessionView.of(seen) for seen in known.sessions],
            unplanned=[Unplanned.of(log) for log in known.unplanned],
            counts=known.counts,
        )


class OverrideEntry(BaseModel):
    """What became of the session, as the athlete says; null takes it back."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    outcome: Literal["done", "missed"] | None


class GoalChangeView(Frozen):
    """Where the athlete stands, what the goal asks for, how the plan gets there, and what changed."""

    assessment: list[str]
    explanation: str
    is_realistic: bool
    changes: list[PlanChange]
    version_number: int | None

    @classmethod
    def of(cls, made: GoalChange) -> Self:
        return cls(
            assessment=list(made.assessment.lines),
            explanation=made.assessment.explanation,
            is_realistic=made.assessment.is_realistic,
            changes=made.refresh.changes,
            version_number=made.refresh.version_number,
        )
