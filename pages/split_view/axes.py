"""Axes that read as clock times."""

from __future__ import annotations

import math
from collections.abc import Iterable
from typing import NamedTuple

from coach.engines.clock import format_clock, format_gap

STEPS_S = (5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600)


class Ticks(NamedTuple):
    """Where the ticks are, in seconds, and what they say."""

    values_s: list[float]
    texts: list[str]


def clock_ticks(times_s: Iterable[float | None], *, most: int = 6, is_gap: bool = False) -> Ticks:
    """Round clock times over the range; zero is always a tick of a gap axis.

    >>> clock_ticks([130, 395], most=5).texts
    ['2:00', '4:00', '6:00']
    """
    known = [time_s for time_s in times_s if time_s is not None and math.isfinite(time_s)]
    if not known:
        return Ticks([], [])
    low, high = min(known), max(known)
    if is_gap:
        low, high = min(low, 0.0), max(high, 0.0)
    step = next((step for step in STEPS_S if (high - low) / step <= most - 1), STEPS_S[-1])
    first, last = math.floor(low / step), math.ceil(high / step)
    values = [float(index * step) for index in range(first, last + 1)]
    values = [value for value in values if low - step / 2 <= value <= high + step / 2]
    return Ticks(values, [format_gap(value) if is_gap else format_clock(value) for value in values])

