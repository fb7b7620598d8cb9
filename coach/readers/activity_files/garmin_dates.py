"""Dates of Garmin's activity list: ISO, re-saved by a spreadsheet, or in words; one order of day and month per file."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import datetime
from functools import lru_cache
from typing import NamedTuple

from .contract import DateOrder
from .garmin_columns import folded

_CLOCK = r"(?:[T,\s]+([0-9]{1,2})[:.h]([0-9]{2})(?::([0-9]{2})(?:[.,][0-9]{1,6})?)?\s*([ap])?\.?m?\.?)?"
_YEAR_FIRST = re.compile(r"([0-9]{4})([-/.])\s?([0-9]{1,2})\2\s?([0-9]{1,2})\.?" + _CLOCK, re.IGNORECASE)
_YEAR_LAST = re.compile(r"([0-9]{1,2})([-/.])([0-9]{1,2})\2([0-9]{4}|[0-9]{2})" + _CLOCK, re.IGNORECASE)
_ISO = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2} [0-9]{2}:[0-9]{2}:[0-9]{2}")
_WORDED_CLOCK = re.compile(r"\b([0-9]{1,2}):([0-9]{2})(?::([0-9]{2}))?\s*([ap])?\.?m?\.?", re.IGNORECASE)
_HAS_CLOCK = re.compile(r"[0-9][:h][0-9]{2}")
_WORD = re.compile(r"[a-z]+|[0-9]+")
_LONGEST_DATE = 60
_NO_DATE = "the date cannot be read: write it as in 2026-05-31 07:30:00 and import again"
_UNSET = "the watch's clock was not set (its date is {}): correct the date in Garmin Connect and export again"

# The beginnings by which months are told apart, in the languages of the headers; longer ones win.
_MONTHS = {
    1: "jan janv ene gen sty", 2: "feb febr fev fevr lut", 3: "mar mars marz marzo maa maart maer mrt maerz",
    4: "apr avr abr kwi", 5: "may mai maj mei mag maggio", 6: "jun juin giu cze", 7: "jul juil lug lip",
    8: "aug aout ago sie", 9: "sep sept set wrz", 10: "oct okt out ott paz", 11: "nov lis",
    12: "dec dez dic des gru",
}  # fmt: skip
_MONTH_OF = {name: month for month, names in _MONTHS.items() for name in names.split()}


class _NumericDate(NamedTuple):
    """A date of two small numbers and a year, before anyone knows which is the day."""

    first: int
    second: int
    year: int
    clock: tuple[int, int, int]
    is_day_first: bool


class ReadDates(NamedTuple):
    """`started` has a start or None per row, `reasons` why not; `open_example`: a date that could be either."""

    started: list[datetime | None]
    reasons: dict[int, str]
    warnings: list[str]
    open_example: str = ""


def read_dates(texts: Sequence[str], answer: DateOrder | None) -> ReadDates:
    """Local starts of all rows. Day and month are told apart by the values above 12, else by the athlete's answer."""
    parsed = [_parsed(text) for text in texts]
    numeric = [date for date in parsed if isinstance(date, _NumericDate)]
    order = date_order(numeric) or answer
    either = next((date for date in numeric if _sole_order(date) is None), None)
    if order is None and either:
        return ReadDates([], {}, [], open_example=f"{either.first}/{either.second}/{either.year}")
    started = [_ordered(date, order) if isinstance(date, _NumericDate) else date for date in parsed]
    reasons: dict[int, str] = {}
    for place, start in enumerate(started):
        reason = _unusable(start)
        if reason:
            reasons[place] = reason
            started[place] = None
    return ReadDates(started, reasons, [*_order_warnings(numeric, order), *_midnight_warnings(texts, started)])


def date_order(dates: Iterable[_NumericDate]) -> DateOrder | None:
    """The order the values above 12 prove; None when there are none, or when they contradict each other."""
    proven = {order for date in dates if (order := _sole_order(date)) and date.first != date.second}
    return proven.pop() if len(proven) == 1 else None


def _sole_order(date: _NumericDate) -> DateOrder | None:
    """The only order in which this date exists. Dots stand in day-first dates alone; 7/7 is the same either way."""
    if date.is_day_first or date.first > 12 or date.first == date.second:
        return "day_first"
    return "month_first" if date.second > 12 else None


