"""What a race time says about other distances, as ranges: wider the farther away, widest at the marathon."""

import math
from typing import Final, NamedTuple

from coach.engines.running.paces import MARATHON_M
from coach.engines.running.score import Effort, checked_score, race_time_s

HALF_MARATHON_M: Final = 21_097.5
RACES_M: Final[dict[str, float]] = {
    "1500 m": 1_500.0,
    "Mile": 1_609.344,
    "3 km": 3_000.0,
    "5 km": 5_000.0,
    "10 km": 10_000.0,
    "15 km": 15_000.0,
    "Half marathon": HALF_MARATHON_M,
    "Marathon": MARATHON_M,
}
RIEGEL_EXPONENT: Final = 1.06
# Assumption: two good races of the same runner on even courses differ by about this much.
DAY_TO_DAY_SHARE: Final = 0.015
# Assumption: from this weekly distance on, the marathon holds the promise of the shorter races.
FULL_VOLUME_M: Final = 130_000.0
MARATHON_NOTE: Final = (
    "Half of 2,303 recreational runners were at least 10 minutes slower in the marathon than their shorter races "
    "promised (Vickers & Vertosick 2016); running more in the week narrows the gap"
)


class RaceRange(NamedTuple):
    """Fast end, middle and slow end of what to expect, in seconds; `why` says where the middle comes from."""

    low_s: float
    mid_s: float
    high_s: float
    why: str


class Equivalent(NamedTuple):
    """A race distance, the range of times for it, and what to know about it."""

    name: str
    distance_m: float
    low_s: float
    mid_s: float
    high_s: float
    why: str


class _Exponents(NamedTuple):
    low: float
    mid: float
    high: float


# Up to the half: the groups Riegel published lie between 1.05 and 1.08. Beyond it, the range recreational runners show.
_TO_HALF: Final = _Exponents(1.05, RIEGEL_EXPONENT, 1.08)
_MARATHON_LOW, _MARATHON_HIGH = RIEGEL_EXPONENT, 1.15


def riegel_s(time_s: float, distance_from_m: float, distance_to_m: float, exponent: float = RIEGEL_EXPONENT) -> float:
    """Time over another distance [s] from one race: T₂ = T₁ · (D₂ / D₁)^exponent.

    Source: Riegel (1981), Athletic records and human endurance.

    >>> round(riegel_s(1_200, 5_000, 10_000), 1), round(riegel_s(1_200, 5_000, 42_195, 1.15), 1)
    (2501.9, 13944.9)

    Raises:
        ValueError: a time or distance is not a positive number.
    """
    if not all(math.isfinite(amount) and amount > 0 for amount in (time_s, distance_from_m, distance_to_m)):
        raise ValueError("Give the race time in seconds and both distances in metres, all above zero")
    return float(time_s * (distance_to_m / distance_from_m) ** exponent)


def race_range(distance_from_m: float, time_s: float, distance_to_m: float, weekly_m: float | None = None) -> RaceRange:
    """What to expect over another distance. `weekly_m`: usual distance of a week, None when not known.

    Beyond the half marathon the exponent opens towards 1.06–1.15, and the weekly distance chooses the middle: 1.06
    from 130 km on, 1.15 with nothing run, the middle of both when it is not known. From a marathon down to shorter
    races the middle stays 1.06, and only the stretch beyond the half widens the range.
    Source: Riegel (1981) for the form and 1.05–1.08; Vickers & Vertosick (2016) for the marathon; the place by weekly
    distance and 1.5 % from day to day are our assumptions.

    >>> found = race_range(5_000, 1_200, 42_195, weekly_m=65_000)
    >>> round(found.low_s), round(found.mid_s), round(found.high_s)
    (11337, 12669, 14154)
    """
    exponents = _exponents(distance_from_m, distance_to_m, weekly_m)
    times_s = [riegel_s(time_s, distance_from_m, distance_to_m, exponent) for exponent in exponents]
    return RaceRange(
        low_s=min(times_s) * (1 - DAY_TO_DAY_SHARE),
        mid_s=times_s[1],
        high_s=max(times_s) * (1 + DAY_TO_DAY_SHARE),
        why=_why(exponents, _beyond_half(distance_from_m, distance_to_m), weekly_m),
    )


