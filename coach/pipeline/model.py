"""One answer of Coach K's model as a stream: which failures are waited for, which end it, and by which clocks.

Nothing is tried again after the first word. 503 waits 3 s, 429 waits 5 s or as long as the provider asks, each once
per answer; a connection lost before any byte is tried again at once, once. Everything else ends the answer.
"""

from __future__ import annotations

import asyncio
import json
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, NamedTuple

from coach.engines.provider_time import seconds_of
from coach.pipeline.events import Notice, Token
from coach.pipeline.provider import limit_of, model_client
from data.messages import Status
from data.model_calls import ProviderLimit

if TYPE_CHECKING:
    from openai.types.chat import ChatCompletionChunk

TEMPERATURE, MAX_TOKENS = 0.7, 1200
WARMING_UP = "Coach K is warming up…"
BUSY = "Coach K is busy. Trying once more in a moment…"
TRY_AGAIN = "Try again in a moment."
UNAVAILABLE = "Coach K is temporarily unavailable."
SLOW = "Coach K is taking longer than usual. Try again."
CUT = "The answer was cut off. What came is kept: continue it, or ask again."
TOO_LONG = "The answer took too long, so it ends here. Continue it, or ask again."

ChatMessage = dict[str, Any]
Publish = Callable[[Token | Notice], None]


class Clocks(NamedTuple):
    """Seconds. The first word may take as long as a cold start, the rest as long as a good answer."""

    first_token_s: float = 30.0
    answer_s: float = 90.0
    warm_up_wait_s: float = 3.0
    busy_wait_s: float = 5.0
    longest_wait_s: float = 10.0


CLOCKS = Clocks()


@dataclass
class ModelAnswer:
    """What came of one answer. Usage is None where the provider did not say."""

    model: str
    status: Status = "cut"
    failure: str | None = None
    finish_reason: str | None = None
    tokens_in: int | None = None
    tokens_out: int | None = None
    first_token_ms: int | None = None
    request_count: int = 0
    limit: ProviderLimit | None = None
    is_ended: bool = False
    pieces: list[str] = field(default_factory=list)

    @property
    def text(self) -> str:
        return "".join(self.pieces)


class ModelRequest(NamedTuple):
    model: str
    messages: list[ChatMessage]


class EndsHere(Exception):
    """Raised by a follower that has heard enough: the answer ends, and its request with it."""


class _Wait(Exception):
    """This attempt failed in a way that is waited for."""

    def __init__(self, kind: str, seconds: float, notice: Notice | None) -> None:
        super().__init__(kind)
        self.kind, self.seconds, self.notice = kind, seconds, notice


async def stream_answer(request: ModelRequest, publish: Publish, clocks: Clocks = CLOCKS) -> ModelAnswer:
    """The model's answer, published word by word. Never raises for what a provider can do wrong."""
    answer = ModelAnswer(request.model)
    started = time.monotonic()
    waited: set[str] = set()
    try:
        async with asyncio.timeout_at(asyncio.get_running_loop().time() + clocks.first_token_s) as clock:
            while True:
                try:
                    await _attempt(request, answer, publish, _Timing(clock, clocks, started))
                    break
                except _Wait as wait:
                    if wait.kind in waited or wait.seconds > clocks.longest_wait_s:
                        raise
                    waited.add(wait.kind)
                    if wait.notice:
                        publish(wait.notice)
                    await asyncio.sleep(wait.seconds)
    except TimeoutError:
        if not answer.is_ended:
            _end(answer, TOO_LONG if answer.pieces else SLOW)
    except _Wait as wait:
        _end(answer, _given_up(wait, clocks))
    return answer


class _Timing(NamedTuple):
    clock: asyncio.Timeout
    clocks: Clocks
    started: float


async def _attempt(request: ModelRequest, answer: ModelAnswer, publish: Publish, timing: _Timing) -> None:
    """One request. Raises _Wait, or ends the answer itself."""
    from openai import APIConnectionError, APIError, APIStatusError, APITimeoutError

    answer.request_count += 1
    try:
        await _read_stream(request, answer, publish, timing)
    except APITimeoutError:
        _end(answer, CUT if answer.pieces else SLOW)
    except APIStatusError as refused:
        _raise_wait(refused.status_code, refused.response.headers.get("retry-after", ""), timing.clocks)
        answer.limit = limit_of(refused.response.headers) or answer.limit
        _end(answer, UNAVAILABLE)
    except APIConnectionError as lost:
        if answer.pieces:
            _end(answer, CUT)
            return
        raise _Wait("connection", 0.0, None) from lost
    except (APIError, json.JSONDecodeError):
        _end(answer, CUT if answer.pieces else UNAVAILABLE)


async def _read_stream(request: ModelRequest, answer: ModelAnswer, publish: Publish, timing: _Timing) -> None:
    stream = await model_client().chat.completions.create(  # type: ignore[call-overload]
        model=request.model,
        messages=request.messages,
        temperature=TEMPERATURE,
        max_tokens=MAX_TOKENS,
        stream=True,
        stream_options={"include_usage": True},
    )
    async with stream:
        answer.limit = limit_of(stream.response.headers) or answer.limit
        async for chunk in stream:
            if chunk.usage is not None:
                answer.tokens_in, answer.tokens_out = chunk.usage.prompt_tokens, chunk.usage.completion_tokens
            if chunk.choices:
                _take(chunk, answer, publish, timing)
    if answer.finish_reason is None:
        _end(answer, CUT if answer.pieces else UNAVAILABLE)
    else:
        answer.status = "complete"


def _take(chunk: ChatCompletionChunk, answer: ModelAnswer, publish: Publish, timing: _Timing) -> None:
    choice = chunk.choices[0]
    if choice.delta.content and not answer.is_ended:
        if not answer.pieces:
            loop = asyncio.get_running_loop()
            timing.clock.reschedule(loop.time() + timing.clocks.answer_s - (time.monotonic() - timing.started))
            answer.first_token_ms = round((time.monotonic() - timing.started) * 1000)
        answer.pieces.append(choice.delta.content)
        try:
            publish(Token(choice.delta.content))
        except EndsHere:
            # By the clock, which ends the request from inside: left in the middle, its readers would linger.
            answer.is_ended = True
            timing.clock.reschedule(asyncio.get_running_loop().time())
    answer.finish_reason = choice.finish_reason or answer.finish_reason


def _raise_wait(status: int, retry_after: str, clocks: Clocks) -> None:
    """Nothing when the status is not one to wait for."""
    if status == 503:
        raise _Wait("503", clocks.warm_up_wait_s, Notice("warming_up", WARMING_UP))
    if status == 429:
        raise _Wait("429", max(clocks.busy_wait_s, seconds_of(retry_after) or 0.0), Notice("busy", BUSY))


def _given_up(wait: _Wait, clocks: Clocks) -> str:
    if wait.kind != "429":
        return UNAVAILABLE
    if wait.seconds > clocks.longest_wait_s:
        return f"Coach K is busy. Try again in {round(wait.seconds)} seconds."
    return TRY_AGAIN


def _end(answer: ModelAnswer, failure: str) -> None:
    """With words it was cut, without it failed."""
    answer.status = "cut" if answer.pieces else "failed"
    answer.failure = failure
