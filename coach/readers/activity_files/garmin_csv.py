"""The activity list of Garmin Connect (`Activities.csv`) to entries: the story of one file."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from .contract import ActivityEntry, ActivityFile, Answers, Question, RefusedRow
from .garmin_dates import ReadDates, read_dates
from .garmin_entries import RowPlace, entry_of
from .garmin_measures import ListMeasures, measure_rows
from .garmin_rows import ListRows, list_rows
from .garmin_table import has_garmin_header, read_tables
from .garmin_types import type_meaning
from .garmin_units import UNIT_METRES
from .garmin_warnings import list_warnings

_NO_ANSWERS = Answers()
_SHIFTED = "the cells stand in the wrong columns: export this activity again or correct the row"
_WHICH_UNIT = (
    "The file does not say whether its distances are kilometres or miles, and nothing in it tells. "
    "Which unit does your Garmin account show?"
)
_WHICH_ORDER = (
    "Dates such as {} can be day/month or month/day, and nothing in the file tells. How are they written in this file?"
)


def is_garmin_csv(content: bytes) -> bool:
    """Whether the bytes begin like an activity list of Garmin Connect, in any of the languages known."""
    return has_garmin_header(content)


def read_garmin_csv(content: bytes, answers: Answers = _NO_ANSWERS) -> ActivityFile:
    """The activities of a list, oldest first. Answers are used where the file itself is silent; a unit wins always.

    Every row is an entry, a repeat or refused with a reason. With open questions there are no entries yet.

    >>> header = "Activity Type,Date,Title,Distance,Time,Avg Run Cadence,Avg Pace,Avg Stride Length"
    >>> row = 'Running,2026-05-01 07:00:00,Easy,"5.00",00:27:00,168,5:24,1.10'
    >>> read = read_garmin_csv(f"{header}\\n{row}".encode())
    >>> read.entries[0].distance_m, read.entries[0].duration_s, read.unit
    (5000.0, 1620.0, 'km')

    Raises:
        UnreadableActivityFile: the file is no such list; the text says what to do.
    """
    rows = list_rows(read_tables(content))
    meanings = [type_meaning(name) for name in rows.texts["type"]]
    dates = read_dates(rows.texts["date"], answers.date_order)
    measures = measure_rows(rows, meanings, answers)
    read = ActivityFile(
        kind="garmin_csv",
        rows_read=len(rows.lines) + rows.repeated,
        unit=measures.unit.unit,
        unit_evidence=measures.unit.evidence,
        language=rows.language,
        number_style=rows.style,
    )
    questions = _questions(rows, dates, measures)
    if questions:
        return read._replace(questions=questions)
    reasons = _reasons(rows, dates, measures)
    unit_metres = UNIT_METRES[measures.unit.unit] if measures.unit.unit else None
    entries = [
        entry_of(rows, RowPlace(place, meanings[place], start, measures.rows[place]), unit_metres)
        for place, start in enumerate(dates.started)
        if start is not None and place not in reasons
    ]
    entries.sort(key=lambda entry: (entry.started_at, entry.line))
    return read._replace(
        entries=tuple(entries),
        repeated=rows.repeated,
        refused=tuple(RefusedRow(rows.lines[place], reasons[place]) for place in sorted(reasons)),
        warnings=(*list_warnings(rows, meanings, measures, set(reasons)), *dates.warnings),
        covers_from=_day(entries, 0),
        covers_to=_day(entries, -1),
    )


def _questions(rows: ListRows, dates: ReadDates, measures: ListMeasures) -> tuple[Question, ...]:
    unit = (Question("unit", _WHICH_UNIT),) if measures.needs_unit else ()
    order = (Question("date_order", _WHICH_ORDER.format(dates.open_example)),) if dates.open_example else ()
    return (*unit, *order)


def _reasons(rows: ListRows, dates: ReadDates, measures: ListMeasures) -> dict[int, str]:
    """Place of each row that cannot be used, with the reason; of several the one that explains the others."""
    faults = {place: measured.fault for place, measured in enumerate(measures.rows) if measured.fault}
    return {**faults, **dates.reasons, **dict.fromkeys(rows.hopeless, _SHIFTED)}


def _day(entries: Sequence[ActivityEntry], place: int) -> date | None:
    return entries[place].started_at.date() if entries else None
