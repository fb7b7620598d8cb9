"""Planned sessions as a plan keeps them, for the tests of what leaves the app."""

from __future__ import annotations

from datetime import UTC, date, datetime
from uuid import UUID

from data.plan_days import PlanDay, PlanDayEntry
from data.plan_details import PlanBlock, PlanStep, SessionDetails

MADE_AT = datetime(2026, 3, 1, 8, 0, tzinfo=UTC)
THRESHOLD = PlanDayEntry(
    date=date(2026, 3, 10),
    title="Threshold: 4 × 1.6 km, 1 min jog",
    session_type="run",
    estimated_duration_minutes=60,
    details=SessionDetails(
        purpose="To hold a strong pace for longer.",
        reason="Two easy days lie before it.",
        guidance="Stay relaxed; the last one should feel like the first.",
        blocks=[
            PlanBlock(name="Warm-up", steps=[PlanStep(exercise="Easy Run", duration_s=900, kind="warmup", zone="E")]),
            PlanBlock(
                name="Threshold",
                rounds=4,
                steps=[
                    PlanStep(
                        exercise="Threshold Run", distance_m=1600, kind="interval", zone="T",
                        pace_fast_s_per_km=250, pace_slow_s_per_km=258,
                    ),
                    PlanStep(exercise="Jog", duration_s=60, kind="recovery", zone="E"),
                ],
            ),
            PlanBlock(
                name="Cool-down",
                steps=[
                    PlanStep(
                        exercise="Easy Run", duration_s=600, kind="cooldown", zone="E",
                        heart_rate_low_bpm=120, heart_rate_high_bpm=140,
                    )
                ],
            ),
        ],
    ),
)  # fmt: skip


def kept(entry: PlanDayEntry, number: int, *, is_completed: bool = False, is_skipped: bool = False) -> PlanDay:
    """The session as the plan keeps it; `number` makes its id."""
    return PlanDay(
        **{name: getattr(entry, name) for name in PlanDayEntry.model_fields},
        id=UUID(int=number),
        plan_id=UUID(int=1),
        week_number=1,
        position=1,
        is_rest_day=entry.session_type == "rest",
        is_completed=is_completed,
        is_skipped=is_skipped,
        linked_workout_log_id=None,
        created_at=MADE_AT,
        updated_at=MADE_AT,
    )
