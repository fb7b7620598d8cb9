"""Achievements: their definitions, what an athlete has earned, and the training history that earns them."""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping
from datetime import date, datetime
from functools import lru_cache
from typing import Any, LiteralString, NamedTuple
from uuid import UUID

from psycopg.rows import tuple_row
from psycopg.types.json import Jsonb
from pydantic import BaseModel, ConfigDict

from data import db
from data.cache import Revision, cached
from data.db import Connection, User

CATEGORIES = ("first steps", "races", "consistency", "stations", "running", "strength", "coaching", "goals")


class EarnedAchievement(BaseModel):
    """What an athlete has earned, once and for good."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    id: UUID
    name: str
    description: str
    icon_name: str
    category: str
    earned_at: datetime


class Definition(NamedTuple):
    """One achievement there is; `earned_at` None while it is still to be earned."""

    id: UUID
    name: str
    description: str
    icon_name: str
    category: str
    criteria: dict[str, object]
    earned_at: datetime | None


class FactRow(NamedTuple):
    """A count or a sum over the training history, and the fields it was counted by; of one day or of all."""

    metric: str
    value: float
    fields: dict[str, str | bool | None]
    day: date | None


class RaceRow(NamedTuple):
    """One finished race with its splits by metric name, in seconds; compared in `field_division`."""

    race_name: str
    race_date: date | None
    location: str | None
    season: int | None
    division: str
    format: str
    gender: str
    is_simulation: bool
    field_division: str
    total_s: float | None
    roxzone_printed_s: float | None
    penalty_s: float | None
    splits: dict[str, float]


class TrainingHistory(NamedTuple):
    definitions: list[Definition]
    facts: list[FactRow]
    races: list[RaceRow]


DEFINITIONS: LiteralString = """
select definition.id, definition.name, definition.description, definition.icon_name, definition.category,
       definition.criteria, earned.earned_at
from achievement_definitions definition
left join athlete_achievements earned
    on earned.achievement_id = definition.id and earned.athlete_id = (select private.my_athlete_id())
