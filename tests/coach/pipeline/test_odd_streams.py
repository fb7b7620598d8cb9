"""Streams that a provider should never send, from a server that writes what it is told."""

from __future__ import annotations

import json
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import ClassVar

import pytest

from coach import answers
from coach.pipeline import model, provider
from coach.pipeline.events import Notice, Token
from coach.pipeline.model import Clocks, ModelAnswer, ModelRequest, stream_answer
from data.settings import settings

QUICK = Clocks(first_token_s=3.0, answer_s=6.0)


class Script(BaseHTTPRequestHandler):
    """Answers every request with the same lines of an event stream."""

    lines: ClassVar[list[str]] = []
    asked: ClassVar[list[str]] = []

    def do_POST(self) -> None:
        self.asked.append(self.path)
        self.rfile.read(int(self.headers["content-length"]))
        self.send_response(200)
        self.send_header("content-type", "text/event-stream")
        self.end_headers()
        for line in self.lines:
            self.wfile.write(f"data: {line}\n\n".encode())

    def log_message(self, format: str, *args: object) -> None:
        pass


@pytest.fixture
def script(monkeypatch: pytest.MonkeyPatch) -> Iterator[type[Script]]:
    Script.lines, Script.asked = [], []
    server = ThreadingHTTPServer(("127.0.0.1", 0), Script)
    thread = Thread(target=server.serve_forever)
    thread.start()
    monkeypatch.setenv("NEBIUS_BASE_URL", f"http://127.0.0.1:{server.server_port}/v1")
    monkeypatch.setenv("NEBIUS_API_KEY", "test-key")
    settings.cache_clear()
    yield Script
    answers.run(provider.close_clients())
    settings.cache_clear()
    server.shutdown()
    server.server_close()
    thread.join()


def chunk(delta: dict[str, object], finish_reason: str | None = None) -> str:
    return json.dumps(
        {
            "id": "1", "object": "chat.completion.chunk", "created": 1, "model": "m",
            "choices": [{"index": 0, "delta": delta, "finish_reason": finish_reason}],
        }
    )  # fmt: skip


def answered() -> tuple[ModelAnswer, list[Token | Notice]]:
    heard: list[Token | Notice] = []
    answer: ModelAnswer = answers.run(
        stream_answer(ModelRequest("m", [{"role": "user", "content": "?"}]), heard.append, QUICK)
    )
    return answer, heard


def test_an_error_inside_a_stream_keeps_the_words_before_it(script: type[Script]) -> None:
    script.lines = [chunk({"content": "Low "}), json.dumps({"error": {"message": "overloaded", "code": 500}})]

    answer, heard = answered()

    assert (answer.status, answer.text, answer.failure) == ("cut", "Low ", model.CUT)
    assert heard == [Token("Low ")]
    assert len(script.asked) == 1


def test_an_error_before_any_word_is_a_failure(script: type[Script]) -> None:
    script.lines = [json.dumps({"error": {"message": "overloaded"}})]

    answer, heard = answered()

    assert (answer.status, answer.failure, heard) == ("failed", model.UNAVAILABLE, [])
    assert len(script.asked) == 1


def test_a_stream_without_an_end_is_cut_even_when_it_says_done(script: type[Script]) -> None:
    script.lines = [chunk({"role": "assistant", "content": None}), chunk({"content": "Low and "}), "[DONE]"]

    answer, _ = answered()

    assert (answer.status, answer.text) == ("cut", "Low and ")


def test_an_answer_without_usage_is_whole(script: type[Script]) -> None:
    script.lines = [chunk({"content": "Low."}), chunk({}, "stop"), "[DONE]"]

    answer, _ = answered()

    assert (answer.status, answer.tokens_in, answer.tokens_out) == ("complete", None, None)


def test_an_answer_that_filled_its_length_says_so(script: type[Script]) -> None:
    script.lines = [chunk({"content": "Low"}), chunk({}, "length"), "[DONE]"]

    answer, _ = answered()

    assert (answer.status, answer.finish_reason) == ("complete", "length")


def test_an_empty_stream_is_a_failure(script: type[Script]) -> None:
    script.lines = ["[DONE]"]

    answer, _ = answered()

    assert (answer.status, answer.failure) == ("failed", model.UNAVAILABLE)
