"""What somebody would finish in today, from their latest races and tests, with an honest range."""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from statistics import NormalDist
from typing import NamedTuple

from coach.engines.clock import format_clock
from coach.engines.field import ALL_AGES, FieldReference, faster_than_pct, group_name
from coach.engines.splits import SPLIT_LABELS

RANGE_PCT = 80
OLDEST_DAYS, FRESH_DAYS, HALVING_DAYS = 730, 365, 365
RUN_M, RIEGEL = 8_000.0, 1.06
# Assumptions: work done fresh is slower in a race, and says less about it than the split itself.
RUN_SLOWDOWN, STATION_SLOWDOWN, TEST_DISCOUNT = 1.12, 1.15, 0.85
SMALLEST_SPREAD_Z = 0.2

# How closely each input goes with the finish (rank correlation), open men and women of seasons 7–8.
# A race: chosen so that half of all repeats fall within 6 minutes of the last at the middle of the field.
CORRELATIONS: dict[str, dict[str, float]] = {
    "men": {
        "race": 0.87, "simulation": 0.80, "run": 0.92, "row": 0.81, "sandbag_lunges": 0.80, "burpee_broad_jump": 0.80,
        "wall_balls": 0.77, "sled_pull": 0.77, "ski_erg": 0.70, "farmers_carry": 0.66, "sled_push": 0.57,
    },
    "women": {
        "race": 0.87, "simulation": 0.80, "run": 0.92, "row": 0.75, "sandbag_lunges": 0.83, "burpee_broad_jump": 0.83,
        "wall_balls": 0.80, "sled_pull": 0.75, "ski_erg": 0.69, "farmers_carry": 0.64, "sled_push": 0.61,
    },
}  # fmt: skip
NEXT_INPUTS = {
    "race": "a race or a full simulation",
    "run": "a 5 km run test",
    "row": "a 2 km row test",
    "ski_erg": "a 1 km SkiErg test",
}
_STANDARD = NormalDist()


class Evidence(NamedTuple):
    """A race or simulation (its total), a run test (with distance_m) or a test of a station, named as its metric."""

    kind: str
    time_s: float
    on: date
    distance_m: float | None = None


@dataclass(frozen=True, slots=True)
class RaceEstimate:
    """Eight in ten should fall between low_s and high_s; `next_input` would narrow that most, to ± next_half_s."""

    time_s: float
    low_s: float
    high_s: float
    division: str
    gender: str
    used: tuple[str, ...]
    next_input: str | None
    next_half_s: float | None

    @property
    def half_s(self) -> float:
        """Half of the range."""
        return (self.high_s - self.low_s) / 2

    @property
    def group(self) -> str:
        return group_name(self.division, self.gender)


class _Reading(NamedTuple):
    """Where one input puts the finish among the field (standard normal) and how much it weighs."""

    kind: str
    mean_z: float
    weight: float
    text: str


def estimate_race(field: FieldReference, evidence: Iterable[Evidence], today: date) -> RaceEstimate | None:
    """The finish expected today among open or pro singles; None without a usable input or a field.

    Every input is a rank in the field; ranks go with the finish as the field's own correlations say, and the finish
    starts as anybody's. Weights halve each year. Inputs count as independent given the finish, which is not quite true:
    the range never becomes narrower than ±0.26 standard deviations of the field.
    Source: normal-score regression (Galton 1886; Gelman et al., Bayesian Data Analysis, ch. 2); correlations and
    repeat races: Coach K field study of seasons 7–8 (2026); run times by Riegel (1981).
    """
    correlations = CORRELATIONS.get(field.gender)
    totals = field.quantiles.get(ALL_AGES, {}).get("total_seconds")
    if correlations is None or totals is None:
        return None
    readings = [reading for one in _latest(evidence, today) if (reading := _reading(field, one, today)) is not None]
    if not readings:
        return None
    weight = 1 + sum(reading.weight for reading in readings)
    middle_z = sum(reading.weight * reading.mean_z for reading in readings) / weight
    low_s, time_s, high_s = (time_at(totals.quantiles_s, z) for z in _range_z(middle_z, weight))
    next_input, next_weight = _next_input(correlations, readings)
    next_low_s, _, next_high_s = (time_at(totals.quantiles_s, z) for z in _range_z(middle_z, weight + next_weight))
    return RaceEstimate(
        time_s=time_s,
        low_s=low_s,
        high_s=high_s,
        division=field.division,
        gender=field.gender,
        used=tuple(reading.text for reading in readings),
        next_input=next_input,
        next_half_s=(next_high_s - next_low_s) / 2 if next_input else None,
    )


def run_total_s(time_s: float, distance_m: float) -> float:
    """The eight runs of a race from one fresh run of 800 m or more, seconds: Riegel to 8 km, then 12 % slower.

    Source: Riegel (1981), exponent 1.06; the 12 % are our assumption.

    >>> round(run_total_s(1200, 5000))
    2212
    """
    return float(time_s * (RUN_M / distance_m) ** RIEGEL * RUN_SLOWDOWN)


