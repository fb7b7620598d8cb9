-- Coach K's knowledge base and its search. A Supabase project that already has the table (with row level security off,
-- on purpose) and the functions keeps them untouched; where we create them, the table is protected: signed-in people read.
create extension if not exists vector with schema extensions;

do $create$
begin
    if to_regclass('public.knowledge_chunks') is null then
        create table public.knowledge_chunks (
            id text primary key check (length(id) between 1 and 200),
            source_doc text not null check (length(source_doc) between 1 and 500),
            source_name text check (length(source_name) <= 500),
            section text check (length(section) <= 500),
            content text not null check (length(content) between 1 and 50000),
            topic_tags text[] not null default '{}',
            chunk_index integer check (chunk_index >= 0),
            word_count integer check (word_count >= 0),
            est_tokens integer check (est_tokens >= 0),
            -- Headings weigh more than the text below them.
            fts tsvector generated always as (
                setweight(to_tsvector('english', coalesce(source_name, '') || ' ' || coalesce(section, '')), 'A')
                || setweight(to_tsvector('english', content), 'B')
            ) stored,
            -- No vector index: below some 5,000 chunks exact search is faster and misses nothing.
            embedding extensions.vector(1536),
            created_at timestamptz not null default now()
        );
        create index knowledge_chunks_fts_idx on public.knowledge_chunks using gin (fts);
        create index knowledge_chunks_source_doc_idx on public.knowledge_chunks (source_doc, chunk_index);
        alter table public.knowledge_chunks enable row level security;
        revoke all on public.knowledge_chunks from public, anon, authenticated, service_role;
        grant select on public.knowledge_chunks to authenticated;
        grant select, insert, update, delete on public.knowledge_chunks to service_role;
        create policy signed_in_reads on public.knowledge_chunks for select to authenticated, app_login using (true);
    end if;

    -- Reciprocal rank fusion of full text and vectors: score = sum of weight / (rrf_k + place) over both rankings.
    -- Without an embedding the vector half is empty, so the answer is the full-text ranking.
    if not exists (
        select from pg_catalog.pg_proc
        where proname = 'hybrid_search_chunks' and pronamespace = 'public'::regnamespace
    ) then
        create function public.hybrid_search_chunks(
            query_text text,
            query_embedding extensions.vector,
            match_count integer default 5,
            full_text_weight double precision default 1,
            semantic_weight double precision default 1,
            rrf_k integer default 50
        ) returns table (
            id text, content text, source_name text, section text, topic_tags text[], score double precision
        ) language sql stable set search_path = '' as $function$
            with asked as (
                -- Any word may match: questions hardly ever share all their words with an answer.
                select replace(plainto_tsquery('english', query_text)::text, ' & ', ' | ')::tsquery as words
            ),
            lexical as (
                select chunk.id, row_number() over (order by ts_rank(chunk.fts, asked.words) desc, chunk.id) as place
                from public.knowledge_chunks as chunk
                cross join asked
                where chunk.fts @@ asked.words
                order by place
                limit greatest(match_count * 4, 20)
            ),
            nearest as (
                select chunk.id, chunk.embedding operator(extensions.<=>) query_embedding as distance
                from public.knowledge_chunks as chunk
                where query_embedding is not null and chunk.embedding is not null
                order by distance
                limit greatest(match_count * 4, 20)
            ),
            semantic as (
                select nearest.id, row_number() over (order by nearest.distance, nearest.id) as place
                from nearest
            ),
            fused as (
                select
                    id,
                    coalesce(full_text_weight / (rrf_k + lexical.place), 0)
                    + coalesce(semantic_weight / (rrf_k + semantic.place), 0) as score
                from lexical
                full join semantic using (id)
            )
            select chunk.id, chunk.content, chunk.source_name, chunk.section, chunk.topic_tags, fused.score
            from fused
            inner join public.knowledge_chunks as chunk on chunk.id = fused.id
            order by fused.score desc, chunk.id
            limit match_count
        $function$;
        revoke execute on function public.hybrid_search_chunks from public, anon;
        grant execute on function public.hybrid_search_chunks to authenticated, app_login, app_service, service_role;
    end if;

    -- Vectors alone, nearest first; similarity is 1 for the same direction, 0 for unrelated ones.
    if not exists (
        select from pg_catalog.pg_proc
        where proname = 'match_chunks' and pronamespace = 'public'::regnamespace
    ) then
        create function public.match_chunks(
            query_embedding extensions.vector,
            match_threshold double precision default 0,
            match_count integer default 5
        ) returns table (
            id text, content text, source_name text, section text, topic_tags text[], similarity double precision
        ) language sql stable set search_path = '' as $function$
            select
                chunk.id, chunk.content, chunk.source_name, chunk.section, chunk.topic_tags,
                1 - (chunk.embedding operator(extensions.<=>) query_embedding) as similarity
            from public.knowledge_chunks as chunk
            where query_embedding is not null
                and chunk.embedding is not null
                and 1 - (chunk.embedding operator(extensions.<=>) query_embedding) >= match_threshold
            order by chunk.embedding operator(extensions.<=>) query_embedding
            limit match_count
        $function$;
        revoke execute on function public.match_chunks from public, anon;
        grant execute on function public.match_chunks to authenticated, app_login, app_service, service_role;
    end if;
end
$create$;

-- Also where the table was there before: Supabase's roles can read it, ours cannot yet.
grant select on public.knowledge_chunks to app_login, app_service;
