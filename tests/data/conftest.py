"""Embedded servers to start, stop and damage."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from data.embedded import EmbeddedServer


@pytest.fixture
def reachable_folder() -> Iterator[Path]:
    """A folder that other OS users may enter, like that of a usual installation."""
    made = Path(tempfile.mkdtemp(prefix="coach-embedded-"))
    made.chmod(0o711)
    yield made
    shutil.rmtree(made)


@pytest.fixture
def fresh_server(reachable_folder: Path) -> Iterator[EmbeddedServer]:
    """A server of its own, for tests that damage it."""
    made = EmbeddedServer(reachable_folder / "home", durable=False)
    yield made
    made.stop()


@pytest.fixture(scope="module")
def shared_server() -> Iterator[EmbeddedServer]:
    made = Path(tempfile.mkdtemp(prefix="coach-embedded-"))
    made.chmod(0o711)
    yield EmbeddedServer(made, durable=False)
    shutil.rmtree(made)


@pytest.fixture
def server(shared_server: EmbeddedServer) -> Iterator[EmbeddedServer]:
    """A stopped server that many tests start."""
    yield shared_server
    shared_server.stop()
