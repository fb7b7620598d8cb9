"""A planned session as plain text: one line per step, readable on paper, in a message or typed into a watch."""

from __future__ import annotations

from coach.engines.clock import format_clock
from coach.engines.units import System, pace_s_in, pace_unit, step_length_text
from data.plan_days import PlanDayEntry
from data.plan_details import PlanBlock, PlanStep


def workout_text(session: PlanDayEntry, system: System = "metric") -> str:
    """The session's lines, ending with a newline. Repeated blocks are indented under "3x"."""
    details = session.details
    about = [session.title, session.date.isoformat()]
    if session.estimated_duration_minutes:
        about.append(f"{session.estimated_duration_minutes} min")
    lines = [" · ".join(about)]
    lines += [text for text in (details.purpose or session.description,) if text]
    for block in details.blocks:
        lines += ["", *_block_lines(block, system)]
    notes = [("Why", details.reason), ("How", details.guidance), ("Notes", session.notes)]
    kept = [f"{label}: {text}" for label, text in notes if text]
    return "\n".join([*lines, *(["", *kept] if kept else [])]) + "\n"


def _block_lines(block: PlanBlock, system: System) -> list[str]:
    steps = [f"- {_step_words(step, system)}" for step in block.steps]
    if block.rest_s:
        steps.append(f"- {format_clock(block.rest_s)} rest")
    title = f"{block.name} {block.rounds}x" if block.rounds > 1 else block.name
    return [title, *steps]


def _step_words(step: PlanStep, system: System) -> str:
    amount = [
        f"{step.reps} ×" if step.reps else "",
        step_length_text(system, step.distance_m, step.exercise) if step.distance_m else "",
        format_clock(step.duration_s) if step.duration_s else "",
    ]
    return " ".join(part for part in (*amount, step.exercise, _target_words(step, system)) if part)


def _target_words(step: PlanStep, system: System) -> str:
    """Pace and heart rate in brackets, else the effort."""
    targets = []
    if step.pace_fast_s_per_km and step.pace_slow_s_per_km:
        targets.append(pace_words(step.pace_fast_s_per_km, step.pace_slow_s_per_km, system))
    if step.heart_rate_low_bpm and step.heart_rate_high_bpm:
        targets.append(f"{step.heart_rate_low_bpm}–{step.heart_rate_high_bpm} bpm")
    if step.effort:
        targets.append(step.effort)
    return f"({', '.join(targets)})" if targets else ""


def pace_words(fast_s_per_km: float, slow_s_per_km: float, system: System) -> str:
    """
    >>> pace_words(300, 310, "metric"), pace_words(300, 300, "imperial")
    ('5:00–5:10 /km', '8:03 /mi')
    """
    fast, slow = (format_clock(pace_s_in(system, pace)) for pace in (fast_s_per_km, slow_s_per_km))
    return f"{fast} {pace_unit(system)}" if fast == slow else f"{fast}–{slow} {pace_unit(system)}"
