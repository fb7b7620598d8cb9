"""Whether two recordings are one activity: what a watch, a list and a platform each tell of the same session."""

from datetime import datetime
from typing import Final, Generic, NamedTuple, TypeVar

Key = TypeVar("Key")

START_TOLERANCE_S: Final = 60.0
TOLERANCE: Final = 0.03
"""Of distance or duration: two devices on one run, or one run measured again after an edit."""
SHIFTED_TOLERANCE: Final = 0.005
"""Of distance and duration, where the start alone proves nothing because its time zone is unknown."""
ZONE_STEP_S: Final = 1_800.0
WIDEST_SHIFT_S: Final = 14 * 3_600.0
# A walk is a hike to another device; an unknown type may be anything.
_ALIKE: Final = {"hike": "walk"}
_ANY: Final = "other"
_EPOCH: Final = datetime(1970, 1, 1)  # noqa: DTZ001 - compared with naive local times only


class Trace(NamedTuple):
    """What tells an activity from others. `started_at` is local and naive, `started_at_utc` naive too, in UTC.

    `is_start_local` is False where the file knew no time zone, so that `started_at` may be hours off.
    """

    family: str
    started_at: datetime
    distance_m: float | None = None
    duration_s: float | None = None
    started_at_utc: datetime | None = None
    source: str = ""
    external_id: str | None = None
    is_start_local: bool = True


class KnownActivities(Generic[Key]):
    """Activities by when they started, to find again what is known; each new one is added as it is kept."""

    def __init__(self) -> None:
        self._by_minute: dict[int, list[tuple[Key, Trace]]] = {}
        self._by_day: dict[int, list[tuple[Key, Trace]]] = {}
        self._zoneless_by_day: dict[int, list[tuple[Key, Trace]]] = {}
        self._by_id: dict[tuple[str, str], Key] = {}
        self._found: set[Key] = set()

    def add(self, key: Key, trace: Trace) -> None:
        for minute in _minutes(trace):
            self._by_minute.setdefault(minute, []).append((key, trace))
        day = trace.started_at.toordinal()
        self._by_day.setdefault(day, []).append((key, trace))
        if not trace.is_start_local:
            self._zoneless_by_day.setdefault(day, []).append((key, trace))
        if trace.external_id is not None:
            self._by_id.setdefault((trace.source, trace.external_id), key)

    def find(self, trace: Trace) -> Key | None:
        """The key of the activity this is; None when it is new.

        The platform's own id decides first, then the start, then the start in another time zone: there each known
        activity is found once, because two equal runs of a day may lie whole hours apart.
        """
        key = self._by_id.get((trace.source, trace.external_id)) if trace.external_id is not None else None
        if key is None:
            key = self._find_started(trace)
        if key is None:
            key = self._find_shifted(trace)
        if key is not None:
            self._found.add(key)
        return key

    def _find_started(self, trace: Trace) -> Key | None:
        best: tuple[float, Key] | None = None
        for minute in _minutes(trace):
            for near in (minute, minute - 1, minute + 1):
                for key, known in self._by_minute.get(near, ()):
                    apart_s = _apart_s(trace, known)
                    if (best is None or apart_s < best[0]) and is_same(trace, known):
                        best = apart_s, key
        return None if best is None else best[1]

    def _find_shifted(self, trace: Trace) -> Key | None:
        by_day = self._zoneless_by_day if trace.is_start_local else self._by_day
        if not by_day:
            return None
        day = trace.started_at.toordinal()
        for near in (day, day - 1, day + 1):
            for key, known in by_day.get(near, ()):
                if key not in self._found and is_same_elsewhere(trace, known):
                    return key
        return None


def is_same(one: Trace, other: Trace) -> bool:
    """Whether two traces are one activity by start, family and length.

    Starts at most 60 s apart, one family, and distance or duration within 3 %; where neither can be compared the
    start decides. Between an unknown type and another one both have to agree.
    Source: definitions of this product, after common practice of activity platforms.

    >>> run = Trace("run", datetime(2026, 5, 3, 7, 30, 12), 10_000, 3_000)
    >>> is_same(run, run._replace(started_at=datetime(2026, 5, 3, 7, 30), duration_s=3_300))
    True
    >>> is_same(run, run._replace(distance_m=None, duration_s=None)), is_same(run, run._replace(family="bike"))
    (True, False)
    >>> is_same(run, run._replace(distance_m=12_000, duration_s=3_600))
    False
    """
    if _apart_s(one, other) > START_TOLERANCE_S:
        return False
    agreements = [
        _agree(mine, theirs, TOLERANCE)
        for mine, theirs in ((one.distance_m, other.distance_m), (one.duration_s, other.duration_s))
        if mine and theirs
    ]
    if _group(one) == _group(other):
        return any(agreements) or not agreements
    return _ANY in (one.family, other.family) and len(agreements) == 2 and all(agreements)


def is_same_elsewhere(one: Trace, other: Trace) -> bool:
    """Whether they are one activity whose start was told in another time zone: whole or half hours apart, at most 14.

    Only where one of the two does not know its zone, and distance and duration agree within 0.5 %.
    Source: definitions of this product.

    >>> run = Trace("run", datetime(2026, 5, 3, 7, 30, 12), 10_000, 3_000)
    >>> utc = run._replace(started_at=datetime(2026, 5, 3, 5, 30, 10), distance_m=10_020, is_start_local=False)
    >>> is_same_elsewhere(run, utc), is_same_elsewhere(run, utc._replace(is_start_local=True))
    (True, False)
    """
    if (one.is_start_local and other.is_start_local) or _group(one) != _group(other):
        return False
    shift_s = abs((one.started_at - other.started_at).total_seconds())
    is_zone = abs(shift_s - round(shift_s / ZONE_STEP_S) * ZONE_STEP_S) <= START_TOLERANCE_S
    return (
        is_zone
        and shift_s <= WIDEST_SHIFT_S + START_TOLERANCE_S
        and _agree(one.distance_m, other.distance_m, SHIFTED_TOLERANCE)
        and _agree(one.duration_s, other.duration_s, SHIFTED_TOLERANCE)
    )


def _apart_s(one: Trace, other: Trace) -> float:
    """Between the starts: local against local or, where both know it, moment against moment."""
    local_s = abs((one.started_at - other.started_at).total_seconds())
    if one.started_at_utc is None or other.started_at_utc is None:
        return local_s
    return min(local_s, abs((one.started_at_utc - other.started_at_utc).total_seconds()))


def _minutes(trace: Trace) -> tuple[int, ...]:
    """When it started, in whole minutes: local and, where it is known and another one, as a moment."""
    local = int((trace.started_at - _EPOCH).total_seconds() // 60)
    if trace.started_at_utc is None:
        return (local,)
    moment = int((trace.started_at_utc - _EPOCH).total_seconds() // 60)
    return (local,) if moment == local else (local, moment)


def _agree(one: float | None, other: float | None, tolerance: float) -> bool:
    return bool(one and other and abs(one - other) <= tolerance * max(one, other))


def _group(trace: Trace) -> str:
    return _ALIKE.get(trace.family, trace.family)
