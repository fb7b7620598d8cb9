"""Time cells of a file to seconds: clocks, bare numbers, missing marks, one unit for the whole file."""

import re
from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from coach.engines.clock import parse_clock
from coach.engines.splits import LONGEST_ROXZONE_S, RUNS, SHORTEST_ROXZONE_S

from .contract import UnreadableRaceFile
from .headers import Unit

Floats = npt.NDArray[np.float64]
Kinds = npt.NDArray[np.int8]

# The range used to clean the field [s]; a value outside is flagged, never refused.
BOUNDS_S: dict[str, tuple[float, float]] = {
    "total_seconds": (2_400, 25_200),
    "ski_erg": (170, 900),
    "run_1": (90, 1_800),
    **dict.fromkeys(RUNS[1:], (130, 1_800)),
    "sled_push": (50, 1_500),
    "sled_pull": (70, 1_800),
    "burpee_broad_jump": (80, 2_400),
    "row": (180, 1_200),
    "farmers_carry": (45, 1_200),
    "sandbag_lunges": (90, 2_400),
    "wall_balls": (100, 2_700),
    **dict.fromkeys(("roxzone", "roxzone_printed"), (SHORTEST_ROXZONE_S, LONGEST_ROXZONE_S)),
}

MISSING, BARE, CLOCK, LONG_CLOCK, DNS, DNF, DSQ, UNREADABLE = range(8)
MISSING_TEXTS = frozenset(("", "–", "-", "—", "--", "−", "n/a", "na", "n.a.", "nan", "none", "null", "?"))
_STATUS_TEXTS = {
    **dict.fromkeys(("dns", "did not start", "not started"), DNS),
    **dict.fromkeys(("dnf", "did not finish", "not finished", "retired", "withdrawn"), DNF),
    **dict.fromkeys(("dsq", "dq", "disq", "disqualified", "disqualifiziert"), DSQ),
}
_BARE = re.compile(r"[0-9]{1,12}(?:[.,][0-9]{1,20})?(?:[eE][+-]?[0-9]{1,2})?")
_S_PER_DAY = 86_400
_LONGEST_SPLIT_S, _LONGEST_TOTAL_S = 10_000, 2 * _S_PER_DAY
_UNIT_NAMES = {1: "seconds", 60: "minutes", _S_PER_DAY: "fractions of a day"}
_SPREADSHEET_SHARE = 0.95


class TimeColumn(NamedTuple):
    metric: str
    unit: Unit | None
    cells: Sequence[str]


class ReadTimes(NamedTuple):
    """`seconds` and `kinds` have one row per column asked for; status is the worst word of each row."""

    seconds: Floats
    kinds: Kinds
    status: Kinds
    warnings: list[str]


class _DistinctTexts(dict[str, int]):
    """Numbers each text the first time it is seen, so that it is parsed once."""

    def __missing__(self, text: str) -> int:
        self[text] = code = len(self)
        return code


def read_times(columns: Sequence[TimeColumn], row_count: int) -> ReadTimes:
    """Seconds of every column (NaN when missing or unreadable).

    Raises:
        UnreadableRaceFile: bare numbers are neither seconds, minutes nor fractions of a day.
    """
    texts = _DistinctTexts()
    codes = np.empty((len(columns), row_count), dtype=np.intp)
    for place, column in enumerate(columns):
        codes[place] = np.fromiter(map(texts.__getitem__, column.cells), dtype=np.intp, count=row_count)
    parsed = [parse_cell(text) for text in texts]
    kinds = np.array([kind for kind, _ in parsed], dtype=np.int8)[codes]
    seconds = np.array([number for _, number in parsed], dtype=np.float64)[codes]
    warnings = _scale_bare_numbers(columns, seconds, kinds)
    warnings += _reread_spreadsheet_clocks(columns, seconds, kinds)
    kinds, seconds = _without_absurd_times(columns, kinds, seconds)
    status = np.where((kinds >= DNS) & (kinds <= DSQ), kinds, 0).max(axis=0, initial=0).astype(np.int8)
    return ReadTimes(seconds, kinds, status, warnings)


def parse_cell(text: str) -> tuple[int, float]:
    """(kind, number): seconds of a clock, the bare number in the file's unit, NaN for everything else.

    >>> parse_cell("4:20,5"), parse_cell("74.5"), parse_cell("DNF")[0] == DNF
    ((2, 260.5), (1, 74.5), True)
    """
    typed = text.strip()
    if ":" in typed:
        return _parsed_clock(typed)
    if _BARE.fullmatch(typed):
        return BARE, float(typed.replace(",", "."))
    folded = typed.casefold()
    if folded in MISSING_TEXTS:
        return MISSING, np.nan
    return _STATUS_TEXTS.get(folded, UNREADABLE), np.nan


