"""kill -9 under the running app while events are imported over its API: every answered import is whole."""

from __future__ import annotations

import os
import secrets
import shutil
import signal
import tempfile
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import httpx
import pytest

from data.embedded import EmbeddedServer
from tests.e2e.app_process import Server, is_healthy, running_app
from tests.faults.processes import kill_server, until
from tests.sample_event import official_csv

# httpx leaves the socket of an upload that broke off to the garbage collector.
pytestmark = [pytest.mark.fault, pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")]
SERVER_KILLS, APP_KILLS = 5, 3
ROWS = 300
ACCOUNT = {"email": "athlete@example.org", "password": secrets.token_hex(12)}


class Imported(NamedTuple):
    event_id: str
    row_count: int


class Importer:
    """Imports one made-up event after the other and remembers what the app said it had saved."""

    def __init__(self, url: str, known: list[Imported]) -> None:
        self.url = url
        self.known = known
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._run)

    def __enter__(self) -> Importer:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._stop.set()
        self._thread.join()

    def succeeds(self, count: int) -> None:
        goal = len(self.known) + count
        until(lambda: len(self.known) >= goal, f"{count} answered imports")

    def _run(self) -> None:
        with signed_in(self.url) as client:
            while not self._stop.is_set():
                town = secrets.token_hex(6)
                content = official_csv(ROWS, location=f"2025 TOWN{town}")
                try:
                    answer = client.post("/api/v1/events", files={"file": ("event.csv", content)})
                except httpx.TransportError:
                    continue
                if answer.status_code == 201:
                    report = answer.json()
                    self.known.append(Imported(report["event_id"], report["rows_saved"]))


def signed_in(url: str) -> httpx.Client:
    client = httpx.Client(base_url=url, timeout=30)
    token = client.post("/auth/v1/token?grant_type=password", json=ACCOUNT).raise_for_status().json()
    client.headers["Authorization"] = f"Bearer {token['access_token']}"
    return client


def incomplete(url: str, known: list[Imported]) -> list[Imported]:
    """The answered imports of which a row is missing."""
    with signed_in(url) as client:
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
