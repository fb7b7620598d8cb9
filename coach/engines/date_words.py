"""Days that words in a sentence mean: yesterday, last week, in March, three weeks ago."""

from __future__ import annotations

import calendar
import re
from datetime import date, timedelta

MONTHS = {name.lower(): number for number, name in enumerate(calendar.month_name) if name}
MONTHS |= {name.lower(): number for number, name in enumerate(calendar.month_abbr) if name and name != "May"}
WEEKDAYS = {name.lower(): number for number, name in enumerate(calendar.day_name)}
COUNTS = {"a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6}
AGO = re.compile(r"\b(\d{1,3}|a|an|one|two|three|four|five|six) (day|week|month)s? ago\b")
ISO = re.compile(r"\b(\d{4})-(\d\d)-(\d\d)\b")
IN_MONTH = re.compile(rf"\b(?:in|during|of|last) ({'|'.join(MONTHS)})\b(?: (\d{{4}}))?")
ON_WEEKDAY = re.compile(rf"\b(?:on|last|this) ({'|'.join(WEEKDAYS)})\b")

Days = tuple[date, date]


def days_meant(text: str, today: date) -> Days | None:
    """First and last day of what a sentence looks back at; None when it names no days.

    >>> days_meant("How was my run yesterday?", date(2026, 3, 4))
    (datetime.date(2026, 3, 3), datetime.date(2026, 3, 3))
    >>> days_meant("what did I say last week", date(2026, 3, 4))
    (datetime.date(2026, 2, 23), datetime.date(2026, 3, 1))
    >>> days_meant("my training in December", date(2026, 3, 4))
    (datetime.date(2025, 12, 1), datetime.date(2025, 12, 31))
    >>> days_meant("how do I pace the sled?", date(2026, 3, 4))
    """
    said = text.lower()
    monday = today - timedelta(days=today.weekday())
    near = {
        "yesterday": (today - timedelta(days=1), today - timedelta(days=1)),
        "last week": (monday - timedelta(days=7), monday - timedelta(days=1)),
        "this week": (monday, today),
        "last month": _last_month(today),
        "this month": (today.replace(day=1), today),
        "last year": (date(today.year - 1, 1, 1), date(today.year - 1, 12, 31)),
    }
    for words, days in near.items():
        if re.search(rf"\b{words}\b", said):
            return days
    return _iso(said) or _ago(said, today) or _month(said, today) or _weekday(said, today)


def _last_month(today: date) -> Days:
    last = today.replace(day=1) - timedelta(days=1)
    return last.replace(day=1), last


def _iso(said: str) -> Days | None:
    found = ISO.search(said)
    if found is None:
        return None
    try:
        day = date(int(found[1]), int(found[2]), int(found[3]))
    except ValueError:
        return None
    return day, day


def _ago(said: str, today: date) -> Days | None:
    """A day ago is that day, weeks and months ago are a few days around it."""
    found = AGO.search(said)
    if found is None:
        return None
    count = COUNTS.get(found[1]) or int(found[1])
    length, slack = {"day": (1, 0), "week": (7, 3), "month": (30, 15)}[found[2]]
    middle = today - timedelta(days=count * length)
    return middle - timedelta(days=slack), min(middle + timedelta(days=slack), today)


def _month(said: str, today: date) -> Days | None:
    """The last month of that name that has begun."""
    found = IN_MONTH.search(said)
    if found is None:
        return None
    month = MONTHS[found[1]]
    year = int(found[2]) if found[2] else today.year - (month > today.month)
    if not 1990 <= year <= today.year:
        return None
    return date(year, month, 1), date(year, month, calendar.monthrange(year, month)[1])


def _weekday(said: str, today: date) -> Days | None:
    found = ON_WEEKDAY.search(said)
    if found is None:
        return None
    day = today - timedelta(days=(today.weekday() - WEEKDAYS[found[1]]) % 7 or 7)
    return day, day
