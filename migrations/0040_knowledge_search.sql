-- The knowledge base's own search: BM25 in SQL, fused with vectors where there are any, and a floor under both.
-- A project that brought its own table and function keeps them; then nothing here touches it.
set local check_function_bodies = off;

-- One row per word and passage; weight counts a heading's word three times. Rebuilt whole after every change.
create table private.knowledge_terms (
    lexeme text not null,
    chunk_id text not null,
    weight real not null check (weight > 0),
    primary key (lexeme, chunk_id)
);
create table private.knowledge_lexemes (
    lexeme text primary key,
    idf real not null,
    in_topics boolean not null
);
create table private.knowledge_lengths (
    chunk_id text primary key,
    length real not null check (length > 0)
);
-- Parts of a passage as a small local model sees them; used by the optional local embeddings alone.
create table private.knowledge_windows (
    chunk_id text not null,
    position smallint not null check (position > 0),
    embedding extensions.vector(384) not null,
    primary key (chunk_id, position)
);
-- How athletes type it and how the passages write it, as lexemes; an abbreviation may stand for several.
create table private.knowledge_synonyms (
    lexeme text not null,
    means text not null,
    primary key (lexeme, means)
);
insert into private.knowledge_synonyms (lexeme, means)
select distinct typed.lexeme, written.lexeme
from (
    values ('bbj', 'burpee broad jump'), ('bbjs', 'burpee broad jump'), ('wb', 'wall ball'), ('wbs', 'wall ball'),
           ('wallball', 'wall ball'), ('ski', 'skierg'), ('skii', 'skierg'), ('kb', 'kettlebell'),
           ('kbs', 'kettlebell'), ('cary', 'carry'), ('wal', 'wall'), ('norep', 'no-rep'), ('dq', 'disqualified'),
           ('rox', 'roxzone'), ('doms', 'sore'), ('pb', 'record'), ('pr', 'record'), ('hr', 'heart rate'), ('carb', 'carbohydrate'),
           ('hrs', 'hours'), ('yr', 'year'), ('yrs', 'year'), ('lb', 'weight'), ('mile', 'kilometre'),
           ('beer', 'alcohol'), ('covid', 'illness'), ('nervous', 'nerves'), ('cutoff', 'cap'), ('woman', 'women'),
           ('man', 'men'), ('garmin', 'watch'), ('strava', 'watch')
) as said (by_athletes, in_passages)
cross join lateral unnest(tsvector_to_array(to_tsvector('english', said.by_athletes))) as typed (lexeme)
cross join lateral unnest(tsvector_to_array(to_tsvector('english', said.in_passages))) as written (lexeme);

-- Words that mark a question as one about training, and words of asking that mark nothing. For the floor only.
create table private.knowledge_marks (
    lexeme text primary key,
    is_training boolean not null
);
insert into private.knowledge_marks (lexeme, is_training)
select distinct word.lexeme, marks.is_training
from (
    values (true, 'hyrox roxzone rox skierg ski erg sled burpee bbj lunge sandbag kettlebell row rower rowing'),
           (true, 'run running runner jog marathon triathlon ironman pace pacing split tempo threshold interval'),
           (true, 'fartlek sprint mileage cadence treadmill stride stroke damper race racing station relay doubles'),
           (true, 'division wave lap penalty rep no-rep qualify competition openers pro age finish tickets personal pb'),
           (true, 'train training trainer workout wod session exercise warm-up cool-down deload taper periodisation'),
           (true, 'simulation emom amrap tabata circuit superset set beginner progression test goal weakness'),
           (true, 'strength lift squat deadlift gym dumbbell barbell plank core mobility stretch vest shoe grip'),
           (true, 'recovery recover rest sore soreness fatigue overtraining overtrained overreaching readiness hrv'),
           (true, 'vo2max lactate aerobic endurance cardio fitness zone rpe effort heart altitude hot heat cold'),
           (true, 'protein carb carbohydrate creatine caffeine electrolyte hydration hydrate supplement gel fuel'),
           (true, 'beetroot alanine magnesium sodium injury injured pain hurt knee shin achilles hamstring calf plantar'),
           (true, 'shoulder hip ankle quad glute muscle cramp blister sleep slept athlete coach crossfit'),
           (true, 'tired sick ill illness fever flu covid pregnant menstrual nervous nerves motivated motivation'),
           (true, 'min garmin strava'),
           (false, 'much many get got go want need know really ok okay tell please give im dont cant what whats also'),
           (false, 'still even ever thing something anything lot let would could make find help like use keep ask'),
           (false, 'feel felt shit fuck damn hell crap')
) as marks (is_training, words)
cross join lateral unnest(tsvector_to_array(to_tsvector('english', marks.words))) as word (lexeme);

