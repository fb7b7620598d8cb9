-- squawk-ignore-file constraint-missing-not-valid, require-concurrent-index-creation, adding-foreign-key-constraint
-- How fit an athlete is, calculated from what was done: now, and once a month to look back on.

alter table public.athlete_profiles
    add column heart_rate_max_bpm smallint check (heart_rate_max_bpm between 100 and 240),
    add column heart_rate_rest_bpm smallint check (heart_rate_rest_bpm between 25 and 120);

create table public.fitness_profiles (
    athlete_id uuid primary key references public.athlete_profiles (id) on delete cascade,
    calculated_on date not null,
    -- Daniels–Gilbert running score, from a race or test only; null while there is none.
    running_score double precision check (running_score between 10 and 100),
    profile jsonb not null check (jsonb_typeof(profile) = 'object'),
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now()
);
call private.protect_athlete_table('fitness_profiles', 'training');

create table public.fitness_snapshots (
    id uuid primary key default gen_random_uuid(),
    athlete_id uuid not null references public.athlete_profiles (id) on delete cascade,
    -- The first day of the month it closes.
    month_on date not null check (extract(day from month_on) = 1),
    running_score double precision check (running_score between 10 and 100),
    profile jsonb not null check (jsonb_typeof(profile) = 'object'),
    created_at timestamptz not null default now(),
    unique (athlete_id, month_on)
);
call private.protect_athlete_table('fitness_snapshots', 'training');