order by definition.sort_order, definition.name
"""
# One row per metric and the fields it can be narrowed by; with %(by_day)s one more for each day on which it grew, and
# without a day for what no day tells. Added up, both say the same. docs/achievements.md says what each counts.
FACTS: LiteralString = """
with logs as materialized (
    select date, session_type, rpe_post is not null as is_rated,
           coalesce(duration_seconds, duration_minutes * 60) as duration_s
    from workout_logs
    where athlete_id = (select private.my_athlete_id()) and deleted_at is null and completion_status <> 'skipped'
),
workouts as (
    select session_type, case when %(by_day)s then date end as day, count(*) as workouts_logged,
           sum(duration_s) as training_s, max(duration_s) as longest_workout_s,
           count(*) filter (where is_rated) as workouts_rated
    from logs where session_type is distinct from 'rest' group by 1, 2
),
-- How long the row was on each of its days; a day counts when its row is longer than any before.
days_in_a_row as (
    select date, row_number() over (partition by start order by date) as length
    from (select date, date - (row_number() over (order by date))::int as start from logs group by date) day
),
longer_rows as (
    select date
    from (select date, length, max(length) over earlier as before from days_in_a_row
          window earlier as (order by date rows between unbounded preceding and 1 preceding)) day
    where length > coalesce(before, 0)
),
-- A good week is one from its third workout on.
good_weeks as (
    select date_trunc('week', date)::date as week_start, min(date) filter (where place = 3) as good_on
    from (select date, row_number() over (partition by date_trunc('week', date) order by date) as place
          from logs where session_type is distinct from 'rest') workout
    group by 1 having count(*) >= 3
),
weeks_in_a_row as (
    select good_on, row_number() over (partition by start order by week_start) as length
    from (select week_start, good_on, week_start - 7 * (row_number() over (order by week_start))::int as start
          from good_weeks) week
),
longer_rows_of_weeks as (
    select good_on
    from (select good_on, length, max(length) over earlier as before from weeks_in_a_row
          window earlier as (order by good_on rows between unbounded preceding and 1 preceding)) week
    where length > coalesce(before, 0)
),
records as (
    select record_type, context, station_id, previous_value, case when %(by_day)s then date_achieved end as day,
           date_achieved
    from personal_records
    where athlete_id = (select private.my_athlete_id()) and not needs_confirmation
),
counted (metric, value, fields, day) as (
    select metric, value::float8, jsonb_build_object('session_type', session_type), day
    from workouts cross join lateral (values ('workouts_logged', workouts_logged), ('training_s', training_s),
        ('longest_workout_s', longest_workout_s), ('workouts_rated', workouts_rated)) as measured (metric, value)
    union all
    select 'rest_days_logged', count(distinct date), '{}', case when %(by_day)s then date end
    from logs where session_type in ('recovery', 'rest') group by 4
    union all select 'streak_days', count(*), '{}', case when %(by_day)s then date end from longer_rows group by 4
    union all
    select 'streak_weeks', count(*), '{}', case when %(by_day)s then good_on end from longer_rows_of_weeks group by 4
    union all
    select 'records_set', count(*), jsonb_build_object('record_type', record_type, 'context', context), day
    from records group by record_type, context, day
    union all
    select 'records_improved', count(*), jsonb_build_object('record_type', record_type, 'context', context), day
    from records where previous_value is not null group by record_type, context, day
    union all
    select 'stations_with_record', count(*), '{}', case when %(by_day)s then first_on end
    from (select min(date_achieved) as first_on from records where station_id is not null group by station_id) station
    group by 4
    union all
    select 'profiles_completed', count(*), '{}', null from athlete_profiles
    where id = (select private.my_athlete_id()) and profile_complete
    union all
    select 'plans_started', count(*), '{}', null from training_plans
    where athlete_id = (select private.my_athlete_id()) and status <> 'draft' and deleted_at is null
    union all
    select 'plan_weeks_completed', count(*), '{}', case when %(by_day)s then last_on end from (
        select max(date) as last_on from plan_sessions
        where athlete_id = (select private.my_athlete_id()) and not is_rest_day and session_type <> 'rest'
        group by plan_id, week_number having bool_and(is_completed)
    ) completed_week group by 4
    union all
    select 'benchmarks_logged', count(*), '{}', case when %(by_day)s then test_date end from benchmark_tests
    where athlete_id = (select private.my_athlete_id()) group by 4
    union all
    select 'stations_benchmarked', count(*), '{}', case when %(by_day)s then first_on end from (
        select min(test.test_date) as first_on
        from benchmark_tests test
        join hyrox_stations station on station.metric_name = test.test_type
        where test.athlete_id = (select private.my_athlete_id()) group by station.id
    ) station group by 4
    union all
    select 'events_imported', count(*), '{}', null from events where athlete_id = (select private.my_athlete_id())
    union all
    select metric, value, '{}', null from (
        select count(*) filter (where role = 'user') as questions_asked,
               count(*) filter (where pinned) as answers_pinned, count(feedback) as answers_rated
        from messages where athlete_id = (select private.my_athlete_id())
    ) message cross join lateral (values ('questions_asked', questions_asked), ('answers_pinned', answers_pinned),
        ('answers_rated', answers_rated)) as measured (metric, value)
    union all
    select metric, value, jsonb_build_object('goal_type', goal_type), null from (
        select goal_type, count(*) as goals_set, count(*) filter (where status = 'completed') as goals_completed
        from goals where athlete_id = (select private.my_athlete_id()) and deleted_at is null group by goal_type
    ) goal cross join lateral (values ('goals_set', goals_set), ('goals_completed', goals_completed))
        as measured (metric, value)
)
select metric, value, fields::text as fields, day from counted
where value is not null and (%(metrics)s::text[] is null or metric = any(%(metrics)s))
"""
IN_ALL = {"by_day": False, "metrics": None}
FINISHED_RACES: LiteralString = """
select race.race_name, race.race_date, race.location, race.season, race.division, race.format, race.gender,
       race.is_simulation,
       case when race.division = 'adaptive' or race.format = 'singles' then race.division
            when race.format = 'doubles' and race.division = 'pro' then 'pro_doubles' else race.format end
           as field_division,
       race.total_time_seconds as total_s, race.roxzone_printed_seconds as roxzone_printed_s,
       race.penalty_seconds as penalty_s,
       coalesce(jsonb_object_agg(split.metric_name, split.time_seconds)
                filter (where split.metric_name is not null), '{}') as splits
