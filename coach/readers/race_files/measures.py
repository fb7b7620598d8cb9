"""The times of every row as arrays: splits, official time, Roxzone, totals and how well they add up."""

from dataclasses import dataclass, fields
from functools import cached_property
from typing import NamedTuple, Self

import numpy as np
import numpy.typing as npt

from coach.engines.reconciliation import HIGHEST_RESIDUAL_S, LOWEST_RESIDUAL_S
from coach.engines.splits import RUNS, SPLITS, STATIONS

from .contract import Table
from .headers import TRANSITIONS, Layout
from .penalties import Penalty, parse_penalty
from .times import BOUNDS_S, UNREADABLE, Floats, Kinds, ReadTimes, TimeColumn, read_times

Mask = npt.NDArray[np.bool_]
Texts = npt.NDArray[np.object_]

_MEASURED = (*SPLITS, "total_seconds", "roxzone_printed", *TRANSITIONS)
_STATUS_FIELDS = ("status", "rank", "penalty")
_RUN_PLACES = [SPLITS.index(run) for run in RUNS]
_STATION_PLACES = [SPLITS.index(station) for station in STATIONS]


@dataclass(frozen=True)
class Measures:
    """Seconds, NaN when missing; `splits` is rows × 16 in race order; `status` is a kind of times.py or 0."""

    splits: Floats
    total: Floats
    roxzone_printed: Floats
    status: Kinds
    is_total_computed: Mask
    has_two_totals: Mask
    has_false_roxzone: Mask
    penalty_s: Floats
    penalty_note: Texts

    def rows(self, kept: Mask) -> Self:
        return type(self)(**{field.name: getattr(self, field.name)[kept] for field in fields(self)})

    @cached_property
    def has_splits(self) -> Mask:
        return np.asarray(~np.isnan(self.splits).all(axis=1))

    @cached_property
    def has_all_splits(self) -> Mask:
        return np.asarray(~np.isnan(self.splits).any(axis=1))

    @cached_property
    def runs_total(self) -> Floats:
        return self._sum_of(_RUN_PLACES)

    @cached_property
    def stations_total(self) -> Floats:
        return self._sum_of(_STATION_PLACES)

    def _sum_of(self, places: list[int]) -> Floats:
        """Only with all 16 splits: the time of a missing run often sits in a station."""
        return np.where(self.has_all_splits, _rounded(self.splits[:, places].sum(axis=1)), np.nan)

    @cached_property
    def parts(self) -> Floats:
        """The splits there are; 0 when there are none."""
        return _rounded(np.nansum(self.splits, axis=1))

    @cached_property
    def roxzone_remainder(self) -> Floats:
        """Official time minus all 16 splits and a penalty no split holds; plausible or not."""
        penalty = np.where(self.has_penalty_in_total, self.penalty_s, 0)
        return _rounded(self.total - penalty - self.splits.sum(axis=1))

    @cached_property
    def roxzone(self) -> Floats:
        fastest, slowest = BOUNDS_S["roxzone"]
        remainder = self.roxzone_remainder
        return np.where((remainder >= fastest) & (remainder <= slowest), remainder, np.nan)

    @cached_property
    def residual(self) -> Floats:
        """Official time minus splits and printed Roxzone; a computed total has none."""
        residual = _rounded(self.total - self.splits.sum(axis=1) - self.roxzone_printed)
        return np.where(self.is_total_computed, np.nan, residual)

    @cached_property
    def has_rounding_residual(self) -> Mask:
        return _is_rounding(self.residual)

    @cached_property
    def has_penalty_in_total(self) -> Mask:
        return ~_is_rounding(self.residual) & _is_rounding(self.residual - self.penalty_s)

    @cached_property
    def exceeds_total(self) -> Mask:
        return np.asarray(self.parts > self.total)


class NoTime(NamedTuple):
    """A cell that holds something, but no time."""

    row: int
    metric: str
    text: str


