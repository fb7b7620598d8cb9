-- How a plan came to be what it is: one whole copy per change, with its reason; and what a planned session still lacked.

-- Skipped on purpose is not missed, and nothing can be both done and skipped. `position` orders sessions of one day.
alter table public.training_plan_days
    add column is_skipped boolean not null default false check (not (is_skipped and is_completed)),
    add column position smallint not null default 1 check (position between 1 and 50);

create table public.plan_versions (
    id uuid primary key default gen_random_uuid(),
    athlete_id uuid not null references public.athlete_profiles (id) on delete cascade,
    training_plan_id uuid not null,
    version_number integer not null check (version_number > 0),
    reason text not null check (length(reason) between 1 and 500),
    -- The plan after the change: {"plan": …, "weeks": […], "days": […]}. What was done is not in it: that never goes back.
    snapshot jsonb not null check (jsonb_typeof(snapshot) = 'object'),
    -- Set when this version brought an earlier one back, so that undo can go on from there.
    restored_version integer check (restored_version > 0),
    created_at timestamptz not null default now(),
    unique (training_plan_id, athlete_id, version_number),
    foreign key (training_plan_id, athlete_id) references public.training_plans (id, athlete_id) on delete cascade
);
create index plan_versions_athlete_id_idx on public.plan_versions (athlete_id);
call private.protect_athlete_table('plan_versions', 'training');

-- One row per session of a plan that was not deleted, on its day. Done is what a log says that is still there:
-- a session whose log was deleted is open again, and one that was logged elsewhere is done.
create view public.plan_sessions with (security_invoker = true) as
select day.id as day_id,
       day.athlete_id,
       plan.id as plan_id,
       plan.status as plan_status,
       plan.plan_name,
       (plan.start_date - extract(isodow from plan.start_date)::int
        + (week.week_number - 1) * 7 + day.day_of_week) as date,
       week.week_number,
       week.focus as week_focus,
       day.day_of_week,
       day.position,
       coalesce(day.workout_title, initcap(day.session_type)) as title,
       day.workout_description as description,
       day.session_type,
       day.estimated_duration_minutes,
       day.workout_details as details,
       day.notes,
       day.is_rest_day,
       log.id is not null or (day.is_completed and day.linked_workout_log_id is null) as is_completed,
       day.is_skipped and log.id is null as is_skipped,
       log.id as linked_workout_log_id,
       day.created_at,
       day.updated_at
from public.training_plan_days as day
join public.training_plan_weeks as week
    on week.id = day.training_plan_week_id and week.athlete_id = day.athlete_id
join public.training_plans as plan
    on plan.id = week.training_plan_id and plan.athlete_id = week.athlete_id and plan.deleted_at is null
left join lateral (
    select done.id
    from public.workout_logs as done
    where done.training_plan_day_id = day.id and done.athlete_id = day.athlete_id
        and done.deleted_at is null and done.completion_status <> 'skipped'
    order by done.created_at
    limit 1
) as log on true;

grant select on public.plan_sessions to authenticated, app_login, service_role;
