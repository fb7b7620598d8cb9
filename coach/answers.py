"""Answers that are being written in this process: one task writes, any number of pages and programs follow.

The task belongs to the process, not to a page: whoever closes the tab loses nothing. Followers read what is there and
wait for more; an answer of another process, or of one that ended, is followed in the database.
"""

from __future__ import annotations

import asyncio
import threading
import time
from collections.abc import AsyncIterator, Coroutine, Iterator
from concurrent.futures import Future
from typing import Any
from uuid import UUID

from coach.pipeline.events import Event, Finished, Started, Token
from data.db import User
from data.messages import Message, find_message

KEPT_S = 120.0  # how long a finished answer can still be followed from memory
POLL_S = 0.5


class Answer:
    """One answer while it is written; all methods may be called from any thread."""

    def __init__(self, started: Started) -> None:
        self.id = started.answer_id
        self.events: list[Event] = [started]
        self.is_stopped = False
        self.finished_at: float | None = None
        self._changed = threading.Condition()
        self._waiting: set[tuple[asyncio.AbstractEventLoop, asyncio.Event]] = set()
        self._task: Future[None] | None = None
        self._pieces: list[str] = []

    @property
    def text(self) -> str:
        """What is written so far."""
        return "".join(self._pieces)

    @property
    def has_ended(self) -> bool:
        return self.finished_at is not None

    def publish(self, event: Event) -> None:
        with self._changed:
            self.events.append(event)
            if isinstance(event, Token):
                self._pieces.append(event.text)
            if isinstance(event, Finished):
                self.finished_at = time.monotonic()
            self._changed.notify_all()
            for loop, woken in self._waiting:
                loop.call_soon_threadsafe(woken.set)

    def end(self) -> None:
        """Nothing more comes, not even `Finished`: it could not be kept."""
        with self._changed:
            self.finished_at = time.monotonic()
            self._changed.notify_all()
            for loop, woken in self._waiting:
                loop.call_soon_threadsafe(woken.set)

    def stop(self) -> None:
        """End it where it is; what was written stays."""
        self.is_stopped = True
        if self._task is not None:
            self._task.cancel()

    def wait(self, within_s: float) -> bool:
        """Whether it was finished within that time."""
        with self._changed:
            return self._changed.wait_for(lambda: self.finished_at is not None, within_s)

    def follow(self) -> Iterator[Event]:
        """Every event from the first on, as they come, until it is finished."""
        position = 0
        while True:
            with self._changed:
                self._changed.wait_for(lambda: len(self.events) > position or self.has_ended)  # noqa: B023
                fresh = self.events[position:]
            position += len(fresh)
            yield from fresh
            if not fresh or isinstance(fresh[-1], Finished):
                return

    async def follow_async(self) -> AsyncIterator[Event]:
        """The same without holding a thread."""
        loop, woken, position = asyncio.get_running_loop(), asyncio.Event(), 0
        with self._changed:
            self._waiting.add((loop, woken))
        try:
            while True:
                woken.clear()
                fresh = self.events[position:]
                position += len(fresh)
                for event in fresh:
                    yield event
                if fresh and isinstance(fresh[-1], Finished):
                    return
                if not fresh and self.has_ended:
                    return
                if not fresh:
                    await woken.wait()
        finally:
            with self._changed:
                self._waiting.discard((loop, woken))


class _Writing:
    """The loop that writes answers, and the answers it writes. The model's client lives on this loop alone."""

    def __init__(self) -> None:
        self.answers: dict[UUID, Answer] = {}
        self._loop: asyncio.AbstractEventLoop | None = None
        self._lock = threading.Lock()

    def loop(self) -> asyncio.AbstractEventLoop:
        with self._lock:
            if self._loop is None:
                self._loop = asyncio.new_event_loop()
                threading.Thread(target=self._loop.run_forever, name="answers", daemon=True).start()
            return self._loop

    def begin(self, answer: Answer, writing: Coroutine[Any, Any, None]) -> None:
        with self._lock:
            old = [
                known.id
                for known in self.answers.values()
                if known.finished_at is not None and time.monotonic() - known.finished_at > KEPT_S
            ]
            for answer_id in old:
                del self.answers[answer_id]
            self.answers[answer.id] = answer
        answer._task = asyncio.run_coroutine_threadsafe(writing, self.loop())


_writing = _Writing()


def begin(started: Started, write: Any) -> Answer:
    """Start writing: `write(answer)` is a coroutine that publishes tokens and at last `Finished`."""
    answer = Answer(started)
    _writing.begin(answer, write(answer))
    return answer


def run(coroutine: Coroutine[Any, Any, Any]) -> Any:
    """Something else for the model's loop, waited for."""
    return asyncio.run_coroutine_threadsafe(coroutine, _writing.loop()).result()


def find_answer(user: User, answer_id: UUID) -> Answer | None:
    """The answer if this process writes or lately wrote it. Whether it is theirs, the database says."""
    find_message(user, answer_id)
    return _writing.answers.get(answer_id)


def follow(user: User, answer_id: UUID) -> Iterator[Event]:
    """Every event of an answer, wherever it is written.

    Raises:
        NotFound: there is no such answer, or it is not theirs.
    """
    answer = find_answer(user, answer_id)
    if answer is not None:
        yield from answer.follow()
        return
    known = 0
    while True:
        message = find_message(user, answer_id)
        if len(message.content) > known:
            yield Token(message.content[known:])
            known = len(message.content)
        if message.status != "writing":
            yield Finished(message)
            return
        time.sleep(POLL_S)


async def follow_async(user: User, answer_id: UUID) -> AsyncIterator[Event]:
    """The same for many followers at once."""
    answer = await asyncio.to_thread(find_answer, user, answer_id)
    if answer is not None:
        async for event in answer.follow_async():
            yield event
        return
    known = 0
    while True:
        message: Message = await asyncio.to_thread(find_message, user, answer_id)
        if len(message.content) > known:
            yield Token(message.content[known:])
            known = len(message.content)
        if message.status != "writing":
            yield Finished(message)
            return
        await asyncio.sleep(POLL_S)


def stop(user: User, answer_id: UUID) -> bool:
    """End an answer where it is; False when this process does not write it."""
    answer = find_answer(user, answer_id)
    if answer is None or answer.finished_at is not None:
        return False
    answer.stop()
    return True


def stop_all(within_s: float = 5.0) -> None:
    """When the process ends: each task keeps what it has written, and is waited for."""
    writing = [answer for answer in list(_writing.answers.values()) if answer.finished_at is None]
    for answer in writing:
        answer.stop()
    give_up_at = time.monotonic() + within_s
    for answer in writing:
        answer.wait(max(give_up_at - time.monotonic(), 0.0))
