"""What training adds up to: per day, per week and type, records over time, best stations."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from typing import LiteralString, NamedTuple

import pandas as pd

from data import db
from data.db import User
from data.workouts import SESSION_TYPES

DAY_DTYPES = {
    "day": "object", "log_count": "int64", "session_count": "int64", "minutes": "float64", "distance_m": "float64",
    "rated_load": "float64", "rated_minutes": "float64", "unrated_minutes": "float64", "untimed_count": "int64",
    "rpe_sum": "float64", "rpe_count": "int64", "before_sum": "float64", "before_count": "int64",
    "hardest_rpe": "float64",
}  # fmt: skip
WEEK_DTYPES = {
    "week_start": "object", "session_type": "object", "session_count": "int64", "hours": "float64",
    "distance_m": "float64", "untimed_count": "int64", "unmeasured_count": "int64",
}  # fmt: skip
RECORD_DTYPES = {
    "id": "object", "record_type": "object", "name": "object", "value": "float64", "value_unit": "object",
    "date_achieved": "object", "context": "object", "previous_value": "float64", "is_estimate": "bool",
    "like_for_like": "object", "distance_m": "float64", "load_kg": "float64", "race_group": "object",
}  # fmt: skip
STATION_DTYPES = {
    "metric": "object", "time_s": "float64", "achieved_on": "object", "race_id": "object", "race_name": "object",
    "race_count": "int64",
}  # fmt: skip

# Read from workout_logs_totals_idx alone. A log counts unless it was skipped or deleted; a rest day is a log,
# but no session.
LOGS: LiteralString = """
    with logs as (
        select date as day, session_type, distance_m, rpe_pre, rpe_post,
               coalesce(duration_seconds / 60, duration_minutes) as minutes
        from workout_logs
        where athlete_id = (select private.my_athlete_id()) and date between %(first)s and %(last)s
          and deleted_at is null and completion_status <> 'skipped' and session_type = any (%(types)s)
    )
"""
PER_DAY: LiteralString = """
    select day,
           count(*)::int as log_count,
           (count(*) filter (where session_type <> 'rest'))::int as session_count,
           sum(minutes)::float8 as minutes,
           sum(distance_m)::float8 as distance_m,
           coalesce(sum(rpe_post * minutes), 0)::float8 as rated_load,
           coalesce(sum(minutes) filter (where rpe_post is not null), 0)::float8 as rated_minutes,
           coalesce(sum(minutes) filter (where rpe_post is null), 0)::float8 as unrated_minutes,
           (count(*) filter (where minutes is null and session_type <> 'rest'))::int as untimed_count,
           sum(rpe_post)::float8 as rpe_sum,
           count(rpe_post)::int as rpe_count,
           sum(rpe_pre)::float8 as before_sum,
           count(rpe_pre)::int as before_count,
           max(rpe_post)::float8 as hardest_rpe
    from logs group by day order by day
"""
PER_WEEK: LiteralString = """
    select date_trunc('week', day)::date as week_start, session_type, count(*)::int as session_count,
           (sum(minutes) / 60)::float8 as hours,
           sum(distance_m)::float8 as distance_m,
           (count(*) filter (where minutes is null))::int as untimed_count,
           (count(*) filter (where distance_m is null))::int as unmeasured_count
    from logs where session_type <> 'rest'
    group by 1, 2 order by 1, 2
"""
FIRST_LOG: LiteralString = """
    select date as first_on from workout_logs
    where athlete_id = (select private.my_athlete_id()) and deleted_at is null and completion_status <> 'skipped'
    order by date limit 1
