"""Whether a training history fulfils the criteria of an achievement, and how much of it is done."""

import math
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal, NamedTuple, cast

LimitKind = Literal["at_least", "at_most", "below"]
Combined = Literal["sum", "largest", "smallest", "different"]
FieldValue = str | bool | None

LIMIT_KINDS: tuple[LimitKind, ...] = ("at_least", "at_most", "below")
WORDS: tuple[Literal["all", "any"], ...] = ("all", "any")
RACE_FIELDS = frozenset({"division", "format", "gender", "is_simulation"})
SESSION, RECORD, GOAL, NONE = frozenset({"session_type"}), frozenset({"record_type", "context"}), {"goal_type"}, ()


class Metric(NamedTuple):
    """How the facts of a metric become one value, and what they can be narrowed by."""

    combined: Combined
    fields: frozenset[str]


def _metrics(combined: Combined, fields: Iterable[str], names: str) -> dict[str, Metric]:
    return {name: Metric(combined, frozenset(fields)) for name in names.split()}


METRICS: dict[str, Metric] = {
    **_metrics("sum", NONE, "profiles_completed rest_days_logged streak_days streak_weeks plans_started"),
    **_metrics("sum", NONE, "plan_weeks_completed benchmarks_logged stations_benchmarked stations_with_record"),
    **_metrics("sum", NONE, "events_imported questions_asked answers_pinned answers_rated"),
    **_metrics("sum", SESSION, "workouts_logged training_s workouts_rated"),
    **_metrics("largest", SESSION, "longest_workout_s"),
    **_metrics("sum", RECORD, "records_set records_improved"),
    **_metrics("sum", GOAL, "goals_set goals_completed"),
    **_metrics("sum", RACE_FIELDS, "races_finished races_with_all_splits"),
    **_metrics("different", RACE_FIELDS, "race_locations race_seasons"),
    **_metrics("smallest", RACE_FIELDS, "race_total_s fade_pct"),
    **_metrics("largest", RACE_FIELDS, "race_improvement_s stations_in_faster_half"),
    **_metrics("largest", RACE_FIELDS | {"split"}, "faster_than_pct"),
}


class Fact(NamedTuple):
    """One thing that counts for a metric: how much, or which one where different ones are counted; and its day."""

    metric: str
    value: float | str
    fields: Mapping[str, FieldValue] = {}
    day: date | None = None


@dataclass(frozen=True, slots=True)
class Condition:
    """One metric, narrowed by fields, against one limit."""

    metric: str
    kind: LimitKind
    limit: float
    where: Mapping[str, tuple[FieldValue, ...]]


@dataclass(frozen=True, slots=True)
class Joined:
    """Several criteria: all of them, or any."""

    word: Literal["all", "any"]
    parts: tuple["Criterion", ...]


Criterion = Condition | Joined


class ConditionProgress(NamedTuple):
    """Where the athlete stands; value None: nothing is known of this metric."""

    condition: Condition
    value: float | None
    is_met: bool

    @property
    def share(self) -> float | None:
        """How much is done, 0 to 1; a time still too slow counts by what it would have to be.

        Source: limit ÷ value for times, value ÷ limit for all else.
        """
        if self.is_met or self.value is None:
            return 1.0 if self.is_met else None
        limit = self.condition.limit
        done, whole = (self.value, limit) if self.condition.kind == "at_least" else (limit, self.value)
        return max(0.0, min(done / whole, 0.99)) if whole > 0 else 0.0


@dataclass(frozen=True, slots=True)
class Progress:
    """How much of an achievement is done; share None: nothing is known yet of what it asks for."""

    is_met: bool
    share: float | None
    conditions: tuple[ConditionProgress, ...]


class History:
    """All facts of one athlete, by metric."""

    def __init__(self, facts: Iterable[Fact]) -> None:
        self._facts: dict[str, list[Fact]] = defaultdict(list)
        for fact in facts:
            self._facts[fact.metric].append(fact)

    def value(self, metric: str, where: Mapping[str, tuple[FieldValue, ...]]) -> float | None:
        """The metric over the facts that fit; counts start at 0, everything else is None without a fact.

        >>> runs = Fact("workouts_logged", 4, {"session_type": "run"})
        >>> history = History([runs, Fact("workouts_logged", 3, {"session_type": "hiit"})])
        >>> history.value("workouts_logged", {}), history.value("workouts_logged", {"session_type": ("run",)})
        (7.0, 4.0)
        >>> history.value("race_total_s", {}), history.value("race_locations", {})
        (None, 0.0)
        """
        facts = self._facts.get(metric, [])
        if where:
            facts = [fact for fact in facts if all(fact.fields.get(field) in wanted for field, wanted in where.items())]
        values = [fact.value for fact in facts]
        combined = METRICS[metric].combined
        if combined == "different":
            return float(len(set(values)))
        numbers = [float(value) for value in values]
        if combined == "sum":
            return math.fsum(numbers)
        return _EXTREME[combined](numbers) if numbers else None


_EXTREME: dict[str, Callable[[Sequence[float]], float]] = {"largest": max, "smallest": min}


