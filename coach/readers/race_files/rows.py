"""The rows of a file between table and frame: where they stand, who, which event, which times."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from .contract import RefusedRow, Table
from .identity import Identity
from .measures import Mask, Measures, NoTime, Texts
from .people import People


@dataclass(frozen=True)
class Rows:
    """One entry per row in every part; `places` are positions in the table, `lines` lines of the file."""

    places: npt.NDArray[np.intp]
    lines: npt.NDArray[np.int64]
    identities: Texts
    people: People
    measures: Measures

    def where(self, is_kept: Mask) -> "Rows":
        return Rows(
            places=self.places[is_kept],
            lines=self.lines[is_kept],
            identities=self.identities[is_kept],
            people=People(*(texts[is_kept] for texts in self.people)),
            measures=self.measures.rows(is_kept),
        )


def all_rows(table: Table, identities: Sequence[Identity], people: People, measures: Measures) -> Rows:
    row_count = len(table.lines)
    identity_of_row = np.empty(row_count, dtype=object)
    identity_of_row[:] = identities
    return Rows(
        places=np.arange(row_count),
        lines=np.array(table.lines, dtype=np.int64),
        identities=identity_of_row,
        people=people,
        measures=measures,
    )


def has_result(measures: Measures) -> Mask:
    """A split, an official time or a status makes a result; anything else is no data."""
    return np.asarray(measures.has_splits | ~np.isnan(measures.total) | (measures.status > 0))


def refusal_reasons(rows: Rows, is_result: Mask, no_times: Sequence[NoTime]) -> Mapping[int, str]:
    """Why a row cannot be kept, by its place: nobody knows where it belongs, or its only time is no time."""
    reasons = {
        place: f"“{cell.text}” is not a time: write it as h:mm:ss, for example 1:23:45"
        for place, cell in ((cell.row, cell) for cell in reversed(no_times))
        if not is_result[place]
    }
    for place in np.flatnonzero(is_result):
        problem = rows.identities[place].problem
        if problem:
            reasons[int(place)] = problem
    return reasons


def refused_rows(table: Table, reasons: Mapping[int, str]) -> list[RefusedRow]:
    """All refusals of a file in the order of its lines."""
    refused = [RefusedRow(table.lines[place], reason) for place, reason in reasons.items()]
    return sorted([*table.refused, *refused])
