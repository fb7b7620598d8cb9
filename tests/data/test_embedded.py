"""The embedded server: durable, private, and one for everybody who asks."""

from __future__ import annotations

import os
import shutil
import threading
from pathlib import Path
from typing import LiteralString

import psutil
import psycopg
import pytest

from data.embedded import EmbeddedServer
from data.errors import Unavailable


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
def test_commits_are_durable_unless_a_test_says_otherwise(reachable_folder: Path, setting: str) -> None:
    durable = EmbeddedServer(reachable_folder)
    durable.start()
    try:
        with psycopg.connect(durable.dsn()) as conn:
            row = conn.execute("select current_setting(%s)", (setting,)).fetchone()
    finally:
        durable.stop()

    assert row == ("on",)


@pytest.mark.parametrize("name", ["with space", "comma, quote ' and \" too", "Läufer", "deep/" * 25 + "home"])
def test_any_folder_name_works(reachable_folder: Path, name: str) -> None:
    server = EmbeddedServer(reachable_folder / name, durable=False)
    try:
        server.start()

        assert answer(server, "show data_directory") == str(reachable_folder / name / "postgres")
        assert os.stat(server.site.socket_folder).st_mode & 0o777 == 0o700
    finally:
        server.stop()
        shutil.rmtree(server.site.socket_folder)


def test_a_foreign_socket_folder_is_refused(reachable_folder: Path) -> None:
    server = EmbeddedServer(reachable_folder, durable=False)
    (reachable_folder / "elsewhere").mkdir()
    (reachable_folder / "socket").symlink_to(reachable_folder / "elsewhere")

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

    # Had the server been told to shut down, this session would be cut.
    assert answer(server, "select 'still here' from pg_sleep(0.2)") == "still here"
    assert server.is_owner


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

    servers = [child for child in psutil.Process().children() if str(server.site.cluster) in child.cmdline()]
    assert servers == [postmaster(server)]
