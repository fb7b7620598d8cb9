"""Progress: the load curve and the station profile over a range of days."""

from __future__ import annotations

from datetime import date, timedelta
from typing import NamedTuple

import pandas as pd

from coach.engines.field import ALL_AGES, faster_than_pct
from coach.engines.load import WARM_UP_DAYS, DayEffort, LoadDay, daily_loads, load_curve
from coach.field import field_of
from data.db import User
from data.progress import Group, Window, best_stations, load_days

LOAD_DTYPES = {
    "day": "object", "load": "float64", "fitness": "float64", "fatigue": "float64", "form": "float64",
    "is_settled": "bool",
}  # fmt: skip
PROFILE_DTYPES = {
    "metric": "object", "time_s": "float64", "faster_than_pct": "float64", "field_n": "Int64",
    "achieved_on": "object", "race_id": "object", "race_name": "object", "race_count": "int64",
}  # fmt: skip


class TrainingLoad(NamedTuple):
    """The curve of a window, and what it does not know: days with unrated and sessions without minutes.

    `usual_rpe` stands in for missing ratings; None when nothing was ever rated, then there is no curve.
    """

    curve: list[LoadDay]
    usual_rpe: float | None
    unrated_days: int
    untimed_count: int

    @property
    def frame(self) -> pd.DataFrame:
        """One row per calendar day, oldest first; dtypes LOAD_DTYPES."""
        return pd.DataFrame(self.curve, columns=list(LOAD_DTYPES)).astype(LOAD_DTYPES)


def training_load(user: User, window: Window) -> TrainingLoad:
    """Load, fitness, fatigue and form of every day of the window that is not before the first log.

    The curve starts at 0 with the first log, or 252 days before the window, whichever is later: older training
    counts less than 0.3 % by then.
    """
    warm = max(window.first, date.min + timedelta(days=WARM_UP_DAYS)) - timedelta(days=WARM_UP_DAYS)
    days, first_on = load_days(user, window._replace(first=warm))
    found = daily_loads(
        {
            day: DayEffort(sessions, load, rated, unrated, untimed)
            for day, sessions, load, rated, unrated, untimed in days[
                ["day", "session_count", "rated_load", "rated_minutes", "unrated_minutes", "untimed_count"]
            ].itertuples(index=False)
        }
    )
    if not found.loads or first_on is None:
        return TrainingLoad([], found.usual_rpe, found.unrated_days, found.untimed_count)
    curve = load_curve(found.loads, max(first_on, warm), window.last)
    shown = [point for point in curve if point.day >= window.first]
    return TrainingLoad(shown, found.usual_rpe, found.unrated_days, found.untimed_count)


def station_profile(user: User, first: date, last: date, group: Group) -> pd.DataFrame:
    """One row per station: the best race time, and how much of the group's field it beats; dtypes PROFILE_DTYPES."""
    best = best_stations(user, first, last, group)
    field = field_of(*group)
    quantiles = field.quantiles.get(ALL_AGES, {}) if field else {}
    known = [quantiles.get(metric) for metric in best["metric"]]
    ranks = [
        faster_than_pct(time_s, metric.quantiles_s) if metric else None
        for time_s, metric in zip(best["time_s"], known, strict=True)
    ]
    profile = best.assign(
        faster_than_pct=pd.Series(ranks, index=best.index, dtype="float64"),
        field_n=pd.Series([metric.n if metric else None for metric in known], index=best.index, dtype="Int64"),
    )
    return profile[list(PROFILE_DTYPES)].astype(PROFILE_DTYPES)
