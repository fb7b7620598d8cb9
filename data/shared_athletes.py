"""What coaches read of their athletes. The athlete is always named; row level security decides whether it is shared."""

from __future__ import annotations

from datetime import date
from typing import LiteralString
from uuid import UUID

import pandas as pd

from data import db
from data.db import User
from data.plan_days import DAY_DTYPES
from data.workouts import ROWS, WORKOUT_DTYPES, Workout, workout_of

ROSTER_DTYPES = {
    "athlete_id": "object", "display_name": "object", "scopes": "object", "time_zone": "object",
    "race_date": "object", "goal_time_minutes": "float64", "first_session_on": "object",
    "last_session_on": "object", "last_session_title": "object", "sessions_7d": "Int64",
    "load_7d": "float64", "load_28d": "float64", "unrated_28d": "Int64",
    "pain_noted_on": "object", "break_kind": "object",
}  # fmt: skip
SHARED_DAY_DTYPES = DAY_DTYPES | {"outcome_override": "object", "is_rolling": "bool", "is_covered": "bool"}
BREAK_DTYPES = {"kind": "object", "first_on": "object", "last_on": "object", "note": "object"}

# One row per athlete. Load [RPE × minutes] counts rated sessions only; the unrated are counted beside it.
ROSTER: LiteralString = r"""
select shared.athlete_id, shared.display_name, shared.scopes, shared.time_zone, shared.race_date,
       shared.goal_time_minutes, first.date as first_session_on, last.date as last_session_on,
       last.title as last_session_title,
       case when 'training' = any (shared.scopes) then load.sessions_7d end as sessions_7d,
       load.load_7d, load.load_28d,
       case when 'training' = any (shared.scopes) then load.unrated_28d end as unrated_28d,
       pain.date as pain_noted_on, paused.kind as break_kind
from private.shared_profiles() shared
left join lateral (
    select date from workout_logs
    where athlete_id = shared.athlete_id and deleted_at is null and completion_status <> 'skipped'
    order by date limit 1
) first on true
left join lateral (
    select date, coalesce(title, initcap(session_type)) as title from workout_logs
    where athlete_id = shared.athlete_id and deleted_at is null and completion_status <> 'skipped'
    order by date desc, created_at desc limit 1
) last on true
left join lateral (
    select count(*) filter (where date > %(today)s - 7) as sessions_7d,
           (sum(rpe_post * minutes) filter (where date > %(today)s - 7))::float8 as load_7d,
           sum(rpe_post * minutes)::float8 as load_28d,
           count(*) filter (where rpe_post * minutes is null) as unrated_28d
    from (select date, rpe_post, coalesce(duration_seconds / 60, duration_minutes) as minutes from workout_logs
          where athlete_id = shared.athlete_id and deleted_at is null and completion_status <> 'skipped'
            and date > %(today)s - 28) recent
) load on true
left join lateral (
    select date from workout_logs
    where athlete_id = shared.athlete_id and deleted_at is null and date > %(today)s - 14
      and regexp_replace(lower(notes), '\m(no|without|zero)\s+pain|\mpain[- ]?(free|less)', '', 'g')
          ~ '\m(pain|pains|painful|hurt|hurts|hurting|ache|aches|aching|injury|injured|niggle|sprained|strained)\M'
    order by date desc limit 1
) pain on true
left join lateral (
    select kind from training_breaks
    where athlete_id = shared.athlete_id and kind <> 'travel' and first_on <= %(today)s + 1
      and (last_on is null or last_on >= %(today)s)
    order by first_on desc limit 1
) paused on true
order by lower(shared.display_name), shared.athlete_id
"""


def roster(user: User, today: date) -> pd.DataFrame:
    """One row per athlete who shares something with this user, by name; dtypes ROSTER_DTYPES.

    `load_7d` and `load_28d` are sums; what is not shared, or was never rated, is missing.
    """
    (rows,) = db.read_all(user, (ROSTER, {"today": today}))
    return db.frame(rows, ROSTER_DTYPES)


def shared_workouts(user: User, athlete_id: UUID, first: date, last: date) -> pd.DataFrame:
    """One row per session of this athlete that was not deleted, newest first; dtypes WORKOUT_DTYPES."""
    (rows,) = db.read_all(
        user,
        (
            ROWS + " from workout_logs log where log.athlete_id = %s and log.deleted_at is null"
            " and log.date between %s and %s order by log.date desc, log.created_at desc, log.id",
            (athlete_id, first, last),
        ),
    )
    return db.frame(rows, WORKOUT_DTYPES)


def shared_workout(user: User, athlete_id: UUID, workout_id: UUID) -> Workout:
    """One session of this athlete, not a deleted one."""
    (rows,) = db.read_all(
        user,
        (
            "select log.*, coalesce(log.completed_workout -> 'sets', '[]') as sets,"
            " coalesce(log.completed_workout -> 'intervals', '[]') as intervals from workout_logs log"
            " where log.athlete_id = %s and log.id = %s and log.deleted_at is null",
            (athlete_id, workout_id),
        ),
    )
    return workout_of(rows)


def shared_plan_days(user: User, athlete_id: UUID, first: date, last: date) -> pd.DataFrame:
    """One row per session of this athlete's active plan, in order; dtypes SHARED_DAY_DTYPES."""
    (rows,) = db.read_all(
        user,
        (
            "select * from plan_sessions where athlete_id = %s and plan_status = 'active'"
            " and date between %s and %s order by date, position, created_at, day_id",
            (athlete_id, first, last),
        ),
    )
    return db.frame(rows, SHARED_DAY_DTYPES)


def shared_breaks(user: User, athlete_id: UUID) -> pd.DataFrame:
    """One row per injury, illness or journey of this athlete, newest first; dtypes BREAK_DTYPES."""
    (rows,) = db.read_all(
        user, ("select * from training_breaks where athlete_id = %s order by first_on desc", (athlete_id,))
    )
    return db.frame(rows, BREAK_DTYPES)
