"""The backups that docs/operations.md describes, restored."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import LiteralString

import psycopg
import pytest

from data import startup
from data.embedded import EmbeddedServer


@pytest.fixture(scope="module")
def original() -> Iterator[EmbeddedServer]:
    """A migrated database with one account in it."""
    home = Path(tempfile.mkdtemp(prefix="coach-backup-"))
    home.chmod(0o711)
    server = EmbeddedServer(home, durable=False)
    server.start()
    with psycopg.connect(server.dsn(), autocommit=True) as conn:
        conn.execute("create database coach")
    startup.prepare(server.dsn(dbname="coach"))
    with psycopg.connect(server.dsn(dbname="coach"), autocommit=True) as conn:
        conn.execute("insert into auth.users (id, email) values (gen_random_uuid(), 'athlete@example.org')")
    yield server
    server.stop()
    shutil.rmtree(home)


def run(server: EmbeddedServer, program: str, *arguments: str | Path, is_checked: bool = True) -> str:
    finished = subprocess.run(
        [server.site.programs / program, *arguments],
        check=False,
        capture_output=True,
        text=True,
        env={"PGHOST": str(server.site.socket_folder), "PGUSER": "postgres", "PATH": os.defpath},
    )
    assert finished.returncode == 0 or not is_checked, finished.stderr
    return finished.stderr


def contents(server: EmbeddedServer) -> list[object]:
    """What differs when something was left behind: tables, their rows, policies, grants."""
    queries: tuple[LiteralString, ...] = (
        "select email::text from auth.users",
        "select count(*)::text from exercise_library",
        "select format('%I.%I', schemaname, tablename) from pg_tables order by 1",
        "select format('%s %s %s', tablename, policyname, roles) from pg_policies order by 1",
        "select format('%s %s %s', grantee, table_name, privilege_type)"
        " from information_schema.role_table_grants where grantee like 'app\\_%' order by 1",
    )
    with psycopg.connect(server.dsn(dbname="coach"), autocommit=True) as conn:
        return [conn.execute(query).fetchall() for query in queries]


def test_a_dump_restores_into_a_new_cluster(original: EmbeddedServer, reachable_folder: Path, tmp_path: Path) -> None:
    run(original, "pg_dumpall", "--globals-only", f"--file={tmp_path / 'roles.sql'}")
    run(original, "pg_dump", "--format=custom", f"--file={tmp_path / 'coach.dump'}", "coach")
    restored = EmbeddedServer(reachable_folder, durable=False)
    restored.start()

    try:
        complaints = run(restored, "psql", "--quiet", f"--file={tmp_path / 'roles.sql'}", is_checked=False)
        run(restored, "pg_restore", "--create", "--exit-on-error", "--dbname=postgres", tmp_path / "coach.dump")

        assert complaints.count("ERROR") == complaints.count('role "postgres" already exists')
        assert contents(restored) == contents(original)
    finally:
        restored.stop()


def test_a_copy_of_the_cluster_starts_in_another_home(original: EmbeddedServer, reachable_folder: Path) -> None:
    copy = reachable_folder / "postgres"
    run(original, "pg_basebackup", f"--pgdata={copy}", "--checkpoint=fast")
    if original.site.account:
        subprocess.run(["chown", "--recursive", original.site.account.name, str(copy)], check=True)
    restored = EmbeddedServer(reachable_folder, durable=False)

    restored.start()

    try:
        assert contents(restored) == contents(original)
    finally:
        restored.stop()
