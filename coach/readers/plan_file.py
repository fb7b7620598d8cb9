"""A training plan from a CSV file: one line per session, on a date or in a week and on a day of it."""

from __future__ import annotations

import csv
import io
import re
from datetime import date, timedelta
from typing import NamedTuple

LONGEST_FILE_BYTES, MOST_LINES, MOST_WEEKS = 2_000_000, 2_000, 104
LONGEST_TITLE, LONGEST_DESCRIPTION = 200, 10_000

HEADERS: dict[str, str] = {
    "date": "date", "datum": "date",
    "week": "week", "week number": "week", "woche": "week",
    "day": "day", "weekday": "day", "day of week": "day", "tag": "day", "wochentag": "day",
    "title": "title", "workout": "title", "session": "title", "name": "title", "titel": "title",
    "type": "type", "session type": "type", "sport": "type", "typ": "type", "art": "type",
    "minutes": "minutes", "duration": "minutes", "duration minutes": "minutes", "min": "minutes",
    "minuten": "minutes", "dauer": "minutes",
    "description": "description", "details": "description", "notes": "description", "beschreibung": "description",
}  # fmt: skip
TYPES: dict[str, str] = {
    "run": "run", "running": "run", "lauf": "run", "laufen": "run",
    "hiit": "hiit", "conditioning": "hiit", "stations": "hiit", "station": "hiit",
    "strength": "strength", "gym": "strength", "kraft": "strength",
    "simulation": "simulation", "race": "simulation", "hyrox": "simulation",
    "recovery": "recovery", "mobility": "recovery", "easy": "recovery", "erholung": "recovery",
    "rest": "rest", "off": "rest", "rest day": "rest", "ruhe": "rest", "pause": "rest",
}  # fmt: skip
DAYS = {
    name: number
    for number, names in enumerate(
        (("monday", "montag"), ("tuesday", "dienstag"), ("wednesday", "mittwoch"), ("thursday", "donnerstag"),
         ("friday", "freitag"), ("saturday", "samstag"), ("sunday", "sonntag")), start=1,
    )
    for full in names
    for name in (full, full[:3], full[:2])
}  # fmt: skip


class PlanLine(NamedTuple):
    """A session of the file; minutes are None where they are not given."""

    line: int
    date: date
    title: str
    session_type: str
    minutes: int | None
    description: str | None


class RefusedLine(NamedTuple):
    line: int
    reason: str


class PlanFile(NamedTuple):
    """Every line that is not blank is a session, a repetition of one, or refused with the reason."""

    sessions: tuple[PlanLine, ...]
    repeated: tuple[int, ...]
    refused: tuple[RefusedLine, ...]

    @property
    def rows_read(self) -> int:
        return len(self.sessions) + len(self.repeated) + len(self.refused)


class UnreadablePlanFile(ValueError):
    """The whole file cannot be used; the text says what to do."""


def read_plan_file(content: bytes, start_on: date | None = None) -> PlanFile:
    """
    `start_on` is a day of week 1, for files that count weeks.

    >>> read_plan_file(b"week,day,title,type,minutes\\n2,Tue,Tempo,run,45", date(2026, 3, 4)).sessions[0][1:5]
    (datetime.date(2026, 3, 10), 'Tempo', 'run', 45)

    Raises:
        UnreadablePlanFile: it is no table, too large, or lacks a column that is needed.
    """
    rows = _table(content)
    columns = _columns(rows[0][1])
    sessions: dict[tuple[object, ...], PlanLine] = {}
    repeated: list[int] = []
    refused: list[RefusedLine] = []
    for line, cells in rows[1:]:
        try:
            session = _session(
                line, {name: cells[at].strip() for name, at in columns.items() if at < len(cells)}, start_on
            )
        except ValueError as wrong:
            refused.append(RefusedLine(line, str(wrong)))
            continue
        if session[1:] in sessions:
            repeated.append(line)
        else:
            sessions[session[1:]] = session
    return PlanFile(
        tuple(sorted(sessions.values(), key=lambda one: (one.date, one.line))), tuple(repeated), tuple(refused)
    )


