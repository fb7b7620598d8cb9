"""What became different between two plans: session by session, in words, each with its reason."""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Callable, Hashable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from typing import Final, NamedTuple

NAMES: Final[dict[str, str]] = {
    "easy": "Easy run", "recovery": "Recovery run", "long": "Long run", "second_long": "Second long run",
    "strides": "Run with strides", "marathon_pace": "Marathon-pace run", "threshold": "Threshold session",
    "interval": "Intervals", "repetition": "Repetitions", "sharpen": "Sharpener", "race": "Race",
    "steady": "Steady run", "tempo": "Tempo session", "hill_interval": "Hill intervals",
    "acceleration": "Acceleration session", "max_velocity": "Top-speed session",
    "speed_endurance": "Speed endurance", "tempo_run": "Tempo runs", "power": "Power session",
    "strength": "Strength session", "stations": "Station session", "simulation": "Simulation",
}  # fmt: skip
SMALL_SHARE: Final = 0.05
LONG_KINDS: Final = frozenset({"long", "second_long"})


class Planned(NamedTuple):
    """A session of a plan. `content` is everything an athlete does in it; words about it are not in here."""

    on: date
    kind: str
    title: str
    session_type: str
    distance_m: float | None
    minutes: int | None
    content: str

    @property
    def name(self) -> str:
        return NAMES.get(self.kind, self.title)


class Replaced(NamedTuple):
    """Places in the two sequences given."""

    before: int
    after: int


class Difference(NamedTuple):
    """How one list of sessions becomes another: `same` stay as they are, the rest changes, goes or comes."""

    same: tuple[Replaced, ...]
    replaced: tuple[Replaced, ...]
    removed: tuple[int, ...]
    added: tuple[int, ...]

    @property
    def is_nothing(self) -> bool:
        return not (self.replaced or self.removed or self.added)


class Reasons(NamedTuple):
    """Why a plan was rebuilt, by what it may explain. `until` ends the days the plan had reached before."""

    default: str
    until: date
    first_week_ends: date
    first_week: str | None = None
    longest: str | None = None
    paces: str | None = None
    blocked: Mapping[date, str] = {}


class ChangeLine(NamedTuple):
    date: date
    what: str
    why: str


def difference(before: Sequence[Planned], after: Sequence[Planned]) -> Difference:
    """Pairs sessions that are the same first, then of one day and kind, of one day and type, of one week and kind.

    Source: our own.

    >>> run = Planned(date(2026, 3, 2), "easy", "Easy run", "run", 8_000, 45, "")
    >>> difference([run], [run._replace(distance_m=9_000)]).replaced
    (Replaced(before=0, after=0),)
    """
    pairs: list[Replaced] = []
    same = _pair(before, after, pairs, lambda session: session)
    for key in (_day_and_kind, _day_and_type, _week_and_kind):
        _pair(before, after, pairs, key)
    known_before, known_after = {pair.before for pair in pairs}, {pair.after for pair in pairs}
    return Difference(
        tuple(pairs[:same]),
        tuple(sorted(pairs[same:])),
        tuple(number for number in range(len(before)) if number not in known_before),
        tuple(number for number in range(len(after)) if number not in known_after),
    )


def change_lines(
    before: Sequence[Planned], after: Sequence[Planned], found: Difference, reasons: Reasons
) -> list[ChangeLine]:
    """Every change in words with its reason, by day; minor ones of a week, and new days at the end, are one line.

    Source: our own.

    >>> run = Planned(date(2026, 3, 8), "long", "Long run", "run", 24_000, 140, "")
    >>> shorter = run._replace(distance_m=22_000)
    >>> why = Reasons("Rebuilt.", run.on, run.on, longest="The longest run in 30 days is 20 km.")
    >>> change_lines([run], [shorter], difference([run], [shorter]), why)[0][1:]
    ('Long run 24 → 22 km', 'The longest run in 30 days is 20 km.')
    """
    pairs = [(before[pair.before], after[pair.after]) for pair in found.replaced]
    lines = [_replaced_line(old, new, reasons) for old, new in pairs if not _is_minor(old, new, reasons)]
    lines += _minor_lines([(old, new) for old, new in pairs if _is_minor(old, new, reasons)], reasons)
    lines += [
        ChangeLine(gone.on, f"{gone.name}{_amount(gone)} taken out", _why(gone, None, reasons))
        for gone in (before[number] for number in found.removed)
    ]
    added = [after[number] for number in found.added]
    lines += [
        ChangeLine(new.on, f"{new.name}{_amount(new)} added", _why(None, new, reasons))
        for new in added
        if new.on <= reasons.until
    ]
    beyond = [new for new in added if new.on > reasons.until]
    return [*sorted(lines), *_rolled_on(beyond)]


