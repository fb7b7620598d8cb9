"""Free text to what was done: sessions and tests, or the one thing to ask."""

from __future__ import annotations

import itertools
import re
from datetime import date
from typing import Final

from coach.engines.units import System
from coach.readers.training_text.days import named_days
from coach.readers.training_text.reading import DoneInterval, DoneSession, DoneTest, Reading
from coach.readers.training_text.sessions import found_session
from coach.readers.training_text.tested import found_test

__all__ = ["DoneInterval", "DoneSession", "DoneTest", "Reading", "read_training"]

LONGEST = 2_000  # characters; a longer text is no log entry
MOST_DAYS = 14
WHAT, HOW_MUCH = (
    "What kind of session was it, and how far or how long? For example: ran 8 km in 45:00.",
    "How far or how long was it? For example: 8 km in 45:00.",
)
_SPELLED: Final = (
    (re.compile(r"[\u2018\u2019\u00b4`]"), "'"),
    (re.compile(r"[\u201c\u201d\u2033]"), '"'),
    (re.compile("\u2032"), "'"),
    (re.compile(r"[\u00d7*]"), "x"),
    (re.compile(r"[ \u00a0\u202f\t]+"), " "),
    (re.compile(r"[\u2013\u2014]"), "-"),
    (re.compile(r"\bhalf[- ]marathon\b(?! (?:training|plan|pace|block))"), "half marathon 21.0975 km"),
    (re.compile(r"(?<!half )\bmarathon\b(?! (?:training|plan|pace|block|21))"), "marathon 42.195 km"),
    (re.compile(r"\ba quarter of an hour\b|\bquarter of an hour\b"), "15 min"),
    (re.compile(r"\bthree quarters of an hour\b"), "45 min"),
    (re.compile(r"\b(?:an|one) hour and a half\b"), "90 min"),
    (re.compile(r"\bparkrun\b(?!.*\b5 ?k)"), "parkrun 5 km"),
    (re.compile(r"\b(?:a|one) mile\b"), "1 mile"),
)  # fmt: skip


def read_training(text: str, today: date, system: System = "metric") -> Reading:
    """What somebody says they did. The day is `today` unless one is named; each named day begins its own session.

    Two parts of a clock are minutes and seconds, unless that is faster than anybody runs or rows.

    >>> session = read_training("Ran 10k yesterday in 52:30, RPE 7", date(2026, 3, 4)).sessions[0]
    >>> session.session_type, session.day.isoformat(), session.distance_m, session.duration_s, session.rpe
    ('run', '2026-03-03', 10000.0, 3150.0, 7)
    >>> read_training("Went for a run", date(2026, 3, 4)).question
    'How far or how long was it? For example: 8 km in 45:00.'
    """
    if len(text) > LONGEST:
        return Reading()
    parts = _by_day(_spelled(text), today)
    if len(parts) > MOST_DAYS:
        return Reading()
    tests = tuple(test for part, day in parts if (test := found_test(part, day, system)) is not None)
    if tests:
        return Reading(tests=tests)
    found = [found_session(part, day, system) for part, day in parts]
    sessions = tuple(one.session for one in found if one.session is not None)
    if sessions:
        return Reading(sessions)
    if any(one.has_activity for one in found):
        return Reading(question=HOW_MUCH)
    return Reading(question=WHAT if any(one.is_generic for one in found) else None)


def _spelled(text: str) -> str:
    said = text.lower()
    for pattern, words in _SPELLED:
        said = pattern.sub(words, said)
    return said


def _by_day(text: str, today: date) -> list[tuple[str, date]]:
    """The text cut where another day begins, without the date words."""
    named = named_days(text, today)
    days = list(dict.fromkeys(one.day for one in named))
    if len(days) < 2:
        return [(_blanked(text, [(one.start, one.end) for one in named]), days[0] if days else today)]
    cuts = [0, *(_cut_before(text, one.start, before.end) for before, one in itertools.pairwise(named))]
    parts = []
    for place, one in enumerate(named):
        end = cuts[place + 1] if place + 1 < len(cuts) else len(text)
        begin = cuts[place]
        parts.append((_blanked(text[begin:end], [(one.start - begin, one.end - begin)]), one.day))
    return parts


def _cut_before(text: str, start: int, not_before: int) -> int:
    """The last comma, full stop or line end before a date word; the word itself where there is none."""
    mark = max(text.rfind(sign, not_before, start) for sign in (",", ".", ";", "\n", " and "))
    return mark if mark >= 0 else start


def _blanked(text: str, spans: list[tuple[int, int]]) -> str:
    for start, end in spans:
        text = text[:start] + " " * (end - start) + text[end:]
    return text