def measure_rows(table: Table, layout: Layout) -> tuple[Measures, list[NoTime], list[str]]:
    """The measures, the cells that are no times, and warnings about the whole file."""
    columns = [
        TimeColumn(field, layout.units[place], table.columns[place])
        for field in _MEASURED
        for place in layout.columns.get(field, ())
    ]
    status_columns = [
        TimeColumn(field, "s", table.columns[place])
        for field in _STATUS_FIELDS
        for place in layout.columns.get(field, ())
    ]
    times = read_times(columns + status_columns, len(table.lines))
    coalesced = {field: _coalesced(times, columns, field) for field in _MEASURED}
    penalties = _penalties(table, layout)
    measures = _measures(coalesced, times, columns, penalties)
    return measures, _unreadable(times, columns, coalesced), times.warnings


def _coalesced(times: ReadTimes, columns: list[TimeColumn], field: str) -> Floats:
    """The first column of a field that has a value in the row; zero is missing except in a transition."""
    values = np.full(times.seconds.shape[1], np.nan)
    for place, column in enumerate(columns):
        if column.metric == field:
            seconds = times.seconds[place]
            known = seconds if field in TRANSITIONS else np.where(seconds > 0, seconds, np.nan)
            values = np.where(np.isnan(values), known, values)
    return values


def _penalties(table: Table, layout: Layout) -> list[Penalty]:
    place = layout.first("penalty")
    return [Penalty()] * len(table.lines) if place is None else [parse_penalty(text) for text in table.columns[place]]


def _measures(
    coalesced: dict[str, Floats], times: ReadTimes, columns: list[TimeColumn], penalties: list[Penalty]
) -> Measures:
    splits = np.column_stack([coalesced[split] for split in SPLITS])
    total, printed = coalesced["total_seconds"], coalesced["roxzone_printed"]
    transitions = np.sum([coalesced[name] for name in TRANSITIONS], axis=0)
    printed = np.where(np.isnan(printed) & (transitions > 0), transitions, printed)
    has_false_roxzone = printed >= total
    printed = np.where(has_false_roxzone, np.nan, printed)
    parts = splits.sum(axis=1) + printed
    is_total_computed = np.isnan(total) & ~np.isnan(parts) & (times.status == 0)
    total_rows = [place for place, column in enumerate(columns) if column.metric == "total_seconds"]
    return Measures(
        splits=splits,
        total=np.where(is_total_computed, _rounded(parts), total),
        roxzone_printed=printed,
        status=times.status,
        is_total_computed=is_total_computed,
        has_two_totals=_differ(times.seconds[total_rows]),
        has_false_roxzone=has_false_roxzone,
        penalty_s=np.array([penalty.seconds for penalty in penalties], dtype=np.float64),
        penalty_note=np.array([penalty.note for penalty in penalties], dtype=object),
    )


def _differ(totals: Floats) -> Mask:
    """Rows whose official time is written twice, more than a second apart."""
    positive = np.where(totals > 0, totals, np.nan)
    highest = np.fmax.reduce(positive, axis=0, initial=-np.inf)
    lowest = np.fmin.reduce(positive, axis=0, initial=np.inf)
    return np.asarray(highest - lowest > 1)


def _unreadable(times: ReadTimes, columns: list[TimeColumn], coalesced: dict[str, Floats]) -> list[NoTime]:
    found = np.argwhere(times.kinds[: len(columns)] == UNREADABLE)
    return [
        NoTime(int(row), columns[place].metric, columns[place].cells[row].strip()[:30])
        for place, row in found
        if np.isnan(coalesced[columns[place].metric][row])
    ]


def _is_rounding(residual: Floats) -> Mask:
    return np.asarray((residual >= LOWEST_RESIDUAL_S) & (residual <= HIGHEST_RESIDUAL_S))


def _rounded(seconds: Floats) -> Floats:
    """Milliseconds: sums of tenths carry no binary dust."""
    return np.asarray(np.round(seconds, 3))