"""
RECORDS: LiteralString = """
    select record.id, record.record_type, record.value::float8 as value, record.value_unit, record.date_achieved,
           record.context, record.previous_value::float8 as previous_value, record.is_estimate,
           coalesce(station.station_name, record.exercise_name,
                    case record.record_type when 'race_time' then 'Race' when 'running_pace' then 'Run' end) as name,
           concat_ws(' · ', round(record.distance_m / 1000, 2)::float8 || ' km', record.load_kg::float8 || ' kg',
                     record.division, nullif(record.format, 'singles'), record.gender,
                     record.wall_ball_reps || ' wall balls') as like_for_like,
           record.distance_m::float8 as distance_m, record.load_kg::float8 as load_kg,
           concat_ws(' · ', record.division, nullif(record.format, 'singles'), record.gender,
                     record.wall_ball_reps || ' wall balls') as race_group
    from personal_records record
    left join hyrox_stations station on station.id = record.station_id
    where record.athlete_id = (select private.my_athlete_id()) and not record.needs_confirmation
      and record.date_achieved between %(first)s and %(last)s
    order by record.date_achieved, record.created_at
"""
STATIONS: LiteralString = """
    select distinct on (station.station_number) station.metric_name as metric, split.time_seconds as time_s,
           race.race_date as achieved_on, race.id as race_id, race.race_name,
           count(*) over (partition by station.station_number)::int as race_count
    from race_results race
    join race_splits split on split.race_result_id = race.id and split.athlete_id = race.athlete_id
    join hyrox_stations station on station.station_number * 2 = split.split_number
    where race.athlete_id = (select private.my_athlete_id()) and race.status = 'finished'
      and race.format = 'singles' and race.division = %(division)s and race.gender = %(gender)s
      and (race.race_date between %(first)s and %(last)s or (race.race_date is null and %(has_undated)s))
    order by station.station_number, split.time_seconds, race.race_date desc nulls last
"""


class Window(NamedTuple):
    """Which days and which session types; both days belong to it."""

    first: date
    last: date
    session_types: tuple[str, ...] = SESSION_TYPES


class Group(NamedTuple):
    """Whom station times are compared with: open or pro, men or women."""

    division: str
    gender: str


def days_query(first: date, last: date, session_types: Collection[str] = SESSION_TYPES) -> db.Query:
    """For reading in one pipeline with other things; rows of DAY_DTYPES."""
    return LOGS + PER_DAY, {"first": first, "last": last, "types": list(session_types)}


def training_days(user: User, window: Window) -> pd.DataFrame:
    """One row per day with a log that was not skipped, oldest first; minutes are nan when none is known."""
    (rows,) = db.read_all(user, days_query(*window))
    return db.frame(rows, DAY_DTYPES)


def training_weeks(user: User, window: Window) -> pd.DataFrame:
    """One row per week (its Monday) and session type, rest days aside, oldest first; dtypes WEEK_DTYPES."""
    (rows,) = db.read_all(user, (LOGS + PER_WEEK, {"first": window.first, "last": window.last, "types": [*window[2]]}))
    return db.frame(rows, WEEK_DTYPES)


def first_log_on(user: User) -> date | None:
    """The day of the oldest log that was not skipped."""
    (rows,) = db.read_all(user, (FIRST_LOG, ()))
    return rows[0]["first_on"] if rows else None


def record_progression(user: User, first: date, last: date) -> pd.DataFrame:
    """One row per confirmed record set in these days, oldest first; dtypes RECORD_DTYPES."""
    (rows,) = db.read_all(user, (RECORDS, {"first": first, "last": last}))
    return db.frame(rows, RECORD_DTYPES)


def best_stations(user: User, first: date, last: date, group: Group) -> pd.DataFrame:
    """One row per station with a time: the best of singles races of this group; dtypes STATION_DTYPES.

    Races without a date count when `first` is the beginning of time.
    """
    parameters = {"first": first, "last": last, "has_undated": first == date.min, **group._asdict()}
    (rows,) = db.read_all(user, (STATIONS, parameters))
    return db.frame(rows, STATION_DTYPES)


def load_days(user: User, window: Window) -> tuple[pd.DataFrame, date | None]:
    """`training_days`, and the day of the oldest log that was not skipped, in one round trip."""
    days, first = db.read_all(user, days_query(*window), (FIRST_LOG, ()))
    return db.frame(days, DAY_DTYPES), first[0]["first_on"] if first else None
