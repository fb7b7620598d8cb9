"""The calendar: what the active plan asks for, and beside it what was logged without it."""

from __future__ import annotations

from datetime import date

import pandas as pd

from data import db
from data.db import User

CALENDAR_DTYPES = {
    "kind": "object", "id": "object", "date": "object", "title": "object", "session_type": "object",
    "minutes": "Int64", "is_completed": "bool", "is_skipped": "bool", "week_number": "Int64", "week_focus": "object",
    "is_rest_day": "bool", "outcome_override": "object", "is_pinned": "bool", "is_rolling": "bool",
    "is_covered": "bool", "distance_m": "Float64", "done_minutes": "Float64", "done_m": "Float64",
}  # fmt: skip


def calendar(user: User, first: date, last: date) -> pd.DataFrame:
    """One row per planned session ("planned") or log that belongs to none ("logged"), by day; dtypes CALENDAR_DTYPES.

    A session that was done stands on the day it was planned for. What became of an open one in the past follows from
    `is_rolling` and `is_covered`; what the athlete says, `outcome_override`, stands above. `distance_m` is planned,
    `done_minutes` and `done_m` are of the log.
    """
    (rows,) = db.read_all(
        user,
        (
            """
            select 'planned' as kind, day_id as id, session.date, session.title, session.session_type,
                   estimated_duration_minutes as minutes, is_completed, is_skipped, week_number, week_focus,
                   position as place, is_rest_day, outcome_override, is_pinned, is_rolling, is_covered,
                   case when jsonb_typeof(session.details -> 'distance_m') = 'number'
                       then (session.details ->> 'distance_m')::float8 end as distance_m,
                   coalesce(done.duration_seconds / 60.0, done.duration_minutes)::float8 as done_minutes,
                   done.distance_m::float8 as done_m
            from plan_sessions session
            left join workout_logs done
                on done.id = session.linked_workout_log_id and done.athlete_id = session.athlete_id
            where session.athlete_id = (select private.my_athlete_id()) and plan_status = 'active'
              and session.date between %(first)s and %(last)s
            union all
            select 'logged', log.id, log.date, coalesce(log.title, ''), coalesce(log.session_type, 'hiit'),
                   log.duration_minutes, log.completion_status <> 'skipped', log.completion_status = 'skipped',
                   null, null, 100, coalesce(log.session_type, 'hiit') = 'rest', null, false, false, false,
                   null, coalesce(log.duration_seconds / 60.0, log.duration_minutes)::float8, log.distance_m::float8
            from workout_logs log
            where log.athlete_id = (select private.my_athlete_id()) and log.deleted_at is null
              and log.date between %(first)s and %(last)s
              and not exists (
                select from training_plan_days day
                join training_plan_weeks week on week.id = day.training_plan_week_id
                join training_plans plan on plan.id = week.training_plan_id
                where day.id = log.training_plan_day_id and plan.status = 'active' and plan.deleted_at is null)
            order by date, place, title, id
            """,
            {"first": first, "last": last},
        ),
    )
    return db.frame(rows, CALENDAR_DTYPES)
