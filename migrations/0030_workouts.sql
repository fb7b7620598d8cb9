-- What a logged session is called, how far it went and how long to the second; and sessions kept for reuse.

alter table public.workout_logs
    add column title text check (length(title) between 1 and 200),
    add column distance_m double precision check (distance_m > 0 and distance_m <= 1000000),
    -- The exact time where it is known; duration_minutes is the same, rounded. `<=` keeps NaN out.
    add column duration_seconds double precision check (duration_seconds > 0 and duration_seconds <= 86400);

-- Every session is of one of the six kinds: charts and filters count on it.
-- squawk-ignore adding-not-nullable-field
alter table public.workout_logs alter column session_type set not null;

-- An athlete's own templates; the built-in ones come with the app.
create table public.workout_templates (
    id uuid primary key default gen_random_uuid(),
    athlete_id uuid not null references public.athlete_profiles (id) on delete cascade,
    name text not null check (length(name) between 1 and 120),
    -- A session without its day: {"session_type": "strength", "sets": [{"exercise_name": "Deadlift", "reps": 5}], …}.
    content jsonb not null check (jsonb_typeof(content) = 'object'),
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now(),
    unique (athlete_id, name)
);
call private.protect_athlete_table('workout_templates', 'own');
