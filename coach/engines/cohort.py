"""People who finish like the athlete: split times of a cohort, mixed from finish bands of the field."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]

COHORT_WINDOW, WIDE_COHORT_WINDOW = 0.10, 0.15
ENOUGH_FOR_COHORT_N = 30
_KNOT_PROBABILITIES = np.array([0.0, 0.10, 0.25, 0.50, 0.75, 0.90, 1.0])
_COHORT_PROBABILITIES = (0.25, 0.50, 0.75)
# Equal percentiles would make a vertical step; a thousandth of a second apart, each stays a line.
_KNOT_SPACING_S = 1e-3 * np.arange(7)


class ProfileRow(NamedTuple):
    """One row of field_profiles of the wanted division and gender: a metric within a band of finish times."""

    finish_from_s: float
    finish_to_s: float
    metric: str
    n: int
    p10: float
    p25: float
    p50: float
    p75: float
    p90: float


@dataclass(frozen=True, slots=True, eq=False)
class CohortTable:
    """Finish bands as arrays: bands ascending (B), n (M, B), percentiles (M, B, 5), knots and density steps (M, B, 7).

    knots_s are the corners of each band's distribution function; density_steps how its slope changes there.
    """

    metrics: tuple[str, ...]
    finish_from_s: Floats
    finish_to_s: Floats
    n: Floats
    percentiles_s: Floats
    knots_s: Floats
    density_steps: Floats


@dataclass(frozen=True, slots=True)
class Cohort:
    """Finishers from from_s to to_s: about n results, and quartiles in seconds by metric.

    covered: the part of that window the bands hold; below 1 the cohort is cut off at one side.
    """

    n: int
    from_s: float
    to_s: float
    window_pct: int
    covered: float
    p25_s: Mapping[str, float]
    median_s: Mapping[str, float]
    p75_s: Mapping[str, float]


class SlowerBand(NamedTuple):
    """Finishers some minutes behind: their p10 and p25 in seconds by metric."""

    from_s: float
    to_s: float
    p10_s: Mapping[str, float]
    p25_s: Mapping[str, float]


def cohort_table(profiles: Iterable[ProfileRow]) -> CohortTable | None:
    """Arrays of the bands of one division and gender; None without rows. Build it once, it costs milliseconds.

    Tails reach p25 − p10 below p10 and 1.5 × (p90 − p75) above p90.
    Source: Coach K field study of the public results of seasons 7–8 (2026), checked against row-level medians.

    >>> rows = [ProfileRow(5_400, 5_550, "ski_erg", 80, 250, 260, 270, 285, 300)]
    >>> cohort_table(rows).knots_s.round(1).tolist()
    [[[240.0, 250.0, 260.0, 270.0, 285.0, 300.0, 322.5]]]

    Raises:
        ValueError: a band lacks a metric or has one twice.
    """
    rows = [ProfileRow(*row) for row in profiles]
    if not rows:
        return None
    bands = sorted({(row.finish_from_s, row.finish_to_s) for row in rows})
    metrics = tuple(dict.fromkeys(row.metric for row in rows))
    if len({(row.finish_from_s, row.metric) for row in rows}) != len(rows) or len(rows) != len(bands) * len(metrics):
        raise ValueError(f"{len(rows)} profile rows for {len(bands)} bands and {len(metrics)} metrics: give each once")
    n = np.zeros((len(metrics), len(bands)))
    percentiles_s = np.zeros((len(metrics), len(bands), 5))
    places = {band: place for place, band in enumerate(bands)}
    for row in rows:
        place = metrics.index(row.metric), places[row.finish_from_s, row.finish_to_s]
        n[place] = row.n
        percentiles_s[place] = row[4:]
    knots_s = _knots(percentiles_s)
    densities = np.diff(_KNOT_PROBABILITIES) / np.diff(knots_s)
    steps = np.diff(densities, prepend=0.0, append=0.0)
    from_s, to_s = np.array(bands, dtype=np.float64).T
    return CohortTable(metrics, from_s, to_s, n, percentiles_s, knots_s, steps)


def _knots(percentiles_s: Floats) -> Floats:
    p10, p25, p75, p90 = (percentiles_s[..., place] for place in (0, 1, 3, 4))
    fastest, slowest = p10 - (p25 - p10), p90 + 1.5 * (p90 - p75)
    knots_s: Floats = np.concatenate([fastest[..., None], percentiles_s, slowest[..., None]], axis=-1)
    return knots_s + _KNOT_SPACING_S


def cohort_at(table: CohortTable, total_s: float) -> Cohort | None:
    """Those who finish within ±10 % of total_s, ±15 % when they are fewer than 30; None outside the bands.

    Each band counts by n × its overlap with the window; the bands' distribution functions are mixed and the
    quartiles read from the mixture: within 4 s (splits) and 6 s (runs, stations) of the row-level median.
    Source: Coach K field study of the public results of seasons 7–8 (2026).

    >>> rows = [ProfileRow(start, start + 150, "ski_erg", 80, 250, 260, 270, 285, 300) for start in (5_250, 5_400)]
    >>> cohort = cohort_at(cohort_table(rows), 5_400)
    >>> cohort.n, round(cohort.median_s["ski_erg"]), cohort_at(cohort_table(rows), 5_600)
    (160, 270, None)
    """
    if not table.finish_from_s[0] <= total_s < table.finish_to_s[-1]:
        return None
    window = COHORT_WINDOW
    shares = _overlap_shares(table, total_s, window)
    if (table.n.max(axis=0) @ shares) < ENOUGH_FOR_COHORT_N:
        window = WIDE_COHORT_WINDOW
        shares = _overlap_shares(table, total_s, window)
    used = shares > 0
    if not used.any():
        return None
    quartiles_s = _mixture_quantiles(
        table.knots_s[:, used], table.density_steps[:, used], table.n[:, used] * shares[used]
    )
    p25_s, median_s, p75_s = (dict(zip(table.metrics, column, strict=True)) for column in quartiles_s.T.tolist())
    covered_s = float(shares @ (table.finish_to_s - table.finish_from_s))
    return Cohort(
        n=round(float(table.n.max(axis=0) @ shares)),
        from_s=total_s * (1 - window),
        to_s=total_s * (1 + window),
        window_pct=round(window * 100),
        covered=round(covered_s / (2 * window * total_s), 3),
        p25_s=p25_s,
        median_s=median_s,
        p75_s=p75_s,
    )


def _overlap_shares(table: CohortTable, total_s: float, window: float) -> Floats:
    """The part of each band inside the window, 0 to 1."""
    starts = np.maximum(table.finish_from_s, total_s * (1 - window))
    ends = np.minimum(table.finish_to_s, total_s * (1 + window))
    return np.asarray(np.maximum(ends - starts, 0.0) / (table.finish_to_s - table.finish_from_s))


def _mixture_quantiles(knots_s: Floats, density_steps: Floats, weights: Floats) -> Floats:
    """Quartiles (M, 3) of the weighted mixture of piecewise linear distribution functions (M, B, 7), exactly.

    The mixture is piecewise linear between all knots: sort them, add up the density steps, then the areas.
    """
    metric_count = len(knots_s)
    times = knots_s.reshape(metric_count, -1)
    steps = (density_steps * weights[..., None]).reshape(metric_count, -1)
    order = np.argsort(times, axis=1)
    times = np.take_along_axis(times, order, axis=1)
    densities = np.cumsum(np.take_along_axis(steps, order, axis=1), axis=1)
    areas = np.cumsum(densities[:, :-1] * np.diff(times, axis=1), axis=1)
    shares = np.concatenate([np.zeros((metric_count, 1)), areas], axis=1) / areas[:, -1:]
    return np.array([np.interp(_COHORT_PROBABILITIES, share, time) for share, time in zip(shares, times, strict=True)])


def slower_bands(table: CohortTable, total_s: float) -> list[SlowerBand]:
    """Bands that lie entirely 5 to 10 minutes behind total_s, fastest first.

    Source: Coach K field study of the public results of seasons 7–8 (2026).

    >>> rows = [ProfileRow(start, start + 150, "row", 80, 250, 260, 270, 285, 300) for start in (5_400, 5_550, 5_700)]
    >>> [(band.from_s, band.p25_s["row"]) for band in slower_bands(cohort_table(rows), 5_400)]
    [(5700.0, 260.0)]
    """
    found = np.flatnonzero((table.finish_from_s >= total_s + 300) & (table.finish_to_s <= total_s + 600))
    return [
        SlowerBand(
            from_s=float(table.finish_from_s[place]),
            to_s=float(table.finish_to_s[place]),
            p10_s=dict(zip(table.metrics, table.percentiles_s[:, place, 0].tolist(), strict=True)),
            p25_s=dict(zip(table.metrics, table.percentiles_s[:, place, 1].tolist(), strict=True)),
        )
        for place in found.tolist()
    ]