def _ordered(date: _NumericDate, order: DateOrder | None) -> datetime | None:
    if (_sole_order(date) or order) == "day_first":
        return _moment(date.year, date.second, date.first, date.clock)
    return _moment(date.year, date.first, date.second, date.clock)


def _order_warnings(numeric: Sequence[_NumericDate], order: DateOrder | None) -> list[str]:
    proven = {_sole_order(date) for date in numeric if date.first != date.second} - {None}
    if len(proven) < 2:
        return []
    words = "day/month" if order == "day_first" else "month/day"
    return [f"Some dates are written day/month and some month/day; those that could be either were read as {words}."]


def _midnight_warnings(texts: Sequence[str], started: Sequence[datetime | None]) -> list[str]:
    """A file re-saved without times of day: what is left of a start is its day."""
    dated = [text for text, start in zip(texts, started, strict=True) if start is not None and start.hour == 0]
    count = sum(_HAS_CLOCK.search(text) is None for text in dated)
    if not count:
        return []
    who, it = ("1 activity has", "it was") if count == 1 else (f"{count:,} activities have", "they were")
    return [f"{who} a date without a time of day: {it} taken to start at midnight."]


def _unusable(start: datetime | None) -> str:
    """FIT counts from 1989-12-31: a watch that was never set starts there."""
    if start is None or not 1970 <= start.year <= 2100:
        return _NO_DATE
    if start.year == 1990 or (start.year == 1989 and (start.month, start.day) >= (12, 30)):
        return _UNSET.format(start.date().isoformat())
    return ""


def _parsed(text: str) -> datetime | _NumericDate | None:
    if _ISO.fullmatch(text):
        try:
            return datetime.fromisoformat(text)
        except ValueError:
            return None
    return _parsed_other(text.strip().removeprefix("'").strip()) if len(text) <= _LONGEST_DATE else None


@lru_cache(maxsize=8192)
def _parsed_other(text: str) -> datetime | _NumericDate | None:
    match = _YEAR_FIRST.fullmatch(text)
    if match:
        year, _, month, day, *clock = match.groups()
        return _moment(int(year), int(month), int(day), _clock(clock))
    match = _YEAR_LAST.fullmatch(text)
    if match:
        first, mark, second, year, *clock = match.groups()
        return _NumericDate(int(first), int(second), _full_year(year), _clock(clock), mark == ".")
    return _worded(text)


def _worded(text: str) -> datetime | None:
    """`lun., 30 juin 2014 7:03`, `Jun 30, 2014 7:03 AM`: one month by name, one day, one year of four digits."""
    clock = _WORDED_CLOCK.search(text)
    words = _WORD.findall(folded(text[: clock.start()] if clock else text))
    months = [month for word in words if (month := _month(word))]
    years = [int(word) for word in words if word.isdigit() and len(word) == 4]
    days = [int(word) for word in words if word.isdigit() and len(word) <= 2]
    if not months or len(years) != 1 or len(days) != 1:
        return None
    # A weekday may look like a month (mar. is Tuesday and March in French): the month stands last.
    return _moment(years[0], months[-1], days[0], _clock(clock.groups() if clock else (None,) * 4))


def _month(word: str) -> int | None:
    if word in _MONTH_OF:
        return _MONTH_OF[word]
    longest = max((name for name in _MONTH_OF if len(word) > 3 and word.startswith(name)), key=len, default="")
    return _MONTH_OF.get(longest)


def _full_year(text: str) -> int:
    year = int(text)
    if len(text) == 4:
        return year
    return year + (1900 if year >= 70 else 2000)


def _clock(parts: Sequence[str | None]) -> tuple[int, int, int]:
    hour, minute, second = (int(part or 0) for part in parts[:3])
    half = (parts[3] or "").casefold()
    if half and 1 <= hour <= 12:
        hour = hour % 12 + (12 if half == "p" else 0)
    return hour, minute, second


def _moment(year: int, month: int, day: int, clock: tuple[int, int, int]) -> datetime | None:
    try:
        # Lists show local time without a zone.
        return datetime(year, month, day, *clock)  # noqa: DTZ001
    except ValueError:
        return None
