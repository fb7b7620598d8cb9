-- What is planned, what was done, and what was tested.

create table public.training_plans (
    id uuid primary key default gen_random_uuid(),
    athlete_id uuid not null references public.athlete_profiles (id) on delete cascade,
    plan_name text not null check (length(plan_name) between 1 and 200),
    duration_weeks integer not null check (duration_weeks between 1 and 104),
    goal text check (length(goal) <= 2000),
    difficulty text not null default 'intermediate'
        check (difficulty in ('beginner', 'intermediate', 'advanced', 'custom')),
    is_ai_generated boolean not null default false,
    status text not null default 'draft' check (status in ('active', 'archived', 'draft')),
    start_date date,
    end_date date,
    source_conversation_id uuid,
    deleted_at timestamptz,
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now(),
    unique (id, athlete_id),
    foreign key (source_conversation_id, athlete_id)
        references public.conversations (id, athlete_id) on delete set null (source_conversation_id),
    check (end_date >= start_date)
);
-- The plan that Today follows: at most one.
create unique index training_plans_one_active_idx on public.training_plans (athlete_id)
    where status = 'active' and deleted_at is null;
create index training_plans_athlete_id_idx on public.training_plans (athlete_id, status, start_date);
create index training_plans_source_conversation_id_idx on public.training_plans (source_conversation_id, athlete_id);
call private.protect_athlete_table('training_plans', 'training');

create table public.training_plan_weeks (
    id uuid primary key default gen_random_uuid(),
    athlete_id uuid not null references public.athlete_profiles (id) on delete cascade,
    training_plan_id uuid not null,
    week_number integer not null check (week_number between 1 and 104),
    focus text check (length(focus) <= 200),
    target_volume_hours numeric check (target_volume_hours between 0 and 80),
    notes text check (length(notes) <= 10000),
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now(),
    unique (id, athlete_id),
    unique (training_plan_id, athlete_id, week_number),
    foreign key (training_plan_id, athlete_id) references public.training_plans (id, athlete_id) on delete cascade
);
create index training_plan_weeks_athlete_id_idx on public.training_plan_weeks (athlete_id);
call private.protect_athlete_table('training_plan_weeks', 'training');

create table public.training_plan_days (
    id uuid primary key default gen_random_uuid(),
    athlete_id uuid not null references public.athlete_profiles (id) on delete cascade,
    training_plan_week_id uuid not null,
    -- 1 is Monday. Not unique: two sessions on one day are two rows.
    day_of_week smallint not null check (day_of_week between 1 and 7),
    workout_title text check (length(workout_title) <= 200),
    workout_description text check (length(workout_description) <= 10000),
    workout_details jsonb not null default '{}' check (jsonb_typeof(workout_details) = 'object'),
    session_type text not null
        check (session_type in ('run', 'hiit', 'strength', 'simulation', 'recovery', 'rest')),
    estimated_duration_minutes integer check (estimated_duration_minutes between 0 and 1440),
    is_rest_day boolean not null default false,
    is_completed boolean not null default false,
    linked_workout_log_id uuid,
    notes text check (length(notes) <= 10000),
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now(),
    unique (id, athlete_id),
    foreign key (training_plan_week_id, athlete_id)
        references public.training_plan_weeks (id, athlete_id) on delete cascade
);
create index training_plan_days_athlete_id_idx on public.training_plan_days (athlete_id, is_completed);
create index training_plan_days_training_plan_week_id_idx
    on public.training_plan_days (training_plan_week_id, athlete_id, day_of_week);
create index training_plan_days_linked_workout_log_id_idx
    on public.training_plan_days (linked_workout_log_id, athlete_id);
call private.protect_athlete_table('training_plan_days', 'training');

create table public.workout_logs (
    id uuid primary key default gen_random_uuid(),
    athlete_id uuid not null references public.athlete_profiles (id) on delete cascade,
    date date not null check (date between '1990-01-01' and '2100-01-01'),
    session_type text
        check (session_type in ('run', 'hiit', 'strength', 'simulation', 'recovery', 'rest')),
    prescribed_workout jsonb check (jsonb_typeof(prescribed_workout) = 'object'),
    completed_workout jsonb check (jsonb_typeof(completed_workout) = 'object'),
    rpe_pre smallint check (rpe_pre between 1 and 10),
    rpe_post smallint check (rpe_post between 1 and 10),
    duration_minutes integer check (duration_minutes between 0 and 1440),
    completion_status text not null default 'completed'
        check (completion_status in ('completed', 'partial', 'skipped')),
    heart_rate_avg smallint check (heart_rate_avg between 25 and 250),
    calories_estimated integer check (calories_estimated between 0 and 20000),
    training_plan_day_id uuid,
    conversation_id uuid,
    notes text check (length(notes) <= 10000),
    deleted_at timestamptz,
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now(),
    unique (id, athlete_id),
    foreign key (training_plan_day_id, athlete_id)
        references public.training_plan_days (id, athlete_id) on delete set null (training_plan_day_id),
    foreign key (conversation_id, athlete_id)
        references public.conversations (id, athlete_id) on delete set null (conversation_id)
);
create index workout_logs_athlete_id_date_idx on public.workout_logs (athlete_id, date desc);
create index workout_logs_training_plan_day_id_idx on public.workout_logs (training_plan_day_id, athlete_id);
create index workout_logs_conversation_id_idx on public.workout_logs (conversation_id, athlete_id);
call private.protect_athlete_table('workout_logs', 'training');

-- Days and logs point at each other: the second key can only be added when both tables are there.
alter table public.training_plan_days
    add constraint training_plan_days_linked_workout_log_id_fkey foreign key (linked_workout_log_id, athlete_id)
    references public.workout_logs (id, athlete_id) on delete set null (linked_workout_log_id);

-- Tests done on purpose; best performances from any context are personal_records.
create table public.benchmark_tests (
    id uuid primary key default gen_random_uuid(),
    athlete_id uuid not null references public.athlete_profiles (id) on delete cascade,
    test_date date not null check (test_date between '1990-01-01' and '2100-01-01'),
    test_type text not null check (length(test_type) between 1 and 100),
    results jsonb not null default '{}' check (jsonb_typeof(results) = 'object'),
    notes text check (length(notes) <= 10000),
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now()
);
create index benchmark_tests_athlete_id_idx on public.benchmark_tests (athlete_id, test_type, test_date desc);
call private.protect_athlete_table('benchmark_tests', 'training');
