"""Short sentences about results that need a second look."""

from collections.abc import Callable, Iterator, Sequence

import numpy as np

from coach.engines.clock import format_clock, format_gap
from coach.engines.splits import SPLIT_LABELS, SPLITS

from .measures import Mask, Measures, NoTime
from .times import BOUNDS_S, Floats

_LABELS = {**SPLIT_LABELS, "total_seconds": "Official time", "roxzone_printed": "Roxzone"}
_SPLITS_NAMED = 3
_PRINTS_ROXZONE_SHARE = 0.5

Sentence = Callable[[int], str]


def flag_results(measures: Measures, is_adaptive: Mask, unreadable: Sequence[NoTime]) -> list[list[str]]:
    """One list of sentences per result, empty for most. Adaptive races have other bounds, so those are not checked."""
    flags: list[list[str]] = [[] for _ in range(len(measures.total))]
    rules = [*_total_rules(measures), *_split_rules(measures), *_penalty_rules(measures)]
    for is_flagged, sentence in rules:
        for row in np.flatnonzero(is_flagged):
            flags[row].append(sentence(int(row)))
    for metric, seconds in _bounded(measures):
        for row in np.flatnonzero(~is_adaptive & _is_outside(metric, seconds)):
            flags[row].append(_unusual(metric, seconds[row]))
    for cell in unreadable:
        flags[cell.row].append(f"{_LABELS.get(cell.metric, 'Roxzone')}: “{cell.text}” is not its time; left missing")
    return flags


def has_unusual_time(measures: Measures, is_adaptive: Mask) -> Mask:
    outside = [_is_outside(metric, seconds) for metric, seconds in _bounded(measures)]
    return np.asarray(np.any(outside, axis=0) & ~is_adaptive)


def _bounded(measures: Measures) -> Iterator[tuple[str, Floats]]:
    yield "total_seconds", measures.total
    for place, split in enumerate(SPLITS):
        yield split, measures.splits[:, place]


def _is_outside(metric: str, seconds: Floats) -> Mask:
    fastest, slowest = BOUNDS_S[metric]
    return np.asarray((seconds < fastest) | (seconds > slowest))


def _unusual(metric: str, seconds: float) -> str:
    fastest, slowest = BOUNDS_S[metric]
    usual = f"{format_clock(fastest)} to {format_clock(slowest)}"
    return f"{_LABELS[metric]} {format_clock(seconds)} is outside the usual {usual}"


def _total_rules(measures: Measures) -> Iterator[tuple[Mask, Sentence]]:
    is_silent = np.isnan(measures.total) & (measures.status == 0)
    yield is_silent, lambda row: "No official time: not finished or not published"
    yield measures.is_total_computed, lambda row: "Official time computed from 16 splits and Roxzone"
    yield measures.has_two_totals, lambda row: "The file gives two official times; the first is kept"


def _split_rules(measures: Measures) -> Iterator[tuple[Mask, Sentence]]:
    total, parts, remainder = measures.total, measures.parts, measures.roxzone_remainder
    exceeds, has_all = measures.exceeds_total, measures.has_all_splits
    yield (
        exceeds,
        lambda row: (
            f"The splits add up to {format_clock(parts[row])}, more than the official time "
            f"{format_clock(total[row])}: not used for the analysis"
        ),
    )
    yield measures.has_splits & ~has_all, lambda row: _missing_splits(measures.splits[row])
    yield (
        has_all & ~exceeds & ~np.isnan(remainder) & np.isnan(measures.roxzone),
        lambda row: f"The splits leave {format_clock(remainder[row])}, which cannot be a Roxzone; not used",
    )
    yield (
        measures.has_false_roxzone & measures.has_splits,
        lambda row: "The printed Roxzone is as long as the whole race; not used",
    )
    yield _lacks_roxzone(measures), lambda row: "No Roxzone printed: a split may hold a transition"


def _missing_splits(splits: Floats) -> str:
    missing = [_LABELS[split] for split, seconds in zip(SPLITS, splits, strict=True) if np.isnan(seconds)]
    if len(missing) > _SPLITS_NAMED:
        return f"{len(missing)} of 16 splits are missing"
    return f"No time for {' and '.join(missing)}: a neighbouring split may hold it"


def _lacks_roxzone(measures: Measures) -> Mask:
    """Rows without a printed Roxzone in a file that mostly prints it."""
    is_printed = ~np.isnan(measures.roxzone_printed)
    complete = measures.has_all_splits & ~np.isnan(measures.total)
    is_usual = complete.any() and is_printed[complete].mean() >= _PRINTS_ROXZONE_SHARE
    return np.asarray(complete & ~is_printed & ~measures.has_false_roxzone & is_usual)


def _penalty_rules(measures: Measures) -> Iterator[tuple[Mask, Sentence]]:
    penalty, residual = measures.penalty_s, measures.residual
    has_penalty = ~np.isnan(penalty)
    in_total, is_rounding = measures.has_penalty_in_total, measures.has_rounding_residual
    is_unexplained = ~np.isnan(residual) & ~is_rounding & ~in_total & ~measures.exceeds_total
    yield is_unexplained, lambda row: f"Official time and parts differ by {format_gap(residual[row])}, unexplained"
    yield (
        has_penalty & in_total,
        lambda row: f"The official time holds the penalty of {format_clock(penalty[row])}; no split does",
    )
    yield (
        has_penalty & is_rounding,
        lambda row: f"The penalty of {format_clock(penalty[row])} is inside a split or was served on the course",
    )
    is_unplaced = has_penalty & ~in_total & ~is_rounding
    must_be_split = is_unplaced & (measures.roxzone_remainder - penalty < BOUNDS_S["roxzone"][0])
    yield must_be_split, lambda row: _penalty_in_split(measures.splits[row], penalty[row])
    yield (
        is_unplaced & ~must_be_split,
        lambda row: f"It cannot be told where the penalty of {format_clock(penalty[row])} went",
    )


def _penalty_in_split(splits: Floats, penalty_s: float) -> str:
    """Names the split when only one is long enough to hold the penalty."""
    able = [
        _LABELS[split]
        for split, seconds in zip(SPLITS, splits, strict=True)
        if seconds - penalty_s >= BOUNDS_S[split][0]
    ]
    where = f"inside {able[0]}" if len(able) == 1 else "inside a split"
    return f"The penalty of {format_clock(penalty_s)} is {where}"
