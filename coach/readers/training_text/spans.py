"""The days a text says somebody is away: a first and a last one."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import Final

from coach.engines.date_words import MONTHS
from coach.readers.training_text.days import named_days

_MONTHS: Final = "|".join(sorted(MONTHS, key=len, reverse=True))
_TO: Final = r"\s*(?:-|–|—|to|until|till|and|through)\s*"
_ORDINAL: Final = r"(?:st|nd|rd|th)?"
# "3–10 March" and "March 3-10" name one month for two days.
_DAY_FIRST: Final = re.compile(
    rf"\b(\d{{1,2}}){_ORDINAL}{_TO}(\d{{1,2}}){_ORDINAL} (?:of )?({_MONTHS})\b(?: (20\d\d))?"
)
_MONTH_FIRST: Final = re.compile(
    rf"\b({_MONTHS}) (\d{{1,2}}){_ORDINAL}{_TO}(\d{{1,2}}){_ORDINAL}\b(?!:| ?(?:km|k|min)\b)"
)
_WEEK: Final = re.compile(r"\b(this|next) (week|weekend)\b")
_FOR: Final = re.compile(r"\bfor (\d{1,2}|a|one|two|three|four) (days?|weeks?)\b")
_COUNTS: Final = {"a": 1, "one": 1, "two": 2, "three": 3, "four": 4}


def days_away(text: str, today: date) -> tuple[date, date] | None:
    """First and last day, both included, from today on; None when the text names no day, or only days that are over.

    >>> days_away("i'm away 3–10 march", date(2026, 2, 20))
    (datetime.date(2026, 3, 3), datetime.date(2026, 3, 10))
    >>> days_away("i'm travelling next week", date(2026, 3, 4))
    (datetime.date(2026, 3, 9), datetime.date(2026, 3, 15))
    >>> days_away("away from friday for 3 days", date(2026, 3, 4))
    (datetime.date(2026, 3, 6), datetime.date(2026, 3, 8))
    """
    plain = _MONTH_FIRST.sub(r"\2 \1 to \3 \1", _DAY_FIRST.sub(_both, text.lower()))
    days = [one.day for one in named_days(plain, today, is_ahead=True) if one.day >= today]
    if not days:
        return _week(plain, today)
    first, last = days[0], days[-1]
    if first == last:
        last = first + timedelta(days=_count(plain) - 1)
    if last < first:
        # "From Saturday to Tuesday": the weekday after the first one is meant.
        last += timedelta(days=7 if (first - last).days < 7 else 0)
    return (first, last) if first <= last else None


def _both(found: re.Match[str]) -> str:
    year = f" {found[4]}" if found[4] else ""
    return f"{found[1]} {found[3]}{year} to {found[2]} {found[3]}{year}"


def _week(text: str, today: date) -> tuple[date, date] | None:
    found = _WEEK.search(text)
    if found is None:
        return None
    monday = today - timedelta(days=today.weekday()) + timedelta(days=7 if found[1] == "next" else 0)
    first = monday + timedelta(days=5) if found[2] == "weekend" else monday
    return max(first, today), monday + timedelta(days=6)


def _count(text: str) -> int:
    """How many days it lasts; one where that is not said."""
    found = _FOR.search(text)
    if found is None:
        return 1
    number = _COUNTS.get(found[1]) or int(found[1])
    return max(1, number * (7 if found[2].startswith("week") else 1))
