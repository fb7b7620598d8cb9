-- One athlete's time zone that is not known here, or an account that was closed, stops nobody else's jobs.

-- The time on the wall there; UTC where the database does not know the zone.
create function private.local_time(at timestamptz, zone text) returns timestamp
language plpgsql stable set search_path = '' as $$
begin
    return at at time zone zone;
exception when invalid_parameter_value then
    return at at time zone 'UTC';
end
$$;

create or replace function private.due_refreshes(at timestamptz) returns table (
    user_id uuid, email text, athlete_id uuid, training_plan_id uuid, week_on date
)
language sql stable security definer set search_path = '' as $$
    with athletes as (
        select profile.user_id, account.email::text as email, profile.id as athlete_id, plan.id as training_plan_id,
               date_trunc('week', private.local_time(at, profile.time_zone) - interval '6 days 23 hours')::date
                   as week_on,
               plan.start_date
        from public.rolling_plans rolling
        join public.training_plans plan
            on plan.id = rolling.training_plan_id and plan.status = 'active' and plan.deleted_at is null
        join public.athlete_profiles profile on profile.id = rolling.athlete_id
        join auth.users account on account.id = profile.user_id and account.deleted_at is null
    )
    select user_id, email, athlete_id, training_plan_id, week_on
    from athletes
    where week_on >= start_date - extract(isodow from start_date)::int + 1
      and not exists (
        select from public.plan_refreshes done
        where done.training_plan_id = athletes.training_plan_id and done.kind = 'weekly'
          and done.week_on >= athletes.week_on
      )
    order by athlete_id
$$;

create or replace function private.due_snapshots(at timestamptz) returns table (
    user_id uuid, email text, athlete_id uuid, month_on date
)
language sql stable security definer set search_path = '' as $$
    with athletes as (
        select profile.user_id, account.email::text as email, profile.id as athlete_id,
               (date_trunc('month', private.local_time(at, profile.time_zone)) - interval '1 month')::date as month_on
        from public.athlete_profiles profile
        join auth.users account on account.id = profile.user_id and account.deleted_at is null
        where exists (
            select from public.activities activity where activity.athlete_id = profile.id and activity.deleted_at is null
        )
    )
    select user_id, email, athlete_id, month_on
    from athletes
    where not exists (
        select from public.fitness_snapshots known
        where known.athlete_id = athletes.athlete_id and known.month_on = athletes.month_on
    )
    order by athlete_id
$$;

-- A calendar of a closed account is nobody's.
create or replace function private.feed_owner(secret text) returns table (user_id uuid, email text)
language sql stable security definer set search_path = '' as $$
    select profile.user_id, account.email::text
    from public.calendar_feeds feed
    join public.athlete_profiles profile on profile.id = feed.athlete_id
    join auth.users account on account.id = profile.user_id and account.deleted_at is null
    where feed.secret_sha256 = secret
$$;

revoke execute on function private.local_time(timestamptz, text) from public;
