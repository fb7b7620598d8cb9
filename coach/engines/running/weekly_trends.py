"""Training week by week: distance, load, efficiency and intensity side by side."""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from statistics import median
from typing import Final, NamedTuple

from coach.engines.load import LoadDay, load_curve
from coach.engines.running.evidence import best_effort, recent_efforts
from coach.engines.running.fitness import FitnessInputs
from coach.engines.running.heart_rate import HeartRates, LoadUnit, chosen_heart_rates
from coach.engines.running.intensity import Basis, IntensitySplit, intensity_split
from coach.engines.running.load_series import LoadSeries
from coach.engines.running.load_today import LOAD_CONVENTION, series_text, session_series
from coach.engines.running.paces import PaceTable, pace_table
from coach.engines.running.training_log import (
    OtherSession,
    RunRecord,
    efficiency_factors,
    hard_efforts,
    portions_of,
    session_peaks,
)
from coach.engines.running.weekly_distance import complete_weeks
from coach.engines.streaks import monday_of

WEEK: Final = timedelta(days=7)


class WeekTrend(NamedTuple):
    """One week, Monday to Sunday; what is not known is None, and the running week is not complete.

    Distance, time and longest run are of runs, load of all sessions. Fitness, fatigue and form are those of the last
    day; efficiency is the median of the training runs [m/min per bpm]; shares are of the time told by the basis.
    """

    week_start: date
    is_complete: bool
    session_count: int
    run_count: int
    distance_m: float | None
    unmeasured_count: int
    duration_s: float | None
    untimed_count: int
    longest_run_m: float | None
    load: float | None
    unknown_load_days: int
    fitness: float | None
    fatigue: float | None
    form: float | None
    is_settled: bool
    efficiency: float | None
    efficiency_count: int
    easy_pct: float | None
    moderate_pct: float | None
    hard_pct: float | None


class Trends(NamedTuple):
    """Weeks oldest first, and the load curve behind them day by day; the texts name units and bases."""

    weeks: tuple[WeekTrend, ...]
    curve: tuple[LoadDay, ...]
    load_unit: LoadUnit | None
    load_text: str
    convention: str
    intensity_basis: Basis | None


class _Measures(NamedTuple):
    """What every week is measured by, found once over the whole log."""

    heart_rates: HeartRates | None
    paces: PaceTable | None
    basis: Basis | None
    series: LoadSeries
    days: dict[date, LoadDay]


_Session = RunRecord | OtherSession


def weekly_trends(inputs: FitnessInputs, first: date) -> Trends:
    """The weeks from that of `first` to that of today. Sessions before them only warm up fitness and fatigue.

    One unit of load, one basis of intensity and one pair of heart rates hold for all weeks, so that they compare.
    Source: the engines beside this file, each with its own.

    >>> runs = [RunRecord(date(2026, 3, 2), 10_000, 3_000, rpe=5), RunRecord(date(2026, 3, 11), 8_000, 2_400)]
    >>> weeks = weekly_trends(FitnessInputs(date(2026, 3, 12), runs), date(2026, 3, 2)).weeks
    >>> [(week.distance_m, week.load, week.is_complete) for week in weeks]
    [(10000.0, 250.0, True), (8000.0, None, False)]
    """
    runs = [run for run in inputs.runs if run.day <= inputs.today and not run.is_assumed]
    others = [session for session in inputs.others if session.day <= inputs.today and not session.is_assumed]
    monday = monday_of(first)
    sessions: list[_Session] = [*runs, *others]
    measures = _measures(inputs._replace(runs=runs, others=others), monday)
    weeks = _weeks(monday, inputs.today, sessions, measures)
    return Trends(
        weeks=weeks,
        curve=tuple(point for day, point in measures.days.items() if day >= monday),
        load_unit=measures.series.unit,
        load_text=series_text(measures.series, measures.heart_rates),
        convention=LOAD_CONVENTION,
        intensity_basis=measures.basis,
    )


