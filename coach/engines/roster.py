"""What a coach should look at first: load against the usual, silence, a race ahead, a note of pain."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from coach.engines.countdown import countdown_text, days_until

SILENT_DAYS, RACE_DAYS, HISTORY_DAYS = 7, 14, 28


class AthleteState(NamedTuple):
    """What is known about an athlete on their own `today`; None for what is unknown or not shared."""

    today: date
    shares_training: bool
    first_session_on: date | None
    last_session_on: date | None
    race_date: date | None
    load_7d: float | None
    load_28d: float | None
    pain_noted_on: date | None
    break_kind: str | None


class LoadTrend(NamedTuple):
    """Loads [RPE × minutes]: of the last 7 days, and the weekly mean of the last 28; `change_pct` between them."""

    load_7d: float
    weekly_mean: float
    change_pct: float


def load_trend(state: AthleteState) -> LoadTrend | None:
    """The last 7 days against the weekly mean of the last 28, which include them; None before four weeks of log.

    A week without any rated session counts as 0 only when the four weeks hold some. It describes; it predicts no
    injury: Impellizzeri et al. (2020) show why not.
    Source: the ratio is Hulin et al. (2014), load is session RPE by Foster et al. (2001).

    >>> day = date(2026, 3, 29)
    >>> state = AthleteState(day, True, date(2026, 1, 1), day, None, 1300.0, 4000.0, None, None)
    >>> trend = load_trend(state)
    >>> trend.load_7d, trend.weekly_mean, round(trend.change_pct)
    (1300.0, 1000.0, 30)
    >>> load_trend(state._replace(first_session_on=date(2026, 3, 20))) is None
    True
    """
    if not state.load_28d or state.first_session_on is None:
        return None
    if (state.today - state.first_session_on).days < HISTORY_DAYS - 1:
        return None
    load_7d, weekly_mean = state.load_7d or 0.0, state.load_28d * 7 / HISTORY_DAYS
    return LoadTrend(load_7d, weekly_mean, 100 * (load_7d / weekly_mean - 1))


def days_to_race(state: AthleteState) -> int | None:
    """Days until the next race; None without one ahead.

    Source: the calendar.

    >>> state = AthleteState(date(2026, 3, 1), True, None, None, date(2026, 3, 9), None, None, None, None)
    >>> days_to_race(state), days_to_race(state._replace(race_date=date(2026, 2, 1)))
    (8, None)
    """
    return days_until(state.race_date, state.today)


def flags(state: AthleteState) -> list[str]:
    """What deserves a look, the most urgent first, in words a coach can act on.

    Source: thresholds of this product.

    >>> day = date(2026, 3, 29)
    >>> flags(AthleteState(day, True, day, date(2026, 3, 20), date(2026, 4, 5), None, None, date(2026, 3, 20), None))
    ['A note of 20 Mar speaks of pain', 'Race in 7 days', 'Nothing logged for 9 days']
    >>> flags(AthleteState(day, False, None, None, None, None, None, None, None))
    []
    """
    raised: list[str] = []
    if state.break_kind:
        raised.append(f"Noted an {state.break_kind}")
    if state.pain_noted_on:
        raised.append(f"A note of {state.pain_noted_on.day} {state.pain_noted_on:%b} speaks of pain")
    ahead = days_to_race(state)
    if ahead is not None and ahead < RACE_DAYS:
        raised.append(f"Race {countdown_text(ahead)}")
    if state.shares_training:
        raised += _silence(state)
    return raised


def _silence(state: AthleteState) -> list[str]:
    if state.last_session_on is None:
        return ["Nothing logged yet"]
    days = (state.today - state.last_session_on).days
    return [f"Nothing logged for {days} days"] if days >= SILENT_DAYS else []