def criterion_of(criteria: Mapping[str, object]) -> Criterion:
    """The criteria of a definition, checked. The grammar is in docs/achievements.md.

    Source: the grammar of this product.

    >>> criterion_of({"metric": "workouts_logged", "at_least": 10}).limit
    10.0
    >>> criterion_of({"any": [{"metric": "race_total_s", "below": 5400, "where": {"format": "singles"}}]}).word
    'any'

    Raises:
        ValueError: unknown metric or field, not exactly one limit, or nothing joined.
    """
    for word in WORDS:
        if word in criteria:
            parts = cast(Sequence[Mapping[str, object]], criteria[word])
            if len(criteria) > 1 or not parts:
                raise ValueError(f"“{word}” stands alone and joins at least one criterion: {criteria}")
            return Joined(word, tuple(criterion_of(part) for part in parts))
    return _condition_of(criteria)


def _condition_of(criteria: Mapping[str, object]) -> Condition:
    metric, kinds = str(criteria.get("metric")), [kind for kind in LIMIT_KINDS if kind in criteria]
    where = cast(Mapping[str, FieldValue | list[FieldValue]], criteria.get("where", {}))
    if metric not in METRICS:
        raise ValueError(f"unknown metric {metric}: docs/achievements.md lists them")
    if len(kinds) != 1 or set(criteria) - {"metric", "where", kinds[0]}:
        raise ValueError(f"{metric} needs exactly one limit of {', '.join(LIMIT_KINDS)} and nothing else")
    if set(where) - METRICS[metric].fields:
        raise ValueError(f"{metric} cannot be narrowed by {', '.join(sorted(set(where) - METRICS[metric].fields))}")
    limit = criteria[kinds[0]]
    if isinstance(limit, bool) or not isinstance(limit, int | float):
        raise ValueError(f"the limit of {metric} is a number, not {limit}")
    narrowed = {name: tuple(wanted) if isinstance(wanted, list) else (wanted,) for name, wanted in where.items()}
    return Condition(metric, kinds[0], float(limit), narrowed)


def progress_of(criterion: Criterion, history: History) -> Progress:
    """Where a history stands against a criterion.

    The share of “all” is the mean of its parts, a part without a value counting as not begun; of “any” the best.
    Source: the grammar of this product.

    >>> def fast(split):
    ...     return {"metric": "faster_than_pct", "at_least": 75, "where": {"split": split}}
    >>> machines = [fast("ski_erg"), fast("row")]
    >>> either, both = criterion_of({"any": machines}), criterion_of({"all": machines})
    >>> history = History([Fact("faster_than_pct", 80.0, {"split": "row"})])
    >>> progress_of(either, history).is_met, progress_of(both, history).share
    (True, 0.5)
    >>> progress_of(both, History([])).share is None
    True
    """
    if isinstance(criterion, Condition):
        reached = _reached(criterion, history)
        return Progress(reached.is_met, reached.share, (reached,))
    parts = [progress_of(part, history) for part in criterion.parts]
    known = [part.share for part in parts if part.share is not None]
    if criterion.word == "any":
        is_met, share = any(part.is_met for part in parts), max(known, default=None)
    else:
        is_met, share = all(part.is_met for part in parts), sum(known) / len(parts) if known else None
    return Progress(is_met, share, tuple(reached for part in parts for reached in part.conditions))


def met_on(criterion: Criterion, facts: Iterable[Fact]) -> date | None:
    """The first day on which the facts up to it fulfil a criterion; None where days do not tell.

    A history grows, so what is fulfilled once is taken to stay so.
    Source: the grammar of this product.

    >>> runs = [Fact("workouts_logged", 2, {}, date(2026, 3, day)) for day in (9, 2, 5)]
    >>> met_on(criterion_of({"metric": "workouts_logged", "at_least": 3}), runs)
    datetime.date(2026, 3, 5)
    >>> met_on(criterion_of({"metric": "workouts_logged", "at_least": 3}), [Fact("workouts_logged", 3)]) is None
    True
    """
    metrics = metrics_of(criterion)
    dated = sorted(
        ((fact.day, fact) for fact in facts if fact.day and fact.metric in metrics), key=lambda known: known[0]
    )
    days = [day for day, _ in dated]

    def is_met(place: int) -> bool:
        known = bisect_right(days, days[place])
        return progress_of(criterion, History(fact for _, fact in dated[:known])).is_met

    # Most are met early in a long history: look near its start first.
    last = next((place for place in _doubling(len(days)) if is_met(place)), None)
    return None if last is None else days[bisect_left(range(last), True, key=is_met)]


def _doubling(count: int) -> Iterator[int]:
    """1, 3, 7, … and the last of so many places."""
    place = 1
    while place < count:
        yield place - 1
        place *= 2
    if count:
        yield count - 1


def metrics_of(criterion: Criterion) -> frozenset[str]:
    """What a criterion asks about.

    Source: the grammar of this product.

    >>> sorted(metrics_of(criterion_of({"any": [{"metric": "streak_days", "at_least": 7}]})))
    ['streak_days']
    """
    if isinstance(criterion, Condition):
        return frozenset({criterion.metric})
    return frozenset().union(*(metrics_of(part) for part in criterion.parts))


def _reached(condition: Condition, history: History) -> ConditionProgress:
    value = history.value(condition.metric, condition.where)
    is_met = (
        value is not None
        and {
            "at_least": value >= condition.limit,
            "at_most": value <= condition.limit,
            "below": value < condition.limit,
        }[condition.kind]
    )
    return ConditionProgress(condition, value, is_met)
