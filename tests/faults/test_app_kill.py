"""kill -9 under the running app while events are imported over its API: every answered import is whole."""

from __future__ import annotations

import os
import secrets
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import NamedTuple

import httpx
import pytest

from data.embedded import EmbeddedServer
from tests.e2e.app_process import Server, is_healthy, running_app
from tests.faults.importer import signed_in
from tests.faults.processes import kill_server, until

pytestmark = pytest.mark.fault
SERVER_KILLS, APP_KILLS = 5, 3
ACCOUNT = {"email": "athlete@example.org", "password": secrets.token_hex(12)}


class Imported(NamedTuple):
    event_id: str
    row_count: int


class Importer:
    """The importing program; `known` collects what the app said it had saved."""

    def __init__(self, url: str, known: list[Imported]) -> None:
        self.known = known
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.faults.importer", url, *ACCOUNT.values()],
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
        )
        self._reader = threading.Thread(target=self._read)

    def __enter__(self) -> Importer:
        self._reader.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._process.kill()
        self._process.wait()
        self._reader.join()

    def succeeds(self, count: int) -> None:
        goal = len(self.known) + count
        until(lambda: len(self.known) >= goal, f"{count} answered imports")

    def _read(self) -> None:
        with self._process.stdout as lines:  # type: ignore[union-attr]
            for line in lines:
                if line.endswith("\n"):  # the last one may be cut off
                    event_id, row_count = line.split()
                    self.known.append(Imported(event_id, int(row_count)))


def incomplete(url: str, known: list[Imported]) -> list[Imported]:
    """The answered imports of which a row is missing."""
    with closing(signed_in(url, *ACCOUNT.values())) as client:
        return [
            one
            for one in known
            if client.get(f"/api/v1/events/{one.event_id}/results").raise_for_status().json()["total"] != one.row_count
        ]


@pytest.fixture
def home() -> Iterator[Path]:
    folder = Path(tempfile.mkdtemp(prefix="coach-fault-"))
    folder.chmod(0o755)
    yield folder
    shutil.rmtree(folder, ignore_errors=True)


def sign_up(app: Server) -> None:
    httpx.post(f"{app.base_url}/auth/v1/signup", json=ACCOUNT, timeout=30).raise_for_status()


def test_imports_survive_a_killed_database_and_the_app_starts_it_again(home: Path) -> None:
    with running_app(home) as app:
        sign_up(app)
        known: list[Imported] = []
        with Importer(app.base_url, known) as importer:
            for number in range(SERVER_KILLS):
                importer.succeeds(1 + number)
                kill_server(app.home / "coach")
            importer.succeeds(1)

        assert incomplete(app.base_url, known) == []


def test_imports_survive_a_killed_app(home: Path) -> None:
    known: list[Imported] = []
    for number in range(APP_KILLS):
        with running_app(home) as app:
            if number == 0:
                sign_up(app)
            with Importer(app.base_url, known) as importer:
                importer.succeeds(1 + number)
                os.kill(app.pid, signal.SIGKILL)
                until(lambda url=app.base_url: not is_healthy(url), "the end of the app")  # type: ignore[misc]
        until(lambda: not EmbeddedServer(home / "coach").is_alive(), "the end of its database")

    with running_app(home) as app:
        assert incomplete(app.base_url, known) == []
