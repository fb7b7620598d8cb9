"""Training load from effort and minutes, and the fitness, fatigue and form it leaves behind."""

import math
from collections.abc import Collection, Mapping, Sequence
from datetime import date, timedelta
from statistics import fmean, pstdev
from typing import NamedTuple

FITNESS_DAYS, FATIGUE_DAYS = 42, 7
SETTLING_DAYS = 42
# What is older counts less than 0.3 % of it (e^−6).
WARM_UP_DAYS = 6 * FITNESS_DAYS
CONVENTION = "α = 1 − e^(−1/τ), τ = 42 days for fitness and 7 for fatigue, one step per calendar day, from 0"


class DayEffort(NamedTuple):
    """What was logged on one day. `rated_load` is the sum of RPE × minutes of the sessions that have both."""

    session_count: int
    rated_load: float
    rated_minutes: float
    unrated_minutes: float
    untimed_count: int


class DailyLoads(NamedTuple):
    """Load per day with a log; sessions without RPE count at `usual_rpe`, None when no session was ever rated."""

    loads: dict[date, float]
    usual_rpe: float | None
    unrated_days: int
    untimed_count: int


class LoadDay(NamedTuple):
    """One calendar day. `form` is how it began: the evening before, fitness − fatigue. Greyed until `is_settled`."""

    day: date
    load: float
    fitness: float
    fatigue: float
    form: float
    is_settled: bool


def session_load(rpe: float | None, minutes: float | None) -> float | None:
    """Session RPE load [arbitrary units]: effort 1–10 after the session × minutes; None when one is unknown.

    Source: Foster et al. (2001), A new approach to monitoring exercise training.

    >>> session_load(7, 60), session_load(None, 60)
    (420.0, None)
    """
    return None if rpe is None or minutes is None else float(rpe * minutes)


def daily_loads(efforts: Mapping[date, DayEffort]) -> DailyLoads:
    """Load of every logged day. Minutes without RPE count at the athlete's own mean RPE of these days.

    Sessions without minutes cannot count; they are reported, so that nobody takes them for rest.
    Source: Foster et al. (2001); the filling with the own mean is ours.

    >>> monday, tuesday = date(2026, 3, 2), date(2026, 3, 3)
    >>> daily_loads({monday: DayEffort(1, 300, 50, 0, 0), tuesday: DayEffort(2, 0, 0, 30, 1)})[0][tuesday]
    180.0
    """
    rated_minutes = sum(effort.rated_minutes for effort in efforts.values())
    usual = sum(effort.rated_load for effort in efforts.values()) / rated_minutes if rated_minutes else None
    loads = {day: float(effort.rated_load + effort.unrated_minutes * usual) for day, effort in efforts.items() if usual}
    return DailyLoads(
        loads=loads,
        usual_rpe=None if usual is None else round(usual, 1),
        unrated_days=sum(effort.unrated_minutes > 0 for effort in efforts.values()),
        untimed_count=sum(effort.untimed_count for effort in efforts.values()),
    )


def load_curve(
    loads: Mapping[date, float], first: date, last: date, unknown_days: Collection[date] = frozenset()
) -> list[LoadDay]:
    """One row per calendar day from `first` to `last`, days without a log included as 0; starts at 0.

    On `unknown_days` somebody trained, but how hard is not known at all: fitness and fatigue stay where they were.
    α = 1 − e^(−1/τ), the convention of GoldenCheetah; others use 1/τ or 2/(τ+1) and get other numbers.
    Source: Banister (1975) and Coggan for the two averages; convention as above.

    >>> days = [date(2026, 1, 1) + timedelta(days=step) for step in range(42)]
    >>> last = load_curve(dict.fromkeys(days, 100.0), days[0], days[-1])[-1]
    >>> round(last.fitness, 3), last.is_settled
    (63.212, False)
    >>> round(load_curve(dict.fromkeys(days, 100.0), days[0], days[6])[-1].fatigue, 3)
    63.212
    """
    fitness_gain, fatigue_gain = (1 - math.exp(-1 / days) for days in (FITNESS_DAYS, FATIGUE_DAYS))
    fitness = fatigue = 0.0
    curve: list[LoadDay] = []
    for step in range((last - first).days + 1):
        day = first + timedelta(days=step)
        load, form = loads.get(day, 0.0), fitness - fatigue
        if day not in unknown_days:
            fitness += fitness_gain * (load - fitness)
            fatigue += fatigue_gain * (load - fatigue)
        curve.append(LoadDay(day, load, fitness, fatigue, form, step >= SETTLING_DAYS))
    return curve


def monotony(loads7: Sequence[float]) -> float | None:
    """How alike seven days are: mean ÷ population standard deviation, rest days as 0; None when all are equal.

    The known thresholds are second-hand: show the number, do not alarm by it.
    Source: Foster (1998), Monitoring training in athletes with reference to overtraining syndrome.

    >>> round(monotony([0, 47.52, 60.62, 0, 54.86, 28.6, 34.21]), 3), monotony([50.0] * 7)
    (1.413, None)

    Raises:
        ValueError: not seven days.
    """
    if len(loads7) != 7:
        raise ValueError("Monotony is of seven days, rest days included as 0")
    spread = pstdev(loads7)
    return fmean(loads7) / spread if spread > 0 else None


def strain(loads7: Sequence[float]) -> float | None:
    """Load of seven days × their monotony; None when all days are equal.

    Source: Foster (1998), as `monotony`.

    >>> round(strain([0, 47.52, 60.62, 0, 54.86, 28.6, 34.21]), 1)
    319.2

    Raises:
        ValueError: not seven days.
    """
    sameness = monotony(loads7)
    return None if sameness is None else sum(loads7) * sameness


def form_words(curve: Sequence[LoadDay]) -> str:
    """What the last day of a curve says, without promising or threatening anything.

    Source: wording of this product.

    >>> form_words([])
    'Rate your sessions (RPE) and give their minutes, and this curve draws itself'
    """
    if not curve:
        return "Rate your sessions (RPE) and give their minutes, and this curve draws itself"
    last = curve[-1]
    if not last.is_settled:
        return f"Too early to read: {len(curve)} of the first {SETTLING_DAYS} days"
    before = curve[-1 - min(28, len(curve) - 1)]
    change = last.fitness - before.fitness
    trend = "is holding" if abs(change) < 0.05 * max(before.fitness, 1) else "is rising" if change > 0 else "is falling"
    return f"Your fitness {trend}, and you are {'fresh' if last.form > 0 else 'carrying fatigue'} today"
