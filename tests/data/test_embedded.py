"""The embedded server: private, shared by its processes, and back whatever happened to it."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import tempfile
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import LiteralString

import psutil
import psycopg
import pytest

from data.embedded import EmbeddedServer
from data.errors import Unavailable


@pytest.fixture
def folder() -> Iterator[Path]:
    """A folder that other OS users may enter, like that of a usual installation."""
    made = Path(tempfile.mkdtemp(prefix="coach-embedded-"))
    made.chmod(0o711)
    yield made
    shutil.rmtree(made)


@pytest.fixture
def server(folder: Path) -> Iterator[EmbeddedServer]:
    made = EmbeddedServer(folder / "home", durable=False)
    yield made
    made.stop()


def answer(server: EmbeddedServer, query: LiteralString) -> object:
    with psycopg.connect(server.dsn(), autocommit=True) as conn:
        row = conn.execute(query).fetchone()
    return row[0] if row else None


def run(server: EmbeddedServer, statement: LiteralString) -> None:
    with psycopg.connect(server.dsn(), autocommit=True) as conn:
        conn.execute(statement)


def postmaster(server: EmbeddedServer) -> psutil.Process:
    return psutil.Process(int((server.site.cluster / "postmaster.pid").read_text().split()[0]))


def test_a_started_server_answers_until_it_is_stopped(server: EmbeddedServer) -> None:
    said = server.start()

    assert (said, server.is_alive(), server.is_owner) == ("started", True, True)
    server.stop()
    assert (server.is_alive(), server.is_owner) == (False, False)


def test_what_was_committed_is_there_after_a_restart(server: EmbeddedServer) -> None:
    server.start()
    run(server, "create table kept as select 42 as number")
    server.stop()

    server.start()

    assert answer(server, "select number from kept") == 42


@pytest.mark.parametrize("setting", ["fsync", "synchronous_commit", "full_page_writes"])
def test_commits_are_durable_unless_a_test_says_otherwise(folder: Path, setting: str) -> None:
    durable = EmbeddedServer(folder)
    durable.start()
    try:
        with psycopg.connect(durable.dsn()) as conn:
            row = conn.execute("select current_setting(%s)", (setting,)).fetchone()
    finally:
        durable.stop()

    assert row == ("on",)


@pytest.mark.parametrize("name", ["with space", "comma, quote ' and \" too", "Läufer", "deep/" * 25 + "home"])
def test_any_folder_name_works(folder: Path, name: str) -> None:
    server = EmbeddedServer(folder / name, durable=False)
    try:
        server.start()

        assert answer(server, "show data_directory") == str(folder / name / "postgres")
        assert os.stat(server.site.socket_folder).st_mode & 0o777 == 0o700
    finally:
        server.stop()
        shutil.rmtree(server.site.socket_folder)


def test_a_foreign_socket_folder_is_refused(folder: Path) -> None:
    server = EmbeddedServer(folder, durable=False)
    (folder / "elsewhere").mkdir()
    (folder / "socket").symlink_to(folder / "elsewhere")

    with pytest.raises(Unavailable, match="socket"):
        server.start()


def test_nobody_else_can_reach_the_server(server: EmbeddedServer) -> None:
    server.start()

    listening = [c for c in postmaster(server).net_connections(kind="inet") if c.status == psutil.CONN_LISTEN]
    private = [server.site.cluster, server.site.socket_folder, server.site.log_file]
    assert listening == []
    assert [path.stat().st_mode & 0o077 for path in private] == [0, 0, 0]
    assert len({path.stat().st_uid for path in private}) == 1


def test_the_server_does_not_see_the_apps_keys(server: EmbeddedServer, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", "secret")

    server.start()

    assert set(postmaster(server).environ()) <= {"LC_ALL", "PATH", "PG_GRANDPARENT_PID"}


def test_a_thread_may_start_the_server_and_end(server: EmbeddedServer) -> None:
    starter = threading.Thread(target=server.start)
    starter.start()
    starter.join()

    started_at = answer(server, "select pg_postmaster_start_time()")
    assert server.is_owner
    assert answer(server, "select pg_postmaster_start_time()") == started_at


def test_starting_twice_keeps_the_server(server: EmbeddedServer) -> None:
    server.start()
    first = postmaster(server).pid

    assert server.start() == "started"
    server.ensure()

    assert postmaster(server).pid == first


def test_threads_that_all_miss_the_server_start_one(server: EmbeddedServer) -> None:
    threads = [threading.Thread(target=server.ensure) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    servers = [child for child in psutil.Process().children() if child.name() == "postgres"]
    assert servers == [postmaster(server)]


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


def test_a_cluster_of_another_version_is_named_and_left_alone(server: EmbeddedServer) -> None:
    server.start()
    server.stop()
    (server.site.cluster / "PG_VERSION").write_text("16\n")

    with pytest.raises(Unavailable, match=r"PostgreSQL 16, this is 18.*docs/operations\.md"):
        server.start()


def test_a_server_that_gives_up_says_why(server: EmbeddedServer) -> None:
    server.start()
    server.stop()
    with (server.site.cluster / "postgresql.conf").open("a") as configuration:
        configuration.write("shared_buffers = 'many'\n")

    with pytest.raises(Unavailable, match="configuration file"):
        server.start()


def test_a_folder_without_a_cluster_is_not_overwritten(folder: Path) -> None:
    (folder / "postgres").mkdir()
    (folder / "postgres" / "mine.txt").touch()

    with pytest.raises(Unavailable, match=r"holds no database|does not run as root"):
        EmbeddedServer(folder, durable=False).start()

    assert (folder / "postgres" / "mine.txt").exists()


def test_a_long_log_is_put_aside(server: EmbeddedServer) -> None:
    server.start()
    server.stop()
    with server.site.log_file.open("ab") as log_file:
        log_file.truncate(10_000_001)

    server.start()

    assert server.site.log_file.stat().st_size < 10_000
    assert server.site.log_file.with_name("postgres.log.1").stat().st_size == 10_000_001


def test_a_log_that_is_a_link_is_refused(server: EmbeddedServer, folder: Path) -> None:
    server.start()
    server.stop()
    server.site.log_file.unlink()
    server.site.log_file.symlink_to(folder / "victim")

    with pytest.raises(Unavailable, match="does not start"):
        server.start()

    assert not (folder / "victim").exists()


def test_a_socket_left_behind_is_no_obstacle(server: EmbeddedServer) -> None:
    server.start()
    server.stop()
    with socket.socket(socket.AF_UNIX) as left_behind:
        left_behind.bind(str(server.site.socket_folder / ".s.PGSQL.5432"))

    assert server.start() == "started"
