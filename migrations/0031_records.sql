-- Where a record comes from and what it may be compared with. A deleted workout, test or race takes its records along.
-- Both tables are still empty when this runs, so nothing has to wait for a scan:
-- squawk-ignore-file constraint-missing-not-valid, adding-foreign-key-constraint
-- squawk-ignore-file disallowed-unique-constraint, require-concurrent-index-creation

alter table public.benchmark_tests add constraint benchmark_tests_id_athlete_id_key unique (id, athlete_id);

alter table public.personal_records
    add column workout_log_id uuid,
    add column benchmark_test_id uuid,
    add column race_result_id uuid,
    -- Of a run, or of a test that is longer than the station (2 km row).
    add column distance_m numeric check (distance_m > 0 and distance_m <= 1000000),
    -- The weight that repetitions were done with, or a station in training.
    add column load_kg numeric check (load_kg > 0 and load_kg <= 2000),
    -- Races, and tests with the weights of a division, are compared like for like.
    add column division text check (division in ('open', 'pro', 'adaptive')),
    add column format text check (format in ('singles', 'doubles', 'relay')),
    add column gender text check (gender in ('men', 'women', 'mixed')),
    -- Women had 75 wall balls before the 2024/25 season: their wall balls and totals stand apart from those with 100.
    add column wall_ball_reps smallint check (wall_ball_reps in (75, 100)),
    -- Worked out with a formula, not lifted.
    add column is_estimate boolean not null default false,
    -- Faster than nearly everybody ever was: it counts once the athlete has said it is right …
    add column needs_confirmation boolean not null default false,
    -- … and stays here, uncounted, when it was wrong, so that it is not found again.
    add column dismissed_at timestamptz check (dismissed_at is null or needs_confirmation);

alter table public.personal_records
    add constraint personal_records_one_source
    check (num_nonnulls(workout_log_id, benchmark_test_id, race_result_id) <= 1),
    add constraint personal_records_workout_log_id_fkey foreign key (workout_log_id, athlete_id)
    references public.workout_logs (id, athlete_id) on delete cascade,
    add constraint personal_records_benchmark_test_id_fkey foreign key (benchmark_test_id, athlete_id)
    references public.benchmark_tests (id, athlete_id) on delete cascade,
    add constraint personal_records_race_result_id_fkey foreign key (race_result_id, athlete_id)
    references public.race_results (id, athlete_id) on delete cascade;

create index personal_records_workout_log_id_idx on public.personal_records (workout_log_id, athlete_id);
create index personal_records_benchmark_test_id_idx on public.personal_records (benchmark_test_id, athlete_id);
create index personal_records_race_result_id_idx on public.personal_records (race_result_id, athlete_id);