grant select
    on private.knowledge_terms, private.knowledge_lexemes, private.knowledge_lengths, private.knowledge_windows,
       private.knowledge_synonyms, private.knowledge_marks
    to authenticated, app_login, app_service;
grant insert, update, delete
    on private.knowledge_terms, private.knowledge_lexemes, private.knowledge_lengths, private.knowledge_windows
    to app_service;

-- Each word of a question with what it means: itself, its synonyms, or, when no passage has it, the topic one slip
-- of a key away. Two words are a slip apart when they are equal without one letter each, which covers two swapped.
create function private.meant_words(query_text text) returns table (asked text, lexeme text)
language sql stable set search_path = '' as $$
    with typed as (
        select word.lexeme as asked, known.lexeme is not null as is_known
        from unnest(tsvector_to_array(to_tsvector('english', query_text))) as word (lexeme)
        left join private.knowledge_lexemes as known on known.lexeme = word.lexeme
    )
    select typed.asked, typed.asked from typed
    union
    select typed.asked, synonym.means
    from typed
    join private.knowledge_synonyms as synonym on synonym.lexeme = typed.asked
    union
    select typed.asked, near.lexeme
    from typed
    cross join lateral (
        select known.lexeme
        from private.knowledge_lexemes as known
        where known.in_topics
          and known.lexeme ^@ left(typed.asked, 1)
          and length(known.lexeme) between length(typed.asked) - 1 and length(typed.asked) + 1
          and exists (
              select
              from generate_series(0, length(typed.asked)) as left_out (typed),
                   generate_series(0, length(known.lexeme)) as left_off (known)
              where overlay(typed.asked placing '' from greatest(left_out.typed, 1) for least(left_out.typed, 1))
                  = overlay(known.lexeme placing '' from greatest(left_off.known, 1) for least(left_off.known, 1))
          )
        order by known.idf, known.lexeme
        limit 1
    ) as near
    where not typed.is_known and length(typed.asked) >= 5
$$;

-- BM25 (k1 1.6, b 0.6), best first.
create function private.lexical_ranking(query_text text, best integer)
returns table (chunk_id text, score real)
language sql stable set search_path = '' as $$
    with word as (
        select distinct known.lexeme, known.idf
        from private.meant_words(query_text) as meant
        join private.knowledge_lexemes as known on known.lexeme = meant.lexeme
    ), mean as (
        select avg(length) as length from private.knowledge_lengths
    )
    select term.chunk_id,
           sum(word.idf * term.weight * 2.6
               / (term.weight + 1.6 * (0.4 + 0.6 * own.length / mean.length)))::real as score
    from word
    join private.knowledge_terms as term on term.lexeme = word.lexeme
    join private.knowledge_lengths as own on own.chunk_id = term.chunk_id
    cross join mean
    group by term.chunk_id
    order by score desc, term.chunk_id
    limit best
$$;

-- How much a question looks like one of ours, by its words.
-- Scores are taken as a share of the rarest word's, and a word no passage has weighs little in a small base: so the
-- measure means the same in bases of all sizes.
create function private.lexical_relevance(query_text text, best_score real)
returns double precision
language sql stable set search_path = '' as $$
    with base as (
        select count(*)::double precision as passages from private.knowledge_lengths
    ), meaning as (
        select meant.asked,
               coalesce(bool_or(mark.is_training), false) as is_training,
               coalesce(bool_or(known.in_topics), false) as is_topic,
               count(known.lexeme) > 0 as is_known
        from private.meant_words(query_text) as meant
        left join private.knowledge_lexemes as known on known.lexeme = meant.lexeme
        left join private.knowledge_marks as mark on mark.lexeme = meant.lexeme
        where meant.asked !~ '^[0-9]'
        group by meant.asked
        having bool_and(mark.is_training is distinct from false)
    )
    select 2.8 * best_score / ln(2 + 2 * base.passages)
           + coalesce(sum(case
                 when meaning.is_training then 2
                 when meaning.is_topic then 1
                 when meaning.is_known then -1
                 else -5 * base.passages / (base.passages + 100)
             end), 0)
    from base
    left join meaning on true
    group by base.passages
$$;

