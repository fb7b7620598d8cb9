"""What the plan calls things, and one colour and one mark per meaning."""

from __future__ import annotations

from collections.abc import Hashable
from datetime import date
from typing import Any, Literal

from coach.engines.clock import format_clock
from coach.engines.units import System, step_length_text
from data.plan_details import PlanBlock, PlanStep, SessionType

State = Literal["done", "missed", "planned", "skipped", "rest", "logged"]

TYPES: dict[SessionType, str] = {
    "run": "Run", "hiit": "Stations", "strength": "Strength", "simulation": "Simulation", "recovery": "Recovery",
    "rest": "Rest day",
}  # fmt: skip
# Names of Streamlit's text colours; every type also says its name.
COLORS: dict[str, str] = {
    "run": "blue", "hiit": "orange", "strength": "violet", "simulation": "red", "recovery": "green", "rest": "gray",
}  # fmt: skip
STATES: dict[State, str] = {
    "done": "Done", "missed": "Missed", "planned": "Planned", "skipped": "Skipped", "rest": "Rest",
    "logged": "Logged",
}  # fmt: skip
MARKS: dict[State, str] = {"done": "✓", "missed": "✗", "planned": "○", "skipped": "–", "rest": "·", "logged": "+"}
WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")


def state_of(row: dict[Hashable, Any], today: date) -> State:
    """What became of a row of the calendar."""
    if row["is_skipped"]:
        return "skipped"
    if row["kind"] == "logged":
        return "logged"
    if row["is_completed"]:
        return "done"
    if row["session_type"] == "rest":
        return "rest"
    return "missed" if row["date"] < today else "planned"


def day_words(day: date) -> str:
    """
    >>> day_words(date(2026, 2, 7))
    'Sat 7 Feb'
    """
    return f"{day:%a} {day.day} {day:%b}"


def hours_words(minutes: float) -> str:
    """
    >>> hours_words(95), hours_words(40)
    ('1 h 35 min', '40 min')
    """
    hours, rest = divmod(round(minutes), 60)
    return " ".join(
        part for part in (f"{hours} h" if hours else "", f"{rest} min" if rest or not hours else "") if part
    )


def block_words(block: PlanBlock) -> str:
    """The first line of a block: its name, rounds and rest."""
    rounds = f" · {block.rounds} rounds" if block.rounds > 1 else ""
    rest = f" · rest {format_clock(block.rest_s)}" if block.rest_s else ""
    return f"{block.name}{rounds}{rest}"


def step_words(step: PlanStep, system: System = "metric") -> str:
    """
    >>> step_words(PlanStep(exercise="Easy Run", distance_m=8_000), "imperial")
    'Easy Run · 4.97 mi'
    >>> step_words(PlanStep(exercise="Easy Run", duration_s=600, effort="RPE 3"))
    'Easy Run · 10:00 · RPE 3'
    """
    amount = [
        f"{step.reps} ×" if step.reps else "",
        step_length_text(system, step.distance_m, step.exercise) if step.distance_m else "",
        format_clock(step.duration_s) if step.duration_s else "",
    ]
    return " · ".join(part for part in (step.exercise, *amount, step.effort or "") if part)
