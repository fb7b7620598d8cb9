"""The queue's tables: made and upgraded by the package's own SQL, and touched by nobody but the service."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any, LiteralString

import procrastinate
import psycopg
import pytest
from psycopg import errors, sql

from data import db, job_schema
from data.db import User
from tests.conftest import Database

PACKAGE = Path(procrastinate.__file__).parent / "sql"
LAST = sorted(path.name for path in (PACKAGE / "migrations").glob("*.sql"))[-1]
SHAPE: LiteralString = """
select 'column' as kind, table_name || '.' || column_name || ' ' || udt_name || ' ' || is_nullable as text
from information_schema.columns where table_schema = 'jobs'
union all
select 'function', proname || pg_get_function_arguments(oid) || proacl::text
from pg_proc where pronamespace = 'jobs'::regnamespace
union all
select 'index', indexdef from pg_indexes where schemaname = 'jobs'
union all
select 'word', typname || ' ' || enumlabel from pg_enum join pg_type on pg_type.oid = enumtypid
where typnamespace = 'jobs'::regnamespace
union all
select 'owner', pg_get_userbyid(relowner) from pg_class where relnamespace = 'jobs'::regnamespace
order by 1, 2
"""


def shape(dsn: str) -> list[tuple[Any, ...]]:
    with psycopg.connect(dsn) as conn:
        return conn.execute(SHAPE).fetchall()


def forget_queue(database: Database) -> None:
    with psycopg.connect(database.superuser_dsn, autocommit=True) as conn:
        conn.execute("set client_min_messages = warning")
        conn.execute("drop schema jobs cascade")


def older_package(folder: Path, last: str) -> Path:
    """The package as it was when `last` was its newest migration; its schema is all of them in order."""
    (folder / "migrations").mkdir(parents=True)
    texts = []
    for path in sorted((PACKAGE / "migrations").glob("*.sql")):
        if path.name <= last:
            shutil.copy(path, folder / "migrations")
            texts.append(path.read_text(encoding="utf-8"))
    (folder / "schema.sql").write_text("\n".join(texts), encoding="utf-8")
    return folder


def test_starting_again_changes_nothing(bare_database: Database) -> None:
    before = shape(bare_database.superuser_dsn)

    applied = job_schema.install(bare_database.superuser_dsn)

    assert applied == []
    assert shape(bare_database.superuser_dsn) == before
    assert before


def test_an_older_queue_becomes_the_one_a_fresh_start_makes(bare_database: Database, tmp_path: Path) -> None:
    fresh = shape(bare_database.superuser_dsn)
    forget_queue(bare_database)
    older = older_package(tmp_path / "sql", "03.00.00_50_post_cancel_notification.sql")
    job_schema.install(bare_database.superuser_dsn, older)

    applied = job_schema.install(bare_database.superuser_dsn)

    assert applied[0] == "03.01.00_01_pre_add_heartbeat.sql"
    assert applied[-1] == LAST
    assert set(shape(bare_database.superuser_dsn)) == set(fresh)


def test_an_upgrade_that_was_interrupted_goes_on_where_it_was(bare_database: Database, tmp_path: Path) -> None:
    forget_queue(bare_database)
    older = older_package(tmp_path / "old", "03.02.00_50_post_batch_defer_jobs.sql")
    job_schema.install(bare_database.superuser_dsn, older)
    broken = older_package(tmp_path / "new", LAST)
    (broken / "migrations" / LAST).write_text("select 1 / 0", encoding="utf-8")
    with pytest.raises(errors.DivisionByZero):
        job_schema.install(bare_database.superuser_dsn, broken)

    applied = job_schema.install(bare_database.superuser_dsn)

    assert applied == [LAST]


def test_the_owner_needs_no_superuser_to_install(bare_database: Database) -> None:
    forget_queue(bare_database)
    with psycopg.connect(bare_database.superuser_dsn, autocommit=True) as conn:
        conn.execute("grant app_service to app_owner with admin option, inherit false, set false")
        conn.execute(sql.SQL("grant create on database {} to app_owner").format(sql.Identifier(conn.info.dbname)))

    try:
        applied = job_schema.install(bare_database.owner_dsn)
    finally:
        with psycopg.connect(bare_database.superuser_dsn, autocommit=True) as conn:
            conn.execute("revoke app_service from app_owner")

    assert applied == ["schema.sql"]


@pytest.mark.parametrize("table", ["procrastinate_jobs", "procrastinate_workers", "procrastinate_events"])
def test_athletes_never_see_the_queue(table: str, user: User) -> None:
    with pytest.raises(errors.InsufficientPrivilege), db.read_as(user) as conn:
        conn.execute(sql.SQL("select from jobs.{}").format(sql.Identifier(table)))


def test_the_service_owns_nothing_of_the_queue(bare_database: Database) -> None:
    with psycopg.connect(bare_database.service_dsn) as conn, pytest.raises(errors.InsufficientPrivilege):
        conn.execute("drop table jobs.procrastinate_events")
