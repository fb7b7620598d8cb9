-- Days on which training was not normal: they explain a dip in the curves and quieten the readiness.
-- Scope body: injuries and illness are nobody's business unless the athlete shares body data.
create table public.training_breaks (
    id uuid primary key default gen_random_uuid(),
    athlete_id uuid not null references public.athlete_profiles (id) on delete cascade,
    kind text not null check (kind in ('injury', 'illness', 'travel')),
    first_on date not null check (first_on between '1990-01-01' and '2100-01-01'),
    -- Null while it lasts.
    last_on date check (last_on between '1990-01-01' and '2100-01-01'),
    note text check (length(note) between 1 and 500),
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now(),
    constraint training_breaks_order check (last_on >= first_on)
);
create index training_breaks_athlete_id_idx on public.training_breaks (athlete_id, first_on desc);
call private.protect_athlete_table('training_breaks', 'body');
