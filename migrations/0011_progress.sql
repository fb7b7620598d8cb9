-- Where it leads: best performances, goals, achievements.

-- Every record ever set, not only the current one: the best is found when reading, the curve comes for free.
create table public.personal_records (
    id uuid primary key default gen_random_uuid(),
    athlete_id uuid not null references public.athlete_profiles (id) on delete cascade,
    record_type text not null check (
        record_type in ('station_time', 'exercise_weight', 'exercise_reps', 'running_pace', 'race_time')
    ),
    -- What the athlete calls it; the library's exercise beside it when it is one of those.
    exercise_name text check (length(exercise_name) between 1 and 120),
    exercise_library_id uuid references public.exercise_library (id) on delete set null,
    station_id uuid references public.hyrox_stations (id),
    value numeric not null check (value > 0 and value < 1000000),
    -- Stored in SI; pounds are a matter of display.
    value_unit text not null check (value_unit in ('seconds', 'kg', 'min_per_km', 'reps', 'metres')),
    date_achieved date not null check (date_achieved between '1990-01-01' and '2100-01-01'),
    context text not null check (context in ('training', 'race', 'benchmark')),
    previous_value numeric check (previous_value > 0 and previous_value < 1000000),
    notes text check (length(notes) <= 10000),
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now(),
    check (record_type <> 'station_time' or station_id is not null),
    check (record_type not in ('exercise_weight', 'exercise_reps') or exercise_name is not null)
);
create index personal_records_athlete_id_idx
    on public.personal_records (athlete_id, record_type, date_achieved desc);
create index personal_records_exercise_library_id_idx on public.personal_records (exercise_library_id);
create index personal_records_station_id_idx on public.personal_records (station_id);
call private.protect_athlete_table('personal_records', 'training');

create table public.goals (
    id uuid primary key default gen_random_uuid(),
    athlete_id uuid not null references public.athlete_profiles (id) on delete cascade,
    goal_type text not null check (
        goal_type in (
            'race_time', 'station_time', 'running_pace', 'body_comp', 'consistency', 'training_volume', 'custom'
        )
    ),
    title text not null check (length(title) between 1 and 200),
    description text check (length(description) <= 10000),
    target_value numeric,
    target_unit text check (length(target_unit) <= 40),
    current_value numeric,
    target_date date check (target_date between '1990-01-01' and '2100-01-01'),
    station_id uuid references public.hyrox_stations (id),
    status text not null default 'active' check (status in ('active', 'completed', 'abandoned')),
    completed_at timestamptz,
    deleted_at timestamptz,
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now(),
    check (completed_at is null or status = 'completed')
);
create index goals_athlete_id_idx on public.goals (athlete_id, status, target_date);
create index goals_station_id_idx on public.goals (station_id);
call private.protect_athlete_table('goals', 'training');

create table public.athlete_achievements (
    id uuid primary key default gen_random_uuid(),
    athlete_id uuid not null references public.athlete_profiles (id) on delete cascade,
    achievement_id uuid not null references public.achievement_definitions (id) on delete cascade,
    earned_at timestamptz not null default now(),
    -- What earned it: {"race_result_id": …} or {"workout_log_id": …}.
    context jsonb not null default '{}' check (jsonb_typeof(context) = 'object'),
    created_at timestamptz not null default now(),
    unique (athlete_id, achievement_id)
);
create index athlete_achievements_achievement_id_idx on public.athlete_achievements (achievement_id);
call private.protect_athlete_table('athlete_achievements', 'training');
