"""The unit of a list that names none: steps per minute × stride × pace is the metres in one printed unit."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from statistics import median
from typing import NamedTuple

from coach.engines.clock import format_clock

from .contract import Answers, DistanceUnit
from .garmin_distances import METRES_PER_KM, METRES_PER_MILE

UNIT_METRES: dict[DistanceUnit, float] = {"km": METRES_PER_KM, "mi": METRES_PER_MILE}
_NAMES: dict[DistanceUnit, str] = {"km": "kilometres", "mi": "miles"}
# Real files lie within 938 to 1021 and 1603 to 1612; what is this far from both says nothing.
_PLAUSIBLE_METRES: dict[DistanceUnit, tuple[float, float]] = {"km": (850, 1180), "mi": (1380, 1850)}
_FEWEST_RUNS, _SHORTEST_RUN_S = 10, 15 * 60
# Nobody runs ten ordinary runs at a median faster than 3:50/km, or slower than 12:00/km.
_TOO_FAST_S_PER_KM, _TOO_SLOW_S_PER_KM = 230, 720


class RunFigures(NamedTuple):
    """What one run says about the unit; the stride is always printed in metres, the pace per printed unit."""

    is_indoor: bool
    cadence_spm: float | None
    stride_m: float | None
    pace_s: float | None
    duration_s: float | None


class FoundUnit(NamedTuple):
    """`evidence` is one sentence with its numbers; `warning` asks to check, or says that an answer contradicts it."""

    unit: DistanceUnit | None = None
    evidence: str = ""
    warning: str = ""


def find_unit(runs: Sequence[RunFigures], answers: Answers) -> FoundUnit:
    """The unit of a file: the athlete's word first, then outdoor runs, treadmill runs, and paces nobody runs.

    >>> outdoors = RunFigures(False, 168, 1.10, 5 * 60 + 24, 1800)
    >>> find_unit([outdoors], Answers()).evidence
    'kilometres: cadence × stride × pace gives 998 m per unit (1 outdoor run)'
    """
    found = _by_steps(runs, is_indoor=False) or _by_steps(runs, is_indoor=True) or _by_paces(runs) or FoundUnit()
    if answers.unit is None:
        return found
    if found.unit in (None, answers.unit):
        return FoundUnit(answers.unit, f"{_NAMES[answers.unit]}: you said so")
    warning = f"You said {_NAMES[answers.unit]}, but the file looks like {found.evidence}. Please check one distance."
    return FoundUnit(answers.unit, f"{_NAMES[answers.unit]}: you said so", warning)


def metres_per_unit(run: RunFigures) -> float | None:
    if run.cadence_spm is None or run.stride_m is None or run.pace_s is None:
        return None
    return run.cadence_spm * run.stride_m * run.pace_s / 60


def fitting_unit(metres: float) -> DistanceUnit | None:
    return next((unit for unit, (low, high) in _PLAUSIBLE_METRES.items() if low <= metres <= high), None)


def _by_steps(runs: Iterable[RunFigures], *, is_indoor: bool) -> FoundUnit | None:
    found = [metres for run in runs if run.is_indoor == is_indoor and (metres := metres_per_unit(run))]
    unit = fitting_unit(median(found)) if found else None
    if unit is None:
        return None
    place = "treadmill" if is_indoor else "outdoor"
    runs_text = f"{len(found):,} {place} run" + ("s" if len(found) > 1 else "")
    steps_text = f"cadence × stride × pace gives {median(found):,.0f} m per unit"
    return FoundUnit(unit, f"{_NAMES[unit]}: {steps_text} ({runs_text})")


def _by_paces(runs: Iterable[RunFigures]) -> FoundUnit | None:
    """Only where one unit would be absurd, and never without asking the athlete to check."""
    paces = [run.pace_s for run in runs if run.pace_s and (run.duration_s or 0) >= _SHORTEST_RUN_S]
    if len(paces) < _FEWEST_RUNS:
        return None
    middle = median(paces)
    as_miles = middle * METRES_PER_KM / METRES_PER_MILE
    shown = f"the median pace of {len(paces):,} runs, {format_clock(middle)} per unit"
    if as_miles < _TOO_FAST_S_PER_KM:
        reason = f"{shown}, would be {format_clock(as_miles)}/km if it were per mile"
        return _to_check("km", reason)
    return _to_check("mi", f"{shown}, is too slow for kilometres") if middle > _TOO_SLOW_S_PER_KM else None


def _to_check(unit: DistanceUnit, reason: str) -> FoundUnit:
    warning = f"The file does not name its unit. {_NAMES[unit].capitalize()} were taken, as {reason}. Please check."
    return FoundUnit(unit, f"{_NAMES[unit]}: {reason}", warning)
