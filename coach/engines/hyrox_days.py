"""Which session falls on which day of the week: hard days never stand next to each other."""

from __future__ import annotations

from functools import lru_cache
from itertools import combinations
from typing import Literal, NamedTuple

Kind = Literal[
    "quality_run", "quality_station", "long", "strength", "upper", "easy", "skill",
    "simulation", "sharpen", "shakeout", "recovery", "race",
]  # fmt: skip

HARD: frozenset[Kind] = frozenset({"quality_run", "quality_station", "long", "simulation", "sharpen", "race"})
RUNS: frozenset[Kind] = frozenset({"quality_run", "long", "easy", "sharpen"})
WEEKEND = (6, 7)


class WeekPattern(NamedTuple):
    """The kind of each training day; days are 1 (Monday) to 7. `notes` say what could not be had."""

    kinds: tuple[tuple[int, Kind], ...]
    notes: tuple[str, ...]


@lru_cache(maxsize=512)
def week_pattern(session_count: int, days_available: tuple[int, ...]) -> WeekPattern:
    """The best days for so many sessions: hard ones apart, the long run at the weekend, legs fresh for hard days.

    Rules 6 and 16 of the plan rules: at least one easy or rest day between hard days (Pfitzinger, Daniels),
    no heavy legs the day before one (Koop).

    >>> week_pattern(4, (2, 4, 6, 7)).kinds
    ((2, 'quality_run'), (4, 'quality_station'), (6, 'long'), (7, 'strength'))
    >>> week_pattern(4, (1, 2, 3, 4)).kinds
    ((1, 'quality_run'), (2, 'skill'), (3, 'long'), (4, 'strength'))
    """
    wanted = 2 if session_count == 3 else 3
    for hard_count in (wanted, 2, 1):
        found = [
            (_cost(days, hard), days, hard)
            for days in combinations(sorted(days_available), session_count)
            for hard in combinations(days, hard_count)
            if not any(_adjacent(first, second) for first, second in combinations(hard, 2))
        ]
        if found:
            _, days, hard = min(found)
            notes = () if hard_count == wanted else (CROWDED,)
            return WeekPattern(_kinds(days, hard), notes)
    raise ValueError("A week needs at least one training day.")


CROWDED = (
    "Your training days lie close together: one hard session became station technique,"
    " so that an easy day lies between hard days."
)


def _adjacent(first: int, second: int) -> bool:
    """Sunday stands before Monday: the pattern repeats every week."""
    return (first - second) % 7 in (1, 6)


def _before_hard(day: int, hard: tuple[int, ...]) -> bool:
    return day % 7 + 1 in hard


def _cost(days: tuple[int, ...], hard: tuple[int, ...]) -> tuple[int, int, int]:
    """No long run at the weekend, no day for heavy legs, training days in a row."""
    has_leg_day = any(day not in hard and not _before_hard(day, hard) for day in days)
    in_a_row = sum(day % 7 + 1 in days for day in days)
    return (int(not any(day in WEEKEND for day in hard)), int(not has_leg_day), in_a_row)


def _kinds(days: tuple[int, ...], hard: tuple[int, ...]) -> tuple[tuple[int, Kind], ...]:
    long_day = max(hard, key=lambda day: (day in WEEKEND, -abs(day - 6), day))
    quality: list[Kind] = ["quality_run", "quality_station"]
    kinds: dict[int, Kind] = {long_day: "long"}
    for day in sorted(set(hard) - {long_day}):
        kinds[day] = quality.pop(0)
    easy = [day for day in days if day not in hard]
    leg_days = [day for day in easy if not _before_hard(day, hard)]
    strength_day = (leg_days or easy)[-1 if leg_days else 0]
    kinds[strength_day] = "strength" if leg_days else "upper"
    rest = [day for day in easy if day != strength_day]
    if len(days) > 3 and len(hard) < 3 and rest:
        kinds[rest.pop(0)] = "skill"
    for day in rest:
        kinds[day] = "easy"
    return tuple(sorted(kinds.items()))
