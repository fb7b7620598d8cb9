"""Penalty cells to seconds and note: "+3:00", "10 Minutes - Missing 2 Lap"."""

import re
from functools import lru_cache
from typing import NamedTuple

from coach.engines.clock import parse_clock

from .times import BARE, DNS, DSQ, MISSING, parse_cell

_CLOCK = re.compile(r"\+?\s*([0-9]{1,2}(?::[0-9]{2}){1,2})")
_AMOUNT = re.compile(r"([0-9]{1,3})\s*(min|sec|s\b)", re.IGNORECASE)
_SHORTEST_PENALTY_S = 15
_LONGEST_PENALTY_S = 4 * 3600
_LONGEST_NOTE = 300


class Penalty(NamedTuple):
    """`seconds` is None when the text names no time; `note` is the text when it says more than a time."""

    seconds: float | None = None
    note: str | None = None


@lru_cache(maxsize=1024)
def parse_penalty(text: str) -> Penalty:
    """The penalty in a cell. A small bare number could be minutes or points, so it stays a note.

    >>> parse_penalty("+3:00"), parse_penalty("10 Minutes - Missing 2 Lap").seconds, parse_penalty("–")
    (Penalty(seconds=180.0, note=None), 600.0, Penalty(seconds=None, note=None))
    """
    typed = " ".join(text.split())
    kind, number = parse_cell(typed.removeprefix("+"))
    if kind == MISSING or DNS <= kind <= DSQ or number == 0:
        return Penalty()
    if kind == BARE:
        is_seconds = _SHORTEST_PENALTY_S <= number <= _LONGEST_PENALTY_S
        return Penalty(number) if is_seconds else Penalty(note=typed[:_LONGEST_NOTE])
    seconds = _named_seconds(typed)
    if seconds is None or not 0 < seconds <= _LONGEST_PENALTY_S:
        return Penalty(note=typed[:_LONGEST_NOTE])
    return Penalty(seconds, None if _CLOCK.fullmatch(typed) else typed[:_LONGEST_NOTE])


def _named_seconds(text: str) -> float | None:
    clock = _CLOCK.search(text)
    if clock:
        try:
            return parse_clock(clock[1])
        except ValueError:
            return None
    amount = _AMOUNT.search(text)
    if amount is None:
        return None
    return float(amount[1]) * (60 if amount[2].casefold() == "min" else 1)
