"""Fitness, fatigue and form of today, from all sessions in one unit."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Final, NamedTuple

from coach.engines.load import CONVENTION, load_curve, monotony, strain
from coach.engines.running.heart_rate import HeartRates, LoadUnit, Sex
from coach.engines.running.load_series import LoadSeries, one_unit, session_in_both_units
from coach.engines.running.training_log import OtherSession, RunRecord

LOAD_CONVENTION: Final = f"{CONVENTION}; form is how the day began: fitness − fatigue of the evening before"
WEEK_DAYS: Final = 7


class LoadToday(NamedTuple):
    """Fitness, fatigue and form of today in one unit; monotony and strain of the seven days up to today.

    Before 42 days of log it is not settled. `text` names the unit and what is unknown.
    """

    unit: LoadUnit
    fitness: float
    fatigue: float
    form: float
    is_settled: bool
    monotony: float | None
    strain: float | None
    unknown_count: int
    convention: str
    text: str


def load_today(
    sessions: Sequence[RunRecord | OtherSession], today: date, hr: HeartRates | None, sex: Sex | None
) -> LoadToday | None:
    """Where fitness and fatigue stand; None while no session has a heart rate or an effort.

    Days of which nothing is known leave both where they were, days of which a part is known count that part. There are
    no monotony and strain of a week with either, nor of the first six days of a log.
    Source: Banister (1975, 1991), Foster (1998, 2001); see `load_curve`, `one_unit`, `monotony`.

    >>> found = load_today([OtherSession(date(2026, 3, 2), 3_600, rpe=5)], date(2026, 3, 2), None, None)
    >>> found.unit, round(found.fatigue, 1), found.is_settled, found.monotony
    ('srpe', 39.9, False, None)
    """
    series = session_series(sessions, hr, sex)
    if series.unit is None:
        return None
    first = min(session.day for session in sessions)
    last = load_curve(series.loads, first, today, series.unknown_days - series.loads.keys())[-1]
    week = _week_loads(series, first, today)
    return LoadToday(
        unit=series.unit,
        fitness=last.fitness,
        fatigue=last.fatigue,
        form=last.form,
        is_settled=last.is_settled,
        monotony=None if week is None else monotony(week),
        strain=None if week is None else strain(week),
        unknown_count=series.unknown_count,
        convention=LOAD_CONVENTION,
        text=series_text(series, hr),
    )


def session_series(sessions: Sequence[RunRecord | OtherSession], hr: HeartRates | None, sex: Sex | None) -> LoadSeries:
    """All sessions as one series, for the curve of a chart too.

    Source: as `one_unit`.

    >>> session_series([OtherSession(date(2026, 3, 2), 3_600, rpe=5)], None, None).loads
    {datetime.date(2026, 3, 2): 300.0}
    """
    return one_unit(
        session_in_both_units(session.day, session.duration_s, (session.hr_avg_bpm, session.rpe), hr, sex)
        for session in sessions
    )


def _week_loads(series: LoadSeries, first: date, today: date) -> list[float] | None:
    days = [today - timedelta(days=back) for back in range(WEEK_DAYS)]
    if days[-1] < first or series.unknown_days.intersection(days):
        return None
    return [series.loads.get(day, 0.0) for day in days]


def series_text(series: LoadSeries, hr: HeartRates | None) -> str:
    """The unit of a series, what is unknown of it, and the heart rates it depends on.

    Source: wording of this product.

    >>> series_text(session_series([OtherSession(date(2026, 3, 2), 3_600, rpe=5)], None, None), None)
    'Load in session RPE × minutes'
    """
    if series.unit != "trimp" or hr is None:
        return series.text
    return f"{series.text}; resting {hr.rest_bpm:.0f}, maximum {hr.max_bpm:.0f} bpm ({hr.source})"
