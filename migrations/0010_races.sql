-- Result files an athlete imported, and the races an athlete ran. Times are seconds; a missing time is null or no row.

create table public.events (
    id uuid primary key default gen_random_uuid(),
    -- Who imported it: a file holds other people's names, so nobody else ever sees it.
    athlete_id uuid not null references public.athlete_profiles (id) on delete cascade,
    name text not null check (length(name) between 1 and 200),
    city text check (length(city) between 1 and 120),
    year smallint check (year between 2000 and 2100),
    season smallint check (season between 0 and 100),
    race_date date check (race_date between '2017-01-01' and '2100-01-01'),
    file_name text not null check (length(file_name) <= 255),
    file_sha256 text not null check (file_sha256 ~ '^[0-9a-f]{64}$'),
    imported_at timestamptz not null default now(),
    report jsonb not null default '{}' check (jsonb_typeof(report) = 'object'),
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now(),
    unique (id, athlete_id)
);
create unique index events_athlete_id_name_key on public.events (athlete_id, lower(name));
call private.protect_athlete_table('events', 'own');

-- One row per result in an imported file. Rows never change: a corrected file brings new ones.
create table public.event_results (
    id uuid not null default gen_random_uuid(),
    -- No key of its own to the profile: the one to the event leads there, and thousands of rows come at once.
    athlete_id uuid not null,
    event_id uuid not null,
    line integer not null check (line > 0),
    source_id text check (length(source_id) between 1 and 200),
    -- Of event, division, gender, total and splits: the same result again is a duplicate.
    fingerprint text not null check (length(fingerprint) between 1 and 128),
    name text check (length(name) <= 300),
    category text check (length(category) <= 300),
    division text not null check (division in ('open', 'pro', 'doubles', 'pro_doubles', 'relay', 'adaptive')),
    gender text not null check (gender in ('men', 'women', 'mixed')),
    age_group text check (length(age_group) <= 100),
    nationality text check (length(nationality) <= 100),
    status text not null check (status in ('finished', 'dnf', 'dns', 'dsq', 'unknown')),
    is_total_computed boolean not null default false,
    total_seconds double precision,
    run_1 double precision,
    ski_erg double precision,
    run_2 double precision,
    sled_push double precision,
    run_3 double precision,
    sled_pull double precision,
    run_4 double precision,
    burpee_broad_jump double precision,
    run_5 double precision,
    row double precision,
    run_6 double precision,
    farmers_carry double precision,
    run_7 double precision,
    sandbag_lunges double precision,
    run_8 double precision,
    wall_balls double precision,
    -- What the total leaves after runs and stations; the printed one is rounded up and about 8 s longer.
    roxzone double precision,
    roxzone_printed double precision,
    runs_total double precision,
    stations_total double precision,
    penalty_s double precision,
    residual_s double precision,
    penalty_note text check (length(penalty_note) <= 1000),
    -- Whether the splits may be analysed; the total counts in any case.
    is_usable boolean not null default true,
    flags text[] not null default '{}',
    created_at timestamptz not null default now(),
    primary key (id, athlete_id),
    -- Also the index that every read of an event uses.
    unique (athlete_id, event_id, fingerprint),
    foreign key (event_id, athlete_id) references public.events (id, athlete_id) on delete cascade,
    -- least and greatest skip nulls, and NaN counts as the greatest: no zero, no negative, no NaN, nothing over two days.
    constraint event_results_times_are_positive check (
        least(
            total_seconds, runs_total, stations_total, roxzone_printed,
            run_1, run_2, run_3, run_4, run_5, run_6, run_7, run_8,
            ski_erg, sled_push, sled_pull, burpee_broad_jump, row, farmers_carry, sandbag_lunges, wall_balls
        ) > 0
        and penalty_s >= 0
    ),
    constraint event_results_times_are_plausible check (
        greatest(
            total_seconds, runs_total, stations_total, roxzone, roxzone_printed, penalty_s, abs(residual_s),
            run_1, run_2, run_3, run_4, run_5, run_6, run_7, run_8,
            ski_erg, sled_push, sled_pull, burpee_broad_jump, row, farmers_carry, sandbag_lunges, wall_balls
        ) <= 172800
    )
);
call private.protect_athlete_table('event_results', 'own');
revoke update on public.event_results from authenticated, app_login, service_role;

