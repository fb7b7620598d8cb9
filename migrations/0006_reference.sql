-- What is the same for everyone: the eight stations, the exercises, the achievements. Seeded by migrations.

-- One row per HYROX station. Loads in kg, sled loads with the sled; farmers carry per hand.
create table public.hyrox_stations (
    id uuid primary key default gen_random_uuid(),
    station_number smallint not null unique check (station_number between 1 and 8),
    station_name text not null unique check (length(station_name) between 1 and 60),
    -- The name of this station's times in the field data and in event_results.
    metric_name text not null unique check (
        metric_name in (
            'ski_erg', 'sled_push', 'sled_pull', 'burpee_broad_jump',
            'row', 'farmers_carry', 'sandbag_lunges', 'wall_balls'
        )
    ),
    exercise_type text not null check (length(exercise_type) between 1 and 60),
    distance_or_reps text not null check (length(distance_or_reps) between 1 and 60),
    distance_m numeric check (distance_m between 1 and 5000),
    reps integer check (reps between 1 and 500),
    weight_open_men_kg numeric check (weight_open_men_kg between 1 and 400),
    weight_open_women_kg numeric check (weight_open_women_kg between 1 and 400),
    weight_pro_men_kg numeric check (weight_pro_men_kg between 1 and 400),
    weight_pro_women_kg numeric check (weight_pro_women_kg between 1 and 400),
    weight_note text check (length(weight_note) between 1 and 200),
    target_height_men_m numeric check (target_height_men_m between 1 and 5),
    target_height_women_m numeric check (target_height_women_m between 1 and 5),
    description text not null check (length(description) between 1 and 4000),
    tips jsonb not null default '[]' check (jsonb_typeof(tips) = 'array'),
    created_at timestamptz not null default now()
);
call private.protect_reference_table('hyrox_stations');

create table public.exercise_library (
    id uuid primary key default gen_random_uuid(),
    name text not null check (length(name) between 1 and 120),
    category text not null check (
        category in ('run', 'strength', 'conditioning', 'station-specific', 'recovery', 'mobility')
    ),
    description text not null check (length(description) between 1 and 4000),
    muscle_groups text[] not null default '{}',
    equipment_needed text[] not null default '{}',
    hyrox_station_id uuid references public.hyrox_stations (id),
    difficulty text not null check (difficulty in ('beginner', 'intermediate', 'advanced')),
    video_url text check (length(video_url) <= 2000),
    is_active boolean not null default true,
    created_at timestamptz not null default now(),
    check (category <> 'station-specific' or hyrox_station_id is not null)
);
create unique index exercise_library_name_key on public.exercise_library (lower(name));
create index exercise_library_hyrox_station_id_idx on public.exercise_library (hyrox_station_id);
create index exercise_library_category_idx on public.exercise_library (category, difficulty);
call private.protect_reference_table('exercise_library');

create table public.achievement_definitions (
    id uuid primary key default gen_random_uuid(),
    name text not null unique check (length(name) between 1 and 120),
    description text not null check (length(description) between 1 and 1000),
    icon_name text not null check (length(icon_name) between 1 and 60),
    category text not null check (length(category) between 1 and 60),
    -- The conditions the achievement engine evaluates.
    criteria jsonb not null check (jsonb_typeof(criteria) = 'object'),
    created_at timestamptz not null default now()
);
call private.protect_reference_table('achievement_definitions');
