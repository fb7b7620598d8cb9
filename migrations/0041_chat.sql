-- squawk-ignore-file constraint-missing-not-valid, require-concurrent-index-creation, adding-foreign-key-constraint, disallowed-unique-constraint
-- What a chat needs beside its words: how an answer ended, its versions, what Coach K remembers, and what calls cost.

alter table public.conversations
    add column is_pinned boolean not null default false,
    -- A title the athlete gave is never replaced by one that was made.
    add column has_own_title boolean not null default false,
    add column last_message_at timestamptz not null default now();
create index conversations_athlete_id_last_message_at_idx
    on public.conversations (athlete_id, is_pinned desc, last_message_at desc);

-- A thread is its current messages in order of time. Regenerating keeps the former answer, editing the former question
-- with all that followed; both are no longer current.
alter table public.messages
    add constraint messages_id_athlete_id_key unique (id, athlete_id),
    add column question_id uuid,
    add column version smallint not null default 1 check (version between 1 and 1000),
    add column is_current boolean not null default true,
    add column edited_from uuid,
    add column status text not null default 'complete'
        check (status in ('writing', 'complete', 'stopped', 'cut', 'failed')),
    -- Why it ended, in words for the athlete, when it is not complete.
    add column failure text check (length(failure) <= 500),
    add column finish_reason text check (length(finish_reason) <= 40),
    add column origin text check (origin in ('model', 'offline', 'safety', 'cached')),
    add column model text check (length(model) <= 200),
    add column safety_level text not null default 'none'
        check (safety_level in ('none', 'undiagnosed', 'diagnosed', 'emergency')),
    add column first_token_ms integer check (first_token_ms >= 0),
    -- Numbers with a unit that stand in no source of the answer.
    add column number_violations text[] not null default '{}',
    add column feedback_reason text check (length(feedback_reason) <= 1000),
    -- The words of this message and the one before it: what recall searches.
    add column recall_words tsvector,
    add column embedding extensions.vector(1536),
    add constraint messages_question_fkey
        foreign key (question_id, athlete_id) references public.messages (id, athlete_id) on delete cascade,
    add constraint messages_edited_from_fkey
        foreign key (edited_from, athlete_id) references public.messages (id, athlete_id) on delete cascade,
    add constraint messages_reason_has_feedback check (feedback_reason is null or feedback is not null);
create index messages_question_id_idx on public.messages (question_id, athlete_id);
create index messages_edited_from_idx on public.messages (edited_from, athlete_id);
create index messages_recall_words_idx on public.messages using gin (recall_words);

-- What Coach K knows about an athlete beyond the profile. A newer value ends the older one, which stays.
create table public.athlete_facts (
    id uuid primary key default gen_random_uuid(),
    athlete_id uuid not null references public.athlete_profiles (id) on delete cascade,
    name text not null check (length(name) between 1 and 80),
    value text not null check (length(value) between 1 and 300),
    unit text check (length(unit) between 1 and 20),
    valid_from date not null default current_date,
    valid_to date,
    source_message_id uuid,
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now(),
    check (valid_to is null or valid_to >= valid_from),
    foreign key (source_message_id, athlete_id)
        references public.messages (id, athlete_id) on delete set null (source_message_id)
);
create unique index athlete_facts_current_idx on public.athlete_facts (athlete_id, lower(name)) where valid_to is null;
create index athlete_facts_athlete_id_idx on public.athlete_facts (athlete_id, valid_from);
create index athlete_facts_source_message_id_idx on public.athlete_facts (source_message_id, athlete_id);
call private.protect_athlete_table('athlete_facts', 'own');

-- One row per call of a model: budgets are counted here, over all processes. No words are kept.
create table private.model_calls (
    id bigint generated always as identity primary key,
    called_at timestamptz not null default now(),
    user_id uuid references auth.users (id) on delete set null,
    tier text not null check (tier in ('large', 'small', 'embedding')),
    kind text not null check (length(kind) between 1 and 40),
    outcome text check (length(outcome) <= 40),
    tokens_in integer check (tokens_in >= 0),
    tokens_out integer check (tokens_out >= 0),
    latency_ms integer check (latency_ms >= 0)
);
create index model_calls_called_at_idx on private.model_calls (called_at, tier);
create index model_calls_user_id_idx on private.model_calls (user_id, called_at);
-- What the provider last said is left, which is truer than our own count.
create table private.provider_limits (
    tier text primary key check (tier in ('large', 'small', 'embedding')),
    remaining_requests integer,
    remaining_tokens integer,
    resets_at timestamptz,
    seen_at timestamptz not null default now()
);
grant select, insert, update, delete on private.model_calls, private.provider_limits to app_service;
