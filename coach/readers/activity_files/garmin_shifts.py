"""Rows whose cells stand in the wrong columns, as in lists glued together by hand: found, and cut before the shift."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence
from typing import NamedTuple

from .garmin_columns import Columns
from .garmin_distances import fits_as_printed
from .garmin_numbers import Clocks, Numbers, Shape, Shapes
from .garmin_table import Table
from .garmin_units import RunFigures, fitting_unit, metres_per_unit

_CLOCKS: frozenset[Shape] = frozenset(("clock",))
_NUMBERS: frozenset[Shape] = frozenset(("number",))
_SHAPES_OF: dict[str, frozenset[Shape]] = {
    **dict.fromkeys(("time", "moving", "elapsed"), _CLOCKS),
    **dict.fromkeys(("pace", "best_pace"), _CLOCKS | _NUMBERS),
    **dict.fromkeys(
        ("distance", "calories", "heart_rate_avg", "heart_rate_max", "cadence", "cadence_max", "ascent", "descent",
         "stride", "aerobic_effect", "power"),
        _NUMBERS,
    ),
}  # fmt: skip
_ANY_SHAPE = ("type", "date", "title")
# One odd cell is a broken cell; two are a row that stands in the wrong columns.
_FEWEST_ODD_CELLS = 2


class Shifts(NamedTuple):
    """`rows` cut where they shift; `cut`: places of those rows; `hopeless`: shifted too far left to be used."""

    rows: list[list[str]]
    cut: list[int]
    hopeless: list[int]


def cut_shifted_rows(table: Table, numbers: Numbers, clocks: Clocks) -> Shifts:
    """The rows of a table without the cells that stand in a wrong column, and which rows those were."""
    shifted = {**{place: len(table.rows[place]) for place in table.overlong}, **_shifted_from(table)}
    if not shifted:
        return Shifts(table.rows, [], [])
    rows = list(table.rows)
    cut: list[int] = []
    hopeless: list[int] = []
    has_short_times = _has_short_times(table, shifted, clocks)
    for place, column in sorted(shifted.items()):
        time = clocks[rows[place][table.columns.places["time"][0]]]
        is_time = time is not None and (time.parts == 3 or has_short_times)
        width = _sound_width(table.columns, rows[place], column, numbers, clocks) if is_time else 0
        (cut if width else hopeless).append(place)
        rows[place] = rows[place][:width] + [""] * (len(rows[place]) - width)
    return Shifts(rows, cut, hopeless)


def _has_short_times(table: Table, shifted: Collection[int], clocks: Clocks) -> bool:
    """Whether times of two parts are usual here; if not, one in a shifted row is a pace."""
    place = table.columns.places["time"][0]
    times = [clock for row, cells in enumerate(table.rows) if row not in shifted and (clock := clocks[cells[place]])]
    return any(clock.parts == 2 for clock in times)


def _shifted_from(table: Table) -> dict[int, int]:
    """Place of each shifted row and the first column that shows it: a cell of a wrong shape, or an empty end."""
    shapes = Shapes()
    complete = [place for place, row in enumerate(table.rows) if row[-1].strip()]
    odd = _odd_cells(table, shapes, complete or range(len(table.rows)))
    short = _short_rows(table, complete)
    read = {column for places in table.columns.places.values() for column in places}
    found = {}
    for place in odd.keys() | short:
        columns = odd.get(place, [])
        if place in short:
            is_shifted = bool(columns) or not _has_both_times(table, place, shapes)
        else:
            # Columns we do not read may hold two shapes, one per sport: those alone convict no full row.
            is_shifted = len(columns) >= _FEWEST_ODD_CELLS and not read.isdisjoint(columns)
        if is_shifted:
            found[place] = min([*columns, _filled_width(table.rows[place])])
    return found


def _short_rows(table: Table, complete: Sequence[int]) -> set[int]:
    """Rows that end early in a list that writes out what is missing: they have fewer columns than the header."""
    if not complete or any(not cell for place in complete for cell in table.rows[place]):
        return set()
    return {place for place, row in enumerate(table.rows) if not row[-1].strip()}


def _has_both_times(table: Table, place: int, shapes: Shapes) -> bool:
    """Moving and elapsed time stand near the end: where both hold times, nothing before them has shifted."""
    columns = [table.columns.places.get(field, ()) for field in ("moving", "elapsed")]
    return all(found and shapes[table.rows[place][found[0]]] == "clock" for found in columns)


def _filled_width(row: Sequence[str]) -> int:
    return max((place + 1 for place, cell in enumerate(row) if cell.strip()), default=0)


def _odd_cells(table: Table, shapes: Shapes, complete: Sequence[int]) -> dict[int, list[int]]:
    """Row → columns whose cell has not the shape of its column; rows that fill the header say what is usual."""
    fields = {place: field for field, places in table.columns.places.items() for place in places}
    odd: dict[int, list[int]] = {}
    for column, cells in enumerate(zip(*table.rows, strict=True)):
        seen = {shapes[cell] for cell in set(cells)} - {"missing"}
        field = fields.get(column, "")
        if field in _ANY_SHAPE or (not field and len(seen) < 2):
            continue
        allowed = _SHAPES_OF.get(field) or _usual_shape([shapes[cells[place]] for place in complete])
        if seen <= allowed:
            continue
        for row, cell in enumerate(cells):
            if shapes[cell] not in allowed | {"missing"}:
                odd.setdefault(row, []).append(column)
    return odd


def _usual_shape(codes: Sequence[Shape]) -> frozenset[Shape]:
    counts = Counter(code for code in codes if code != "missing")
    return frozenset(code for code, count in counts.items() if 2 * count > counts.total()) or frozenset(counts)


def _sound_width(columns: Columns, row: list[str], shifted_from: int, numbers: Numbers, clocks: Clocks) -> int:
    """How many cells from the left are proven to stand in their columns; 0 when not even the time does.

    Proof is arithmetic: time, distance and pace belong together; so do cadence, stride and pace. What stands between
    the last proof and the first odd cell is dropped, as it may be shifted by a column of the same shape.
    """
    place = {field: places[0] for field, places in columns.places.items()}
    distance, pace, time = (place.get(field, -1) for field in ("distance", "pace", "time"))
    measured = max(distance, time) + 1
    if shifted_from < measured or distance < 0:
        return 0
    if not measured <= pace < shifted_from or not _belong_together(row, (distance, pace, time), numbers, clocks):
        return measured if _is_measure_proven(row, (distance, pace, time), numbers, clocks) else 0
    stride, cadence = place.get("stride", -1), columns.own_cadence
    if cadence is None or not max(pace, cadence) < stride < shifted_from:
        return pace + 1
    pace_s = getattr(clocks[row[pace]], "seconds", None)
    metres = metres_per_unit(RunFigures(False, numbers[row[cadence]], numbers[row[stride]], pace_s, None))
    return stride + 1 if metres and fitting_unit(metres) else pace + 1


def _is_measure_proven(row: Sequence[str], places: tuple[int, int, int], numbers: Numbers, clocks: Clocks) -> bool:
    """Distance and time stand right where a pace, though shifted itself, fits them.

    Without a distance the time has to be the first clock of its row, in hours, minutes and seconds.
    """
    distance, pace, time = places
    if numbers[row[distance]] is None and (pace < 0 or clocks[row[pace]] is None):
        found = clocks[row[time]]
        return found is not None and found.parts == 3 and not any(clocks[cell] for cell in row[:time])
    others = range(max(distance, time) + 1, len(row))
    return any(
        clocks[row[other]] and _belong_together(row, (distance, other, time), numbers, clocks) for other in others
    )


def _belong_together(row: Sequence[str], places: tuple[int, int, int], numbers: Numbers, clocks: Clocks) -> bool:
    distance, pace, time = numbers[row[places[0]]], clocks[row[places[1]]], clocks[row[places[2]]]
    return bool(distance and pace and time and fits_as_printed(distance, pace, time))
