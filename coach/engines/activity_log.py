"""How an activity stands in the training log: as which kind of session, and as which one that was typed before."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Final, Literal, NamedTuple

SessionType = Literal["run", "hiit", "strength", "recovery"]

SHORTEST_S: Final = 60.0
TYPED_TOLERANCE: Final = 0.10
"""What people type is rounded, and covers the warm-up or not."""
_SESSION_TYPES: Final[dict[str, SessionType]] = {
    "run": "run", "strength": "strength", "cardio": "hiit", "row": "hiit",
}  # fmt: skip
_NOT_TRAINING: Final = frozenset(("incident detected", "stopwatch", "transition"))


class Session(NamedTuple):
    """One session, measured or typed; None is not known."""

    date: date
    session_type: str
    distance_m: float | None = None
    duration_s: float | None = None


def session_type_of(family: str) -> SessionType:
    """The kind of session in the log; easy movement and all sports that are not trained here are recovery.

    Source: definitions of this product.

    >>> session_type_of("run"), session_type_of("row"), session_type_of("hike")
    ('run', 'hiit', 'recovery')
    """
    return _SESSION_TYPES.get(family, "recovery")


def is_counted(family: str, type_name: str, duration_s: float | None) -> bool:
    """Whether it is training: no sum of other activities, no changeover, no stopwatch, nothing under a minute.

    Source: definitions of this product.

    >>> is_counted("run", "Running", 1_800), is_counted("run", "Running", 2), is_counted("strength", "Strength", None)
    (True, False, True)
    >>> is_counted("multisport", "Multisport", 9_000), is_counted("other", "Swim to bike transition", 120)
    (False, False)
    """
    name = type_name.strip().casefold()
    is_training = family != "multisport" and name not in _NOT_TRAINING and not name.endswith(" transition")
    return is_training and (duration_s is None or duration_s >= SHORTEST_S)


def typed_before(done: Sequence[Session], typed: Sequence[Session]) -> dict[int, int]:
    """Which of the typed sessions each of the done ones is, by place; each at most once, the closest pairs first.

    The same day and kind, and distance or duration within 10 %.
    Source: definitions of this product.

    >>> day = date(2026, 5, 3)
    >>> done = [Session(day, "run", 5_020, 1_500), Session(day, "run", 10_050, 3_010), Session(day, "hiit", None, 600)]
    >>> typed_before(done, [Session(day, "run", 10_000, None), Session(day, "hiit"), Session(day, "run", None, 3_300)])
    {1: 0}
    """
    by_day: dict[tuple[date, str], list[int]] = {}
    for place, session in enumerate(typed):
        by_day.setdefault((session.date, session.session_type), []).append(place)
    pairs = sorted(
        (gap, place, other)
        for place, session in enumerate(done)
        for other in by_day.get((session.date, session.session_type), ())
        if (gap := _gap(session, typed[other])) is not None
    )
    return _one_to_one((place, other) for _, place, other in pairs)


def _one_to_one(pairs: Iterable[tuple[int, int]]) -> dict[int, int]:
    found: dict[int, int] = {}
    taken: set[int] = set()
    for place, other in pairs:
        if place not in found and other not in taken:
            found[place] = other
            taken.add(other)
    return found


def _gap(one: Session, other: Session) -> float | None:
    """How far apart in the measure they agree in best; None when in none within 10 %."""
    pairs = ((one.distance_m, other.distance_m), (one.duration_s, other.duration_s))
    gaps = [abs(mine - theirs) / max(mine, theirs) for mine, theirs in pairs if mine and theirs]
    return min((gap for gap in gaps if gap <= TYPED_TOLERANCE), default=None)