def equivalents(score: float, effort_m: float, weekly_m: float | None = None) -> tuple[Equivalent, ...]:
    """Times from 1500 m to the marathon that go with a score, as ranges around the distance it was run over.

    Up to the half marathon the middle is the time of the same score; the marathon is the range of `race_range`, whose
    fast end is never slower than the time of the same score.
    Source: Daniels & Gilbert (1979) for equal scores; ranges as in `race_range`.

    >>> [round(race.mid_s) for race in equivalents(50, 5_000, weekly_m=65_000)][3:5]
    [1196, 2480]

    Raises:
        OutsideRange: the score is outside 30 to 85.
        ValueError: effort_m is not a positive number.
    """
    effort = Effort(effort_m, race_time_s(checked_score(score), effort_m))
    return tuple(_equivalent(name, score, effort, weekly_m) for name in RACES_M)


def _equivalent(name: str, score: float, effort: Effort, weekly_m: float | None) -> Equivalent:
    distance_m = RACES_M[name]
    same_score_s = race_time_s(score, distance_m)
    ranged = race_range(effort.distance_m, effort.time_s, distance_m, weekly_m)
    if _beyond_half(effort.distance_m, distance_m) > 0:
        low_s = min(ranged.low_s, same_score_s * (1 - DAY_TO_DAY_SHARE))
        high_s = max(ranged.high_s, same_score_s * (1 + DAY_TO_DAY_SHARE))
        return Equivalent(name, distance_m, low_s, ranged.mid_s, high_s, ranged.why)
    low_s, high_s = (edge_s * same_score_s / ranged.mid_s for edge_s in (ranged.low_s, ranged.high_s))
    why = "The time of the same score, ± 1.5 % from day to day and more the farther the distance is from your race"
    return Equivalent(name, distance_m, low_s, same_score_s, high_s, why)


def _exponents(distance_from_m: float, distance_to_m: float, weekly_m: float | None) -> _Exponents:
    """Up to the half as published for groups of runners; from there to the marathon, sliding by the doubling."""
    beyond_half = _beyond_half(distance_from_m, distance_to_m)
    share = beyond_half if beyond_half > 0 else -beyond_half * _stretch_beyond_half(distance_from_m, distance_to_m)
    marathon_mid = _MARATHON_LOW + (_MARATHON_HIGH - _MARATHON_LOW) * (1 - _volume_share(weekly_m))
    return _Exponents(
        _TO_HALF.low + share * (_MARATHON_LOW - _TO_HALF.low),
        _TO_HALF.mid + max(beyond_half, 0.0) * (marathon_mid - _TO_HALF.mid),
        _TO_HALF.high + share * (_MARATHON_HIGH - _TO_HALF.high),
    )


def _beyond_half(distance_from_m: float, distance_to_m: float) -> float:
    """0 while both distances are at most a half marathon, 1 up to a marathon or longer, −1 down from there."""
    return _share_beyond_half(distance_to_m) - _share_beyond_half(distance_from_m)


def _share_beyond_half(distance_m: float) -> float:
    return min(max(math.log2(distance_m / HALF_MARATHON_M), 0.0), 1.0) if distance_m > 0 else 0.0


def _stretch_beyond_half(distance_from_m: float, distance_to_m: float) -> float:
    """Going down: the share of the way (in doublings) that lies beyond the half marathon."""
    if distance_from_m <= max(distance_to_m, HALF_MARATHON_M):
        return 0.0
    beyond = math.log(distance_from_m / max(distance_to_m, HALF_MARATHON_M))
    return beyond / math.log(distance_from_m / distance_to_m)


def _volume_share(weekly_m: float | None) -> float:
    return 0.5 if weekly_m is None else min(max(weekly_m, 0.0) / FULL_VOLUME_M, 1.0)


def _why(exponents: _Exponents, beyond_half: float, weekly_m: float | None) -> str:
    if beyond_half <= 0:
        return f"Riegel with exponent {exponents.mid:.2f} ({exponents.low:.2f} to {exponents.high:.2f})"
    volume = "your weekly distance is not known" if weekly_m is None else f"at {weekly_m / 1000:.0f} km per week"
    reach = f"{exponents.low:.2f} to {exponents.high:.2f}"
    return f"Riegel with exponent {exponents.mid:.2f} of {reach}, {volume}. {MARATHON_NOTE}"
