"""How finishers of every time spread it over the race: smooth quartiles of the 17 parts along the finish time."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from coach.engines.cohort import CohortTable, Floats
from coach.engines.splits import SPLITS

PARTS = (*SPLITS, "roxzone")
_P25, _P50, _P75 = 1, 2, 3


@dataclass(frozen=True, slots=True, eq=False)
class PaceProfile:
    """Bands ascending: their middle (B), results (B), and p25, p50, p75 in seconds of the parts (3, 17, B)."""

    from_s: float
    to_s: float
    finish_s: Floats
    n: Floats
    quartiles_s: Floats


@dataclass(frozen=True, slots=True)
class PartTimes:
    """Quartiles in seconds by part of those who finish in finish_s, from the n results of the bands beside it."""

    finish_s: float
    n: int
    p25_s: Mapping[str, float]
    p50_s: Mapping[str, float]
    p75_s: Mapping[str, float]


@lru_cache(maxsize=32)
def pace_profile(table: CohortTable) -> PaceProfile:
    """The bands of one division and gender, made monotone: slower finishers are slower in every part.

    Source: isotonic regression by pooling adjacent violators (Ayer et al., 1955), weighted by n.

    >>> from coach.engines.cohort import ProfileRow, cohort_table
    >>> rows = [
    ...     ProfileRow(start, start + 150, part, 100, *(p50 + step for step in (-20, -10, 0, 10, 20)))
    ...     for start, p50 in ((5_100, 290), (5_250, 310), (5_400, 300)) for part in PARTS
    ... ]
    >>> pace_profile(cohort_table(rows)).quartiles_s[1, 0].tolist()
    [290.0, 305.0, 305.0]

    Raises:
        ValueError: the bands lack one of the 16 splits or the Roxzone.
    """
    missing = set(PARTS) - set(table.metrics)
    if missing:
        raise ValueError(f"the profiles lack {', '.join(sorted(missing))}")
    places = [table.metrics.index(part) for part in PARTS]
    n = table.n[places[0]]
    quartiles_s = [
        [_rising(table.percentiles_s[place, :, column], n) for place in places] for column in (_P25, _P50, _P75)
    ]
    return PaceProfile(
        from_s=float(table.finish_from_s[0]),
        to_s=float(table.finish_to_s[-1]),
        finish_s=(table.finish_from_s + table.finish_to_s) / 2,
        n=n,
        quartiles_s=np.array(quartiles_s),
    )


def _rising(times_s: Floats, weights: Floats) -> Floats:
    """The nearest series that never falls: neighbours that fall are pooled into their weighted mean."""
    pools: list[tuple[float, float, int]] = []
    for time_s, weight in zip(times_s.tolist(), weights.tolist(), strict=True):
        pools.append((time_s, weight, 1))
        while len(pools) > 1 and pools[-2][0] > pools[-1][0]:
            (first_s, first_weight, first_count), (second_s, second_weight, second_count) = pools[-2:]
            weight = first_weight + second_weight
            mean_s = (first_s * first_weight + second_s * second_weight) / weight
            pools[-2:] = [(mean_s, weight, first_count + second_count)]
    return np.repeat([pool[0] for pool in pools], [pool[2] for pool in pools])


def parts_at(profile: PaceProfile, finish_s: float) -> PartTimes | None:
    """The parts at a finish time, linear between the middles of the bands; None outside all bands.

    Source: Coach K field study of the public results of seasons 7–8 (2026).

    >>> from coach.engines.cohort import ProfileRow, cohort_table
    >>> rows = [
    ...     ProfileRow(start, start + 150, part, 100, *(p50 + step for step in (-20, -10, 0, 10, 20)))
    ...     for start, p50 in ((5_250, 300), (5_400, 310)) for part in PARTS
    ... ]
    >>> parts = parts_at(pace_profile(cohort_table(rows)), 5_400)
    >>> parts.p25_s["row"], parts.p50_s["row"], parts.n
    (295.0, 305.0, 200)
    """
    if not profile.from_s <= finish_s < profile.to_s:
        return None
    quartiles = [
        {part: float(np.interp(finish_s, profile.finish_s, times)) for part, times in zip(PARTS, rows, strict=True)}
        for rows in profile.quartiles_s
    ]
    above = int(np.searchsorted(profile.finish_s, finish_s))
    beside = sorted({max(above - 1, 0), min(above, len(profile.n) - 1)})
    return PartTimes(finish_s, int(profile.n[beside].sum()), *quartiles)