def station_split_s(kind: str, time_s: float, distance_m: float | None) -> float:
    """A station's split from a fresh test, seconds: scaled to the 1,000 m of an erg, then 15 % slower.

    Source: our assumption.

    >>> round(station_split_s("row", 450, 2000))
    259
    """
    is_erg = kind in ("row", "ski_erg") and distance_m is not None
    return time_s * (1000 / distance_m if is_erg and distance_m else 1) * STATION_SLOWDOWN


def time_at(quantiles_s: Sequence[float], z: float) -> float:
    """The time at a normal score, from p1 to p99 in seconds; beyond them on along the last four percent.

    Source: normal quantile transform.

    >>> round(time_at(range(3600, 7560, 40), 0.0))
    5560
    """
    percent = 100 * _STANDARD.cdf(z)
    if percent <= 1 or percent >= 99:
        edge, inner = (0, 4) if percent <= 1 else (98, 94)
        edge_z, inner_z = _STANDARD.inv_cdf((edge + 1) / 100), _STANDARD.inv_cdf((inner + 1) / 100)
        slope = (quantiles_s[edge] - quantiles_s[inner]) / (edge_z - inner_z)
        return max(quantiles_s[edge] + slope * (z - edge_z), 0.5 * quantiles_s[0])
    below = min(int(percent), 98)
    share = percent - below
    return quantiles_s[below - 1] + share * (quantiles_s[below] - quantiles_s[below - 1])


def _latest(evidence: Iterable[Evidence], today: date) -> list[Evidence]:
    """The last three races and simulations and the last test of each kind, of the last two years."""
    recent = [one for one in evidence if 0 <= (today - one.on).days <= OLDEST_DAYS and one.time_s > 0]
    recent.sort(key=lambda one: one.on, reverse=True)
    races = [one for one in recent if one.kind in ("race", "simulation")][:3]
    tests = {one.kind: one for one in reversed(recent) if one.kind not in ("race", "simulation")}
    return [*races, *tests.values()]


def _reading(field: FieldReference, one: Evidence, today: date) -> _Reading | None:
    correlation = CORRELATIONS[field.gender].get(one.kind)
    found = _split_of(one)
    if correlation is None or found is None:
        return None
    metric, time_s = found
    quantiles = field.quantiles.get(ALL_AGES, {}).get(metric)
    if quantiles is None:
        return None
    rank = (100 - faster_than_pct(time_s, quantiles.quantiles_s)) / 100
    weight = _weight(one.kind, correlation) * 0.5 ** ((today - one.on).days / HALVING_DAYS)
    mean_z = _STANDARD.inv_cdf(rank) / (correlation * _discount(one.kind))
    return _Reading(one.kind, mean_z, weight, _text(one))


def _split_of(one: Evidence) -> tuple[str, float] | None:
    """The metric of the field this input is compared with, and the time it stands for."""
    if one.kind in ("race", "simulation"):
        return "total_seconds", one.time_s
    if one.kind == "run":
        if one.distance_m is None or one.distance_m < 800:
            return None
        return "runs_total", run_total_s(one.time_s, one.distance_m)
    return one.kind, station_split_s(one.kind, one.time_s, one.distance_m)


def _weight(kind: str, correlation: float) -> float:
    """Precision of one input, 1 being that of knowing only the field."""
    closeness = correlation * _discount(kind)
    return closeness**2 / (1 - closeness**2)


def _discount(kind: str) -> float:
    return 1.0 if kind in ("race", "simulation") else TEST_DISCOUNT


def _range_z(middle_z: float, weight: float) -> tuple[float, float, float]:
    reach = _STANDARD.inv_cdf(0.5 + RANGE_PCT / 200) * max(1 / math.sqrt(weight), SMALLEST_SPREAD_Z)
    return middle_z - reach, middle_z, middle_z + reach


def _next_input(correlations: dict[str, float], readings: Sequence[_Reading]) -> tuple[str | None, float]:
    """The missing input with the largest weight."""
    known = {"race" if reading.kind == "simulation" else reading.kind for reading in readings}
    missing = [kind for kind in correlations if kind not in known and kind != "simulation"]
    if not missing:
        return None, 0.0
    best = max(missing, key=lambda kind: _weight(kind, correlations[kind]))
    label = NEXT_INPUTS.get(best) or f"a timed {SPLIT_LABELS[best].lower()}"
    return label, _weight(best, correlations[best])


def _text(one: Evidence) -> str:
    """Such as "5 km run 20:00, 3 Mar 2026"."""
    named = {"race": "race", "simulation": "simulation", "run": "run"}
    name = named.get(one.kind) or SPLIT_LABELS[one.kind]
    length = f"{one.distance_m / 1000:g} km " if one.distance_m else ""
    return f"{length}{name} {format_clock(one.time_s)}, {one.on.day} {one.on:%b %Y}"
