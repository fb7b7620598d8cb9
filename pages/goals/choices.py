"""What the form of a goal offers to choose from."""

from __future__ import annotations

from coach.engines.units import System, run_length_text
from data.goals import GoalType

TYPES: dict[GoalType, str] = {
    "race_time": "Finish time",
    "station_time": "Station time",
    "running_pace": "Running pace",
    "consistency": "Training habit",
    "training_volume": "Training volume",
    "body_comp": "Body",
    "custom": "My own",
}
FORMATS = {None: "Any race", "singles": "Singles", "doubles": "Doubles", "relay": "Relay"}
WINDOWS = {"week": "In a week", "month": "In a month", "total": "In total"}
SESSIONS = {None: "All training", "run": "Runs", "strength": "Strength", "hiit": "High intensity",
            "simulation": "Simulations", "recovery": "Recovery"}  # fmt: skip
MEASURES = {"weight": "Body weight", "other": "Something else"}

_LONG_UNITS = {"metric": "Kilometres", "imperial": "Miles"}
_LENGTHS_M = (1_000.0, 5_000.0, 10_000.0)
_NAMED_LENGTHS: dict[float | None, str] = {21_097.5: "Half marathon", 42_195.0: "Marathon"}


def volume_units(system: System) -> dict[str, str]:
    """By the unit a volume is kept in."""
    return {"hours": "Hours", "km": _LONG_UNITS[system]}


def distances(system: System) -> dict[float | None, str]:
    """By metres; a pace without a distance is looked for in runs of a kilometre and more."""
    lengths: dict[float | None, str] = {length_m: run_length_text(system, length_m) for length_m in _LENGTHS_M}
    return {None: "1 km or longer", **lengths, **_NAMED_LENGTHS}
