"""Rows of Garmin's activity list as columns of texts by field: repeats taken out, shifted rows cut, raw cells kept."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import accumulate
from typing import NamedTuple

from .garmin_columns import FIELDS
from .garmin_numbers import Clocks, Numbers, NumberStyle, is_missing, number_style
from .garmin_shifts import cut_shifted_rows
from .garmin_table import Table

_STYLE_WITNESSES = ("aerobic_effect", "stride", "calories", "ascent", "descent")


class ListRows(NamedTuple):
    """`texts`: one text per row and field, "" where the file has no such column; `own_cadence` is a run's own.

    `cut`: places of rows of which only the left part is kept; `hopeless`: of rows that shift before their time.
    """

    lines: list[int]
    texts: Mapping[str, list[str]]
    own_cadence: list[str]
    raw: list[dict[str, str]]
    repeated: int
    cut: list[int]
    hopeless: list[int]
    style: NumberStyle
    numbers: Numbers
    clocks: Clocks
    language: str


def list_rows(tables: Sequence[Table]) -> ListRows:
    """The rows of all tables of a file, one under the other."""
    singles, repeated = _without_repeats(tables)
    style = number_style(
        (cell for table in singles for cell in _cells(table, "distance")),
        (cell for table in singles for field in _STYLE_WITNESSES for cell in _cells(table, field)),
    )
    numbers, clocks = Numbers(style), Clocks()
    shifts = [cut_shifted_rows(table, numbers, clocks) for table in singles]
    parts = [(table.columns, shift.rows) for table, shift in zip(singles, shifts, strict=True)]
    offsets = list(accumulate((len(rows) for _, rows in parts), initial=0))
    return ListRows(
        lines=[line for table in singles for line in table.lines],
        texts={
            field: [text for columns, rows in parts for text in _first_recorded(rows, columns.places.get(field, ()))]
            for field in FIELDS
        },
        own_cadence=[text for columns, rows in parts for text in _own_cadence(rows, columns.own_cadence)],
        raw=[dict(zip(columns.names, row, strict=True)) for columns, rows in parts for row in rows],
        repeated=repeated,
        cut=[offset + place for offset, shift in zip(offsets, shifts, strict=False) for place in shift.cut],
        hopeless=[offset + place for offset, shift in zip(offsets, shifts, strict=False) for place in shift.hopeless],
        style=style,
        numbers=numbers,
        clocks=clocks,
        language=max(tables, key=lambda table: len(table.rows)).columns.language,
    )


def _first_recorded(rows: Sequence[Sequence[str]], places: Sequence[int]) -> list[str]:
    """One text per row: of the first column of a field that holds something; header names may stand there twice."""
    if not places:
        return [""] * len(rows)
    texts = [row[places[0]] for row in rows]
    for place in places[1:]:
        texts = [text if _is_recorded(text) else row[place] for text, row in zip(texts, rows, strict=True)]
    return texts


def _own_cadence(rows: Sequence[Sequence[str]], place: int | None) -> list[str]:
    return [""] * len(rows) if place is None else [row[place] for row in rows]


def _is_recorded(text: str) -> bool:
    """0 in all its forms (0, 0.0, 0:00) means that nothing was recorded."""
    return not is_missing(text) and bool(text.strip(" '0:.,"))


def _without_repeats(tables: Sequence[Table]) -> tuple[list[Table], int]:
    """Rows that stand in a file twice, word for word, are kept once."""
    seen: set[tuple[str, ...]] = set()
    singles, repeated = [], 0
    for table in tables:
        kept = []
        for place, row in enumerate(table.rows):
            before = len(seen)
            seen.add(tuple(row))
            if len(seen) > before:
                kept.append(place)
        repeated += len(table.rows) - len(kept)
        singles.append(table if len(kept) == len(table.rows) else _only(table, kept))
    return singles, repeated


def _only(table: Table, kept: Sequence[int]) -> Table:
    overlong = frozenset(new for new, place in enumerate(kept) if place in table.overlong)
    return Table(table.columns, [table.rows[place] for place in kept], [table.lines[place] for place in kept], overlong)


def _cells(table: Table, field: str) -> list[str]:
    return [row[place] for place in table.columns.places.get(field, ()) for row in table.rows]
