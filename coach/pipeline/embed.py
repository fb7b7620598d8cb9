"""Vectors of texts: by OpenAI when there is a key, by a small local model when that is installed, else none.

Without a vector search goes on by words alone.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Sequence

from coach.pipeline import local_embedding
from coach.pipeline.provider import embedding_client
from data.settings import settings

log = logging.getLogger(__name__)

MODEL, DIMENSIONS = "text-embedding-3-small", 1536
QUESTION_S, BATCH_S = 4.0, 60.0


async def embed_question(text: str, *, may_leave: bool = True) -> list[float] | None:
    """1,536 numbers by OpenAI, if the text may leave this machine, or 384 by the local model, or None.

    None also after four seconds or any failure, which is logged.
    """
    if local_embedding.is_active():
        return [float(number) for number in (await asyncio.to_thread(local_embedding.embed_locally, [text]))[0]]
    if not (may_leave and settings().openai_api_key):
        return None
    vectors = await embed_texts([text], QUESTION_S)
    return vectors[0] if vectors else None


async def embed_texts(texts: Sequence[str], within_s: float = BATCH_S) -> list[list[float]] | None:
    """One vector per text in the same order, or None when the provider failed; never raises for that."""
    from openai import OpenAIError

    try:
        async with asyncio.timeout(within_s):
            answer = await embedding_client().embeddings.create(model=MODEL, input=list(texts), encoding_format="float")
    except (TimeoutError, OpenAIError, ValueError) as failure:
        log.warning("no embedding, searching by words alone: %s", type(failure).__name__)
        return None
    vectors = [one.embedding for one in sorted(answer.data, key=lambda one: one.index)]
    if len(vectors) != len(texts) or any(len(vector) != DIMENSIONS for vector in vectors):
        log.warning("no embedding, searching by words alone: unexpected shape")
        return None
    return vectors
