"""Real processes on a real folder, to be killed."""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.faults.processes import DEADLINE_S, postmaster

Launch = Callable[[str], "subprocess.Popen[str]"]
PROJECT = Path(__file__).parents[2]


@pytest.fixture
def home() -> Iterator[Path]:
    """A home folder; a server that still runs in it afterwards is ended."""
    folder = Path(tempfile.mkdtemp(prefix="coach-fault-"))
    folder.chmod(0o711)
    yield folder
    left = postmaster(folder)
    if left:
        left.terminate()
        left.wait(DEADLINE_S)
    shutil.rmtree(folder)


@pytest.fixture
def launch(home: Path) -> Iterator[Launch]:
    """Starts a program of this folder as a process of its own; kills it in the end."""
    launched: list[subprocess.Popen[str]] = []

    def start(program: str) -> subprocess.Popen[str]:
        command = [sys.executable, "-m", f"tests.faults.{program}", str(home)]
        launched.append(
            subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=PROJECT)
        )
        return launched[-1]

    yield start
    for process in launched:
        process.kill()
        process.communicate()
