"""What was said before: BM25 over an athlete's own messages, each with the one before it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import LiteralString, NamedTuple
from uuid import UUID

from data import db

# k1 1.2, b 0.4, over lexemes of message and previous message; idf and mean length from the athlete's own messages.
# With a vector, its ranking joins at half weight (reciprocal rank, k 10).
RECALL: LiteralString = """
with asked as (
    select array(select unnest(tsvector_to_array(to_tsvector('english', %(text)s)))) as lexemes
), own as (
    select said.id, said.role, said.content, said.created_at, said.recall_words, said.embedding,
           length(said.recall_words)::float8 as size
    from messages said
    where said.athlete_id = (select private.my_athlete_id()) and said.is_current and said.recall_words is not null
      and said.status <> 'failed' and said.content <> '' and said.id <> all (%(without)s)
      and (%(first)s::date is null or said.created_at >= %(first)s::date)
      and (%(last)s::date is null or said.created_at < %(last)s::date + 1)
), totals as (
    select count(*)::float8 as n, greatest(avg(size), 1) as mean_size from own
), term as (
    select own.id, own.size, word.lexeme, cardinality(word.positions)::float8 as tf
    from own cross join asked cross join lateral unnest(own.recall_words) word
    where own.recall_words @@ (
        select string_agg(quote_literal(lexeme), ' | ')::tsquery from unnest(asked.lexemes) lexeme)
      and word.lexeme = any (asked.lexemes)
), weight as (
    select lexeme, ln(1 + (totals.n - count(*) + 0.5) / (count(*) + 0.5)) as idf
    from term cross join totals group by lexeme, totals.n
), lexical as (
    select term.id, sum(idf * tf * 2.2 / (tf + 1.2 * (0.6 + 0.4 * size / mean_size))) as score, count(*) as words
    from term join weight using (lexeme) cross join totals group by term.id
), placed as (
    select id, row_number() over (order by score desc, id) as place from lexical
    where words >= least(2, cardinality((select lexemes from asked)))
), near as (
    select id, row_number() over (order by embedding operator(extensions.<=>) %(embedding)s::extensions.vector, id)
        as place
    from own where embedding is not null and %(embedding)s::text is not null
      and 1 - (embedding operator(extensions.<=>) %(embedding)s::extensions.vector) >= 0.4
)
select own.role, own.content, own.created_at,
       coalesce(1.0 / (10 + placed.place), 0) + coalesce(0.5 / (10 + near.place), 0) as score
from placed full join near using (id) join own using (id)
order by score desc, own.created_at desc limit %(limit)s
"""
RECALL_COUNT = 5
KEPT_DIMENSIONS = 1536  # of a message's vector; the local model's 384 compare with passages only


class Remembered(NamedTuple):
    """Something that was said, and when."""

    role: str
    content: str
    created_at: datetime
    score: float


class Span(NamedTuple):
    """Days, both included; None is open."""

    first: date | None = None
    last: date | None = None


ALWAYS = Span()


def recall_query(
    text: str,
    without: Sequence[UUID],
    span: Span = ALWAYS,
    embedding: Sequence[float] | None = None,
) -> db.Query:
    """The messages that have most to do with this text, without those already in the history."""
    return RECALL, {
        "text": text,
        "without": list(without),
        "first": span.first,
        "last": span.last,
        "embedding": None if embedding is None or len(embedding) != KEPT_DIMENSIONS else str(list(embedding)),
        "limit": RECALL_COUNT,
    }


def remembered_of(rows: list[db.Row]) -> list[Remembered]:
    return [Remembered(**row) for row in rows]
