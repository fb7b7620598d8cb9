"""One measured figure and how it is compared."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from statistics import median
from typing import NamedTuple


class Figure(NamedTuple):
    """`value` and `floor` in the same unit; `limit` is the highest ratio allowed."""

    name: str
    value: float
    floor: float
    unit: str
    limit: float

    @property
    def ratio(self) -> float:
        return self.value / self.floor

    @property
    def is_kept(self) -> bool:
        return self.ratio <= self.limit

    @property
    def line(self) -> str:
        verdict = "kept" if self.is_kept else "BROKEN"
        return (
            f"{self.name:<58} {self.value:10.2f} {self.unit:<3} floor {self.floor:10.2f} {self.unit:<3}"
            f" ratio {self.ratio:5.2f} limit {self.limit:4.2f} {verdict}"
        )


def paired_ms(ours: Callable[[], object], floor: Callable[[], object], rounds: int) -> tuple[float, float]:
    """Median milliseconds of two calls, taken in turns so that a noisy machine slows both."""
    times: tuple[list[float], list[float]] = ([], [])
    for _ in range(rounds):
        for call, kept in zip((ours, floor), times, strict=True):
            started = time.perf_counter()
            call()
            kept.append((time.perf_counter() - started) * 1000)
    return _settled(times[0]), _settled(times[1])


def _settled(times: Sequence[float]) -> float:
    """The median without the first tenth, which warms caches up."""
    return median(times[len(times) // 10 :])
