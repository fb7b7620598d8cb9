"""How big each session of a week may be: the long run's share, caps of day and body, the rest spread evenly."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from itertools import pairwise
from typing import Final, NamedTuple

from coach.engines.run_plan.contract import Phase, PlanRequest, SessionKind
from coach.engines.run_plan.ledger import Ledger
from coach.engines.run_plan.race_days import race_distance_m
from coach.engines.run_plan.volume import is_marathon_type

MOST_RISE: Final = 1.10
# Hundredths that rounding to a metre or a second might add are left out.
SAFETY: Final = 0.9999
LONGEST_MIN: Final[dict[SessionKind, int]] = {
    "long": 150, "second_long": 240, "easy": 75, "strides": 75, "recovery": 40, "marathon_pace": 140,
    "threshold": 100, "interval": 100, "repetition": 90, "sharpen": 70, "simulation": 120, "stations": 75,
}  # fmt: skip
OTHER_MIN: Final = 100
MARATHON_LONG_MIN, ULTRA_LONG_MIN, HYBRID_LONG_MIN = 180, 360, 120
MARATHON_LONG_M: Final = 32_000.0
WEIGHTS: Final[dict[SessionKind, float]] = {
    "recovery": 0.6, "threshold": 1.2, "interval": 1.2, "repetition": 1.1, "marathon_pace": 1.7, "sharpen": 0.9,
    "second_long": 1.7, "steady": 1.2, "tempo": 1.2, "hill_interval": 1.2, "stations": 1.1, "simulation": 1.5,
}  # fmt: skip
SPRINT_WEIGHTS: Final[dict[SessionKind, float]] = {
    "acceleration": 1.2, "max_velocity": 0.7, "speed_endurance": 2.6, "sharpen": 0.6, "power": 0.6,
}  # fmt: skip
TEMPO_RUN_M: Final = 2_000.0
STRENGTH_S: Final = 2_700.0
# In the last ten days before a race from the half marathon on, no run comes near the longest.
LAST_LONG_DAYS, LAST_LONG_SHARE, LAST_LONG_FROM_M = 11, 0.75, 20_000.0
EVE_MIN: Final = {1: 25, 2: 40}
# Long-run shares by weekly kilometres, in between by straight lines.
_SHARES: Final = ((30.0, 0.36), (50.0, 0.31), (65.0, 0.27))
_MARATHON_SHARES: Final = ((30.0, 0.38), (50.0, 0.34), (65.0, 0.295))
MARATHON_BUILD_SHARE, MARATHON_PEAK_SHARE = 0.33, 0.38
ULTRA_SHARE, HYBRID_SHARE = 0.38, 0.28
LEAST_BEYOND_EQUAL: Final = 1.02


class Place(NamedTuple):
    """A session's kind, day, and the minutes that day has; None is not limited."""

    kind: SessionKind
    on: date
    room_min: int | None


def most_amounts(ledger: Ledger, places: Sequence[Place]) -> dict[date, float]:
    """Caps of each session in the method's unit: day, kind, and 1.10 × the longest run of 30 days (Frandsen 2025)."""
    return {place.on: _most_amount(ledger, place) for place in places}


def _most_amount(ledger: Ledger, place: Place) -> float:
    if ledger.unit == "m_intense":
        return _most_sprint_amount(place.kind)
    if place.kind == "strength":
        return STRENGTH_S
    minutes = float(_longest_min(ledger.request, place.kind))
    days_left = (ledger.request.race_date - place.on).days if ledger.request.race_date else 0
    minutes = min(minutes, EVE_MIN.get(days_left, minutes), place.room_min if place.room_min is not None else minutes)
    amount = minutes * 60 if ledger.unit == "s" else minutes * 60 / ledger.pace_s_per_km * 1000
    if place.kind == "long" and ledger.unit == "m" and is_marathon_type(ledger.request):
        amount = min(amount, MARATHON_LONG_M)
    amount = min(amount, ledger.longest_before(place.on) * MOST_RISE)
    return min(amount, _most_before_race(ledger, place.on)) * SAFETY


def fair_amounts(places: Sequence[Place], caps: Mapping[date, float], equal: float) -> dict[date, float]:
    """The caps, and for all but long runs and strength no more than an equal part of the week by weight."""
    is_free = ("long", "second_long", "strength")
    return {
        place.on: caps[place.on] if place.kind in is_free else min(caps[place.on], equal * WEIGHTS.get(place.kind, 1.0))
        for place in places
    }


def _most_sprint_amount(kind: SessionKind) -> float:
    if kind in SPRINT_WEIGHTS:
        return float("inf")
    return TEMPO_RUN_M if kind == "tempo_run" else STRENGTH_S