create table public.race_results (
    id uuid primary key default gen_random_uuid(),
    athlete_id uuid not null references public.athlete_profiles (id) on delete cascade,
    -- Null while unknown: result files carry no date, so a claimed race may wait for one.
    race_date date check (race_date between '2017-01-01' and '2100-01-01'),
    race_name text not null check (length(race_name) between 1 and 200),
    location text check (length(location) <= 200),
    season smallint check (season between 0 and 100),
    division text not null default 'open' check (division in ('open', 'pro', 'adaptive')),
    format text not null default 'singles' check (format in ('singles', 'doubles', 'relay')),
    gender text not null check (gender in ('men', 'women', 'mixed')),
    age_group text check (length(age_group) <= 100),
    status text not null default 'finished' check (status in ('finished', 'dnf', 'dns', 'dsq', 'unknown')),
    total_time_seconds double precision check (total_time_seconds > 0 and total_time_seconds <= 172800),
    is_total_computed boolean not null default false,
    roxzone_printed_seconds double precision
        check (roxzone_printed_seconds > 0 and roxzone_printed_seconds <= 172800),
    penalty_seconds double precision check (penalty_seconds >= 0 and penalty_seconds <= 172800),
    penalty_note text check (length(penalty_note) <= 1000),
    is_simulation boolean not null default false,
    conditions text check (length(conditions) <= 2000),
    notes text check (length(notes) <= 10000),
    event_id uuid,
    event_result_id uuid,
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now(),
    unique (id, athlete_id),
    -- A row of a result file can be claimed once.
    unique (athlete_id, event_result_id),
    foreign key (event_id, athlete_id)
        references public.events (id, athlete_id) on delete set null (event_id),
    foreign key (event_result_id, athlete_id)
        references public.event_results (id, athlete_id) on delete set null (event_result_id)
);
create index race_results_athlete_id_race_date_idx on public.race_results (athlete_id, race_date desc);
create index race_results_event_id_idx on public.race_results (event_id, athlete_id);
call private.protect_athlete_table('race_results', 'races');

-- Up to 16 rows per race: odd numbers are runs, even ones stations. A split that is not known has no row.
create table public.race_splits (
    id uuid primary key default gen_random_uuid(),
    athlete_id uuid not null references public.athlete_profiles (id) on delete cascade,
    race_result_id uuid not null,
    split_number smallint not null check (split_number between 1 and 16),
    split_type text not null check (split_type in ('run', 'station')),
    station_id uuid references public.hyrox_stations (id),
    time_seconds double precision not null check (time_seconds > 0 and time_seconds <= 172800),
    -- Known only where a file times each transition; the Roxzone total is never spread over the splits.
    transition_time_seconds double precision
        check (transition_time_seconds >= 0 and transition_time_seconds <= 172800),
    heart_rate_avg smallint check (heart_rate_avg between 25 and 250),
    notes text check (length(notes) <= 2000),
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now(),
    -- One row per race and number; with the athlete it also serves the foreign key.
    unique (race_result_id, athlete_id, split_number),
    foreign key (race_result_id, athlete_id) references public.race_results (id, athlete_id) on delete cascade,
    constraint race_splits_type_fits_number check (split_type = case split_number % 2 when 1 then 'run' else 'station' end),
    constraint race_splits_runs_have_no_station check (station_id is null or split_type = 'station')
);
create index race_splits_athlete_id_idx on public.race_splits (athlete_id);
create index race_splits_station_id_idx on public.race_splits (station_id);
call private.protect_athlete_table('race_splits', 'races');
