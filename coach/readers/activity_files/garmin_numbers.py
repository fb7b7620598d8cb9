"""Cells of Garmin's activity list as numbers and clock times, and the shapes by which they are told apart."""

from __future__ import annotations

import re
from collections.abc import Iterable
from math import isfinite
from typing import Literal, NamedTuple

NumberStyle = Literal["dot", "comma", ""]
Shape = Literal["missing", "number", "clock", "text"]

_MISSING_TEXTS = frozenset(("", "-", "--", "–", "—", "--:--", "--:--:--", "nan", "n/a", "na", "none", "null", "#n/a"))
_LONGEST_CELL = 40
_PLAIN = re.compile(r"[0-9]{1,9}(?:\.[0-9]{1,9})?")
_NUMBER = re.compile(r"[-+]?[0-9]{1,12}(?:[.,][0-9]{3}){0,3}(?:[.,][0-9]{1,9})?")
_SPACES = re.compile(r"(?<=[0-9])['’\u00a0\u2009\u202f ](?=[0-9]{3})")
_THOUSANDS = {
    "dot": re.compile(r"[-+]?[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]+)?"),
    "comma": re.compile(r"[-+]?[0-9]{1,3}(?:\.[0-9]{3})+(?:,[0-9]+)?"),
}
_CLOCK = re.compile(r"(?:([0-9]{1,3}):)?([0-9]{1,4}):([0-9]{2})(?:[.,]([0-9]{1,3}))?")
_CLOCK_LIKE = re.compile(r"[0-9:.,]*[0-9][0-9:.,]*")


def unguarded(text: str) -> str:
    """A cell without blanks around it and without the apostrophe spreadsheets put before a minus."""
    return text.strip().removeprefix("'").strip()


def is_missing(text: str) -> bool:
    return text.strip().casefold() in _MISSING_TEXTS


class Shapes(dict[str, Shape]):
    """The shape of each cell text, worked out the first time it is seen."""

    def __missing__(self, text: str) -> Shape:
        shape = self[text] = _shape(text)
        return shape


def _shape(text: str) -> Shape:
    if _PLAIN.fullmatch(text):
        return "number"
    if is_missing(text):
        return "missing"
    bare = unguarded(text)
    if len(bare) > _LONGEST_CELL:
        return "text"
    if ":" in bare:
        return "clock" if _CLOCK_LIKE.fullmatch(bare) else "text"
    return "number" if _NUMBER.fullmatch(_SPACES.sub("", bare)) else "text"


def number_style(distances: Iterable[str], others: Iterable[str]) -> NumberStyle:
    """How a file writes numbers, from its distances; where they have no separator, from its other numbers.

    One file has one style, whatever its language. A lone group of three after a comma is thousands, as distances are
    printed with two decimals.

    >>> number_style(["12.26", "1,610"], []), number_style(["4,14", "1.026"], []), number_style(["5"], ["2,4"])
    ('dot', 'comma', 'comma')
    """
    for texts in (distances, others):
        certain, by_thousands = _separator_votes(texts)
        votes = certain or by_thousands
        if votes:
            return "dot" if votes > 0 else "comma"
    return ""


def _separator_votes(texts: Iterable[str]) -> tuple[int, int]:
    """Votes for the decimal dot minus votes for the comma: the certain ones, and those of a lone group of three."""
    certain = by_thousands = 0
    for text in texts:
        bare = unguarded(text)
        place = max(bare.rfind("."), bare.rfind(","))
        if place < 0 or not _NUMBER.fullmatch(bare):
            continue
        is_dot = bare[place] == "."
        if len(bare) - place == 4 and ("," if is_dot else ".") not in bare:
            by_thousands += -1 if is_dot else 1
        else:
            certain += 1 if is_dot else -1
    return certain, by_thousands


class Numbers(dict[str, float | None]):
    """The number in each cell text; None where it is missing, unreadable or 0, which means "not recorded" here.

    >>> numbers = Numbers("dot")
    >>> numbers["1,610"], numbers["12.26"], numbers["'-16"], numbers["2,81"], numbers["0.00"], numbers["--"]
    (1610.0, 12.26, -16.0, 2.81, None, None)
    >>> Numbers("comma")["1.026"], Numbers("comma")["4,14"]
    (1026.0, 4.14)
    """

    def __init__(self, style: NumberStyle) -> None:
        super().__init__()
        self._thousands = _THOUSANDS[style or "dot"]
        self._separator = "." if style == "comma" else ","
        self._has_dots = style != "comma"

    def __missing__(self, text: str) -> float | None:
        number = self[text] = self._number(text) or None
        return number

    def _number(self, text: str) -> float | None:
        if self._has_dots and _PLAIN.fullmatch(text):
            return float(text)
        bare = _SPACES.sub("", unguarded(text[: 2 * _LONGEST_CELL]))
        if len(bare) > _LONGEST_CELL:
            return None
        if self._thousands.fullmatch(bare):
            bare = bare.replace(self._separator, "")
        elif not _NUMBER.fullmatch(bare):
            return None
        # A comma that is left is a decimal comma: of the file, or of a spreadsheet that mangled this cell alone.
        bare = bare.replace(",", ".")
        number = float(bare) if bare.count(".") <= 1 else None
        return number if number is not None and isfinite(number) else None


class Clock(NamedTuple):
    """A printed time; `seconds` takes two parts as minutes and seconds, hours and minutes are 60 times that."""

    seconds: float
    parts: int


class Clocks(dict[str, Clock | None]):
    """The time in each cell text; None where it is missing, malformed (`00:52.95.8`, `:34`) or 0.

    >>> clocks = Clocks()
    >>> clocks["00:31:24"], clocks["1:33"], clocks["00:00:39,3"]
    (Clock(seconds=1884.0, parts=3), Clock(seconds=93.0, parts=2), Clock(seconds=39.3, parts=3))
    >>> clocks["00:00:00"], clocks["00:52.95.8"], clocks["--:--"]
    (None, None, None)
    """

    def __missing__(self, text: str) -> Clock | None:
        clock = self[text] = _clock(text)
        return clock


def _clock(text: str) -> Clock | None:
    match = _CLOCK.fullmatch(unguarded(text)) if len(text) <= _LONGEST_CELL else None
    if match is None:
        return None
    hours, minutes, seconds, fraction = match.groups()
    if int(seconds) >= 60 or (hours is not None and int(minutes) >= 60):
        return None
    total = int(hours or 0) * 3600 + int(minutes) * 60 + float(f"{seconds}.{fraction or 0}")
    return Clock(round(total, 3), 2 if hours is None else 3) if total else None


def pace_clock(clock: Clock | None) -> Clock | None:
    """A pace as printed; a spreadsheet takes 5:43 for a time of day and writes it back as 05:43:00.

    >>> pace_clock(Clock(5 * 3600 + 43 * 60, 3)), pace_clock(Clock(343, 2))
    (Clock(seconds=343.0, parts=2), Clock(seconds=343, parts=2))
    """
    if clock is None or clock.parts == 2 or clock.seconds < 3600 or clock.seconds % 60:
        return clock
    return Clock(clock.seconds / 60, 2)