def _longest_min(request: PlanRequest, kind: SessionKind) -> int:
    if kind != "long":
        return LONGEST_MIN.get(kind, OTHER_MIN)
    if request.goal == "ultra":
        return ULTRA_LONG_MIN
    if request.goal == "hyrox":
        return HYBRID_LONG_MIN
    return MARATHON_LONG_MIN if is_marathon_type(request) else LONGEST_MIN["long"]


def most_running_s(ledger: Ledger, place: Place) -> float | None:
    """How long a sprint session may be without its rests: 1.10 × the longest run of 30 days (Frandsen 2025)."""
    return ledger.longest_before(place.on) * MOST_RISE * SAFETY if ledger.unit == "m_intense" else None


def _most_before_race(ledger: Ledger, on: date) -> float:
    request = ledger.request
    if request.race_date is None or race_distance_m(request) < LAST_LONG_FROM_M or request.goal == "hyrox":
        return float("inf")
    days_left = (request.race_date - on).days
    if not 0 < days_left <= LAST_LONG_DAYS:
        return float("inf")
    block = [length for day, length in ledger.lengths.items() if 0 < (request.race_date - day).days <= 70]
    return (max(block, default=0.0) or ledger.stated_longest) * LAST_LONG_SHARE


def long_share(request: PlanRequest, phase: Phase, week_amount: float, session_count: int) -> float:
    """The long run's share of its week, after published plans: smaller weeks give it more.

    >>> day = date(2026, 1, 5)
    >>> round(long_share(PlanRequest("10k", day, day, day), "build", 40_000, 4), 3)
    0.335
    """
    equal = LEAST_BEYOND_EQUAL / max(1, session_count)
    if request.method == "ultra":
        return max(equal, ULTRA_SHARE)
    if request.method != "vdot":
        return max(equal, HYBRID_SHARE)
    share = _between(_MARATHON_SHARES if is_marathon_type(request) else _SHARES, week_amount / 1000)
    if is_marathon_type(request) and phase in ("build", "peak"):
        share = max(share, MARATHON_PEAK_SHARE if phase == "peak" else MARATHON_BUILD_SHARE)
    return max(equal, share)


def _between(points: Sequence[tuple[float, float]], at: float) -> float:
    if at <= points[0][0]:
        return points[0][1]
    for (low, low_share), (high, high_share) in pairwise(points):
        if at <= high:
            return low_share + (high_share - low_share) * (at - low) / (high - low)
    return points[-1][1]


def spread(places: Sequence[Place], caps: Mapping[date, float], amount: float, long_amount: float) -> dict[date, float]:
    """`amount` over the sessions by weight: the long run gets `long_amount`, nothing else is longer than it.

    What a cap takes away goes to the others as far as their caps allow; what is left then is not run.
    """
    sizes: dict[date, float] = {}
    for place in places:
        if place.kind == "long":
            sizes[place.on] = min(long_amount, caps[place.on], amount)
    most = max(sizes.values(), default=float("inf"))
    counted = [place for place in places if place.on not in sizes and place.kind != "strength"]
    limits = {place.on: min(caps[place.on], most) for place in counted}
    sizes |= _filled(counted, limits, amount - sum(sizes.values()))
    return sizes | {place.on: caps[place.on] for place in places if place.kind == "strength"}


def _filled(places: Sequence[Place], limits: Mapping[date, float], amount: float) -> dict[date, float]:
    """By weight, in rounds: whoever reaches the limit leaves, the others share what is left."""
    sizes: dict[date, float] = {}
    left, amount = list(places), max(0.0, amount)
    while left:
        per_weight = amount / sum(WEIGHTS.get(place.kind, 1.0) for place in left)
        full = [place for place in left if limits[place.on] <= per_weight * WEIGHTS.get(place.kind, 1.0)]
        if not full:
            return sizes | {place.on: per_weight * WEIGHTS.get(place.kind, 1.0) for place in left}
        for place in full:
            sizes[place.on] = limits[place.on]
            amount -= limits[place.on]
            left.remove(place)
    return sizes


def spread_sprints(places: Sequence[Place], caps: Mapping[date, float], amount: float) -> dict[date, float]:
    """Metres at intensity by kind of neural day; the other sessions have their own limits."""
    weights = {place.on: SPRINT_WEIGHTS[place.kind] for place in places if place.kind in SPRINT_WEIGHTS}
    whole = sum(weights.values()) or 1.0
    return {place.on: amount * weights[place.on] / whole if place.on in weights else caps[place.on] for place in places}