def _pair(
    before: Sequence[Planned], after: Sequence[Planned], pairs: list[Replaced], key: Callable[[Planned], Hashable]
) -> int:
    """Adds the pairs of what is not paired yet and has the same key, in order; how many there are now."""
    known_before, known_after = {pair.before for pair in pairs}, {pair.after for pair in pairs}
    waiting: defaultdict[Hashable, deque[int]] = defaultdict(deque)
    for number, session in enumerate(before):
        if number not in known_before:
            waiting[key(session)].append(number)
    for number, session in enumerate(after):
        if number not in known_after and waiting[key(session)]:
            pairs.append(Replaced(waiting[key(session)].popleft(), number))
    return len(pairs)


def _day_and_kind(session: Planned) -> Hashable:
    return session.on, session.kind


def _day_and_type(session: Planned) -> Hashable:
    return session.on, session.session_type


def _week_and_kind(session: Planned) -> Hashable:
    year, week, _ = session.on.isocalendar()
    return year, week, session.kind


def _replaced_line(old: Planned, new: Planned, reasons: Reasons) -> ChangeLine:
    what = _amount_change(old, new) if old.kind == new.kind else f"{old.name}{_amount(old)} → {new.name}{_amount(new)}"
    if old.on != new.on:
        what = f"{what}, moved from {_day(old.on)} to {_day(new.on)}"
    return ChangeLine(new.on, what, _why(old, new, reasons))


def _is_minor(old: Planned, new: Planned, reasons: Reasons) -> bool:
    """The same session on the same day, longer or shorter: a little, or in a week that is still far away."""
    if (old.on, old.kind) != (new.on, new.kind) or _size(old) == _size(new):
        return False
    is_far = new.on > reasons.first_week_ends and new.kind not in LONG_KINDS
    return is_far or abs(_length(new) - _length(old)) < SMALL_SHARE * max(_length(old), 1.0)


def _minor_lines(pairs: Sequence[tuple[Planned, Planned]], reasons: Reasons) -> Iterator[ChangeLine]:
    weeks: defaultdict[date, list[tuple[Planned, Planned]]] = defaultdict(list)
    for old, new in pairs:
        weeks[new.on - timedelta(days=new.on.weekday())].append((old, new))
    for week in weeks.values():
        if len(week) == 1:
            yield _replaced_line(*week[0], reasons)
            continue
        old_m, new_m = (sum(session.distance_m or 0 for session in side) for side in zip(*week, strict=True))
        old_min, new_min = (sum(session.minutes or 0 for session in side) for side in zip(*week, strict=True))
        is_longer = (new_m, new_min) > (old_m, old_min)
        amounts = f"{old_m / 1000:.1f} → {new_m / 1000:.1f} km" if old_m and new_m else f"{old_min} → {new_min} min"
        what = f"{len(week)} sessions {'longer' if is_longer else 'shorter'}, {amounts} together"
        yield ChangeLine(week[0][1].on, what, reasons.default if is_longer else _why(*week[0], reasons))


def _length(session: Planned) -> float:
    return session.distance_m if session.distance_m is not None else (session.minutes or 0) * 160.0


def _amount_change(old: Planned, new: Planned) -> str:
    if old.distance_m is not None and new.distance_m is not None and _km(old) != _km(new):
        return f"{new.name} {_km(old)} → {_km(new)} km"
    if old.minutes != new.minutes and old.minutes and new.minutes:
        return f"{new.name} {old.minutes} → {new.minutes} min"
    if old.title != new.title:
        return f"{old.title} → {new.title}"
    return f"{new.name}{_amount(new)}" + ("" if old.on != new.on else ": other steps or paces")


def _why(old: Planned | None, new: Planned | None, reasons: Reasons) -> str:
    session = new or old
    if session is None:
        return reasons.default
    if old is not None and old.on in reasons.blocked and (new is None or new.on != old.on):
        return reasons.blocked[old.on]
    is_longer = old is not None and new is not None and _length(new) > _length(old)
    if reasons.first_week is not None and session.on <= reasons.first_week_ends and not is_longer:
        return reasons.first_week
    is_same_size = (
        old is not None and new is not None and (old.distance_m, old.minutes) == (new.distance_m, new.minutes)
    )
    if reasons.paces is not None and is_same_size:
        return reasons.paces
    if reasons.longest is not None and session.kind in LONG_KINDS:
        return reasons.longest
    return reasons.default


def _size(session: Planned) -> tuple[float | None, int | None]:
    return session.distance_m, session.minutes


def _rolled_on(beyond: Sequence[Planned]) -> Iterator[ChangeLine]:
    if beyond:
        last = max(session.on for session in beyond)
        first = min(session.on for session in beyond)
        count = len(beyond)
        what = f"{count} {'session' if count == 1 else 'sessions'} added from {_day(first)} to {_day(last)}"
        yield ChangeLine(first, what, "The plan always reaches to the end of next month.")


def _amount(session: Planned) -> str:
    if session.distance_m is not None:
        return f" {_km(session)} km"
    return f" {session.minutes} min" if session.minutes else ""


def _km(session: Planned) -> str:
    """
    >>> _km(Planned(date(2026, 3, 2), "easy", "", "run", 8_250, None, ""))
    '8.2'
    """
    return f"{(session.distance_m or 0) / 1000:.1f}".removesuffix(".0")


def _day(day: date) -> str:
    return f"{day:%a} {day.day} {day:%b}"
