"""Puts the knowledge base into the database: only what changed, and vectors where there is a key."""

from __future__ import annotations

import asyncio
import logging
import threading
from pathlib import Path
from typing import NamedTuple

from coach import answers
from coach.pipeline import local_embedding
from coach.pipeline.embed import embed_texts
from coach.pipeline.passage_windows import window_vectors
from coach.readers.knowledge_file import Chunk, read_knowledge_file
from data import db
from data.errors import AppError
from data.knowledge import (
    FoundChunk,
    KnowledgeRow,
    chunks_without_windows,
    insert_windows,
    is_own_search,
    known_hashes,
    replace_chunks,
    try_lock_ingest,
    unembedded_chunks,
    update_embeddings,
)
from data.settings import settings

log = logging.getLogger(__name__)

FOLDER = Path(__file__).parent / "knowledge"
BATCH = 64


class Ingested(NamedTuple):
    """How many passages there are, and how many of them were new or changed, or are gone."""

    total: int
    written: int
    removed: int


def read_knowledge(folder: Path = FOLDER) -> list[Chunk]:
    """Every passage, file by file in order of their names."""
    paths = sorted(path for path in folder.glob("*.md") if path.name != "README.md")
    return [chunk for path in paths for chunk in read_knowledge_file(path.name, path.read_text("utf-8")).chunks]


def ingest(folder: Path = FOLDER) -> Ingested:
    """Bring the database to what the files say. Again, or in a second process, it changes nothing.

    A project with a knowledge base of its own keeps it.
    """
    if not is_own_search():
        return Ingested(0, 0, 0)
    chunks = read_knowledge(folder)
    with db.as_service() as conn:
        if not try_lock_ingest(conn):
            return Ingested(len(chunks), 0, 0)
        known = known_hashes(conn)
        changed = [_row(chunk) for chunk in chunks if known.get(chunk.id) != chunk.content_hash]
        gone = sorted(set(known) - {chunk.id for chunk in chunks})
        if changed or gone:
            replace_chunks(conn, changed, gone)
    if local_embedding.is_active():
        _add_windows(chunks)
    return Ingested(len(chunks), len(changed), len(gone))


def _add_windows(chunks: list[Chunk]) -> None:
    """For passages that have none; what is not shipped takes a quarter of a second each, outside any transaction."""
    with db.as_service() as conn:
        bare = chunks_without_windows(conn)
    waiting = [chunk for chunk in chunks if chunk.id in bare]
    for start in range(0, len(waiting), BATCH):
        vectors = window_vectors(waiting[start : start + BATCH])
        with db.as_service() as conn:
            insert_windows(conn, {chunk_id: rows.tolist() for chunk_id, rows in vectors.items()})


async def embed_missing() -> int:
    """Vectors for the passages that have none; how many were made. After a failure the next start goes on."""
    made = 0
    while settings().openai_api_key and is_own_search():
        chunks = await asyncio.to_thread(_without_vector)
        texts = [f"{one.source_name} › {one.section}\n{one.content}" for one in chunks]
        vectors = await embed_texts(texts) if texts else None
        if not vectors:
            break
        await asyncio.to_thread(_keep_vectors, [chunk.id for chunk in chunks], vectors)
        made += len(chunks)
    return made


def ingest_in_background() -> threading.Thread:
    """What a start does, without waiting for it."""
    thread = threading.Thread(target=_ingest_quietly, name="knowledge base", daemon=True)
    thread.start()
    return thread


def _ingest_quietly() -> None:
    try:
        ingested = ingest()
        if ingested.written or ingested.removed:
            log.info("knowledge base: %d passages, %d written, %d removed", *ingested)
        answers.run(embed_missing())
    except AppError as error:
        log.warning("the knowledge base could not be updated: %s", error.text)


def _without_vector() -> list[FoundChunk]:
    with db.as_service() as conn:
        return unembedded_chunks(conn, BATCH)


def _keep_vectors(ids: list[str], vectors: list[list[float]]) -> None:
    with db.as_service() as conn:
        update_embeddings(conn, list(zip(ids, vectors, strict=True)))


def _row(chunk: Chunk) -> KnowledgeRow:
    return KnowledgeRow(
        id=chunk.id,
        source_doc=chunk.source_doc,
        source_name=chunk.source_name,
        section=chunk.section,
        content=chunk.content,
        topic_tags=list(chunk.topic_tags),
        asks=list(chunk.asks),
        chunk_index=chunk.chunk_index,
        word_count=chunk.word_count,
        content_hash=chunk.content_hash,
    )
