"""What may be found in the cluster's folder at the next start."""

from __future__ import annotations

import os
import socket
import subprocess
from pathlib import Path

import pytest

from data.embedded import EmbeddedServer
from data.errors import Unavailable


@pytest.mark.parametrize("lock", ["postgres/postmaster.pid", "socket/.s.PGSQL.5432.lock"])
@pytest.mark.parametrize(
    "content",
    [
        pytest.param("", id="empty"),
        pytest.param("99\x00", id="damaged"),
        pytest.param("{dead}\nx\n", id="truncated"),
        pytest.param("{stranger}\n/x\n1700000000\n5432\n/x\n\n  1 2\nready   \n", id="of a live stranger"),
        pytest.param("{zombie}\n/x\n1700000000\n5432\n/x\n\n  1 2\nready   \n", id="of a zombie"),
    ],
)
def test_a_stale_lock_file_is_no_obstacle(server: EmbeddedServer, lock: str, content: str) -> None:
    server.start()
    server.stop()
    with subprocess.Popen(["/bin/sh", "-c", "read line"], stdin=subprocess.PIPE) as stranger:
        zombie = subprocess.Popen(["/bin/sh", "-c", "exit"])
        os.waitid(os.P_PID, zombie.pid, os.WEXITED | os.WNOWAIT)
        pids = {"dead": 4_194_304, "stranger": stranger.pid, "zombie": zombie.pid}
        (server.home / lock).write_text(content.format_map(pids))

        said = server.start()

    assert (said, server.is_alive()) == ("started", True)
    zombie.wait()


def test_a_cluster_of_another_version_is_named_and_left_alone(fresh_server: EmbeddedServer) -> None:
    fresh_server.start()
    fresh_server.stop()
    (fresh_server.site.cluster / "PG_VERSION").write_text("16\n")

    with pytest.raises(Unavailable, match=r"PostgreSQL 16, this is 18.*docs/operations\.md"):
        fresh_server.start()


def test_a_server_that_gives_up_says_why(fresh_server: EmbeddedServer) -> None:
    fresh_server.start()
    fresh_server.stop()
    with (fresh_server.site.cluster / "postgresql.conf").open("a") as configuration:
        configuration.write("shared_buffers = 'many'\n")

    with pytest.raises(Unavailable, match="configuration file"):
        fresh_server.start()


def test_a_folder_without_a_cluster_is_not_overwritten(reachable_folder: Path) -> None:
    (reachable_folder / "postgres").mkdir()
    (reachable_folder / "postgres" / "mine.txt").touch()

    with pytest.raises(Unavailable, match=r"holds no database|does not run as root"):
        EmbeddedServer(reachable_folder, durable=False).start()

    assert (reachable_folder / "postgres" / "mine.txt").exists()


def test_a_long_log_is_put_aside(fresh_server: EmbeddedServer) -> None:
    fresh_server.start()
    fresh_server.stop()
    with fresh_server.site.log_file.open("ab") as log_file:
        log_file.truncate(10_000_001)

    fresh_server.start()

    assert fresh_server.site.log_file.stat().st_size < 10_000
    assert fresh_server.site.log_file.with_name("postgres.log.1").stat().st_size == 10_000_001


def test_a_log_that_is_a_link_is_refused(fresh_server: EmbeddedServer, reachable_folder: Path) -> None:
    fresh_server.start()
    fresh_server.stop()
    fresh_server.site.log_file.unlink()
    fresh_server.site.log_file.symlink_to(reachable_folder / "victim")

    with pytest.raises(Unavailable, match="does not start"):
        fresh_server.start()

    assert not (reachable_folder / "victim").exists()


def test_a_socket_left_behind_is_no_obstacle(server: EmbeddedServer) -> None:
    server.start()
    server.stop()
    with socket.socket(socket.AF_UNIX) as left_behind:
        left_behind.bind(str(server.site.socket_folder / ".s.PGSQL.5432"))

    assert server.start() == "started"
