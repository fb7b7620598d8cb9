-- Who else may read an athlete's rows: invitations, grants by scope, and what a coach sees of a profile.

-- An invitation by code, and if the athlete wants it for one address only. Taken once, within days; only its hash is kept.
create table public.coach_invitations (
    id uuid primary key default gen_random_uuid(),
    athlete_id uuid not null references public.athlete_profiles (id) on delete cascade,
    code_hash text not null unique check (length(code_hash) = 64),
    email text check (length(email) between 3 and 254),
    scopes text[] not null default '{races,training}'
        check (scopes <@ '{profile,races,training,body}'::text[] and cardinality(scopes) between 1 and 4),
    expires_at timestamptz not null default now() + interval '7 days',
    created_at timestamptz not null default now()
);
create index coach_invitations_athlete_id_idx on public.coach_invitations (athlete_id, created_at desc);
call private.protect_athlete_table('coach_invitations', 'own');

-- One row per athlete and coach, kept after it was revoked: who could read what, and until when.
create table public.coach_grants (
    id uuid primary key default gen_random_uuid(),
    athlete_id uuid not null references public.athlete_profiles (id) on delete cascade,
    coach_user_id uuid not null references auth.users (id) on delete cascade,
    -- As the coach was called when accepting, because an athlete cannot look accounts up.
    coach_name text check (length(coach_name) <= 120),
    coach_email text not null check (length(coach_email) <= 254),
    scopes text[] not null default '{races,training}'
        check (scopes <@ '{profile,races,training,body}'::text[] and cardinality(scopes) between 1 and 4),
    accepted_at timestamptz not null default now(),
    revoked_at timestamptz,
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now(),
    unique (athlete_id, coach_user_id)
);
create index coach_grants_coach_user_id_idx on public.coach_grants (coach_user_id);
call private.protect_athlete_table('coach_grants', 'own');
-- A grant comes from an accepted invitation alone, and only its scopes and its end can be changed: nobody becomes
-- a coach, or gets an athlete, without having agreed.
revoke insert, update on public.coach_grants from authenticated, app_login, service_role;
grant update (scopes, revoked_at) on public.coach_grants to authenticated, app_login, service_role;
alter policy athlete_reads on public.coach_grants using (
    athlete_id = (select private.my_athlete_id()) or (coach_user_id = (select auth.uid()) and revoked_at is null)
);

-- One row per code that was wrong; written by the function below alone.
create table private.coach_code_failures (
    id bigint generated always as identity primary key,
    user_id uuid not null references auth.users (id) on delete cascade,
    failed_at timestamptz not null default now()
);
create index coach_code_failures_user_id_idx on private.coach_code_failures (user_id, failed_at);
alter table private.coach_code_failures enable row level security;

-- The athletes whose rows of this scope the caller may read: the own one and those who granted it.
-- Scope 'any' is for what every grant shows: that there is such an athlete, and when something changed.
create or replace function private.visible_athlete_ids(scope text) returns uuid[]
language sql stable security definer set search_path = '' as $$
    select array(
        select id from public.athlete_profiles where user_id = (select auth.uid())
        union all
        select athlete_id from public.coach_grants
        where coach_user_id = (select auth.uid()) and revoked_at is null
            and (scope = 'any' or scope = any (scopes))
    )
$$;

-- A coach's caches have the athlete's revision in their keys. Granting and revoking raise it too.
alter policy athlete_reads on public.athlete_revisions
    using (athlete_id = any ((select private.visible_athlete_ids('any'))::uuid[]));

-- The whole row of a profile holds weight, height and injuries, so it needs both scopes; a part is given below.
alter policy athlete_reads on public.athlete_profiles using (
    user_id = (select auth.uid())
    or (
        id = any ((select private.visible_athlete_ids('profile'))::uuid[])
        and id = any ((select private.visible_athlete_ids('body'))::uuid[])
    )
);

-- Records are shared with the training, but those of races tell race times.
alter policy athlete_reads on public.personal_records using (
    athlete_id = any ((select private.visible_athlete_ids('training'))::uuid[])
    and (context <> 'race' or athlete_id = any ((select private.visible_athlete_ids('races'))::uuid[]))
);

