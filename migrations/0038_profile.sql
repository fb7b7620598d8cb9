-- What an athlete agreed to, and their picture.

-- When it was agreed to; null is no. Both are off until somebody switches them on.
alter table public.athlete_profiles
    add column ai_consented_at timestamptz,
    add column sharing_consented_at timestamptz;

-- The picture itself, made small by the app, so that no page ever loads one from elsewhere.
create table public.athlete_avatars (
    athlete_id uuid primary key references public.athlete_profiles (id) on delete cascade,
    image bytea not null check (octet_length(image) between 1 and 200000),
    media_type text not null default 'image/webp' check (media_type in ('image/webp')),
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now()
);
call private.protect_athlete_table('athlete_avatars', 'profile');
