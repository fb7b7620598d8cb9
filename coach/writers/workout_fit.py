"""A planned session as a workout file for watches (FIT), step by step."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from garmin_fit_sdk import Encoder, Profile

from data.plan_days import PlanDayEntry
from data.plan_details import PlanBlock, PlanStep, StepKind

FitFields = dict[str, Any]

# What a watch calls the parts of a workout.
INTENSITIES: dict[StepKind, str] = {
    "warmup": "warmup", "active": "active", "interval": "interval", "recovery": "recovery", "rest": "rest",
    "cooldown": "cooldown",
}  # fmt: skip
LONGEST_NAME, LONGEST_STEP_NAME = 60, 40
MOST_STEPS = 200
# A heart rate below this offset would be read as percent of the maximum.
BPM_OFFSET = 100


def workout_fit(session: PlanDayEntry, made_at: datetime) -> bytes:
    """The session as the bytes of a FIT workout file. A session without steps is one open step under its title.

    Steps without a time or a distance end with the lap button.
    """
    steps = list(_fit_steps(session))
    encoder = Encoder()
    kinds: dict[str, int] = Profile["mesg_num"]
    sport = "running" if session.session_type == "run" else "training"
    file_id = {"type": "workout", "manufacturer": "development", "product": 0, "serial_number": 1}
    workout = {"wkt_name": _short(session.title, LONGEST_NAME), "sport": sport, "num_valid_steps": len(steps)}
    encoder.write_mesg({"mesg_num": kinds["FILE_ID"], "time_created": made_at, **file_id})
    encoder.write_mesg({"mesg_num": kinds["WORKOUT"], **workout})
    for index, step in enumerate(steps):
        encoder.write_mesg({"mesg_num": kinds["WORKOUT_STEP"], "message_index": index, **step})
    content: bytes = bytes(encoder.close())
    return content


def _fit_steps(session: PlanDayEntry) -> Iterator[FitFields]:
    """Blocks one after the other; one that is repeated ends with a step that says from where and how often."""
    written = 0
    for block in session.details.blocks:
        steps = list(_steps_of(block))
        if not steps or written + len(steps) + 1 > MOST_STEPS:
            continue
        yield from steps
        if block.rounds > 1:
            yield {
                "duration_type": "repeat_until_steps_cmplt", "duration_value": written, "target_type": "open",
                "target_value": block.rounds,
            }  # fmt: skip
            written += 1
        written += len(steps)
    if not written:
        yield {**_length(None, _planned_s(session)), "target_type": "open", "intensity": "active"}


def _planned_s(session: PlanDayEntry) -> float | None:
    return session.estimated_duration_minutes * 60.0 if session.estimated_duration_minutes else None


def _steps_of(block: PlanBlock) -> Iterator[FitFields]:
    for step in block.steps:
        yield {
            "wkt_step_name": _short(_words(step), LONGEST_STEP_NAME),
            **_length(step.distance_m, step.duration_s),
            **_target(step),
            "intensity": INTENSITIES[step.kind or "active"],
        }
    if block.rest_s:
        yield {**_length(None, block.rest_s), "target_type": "open", "intensity": "rest"}


def _length(distance_m: float | None, duration_s: float | None) -> FitFields:
    """Raw fields in raw units (cm, ms): the encoder drops named sub-fields without a word."""
    if distance_m:
        return {"duration_type": "distance", "duration_value": round(distance_m * 100)}
    if duration_s:
        return {"duration_type": "time", "duration_value": round(duration_s * 1000)}
    return {"duration_type": "open"}


def _target(step: PlanStep) -> FitFields:
    """Pace before heart rate: the slower pace is the low end."""
    if step.pace_fast_s_per_km and step.pace_slow_s_per_km:
        return {
            "target_type": "speed", "target_value": 0,
            "custom_target_value_low": round(1_000_000 / step.pace_slow_s_per_km),
            "custom_target_value_high": round(1_000_000 / step.pace_fast_s_per_km),
        }  # fmt: skip
    if step.heart_rate_low_bpm and step.heart_rate_high_bpm:
        return {
            "target_type": "heart_rate", "target_value": 0,
            "custom_target_value_low": step.heart_rate_low_bpm + BPM_OFFSET,
            "custom_target_value_high": step.heart_rate_high_bpm + BPM_OFFSET,
        }  # fmt: skip
    return {"target_type": "open"}


def _words(step: PlanStep) -> str:
    return f"{step.reps} × {step.exercise}" if step.reps else step.exercise


def _short(text: str, length: int) -> str:
    return text if len(text) <= length else f"{text[: length - 1]}…"
