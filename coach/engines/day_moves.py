"""Where a session may be moved to: the days around it, and what speaks against each."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from typing import Final, NamedTuple

from coach.engines.streaks import monday_of

DAYS_OFFERED: Final = 9
EASY_DAYS_BEFORE_RACE: Final = 2
DAY_NAMES: Final = ("Mondays", "Tuesdays", "Wednesdays", "Thursdays", "Fridays", "Saturdays", "Sundays")


class Placed(NamedTuple):
    """A session on its day. `is_demanding`: hard, or the long run."""

    on: date
    title: str
    is_hard: bool = False
    is_demanding: bool = False
    minutes: int | None = None


class MoveFrame(NamedTuple):
    """`first` and `last` are the days of the plan; `room_min` has the minutes of each weekday, None is not limited."""

    today: date
    first: date
    last: date
    race_on: date | None = None
    room_min: tuple[int | None, ...] = (None,) * 7
    away: frozenset[date] = frozenset()


class Move(NamedTuple):
    on: date
    warnings: tuple[str, ...]


def possible_moves(session: Placed, others: Sequence[Placed], frame: MoveFrame) -> tuple[Move, ...]:
    """The days from today, or from the Monday of its week, on; with every rule that would bend.

    Source: the rules of the plan builder: hard days apart (Daniels), easy days before a race (Bosquet 2007).

    >>> day = date(2026, 3, 4)
    >>> hard = Placed(day, "Threshold", is_hard=True)
    >>> other = Placed(date(2026, 3, 7), "Intervals", is_hard=True)
    >>> moves = possible_moves(hard, [other], MoveFrame(day, day, day + timedelta(30)))
    >>> [(move.on.day, move.warnings) for move in moves][:2]
    [(5, ()), (6, ('Two hard days in a row: Intervals is the day after.',))]
    """
    around = max(session.on, frame.today)
    begins = max(frame.today, monday_of(around), frame.first)
    days = [begins + timedelta(days=number) for number in range(DAYS_OFFERED)]
    return tuple(
        Move(day, tuple(_warnings(session, day, others, frame)))
        for day in days
        if day != session.on and day <= frame.last
    )


def _warnings(session: Placed, day: date, others: Sequence[Placed], frame: MoveFrame) -> Iterator[str]:
    for other in others:
        if other.on == day:
            yield f"{other.title} stands on this day already."
        elif session.is_hard and other.is_hard and abs((other.on - day).days) == 1:
            yield f"Two hard days in a row: {other.title} is the day {'after' if other.on > day else 'before'}."
    yield from _race_warnings(session, day, frame.race_on)
    yield from _room_warnings(session, day, frame)


def _race_warnings(session: Placed, day: date, race_on: date | None) -> Iterator[str]:
    if race_on is None:
        return
    left = (race_on - day).days
    if left == 0:
        yield "That is the day of your race."
    elif left < 0 and race_on >= session.on:
        yield "That is after your race."
    elif 0 < left <= EASY_DAYS_BEFORE_RACE and session.is_demanding:
        yield f"{left} day{'' if left == 1 else 's'} before your race only easy running helps."


def _room_warnings(session: Placed, day: date, frame: MoveFrame) -> Iterator[str]:
    room = frame.room_min[day.weekday()]
    if day in frame.away:
        yield "You are away on this day."
    elif room == 0:
        yield f"You said you have no time on {DAY_NAMES[day.weekday()]}."
    elif room is not None and session.minutes is not None and session.minutes > room:
        yield f"You have {room} minutes on {DAY_NAMES[day.weekday()]}; it takes {session.minutes}."
