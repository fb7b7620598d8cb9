"""Strava's bulk export: the list `activities.csv`, whose rows the files beside it give laps and samples."""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import timedelta
from typing import NamedTuple

from .contract import ActivityEntry, ActivityFile, Answers, Question, RefusedRow, UnreadableActivityFile
from .strava_columns import StravaColumns, is_two_way_date, strava_columns, strava_date, strava_number
from .track_entries import CLOCK_NOT_SET, FIRST_YEAR, cadence_factor, steps_per_minute
from .track_sports import family_of_word, is_indoor_word

_NO_ANSWERS = Answers()
_MAX_ROWS = 200_000
_MAX_CELL_CHARS = 2_000
_SAME_START_S = 90
_SLOWEST_M_S, _SHORTEST_S = 0.05, 300
_FASTEST_RUN_M_S = 12.5
_NO_METRES = (
    "This list holds only rounded distances, not the exact ones in metres; distances were left out. "
    "Request the export of your Strava account again: newer ones hold both."
)
_TOO_SHORT = "{count} distances are far too short to be metres and were left out."
_ASK_ORDER = "Dates such as {text} can be read two ways. Does the day or the month come first?"
_NO_DATE = "no readable date ({text}); set Strava's language to English and request the export again"
_UNKNOWN_TYPE = "Strava's sport “{name}” is not known here; its activities are kept as other."


class _Row(NamedTuple):
    line: int
    cells: Sequence[str]


def is_strava_csv(content: bytes) -> bool:
    header = next(csv.reader([_decoded(content[:20_000]).split("\n", 1)[0]]), [])
    return strava_columns(header) is not None


def read_strava_csv(content: bytes, answers: Answers = _NO_ANSWERS) -> ActivityFile:
    """Every row of the list; `raw["file"]` names the file that recorded it.

    Raises:
        UnreadableActivityFile: the list has no rows, or is in a language whose columns are not known.
    """
    header, rows = _table(content)
    columns = strava_columns(header)
    if columns is None:
        raise UnreadableActivityFile(
            "The columns of this Strava list are not known. Set the language of your Strava account to English "
            "or German, request the export again, and import that."
        )
    distinct = _distinct(rows)
    asked = _question(distinct, columns, answers)
    if asked is not None:
        return ActivityFile(kind="strava_csv", rows_read=len(rows), questions=(asked,), language=columns.language)
    read = [_entry(row, header, columns, answers) for row in distinct]
    entries = sorted((one for one in read if isinstance(one, ActivityEntry)), key=lambda entry: entry.started_at)
    checked, warnings = _checked(entries, columns)
    return ActivityFile(
        kind="strava_csv",
        rows_read=len(rows),
        entries=tuple(checked),
        repeated=len(rows) - len(distinct),
        refused=tuple(one for one in read if isinstance(one, RefusedRow)),
        warnings=tuple(warnings),
        language=columns.language,
        number_style="dot",
        covers_from=checked[0].started_at.date() if checked else None,
        covers_to=checked[-1].started_at.date() if checked else None,
    )


def with_recording(row: ActivityEntry, recorded: Sequence[ActivityEntry]) -> ActivityEntry:
    """The row with the laps and samples of its file, and what the row itself does not know.

    The row's own numbers stay: the athlete may have cropped or corrected the activity on Strava.
    """
    found = _same_activity(row, recorded)
    if found is None:
        return row
    missing = {
        name: getattr(found, name)
        for name in ("distance_m", "duration_s", "moving_s", "elapsed_s", "heart_rate_avg_bpm", "heart_rate_max_bpm",
                     "cadence_spm", "stride_m", "ascent_m", "descent_m", "calories", "aerobic_effect", "power_w")
        if getattr(row, name) is None
    }  # fmt: skip
    local = found.started_at - found.started_at_utc if found.is_start_local and found.started_at_utc else None
    return row._replace(
        **missing,
        started_at=row.started_at if local is None else row.started_at + local,
        is_start_local=local is not None,
        is_indoor=row.is_indoor or found.is_indoor,
        laps=found.laps,
        samples=found.samples,
    )


def _same_activity(row: ActivityEntry, recorded: Sequence[ActivityEntry]) -> ActivityEntry | None:
    parts = [entry for entry in recorded if entry.family != "multisport"]
    if len(parts) == 1:
        return parts[0]
    near = (
        entry
        for entry in parts
        if entry.started_at_utc and abs(entry.started_at_utc - row.started_at) <= timedelta(seconds=_SAME_START_S)
    )
    return next(near, None)


def _decoded(content: bytes) -> str:
    text = content.decode("utf-8-sig", errors="replace")
    return text.replace("\r\n", "\n").replace("\r", "\n").replace("\x00", "")


def _table(content: bytes) -> tuple[list[str], list[_Row]]:
    reader = csv.reader(io.StringIO(_decoded(content)))
    rows: list[_Row] = []
    try:
        header, line = next(reader, []), reader.line_num
        for cells in reader:
            if any(cells):
                rows.append(_Row(line + 1, cells))
            line = reader.line_num
            if len(rows) > _MAX_ROWS:
                raise UnreadableActivityFile(
                    f"The list has more than {_MAX_ROWS:,} rows. Split it and import the parts."
                )
    except csv.Error as error:
        raise UnreadableActivityFile(f"The list breaks off near line {reader.line_num}: {error}.") from None
    if not rows:
        raise UnreadableActivityFile("The Strava list has a header but no activities.")
    return header, rows


