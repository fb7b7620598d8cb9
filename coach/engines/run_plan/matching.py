"""Which log did which planned session: one to one, with the best total."""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Final, NamedTuple

DAYS_APART: Final = 1
LEAST_SHARE, MOST_SHARE = 0.7, 1.3
# Points of a pair, of 1000: by how far apart amounts are, and days. Late is more usual than early.
FULL_POINTS, SHARE_POINTS, LATE_POINTS, EARLY_POINTS = 1000, 300, 200, 250
# What a log of each type may be the doing of. HYROX sessions arrive as whatever the watch had for them.
FAMILIES: Final[dict[str, frozenset[str]]] = {
    "run": frozenset({"run"}),
    "strength": frozenset({"strength"}),
    "hiit": frozenset({"hiit", "simulation"}),
    "simulation": frozenset({"hiit", "simulation"}),
    "recovery": frozenset({"recovery"}),
}
RUN_KINDS: Final = frozenset(
    {
        "easy", "recovery", "long", "second_long", "strides", "marathon_pace", "threshold", "interval", "repetition",
        "sharpen", "race", "steady", "tempo", "hill_interval", "acceleration", "max_velocity", "speed_endurance",
        "tempo_run",
    }
)  # fmt: skip


class Doable(NamedTuple):
    """A planned session or a log: its day, its type and how much; None where that is not known."""

    on: date
    session_type: str
    distance_m: float | None
    duration_s: float | None


class Done(NamedTuple):
    """A session that has its log, and the day of that log."""

    session: Doable
    log_on: date


class Pair(NamedTuple):
    """Places in the two sequences given."""

    session: int
    log: int


def family_of(session_type: str, kind: str | None) -> str:
    """What a planned session is done as: a recovery run is a run, whatever the plan files it under.

    Source: our own.

    >>> family_of("recovery", "recovery"), family_of("hiit", None)
    ('run', 'hiit')
    """
    return "run" if kind in RUN_KINDS else session_type


def matched(sessions: Sequence[Doable], logs: Sequence[Doable], done: Sequence[Done] = ()) -> list[Pair]:
    """Pairs of an open session and the log that did it, by session; what is left over is unplanned, or not done.

    A pair is of one family, at most a day apart, with 0.7 to 1.3 of the distance, or of the time where a distance is
    not known; amounts nobody knows prove nothing. The pairs have the best total, so that it does not matter in
    which order runs stand. A second run of a day that would have done the day's own session, had the first not done
    it, is an extra run, never the next day's session done early; `done` are the sessions with a log already.
    Source: our own.

    >>> monday = date(2026, 3, 2)
    >>> matched([Doable(monday, "run", 10_000, 3_600)], [Doable(monday, "run", 4_000, 1_500),
    ...                                                   Doable(monday, "run", 10_400, 3_500)])
    [Pair(session=0, log=1)]
    """
    points = _points(sessions, logs)
    while True:
        pairs = [Pair(*pair) for pair in best_assignment(points).items()]
        closed = (*done, *(Done(sessions[pair.session], logs[pair.log].on) for pair in pairs))
        extra = [pair for pair in pairs if _is_extra(sessions[pair.session], logs[pair.log], closed)]
        if not extra:
            return pairs
        for pair in extra:
            del points[pair]


def _points(sessions: Sequence[Doable], logs: Sequence[Doable]) -> dict[tuple[int, int], int]:
    """What each pair that may be one is worth; only logs of the days around a session are looked at."""
    by_day: defaultdict[date, list[int]] = defaultdict(list)
    for number, log in enumerate(logs):
        by_day[log.on].append(number)
    return {
        (session, number): found
        for session, planned in enumerate(sessions)
        for days in range(-DAYS_APART, DAYS_APART + 1)
        for number in by_day[planned.on + timedelta(days=days)]
        if (found := points_of(planned, logs[number]))
    }


def _is_extra(planned: Doable, log: Doable, closed: Sequence[Done]) -> bool:
    return planned.on != log.on and any(
        own.session.on == own.log_on == log.on and points_of(own.session, log) > 0 for own in closed
    )


def points_of(planned: Doable, done: Doable) -> int:
    """How well a log fits a session, up to 1000; 0 when it does not.

    Source: our own.

    >>> monday = date(2026, 3, 2)
    >>> points_of(Doable(monday, "run", 10_000, None), Doable(monday, "run", 10_000, None))
    1000
    >>> points_of(Doable(monday, "run", 10_000, None), Doable(monday, "run", 6_900, None))
    0
    """
    days = (done.on - planned.on).days
    if abs(days) > DAYS_APART or done.session_type not in FAMILIES.get(planned.session_type, ()):
        return 0
    share = _share(planned, done)
    if share is None or not LEAST_SHARE <= share <= MOST_SHARE:
        return 0
    away = SHARE_POINTS * abs(share - 1) / (MOST_SHARE - 1)
    return round(FULL_POINTS - away - (0 if not days else LATE_POINTS if days > 0 else EARLY_POINTS))


def best_assignment(points: dict[tuple[int, int], int]) -> dict[int, int]:
    """Left to right, each at most once, with the highest total of points; ties go to the earlier places.

    Source: maximum-weight bipartite matching by augmenting paths, one left at a time (Kuhn 1955).

    >>> best_assignment({(0, 0): 9, (0, 1): 8, (1, 0): 7})
    {0: 1, 1: 0}
    """
    edges: defaultdict[int, dict[int, int]] = defaultdict(dict)
    for (left, right), worth in sorted(points.items()):
        edges[left][right] = worth
    owners: dict[int, int] = {}
    for left in edges:
        _take_in(left, edges, owners)
    return dict(sorted((left, right) for right, left in owners.items()))


class _Step(NamedTuple):
    """`left` takes `right`; None where it goes without."""

    left: int
    right: int | None


def _take_in(new: int, edges: Mapping[int, Mapping[int, int]], owners: dict[int, int]) -> None:
    """Give `new` a right, moving others to theirs where that makes the highest total."""
    gains = {new: 0}
    came_from: dict[int, _Step] = {}
    waiting = deque([new])
    best, end = 0, _Step(new, None)
    while waiting:
        left = waiting.popleft()
        if gains[left] > best:
            best, end = gains[left], _Step(left, None)
        for right, worth in edges[left].items():
            owner, reached = owners.get(right), gains[left] + worth
            if owner is None and reached > best:
                best, end = reached, _Step(left, right)
            if owner is not None and owner != left and reached - edges[owner][right] > gains.get(owner, -1_000_000):
                gains[owner], came_from[owner] = reached - edges[owner][right], _Step(left, right)
                waiting.append(owner)
    _walk_back(end, came_from, owners)


def _walk_back(end: _Step, came_from: Mapping[int, _Step], owners: dict[int, int]) -> None:
    step: _Step | None = end
    while step is not None:
        if step.right is not None:
            owners[step.right] = step.left
        step = came_from.get(step.left)


def _share(planned: Doable, done: Doable) -> float | None:
    if planned.distance_m and done.distance_m:
        return done.distance_m / planned.distance_m
    if planned.duration_s and done.duration_s:
        return done.duration_s / planned.duration_s
    return None
