-- on: plain
-- Local accounts: what Supabase Auth keeps beside auth.users. Tokens are stored as SHA-256 hashes only.

create table auth.sessions (
    id uuid primary key default gen_random_uuid(),
    user_id uuid not null references auth.users (id) on delete cascade,
    created_at timestamptz not null default now(),
    refreshed_at timestamptz,
    not_after timestamptz not null,
    -- Set when a used refresh token came back: nobody may use this session again.
    revoked_at timestamptz,
    user_agent text not null default '',
    ip text not null default ''
);
create index sessions_user_id_idx on auth.sessions (user_id);

create table auth.refresh_tokens (
    id bigint generated always as identity primary key,
    token_hash text not null unique,
    session_id uuid not null references auth.sessions (id) on delete cascade,
    created_at timestamptz not null default now(),
    used_at timestamptz
);
create index refresh_tokens_session_id_idx on auth.refresh_tokens (session_id);

-- One row per link that was mailed and not yet used; a new link replaces the old one.
create table auth.one_time_tokens (
    token_hash text primary key,
    user_id uuid not null references auth.users (id) on delete cascade,
    token_type text not null check (token_type in ('signup', 'recovery', 'email_change')),
    created_at timestamptz not null default now(),
    expires_at timestamptz not null,
    unique (user_id, token_type)
);

alter table auth.sessions owner to supabase_auth_admin;
alter table auth.refresh_tokens owner to supabase_auth_admin;
alter table auth.one_time_tokens owner to supabase_auth_admin;

alter table auth.sessions enable row level security;
alter table auth.refresh_tokens enable row level security;
alter table auth.one_time_tokens enable row level security;

grant usage on schema auth to app_service;
grant select, insert, update, delete on auth.users to app_service;
grant select, insert, update, delete on auth.sessions to app_service;
grant select, insert, update, delete on auth.refresh_tokens to app_service;
grant select, insert, update, delete on auth.one_time_tokens to app_service;

create policy accounts_by_service on auth.users for all to app_service using (true) with check (true);
create policy accounts_by_service on auth.sessions for all to app_service using (true) with check (true);
create policy accounts_by_service on auth.refresh_tokens for all to app_service using (true) with check (true);
create policy accounts_by_service on auth.one_time_tokens for all to app_service using (true) with check (true);
