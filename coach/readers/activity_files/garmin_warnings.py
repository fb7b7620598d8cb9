"""What an athlete should know about an activity list that was read: one plain sentence each."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from .garmin_distances import Measured
from .garmin_measures import ListMeasures
from .garmin_rows import ListRows
from .garmin_types import TypeMeaning

_PAGE_ROWS = 20
_MOST_NAMED = 5


def list_warnings(
    rows: ListRows, meanings: Sequence[TypeMeaning], measures: ListMeasures, refused: set[int]
) -> list[str]:
    """Warnings about the rows that were kept, the weightiest first."""
    kept = [place for place in range(len(rows.lines)) if place not in refused]
    found = [
        measures.unit.warning,
        _page_warning(len(rows.lines) + rows.repeated),
        _about(rows, [p for p in rows.cut if p not in refused], "stand in the wrong columns on their right side: "
               "only what fits (type, date, distance, time, heart rate, pace) was kept"),
        _unknown_types(rows, meanings, kept),
        _swims_warning(meanings, measures, kept),
        _about(rows, [p for p in measures.minutes_only if p not in refused], "have a time without seconds, as after "
               "saving in a spreadsheet: where there is a pace, the time is pace × distance"),
        _about(rows, [p for p in measures.undecided if p not in refused], "have a time that may be minutes and "
               "seconds or hours and minutes: it was left out"),
        _about(rows, _noted(measures.rows, kept, "rough"), "have a pace that does not quite fit distance and time: "
               "distance and time were kept as printed"),
        _about(rows, _noted(measures.rows, kept, "dropped"), "have a distance whose unit cannot be told: it was left "
               "out"),
    ]  # fmt: skip
    return [warning for warning in found if warning]


def lines_text(lines: Sequence[int]) -> str:
    """`line 5`, `lines 5, 9 and 12`, `43 lines from 62 to 104`."""
    ordered = sorted(lines)
    if len(ordered) == 1:
        return f"line {ordered[0]}"
    if len(ordered) <= _MOST_NAMED:
        return f"lines {', '.join(map(str, ordered[:-1]))} and {ordered[-1]}"
    return f"{len(ordered):,} lines from {ordered[0]} to {ordered[-1]}"


def _about(rows: ListRows, places: Sequence[int], what: str) -> str:
    if not places:
        return ""
    where = lines_text([rows.lines[place] for place in places])
    return f"{where[0].upper()}{where[1:]} {what}."


def _noted(measured: Sequence[Measured], kept: Sequence[int], note: str) -> list[int]:
    return [place for place in kept if measured[place].note == note]


def _page_warning(rows_read: int) -> str:
    if rows_read % _PAGE_ROWS:
        return ""
    return (
        f"The file has exactly {rows_read:,} activities, and Garmin Connect loads its list by {_PAGE_ROWS}: there may "
        "be more. Scroll to the end of the list before you export, then import again; nothing is added twice."
    )


def _unknown_types(rows: ListRows, meanings: Sequence[TypeMeaning], kept: Sequence[int]) -> str:
    names = Counter(rows.texts["type"][place].strip()[:40] for place in kept if not meanings[place].is_known)
    if not names:
        return ""
    named = ", ".join(f"“{name}” ({count:,})" for name, count in names.most_common(_MOST_NAMED))
    more = f" and {len(names) - _MOST_NAMED:,} more" if len(names) > _MOST_NAMED else ""
    return f"Activity types we do not know were kept as “other”: {named}{more}."


def _swims_warning(meanings: Sequence[TypeMeaning], measures: ListMeasures, kept: Sequence[int]) -> str:
    has_swims = any(meanings[place].family == "swim" and measures.rows[place].distance_m for place in kept)
    if measures.unit.unit != "mi" or not has_swims:
        return ""
    return "Swims were read in metres, as Garmin prints them; if your pool is in yards, please check one distance."
