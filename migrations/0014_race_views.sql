-- What the race pages read. security_invoker: without it a view shows everyone's rows.

-- One row per split of a race, named as the metric it measures; times in seconds.
create view race_split_times with (security_invoker = true) as
select split.athlete_id,
       split.race_result_id,
       split.split_number,
       case when split.split_type = 'run' then 'run_' || (split.split_number + 1) / 2
            else station.metric_name end as metric_name,
       split.time_seconds
from race_splits split
left join hyrox_stations station on station.station_number * 2 = split.split_number;

-- One row per race. A total of runs or stations needs all eight; the Roxzone needs all sixteen.
create view race_overview with (security_invoker = true) as
with sums as (
    select race_result_id, athlete_id,
           count(*)::int as split_count,
           case when count(*) filter (where split_type = 'run') = 8
                then sum(time_seconds) filter (where split_type = 'run') end as runs_total,
           case when count(*) filter (where split_type = 'station') = 8
                then sum(time_seconds) filter (where split_type = 'station') end as stations_total
    from race_splits
    group by race_result_id, athlete_id
)
select race.*,
       coalesce(sums.split_count, 0) as split_count,
       sums.runs_total,
       sums.stations_total,
       case when race.total_time_seconds > sums.runs_total + sums.stations_total
            then race.total_time_seconds - sums.runs_total - sums.stations_total end as roxzone
from race_results race
left join sums on sums.race_result_id = race.id and sums.athlete_id = race.athlete_id;

grant select on race_split_times, race_overview to authenticated, app_login, service_role;
