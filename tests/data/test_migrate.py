"""Migrations run once, in order, and nobody rewrites history."""

from __future__ import annotations

import shutil
from pathlib import Path

import psycopg
import pytest

from data.migrate import FOLDER, ChangedMigration, migrate, read_migrations
from tests.conftest import Database


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the migrations that a test may change."""
    copy = tmp_path / "migrations"
    shutil.copytree(FOLDER, copy)
    return copy


def test_a_second_run_applies_nothing(bare_database: Database) -> None:
    assert migrate(bare_database.superuser_dsn) == []


def test_a_new_file_is_applied_once_as_the_owner(bare_database: Database, folder: Path) -> None:
    (folder / "9000_shoes.sql").write_text("create table shoes (id int primary key);")

    first, second = (migrate(bare_database.superuser_dsn, folder) for _ in range(2))

    assert (first, second) == (["9000_shoes.sql"], [])
    with psycopg.connect(bare_database.superuser_dsn) as conn:
        owner = conn.execute("select tableowner from pg_tables where tablename = 'shoes'").fetchone()
    assert owner == ("app_owner",)


def test_a_changed_file_is_an_error_and_changes_nothing(bare_database: Database, folder: Path) -> None:
    last = read_migrations(folder)[-1]
    (folder / last.name).write_text(last.sql + "\ncreate table surprise ();")

    with pytest.raises(ChangedMigration, match=last.name):
        migrate(bare_database.superuser_dsn, folder)

    with psycopg.connect(bare_database.superuser_dsn) as conn:
        assert conn.execute("select to_regclass('public.surprise')").fetchone() == (None,)


def test_a_failing_file_leaves_nothing_behind(bare_database: Database, folder: Path) -> None:
    (folder / "9000_half.sql").write_text("create table half (); select 1 / 0;")

    with pytest.raises(psycopg.errors.DivisionByZero):
        migrate(bare_database.superuser_dsn, folder)

    with psycopg.connect(bare_database.superuser_dsn) as conn:
        assert conn.execute("select to_regclass('public.half')").fetchone() == (None,)


def test_supabase_gets_no_shim(bare_database: Database, folder: Path) -> None:
    with psycopg.connect(bare_database.superuser_dsn, autocommit=True) as conn:
        conn.execute("create table auth.schema_migrations (version text)")
    (folder / "9000_shim.sql").write_text("-- on: plain\ncreate table only_plain ();")

    applied = migrate(bare_database.superuser_dsn, folder)

    assert applied == []


def test_file_names_carry_their_order() -> None:
    numbers = [migration.name[:4] for migration in read_migrations()]

    assert numbers == sorted(set(numbers))
