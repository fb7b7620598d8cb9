-- The athlete: one profile per account, and how often the athlete's rows have changed.

create table public.athlete_profiles (
    id uuid primary key default gen_random_uuid(),
    user_id uuid not null unique references auth.users (id) on delete cascade,
    display_name text check (length(display_name) between 1 and 120),
    -- Instead of the draft's age, which is wrong after a year. The app asks for at least 13 years.
    date_of_birth date check (date_of_birth between '1900-01-01' and '2100-01-01'),
    sex text check (sex in ('male', 'female', 'other')),
    weight_kg numeric check (weight_kg between 25 and 350),
    height_cm numeric check (height_cm between 100 and 250),
    division text check (division in ('open', 'pro', 'doubles', 'relay')),
    goal_time_minutes numeric check (goal_time_minutes between 30 and 600),
    race_date date check (race_date between '2017-01-01' and '2100-01-01'),
    units_preference text not null default 'metric' check (units_preference in ('metric', 'imperial')),
    profile_complete boolean not null default false,
    hyrox_race_count integer not null default 0 check (hyrox_race_count between 0 and 1000),
    avatar_url text check (length(avatar_url) <= 2000),
    training_history jsonb not null default '{}' check (jsonb_typeof(training_history) = 'object'),
    current_phase text check (current_phase in ('general_prep', 'specific_prep', 'competition_prep', 'taper')),
    weekly_availability_hours numeric check (weekly_availability_hours between 0 and 80),
    equipment_available text[] not null default '{}' check (cardinality(equipment_available) <= 100),
    injuries_limitations text[] not null default '{}' check (cardinality(injuries_limitations) <= 100),
    preferences jsonb not null default '{}' check (jsonb_typeof(preferences) = 'object'),
    -- A name of the IANA list, checked by the app: which names exist is no constant.
    time_zone text not null default 'UTC' check (length(time_zone) between 1 and 64),
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now()
);

-- Raised by triggers in the same transaction as the change; the app's caches have it in their keys.
create table public.athlete_revisions (
    athlete_id uuid primary key references public.athlete_profiles (id) on delete cascade,
    revision bigint not null check (revision > 0)
);

alter table public.athlete_profiles enable row level security;
revoke all on public.athlete_profiles from public, anon, authenticated, service_role;
grant select, insert, update, delete on public.athlete_profiles to authenticated, app_login, service_role;
-- The first half lets `insert … returning` see its own row: the function still sees the moment before.
create policy athlete_reads on public.athlete_profiles for select to authenticated, app_login using (
    user_id = (select auth.uid()) or id = any ((select private.visible_athlete_ids('profile'))::uuid[])
);
create policy athlete_inserts on public.athlete_profiles for insert to authenticated, app_login
    with check (user_id = (select auth.uid()));
create policy athlete_updates on public.athlete_profiles for update to authenticated, app_login
    using (user_id = (select auth.uid())) with check (user_id = (select auth.uid()));
create policy athlete_deletes on public.athlete_profiles for delete to authenticated, app_login
    using (user_id = (select auth.uid()));

create trigger update_updated_at before update on public.athlete_profiles
    for each row execute function private.update_updated_at();
create trigger raise_revision_on_insert after insert on public.athlete_profiles
    referencing new table as changed_rows
    for each statement execute function private.raise_profile_revision();
create trigger raise_revision_on_update after update on public.athlete_profiles
    referencing new table as changed_rows
    for each statement execute function private.raise_profile_revision();

alter table public.athlete_revisions enable row level security;
revoke all on public.athlete_revisions from public, anon, authenticated, service_role;
grant select on public.athlete_revisions to authenticated, app_login, service_role;
create policy athlete_reads on public.athlete_revisions for select to authenticated, app_login
    using (athlete_id = (select private.my_athlete_id()));
