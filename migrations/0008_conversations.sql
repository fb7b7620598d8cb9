-- What athletes and Coach K said to each other.
-- Children carry athlete_id and a composite key: foreign key checks ignore row level security, so with a plain key an
-- athlete could hang a row on somebody else's parent. The unique (id, athlete_id) of a parent is that key's target.

create table public.conversations (
    id uuid primary key default gen_random_uuid(),
    athlete_id uuid not null references public.athlete_profiles (id) on delete cascade,
    -- Made from the first question, or set by the athlete.
    title text check (length(title) between 1 and 200),
    started_at timestamptz not null default now(),
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now(),
    unique (id, athlete_id)
);
create index conversations_athlete_id_updated_at_idx on public.conversations (athlete_id, updated_at desc);
call private.protect_athlete_table('conversations', 'own');

create table public.messages (
    id uuid primary key default gen_random_uuid(),
    athlete_id uuid not null references public.athlete_profiles (id) on delete cascade,
    conversation_id uuid not null,
    role text not null check (role in ('user', 'assistant')),
    content text not null check (length(content) <= 100000),
    rag_chunks_used text[] not null default '{}',
    tokens_in integer check (tokens_in >= 0),
    tokens_out integer check (tokens_out >= 0),
    latency_ms integer check (latency_ms >= 0),
    pinned boolean not null default false,
    feedback text check (feedback in ('thumbs_up', 'thumbs_down')),
    -- What the athlete may confirm with one tap, for example "Log this workout".
    suggested_actions jsonb not null default '[]' check (jsonb_typeof(suggested_actions) = 'array'),
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now(),
    foreign key (conversation_id, athlete_id)
        references public.conversations (id, athlete_id) on delete cascade,
    check (feedback is null or role = 'assistant'),
    check (suggested_actions = '[]' or role = 'assistant')
);
create index messages_athlete_id_created_at_idx on public.messages (athlete_id, created_at desc);
create index messages_conversation_id_idx on public.messages (conversation_id, athlete_id, created_at);
call private.protect_athlete_table('messages', 'own');
