"""How much was recorded, month by month."""

from __future__ import annotations

from typing import LiteralString

import pandas as pd

from data import db
from data.activities import ALL_ACTIVITIES, WANTED, ActivityFilter
from data.db import User

MONTH_DTYPES = {
    "month_on": "object", "activity_count": "int64", "distance_m": "float64", "duration_s": "float64",
}  # fmt: skip
MONTHS: LiteralString = """
    select date_trunc('month', activity.started_at_local)::date as month_on, count(*)::int as activity_count,
           sum(activity.distance_m) as distance_m, sum(coalesce(activity.duration_s, activity.moving_s)) as duration_s
"""


def activity_months(user: User, wanted: ActivityFilter = ALL_ACTIVITIES) -> pd.DataFrame:
    """One row per month with activities, newest first; dtypes MONTH_DTYPES. Limit and offset do not count.

    Distance and time are those of the activities that have one; missing when none has.
    """
    (rows,) = db.read_all(user, (MONTHS + WANTED + " group by 1 order by 1 desc", wanted.model_dump()))
    return db.frame(rows, MONTH_DTYPES)
