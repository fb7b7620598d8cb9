"""kill -9 while rows are written, twenty times: what was acknowledged is there, and the next start works."""

from __future__ import annotations

import subprocess
import threading
from collections.abc import Callable
from pathlib import Path

import psycopg
import pytest

from data.embedded import EmbeddedServer
from tests.faults.processes import kill_server, until

pytestmark = pytest.mark.fault
ROUNDS = 10
Launch = Callable[[str], "subprocess.Popen[str]"]
Span = tuple[int, int]  # first and last number


class Acknowledged:
    """What a writer says was committed, read as it says it."""

    def __init__(self, writer: subprocess.Popen[str]) -> None:
        self.spans: list[Span] = []
        self._reader = threading.Thread(target=self._read, args=(writer,))
        self._reader.start()

    def _read(self, writer: subprocess.Popen[str]) -> None:
        assert writer.stdout is not None
        for line in writer.stdout:
            if line.endswith("\n"):  # the last one may be cut off
                first, last = line.split()
                self.spans.append((int(first), int(last)))

    def grows_by(self, count: int) -> None:
        goal = len(self.spans) + count
        until(lambda: len(self.spans) >= goal, f"{count} acknowledged writes")

    def complete(self) -> list[Span]:
        """All of them, once the writer is gone."""
        self._reader.join()
        return self.spans


def lost(home: Path, spans: list[Span]) -> list[Span]:
    """The acknowledged spans of which a number is not in the table."""
    query = """
        select s.first, s.last from unnest(%s::bigint[], %s::bigint[]) as s (first, last)
         where (select count(*) from written where number between s.first and s.last) <> s.last - s.first + 1"""
    with psycopg.connect(EmbeddedServer(home).dsn()) as conn:
        return conn.execute(query, [list(numbers) for numbers in zip(*spans, strict=True)]).fetchall()


def half_imports(home: Path) -> list[tuple[int, ...]]:
    query = "select first, count(*) from written group by first, size having count(*) <> size"
    with psycopg.connect(EmbeddedServer(home).dsn()) as conn:
        return conn.execute(query).fetchall()


def test_nothing_acknowledged_is_lost_when_the_server_is_killed(home: Path, launch: Launch) -> None:
    writer = launch("writer")
    acknowledged = Acknowledged(writer)

    for number in range(ROUNDS):
        acknowledged.grows_by(5 + number * 3)
        kill_server(home)
        until(EmbeddedServer(home).is_alive, "the writer's new start")
        assert lost(home, acknowledged.spans.copy()) == [], f"round {number}"

    acknowledged.grows_by(20)
    writer.kill()
    survivor = EmbeddedServer(home)
    survivor.start()
    assert lost(home, acknowledged.complete()) == []
    assert half_imports(home) == []
    survivor.stop()


@pytest.mark.parametrize("with_server", [False, True], ids=["alone", "with the server"])
def test_nothing_acknowledged_is_lost_when_the_app_is_killed(home: Path, launch: Launch, *, with_server: bool) -> None:
    spans: list[Span] = []

    for number in range(ROUNDS // 2):
        writer = launch("writer")
        acknowledged = Acknowledged(writer)
        acknowledged.grows_by(5 + number * 5)
        if spans:
            assert lost(home, spans) == [], f"round {number}"
        if with_server:
            kill_server(home)
        writer.kill()
        spans += acknowledged.complete()

    survivor = EmbeddedServer(home)
    survivor.start()
    assert lost(home, spans) == []
    assert half_imports(home) == []
    survivor.stop()