def _distinct(rows: Sequence[_Row]) -> list[_Row]:
    return list({tuple(row.cells): row for row in reversed(rows)}.values())[::-1]


def _question(rows: Sequence[_Row], columns: StravaColumns, answers: Answers) -> Question | None:
    dates = [_cell(row.cells, columns, "date") for row in rows]
    two_way = next((text for text in dates if is_two_way_date(text)), None)
    if two_way is None or answers.date_order is not None:
        return None
    return Question("date_order", _ASK_ORDER.format(text=two_way[:40]))


def _entry(row: _Row, header: Sequence[str], columns: StravaColumns, answers: Answers) -> ActivityEntry | RefusedRow:
    def number(name: str) -> float | None:
        found = strava_number(_cell(row.cells, columns, name))
        return found if found is not None and found > 0 else None

    date_text, sport = _cell(row.cells, columns, "date"), _cell(row.cells, columns, "type")
    started_at = strava_date(date_text, answers.date_order)
    if started_at is None:
        return RefusedRow(row.line, _NO_DATE.format(text=date_text[:40] or "empty"))
    if started_at.year < FIRST_YEAR:
        return RefusedRow(row.line, CLOCK_NOT_SET)
    family, is_indoor = family_of_word(sport), is_indoor_word(sport)
    cadence, average, highest = number("cadence"), number("heart_rate"), number("max_heart_rate")
    fastest_m_s = number("max_speed") if family == "run" else None
    distance_m, calories = number("distance") if columns.has_metres else None, number("calories")
    return ActivityEntry(
        line=row.line,
        family=family,
        type_name=sport[:100] or "Activity",
        started_at=started_at,
        started_at_utc=started_at,
        title=_cell(row.cells, columns, "title")[:200] or None,
        distance_m=distance_m,
        duration_s=number("timer") or number("moving") or number("elapsed"),
        moving_s=number("moving"),
        elapsed_s=number("elapsed"),
        heart_rate_avg_bpm=None if average is None else round(average),
        heart_rate_max_bpm=None if highest is None else round(highest),
        cadence_spm=steps_per_minute(cadence, cadence_factor([cadence], family)),
        ascent_m=_climbed_m(row, columns, "ascent", is_measured=distance_m is not None and not is_indoor),
        descent_m=_climbed_m(row, columns, "descent", is_measured=distance_m is not None and not is_indoor),
        calories=None if calories is None else round(calories),
        power_w=number("power"),
        best_pace_s_per_km=1000 / fastest_m_s if fastest_m_s and fastest_m_s <= _FASTEST_RUN_M_S else None,
        is_indoor=is_indoor,
        external_id=_cell(row.cells, columns, "id")[:40] or None,
        raw=_raw(row.cells, header, columns),
        is_start_local=False,
    )


def _climbed_m(row: _Row, columns: StravaColumns, name: str, *, is_measured: bool) -> float | None:
    """Metres up or down; 0 says something only where a route was recorded."""
    found = strava_number(_cell(row.cells, columns, name))
    return found if found is not None and (found > 0 or (found == 0 and is_measured)) else None


def _checked(entries: Sequence[ActivityEntry], columns: StravaColumns) -> tuple[list[ActivityEntry], list[str]]:
    """Without distances that cannot be metres, and what the athlete should know."""
    is_short = [_is_no_metres(entry) for entry in entries]
    checked = [
        entry._replace(distance_m=None) if short else entry for entry, short in zip(entries, is_short, strict=True)
    ]
    unknown = Counter(entry.type_name for entry in entries if entry.family == "other")
    warnings = [] if columns.has_metres else [_NO_METRES]
    warnings += [_TOO_SHORT.format(count=sum(is_short))] if any(is_short) else []
    return checked, warnings + [_UNKNOWN_TYPE.format(name=name) for name, _ in unknown.most_common(10)]


def _is_no_metres(entry: ActivityEntry) -> bool:
    seconds, metres = entry.duration_s or 0.0, entry.distance_m
    return metres is not None and seconds >= _SHORTEST_S and metres / seconds < _SLOWEST_M_S


def _cell(cells: Sequence[str], columns: StravaColumns, name: str) -> str:
    place = columns.positions.get(name)
    return cells[place].strip() if place is not None and place < len(cells) else ""


def _raw(cells: Sequence[str], header: Sequence[str], columns: StravaColumns) -> Mapping[str, str]:
    return dict(_raw_cells(cells, header, columns))


def _raw_cells(cells: Sequence[str], header: Sequence[str], columns: StravaColumns) -> Iterator[tuple[str, str]]:
    known = set(columns.positions.values())
    for place, (name, cell) in enumerate(zip(header, cells, strict=False)):
        if place not in known and cell.strip():
            yield name.strip(), cell.strip()[:_MAX_CELL_CHARS]
    file = _cell(cells, columns, "file")
    if file:
        yield "file", file[:_MAX_CELL_CHARS]
