"""What races, splits, tests, runs and the training log say about each goal, before and since it was set."""

from __future__ import annotations

from typing import LiteralString
from uuid import UUID

from data import db
from data.goals import Measurement

# One row per goal that is still pursued. `observed` holds single values, the lower the better.
MEASUREMENTS: LiteralString = """
with athlete as (
    select id, weight_kg, (now() at time zone time_zone)::date as today
    from athlete_profiles where id = (select private.my_athlete_id())
),
goal as (
    select id, goal_type, station_id, details, started_on,
           case details ->> 'window' when 'month' then date_trunc('month', started_on)::date
                when 'total' then started_on else date_trunc('week', started_on)::date end as counts_from
    from goals
    where athlete_id = (select private.my_athlete_id()) and deleted_at is null and status = 'active'
),
observed (goal_id, is_since, seen_on, value) as (
    select goal.id, coalesce(race.race_date, race.created_at::date) >= goal.started_on,
           coalesce(race.race_date, race.created_at::date), race.total_time_seconds
    from goal join race_results race on race.athlete_id = (select private.my_athlete_id())
    where goal.goal_type = 'race_time' and race.status = 'finished' and not race.is_simulation
      and race.format = coalesce(goal.details ->> 'race_format', race.format)
    union all
    select goal.id, seen.on_day >= goal.started_on, seen.on_day, seen.value
    from goal cross join lateral (
        select coalesce(race.race_date, race.created_at::date) as on_day, split.time_seconds as value
        from race_splits split
        join race_results race on race.id = split.race_result_id and race.athlete_id = split.athlete_id
        where split.athlete_id = (select private.my_athlete_id()) and race.format = 'singles'
          and split.station_id = goal.station_id
        union all
        select test.test_date, (test.results ->> 'value')::float8
        from benchmark_tests test join hyrox_stations station on station.metric_name = test.test_type
        where test.athlete_id = (select private.my_athlete_id()) and station.id = goal.station_id
        union all
        select record.date_achieved, record.value::float8
        from personal_records record
        where record.athlete_id = (select private.my_athlete_id()) and record.station_id = goal.station_id
          and record.record_type = 'station_time' and record.value_unit = 'seconds' and record.distance_m is null
          and not record.needs_confirmation
    ) seen
    where goal.goal_type = 'station_time'
    union all
    select goal.id, run.on_day >= goal.started_on, run.on_day, run.duration_s / run.distance_m * 1000
    from goal cross join lateral (
        select date as on_day, coalesce(duration_seconds, duration_minutes * 60) as duration_s, distance_m
        from workout_logs
        where athlete_id = (select private.my_athlete_id()) and deleted_at is null and session_type = 'run'
          and completion_status <> 'skipped' and duration_minutes > 0
        union all
        select test_date, (results ->> 'value')::float8, case test_type when 'run_1k' then 1000 else 5000 end
        from benchmark_tests
        where athlete_id = (select private.my_athlete_id()) and test_type in ('run_1k', 'run_5k')
        union all
        select date_achieved, value::float8 * 60 * distance_m::float8 / 1000, distance_m::float8
        from personal_records
        where athlete_id = (select private.my_athlete_id()) and record_type = 'running_pace'
          and value_unit = 'min_per_km' and distance_m is not null and not needs_confirmation
    ) run
    -- Faster than anybody has run a kilometre is a typing mistake.
    where goal.goal_type = 'running_pace' and run.duration_s / run.distance_m * 1000 > 125
      and run.distance_m >= coalesce((goal.details ->> 'distance_m')::float8, 1000)
),
times as (
    select goal_id, min(value) filter (where not is_since) as best_before,
           (array_agg(value order by seen_on) filter (where is_since))[1] as first_since,
           min(value) filter (where is_since) as best_since
    from observed where value is not null group by goal_id
),
volumes as (
    select goal_id,
           jsonb_agg(jsonb_build_array(starts_on, workouts, duration_s, distance_m) order by starts_on) as volumes
    from (
        select goal.id as goal_id, count(*) as workouts,
               case details ->> 'window' when 'month' then date_trunc('month', log.date)::date
                    when 'total' then goal.counts_from else date_trunc('week', log.date)::date end as starts_on,
               coalesce(sum(coalesce(log.duration_seconds, log.duration_minutes * 60)), 0) as duration_s,
               coalesce(sum(log.distance_m), 0) as distance_m
        from goal
        join workout_logs log on log.athlete_id = (select private.my_athlete_id()) and log.date >= goal.counts_from
        where goal.goal_type in ('consistency', 'training_volume')
          and log.deleted_at is null and log.completion_status <> 'skipped' and log.session_type is distinct from 'rest'
          and (goal.details ->> 'session_type' is null or log.session_type = goal.details ->> 'session_type')
        group by goal.id, goal.details, goal.counts_from, starts_on
    ) per_window
    group by goal_id
)
select goal.id, athlete.today, athlete.weight_kg::float8, times.best_before, times.first_since, times.best_since,
       coalesce(volumes.volumes, '[]') as volumes
from goal cross join athlete
left join times on times.goal_id = goal.id
left join volumes on volumes.goal_id = goal.id
"""


def measurements_query() -> db.Query:
    """For reading in one pipeline with the goals; `measurements_of` takes the rows."""
    return MEASUREMENTS, ()


def measurements_of(rows: list[db.Row]) -> dict[UUID, Measurement]:
    """By goal; only active goals are measured."""
    return {row["id"]: Measurement.model_validate(row) for row in rows}
