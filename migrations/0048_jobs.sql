-- squawk-ignore-file require-concurrent-index-creation
-- What runs by itself: whose turn it is, how it went, and the calendar anybody with its secret address may read.

-- One row per run of a job over many athletes, or over one. Names nobody: failures hold an athlete's id and a reason.
create table private.job_runs (
    id bigint generated always as identity primary key,
    kind text not null check (length(kind) between 1 and 40),
    started_at timestamptz not null default now(),
    finished_at timestamptz,
    athletes_done integer not null default 0 check (athletes_done >= 0),
    athletes_failed integer not null default 0 check (athletes_failed >= 0),
    -- [{"athlete_id": …, "reason": …}], at most 100
    failures jsonb not null default '[]' check (jsonb_typeof(failures) = 'array')
);
create index job_runs_started_at_idx on private.job_runs (started_at desc);
grant select, insert, update, delete on private.job_runs to app_service;

-- The time on the wall there; UTC where the database does not know the zone, so that one athlete's cannot stop
-- everybody's jobs.
create function private.local_time(at timestamptz, zone text) returns timestamp
language plpgsql stable set search_path = '' as $$
begin
    return at at time zone zone;
exception when invalid_parameter_value then
    return at at time zone 'UTC';
end
$$;

-- Athletes whose week has ended (Sunday 23:00 where they live) and whose active rolling plan was not refreshed for it.
-- Only the last week that ended: after a pause nobody wants five old reviews.
create function private.due_refreshes(at timestamptz) returns table (
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

-- Athletes with a fitness profile and no snapshot of the last month that has ended where they live.
create function private.due_snapshots(at timestamptz) returns table (
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

-- One secret address per athlete; only its hash is kept. A new one ends the old.
create table public.calendar_feeds (
    athlete_id uuid primary key references public.athlete_profiles (id) on delete cascade,
    secret_sha256 text not null unique check (length(secret_sha256) = 64),
    last_read_at timestamptz,
    created_at timestamptz not null default now()
);
call private.protect_athlete_table('calendar_feeds', 'own');

-- A calendar of a closed account is nobody's.
create function private.feed_owner(secret text) returns table (user_id uuid, email text)
language sql stable security definer set search_path = '' as $$
    select profile.user_id, account.email::text
    from public.calendar_feeds feed
    join public.athlete_profiles profile on profile.id = feed.athlete_id
    join auth.users account on account.id = profile.user_id and account.deleted_at is null
    where feed.secret_sha256 = secret
$$;

revoke execute on function private.local_time(timestamptz, text), private.due_refreshes(timestamptz),
    private.due_snapshots(timestamptz), private.feed_owner(text) from public;
grant execute on function private.due_refreshes(timestamptz), private.due_snapshots(timestamptz),
    private.feed_owner(text) to app_service;
grant usage on schema private to app_service;
