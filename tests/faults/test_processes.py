"""One server, several processes: who starts it, who joins it, and what is left when one of them dies."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import psutil
import pytest

from data.embedded import EmbeddedServer
from tests.faults.processes import kill_server, postmaster, server_log, until

pytestmark = pytest.mark.fault
only_on_linux = pytest.mark.skipif(sys.platform != "linux", reason="no parent-death signal here")
PROJECT = Path(__file__).parents[2]
Launch = Callable[[str], "subprocess.Popen[str]"]


def said(process: subprocess.Popen[str]) -> str:
    assert process.stdout is not None
    return process.stdout.readline().strip()


@only_on_linux
@pytest.mark.parametrize("sent", [signal.SIGTERM, signal.SIGKILL])
def test_the_server_shuts_down_cleanly_when_its_owner_is_killed(home: Path, launch: Launch, sent: int) -> None:
    owner = launch("owner")
    assert said(owner) == "started"

    owner.send_signal(sent)

    until(lambda: postmaster(home) is None, "the server's end")
    assert server_log(home).rstrip().endswith("database system is shut down")


def test_a_second_process_joins_and_its_end_leaves_the_server_running(home: Path, launch: Launch) -> None:
    launches = [launch("owner")]
    assert said(launches[0]) == "started"
    server = postmaster(home)
    joiner = launch("owner")
    assert said(joiner) == "joined"

    joiner.kill()
    joiner.wait()

    assert EmbeddedServer(home).is_alive()
    assert postmaster(home) == server


def test_a_joiner_starts_the_server_when_its_owner_is_gone(home: Path, launch: Launch) -> None:
    owner = launch("owner")
    assert said(owner) == "started"
    joiner = EmbeddedServer(home, durable=False)
    assert joiner.start() == "joined"

    owner.kill()
    owner.wait()
    until(lambda: not joiner.is_alive(), "the server's end")
    joiner.ensure()

    assert (joiner.is_alive(), joiner.is_owner) == (True, True)
    joiner.stop()


def test_processes_that_start_at_once_share_one_server(home: Path, launch: Launch) -> None:
    processes = [launch("owner") for _ in range(4)]

    answers = sorted(map(said, processes))

    assert answers == ["joined", "joined", "joined", "started"]
    assert EmbeddedServer(home).is_alive()


def test_a_killed_server_starts_again(home: Path) -> None:
    server = EmbeddedServer(home, durable=False)
    server.start()

    kill_server(home)
    server.ensure()

    assert (server.is_alive(), server.is_owner) == (True, True)
    server.stop()


def test_a_start_killed_at_any_moment_leaves_nothing_in_the_way(home: Path, launch: Launch) -> None:
    starting = launch("owner")
    until(lambda: list(home.glob(".postgres-*/PG_VERSION")), "the beginning of initdb")
    for child in psutil.Process(starting.pid).children(recursive=True):
        child.kill()
    starting.kill()
    starting.wait()
    assert not (home / "postgres").exists()

    assert said(launch("owner")) == "started"

    assert list(home.glob(".postgres-*")) == []


def test_the_server_runs_without_the_app_until_it_is_told_to_stop(home: Path) -> None:
    alone = subprocess.Popen(
        [sys.executable, "-m", "data.embedded"],
        stderr=subprocess.PIPE,
        text=True,
        cwd=PROJECT,
        env={**os.environ, "COACH_HOME": str(home)},
    )
    assert alone.stderr is not None
    printed = alone.stderr.readline() + alone.stderr.readline()

    alone.terminate()

    alone.communicate()
    assert alone.returncode == 0
    assert f"export PGHOST={home}/socket PGUSER=postgres" in printed
    assert postmaster(home) is None
