"""The 16 splits of a HYROX race: names, totals, the derived Roxzone and how runs fade."""

import math
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

Splits = Mapping[str, float | None]

RUNS = tuple(f"run_{number}" for number in range(1, 9))
STATIONS = (
    "ski_erg",
    "sled_push",
    "sled_pull",
    "burpee_broad_jump",
    "row",
    "farmers_carry",
    "sandbag_lunges",
    "wall_balls",
)
SPLITS = tuple(split for pair in zip(RUNS, STATIONS, strict=True) for split in pair)
TOTALS = ("roxzone", "runs_total", "stations_total", "total_seconds")
METRICS = SPLITS + TOTALS
LOSS_ITEMS = (*STATIONS, "roxzone", "runs_total")

SPLIT_LABELS = {run: f"Run {run[-1]}" for run in RUNS} | {
    "ski_erg": "SkiErg",
    "sled_push": "Sled push",
    "sled_pull": "Sled pull",
    "burpee_broad_jump": "Burpee broad jump",
    "row": "Row",
    "farmers_carry": "Farmers carry",
    "sandbag_lunges": "Sandbag lunges",
    "wall_balls": "Wall balls",
    "roxzone": "Roxzone",
    "runs_total": "Runs total",
    "stations_total": "Stations total",
    "total_seconds": "Total",
}

SHORTEST_ROXZONE_S, LONGEST_ROXZONE_S = 90.0, 2_400.0
_FADE_RUNS = RUNS[1:7]


@dataclass(frozen=True, slots=True)
class Totals:
    """Sums over one race in seconds; None where a split they need is missing."""

    runs_total_s: float | None
    stations_total_s: float | None
    roxzone_s: float | None
    parts_s: float
    missing: tuple[str, ...]


def known_time(time_s: float | None) -> float | None:
    """The time, or None for what result files write when nothing was measured: empty, NaN or zero.

    >>> known_time(270.0), known_time(0), known_time(float("nan")), known_time(None)
    (270.0, None, None, None)
    """
    if time_s is None or not math.isfinite(time_s) or time_s <= 0:
        return None
    return float(time_s)


def known_splits(splits: Splits) -> dict[str, float]:
    """The measured ones of the 16 splits, in race order.

    >>> known_splits({"ski_erg": 270, "run_1": 300, "run_2": 0, "best_lap": 250})
    {'run_1': 300.0, 'ski_erg': 270.0}
    """
    times = ((split, known_time(splits.get(split))) for split in SPLITS)
    return {split: time_s for split, time_s in times if time_s is not None}


def derived_roxzone_s(parts_s: float, total_s: float | None, penalty_in_total_s: float = 0.0) -> float | None:
    """What the 16 splits leave of the total; None outside 1:30 to 40:00, where it cannot be a Roxzone.

    The field data use this and not the printed one, which is rounded up by about 8 s.
    Source: Coach K field study of the public results of seasons 7–8 (2026).

    >>> derived_roxzone_s(4_800, 5_240), derived_roxzone_s(4_800, 4_850), derived_roxzone_s(4_800, 5_720, 480)
    (440.0, None, 440.0)
    """
    if total_s is None:
        return None
    roxzone_s = total_s - penalty_in_total_s - parts_s
    return float(roxzone_s) if SHORTEST_ROXZONE_S <= roxzone_s <= LONGEST_ROXZONE_S else None


def totals(splits: Splits, total_s: float | None, penalty_in_total_s: float = 0.0) -> Totals:
    """Runs, stations and derived Roxzone of one race.

    With one split missing there is neither total nor Roxzone: the lost time usually sits in another split.
    Source: Coach K field study of the public results of seasons 7–8 (2026).

    >>> even = dict.fromkeys(RUNS, 300.0) | dict.fromkeys(STATIONS, 280.0)
    >>> totals(even, 5_100)
    Totals(runs_total_s=2400.0, stations_total_s=2240.0, roxzone_s=460.0, parts_s=4640.0, missing=())
    >>> totals(even | {"sled_push": None}, 5_100).runs_total_s is None
    True
    """
    known = known_splits(splits)
    missing = tuple(split for split in SPLITS if split not in known)
    parts_s = sum(known.values())
    if missing:
        return Totals(None, None, None, parts_s, missing)
    return Totals(
        runs_total_s=sum(known[run] for run in RUNS),
        stations_total_s=sum(known[station] for station in STATIONS),
        roxzone_s=derived_roxzone_s(parts_s, known_time(total_s), penalty_in_total_s),
        parts_s=parts_s,
        missing=(),
    )


def beside_missing(splits: Splits) -> frozenset[str]:
    """Measured splits that may hold the time of a missing one: up to two places before and after it.

    Two places because a lost sled push shows up in the sled pull, with the run between them intact.
    Source: Coach K field study of the public results of seasons 7–8 (2026).

    >>> sorted(beside_missing(dict.fromkeys(SPLITS, 300.0) | {"sled_push": None}))
    ['run_2', 'run_3', 'ski_erg', 'sled_pull']
    """
    known = known_splits(splits)
    missing_places = [place for place, split in enumerate(SPLITS) if split not in known]
    return frozenset(
        split
        for place, split in enumerate(SPLITS)
        if split in known and any(abs(place - missing_place) <= 2 for missing_place in missing_places)
    )


def fade_pct(splits: Splits) -> float | None:
    """Run 7 against run 2 in percent, plus is slower. Runs 1 and 8 have another length at every venue.

    Source: Coach K field study of the public results of seasons 7–8 (2026).

    >>> fade_pct({"run_2": 300, "run_7": 330})
    10.0
    """
    first_s, last_s = known_time(splits.get("run_2")), known_time(splits.get("run_7"))
    if first_s is None or last_s is None:
        return None
    return round((last_s / first_s - 1) * 100, 2)


def run_slope_pct(splits: Splits) -> float | None:
    """Least-squares slope over runs 2–7, in percent of their mean per run; None unless all six are known.

    Source: ordinary least squares (Legendre, 1805) on equally spaced runs.

    >>> run_slope_pct({f"run_{number}": 300 + 3 * number for number in range(2, 8)})
    0.96
    """
    times = [known_time(splits.get(run)) for run in _FADE_RUNS]
    known = [time_s for time_s in times if time_s is not None]
    if len(known) < len(_FADE_RUNS):
        return None
    mean_s = sum(known) / len(known)
    steps = np.arange(len(known)) - (len(known) - 1) / 2
    return round(float(steps @ np.array(known) / (steps @ steps)) / mean_s * 100, 2)


def share_pct(time_s: float | None, total_s: float | None) -> float | None:
    """Part of the finish time in percent, one decimal.

    Source: the share of a split is its time over the official time.

    >>> share_pct(2_600, 5_200), share_pct(None, 5_200)
    (50.0, None)
    """
    if time_s is None or total_s is None:
        return None
    return round(time_s / total_s * 100, 1)
