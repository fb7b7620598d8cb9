"""One race as analysed rows: every split with its time, share, rank and gap."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

import numpy as np
import numpy.typing as npt

from coach.engines.cohort import Cohort
from coach.engines.field import SMALL_SAMPLE_N, MetricQuantiles, faster_than_pct, faster_than_pct_of
from coach.engines.pronoun import YOU, Pronoun
from coach.engines.reconciliation import Reconciliation
from coach.engines.splits import (
    LOSS_ITEMS,
    METRICS,
    RUNS,
    SPLIT_LABELS,
    SPLITS,
    Splits,
    beside_missing,
    known_splits,
    known_time,
    share_pct,
    totals,
)

EventTimes = Mapping[str, npt.NDArray[np.float64]]
SplitFlag = Literal["missing", "beside_missing", "holds_penalty", "unusable"]
_LOCATABLE_PENALTY_S = 60.0


@dataclass(frozen=True, slots=True)
class RaceTimes:
    """One result as recorded, in seconds; an unknown split is None or left out.

    event: name with city and year ("2025 Katowice"); season: 8 is 2025/26; title: how a comparison calls it;
    whom: how sentences call who raced.
    """

    division: str
    gender: str
    total_s: float | None
    splits: Splits = field(default_factory=dict)
    age_group: str | None = None
    event: str | None = None
    season: int | None = None
    roxzone_printed_s: float | None = None
    penalty_s: float | None = None
    title: str = ""
    whom: Pronoun = YOU


@dataclass(frozen=True, slots=True)
class SplitRow:
    """One of the 20 metrics. Gap: time − cohort median, plus is slower. A flag says why there is no rank."""

    split: str
    time_s: float | None
    share_pct: float | None
    faster_than_pct: float | None
    cohort_median_s: float | None
    cohort_p25_s: float | None
    cohort_p75_s: float | None
    cohort_gap_s: float | None
    event_faster_than_pct: float | None
    event_n: int | None
    flag: SplitFlag | None

    @property
    def label(self) -> str:
        """Such as "Sled push"."""
        return SPLIT_LABELS[self.split]

    @property
    def is_event_small_sample(self) -> bool:
        """Fewer than 30 results of the same event."""
        return self.event_n is not None and self.event_n < SMALL_SAMPLE_N


@dataclass(frozen=True, slots=True)
class SplitGap:
    """Seconds against the cohort median: plus is a loss, minus a gain."""

    split: str
    gap_s: float

    @property
    def label(self) -> str:
        """Such as "Sled push"."""
        return SPLIT_LABELS[self.split]


@dataclass(frozen=True, slots=True)
class Comparables:
    """Whom a race is compared with; each part may be absent."""

    quantiles: Mapping[str, MetricQuantiles]
    cohort: Cohort | None
    event_times: EventTimes


def analysed_times(race: RaceTimes, reconciliation: Reconciliation) -> dict[str, float | None]:
    """Seconds of all 20 metrics; sums and the derived Roxzone only from 16 usable splits.

    Source: facts of the published results, see reconciliation.

    >>> from coach.engines.reconciliation import reconcile
    >>> race = RaceTimes("open", "men", 5_240, dict.fromkeys(SPLITS, 300))
    >>> times = analysed_times(race, reconcile(race.splits, race.total_s))
    >>> times["roxzone"], times["runs_total"], times["total_seconds"]
    (440.0, 2400.0, 5240.0)
    """
    known = known_splits(race.splits)
    times: dict[str, float | None] = {split: known.get(split) for split in SPLITS}
    sums = totals(race.splits, race.total_s)
    is_usable = reconciliation.is_usable
    times["roxzone"] = reconciliation.roxzone_s
    times["runs_total"] = sums.runs_total_s if is_usable else None
    times["stations_total"] = sums.stations_total_s if is_usable else None
    times["total_seconds"] = known_time(race.total_s)
    return times


def split_flags(race: RaceTimes, reconciliation: Reconciliation, penalised: str | None = None) -> dict[str, SplitFlag]:
    """Why a split gets no rank and no gap; splits without a reason are left out.

    Source: facts of the published results, see reconciliation.

    >>> from coach.engines.reconciliation import reconcile
    >>> race = RaceTimes("open", "men", 5_240, dict.fromkeys(SPLITS, 300) | {"wall_balls": None})
    >>> split_flags(race, reconcile(race.splits, race.total_s))["run_8"]
    'beside_missing'
    """
    known = known_splits(race.splits)
    flags: dict[str, SplitFlag] = dict.fromkeys(beside_missing(race.splits), "beside_missing")
    flags |= {split: "missing" for split in SPLITS if split not in known}
    if not reconciliation.is_usable:
        flags |= dict.fromkeys(known, "unusable")
    if penalised is not None:
        flags |= dict.fromkeys((penalised, *_sum_with(penalised)), "holds_penalty")
    return flags


def _sum_with(split: str) -> tuple[str, ...]:
    if split == "roxzone":
        return ()
    return ("runs_total",) if split in RUNS else ("stations_total",)


def penalised_split(
    times: Mapping[str, float | None], cohort: Cohort | None, penalty_s: float | None, place: str | None
) -> str | None:
    """The split that most probably holds a penalty: the largest gap, when it is at least three quarters of it.

    None for penalties under a minute, which no split shows, and for those only the total holds.
    Source: Coach K field study (2026): in 2018/19 results the penalty sits in the wall balls.

    >>> times = {"row": 300.0, "wall_balls": 950.0}
    >>> medians = {"row": 290.0, "wall_balls": 390.0}
    >>> cohort = Cohort(100, 4_500, 5_500, 10, 1.0, medians, medians, medians)
    >>> penalised_split(times, cohort, 600, "unknown"), penalised_split(times, cohort, 600, "total")
    ('wall_balls', None)
    """
    if cohort is None or penalty_s is None or penalty_s < _LOCATABLE_PENALTY_S or place in (None, "total"):
        return None
    gaps = {split: _gap(times.get(split), cohort.median_s.get(split)) for split in (*SPLITS, "roxzone")}
    largest = max(gaps, key=lambda split: gaps[split] or 0.0)
    return largest if (gaps[largest] or 0.0) >= 0.75 * penalty_s else None


def split_rows(
    times: Mapping[str, float | None], flags: Mapping[str, SplitFlag], comparables: Comparables
) -> tuple[SplitRow, ...]:
    """The 20 rows: 16 splits in race order, then roxzone, runs_total, stations_total, total_seconds.

    Source: definitions of faster-than, cohort and gap in the field and cohort engines.

    >>> rows = split_rows({"row": 300.0, "total_seconds": 5_000.0}, {}, Comparables({}, None, {}))
    >>> [(row.split, row.share_pct) for row in rows if row.time_s is not None]
    [('row', 6.0), ('total_seconds', 100.0)]
    """
    total_s = times.get("total_seconds")
    return tuple(_row(split, times.get(split), total_s, flags.get(split), comparables) for split in METRICS)


def _row(
    split: str, time_s: float | None, total_s: float | None, flag: SplitFlag | None, comparables: Comparables
) -> SplitRow:
    ranked_s = None if flag else time_s
    quantiles = comparables.quantiles.get(split)
    median_s, p25_s, p75_s = _quartiles(comparables.cohort, split)
    event_pct, event_n = _event_rank(ranked_s, comparables.event_times.get(split))
    return SplitRow(
        split=split,
        time_s=time_s,
        share_pct=share_pct(None if flag == "unusable" else time_s, total_s),
        faster_than_pct=faster_than_pct(ranked_s, quantiles.quantiles_s) if quantiles and ranked_s else None,
        cohort_median_s=median_s,
        cohort_p25_s=p25_s,
        cohort_p75_s=p75_s,
        cohort_gap_s=_gap(ranked_s, median_s),
        event_faster_than_pct=event_pct,
        event_n=event_n,
        flag=flag,
    )


def _quartiles(cohort: Cohort | None, split: str) -> tuple[float | None, float | None, float | None]:
    if cohort is None or split not in cohort.median_s:
        return None, None, None
    return round(cohort.median_s[split], 1), round(cohort.p25_s[split], 1), round(cohort.p75_s[split], 1)


def _gap(time_s: float | None, median_s: float | None) -> float | None:
    return None if time_s is None or median_s is None else round(time_s - median_s, 1)


def _event_rank(time_s: float | None, times: npt.NDArray[np.float64] | None) -> tuple[float | None, int | None]:
    if times is None:
        return None, None
    pct = None if time_s is None else faster_than_pct_of(time_s, times)
    return pct, int(np.count_nonzero(times == times))  # NaN, a missing result, equals nothing


def ranked_gaps(rows: tuple[SplitRow, ...]) -> tuple[SplitGap, ...]:
    """Gaps of the 8 stations, the Roxzone and the runs total, largest loss first; those without a gap are left out.

    Medians of parts do not add up to the median total, so the gaps need not sum to 0.
    Source: Coach K field study of the public results of seasons 7–8 (2026).

    >>> ranked_gaps(())
    ()
    """
    gaps = [
        SplitGap(row.split, row.cohort_gap_s)
        for row in rows
        if row.split in LOSS_ITEMS and row.cohort_gap_s is not None
    ]
    return tuple(sorted(gaps, key=lambda gap: -gap.gap_s))
