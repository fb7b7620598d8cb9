"""The one day a text means: done on, or planned for."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import Final, NamedTuple

from coach.engines.date_words import MONTHS, WEEKDAYS, days_meant

_SHORT_DAYS: Final = {
    **{name[:3]: number for name, number in WEEKDAYS.items()}, "tues": 1, "thur": 3, "thurs": 3, "weds": 2,
} | WEEKDAYS  # fmt: skip
_MONTH_NAMES: Final = "|".join(sorted(MONTHS, key=len, reverse=True))
_DAY_NAMES: Final = "|".join(sorted(_SHORT_DAYS, key=len, reverse=True))
_WHEN: Final = re.compile(
    rf"""\b(?:(?P<iso>\d{{4}}-\d\d-\d\d)
    |(?P<near>day\ before\ yesterday|day\ after\ tomorrow|yesterday|last\ night|today|tonight|tomorrow
      |this\ (?:morning|afternoon|evening))
    |(?P<ago>(?:\d{{1,3}}|an?|one|two|three|four|five|six)\ days?\ ago)
    |in\ (?P<ahead>\d{{1,2}}|two|three|four|five|six)\ days?
    |(?P<day_first>\d{{1,2}})(?:st|nd|rd|th)?\ (?:of\ )?(?P<month_after>{_MONTH_NAMES})\b(?:,?\ (?P<year_a>20\d\d))?
    |(?P<month_first>{_MONTH_NAMES})\ (?P<day_after>\d{{1,2}})(?:st|nd|rd|th)?(?!\d|:|\ ?(?:km|k|m|min)\b)
      (?:,?\ (?P<year_b>20\d\d))?
    |(?:(?P<which>on|last|this|next|coming)\ )?(?P<weekday>{_DAY_NAMES}))(?:'?s)?\b""",
    re.VERBOSE | re.IGNORECASE,
)
_NEAR: Final = {
    "day before yesterday": -2, "yesterday": -1, "last night": -1, "today": 0, "tonight": 0, "this morning": 0,
    "this afternoon": 0, "this evening": 0, "tomorrow": 1, "day after tomorrow": 2,
}  # fmt: skip
_NUMBERS: Final = {"two": 2, "three": 3, "four": 4, "five": 5, "six": 6}


class NamedDay(NamedTuple):
    """A day where it stands in a text."""

    day: date
    start: int
    end: int


def named_days(text: str, today: date, *, is_ahead: bool = False) -> list[NamedDay]:
    """Single days in order. Weekdays and dates without a year lie behind, or ahead with `is_ahead`.

    >>> [one.day.isoformat() for one in named_days("monday 10k, yesterday 5k", date(2026, 3, 4))]
    ['2026-03-02', '2026-03-03']
    >>> [one.day.isoformat() for one in named_days("move it to friday", date(2026, 3, 4), is_ahead=True)]
    ['2026-03-06']
    """
    found = ((_day_of(one, today, is_ahead=is_ahead), one) for one in _WHEN.finditer(text))
    return [NamedDay(day, one.start(), one.end()) for day, one in found if day is not None]


def _day_of(found: re.Match[str], today: date, *, is_ahead: bool) -> date | None:
    if found["near"]:
        return today + timedelta(days=_NEAR[found["near"].lower()])
    if found["iso"] or found["ago"]:
        meant = days_meant(found[0], today)
        return meant[0] if meant else None
    if found["ahead"]:
        return today + timedelta(days=_NUMBERS.get(found["ahead"].lower()) or int(found["ahead"]))
    if found["weekday"]:
        return _weekday(found, today, is_ahead=is_ahead)
    return _date(found, today, is_ahead=is_ahead)


def _weekday(found: re.Match[str], today: date, *, is_ahead: bool) -> date | None:
    """Today's own name means today; "sun", "sat" and "wed" alone are words of their own."""
    wanted, which = found["weekday"].lower(), (found["which"] or "").lower()
    if wanted in ("sun", "sat", "wed") and not which:
        return None
    if is_ahead:
        ahead = (_SHORT_DAYS[wanted] - today.weekday()) % 7
        return today + timedelta(days=ahead or (7 if which == "next" else 0))
    behind = (today.weekday() - _SHORT_DAYS[wanted]) % 7
    return today - timedelta(days=behind or (7 if which == "last" else 0))


def _date(found: re.Match[str], today: date, *, is_ahead: bool) -> date | None:
    month = MONTHS[(found["month_after"] or found["month_first"]).lower()]
    number, year = int(found["day_first"] or found["day_after"]), found["year_a"] or found["year_b"]
    try:
        day = date(int(year) if year else today.year, month, number)
        if year is None and is_ahead and day < today:
            return day.replace(year=day.year + 1)
        return day.replace(year=day.year - 1) if year is None and not is_ahead and day > today else day
    except ValueError:
        return None
