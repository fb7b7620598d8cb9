"""A row of a session's form in one line, for rows that are folded."""

from __future__ import annotations

from coach.engines.units import System, weight_unit
from pages.log.typed_workout import TypedInterval, TypedSet


def set_line(row: TypedSet, system: System) -> str:
    """
    >>> set_line(TypedSet("Deadlift", 3, 5, 82.5), "metric")
    'Deadlift · 3 × 5 reps, 82.5 kg'
    >>> set_line(TypedSet("Row", distance_m=500, time="1:50"), "metric")
    'Row · 500 m, 1:50'
    >>> set_line(TypedSet(), "metric")
    'No exercise yet'
    """
    times = f"{row.repeats} × " if row.repeats and row.repeats > 1 else ""
    measures = (
        f"{row.reps} {'rep' if row.reps == 1 else 'reps'}" if row.reps is not None else "",
        f"{row.weight:g} {weight_unit(system)}" if row.weight is not None else "",
        f"{row.distance_m:g} m" if row.distance_m is not None else "",
        row.time,
    )
    return _line(row.exercise or "No exercise yet", times, measures)


def interval_line(row: TypedInterval) -> str:
    """
    >>> interval_line(TypedInterval(8, 400, "1:30", "1:00"))
    'Interval · 8 × 400 m, 1:30, rest 1:00'
    """
    times = f"{row.repeats} × " if row.repeats and row.repeats > 1 else ""
    measures = (
        f"{row.distance_m:g} m" if row.distance_m is not None else "",
        row.time,
        f"rest {row.rest}" if row.rest else "",
    )
    return _line("Interval", times, measures)


def _line(name: str, times: str, measures: tuple[str, ...]) -> str:
    known = ", ".join(measure for measure in measures if measure)
    return f"{name} · {times}{known}" if known else name
