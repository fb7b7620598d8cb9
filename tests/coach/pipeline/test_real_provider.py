"""The pipeline's clients against a real server of language models: llama.cpp with tiny random weights."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from coach import answers
from coach.pipeline import provider
from coach.pipeline.embed import embed_question, embed_texts
from coach.pipeline.events import Notice, Token
from coach.pipeline.model import ModelAnswer, ModelRequest, stream_answer
from data.settings import settings

ROOT = Path(__file__).parents[3]
QUESTION = [{"role": "system", "content": "You coach."}, {"role": "user", "content": "How deep is a wall ball squat?"}]


@pytest.fixture(scope="session")
def addresses(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, str]]:
    """The base URLs of a chat and an embedding server that run as a process of their own."""
    folder = tmp_path_factory.mktemp("models")
    with (folder / "server.log").open("wb") as log:
        process = subprocess.Popen(
            [sys.executable, "-m", "tests.coach.pipeline.tiny_model", str(folder)],
            cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=log,
        )  # fmt: skip
    assert process.stdout is not None
    assert process.stdin is not None
    try:
        lines = iter(process.stdout.readline, b"")
        yield json.loads(next(line for line in lines if line.startswith(b"{")))
    finally:
        process.stdin.close()
        process.wait(30)
        process.stdout.close()


@pytest.fixture(autouse=True)
def _real_provider(addresses: dict[str, str], monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setenv("NEBIUS_BASE_URL", addresses["chat"])
    monkeypatch.setenv("OPENAI_BASE_URL", addresses["embedding"])
    monkeypatch.setenv("NEBIUS_API_KEY", "test-key")
    monkeypatch.setenv("OPENAI_API_KEY", "test-key")
    settings.cache_clear()
    yield
    answers.run(provider.close_clients())
    settings.cache_clear()


def streamed(messages: list[dict[str, str]]) -> tuple[ModelAnswer, str]:
    heard: list[Token | Notice] = []
    answer: ModelAnswer = answers.run(stream_answer(ModelRequest("tiny", messages), heard.append))
    return answer, "".join(event.text for event in heard if isinstance(event, Token))


def test_an_answer_streams_to_its_end_and_is_counted() -> None:
    answer, heard = streamed(QUESTION)

    assert answer.status == "complete", answer.failure
    assert answer.finish_reason in ("stop", "length")
    assert heard == answer.text != ""
    assert answer.tokens_in is not None
    assert answer.tokens_in > 10
    assert answer.tokens_out is not None
    assert 1 <= answer.tokens_out <= 1200
    assert answer.request_count == 1


def test_twenty_answers_in_a_row_lose_nothing() -> None:
    answers_given = [streamed(QUESTION)[0] for _ in range(20)]

    assert {answer.status for answer in answers_given} == {"complete"}


def test_a_wrong_key_ends_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NEBIUS_API_KEY", "wrong")
    settings.cache_clear()

    answer, heard = streamed(QUESTION)

    assert (answer.status, answer.failure, heard) == ("failed", "Coach K is temporarily unavailable.", "")
    assert answer.request_count == 1


def test_a_request_longer_than_the_model_can_read_ends_at_once() -> None:
    answer, _ = streamed([{"role": "user", "content": "wall ball " * 20_000}])

    assert answer.status == "failed"
    assert answer.request_count == 1


def test_texts_become_vectors_of_1536_numbers() -> None:
    one = answers.run(embed_question("How deep is a wall ball squat?"))
    many = answers.run(embed_texts(["sled push", "rowing", "wall balls"]))

    assert len(one) == 1536
    assert [len(vector) for vector in many] == [1536] * 3
    assert many[0] != many[1]


def test_without_an_embedding_the_search_goes_on(monkeypatch: pytest.MonkeyPatch, addresses: dict[str, str]) -> None:
    monkeypatch.setenv("OPENAI_BASE_URL", addresses["chat"])
    settings.cache_clear()

    assert answers.run(embed_question("How deep?")) is None
