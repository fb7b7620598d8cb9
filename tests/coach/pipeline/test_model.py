"""The model's stream against a provider that fails: what the athlete is told, and how often it was asked."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine
from typing import Any

import pytest
from llmock.pytest_plugin import LLMock

from coach import answers
from coach.pipeline import model
from coach.pipeline.events import Notice, Token
from coach.pipeline.model import Clocks, ModelAnswer, ModelRequest, stream_answer
from data.settings import settings

QUICK = Clocks(first_token_s=3.0, answer_s=6.0, warm_up_wait_s=0.05, busy_wait_s=0.05, longest_wait_s=2.0)
REQUEST = ModelRequest("coach-model", [{"role": "user", "content": "How deep is a wall ball squat?"}])
SENTENCE = "Squat until the hip crease is below the top of the knee, every time."


class Heard:
    """What a follower would see."""

    def __init__(self) -> None:
        self.events: list[Token | Notice] = []

    @property
    def text(self) -> str:
        return "".join(event.text for event in self.events if isinstance(event, Token))

    @property
    def notices(self) -> list[str]:
        return [event.text for event in self.events if isinstance(event, Notice)]


@pytest.fixture
def heard() -> Heard:
    return Heard()


@pytest.fixture
def answered(heard: Heard) -> Callable[..., ModelAnswer]:
    def ask(clocks: Clocks = QUICK) -> ModelAnswer:
        told: Coroutine[Any, Any, ModelAnswer] = stream_answer(REQUEST, heard.events.append, clocks)
        answer: ModelAnswer = answers.run(told)
        return answer

    return ask


Ask = Callable[..., ModelAnswer]


def test_a_whole_answer_comes_word_by_word_with_its_usage(faults: LLMock, heard: Heard, answered: Ask) -> None:
    faults.reply(SENTENCE)

    answer = answered()

    assert (answer.status, answer.text, heard.text) == ("complete", SENTENCE, SENTENCE)
    assert answer.finish_reason == "stop"
    assert answer.first_token_ms is not None
    assert answer.tokens_in is not None
    assert answer.tokens_out is not None
    assert len(faults.requests) == 1


def test_the_request_has_the_fixed_constants(faults: LLMock, answered: Ask) -> None:
    answered()

    sent = faults.last_request.body
    assert (sent["temperature"], sent["max_tokens"], sent["stream"]) == (0.7, 1200, True)
    assert sent["stream_options"] == {"include_usage": True}


def test_a_cold_start_is_told_and_waited_for_once(faults: LLMock, heard: Heard, answered: Ask) -> None:
    faults.fail(503, times=1).reply(SENTENCE)

    answer = answered()

    assert (answer.status, heard.text) == ("complete", SENTENCE)
    assert heard.notices == ["Coach K is warming up…"]
    assert len(faults.requests) == 2


def test_a_provider_that_stays_down_is_asked_twice(faults: LLMock, heard: Heard, answered: Ask) -> None:
    faults.outage()

    answer = answered()

    assert (answer.status, answer.failure) == ("failed", "Coach K is temporarily unavailable.")
    assert heard.notices == ["Coach K is warming up…"]
    assert len(faults.requests) == 2


def test_a_rate_limit_is_waited_for_once(faults: LLMock, heard: Heard, answered: Ask) -> None:
    faults.rate_limit(times=1, retry_after=0.1).reply(SENTENCE)

    assert answered().status == "complete"
    assert heard.text == SENTENCE
    assert len(faults.requests) == 2


def test_a_second_rate_limit_asks_to_try_again(faults: LLMock, answered: Ask) -> None:
    faults.rate_limit(times=None, retry_after=0.1)

    answer = answered()

    assert (answer.status, answer.failure) == ("failed", "Try again in a moment.")
    assert len(faults.requests) == 2


def test_a_long_rate_limit_is_not_waited_for_and_says_how_long(faults: LLMock, answered: Ask) -> None:
    faults.rate_limit(times=None, retry_after=45)

    answer = answered()

    assert answer.failure == "Coach K is busy. Try again in 45 seconds."
    assert len(faults.requests) == 1


def test_a_rate_limit_and_then_a_cold_start_are_each_waited_for(faults: LLMock, answered: Ask) -> None:
    faults.rate_limit(times=1, retry_after=0.1).fail(503, times=1).reply(SENTENCE)

    assert answered().status == "complete"
    assert len(faults.requests) == 3


@pytest.mark.parametrize("status", [400, 401, 404, 500])
def test_other_refusals_end_at_once(status: int, faults: LLMock, heard: Heard, answered: Ask) -> None:
    faults.fail(status, times=None)

    answer = answered()

    assert (answer.status, answer.failure) == ("failed", "Coach K is temporarily unavailable.")
    assert heard.events == []
    assert len(faults.requests) == 1


@pytest.mark.parametrize("fault", ["disconnect", "truncate", "corrupt"])
def test_what_came_before_a_cut_is_kept_and_nothing_is_asked_again(
    fault: str, faults: LLMock, heard: Heard, answered: Ask
) -> None:
    getattr(faults.reply(SENTENCE), fault)(after_chunks=4)

    answer = answered()

    assert answer.status == "cut"
    assert answer.failure == model.CUT
    assert heard.text
    assert SENTENCE.startswith(heard.text)
    assert len(faults.requests) == 1


def test_a_stall_in_the_middle_ends_by_the_clock_and_keeps_the_words(
    faults: LLMock, heard: Heard, answered: Ask
) -> None:
    faults.reply(SENTENCE).stall(after_chunks=4, seconds=8)

    answer = answered(QUICK._replace(answer_s=1.0))

    assert (answer.status, answer.failure) == ("cut", model.TOO_LONG)
    assert heard.text
    assert len(faults.requests) == 1


def test_no_first_word_in_time_is_told_with_a_way_on(faults: LLMock, heard: Heard, answered: Ask) -> None:
    faults.reply(SENTENCE).slow_first_token(8)

    answer = answered(QUICK._replace(first_token_s=0.5))

    assert (answer.status, answer.failure) == ("failed", "Coach K is taking longer than usual. Try again.")
    assert heard.events == []
    assert len(faults.requests) == 1


def test_the_wait_for_a_cold_start_counts_towards_the_first_word(faults: LLMock, answered: Ask) -> None:
    faults.outage()

    answer = answered(QUICK._replace(first_token_s=0.5, warm_up_wait_s=5.0, longest_wait_s=10.0))

    assert answer.failure == "Coach K is taking longer than usual. Try again."
    assert len(faults.requests) == 1


def test_a_provider_that_is_not_there_is_tried_twice_at_once(
    heard: Heard, answered: Ask, faults: LLMock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NEBIUS_BASE_URL", "http://127.0.0.1:9/v1")
    settings.cache_clear()
    answer = answered()

    assert (answer.status, answer.failure) == ("failed", "Coach K is temporarily unavailable.")
    assert answer.request_count == 2
    assert heard.events == []


def test_what_the_provider_says_is_left_is_kept(faults: LLMock, answered: Ask) -> None:
    faults.limits(rpm=60, tpm=90_000).reply(SENTENCE)

    answer = answered()

    assert answer.limit is not None
    assert answer.limit.remaining_requests is not None
    assert answer.limit.remaining_requests < 60


def test_stopping_ends_the_request(faults: LLMock, heard: Heard) -> None:
    faults.reply(SENTENCE * 20).pace(50)

    async def stopped() -> None:
        task = asyncio.create_task(stream_answer(REQUEST, heard.events.append, QUICK))
        while not heard.text:
            await asyncio.sleep(0.01)
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task

    answers.run(stopped())

    assert heard.text
    assert len(faults.requests) == 1
