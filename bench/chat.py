"""Coach K's own share of an answer: the first word against the bare client, and fifty answers at once.

Without embedding and SQL: what stands behind an answer is read once, before the clocks start.
"""

from __future__ import annotations

import asyncio
import os
import resource
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from statistics import median
from typing import Any, NamedTuple
from uuid import uuid4

import psutil

from bench.figure import Figure
from bench.imports import database
from bench.stream_provider import words
from coach import answers, knowledge_base, questions
from coach.answers import Answer
from coach.pipeline import provider
from coach.pipeline.context import Context, Question, read_context
from coach.pipeline.events import Finished, Notice, Token
from coach.pipeline.model import ModelRequest, stream_answer
from coach.pipeline.prompt import request_messages
from coach.pipeline.safety import assess
from coach.profiles import change_profile
from data.db import User
from data.knowledge import FoundChunk, search_chunks
from data.profiles import ProfileChange
from data.settings import settings

ROUNDS, STREAMS = 60, 50
SHORT, LONG, PAUSE_MS = 20, 200, 20
SHARE_MS, STREAM_MB = 15.0, 1.0
QUESTION = "How should I pace the sled push when my legs are gone after run 2?"


class Grounds(NamedTuple):
    context: Context
    chunks: list[FoundChunk]


def figures() -> Iterator[Figure]:
    with database() as (_, user):
        change_profile(user, ProfileChange(display_name="Alex", consents_to_ai=True))
        knowledge_base.ingest()
        grounds = Grounds(
            read_context(user, Question(uuid4(), QUESTION), datetime.now(UTC)), search_chunks(user, QUESTION)
        )
        with _provider(SHORT, 0):
            ours_ms, bare_ms = answers.run(_first_words(grounds))
            answers.run(provider.close_clients())
        # The limit is an absolute difference: what is above the bare client, against 15 ms.
        yield Figure("first word, our share above the bare client", max(ours_ms - bare_ms, 0.0), SHARE_MS, "ms", 1.0)
        with _provider(LONG, PAUSE_MS):
            lost, added_mb = _many(user)
            answers.run(provider.close_clients())
        yield Figure(f"{STREAMS} answers at once: words lost, of {STREAMS * LONG:,}", lost, 1.0, "", 0.0)
        yield Figure("memory per open answer", added_mb / STREAMS, STREAM_MB, "MB", 1.0)


async def _first_words(grounds: Grounds) -> tuple[float, float]:
    """Medians [ms] of ours and of the bare client, in turns."""
    ours, bare = [], []
    messages = request_messages(grounds.context, grounds.chunks, QUESTION)
    for _ in range(ROUNDS):
        ours.append(await _our_first_word(grounds))
        bare.append(await _bare_first_word(messages))
    return median(ours[ROUNDS // 10 :]), median(bare[ROUNDS // 10 :])


async def _our_first_word(grounds: Grounds) -> float:
    first: list[float] = []

    def heard(event: Token | Notice) -> None:
        if not first:
            first.append(time.perf_counter())

    started = time.perf_counter()
    assessment = assess(QUESTION, grounds.context.spoken, grounds.context.age_years)
    messages = request_messages(grounds.context, grounds.chunks, QUESTION, assessment.guidance)
    await stream_answer(ModelRequest("bench", messages), heard)
    return (first[0] - started) * 1000


async def _bare_first_word(messages: list[Any]) -> float:
    started, first_ms = time.perf_counter(), 0.0
    stream = await provider.model_client().chat.completions.create(
        model="bench", messages=messages, temperature=0.7, max_tokens=1200, stream=True
    )
    async with stream:
        async for chunk in stream:
            if chunk.choices and chunk.choices[0].delta.content and not first_ms:
                first_ms = (time.perf_counter() - started) * 1000
    return first_ms


def _many(user: User) -> tuple[int, float]:
    """Words that any of fifty followers missed, and the memory they took together [MB]."""
    expected = "".join(words(LONG))
    list(questions.ask(user, QUESTION).follow())  # everything is imported and connected once
    before = psutil.Process().memory_info().rss
    started = [questions.ask(user, QUESTION) for _ in range(STREAMS)]
    heard = asyncio.run(_follow(user, started))
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
    lost = sum(len(expected.split()) - len(text.split()) if text != expected else 0 for text in heard)
    return lost, max(peak - before, 0) / 1024**2


async def _follow(user: User, started: list[Answer]) -> list[str]:
    async def followed(answer: Answer) -> str:
        text = ""
        async for event in answers.follow_async(user, answer.id):
            if isinstance(event, Token):
                text += event.text
            if isinstance(event, Finished) and event.message.content != text:
                return event.message.content
        return text

    return await asyncio.gather(*(followed(answer) for answer in started))


@contextmanager
def _provider(count: int, pause_ms: int) -> Iterator[None]:
    process = subprocess.Popen(
        [sys.executable, "-m", "bench.stream_provider", str(count), str(pause_ms)],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
    )  # fmt: skip
    assert process.stdout is not None
    assert process.stdin is not None
    os.environ["NEBIUS_BASE_URL"] = f"http://127.0.0.1:{process.stdout.readline().strip()}/v1"
    os.environ |= {"NEBIUS_API_KEY": "bench", "NEBIUS_SMALL_MODEL": "", "MODEL_CALLS_PER_MINUTE": "100000"}
    settings.cache_clear()
    try:
        yield
    finally:
        process.stdin.close()
        process.wait(10)
        process.stdout.close()
