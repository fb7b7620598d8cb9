"""The knowledge base as kept: its passages, what search needs, and the search itself."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import LiteralString, NamedTuple

from psycopg import errors

from data import db
from data.db import Connection, User

OURS: LiteralString = """
select exists (select from pg_catalog.pg_attribute
               where attrelid = 'public.knowledge_chunks'::regclass and attname = 'content_hash') as is_ours
"""
SEARCH: LiteralString = "select * from hybrid_search_chunks(%s, %s::extensions.vector, %s, %s, %s, %s)"


class FoundChunk(NamedTuple):
    """A passage as the search returns it, best first; `score` compares the passages of one answer only."""

    id: str
    content: str
    source_name: str
    section: str
    topic_tags: list[str]
    score: float


class KnowledgeRow(NamedTuple):
    """A passage as it is put into the database."""

    id: str
    source_doc: str
    source_name: str
    section: str
    content: str
    topic_tags: list[str]
    asks: list[str]
    chunk_index: int
    word_count: int
    content_hash: str


class SearchArguments(NamedTuple):
    """The pipeline's constants."""

    match_count: int = 5
    full_text_weight: float = 1.0
    semantic_weight: float = 1.0
    rrf_k: int = 50


PIPELINE = SearchArguments()


def search_chunks(
    user: User, question: str, embedding: Sequence[float] | None = None, wanted: SearchArguments = PIPELINE
) -> list[FoundChunk]:
    """What the knowledge base has on a question; nothing when nothing is close enough.

    A project's own function needs a vector: without one it would rank at random, so it is not asked.
    """
    if embedding is None and not is_own_search():
        return []
    vector = None if embedding is None else str(list(embedding))
    (rows,) = db.read_all(user, (SEARCH, (question, vector, *wanted)))
    return [FoundChunk(**row) for row in rows]


def chunks_by_id(user: User, ids: Sequence[str]) -> list[FoundChunk]:
    """The sources of an answer, in the order asked for; those that are gone are left out."""
    (rows,) = db.read_all(
        user,
        (
            "select id, content, source_name, section, topic_tags, 0.0::float8 as score from knowledge_chunks"
            " where id = any (%s) order by array_position(%s::text[], id)",
            (list(ids), list(ids)),
        ),
    )
    return [FoundChunk(**row) for row in rows]


_is_ours: list[bool] = []


def is_own_search() -> bool:
    """Whether table and function are ours; asked once per process."""
    if not _is_ours:
        with db.read_reference() as conn:
            (row,) = conn.execute(OURS).fetchall()
        _is_ours.append(bool(row["is_ours"]))
    return _is_ours[0]


def known_hashes(conn: Connection) -> dict[str, str]:
    """The content hash of every passage by id."""
    return {row["id"]: row["content_hash"] for row in conn.execute("select id, content_hash from knowledge_chunks")}


def replace_chunks(conn: Connection, rows: Sequence[KnowledgeRow], gone: Sequence[str]) -> None:
    """Put these passages in place of those of the same id, remove those that are gone, and prepare the search.

    A changed passage loses its vector: it was made from other words.
    """
    conn.execute("delete from knowledge_chunks where id = any (%s)", (list(gone),))
    conn.execute(
        "delete from private.knowledge_windows where chunk_id = any (%s)", ([*gone, *(row.id for row in rows)],)
    )
    with conn.cursor() as cursor:
        cursor.executemany(
            """
            insert into knowledge_chunks as kept (id, source_doc, source_name, section, content, topic_tags, asks,
                chunk_index, word_count, est_tokens, content_hash)
            values (%s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s)
            on conflict (id) do update set source_doc = excluded.source_doc, source_name = excluded.source_name,
                section = excluded.section, content = excluded.content, topic_tags = excluded.topic_tags,
                asks = excluded.asks, chunk_index = excluded.chunk_index, word_count = excluded.word_count,
                est_tokens = excluded.est_tokens, content_hash = excluded.content_hash, embedding = null
            """,
            [(*row[:-1], len(row.content) // 4, row.content_hash) for row in rows],
        )
    conn.execute("select private.rebuild_knowledge_terms()")


def chunks_without_windows(conn: Connection) -> set[str]:
    """Passages the optional local model has not read yet, by id."""
    rows = conn.execute("select id from knowledge_chunks except select chunk_id from private.knowledge_windows")
    return {row["id"] for row in rows}


def insert_windows(conn: Connection, windows: Mapping[str, Sequence[Sequence[float]]]) -> None:
    """The vectors of each passage's windows, 384 numbers each, in the order of the text; those there already stay."""
    with conn.cursor() as cursor:
        cursor.executemany(
            "insert into private.knowledge_windows (chunk_id, position, embedding)"
            " values (%s, %s, %s::extensions.vector) on conflict do nothing",
            [
                (chunk_id, position, str(list(vector)))
                for chunk_id, vectors in windows.items()
                for position, vector in enumerate(vectors, 1)
            ],
        )


def unembedded_chunks(conn: Connection, limit: int) -> list[FoundChunk]:
    """Passages without a vector, a batch at a time."""
    rows = conn.execute(
        "select id, content, source_name, section, topic_tags, 0.0::float8 as score from knowledge_chunks"
        " where embedding is null order by id limit %s",
        (limit,),
    )
    return [FoundChunk(**row) for row in rows]


def update_embeddings(conn: Connection, embeddings: Sequence[tuple[str, Sequence[float]]]) -> None:
    with conn.cursor() as cursor:
        cursor.executemany(
            "update knowledge_chunks set embedding = %s::extensions.vector where id = %s",
            [(str(list(embedding)), chunk_id) for chunk_id, embedding in embeddings],
        )


def try_lock_ingest(conn: Connection) -> bool:
    """Whether this transaction may ingest: of several processes that start together, one does."""
    try:
        (row,) = conn.execute("select pg_try_advisory_xact_lock(7120502) as is_mine").fetchall()
    except errors.InsufficientPrivilege:
        return False
    return bool(row["is_mine"])
