"""Critical speed and the distance reserve above it, from a few hard efforts."""

from collections.abc import Iterable
from statistics import fmean
from typing import Final, NamedTuple

from coach.engines.running.score import Effort

SHORTEST_S, LONGEST_S = 120.0, 1_200.0
# Assumption: efforts closer together than this leave the slope to chance.
LEAST_TIME_RATIO: Final = 1.5


class CriticalSpeed(NamedTuple):
    """`speed_m_s` can be held for long, `reserve_m` (D′) is what lies above it once; from `n` efforts."""

    speed_m_s: float
    reserve_m: float
    n: int


class NoCriticalSpeed(ValueError):
    """The efforts do not give one; the text says what to run."""


def critical_speed(efforts: Iterable[Effort]) -> CriticalSpeed:
    """Least squares of distance = CS · time + D′ over the efforts of 2 to 20 minutes; others are left out.

    Source: Hughson et al. (1984) for the linear form; trio of efforts as in Smyth & Muniz-Pumares (2020).

    >>> found = critical_speed([Effort(1_500, 324), Effort(3_000, 693), Effort(5_000, 1_197)])
    >>> round(found.speed_m_s, 4), round(found.reserve_m, 1), found.n
    (4.0067, 209.7, 3)

    Raises:
        NoCriticalSpeed: fewer than two efforts, all about equally long, or no reserve comes out.
    """
    used = [effort for effort in efforts if SHORTEST_S <= effort.time_s <= LONGEST_S and effort.distance_m > 0]
    if len(used) < 2:
        raise NoCriticalSpeed(
            "Critical speed needs two hard efforts of 2 to 20 minutes, for example 3 minutes and 12 minutes flat out"
        )
    if max(effort.time_s for effort in used) < LEAST_TIME_RATIO * min(effort.time_s for effort in used):
        raise NoCriticalSpeed("These efforts are about equally long; add a clearly shorter or longer one")
    speed_m_s, reserve_m = _line(used)
    if speed_m_s <= 0 or reserve_m <= 0:
        raise NoCriticalSpeed(
            "The shorter effort was not faster than the longer one, so they do not fit together; repeat one of them"
        )
    return CriticalSpeed(speed_m_s, reserve_m, len(used))


def _line(efforts: list[Effort]) -> tuple[float, float]:
    mean_s, mean_m = fmean(effort.time_s for effort in efforts), fmean(effort.distance_m for effort in efforts)
    spread = sum((effort.time_s - mean_s) ** 2 for effort in efforts)
    slope = sum((effort.time_s - mean_s) * (effort.distance_m - mean_m) for effort in efforts) / spread
    return slope, mean_m - slope * mean_s
