"""The fitness picture: the profile of today, the weeks that led to it and the months before, from one read."""

from __future__ import annotations

from datetime import date, timedelta
from typing import NamedTuple

import pandas as pd

from coach.engines.running.fitness import FitnessProfile
from coach.engines.running.weekly_trends import Trends, weekly_trends
from coach.fitness import inputs_of, profile_of
from data.db import User
from data.errors import Rejected
from data.fitness import LOOK_BACK_DAYS, read_fitness_grounds, read_fitness_history

LONGEST_DAYS = 366 * 3


class FitnessPicture(NamedTuple):
    """`snapshots` has one row per month that was kept, oldest first; dtypes of data.fitness.SNAPSHOT_DTYPES."""

    profile: FitnessProfile
    trends: Trends
    snapshots: pd.DataFrame


def fitness_picture(user: User, today: date, first: date) -> FitnessPicture:
    """Everything the page shows; trends begin in the week of `first`."""
    grounds, snapshots = read_fitness_history(user, _warm(first), today)
    return FitnessPicture(profile_of(grounds, today), weekly_trends(inputs_of(grounds, today), first), snapshots)


def fitness_trends(user: User, first: date, last: date, today: date) -> Trends:
    """The weeks from `first` to `last`, at most to today: what is not over yet is not known.

    Raises:
        Rejected: the days are in the wrong order or too many.
    """
    if first > last:
        raise Rejected("The first day is after the last one.", field="first")
    if (last - first).days > LONGEST_DAYS:
        raise Rejected("Ask for at most three years at once.", field="first")
    until = min(last, today)
    return weekly_trends(inputs_of(read_fitness_grounds(user, _warm(first), until), until), first)


def _warm(first: date) -> date:
    """Fitness needs this long to forget how it began."""
    look_back = timedelta(days=LOOK_BACK_DAYS)
    return max(first, date.min + look_back) - look_back
