"""How far a goal is: from where it began, over where the athlete stands, to its target."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal, NamedTuple

GoalType = Literal["race_time", "station_time", "running_pace", "body_comp", "consistency", "training_volume", "custom"]
Window = Literal["week", "month", "total"]
Source = Literal["races", "splits and records", "runs", "training log", "profile", "typed"]

TIME_TYPES = ("race_time", "station_time", "running_pace")
_SOURCES: dict[str, Source] = {
    "race_time": "races",
    "station_time": "splits and records",
    "running_pace": "runs",
    "consistency": "training log",
    "training_volume": "training log",
}
DEFAULT_WEEKS = 4


class Volume(NamedTuple):
    """What was trained in one week, month or since the start; `starts_on` is its first day."""

    starts_on: date
    workouts: int
    duration_s: float
    distance_m: float


@dataclass(frozen=True, slots=True)
class GoalTerms:
    """What is asked for. Times in seconds, pace in seconds per km, `unit` hours or km for a volume."""

    goal_type: GoalType
    target: float | None
    unit: str | None = None
    start: float | None = None
    typed: float | None = None
    weeks: int | None = None
    window: Window | None = None


@dataclass(frozen=True, slots=True)
class Measured:
    """What the data say. The best before the goal's first day, the first and the best from then on; None: nothing."""

    today: date
    best_before: float | None = None
    first_since: float | None = None
    best_since: float | None = None
    weight_kg: float | None = None
    volumes: Sequence[Volume] = ()


@dataclass(frozen=True, slots=True)
class GoalProgress:
    """`pct` is 0 to 100, None while it cannot be told.

    `this_week` only for goals counted in weeks; `best` only for a volume: the most of any one window.
    """

    start: float | None
    current: float | None
    pct: float | None
    is_reached: bool
    source: Source
    this_week: int | None = None
    best: float | None = None


def goal_progress(terms: GoalTerms, measured: Measured) -> GoalProgress:
    """Where a goal stands.

    Times count from the best before the goal, or the first since; only a time since then reaches it.
    A habit counts the weeks since then that had enough workouts; a volume the running window.
    Source: the share of the way from start to target.

    >>> terms = GoalTerms("race_time", 5_400)
    >>> goal_progress(terms, Measured(date(2026, 5, 1), best_before=5_800, best_since=5_500, first_since=5_700)).pct
    75.0
    >>> goal_progress(terms, Measured(date(2026, 5, 1), best_before=5_300)).is_reached
    False
    >>> goal_progress(GoalTerms("custom", 10, typed=4), Measured(date(2026, 5, 1))).pct
    40.0
    """
    if terms.goal_type in TIME_TYPES:
        return _of_times(terms, measured)
    if terms.goal_type == "consistency":
        return _of_weeks(terms, measured)
    if terms.goal_type == "training_volume":
        return _of_volume(terms, measured)
    is_weight = terms.goal_type == "body_comp" and terms.unit == "kg" and measured.weight_kg is not None
    current = measured.weight_kg if is_weight else terms.typed
    pct = share_pct(terms.start, current, terms.target)
    return GoalProgress(terms.start, current, pct, pct == 100, "profile" if is_weight else "typed")


def share_pct(start: float | None, current: float | None, target: float | None) -> float | None:
    """How much of the way is done, 0 to 100; without a start it begins at nothing.

    >>> share_pct(80, 77, 74), share_pct(10, 12, 20), share_pct(None, 3, 12), share_pct(80, 81, 74)
    (50.0, 20.0, 25.0, 0.0)
    >>> share_pct(80, None, 74) is None
    True
    """
    if current is None or target is None:
        return None
    begin = start if start is not None else 0.0
    if begin == target:
        return 100.0 if current == target else 0.0
    return _clamped((current - begin) / (target - begin))


def _of_times(terms: GoalTerms, measured: Measured) -> GoalProgress:
    start = _first(terms.start, measured.best_before, measured.first_since)
    current = _first(measured.best_since, measured.best_before)
    source = _SOURCES[terms.goal_type]
    is_reached = None not in (measured.best_since, terms.target) and (measured.best_since or 0) <= (terms.target or 0)
    if is_reached:
        return GoalProgress(start, current, 100.0, True, source)
    has_way = start is not None and terms.target is not None and start > terms.target
    return GoalProgress(start, current, share_pct(start, current, terms.target) if has_way else None, False, source)


def _of_weeks(terms: GoalTerms, measured: Measured) -> GoalProgress:
    """Weeks with enough workouts; the running one counts as soon as it has them."""
    weeks, wanted = terms.weeks or DEFAULT_WEEKS, terms.target
    this_monday = measured.today - timedelta(days=measured.today.weekday())
    this_week = sum(volume.workouts for volume in measured.volumes if volume.starts_on == this_monday)
    good = sum(volume.workouts >= wanted for volume in measured.volumes) if wanted else 0
    done = min(good, weeks)
    return GoalProgress(0, done, _clamped(done / weeks), done >= weeks, "training log", this_week)


def _of_volume(terms: GoalTerms, measured: Measured) -> GoalProgress:
    """The window that runs now; reached once any window since the start had it."""
    amounts = [(volume.starts_on, _amount(volume, terms.unit)) for volume in measured.volumes]
    begins = _window_start(measured.today, terms.window or "week")
    current = sum(amount for starts_on, amount in amounts if begins is None or starts_on == begins)
    target = terms.target
    best = max((amount for _, amount in amounts), default=None)
    is_reached = None not in (target, best) and (best or 0) >= (target or 0)
    pct = 100.0 if is_reached else share_pct(None, current, target)
    return GoalProgress(
        0, round(current, 2), pct, is_reached, "training log", best=None if best is None else round(best, 2)
    )


def _window_start(today: date, window: Window) -> date | None:
    if window == "total":
        return None
    return today - timedelta(days=today.weekday()) if window == "week" else today.replace(day=1)


def _amount(volume: Volume, unit: str | None) -> float:
    return volume.distance_m / 1000 if unit == "km" else volume.duration_s / 3600


def _clamped(share: float) -> float:
    """Percent with one decimal; 100 only when all is done."""
    pct = round(max(0.0, share) * 100, 1)
    return 100.0 if share >= 1 else min(pct, 99.9)


def _first(*values: float | None) -> float | None:
    return next((value for value in values if value is not None), None)