def _parsed_clock(typed: str) -> tuple[int, float]:
    try:
        return (LONG_CLOCK if typed.count(":") == 2 else CLOCK), parse_clock(typed)
    except ValueError:
        return UNREADABLE, np.nan


def _scale_bare_numbers(columns: Sequence[TimeColumn], seconds: Floats, kinds: Kinds) -> list[str]:
    """Multiplies bare numbers in place: by the unit their header names, else by the file's one unit."""
    bare = kinds == BARE
    silent = [place for place, column in enumerate(columns) if column.unit is None and bare[place].any()]
    file_factor = _file_factor(columns, seconds, bare, silent)
    if file_factor is None:
        _give_up_bare_numbers(seconds, kinds, silent)
        return []
    for place, column in enumerate(columns):
        factor = 60 if column.unit == "min" else 1 if column.unit == "s" else file_factor
        if factor != 1:
            # Minutes and day fractions are rounded decimals of whole or tenth seconds.
            seconds[place] = np.where(bare[place], np.round(seconds[place] * factor, 1), seconds[place])
    return [f"Times without a colon were read as {_UNIT_NAMES[file_factor]}."] if silent and file_factor != 1 else []


def _file_factor(
    columns: Sequence[TimeColumn], seconds: Floats, bare: npt.NDArray[np.bool_], places: list[int]
) -> int | None:
    """Seconds per unit, told by the official times, else the SkiErg, else any split; None when nothing fits."""
    trust = {"total_seconds": 0, "ski_erg": 1}
    asked = sorted(places, key=lambda place: trust.get(columns[place].metric, 2))
    for place in asked:
        numbers = seconds[place][bare[place] & (seconds[place] > 0)]
        bounds = BOUNDS_S.get(columns[place].metric)
        if bounds is None or not len(numbers):
            continue
        typical = float(np.median(numbers))
        for factor in _UNIT_NAMES:
            if bounds[0] <= typical * factor <= bounds[1]:
                return factor
    has_numbers = any((seconds[place][bare[place]] > 0).any() for place in asked)
    return None if has_numbers else 1


def _give_up_bare_numbers(seconds: Floats, kinds: Kinds, places: list[int]) -> None:
    """A few stray numbers between clocks are no times; a file of such numbers cannot be read."""
    is_bare = kinds == BARE
    if is_bare.sum() > ((kinds == CLOCK) | (kinds == LONG_CLOCK)).sum():
        raise UnreadableRaceFile(
            "The unit of the times cannot be told: they fit neither seconds, minutes nor fractions of a day. "
            "Write them as mm:ss, or name the unit in the header (run_1_seconds, total_min)."
        )
    for place in places:
        seconds[place][is_bare[place]] = np.nan
        kinds[place][is_bare[place]] = UNREADABLE


def _reread_spreadsheet_clocks(columns: Sequence[TimeColumn], seconds: Floats, kinds: Kinds) -> list[str]:
    """A spreadsheet turns a typed 4:30 into 04:30:00; told by a whole column that makes sense only so."""
    reread: list[str] = []
    for place, column in enumerate(columns):
        bounds = BOUNDS_S.get(column.metric)
        clocks = (kinds[place] == LONG_CLOCK) & (seconds[place] > 0)
        if bounds is None or not clocks.any():
            continue
        hours_read = seconds[place][clocks]
        minutes_read = hours_read / 60
        is_outside = (hours_read < bounds[0]) | (hours_read > bounds[1])
        is_inside = (minutes_read >= bounds[0]) & (minutes_read <= bounds[1]) & (hours_read % 60 == 0)
        if is_outside.all() and is_inside.mean() >= _SPREADSHEET_SHARE:
            seconds[place] = np.where(clocks, seconds[place] / 60, seconds[place])
            reread.append(column.metric)
    if not reread:
        return []
    names = ", ".join(reread[:3]) + (f" and {len(reread) - 3} more columns" if len(reread) > 3 else "")
    return [f"A spreadsheet had turned minutes into hours (4:30 into 04:30:00): {names} read as mm:ss."]


def _without_absurd_times(columns: Sequence[TimeColumn], kinds: Kinds, seconds: Floats) -> tuple[Kinds, Floats]:
    """Beyond hours for a split or days for a race the cell is something else, and sums would leave every bound."""
    longest = [_LONGEST_TOTAL_S if column.metric == "total_seconds" else _LONGEST_SPLIT_S for column in columns]
    is_absurd = seconds > np.array(longest).reshape(-1, 1)
    return np.where(is_absurd, UNREADABLE, kinds).astype(np.int8), np.where(is_absurd, np.nan, seconds)