-- One row per athlete who granted the caller something; what a scope does not cover is null.
create function private.shared_profiles() returns table (
    athlete_id uuid, display_name text, scopes text[], granted_at timestamptz, time_zone text,
    race_date date, goal_time_minutes numeric, sex text, division text, hyrox_race_count integer, current_phase text,
    weekly_availability_hours numeric, equipment_available text[],
    date_of_birth date, weight_kg numeric, height_cm numeric, injuries_limitations text[]
)
language sql stable security definer set search_path = '' as $$
    select profile.id, profile.display_name, granted.scopes, granted.accepted_at, profile.time_zone,
           case when granted.scopes && '{profile,races}' then profile.race_date end,
           case when granted.scopes && '{profile,races}' then profile.goal_time_minutes end,
           case when 'profile' = any (granted.scopes) then profile.sex end,
           case when 'profile' = any (granted.scopes) then profile.division end,
           case when 'profile' = any (granted.scopes) then profile.hyrox_race_count end,
           case when 'profile' = any (granted.scopes) then profile.current_phase end,
           case when 'profile' = any (granted.scopes) then profile.weekly_availability_hours end,
           case when 'profile' = any (granted.scopes) then profile.equipment_available end,
           case when 'body' = any (granted.scopes) then profile.date_of_birth end,
           case when 'body' = any (granted.scopes) then profile.weight_kg end,
           case when 'body' = any (granted.scopes) then profile.height_cm end,
           case when 'body' = any (granted.scopes) then profile.injuries_limitations end
    from public.coach_grants as granted
    join public.athlete_profiles as profile on profile.id = granted.athlete_id
    where granted.coach_user_id = (select auth.uid()) and granted.revoked_at is null
$$;

-- Take an invitation. The outcome is returned and not raised, so that a wrong code is counted when it commits:
-- five wrong ones within a quarter of an hour, and right ones wait too.
create function private.accept_coach_invitation(sent_hash text, out outcome text, out accepted_athlete_id uuid)
language plpgsql security definer set search_path = '' as $$
declare
    caller constant uuid := auth.uid();
    invitation public.coach_invitations;
begin
    outcome := 'unknown';
    if caller is null then
        return;
    end if;
    perform pg_advisory_xact_lock(hashtextextended('coach codes of ' || caller, 0));
    delete from private.coach_code_failures where user_id = caller and failed_at < now() - interval '15 minutes';
    if (select count(*) from private.coach_code_failures where user_id = caller) >= 5 then
        outcome := 'throttled';
        return;
    end if;
    select * into invitation from public.coach_invitations
    where code_hash = sent_hash and expires_at > now() for update;
    if not found then
        insert into private.coach_code_failures (user_id) values (caller);
        return;
    end if;
    if exists (select from public.athlete_profiles where id = invitation.athlete_id and user_id = caller) then
        outcome := 'own';
        return;
    end if;
    if lower(invitation.email) <> lower(coalesce(auth.email(), '')) then
        insert into private.coach_code_failures (user_id) values (caller);
        outcome := 'other_address';
        return;
    end if;
    delete from public.coach_invitations where id = invitation.id;
    insert into public.coach_grants as known (athlete_id, coach_user_id, coach_name, coach_email, scopes)
    values (
        invitation.athlete_id, caller,
        (select display_name from public.athlete_profiles where user_id = caller),
        coalesce(auth.email(), ''), invitation.scopes
    )
    on conflict (athlete_id, coach_user_id) do update set
        coach_name = excluded.coach_name, coach_email = excluded.coach_email, scopes = excluded.scopes,
        accepted_at = now(), revoked_at = null;
    outcome := 'accepted';
    accepted_athlete_id := invitation.athlete_id;
end
$$;

-- A coach stops coaching: the grant ends as if the athlete had revoked it.
create function private.leave_athlete(left_athlete_id uuid) returns boolean
language plpgsql security definer set search_path = '' as $$
begin
    update public.coach_grants set revoked_at = now()
    where athlete_id = left_athlete_id and coach_user_id = auth.uid() and revoked_at is null;
    return found;
end
$$;

-- `create or replace` keeps the rights of visible_athlete_ids.
revoke execute on function private.shared_profiles(), private.accept_coach_invitation(text), private.leave_athlete(uuid)
    from public;
grant execute on function private.shared_profiles(), private.accept_coach_invitation(text), private.leave_athlete(uuid)
    to authenticated, app_login;
