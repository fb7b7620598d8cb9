-- What a create answered, kept a day: the same request with the same key gets the same answer and makes nothing twice.
create table private.idempotency_keys (
    user_id uuid not null,
    key text not null check (length(key) between 1 and 200),
    request_sha256 text not null,
    started_at timestamptz not null default now(),
    -- Null while the first request is still being worked on.
    status smallint,
    headers jsonb not null default '{}',
    body bytea,
    primary key (user_id, key)
);
create index idempotency_keys_started_at_idx on private.idempotency_keys (started_at);
grant usage on schema private to app_service;
grant select, insert, update, delete on private.idempotency_keys to app_service;
