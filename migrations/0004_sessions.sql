-- Browser sessions and the sign-in throttle, the same for local accounts and for Supabase Auth.
create schema if not exists private;
grant usage on schema private to app_service;

-- One row per signed-in browser. The cookie holds the token, this table only its SHA-256 hash.
create table private.browser_sessions (
    token_hash text primary key,
    user_id uuid not null references auth.users (id) on delete cascade,
    email text not null,
    auth_session_id uuid,
    -- Encrypted with the server's secret.
    refresh_token bytea,
    -- Until then a new password may be set without the old one: the browser came by a reset link.
    recovery_until timestamptz,
    created_at timestamptz not null default now(),
    last_seen_at timestamptz not null default now()
);
create index browser_sessions_user_id_idx on private.browser_sessions (user_id);

-- One row per sign-in that failed or is being tried. The account is a hash: people mistype, also passwords.
create table private.sign_in_failures (
    id bigint generated always as identity primary key,
    account_hash text not null,
    address text not null,
    failed_at timestamptz not null default now()
);
create index sign_in_failures_account_idx on private.sign_in_failures (account_hash, failed_at);
create index sign_in_failures_address_idx on private.sign_in_failures (address, failed_at);
create index sign_in_failures_failed_at_idx on private.sign_in_failures (failed_at);

alter table private.browser_sessions enable row level security;
alter table private.sign_in_failures enable row level security;
grant select, insert, update, delete on private.browser_sessions to app_service;
grant select, insert, update, delete on private.sign_in_failures to app_service;
create policy sessions_by_service on private.browser_sessions for all to app_service using (true) with check (true);
create policy sessions_by_service on private.sign_in_failures for all to app_service using (true) with check (true);
