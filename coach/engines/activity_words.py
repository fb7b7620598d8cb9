"""How fast and how high an activity was, as its sport says it, and its pace along the way."""

from collections.abc import Iterable, Sequence
from typing import Final

from coach.engines.clock import format_clock
from coach.engines.units import M_PER_KM, System, pace_length_m, pace_text

M_PER_FOOT: Final = 0.3048
STANDING_M_S: Final = 0.5
"""Slower than a slow walk is standing."""
SMOOTHED_S: Final = 30.0
_PACED: Final = frozenset(("run", "walk", "hike"))
_RACED_OVER_M: Final = {"swim": 100, "row": 500}
WITH_SPEED: Final = _PACED | _RACED_OVER_M.keys() | {"bike"}
"""Sports of which it is said how fast they were."""


def speed_text(system: System, family: str, distance_m: float | None, duration_s: float | None) -> str:
    """Pace on foot, per 100 m in water, per 500 m in a boat, speed on a bike; nothing for what has no speed.

    Source: conventions of the sports.

    >>> speed_text("metric", "run", 10_000, 3_000), speed_text("imperial", "bike", 40_000, 4_800)
    ('5:00 /km', '18.6 mph')
    >>> speed_text("metric", "row", 2_000, 480), speed_text("metric", "swim", 1_500, 1_800)
    ('2:00 /500 m', '2:00 /100 m')
    >>> speed_text("metric", "strength", None, 1_800), speed_text("metric", "run", 0, 1_800)
    ('', '')
    """
    if not distance_m or not duration_s or min(distance_m, duration_s) <= 0:
        return ""
    if family in _PACED:
        return pace_text(system, duration_s / distance_m * M_PER_KM)
    if family in _RACED_OVER_M:
        length_m = _RACED_OVER_M[family]
        return f"{format_clock(duration_s / distance_m * length_m)} /{length_m} m"
    if family == "bike":
        return f"{speed_in(system, distance_m / duration_s):.1f} {speed_unit(system)}"
    return ""


def speed_in(system: System, speed_m_s: float) -> float:
    """Kilometres or miles an hour.

    Source: definition.

    >>> speed_in("metric", 10.0), round(speed_in("imperial", 10.0), 1)
    (36.0, 22.4)
    """
    return speed_m_s * 3600 / pace_length_m(system)


def speed_unit(system: System) -> str:
    return "mph" if system == "imperial" else "km/h"


def height_unit(system: System) -> str:
    return "ft" if system == "imperial" else "m"


def height_text(system: System, height_m: float) -> str:
    """Metres or feet of climb.

    Source: definition of the foot (1959).

    >>> height_text("metric", 182.4), height_text("imperial", 100)
    ('182 m', '328 ft')
    """
    return f"{height_in(system, height_m):,.0f} {height_unit(system)}"


def height_in(system: System, height_m: float) -> float:
    """Metres or feet, as `height_text` says them.

    Source: definition of the foot (1959).

    >>> height_in("metric", 12.5), round(height_in("imperial", 30.48))
    (12.5, 100)
    """
    return height_m / M_PER_FOOT if system == "imperial" else height_m


def smoothed_pace_s_per_km(elapsed_s: Sequence[float], speed_m_s: Sequence[float | None]) -> list[float | None]:
    """Pace from the mean speed of the 30 s around each sample; None where nobody moved or nothing was recorded.

    Source: width of the window is ours: GPS speed of single seconds is noise.

    >>> smoothed_pace_s_per_km([0, 10, 20, 90], [4.0, 5.0, None, 0.0])
    [222.22222222222223, 222.22222222222223, None, None]
    """
    paces: list[float | None] = []
    first, last, total, count = 0, 0, 0.0, 0
    for at_s, speed in zip(elapsed_s, speed_m_s, strict=True):
        while last < len(elapsed_s) and elapsed_s[last] <= at_s + SMOOTHED_S / 2:
            total, count = _with(total, count, speed_m_s[last], 1)
            last += 1
        while elapsed_s[first] < at_s - SMOOTHED_S / 2:
            total, count = _with(total, count, speed_m_s[first], -1)
            first += 1
        is_moving = speed is not None and speed >= STANDING_M_S and total > 0
        paces.append(M_PER_KM * count / total if is_moving else None)
    return paces


def _with(total: float, count: int, speed_m_s: float | None, times: int) -> tuple[float, int]:
    """The sum of moving speeds and their number with this sample added, or taken away again."""
    if speed_m_s is None or speed_m_s < STANDING_M_S:
        return total, count
    return total + times * speed_m_s, count + times


def usual_span(values: Iterable[float | None]) -> tuple[float, float] | None:
    """Between which two values all but the 2 % at either end lie, for an axis; None without any.

    Source: share is ours: one bad second of a satellite must not flatten a chart.

    >>> usual_span([*range(100), None]), usual_span([None])
    ((2, 97), None)
    """
    known = sorted(value for value in values if value is not None)
    if not known:
        return None
    cut = len(known) // 50
    return known[cut], known[-1 - cut]
