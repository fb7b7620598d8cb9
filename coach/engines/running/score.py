"""The Daniels–Gilbert running score of an effort, and the race time a score stands for."""

import math
from typing import Final, NamedTuple

SCORE_NAME: Final = "Daniels–Gilbert running score"
LOWEST_SCORE, HIGHEST_SCORE = 30.0, 85.0
SHORTEST_EFFORT_S: Final = 210.0
# Each round leaves less than an eighth of the error; 16 rounds take any start below a microsecond.
_ROUNDS: Final = 16


class Effort(NamedTuple):
    """One effort run flat out."""

    distance_m: float
    time_s: float


class OutsideRange(ValueError):
    """The effort or score lies where the running score was never fitted; the text says what to do instead."""


def vo2_at(speed_m_s: float) -> float:
    """Oxygen cost of running at an even speed on the flat [ml/kg/min].

    Source: Daniels & Gilbert (1979), Oxygen Power.

    >>> round(vo2_at(5_000 / 1_200), 2)
    47.46
    """
    speed_m_min = speed_m_s * 60
    return -4.60 + 0.182258 * speed_m_min + 0.000104 * speed_m_min**2


def speed_at(vo2: float) -> float:
    """Even speed on the flat [m/s] that costs this much oxygen [ml/kg/min]; the inverse of `vo2_at`.

    Source: Daniels & Gilbert (1979), Oxygen Power, solved for the speed.

    >>> round(speed_at(50), 3), round(speed_at(vo2_at(4.2)), 6)
    (4.346, 4.2)

    Raises:
        ValueError: vo2 is not a positive number.
    """
    if not (math.isfinite(vo2) and vo2 > 0):
        raise ValueError("Oxygen uptake must be a positive number of ml/kg/min")
    return (-0.182258 + math.sqrt(0.182258**2 + 4 * 0.000104 * (vo2 + 4.60))) / (2 * 0.000104) / 60


def usable_fraction(time_s: float) -> float:
    """Share of the maximal oxygen uptake that can be held for this long; above 1 for efforts of a few minutes.

    Source: Daniels & Gilbert (1979), Oxygen Power.

    >>> [round(usable_fraction(60 * minutes), 3) for minutes in (10, 30, 60, 180)]
    [1.01, 0.93, 0.888, 0.819]
    """
    minutes = time_s / 60
    return 0.8 + 0.1894393 * math.exp(-0.012778 * minutes) + 0.2989558 * math.exp(-0.1932605 * minutes)


def running_score(distance_m: float, time_s: float) -> float:
    """Daniels–Gilbert running score of an effort run flat out, evenly, on flat ground.

    It computes whatever it is given; ask `is_usable` (or take `usable_score`) before anybody trains by it.
    Source: Daniels & Gilbert (1979), Oxygen Power.

    >>> round(running_score(5_000, 1_200), 2), round(running_score(42_195, 12_600), 2)
    (49.81, 44.55)

    Raises:
        ValueError: distance or time is not a positive number.
    """
    _check_positive(distance_m, "The distance", "metres")
    _check_positive(time_s, "The time", "seconds")
    return vo2_at(distance_m / time_s) / usable_fraction(time_s)


def is_usable(distance_m: float, time_s: float) -> bool:
    """Whether the effort is one the score was fitted for: 3.5 minutes or longer, score 30 to 85.

    Source: range of the published tables, Daniels' Running Formula.

    >>> is_usable(5_000, 1_200), is_usable(400, 60), is_usable(5_000, 2_400), is_usable(0, 600)
    (True, False, False, False)
    """
    if not (0 < distance_m < math.inf and SHORTEST_EFFORT_S <= time_s < math.inf):
        return False
    return LOWEST_SCORE <= running_score(distance_m, time_s) <= HIGHEST_SCORE


def usable_score(distance_m: float, time_s: float) -> float:
    """The score of an effort that may set training paces.

    Source: as `running_score`, within the range of `is_usable`.

    >>> round(usable_score(10_000, 2_700), 2)
    45.26

    Raises:
        OutsideRange: shorter than 3.5 minutes, or a score outside 30 to 85.
    """
    score = running_score(distance_m, time_s)
    if time_s < SHORTEST_EFFORT_S:
        raise OutsideRange("A running score needs an effort of at least 3:30 minutes; take 1500 m or longer")
    return checked_score(score)


def checked_score(score: float) -> float:
    """The score itself, when it is one that paces and race times exist for.

    Source: range of the published tables, Daniels' Running Formula.

    >>> checked_score(50)
    50

    Raises:
        OutsideRange: outside 30 to 85, or not a number.
    """
    if not LOWEST_SCORE <= score <= HIGHEST_SCORE:
        raise OutsideRange(
            f"A running score of {score:.1f} is outside 30 to 85, where it says nothing reliable; "
            "check distance and time, or train by effort and heart rate for now"
        )
    return score


def race_time_s(score: float, distance_m: float) -> float:
    """Time over this distance [s] that has exactly this score: the equivalent race.

    The fraction that can be held changes slowly with time, so repeating time → fraction → speed → time closes in.
    Source: Daniels & Gilbert (1979), Oxygen Power, solved for the time.

    >>> round(race_time_s(50, 5_000)), round(race_time_s(50, 42_195))
    (1196, 11440)

    Raises:
        ValueError: score or distance is not a positive number.
    """
    _check_positive(score, "The score", "points")
    _check_positive(distance_m, "The distance", "metres")
    time_s = distance_m / speed_at(score)
    for _ in range(_ROUNDS):
        closer_s = distance_m / speed_at(score * usable_fraction(time_s))
        if abs(closer_s - time_s) < 1e-9 * closer_s:
            return closer_s
        time_s = closer_s
    return time_s


def _check_positive(amount: float, name: str, unit: str) -> None:
    if not (math.isfinite(amount) and amount > 0):
        raise ValueError(f"{name} must be a positive number of {unit}")
