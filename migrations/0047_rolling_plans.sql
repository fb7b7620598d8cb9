-- squawk-ignore-file constraint-missing-not-valid, require-concurrent-index-creation, adding-foreign-key-constraint, disallowed-unique-constraint, adding-not-nullable-field
-- Plans that roll on: this month and the next, rebuilt by rules every Sunday night, with every change and its reason.

create table public.rolling_plans (
    training_plan_id uuid primary key,
    athlete_id uuid not null references public.athlete_profiles (id) on delete cascade,
    goal text not null check (
        goal in ('5k', '10k', 'half_marathon', 'marathon', 'ultra', 'sprint', 'hyrox', 'general_fitness')
    ),
    method text not null check (method in ('vdot', 'ultra', 'sprint', 'hybrid')),
    race_date date check (race_date between '2000-01-01' and '2100-01-01'),
    -- The Monday the rhythm of cutback weeks counts from.
    anchor_on date not null check (extract(isodow from anchor_on) = 1),
    -- What the athlete wishes: days, availability, blocked dates, a normal week.
    wishes jsonb not null default '{}' check (jsonb_typeof(wishes) = 'object'),
    previous_method text check (previous_method in ('vdot', 'ultra', 'sprint', 'hybrid')),
    method_changed_on date,
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now(),
    foreign key (training_plan_id, athlete_id) references public.training_plans (id, athlete_id) on delete cascade
);
create index rolling_plans_athlete_id_idx on public.rolling_plans (athlete_id);
create index rolling_plans_training_plan_id_idx on public.rolling_plans (training_plan_id, athlete_id);
call private.protect_athlete_table('rolling_plans', 'training');

-- One row per rebuilding: what the week was, what changed and why. The weekly one happens once per week.
create table public.plan_refreshes (
    id uuid primary key default gen_random_uuid(),
    athlete_id uuid not null references public.athlete_profiles (id) on delete cascade,
    training_plan_id uuid not null,
    kind text not null check (kind in ('made', 'weekly', 'manual', 'goal_change', 'break')),
    -- The Monday of the week that was looked at.
    week_on date not null check (extract(isodow from week_on) = 1),
    -- The version of the plan it led to; null when nothing had to change.
    version_number integer check (version_number > 0),
    -- {"planned": …, "done": …, "summary": …, "load_factor": …, …}
    review jsonb not null default '{}' check (jsonb_typeof(review) = 'object'),
    -- [{"date": …, "what": "Long run 24 → 22 km", "why": …}]
    changes jsonb not null default '[]' check (jsonb_typeof(changes) = 'array'),
    created_at timestamptz not null default now(),
    foreign key (training_plan_id, athlete_id) references public.training_plans (id, athlete_id) on delete cascade
);
create unique index plan_refreshes_weekly_idx on public.plan_refreshes (training_plan_id, week_on)
    where kind = 'weekly';
create index plan_refreshes_athlete_id_idx on public.plan_refreshes (athlete_id, created_at desc);
create index plan_refreshes_training_plan_id_idx on public.plan_refreshes (training_plan_id, athlete_id, created_at desc);
call private.protect_athlete_table('plan_refreshes', 'training');

-- What the athlete said became of a session, which stands above what was assumed or imported; and sessions they moved
-- or wrote themselves, which no refresh touches.
alter table public.training_plan_days
    add column outcome_override text check (outcome_override in ('done', 'missed')),
    add column is_pinned boolean not null default false;

-- One row per session of a plan that was not deleted, on its day. Done is what a log says that is still there:
-- a session whose log was deleted is open again, and one that was logged elsewhere is done. Whether an open session of
-- a rolling plan counts as done without proof, or was missed, follows from `is_rolling` and `is_covered`.
create or replace view public.plan_sessions with (security_invoker = true) as
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
       day.updated_at,
       day.outcome_override,
       day.is_pinned,
       exists (
           select from public.rolling_plans as rolling
           where rolling.training_plan_id = plan.id and rolling.athlete_id = plan.athlete_id
       ) as is_rolling,
       exists (
           select from public.activity_imports as import
           where import.athlete_id = day.athlete_id
             and (plan.start_date - extract(isodow from plan.start_date)::int
                  + (week.week_number - 1) * 7 + day.day_of_week) between import.covers_from and import.covers_to
       ) as is_covered,
       log.activity_id
from public.training_plan_days as day
join public.training_plan_weeks as week
    on week.id = day.training_plan_week_id and week.athlete_id = day.athlete_id
join public.training_plans as plan
    on plan.id = week.training_plan_id and plan.athlete_id = week.athlete_id and plan.deleted_at is null
left join lateral (
    select done.id, done.activity_id
    from public.workout_logs as done
    where done.training_plan_day_id = day.id and done.athlete_id = day.athlete_id
        and done.deleted_at is null and done.completion_status <> 'skipped'
    order by done.created_at
    limit 1
) as log on true;
