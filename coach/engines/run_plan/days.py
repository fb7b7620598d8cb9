"""Which session falls on which day: hard days apart, the long run where it is wanted, fresh legs for both."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import combinations, permutations
from typing import Final, NamedTuple

from coach.engines.run_plan.contract import SessionKind

SATURDAY, SUNDAY = 5, 6
# They load the legs: not on the day before something hard (rule of Koop).
HEAVY_LEGS: Final[frozenset[SessionKind]] = frozenset({"strength", "power", "stations"})
LONG: Final[SessionKind] = "long"
# Hard sessions of a full week, and what stands in for those a smaller one lacks.
FULL_WEEK: Final = 3
MORE_QUALITY: Final[SessionKind] = "interval"


class Board(NamedTuple):
    """What the days of a week allow. Days are 0 (Monday) to 6; `hard_fixed` may lie outside of the week.

    `room_min` are the minutes of each day, 0 where nothing may be planned. `gap` is the least distance of hard days.
    """

    free: tuple[int, ...]
    quality_days: tuple[int, ...]
    long_days: tuple[int, ...]
    hard_fixed: tuple[int, ...]
    gap: int
    room_min: tuple[int, ...]
    long_day: int | None = None


class Placement(NamedTuple):
    """Kind of each chosen day, in order; `dropped` found no day and became easier."""

    kinds: tuple[tuple[int, SessionKind], ...]
    dropped: tuple[SessionKind, ...]


@lru_cache(maxsize=20_000)
def place(board: Board, kinds: tuple[SessionKind, ...], hard: frozenset[SessionKind]) -> Placement:
    """The best days for these kinds, most important first; hard ones that find no day become easy.

    >>> week = Board(tuple(range(7)), tuple(range(7)), tuple(range(7)), (), 2, (90,) * 7)
    >>> place(week, ("long", "threshold", "interval", "easy"), frozenset({"long", "threshold", "interval"})).kinds
    ((1, 'threshold'), (3, 'interval'), (4, 'easy'), (6, 'long'))
    >>> place(week._replace(free=(5, 6)), ("long", "threshold"), frozenset({"long", "threshold"})).kinds
    ((5, 'easy'), (6, 'long'))
    """
    count = min(len(kinds), len(board.free))
    if "second_long" in kinds[:count]:
        board = _with_room_for_second(board)
    wanted = tuple(kind for kind in kinds[:count] if kind in hard)
    chosen = _hard_days(board, wanted)
    placed = tuple(kind for _, kind in chosen)
    dropped = _without(wanted, placed)
    fillers = [kind for kind in kinds[:count] if kind not in hard] + ["easy"] * len(dropped)
    easy_days = _easy_days(board, dict(chosen), len(fillers), has_second="second_long" in fillers)
    assigned = _assign(dict(chosen), easy_days, tuple(fillers), board.hard_fixed)
    return Placement(tuple(sorted((*chosen, *assigned))), dropped)


def _with_room_for_second(board: Board) -> Board:
    """Long runs only where the next day is free too; as before where there is none, or the wish is another."""
    followed = tuple(day for day in board.long_days if day + 1 in board.free)
    is_unwished = board.long_day is not None and board.long_day not in followed
    return board if is_unwished or not followed else board._replace(long_days=followed)


def _without(wanted: Sequence[SessionKind], placed: Sequence[SessionKind]) -> tuple[SessionKind, ...]:
    left = list(wanted)
    for kind in placed:
        left.remove(kind)
    return tuple(left)


def _hard_days(board: Board, wanted: tuple[SessionKind, ...]) -> tuple[tuple[int, SessionKind], ...]:
    """As many of the wanted as the days hold, the most important first; the cheapest days for them.

    A week with fewer hard sessions keeps the days of a fuller one, so that a refresh moves little.
    """
    if LONG in wanted and len(wanted) < FULL_WEEK:
        fuller = (*wanted, *(MORE_QUALITY,) * (FULL_WEEK - len(wanted)))
        found = min(_placings(board, fuller), default=None)
        if found is not None:
            return tuple(sorted(zip(found[1], wanted, strict=False)))
    for count in range(len(wanted), 0, -1):
        for kinds in combinations(wanted, count):
            found = min(_placings(board, kinds), default=None)
            if found is not None:
                return tuple(sorted(zip(found[1], kinds, strict=True)))
    return ()


def _placings(board: Board, kinds: tuple[SessionKind, ...]) -> Iterator[tuple[float, tuple[int, ...]]]:
    for days in permutations(board.free, len(kinds)):
        if _is_allowed(board, kinds, days):
            yield _hard_cost(board, kinds, days), days


def _is_allowed(board: Board, kinds: Sequence[SessionKind], days: Sequence[int]) -> bool:
    for kind, day in zip(kinds, days, strict=True):
        if day not in (board.long_days if kind == LONG else board.quality_days):
            return False
    occupied = (*days, *board.hard_fixed)
    return all(
        abs(day - other) >= board.gap
        for number, day in enumerate(days)
        for other in (*occupied[:number], *occupied[number + 1 :])
    )


def _hard_cost(board: Board, kinds: Sequence[SessionKind], days: Sequence[int]) -> float:
    """The long run on its day and where the time is, the others spread out and early in the week."""
    cost = sum(6.0 / abs((one - other + 3) % 7 - 3) for one, other in combinations(days, 2))
    most_room = max(board.room_min[day] for day in board.free)
    for kind, day in zip(kinds, days, strict=True):
        if kind == LONG:
            cost += _long_cost(board, day, most_room)
        else:
            cost += (day - 1) % 7 * 0.1 + max(0, 60 - board.room_min[day]) / 20
    return cost


def _long_cost(board: Board, day: int, most_room: int) -> float:
    if board.long_day is not None:
        return 0.0 if day == board.long_day else 40.0 + (most_room - board.room_min[day]) / 10
    weekend = {SUNDAY: 0.0, SATURDAY: 1.0}.get(day, 5.0)
    return weekend + (most_room - board.room_min[day]) / 10


def _easy_days(board: Board, hard: dict[int, SessionKind], count: int, *, has_second: bool) -> tuple[int, ...]:
    """Days of the other sessions: few days in a row, the roomier first; the day after the long run for a second one.

    One after the other: a week with one session less keeps the days of all the others.
    """
    left = [day for day in board.free if day not in hard]
    long_day = next((day for day, kind in hard.items() if kind == LONG), None)

    def cost(days: tuple[int, ...]) -> tuple[float, float, tuple[int, ...]]:
        every = set(days) | set(hard)
        misses_second = has_second and long_day is not None and long_day + 1 not in days
        in_a_row = sum((day + 1) % 7 in every for day in every) + 0.5 * _follows(days, long_day)
        short = sum(max(0, 40 - board.room_min[day]) / 10 for day in days)
        return (10.0 * misses_second + in_a_row + short, -sum(board.room_min[day] for day in days), days)

    days: tuple[int, ...] = ()
    for _ in range(min(count, len(left))):
        days = min((tuple(sorted((*days, day))) for day in left if day not in days), key=cost)
    return days


def _follows(days: tuple[int, ...], long_day: int | None) -> bool:
    """Whether the day after the long run is among them; Monday follows Sunday."""
    return long_day is not None and (long_day + 1) % 7 in days


def _assign(
    hard: dict[int, SessionKind], days: tuple[int, ...], fillers: tuple[SessionKind, ...], fixed: tuple[int, ...]
) -> list[tuple[int, SessionKind]]:
    """The kinds that need a certain day choose first."""
    hard_days = set(hard) | set(fixed)
    left = list(days)
    assigned: list[tuple[int, SessionKind]] = []
    for kind in sorted(fillers, key=_urgency):
        if not left:
            break
        day = min(left, key=lambda one: (_filler_cost(kind, one, hard, hard_days), one))
        if kind == "second_long" and hard.get(day - 1) != LONG:
            kind = "easy"
        left.remove(day)
        assigned.append((day, kind))
    return assigned


def _urgency(kind: SessionKind) -> int:
    order: tuple[SessionKind, ...] = ("second_long", "strength", "power", "stations", "recovery", "strides")
    return order.index(kind) if kind in order else len(order)


def _filler_cost(kind: SessionKind, day: int, hard: dict[int, SessionKind], hard_days: set[int]) -> int:
    is_after, is_before = day - 1 in hard_days, day + 1 in hard_days
    if kind == "second_long":
        return 0 if hard.get(day - 1) == LONG else 1
    if kind in HEAVY_LEGS:
        return 2 * is_before
    if kind == "recovery":
        return 0 if is_after else 1
    return 2 * is_after + is_before if kind == "strides" else 0
