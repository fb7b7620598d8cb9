-- squawk-ignore-file constraint-missing-not-valid, require-concurrent-index-creation, adding-foreign-key-constraint, disallowed-unique-constraint, adding-not-nullable-field, prefer-timestamp-tz
-- What watches and platforms recorded, file by file, and how it felt. Both reach the training log.

-- One row per file that was imported; `covers` are the days it speaks for, so that a planned run in them without an
-- activity was not done.
create table public.activity_imports (
    id uuid primary key default gen_random_uuid(),
    athlete_id uuid not null references public.athlete_profiles (id) on delete cascade,
    file_name text not null check (length(file_name) between 1 and 300),
    file_kind text not null check (
        file_kind in ('garmin_csv', 'garmin_archive', 'strava_csv', 'apple_health', 'fit', 'tcx', 'gpx')
    ),
    file_sha256 text not null check (length(file_sha256) = 64),
    unit text check (unit in ('km', 'mi')),
    rows_read integer not null check (rows_read >= 0),
    rows_saved integer not null check (rows_saved >= 0),
    rows_filled integer not null default 0 check (rows_filled >= 0),
    rows_duplicate integer not null check (rows_duplicate >= 0),
    -- {"refused": [{"line": 3, "reason": …}], "warnings": […], "language": …, "number_style": …, "unit_evidence": …}
    report jsonb not null default '{}' check (jsonb_typeof(report) = 'object'),
    covers_from date,
    covers_to date,
    created_at timestamptz not null default now(),
    unique (id, athlete_id)
);
create index activity_imports_athlete_id_idx on public.activity_imports (athlete_id, covers_from, covers_to);
call private.protect_athlete_table('activity_imports', 'training');

create table public.activities (
    id uuid primary key default gen_random_uuid(),
    athlete_id uuid not null references public.athlete_profiles (id) on delete cascade,
    activity_import_id uuid,
    -- The multisport activity this is a leg of. The parent holds sums, so it never reaches the log: load counts once.
    parent_id uuid,
    family text not null check (
        family in ('run', 'walk', 'hike', 'strength', 'cardio', 'row', 'bike', 'swim', 'mobility', 'multisport',
                   'other')
    ),
    type_name text not null check (length(type_name) <= 120),
    -- As the athlete's watch showed it, without a zone; the moment itself where the file knows it.
    started_at_local timestamp not null check (started_at_local between '1990-01-02' and '2100-01-01'),
    started_at timestamptz,
    started_on date generated always as (started_at_local::date) stored,
    title text check (length(title) <= 300),
    distance_m double precision check (distance_m > 0 and distance_m <= 2000000),
    duration_s double precision check (duration_s > 0 and duration_s <= 1000000),
    moving_s double precision check (moving_s > 0 and moving_s <= 1000000),
    elapsed_s double precision check (elapsed_s > 0 and elapsed_s <= 10000000),
    heart_rate_avg_bpm smallint check (heart_rate_avg_bpm between 20 and 260),
    heart_rate_max_bpm smallint check (heart_rate_max_bpm between 20 and 260),
    cadence_spm double precision check (cadence_spm > 0 and cadence_spm <= 400),
    stride_m double precision check (stride_m > 0 and stride_m <= 5),
    ascent_m double precision check (ascent_m between 0 and 30000),
    descent_m double precision check (descent_m between 0 and 30000),
    calories integer check (calories between 1 and 50000),
    aerobic_effect double precision check (aerobic_effect > 0 and aerobic_effect <= 10),
    power_w double precision check (power_w > 0 and power_w <= 3000),
    best_pace_s_per_km double precision check (best_pace_s_per_km between 60 and 7200),
    is_indoor boolean not null default false,
    source text not null check (
        source in ('garmin_csv', 'garmin_archive', 'strava_csv', 'apple_health', 'fit', 'tcx', 'gpx')
    ),
    external_id text check (length(external_id) between 1 and 100),
    -- Only the athlete can say that a run was all they had: a score never comes from a training run.
    effort_kind text check (effort_kind in ('race', 'test')),
    -- Which import filled which column later: {"title": "<id>"}; undoing that import empties them again.
    filled_by jsonb not null default '{}' check (jsonb_typeof(filled_by) = 'object'),
    raw jsonb not null default '{}' check (jsonb_typeof(raw) = 'object'),
    -- Deleted ones stay known, so that the next export does not bring them back.
    deleted_at timestamptz,
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now(),
    unique (id, athlete_id),
    foreign key (activity_import_id, athlete_id)
        references public.activity_imports (id, athlete_id) on delete cascade,
    foreign key (parent_id, athlete_id) references public.activities (id, athlete_id) on delete cascade
);
create index activities_athlete_id_idx on public.activities (athlete_id, started_at_local desc, family);
create index activities_activity_import_id_idx on public.activities (activity_import_id, athlete_id);
create index activities_parent_id_idx on public.activities (parent_id, athlete_id);
call private.protect_athlete_table('activities', 'training');

-- Laps and samples where the file has them; apart, because only one page ever reads them.
create table public.activity_recordings (
    activity_id uuid primary key,
    athlete_id uuid not null references public.athlete_profiles (id) on delete cascade,
    laps jsonb not null default '[]' check (jsonb_typeof(laps) = 'array'),
    -- {"elapsed_s": […], "distance_m": […], "heart_rate_bpm": […], "speed_m_s": […], "altitude_m": […], "cadence_spm": […]}
    samples jsonb check (jsonb_typeof(samples) = 'object'),
    created_at timestamptz not null default now(),
    foreign key (activity_id, athlete_id) references public.activities (id, athlete_id) on delete cascade
);
create index activity_recordings_athlete_id_idx on public.activity_recordings (athlete_id, activity_id);
create index activity_recordings_activity_id_idx on public.activity_recordings (activity_id, athlete_id);
call private.protect_athlete_table('activity_recordings', 'training');

-- How it felt: the athlete's own words and ratings, apart from what the watch measured.
create table public.run_feedback (
    id uuid primary key default gen_random_uuid(),
    athlete_id uuid not null references public.athlete_profiles (id) on delete cascade,
    activity_id uuid not null,
    effort smallint check (effort between 1 and 10),
    recovery smallint check (recovery between 1 and 10),
    motivation smallint check (motivation between 1 and 10),
    soreness smallint check (soreness between 1 and 10),
    notes text check (length(notes) between 1 and 5000),
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now(),
    unique (activity_id, athlete_id),
    foreign key (activity_id, athlete_id) references public.activities (id, athlete_id) on delete cascade
);
create index run_feedback_athlete_id_idx on public.run_feedback (athlete_id, created_at desc);
call private.protect_athlete_table('run_feedback', 'training');

-- The log of an activity. `is_from_activity`: the import made it; else the athlete had logged that session already.
alter table public.workout_logs
    add column activity_id uuid,
    add column is_from_activity boolean not null default false,
    add constraint workout_logs_activity_id_key unique (activity_id, athlete_id),
    add constraint workout_logs_activity_id_fkey foreign key (activity_id, athlete_id)
        references public.activities (id, athlete_id) on delete set null (activity_id);
