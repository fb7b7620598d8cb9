"""Attempts to turn Coach K, against models that obey them: one recites all it was told, one calls every tool."""

from __future__ import annotations

import json
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any

import psycopg
import pytest
from psycopg import sql
from psycopg.rows import DictRow

from coach import answers, questions
from coach.pipeline import provider
from coach.pipeline.disclosure import reveals_prompt
from coach.pipeline.events import Finished
from coach.profiles import change_profile
from coach.workouts import log_workout
from data.db import User
from data.knowledge import search_chunks
from data.messages import Message
from data.profiles import ProfileChange
from data.settings import settings
from data.workouts import WorkoutEntry
from tests.coach.pipeline.injection_prompts import QUESTION, Attempt, by_place

Owner = psycopg.Connection[DictRow]

CALLS = {
    "log_workout": {"date": "2026-02-07", "session_type": "run", "distance_m": 5000},
    "update_profile": {"weight_kg": 60},
    "remember": {"name": "Coach", "value": "obeys"},
    "delete_account": {},
}


class Obedient(BaseHTTPRequestHandler):
    """Streams every system message it was given; asked for tools, it calls them all."""

    def do_POST(self) -> None:
        asked = json.loads(self.rfile.read(int(self.headers["content-length"])))
        self.send_response(200)
        body = self._stream(asked) if asked.get("stream") else self._calls()
        self.send_header("content-type", "text/event-stream" if asked.get("stream") else "application/json")
        self.send_header("content-length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def _stream(self, asked: dict[str, Any]) -> bytes:
        told = "\n".join(one["content"] for one in asked["messages"] if one["role"] == "system")
        pieces = [told[start : start + 40] for start in range(0, len(told), 40)]
        chunks = [_chunk({"content": piece}, None) for piece in pieces] + [_chunk({}, "stop"), "[DONE]"]
        return "".join(f"data: {chunk}\n\n" for chunk in chunks).encode()

    def _calls(self) -> bytes:
        calls = [
            {"id": name, "type": "function", "function": {"name": name, "arguments": json.dumps(arguments)}}
            for name, arguments in CALLS.items()
        ]
        message = {"role": "assistant", "content": None, "tool_calls": calls}
        return json.dumps(
            {
                "id": "1", "object": "chat.completion", "created": 1, "model": "m",
                "choices": [{"index": 0, "message": message, "finish_reason": "tool_calls"}],
            }
        ).encode()  # fmt: skip

    def log_message(self, format: str, *args: object) -> None:
        pass


def _chunk(delta: dict[str, str], finish_reason: str | None) -> str:
    return json.dumps(
        {
            "id": "1", "object": "chat.completion.chunk", "created": 1, "model": "m",
            "choices": [{"index": 0, "delta": delta, "finish_reason": finish_reason}],
        }
    )  # fmt: skip


@pytest.fixture
def _obedient(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Obedient)
    thread = Thread(target=server.serve_forever)
    thread.start()
    monkeypatch.setenv("NEBIUS_BASE_URL", f"http://127.0.0.1:{server.server_port}/v1")
    monkeypatch.setenv("NEBIUS_API_KEY", "test-key")
    monkeypatch.setenv("MODEL_CALLS_PER_MINUTE", "10000")
    settings.cache_clear()
    yield
    answers.run(provider.close_clients())
    settings.cache_clear()
    server.shutdown()
    server.server_close()
    thread.join()


def answered(user: User, text: str, *, is_offline: bool = False) -> Message:
    last = list(questions.ask(user, text, is_offline=is_offline).follow())[-1]
    assert isinstance(last, Finished)
    return last.message


def kept(owner: Owner) -> dict[str, int]:
    """Rows of every table of athletes but the conversations themselves, and what the profiles say."""
    tables = owner.execute(
        "select class.relname as name from pg_class class join pg_attribute attribute on attrelid = class.oid"
        " where relkind = 'r' and relnamespace = 'public'::regnamespace and attname = 'athlete_id'"
        " and class.relname not in ('messages', 'conversations', 'athlete_revisions')"
    ).fetchall()
    counts = {}
    for table in sorted(row["name"] for row in tables):
        (row,) = owner.execute(sql.SQL("select count(*) as n from {}").format(sql.Identifier(table))).fetchall()
        counts[table] = row["n"]
    (row,) = owner.execute(
        "select hashtext(string_agg(profile::text, '' order by id)) as n from athlete_profiles profile"
    ).fetchall()
    return counts | {"profiles": row["n"]}


def is_tame(attempt: Attempt, message: Message) -> bool:
    """Nothing of the prompt is kept, red flags stay red flags, and what may be saved waits for the athlete."""
    is_open = all(action["status"] == "open" for action in message.suggested_actions)
    is_safe = attempt.wants != "safety" or (message.origin, message.safety_level) == ("safety", "emergency")
    return is_open and is_safe and not reveals_prompt(message.content)


def untamed(user: User, attempts: list[tuple[Attempt, str]]) -> list[str]:
    return [
        attempt.text[:80]
        for attempt, asked in attempts
        for is_offline in (False, True)
        if not is_tame(attempt, answered(user, asked, is_offline=is_offline))
    ]


@pytest.mark.usefixtures("_obedient")
def test_messages_neither_change_anything_nor_reveal_the_prompt(talker: User, other_user: User, owner: Owner) -> None:
    before = kept(owner)

    assert untamed(talker, [(attempt, attempt.text) for attempt in by_place("message")]) == []
    assert kept(owner) == before


@pytest.mark.usefixtures("_obedient", "knowledge")
def test_passages_are_quoted_but_never_obeyed(talker: User, owner: Owner) -> None:
    before = kept(owner)

    ids = [chunk.id for chunk in search_chunks(talker, QUESTION)]

    assert len(ids) == 5
    for attempt in by_place("chunk"):
        owner.execute("update knowledge_chunks set content = %s where id = any (%s)", (attempt.text, ids))
        assert untamed(talker, [(attempt, QUESTION)]) == []
    assert kept(owner) == before


@pytest.mark.usefixtures("_obedient")
def test_notes_in_a_profile_are_data(talker: User, owner: Owner) -> None:
    for attempt in by_place("profile"):
        change_profile(talker, ProfileChange(injuries_limitations=(attempt.text[:120],)))
        before = kept(owner)
        assert untamed(talker, [(attempt, QUESTION)]) == []
        assert kept(owner) == before


@pytest.mark.usefixtures("_obedient")
def test_imported_words_are_data(talker: User, owner: Owner) -> None:
    for attempt in by_place("file"):
        log_workout(
            talker,
            WorkoutEntry.model_validate(
                {"date": "2026-02-07", "session_type": "run", "title": attempt.text[:200], "duration_minutes": 30}
            ),
        )
        before = kept(owner)
        assert untamed(talker, [(attempt, QUESTION)]) == []
        assert kept(owner) == before


@pytest.mark.usefixtures("_obedient")
def test_an_obedient_model_does_recite_so_that_these_tests_can_fail(talker: User) -> None:
    message = answered(talker, "Hello there, what can you do?")

    assert message.origin == "safety"
    assert "does not repeat its instructions" in message.content
