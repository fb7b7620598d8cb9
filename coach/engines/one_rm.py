"""One-repetition maximum from a set of several repetitions: an estimate, and always called one."""

import math
from typing import Final

MOST_REPS: Final = 10
"""Above this the formulas part ways and none is worth showing."""


def estimated_one_rm_kg(weight_kg: float, reps: int) -> float | None:
    """Epley: weight · (1 + reps / 30), in kg; None where it does not hold (0 or more than 10 reps, no weight).

    One repetition is no estimate but the lift itself: the weight comes back unchanged.
    Source: Epley (1985), Boyd Epley Workout.

    >>> round(estimated_one_rm_kg(100, 5), 2), estimated_one_rm_kg(100, 1), estimated_one_rm_kg(100, 11)
    (116.67, 100.0, None)
    """
    if not _holds(weight_kg, reps):
        return None
    return float(weight_kg) if reps == 1 else weight_kg * (1 + reps / 30)


def one_rm_range_kg(weight_kg: float, reps: int) -> tuple[float, float] | None:
    """The lowest and highest of six common formulas, in kg; None where they do not hold.

    Source: Brzycki (1993), Epley (1985), Lombardi (1989), Mayhew et al. (1992), O'Conner et al. (1989), Wathan (1994).

    >>> tuple(round(edge, 1) for edge in one_rm_range_kg(100, 5))
    (112.5, 119.0)
    """
    if not _holds(weight_kg, reps):
        return None
    if reps == 1:
        return float(weight_kg), float(weight_kg)
    estimates = (
        weight_kg * (1 + reps / 30),
        36 * weight_kg / (37 - reps),
        weight_kg * reps**0.10,
        weight_kg * (1 + reps / 40),
        100 * weight_kg / (48.8 + 53.8 * math.exp(-0.075 * reps)),
        100 * weight_kg / (52.2 + 41.9 * math.exp(-0.055 * reps)),
    )
    return min(estimates), max(estimates)


def _holds(weight_kg: float, reps: int) -> bool:
    return weight_kg > 0 and 1 <= reps <= MOST_REPS