def _measures(inputs: FitnessInputs, monday: date) -> _Measures:
    age = None if inputs.born_on is None else (inputs.today - inputs.born_on).days / 365.25
    heart_rates = chosen_heart_rates(inputs.rest_bpm, inputs.max_bpm, age, session_peaks(inputs.runs))
    effort = best_effort(recent_efforts([*inputs.efforts, *hard_efforts(inputs.runs)], inputs.today), inputs.today)
    paces = None if effort is None else pace_table(effort.score)
    sessions: list[_Session] = [*inputs.runs, *inputs.others]
    series = session_series(sessions, heart_rates, inputs.sex)
    split = intensity_split([portions_of(run) for run in inputs.runs if run.day >= monday], heart_rates, paces)
    days: dict[date, LoadDay] = {}
    if series.unit is not None:
        begun = min(session.day for session in sessions)
        curve = load_curve(series.loads, begun, inputs.today, series.unknown_days - series.loads.keys())
        days = {point.day: point for point in curve}
    return _Measures(heart_rates, paces, None if split is None else split.basis, series, days)


def _weeks(monday: date, today: date, sessions: Sequence[_Session], measures: _Measures) -> tuple[WeekTrend, ...]:
    count = (monday_of(today) - monday).days // 7 + 1
    if count < 1:
        return ()
    distances = [(run.day, run.distance_m) for run in sessions if isinstance(run, RunRecord)]
    known = complete_weeks([row for row in distances if row[0] <= today], monday + count * WEEK, count)
    of_week: dict[date, list[_Session]] = {}
    for session in sessions:
        of_week.setdefault(monday_of(session.day), []).append(session)
    return tuple(
        _week(of_week.get(monday + step * WEEK, []), monday + step * WEEK, today, measures)._replace(
            distance_m=week.distance_m
        )
        for step, week in enumerate(known)
    )


def _week(sessions: Sequence[_Session], monday: date, today: date, measures: _Measures) -> WeekTrend:
    runs = [session for session in sessions if isinstance(session, RunRecord)]
    last = min(monday + WEEK - timedelta(days=1), today)
    point = measures.days.get(last)
    loads = [measures.series.loads.get(monday + timedelta(days=step)) for step in range((last - monday).days + 1)]
    factors = [factor for _, factor in efficiency_factors(runs)]
    split = _split(runs, measures)
    return WeekTrend(
        week_start=monday,
        is_complete=monday + WEEK <= today,
        session_count=len(sessions),
        run_count=len(runs),
        distance_m=None,
        unmeasured_count=sum(run.distance_m is None for run in runs),
        duration_s=_sum(run.duration_s for run in runs),
        untimed_count=sum(run.duration_s is None for run in runs),
        longest_run_m=max((run.distance_m for run in runs if run.distance_m), default=None),
        load=_sum(loads) if sessions else (0.0 if point is not None else None),
        unknown_load_days=sum(monday <= day <= last for day in measures.series.unknown_days),
        fitness=None if point is None else point.fitness,
        fatigue=None if point is None else point.fatigue,
        form=None if point is None else point.form,
        is_settled=point is not None and point.is_settled,
        efficiency=median(factors) if factors else None,
        efficiency_count=len(factors),
        easy_pct=None if split is None else split.easy_pct,
        moderate_pct=None if split is None else split.moderate_pct,
        hard_pct=None if split is None else split.hard_pct,
    )


def _split(runs: Sequence[RunRecord], measures: _Measures) -> IntensitySplit | None:
    """By the basis of all weeks: one week by pace beside one by heart rate would not compare."""
    if measures.basis is None:
        return None
    by_heart_rate = measures.basis == "heart rate"
    return intensity_split(
        [portions_of(run) for run in runs],
        measures.heart_rates if by_heart_rate else None,
        None if by_heart_rate else measures.paces,
    )


def _sum(amounts: Iterable[float | None]) -> float | None:
    known = [amount for amount in amounts if amount is not None]
    return float(sum(known)) if known else None