-- Words, idf and lengths of all passages anew, from the passages as they are.
-- `security definer`: only an owner may have statistics taken, and without them a search takes ten times as long.
create function private.rebuild_knowledge_terms() returns void
language sql security definer set search_path = '' as $$
    delete from private.knowledge_terms;
    delete from private.knowledge_lexemes;
    delete from private.knowledge_lengths;
    insert into private.knowledge_terms (lexeme, chunk_id, weight)
    select word.lexeme, chunk.id, sum(part.factor * cardinality(word.positions))
    from public.knowledge_chunks as chunk
    cross join lateral (
        values (3, concat_ws(' ', chunk.source_name, chunk.section)),
               (1, chunk.content),
               (1, array_to_string(chunk.asks, ' ')),
               (1, array_to_string(chunk.topic_tags, ' '))
    ) as part (factor, body)
    cross join lateral unnest(to_tsvector('english', part.body)) as word
    group by word.lexeme, chunk.id;
    insert into private.knowledge_lengths (chunk_id, length)
    select chunk_id, sum(weight) from private.knowledge_terms group by chunk_id;
    insert into private.knowledge_lexemes (lexeme, idf, in_topics)
    select term.lexeme,
           ln(1 + ((select count(*) from private.knowledge_lengths) - count(*) + 0.5) / (count(*) + 0.5)),
           term.lexeme in (
               select word.lexeme
               from public.knowledge_chunks as chunk
               cross join lateral unnest(to_tsvector('english', array_to_string(chunk.topic_tags, ' '))) as word
           )
    from private.knowledge_terms as term
    group by term.lexeme;
    analyze private.knowledge_terms, private.knowledge_lexemes, private.knowledge_lengths;
$$;

revoke execute
    on function private.meant_words(text), private.lexical_ranking(text, integer),
       private.lexical_relevance(text, real), private.rebuild_knowledge_terms()
    from public;
grant execute
    on function private.meant_words(text), private.lexical_ranking(text, integer),
       private.lexical_relevance(text, real)
    to authenticated, app_login, app_service, service_role;
grant execute on function private.rebuild_knowledge_terms() to app_service;

do $upgrade$
begin
    if not exists (
        select from pg_catalog.pg_policy
        where polrelid = 'public.knowledge_chunks'::regclass and polname = 'signed_in_reads'
    ) then
        return;
    end if;
    alter table public.knowledge_chunks
        -- The questions a passage answers, as athletes type them: searched like its words.
        add column asks text[] not null default '{}',
        -- Of everything search or an answer would show; equal means nothing to do.
        add column content_hash text;
    grant insert, update, delete on public.knowledge_chunks to app_service;
    create policy service_maintains on public.knowledge_chunks for all to app_service using (true) with check (true);

    -- A vector of 1,536 numbers is compared with the passages, one of 384 with their windows.
    create or replace function public.hybrid_search_chunks(
        query_text text,
        query_embedding extensions.vector,
        match_count integer default 5,
        full_text_weight double precision default 1,
        semantic_weight double precision default 1,
        rrf_k integer default 50
    ) returns table (
        id text, content text, source_name text, section text, topic_tags text[], score double precision
    ) language sql stable set search_path = '' as $function$
        with ranked as (
            select * from private.lexical_ranking(query_text, 20)
        ), lexical as (
            select chunk_id, row_number() over (order by score desc, chunk_id) as place from ranked
        ), nearest as (
            (
                select chunk.id as chunk_id, chunk.embedding operator(extensions.<=>) query_embedding as distance
                from public.knowledge_chunks as chunk
                where case when extensions.vector_dims(query_embedding) = 1536 then chunk.embedding is not null end
                order by distance
                limit 20
            )
            union all
            (
                select part.chunk_id, min(part.embedding operator(extensions.<=>) query_embedding) as distance
                from private.knowledge_windows as part
                where extensions.vector_dims(query_embedding) = 384
                group by part.chunk_id
                order by distance
                limit 20
            )
        ), semantic as (
            select chunk_id, row_number() over (order by distance, chunk_id) as place from nearest
        ), closeness as (
            select coalesce(private.lexical_relevance(query_text, (select max(score) from ranked)), 0) as by_words,
                   (select 1 - min(distance) from nearest) as by_vector
        ), gate as (
            -- Never on the fused score: its highest value says nothing about relevance. docs/coach.md has the figures.
            select case
                when by_vector is null then by_words >= 2.5
                else by_words + 10 * by_vector >= 6.2 or by_vector >= 0.50
            end as is_relevant
            from closeness
        )
        select chunk.id, chunk.content, chunk.source_name, chunk.section, chunk.topic_tags,
               coalesce(full_text_weight / (rrf_k + lexical.place), 0)
               + coalesce(semantic_weight / (rrf_k + semantic.place), 0) as score
        from lexical
        full join semantic using (chunk_id)
        join public.knowledge_chunks as chunk on chunk.id = chunk_id
        cross join gate
        where gate.is_relevant
        order by score desc, chunk.id
        limit match_count
    $function$;
end
$upgrade$;
