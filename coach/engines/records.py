"""Personal records: what is compared with what, which marks were records on their day, and which sound too good."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any, Final, Literal, NamedTuple
from uuid import UUID

RecordType = Literal["station_time", "exercise_weight", "exercise_reps", "running_pace", "race_time"]
RecordUnit = Literal["seconds", "kg", "min_per_km", "reps", "metres"]
Context = Literal["training", "race", "benchmark"]
SourceKind = Literal["workout", "benchmark", "race", "own"]
State = Literal["counted", "asked", "dismissed"]

LESS_IS_BETTER: Final = frozenset({"seconds", "min_per_km"})
# A station in a race follows a run, a test of it does not: they are not the same thing.
SEPARATED_BY_CONTEXT: Final = frozenset({"station_time", "race_time"})
BELIEVABLE_STEP: Final = 0.05
_TAIL: Final = 1.122  # (z of 0.1 % − z of 1 %) ÷ (z of 1 % − z of 5 %) of the normal distribution
_DIGITS: Final = 4


class Kind(NamedTuple):
    """What a record is compared with: only records of one kind beat each other."""

    record_type: RecordType
    unit: RecordUnit
    exercise: str = ""
    station: str = ""
    distance_m: float | None = None
    load_kg: float | None = None
    division: str = ""
    format: str = ""
    gender: str = ""
    wall_ball_reps: int | None = None
    is_estimate: bool = False
    context: str = ""

    @property
    def key(self) -> str:
        """The same as one text, for programs and addresses."""
        named = [(name, part) for name, part in self._asdict().items() if part not in (None, "", False)]
        return "/".join(
            name if part is True else f"{part:g}" if isinstance(part, float) else str(part) for name, part in named
        )


class Source(NamedTuple):
    """The workout, test or race a mark was made in."""

    kind: SourceKind
    id: UUID


class Occasion(NamedTuple):
    """Where and when marks were made."""

    source: Source
    context: Context
    achieved_on: date
    logged_at: datetime


class Mark(NamedTuple):
    """Something done that may be a record. `limit`: nobody believes a better value without asking."""

    kind: Kind
    value: float
    occasion: Occasion
    exercise_name: str | None = None
    limit: float | None = None
    note: str | None = None

    @property
    def identity(self) -> tuple[Kind, Source, float]:
        return self.kind, self.occasion.source, round(self.value, _DIGITS)


class Step(NamedTuple):
    """One step of a progression: a mark that was a record on its day."""

    mark: Mark
    previous_value: float | None
    state: State


def kind_of(fields: Mapping[str, Any]) -> Kind:
    """The kind of a stored record, by the names of its columns; `context` counts where it separates.

    Source: definitions of this product.

    >>> lift = {"record_type": "exercise_weight", "value_unit": "kg", "exercise_name": " Back  Squat"}
    >>> kind_of(lift | {"context": "training"}) == kind_of(lift | {"exercise_name": "back squat"})
    True
    >>> kind_of({"record_type": "station_time", "value_unit": "seconds", "station": "row", "context": "race"}).key
    'station_time/seconds/row/race'
    """
    separates = fields["record_type"] in SEPARATED_BY_CONTEXT
    reps = _number(fields.get("wall_ball_reps"))
    return Kind(
        record_type=fields["record_type"],
        unit=fields["value_unit"],
        exercise=exercise_key(fields.get("exercise_name") or ""),
        station=fields.get("station") or "",
        distance_m=_number(fields.get("distance_m")),
        load_kg=_number(fields.get("load_kg")),
        division=fields.get("division") or "",
        format=fields.get("format") or "",
        gender=fields.get("gender") or "",
        wall_ball_reps=None if reps is None else int(reps),
        is_estimate=bool(fields.get("is_estimate")),
        context=str(fields["context"]) if separates else "",
    )


def exercise_key(name: str) -> str:
    """One spelling for comparing: no case, single spaces.

    >>> exercise_key("  Back   SQUAT ")
    'back squat'
    """
    return " ".join(name.split()).casefold()


def is_better(unit: str, value: float, than: float | None) -> bool:
    """Whether a value beats another: less for times and paces, more for the rest. Equal is no record.

    >>> is_better("seconds", 240, 241), is_better("kg", 100, 100), is_better("reps", 12, None)
    (True, False, True)
    """
    if than is None:
        return True
    value, than = round(value, _DIGITS), round(than, _DIGITS)
    return value < than if unit in LESS_IS_BETTER else value > than


def best_of_each(marks: Iterable[Mark]) -> list[Mark]:
    """The best mark per kind and source: ten sets of one exercise make one record.

    Source: definitions of this product.
    """
    best: dict[tuple[Kind, Source], Mark] = {}
    for mark in marks:
        place = mark.kind, mark.occasion.source
        known = best.get(place)
        if known is None or is_better(mark.kind.unit, mark.value, known.value):
            best[place] = mark
    return list(best.values())


def progression(marks: Iterable[Mark], known: Mapping[tuple[Kind, Source, float], State]) -> list[Step]:
    """The marks that were records on their day, oldest first within each kind, with what they improved.

    `known` says how earlier marks were judged: a confirmed one stays counted, a dismissed one never counts.
    A mark that is asked about counts for nothing until it is confirmed.
    Source: definitions of this product.

    >>> row = Kind("station_time", "seconds", station="row")
    >>> def rowed(number, seconds, limit=None):
    ...     day, source = datetime(2026, 1, number), Source("benchmark", UUID(int=number))
    ...     return Mark(row, seconds, Occasion(source, "benchmark", day.date(), day), limit=limit)
    >>> steps = progression([rowed(3, 290), rowed(1, 300), rowed(2, 310), rowed(4, 100, 200), rowed(5, 280)], {})
    >>> [(step.mark.value, step.previous_value, step.state) for step in steps]
    [(300, None, 'counted'), (290, 300, 'counted'), (100, 290, 'asked'), (280, 290, 'counted')]
    """
    best: dict[Kind, float] = {}
    steps: list[Step] = []
    for mark in sorted(marks, key=_by_day):
        earlier = best.get(mark.kind)
        state = known.get(mark.identity)
        if state != "dismissed" and not is_better(mark.kind.unit, mark.value, earlier):
            continue
        state = state or ("asked" if is_doubtful(mark, earlier) else "counted")
        if state == "counted":
            best[mark.kind] = mark.value
        steps.append(Step(mark, earlier, state))
    return steps


def is_doubtful(mark: Mark, best: float | None) -> bool:
    """Whether a mark is better than its limit, unless it is a small step from a best that counts already.

    Source: definitions of this product; 5 % is a big step for somebody at the limit.

    >>> at = Occasion(Source("race", UUID(int=1)), "race", date(2026, 1, 1), datetime(2026, 1, 1))
    >>> mark = Mark(Kind("station_time", "seconds", station="row"), 230, at, limit=239)
    >>> is_doubtful(mark, None), is_doubtful(mark, 300), is_doubtful(mark, 238)
    (True, True, False)
    >>> is_doubtful(mark._replace(limit=None), None)
    False
    """
    if mark.limit is None or not is_better(mark.kind.unit, mark.value, mark.limit):
        return False
    return best is None or abs(mark.value / best - 1) > BELIEVABLE_STEP


def fastest_of_1000_s(p1_s: float, p5_s: float) -> float:
    """The time that about one in a thousand of a field beats, from its 1st and 5th percentile.

    The fast tail is continued as that of a log-normal distribution. Within 2 s of the
    eight ergometer times counted in public results: SkiErg open men 3:44, open women 4:15, pro men 3:37,
    doubles men 3:24; row 3:59, 4:28, 3:47, 3:39.
    Source: Coach K field study of the public results of seasons 7–8 (2026).

    >>> round(fastest_of_1000_s(235, 244)), round(fastest_of_1000_s(267, 278))
    (225, 255)
    """
    return p1_s * float((p1_s / p5_s) ** _TAIL)


def _by_day(mark: Mark) -> tuple[date, datetime, float]:
    sign = 1 if mark.kind.unit in LESS_IS_BETTER else -1
    return mark.occasion.achieved_on, mark.occasion.logged_at, sign * mark.value


def _number(cell: Any) -> float | None:
    return None if cell is None or cell != cell else float(cell)
