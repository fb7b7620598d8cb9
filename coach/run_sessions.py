"""A plan built by rules, as sessions and weeks of a training plan."""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import date

from coach.engines.run_plan.changes import Planned
from coach.engines.run_plan.contract import Block, Method, RunPlan, RunSession, Step
from data.plan_days import PlanDayEntry
from data.plan_details import PlanBlock, PlanStep, SessionDetails
from data.plans import PlanWeek

LONGEST_LINE, LONGEST_GUIDANCE = 300, 1_000


def day_entry_of(session: RunSession, method: Method) -> PlanDayEntry:
    return PlanDayEntry(
        date=session.on,
        title=session.title[:200],
        session_type=session.session_type,
        estimated_duration_minutes=session.minutes or None,
        description=session.purpose or None,
        details=SessionDetails(
            purpose=session.purpose[:LONGEST_LINE] or None,
            reason=session.reason[:LONGEST_LINE] or None,
            guidance=session.guidance[:LONGEST_GUIDANCE] or None,
            kind=session.kind,
            method=method,
            distance_m=round(session.distance_m) if session.distance_m else None,
            zone_s={zone: float(round(seconds)) for zone, seconds in session.zone_s.items() if seconds > 0},
            is_hard=session.is_hard,
            blocks=[_block_of(block) for block in session.blocks],
        ),
    )


def weeks_of(plan: RunPlan, monday: date) -> list[PlanWeek]:
    """What each week is about; `monday` begins the training plan they are weeks of."""
    return [
        PlanWeek(
            week_number=(week.monday - monday).days // 7 + 1,
            focus=week.focus[:200],
            target_volume_hours=round(sum(session.minutes for session in week.sessions) / 60, 2),
            notes=" ".join(week.notes) or None,
        )
        for week in plan.weeks
        if week.sessions
    ]


def planned_of(entry: PlanDayEntry) -> Planned:
    """A session as it is compared with another: what is done in it, not how it is explained."""
    blocks = [block.model_dump(exclude_none=True) for block in entry.details.blocks]
    return Planned(
        on=entry.date,
        kind=entry.details.kind or entry.session_type,
        title=entry.title,
        session_type=entry.session_type,
        distance_m=entry.details.distance_m,
        minutes=entry.estimated_duration_minutes,
        content=json.dumps(blocks, sort_keys=True),
    )


def all_planned(entries: Iterable[PlanDayEntry]) -> list[Planned]:
    return [planned_of(entry) for entry in entries]


def _block_of(block: Block) -> PlanBlock:
    return PlanBlock(name=block.name[:200], rounds=block.rounds, steps=[_step_of(step) for step in block.steps])


def _step_of(step: Step) -> PlanStep:
    told = (step.text if step.exercise else None, step.rpe)
    return PlanStep(
        exercise=(step.exercise or step.text)[:200],
        distance_m=step.distance_m or None,
        duration_s=step.duration_s or None,
        reps=step.reps,
        effort="; ".join(part for part in told if part)[:LONGEST_LINE] or None,
        pace_fast_s_per_km=_pace(step.pace_fast_s_per_km),
        pace_slow_s_per_km=_pace(step.pace_slow_s_per_km),
        heart_rate_low_bpm=step.heart_rate.low_bpm if step.heart_rate else None,
        heart_rate_high_bpm=step.heart_rate.high_bpm if step.heart_rate else None,
        zone=step.zone,
        kind=step.kind,
    )


def _pace(pace_s_per_km: float | None) -> float | None:
    """To the tenth of a second: the number that comes back from JSON is the same."""
    return None if pace_s_per_km is None else round(pace_s_per_km, 1)
