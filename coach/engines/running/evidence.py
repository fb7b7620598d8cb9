"""Which efforts may set the running score: races, tests and hard efforts the athlete confirmed, never training."""

from collections.abc import Iterable
from datetime import date
from typing import Final, Literal, NamedTuple

from coach.engines.clock import format_clock
from coach.engines.running.paces import MARATHON_M
from coach.engines.running.prediction import HALF_MARATHON_M
from coach.engines.running.score import Effort, is_usable, running_score

EffortKind = Literal["race", "test", "confirmed"]
Confidence = Literal["high", "medium", "low", "none"]
EVIDENCE_DAYS: Final = 180
FRESH_DAYS, RECENT_DAYS = 42, 90
# The published tables end at the marathon; a watch shows a little more than the course.
LONGEST_M: Final = 43_000.0
# Assumption: above this the climb costs more than the day-to-day difference between two races.
HILLY_M_PER_KM: Final = 12.0
_KIND_WORDS: Final[dict[EffortKind, str]] = {"race": "race", "test": "test", "confirmed": "hard effort you confirmed"}


class HardEffort(NamedTuple):
    """An effort run flat out. Assumed ones (planned, never logged) prove nothing."""

    day: date
    distance_m: float
    time_s: float
    kind: EffortKind
    ascent_m: float | None = None
    is_assumed: bool = False


class ScoreEffort(NamedTuple):
    """The effort a score comes from; `day` is an ISO date, so that all of it can be kept as JSON."""

    score: float
    day: str
    kind: EffortKind
    distance_m: float
    time_s: float
    age_days: int
    confidence: Confidence
    text: str


def recent_efforts(efforts: Iterable[HardEffort], today: date) -> list[HardEffort]:
    """The efforts of the last 180 days that were really run, oldest first.

    Source: window of this product.

    >>> recent_efforts([HardEffort(date(2026, 1, 1), 5_000, 1_200, "test", is_assumed=True)], date(2026, 1, 8))
    []
    """
    counted = [
        effort for effort in efforts if not effort.is_assumed and 0 <= (today - effort.day).days <= EVIDENCE_DAYS
    ]
    return sorted(counted)


def best_effort(efforts: Iterable[HardEffort], today: date) -> ScoreEffort | None:
    """The effort with the highest running score of the last 180 days; the newer one when two are equal.

    Only efforts of 3.5 minutes up to the marathon with a score from 30 to 85 count.
    Source: Daniels & Gilbert (1979) for the score; choice of the best recent one as in Daniels' Running Formula.

    >>> found = best_effort([HardEffort(date(2026, 3, 3), 5_000, 1_200, "race")], date(2026, 3, 10))
    >>> round(found.score, 1), found.text
    (49.8, '5 km race, 20:00, 3 Mar 2026')
    """
    usable = [
        effort
        for effort in recent_efforts(efforts, today)
        if effort.distance_m <= LONGEST_M and is_usable(effort.distance_m, effort.time_s)
    ]
    if not usable:
        return None
    best = max(usable, key=lambda effort: (running_score(effort.distance_m, effort.time_s), effort.day))
    age_days = (today - best.day).days
    return ScoreEffort(
        score=running_score(best.distance_m, best.time_s),
        day=best.day.isoformat(),
        kind=best.kind,
        distance_m=best.distance_m,
        time_s=best.time_s,
        age_days=age_days,
        confidence=_confidence(best, age_days),
        text=_text(best),
    )


def flat_out(efforts: Iterable[HardEffort]) -> list[Effort]:
    """Distance and time of the efforts that no other one beats, shortest first.

    Who ran farther in less time on another day was not flat out on this one.
    Source: rule of this product.

    >>> day = date(2026, 3, 3)
    >>> flat_out([HardEffort(day, 3_000, 700, "test"), HardEffort(day, 5_000, 690, "race")])
    [Effort(distance_m=5000, time_s=690)]
    """
    fastest_first = sorted(efforts, key=lambda effort: (effort.time_s, -effort.distance_m))
    farthest_m = 0.0
    unbeaten: list[Effort] = []
    for effort in fastest_first:
        if effort.distance_m > farthest_m:
            farthest_m = effort.distance_m
            unbeaten.append(Effort(effort.distance_m, effort.time_s))
    return unbeaten


def confidence_text(effort: ScoreEffort | None) -> str:
    """How far the score can be trusted, in a sentence.

    Source: wording of this product.

    >>> confidence_text(None)
    'No race or test of the last 180 days: paces and predictions are not known'
    """
    if effort is None:
        return f"No race or test of the last {EVIDENCE_DAYS} days: paces and predictions are not known"
    text = f"From your {effort.text}, {effort.age_days} days ago"
    if effort.confidence == "high":
        return text
    if effort.age_days > FRESH_DAYS:
        return f"{text}: a new test would tell more"
    return f"{text}: a flat race or a test would tell more"


def _confidence(effort: HardEffort, age_days: int) -> Confidence:
    if age_days > RECENT_DAYS:
        return "low"
    is_clean = effort.kind != "confirmed" and not _is_hilly(effort)
    return "high" if is_clean and age_days <= FRESH_DAYS else "medium"


def _is_hilly(effort: HardEffort) -> bool:
    return effort.ascent_m is not None and effort.ascent_m / (effort.distance_m / 1000) > HILLY_M_PER_KM


def _text(effort: HardEffort) -> str:
    """Such as "5 km race, 20:00, 3 Mar 2026"."""
    hills = f", with {effort.ascent_m:.0f} m of climbing" if _is_hilly(effort) else ""
    day = f"{effort.day.day} {effort.day:%b %Y}"
    return f"{_length(effort.distance_m)} {_KIND_WORDS[effort.kind]}, {format_clock(effort.time_s)}, {day}{hills}"


def _length(distance_m: float) -> str:
    for name, exact_m in (("half marathon", HALF_MARATHON_M), ("marathon", MARATHON_M)):
        if abs(distance_m - exact_m) <= 0.005 * exact_m:
            return name
    return f"{distance_m:.0f} m" if distance_m < 3_000 else f"{distance_m / 1000:.3g} km"