def _table(content: bytes) -> list[tuple[int, list[str]]]:
    """The lines that are not blank, with their numbers in the file; the first is the header."""
    if len(content) > LONGEST_FILE_BYTES:
        raise UnreadablePlanFile("The file is larger than 2 MB. A plan needs one line per session.")
    if b"\x00" in content:
        raise UnreadablePlanFile("This is no text file. Save the table as CSV (UTF-8) and choose that file.")
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = content.decode("cp1252", errors="replace")
    header = text.lstrip().split("\n", 1)[0]
    delimiter = max(",;\t", key=header.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    try:
        rows = [(reader.line_num, cells) for cells in reader if any(cell.strip() for cell in cells)]
    except csv.Error as wrong:
        raise UnreadablePlanFile(f"This is no CSV table ({wrong}).") from wrong
    if len(rows) < 2:
        raise UnreadablePlanFile("The file holds no session: a header line and one line per session are needed.")
    if len(rows) > MOST_LINES + 1:
        raise UnreadablePlanFile(f"The file has {len(rows) - 1:,} lines; a plan has at most {MOST_LINES:,}.")
    return rows


def _columns(header: list[str]) -> dict[str, int]:
    columns: dict[str, int] = {}
    for at, cell in enumerate(header):
        name = HEADERS.get(re.sub(r"[\s_().]+", " ", cell.strip().casefold()).strip())
        if name is not None:
            columns.setdefault(name, at)
    if "title" not in columns or not ("date" in columns or {"week", "day"} <= set(columns)):
        raise UnreadablePlanFile(
            "The header needs a title, and either date or week and day. Optional: type, minutes, description."
        )
    return columns


def _session(line: int, cell: dict[str, str], start_on: date | None) -> PlanLine:
    title = cell.get("title", "")
    if not 1 <= len(title) <= LONGEST_TITLE:
        raise ValueError(
            "Give the session a title." if not title else f"The title is longer than {LONGEST_TITLE} characters."
        )
    description = cell.get("description") or None
    if description and len(description) > LONGEST_DESCRIPTION:
        raise ValueError(f"The description is longer than {LONGEST_DESCRIPTION:,} characters.")
    return PlanLine(
        line, _day(cell, start_on), title, _type(cell.get("type", "")), _minutes(cell.get("minutes", "")), description
    )


def _day(cell: dict[str, str], start_on: date | None) -> date:
    if typed := cell.get("date"):
        return _date(typed)
    week, day = cell.get("week", ""), cell.get("day", "").casefold()
    # "Week 3" is read; "-1", "3.5" and "1 of 12" are not taken for a number made of their digits.
    found = re.fullmatch(r"[^0-9.,−-]*([0-9]{1,6})", week.strip())
    number = found[1] if found else "0"
    if not 1 <= int(number) <= MOST_WEEKS:
        raise ValueError(f"“{week}” is no week: write a number from 1 to {MOST_WEEKS}.")
    weekday = int(day) if day in tuple("1234567") else DAYS.get(day)
    if weekday is None:
        raise ValueError(f"“{cell.get('day', '')}” is no day: write Monday to Sunday or 1 to 7.")
    if start_on is None:
        raise ValueError("This line counts weeks: say when week 1 starts.")
    return start_on + timedelta(days=-start_on.weekday() + 7 * (int(number) - 1) + weekday - 1)


def _date(typed: str) -> date:
    """ISO, or day.month.year as no other order is written with dots. 3/4/2026 could mean two days and is refused."""
    dotted = re.fullmatch(r"(\d{1,2})\.(\d{1,2})\.(\d{4})", typed)
    try:
        day = date(int(dotted[3]), int(dotted[2]), int(dotted[1])) if dotted else date.fromisoformat(typed)
    except ValueError as wrong:
        raise ValueError(f"“{typed}” is no date: write it as 2026-03-31.") from wrong
    if not date(2000, 1, 1) <= day <= date(2100, 1, 1):
        raise ValueError(f"“{typed}” is too far away: check the year.")
    return day


def _type(typed: str) -> str:
    if not typed:
        return "run"
    known = TYPES.get(typed.casefold())
    if known is None:
        raise ValueError(f"“{typed}” is no type: write run, hiit, strength, simulation, recovery or rest.")
    return known


def _minutes(typed: str) -> int | None:
    """45, 45 min, 0:45 or 1:15."""
    if not typed:
        return None
    clock = re.fullmatch(r"(\d{1,2}):([0-5]\d)(?::00)?", typed)
    plain = re.fullmatch(r"(\d{1,4})(?:[.,]0+)?\s*(?:min|minutes|'|′)?", typed)
    minutes = int(clock[1]) * 60 + int(clock[2]) if clock else int(plain[1]) if plain else -1
    if not 0 <= minutes <= 1440:
        raise ValueError(f"“{typed}” is no duration: write minutes, for example 45.")
    return minutes
