"""Passages as the local model sees them: overlapping windows of words, and the questions they answer as one more.

The vectors of our own knowledge base are shipped; `make knowledge-vectors` makes them anew after a change of its words.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np

from coach.pipeline.local_embedding import Floats, embed_locally
from coach.readers.knowledge_file import Chunk

SHIPPED = Path(__file__).parents[1] / "knowledge" / "windows.npz"
WORDS, STEP = 150, 110


def window_texts(chunk: Chunk) -> list[str]:
    """150 words every 110, each behind the heading path: the model reads about 190 words at a time."""
    path = f"{chunk.source_name} › {chunk.section}"
    words = chunk.content.split()
    starts = range(0, max(len(words) - WORDS + STEP, 1), STEP)
    parts = [" ".join(words[start : start + WORDS]) for start in starts]
    return [f"{path}\n{part}" for part in (*parts, " ".join(chunk.asks))]


def window_vectors(chunks: Sequence[Chunk], shipped: Path = SHIPPED) -> dict[str, Floats]:
    """The windows of each passage by its id, one row per window; only what is not shipped is computed."""
    known = _shipped_vectors(shipped)
    return {
        chunk.id: known[chunk.content_hash] if chunk.content_hash in known else embed_locally(window_texts(chunk))
        for chunk in chunks
    }


def write_vectors(chunks: Sequence[Chunk], path: Path = SHIPPED) -> int:
    """Ship the windows of these passages and of no others; how many windows there are."""
    vectors = window_vectors(chunks, path)
    hashes = [chunk.content_hash for chunk in chunks for _ in vectors[chunk.id]]
    rows = [row for chunk in chunks for row in vectors[chunk.id]]
    np.savez_compressed(path, hashes=np.array(hashes, dtype="S64"), vectors=np.array(rows, dtype=np.float16))
    return len(rows)


def _shipped_vectors(path: Path) -> dict[str, Floats]:
    if not path.exists():
        return {}
    with np.load(path, allow_pickle=False) as shipped:
        hashes, vectors = shipped["hashes"], shipped["vectors"].astype(np.float32)
    names, starts = np.unique(hashes, return_index=True)
    order = np.argsort(starts)
    parts = np.split(vectors, np.sort(starts)[1:])
    return {names[place].decode(): part for place, part in zip(order, parts, strict=True)}
