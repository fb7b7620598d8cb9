"""Finding, awaiting and killing the processes of an embedded server."""

from __future__ import annotations

import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import psutil

DEADLINE_S = 60


def until(happened: Callable[[], object], what: str) -> None:
    """Poll: fails with `what` when it has not happened by the deadline."""
    deadline = time.monotonic() + DEADLINE_S
    while not happened():
        assert time.monotonic() < deadline, f"{what}: not within {DEADLINE_S} s"
        time.sleep(0.01)


def postmaster(home: Path) -> psutil.Process | None:
    """The running server of this home folder, whoever started it."""
    for process in psutil.process_iter(["name", "cmdline"]):
        if process.info["name"] == "postgres" and str(home / "postgres") in (process.info["cmdline"] or []):
            return process
    return None


def kill_server(home: Path) -> None:
    """kill -9 of the postmaster and of everything it started."""
    server = postmaster(home)
    assert server is not None
    family = [server, *server.children(recursive=True)]
    for process in family:
        with suppress(psutil.NoSuchProcess):  # a session that ended just now
            process.kill()


def server_log(home: Path) -> str:
    return (home / "postgres.log").read_text(errors="replace")