from race_results race
left join race_split_times split on split.race_result_id = race.id and split.athlete_id = race.athlete_id
where race.athlete_id = (select private.my_athlete_id()) and race.status = 'finished'
group by race.id
"""
EARNED: LiteralString = """
select definition.id, definition.name, definition.description, definition.icon_name, definition.category,
       earned.earned_at
from athlete_achievements earned
join achievement_definitions definition on definition.id = earned.achievement_id
where earned.athlete_id = (select private.my_athlete_id())
order by earned.earned_at desc, definition.sort_order desc
"""


def training_history(conn: Connection) -> TrainingHistory:
    """The same as `find_training_history`, inside a transaction and with what it has just written."""
    with conn.pipeline():
        cursors = [conn.execute(statement, IN_ALL) for statement in (DEFINITIONS, FACTS, FINISHED_RACES)]
        return _history([cursor.fetchall() for cursor in cursors])


def daily_facts(conn: Connection, metrics: Collection[str]) -> list[FactRow]:
    """The facts of `training_history` of these metrics, each on the day that added to it."""
    with conn.cursor(row_factory=tuple_row) as cursor:
        rows = cursor.execute(FACTS, {"by_day": True, "metrics": list(metrics)})
        return [FactRow(metric, value, _fields_of(fields), day) for metric, value, fields, day in rows]


def find_training_history(user: User) -> TrainingHistory:
    """Everything achievements are judged by, in one round trip."""
    return _history(db.read_all(user, (DEFINITIONS, ()), (FACTS, IN_ALL), (FINISHED_RACES, ())))


def earned_achievements(user: User) -> list[EarnedAchievement]:
    """What this athlete has earned, newest first."""
    (rows,) = db.read_all(user, (EARNED, ()))
    return [EarnedAchievement.model_validate(row) for row in rows]


def earned_at_revision(user: User, at: Revision) -> list[EarnedAchievement]:
    """The same; asks the database only when the athlete's rows have changed."""
    return cached(at, "earned_achievements", user.id, read=lambda: earned_achievements(user))


def insert_achievements(
    conn: Connection, earned_on: Mapping[UUID, date | None], context: dict[str, str]
) -> dict[UUID, datetime]:
    """When each was earned; those that another transaction was faster with are left out.

    A day that is over counts by its noon where the athlete is; today, and without a day, it is this moment.
    """
    rows = conn.execute(
        """
        insert into athlete_achievements (athlete_id, achievement_id, context, earned_at)
        select profile.id, earned.id, %s,
               case when earned.day < (now() at time zone profile.time_zone)::date
                   then (earned.day + time '12:00') at time zone profile.time_zone else now() end
        from unnest(%s::uuid[], %s::date[]) as earned (id, day)
        join athlete_profiles profile on profile.id = (select private.my_athlete_id())
        on conflict (athlete_id, achievement_id) do nothing returning achievement_id, earned_at
        """,
        (Jsonb(context), list(earned_on), list(earned_on.values())),
    )
    return {row["achievement_id"]: row["earned_at"] for row in rows}


def _fact_of(row: db.Row) -> FactRow:
    return FactRow(row["metric"], row["value"], _fields_of(row["fields"]), row["day"])


@lru_cache(maxsize=1_000)
def _fields_of(text: str) -> dict[str, str | bool | None]:
    """Years of days repeat the same few."""
    fields: dict[str, str | bool | None] = json.loads(text)
    return fields


def _history(results: list[list[Any]]) -> TrainingHistory:
    definitions, facts, races = results
    return TrainingHistory(
        [Definition(**row) for row in definitions],
        [_fact_of(row) for row in facts],
        [RaceRow(**row) for row in races],
    )
