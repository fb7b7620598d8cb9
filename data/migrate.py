"""Applies `migrations/*.sql` in order, once each, and notices when an applied file was changed."""

from __future__ import annotations

import hashlib
import re
from pathlib import Path
from typing import LiteralString, NamedTuple

import psycopg

from data.errors import Conflict

FOLDER = Path(__file__).resolve().parent.parent / "migrations"
FILE_NAME = re.compile(r"\d{4}_\w+\.sql")
LOCK = 7_120_501  # one runner at a time

HISTORY = """
create schema if not exists private;
create table if not exists private.schema_migrations (
    name text primary key,
    checksum text not null,
    applied_at timestamptz not null default now()
);
"""
HAS_HISTORY = "select to_regclass('private.schema_migrations') is not null"
# Only Supabase Auth keeps its own migration history in schema auth.
IS_SUPABASE = "select to_regclass('auth.schema_migrations') is not null"
IS_OWNER_MADE = "select exists (select 1 from pg_roles where rolname = 'app_owner')"


class Migration(NamedTuple):
    name: str
    sql: str

    @property
    def is_plain_only(self) -> bool:
        """True for what Supabase brings along: `-- on: plain` in the first line."""
        return "-- on: plain" in self.sql.partition("\n")[0]

    @property
    def checksum(self) -> str:
        return hashlib.sha256(self.sql.encode()).hexdigest()


class ChangedMigration(Conflict):
    pass


def read_migrations(folder: Path = FOLDER) -> list[Migration]:
    """All migrations in the order of their numbers."""
    paths = sorted(path for path in folder.glob("*.sql") if FILE_NAME.fullmatch(path.name))
    return [Migration(path.name, path.read_text(encoding="utf-8")) for path in paths]


def migrate(dsn: str, folder: Path = FOLDER) -> list[str]:
    """Bring the database up to date; returns the names applied now.

    Args:
        dsn: on plain Postgres a superuser, on Supabase the role `postgres`.

    Raises:
        ChangedMigration: a file differs from what was applied under its name.
    """
    with psycopg.connect(dsn, autocommit=True) as conn:
        conn.execute("select pg_advisory_lock(%s)", (LOCK,))
        is_supabase = _answer(conn, IS_SUPABASE)
        applied = _history(conn)
        return [
            migration.name
            for migration in read_migrations(folder)
            if not (migration.is_plain_only and is_supabase)
            and _is_due(migration, applied)
            and _apply(conn, migration, is_supabase=is_supabase)
        ]


def _history(conn: psycopg.Connection) -> dict[str, str]:
    if not _answer(conn, HAS_HISTORY):
        return {}
    rows = conn.execute("select name, checksum from private.schema_migrations").fetchall()
    return {name: checksum for name, checksum in rows}


def _is_due(migration: Migration, applied: dict[str, str]) -> bool:
    known = applied.get(migration.name)
    if known not in (None, migration.checksum):
        raise ChangedMigration(
            f"{migration.name} was changed after it had been applied. Put the old text back and write a new migration."
        )
    return known is None


def _apply(conn: psycopg.Connection, migration: Migration, *, is_supabase: bool) -> bool:
    with conn.transaction():
        if not is_supabase and not migration.is_plain_only:
            conn.execute("set local role app_owner")
        conn.execute(migration.sql)
        if not is_supabase and _answer(conn, IS_OWNER_MADE):
            conn.execute("set local role app_owner")
        if not _answer(conn, HAS_HISTORY):
            conn.execute(HISTORY)
        conn.execute(
            "insert into private.schema_migrations (name, checksum) values (%s, %s)",
            (migration.name, migration.checksum),
        )
    return True


def _answer(conn: psycopg.Connection, question: LiteralString) -> bool:
    row = conn.execute(question).fetchone()
    return bool(row and row[0])
