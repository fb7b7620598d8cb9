"""The tables of the job queue: procrastinate's own SQL, read from the package, in a schema of their own."""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path
from typing import LiteralString

import psycopg
from psycopg import sql

from data.migrate import IS_OWNER_MADE, IS_SUPABASE

LOCK = 7_120_504  # one installer at a time

INSTALLED: LiteralString = (
    "select obj_description(oid, 'pg_namespace') as mark from pg_catalog.pg_namespace where nspname = 'jobs'"
)
# The schema's comment says how far it is: a table of ours would be in the way of the package's own.
MARK = "procrastinate "
# The queue names its tables without a schema. Set for the role, because a pooler forgets what a session was told.
SEARCH_PATH: LiteralString = "alter role app_service set search_path = jobs, public, extensions"
# Its triggers then work for whoever changes a row, and never find tables of somebody else's schema.
SETTLE: LiteralString = """
do $$
declare
    routine record;
begin
    for routine in select oid::regprocedure as name from pg_catalog.pg_proc where pronamespace = 'jobs'::regnamespace
    loop
        execute format('alter routine %s set search_path = jobs, pg_temp', routine.name);
    end loop;
end
$$;
grant usage on schema jobs to app_service;
grant select, insert, update, delete on all tables in schema jobs to app_service;
grant usage on all sequences in schema jobs to app_service;
revoke execute on all routines in schema jobs from public;
grant execute on all routines in schema jobs to app_service;
"""


def install(owner_dsn: str, folder: Path | None = None) -> list[str]:
    """Make the queue's tables, or bring them to what the installed package needs; the names applied now.

    Args:
        owner_dsn: as for `migrate`: on plain Postgres a superuser, on Supabase the role `postgres`.
        folder: the `sql` folder of another version of the package.
    """
    folder = folder or _package_folder()
    names = sorted(path.name for path in (folder / "migrations").glob("*.sql"))
    with psycopg.connect(owner_dsn, autocommit=True) as conn:
        conn.execute("select pg_advisory_lock(%s)", (LOCK,))
        known = _installed(conn)
        if known is None:
            _apply(conn, folder / "schema.sql", names[-1])
            conn.execute(SEARCH_PATH)
            return ["schema.sql"]
        waiting = [name for name in names if name > known]
        for name in waiting:
            _apply(conn, folder / "migrations" / name, name)
        return waiting


def _package_folder() -> Path:
    """Found without importing the package, which takes longer than everything else here."""
    spec = find_spec("procrastinate")
    if spec is None or not spec.submodule_search_locations:
        raise ModuleNotFoundError("The package procrastinate is not installed. Run `make run` again.")
    return Path(spec.submodule_search_locations[0]) / "sql"


def _installed(conn: psycopg.Connection) -> str | None:
    """The last migration of the package that is in the database; None without its tables."""
    row = conn.execute(INSTALLED).fetchone()
    if row is None:
        return None
    return str(row[0] or "").removeprefix(MARK)


def _apply(conn: psycopg.Connection, path: Path, last: str) -> None:
    """One file and its mark, both or neither."""
    statements = path.read_text(encoding="utf-8")  # as trusted as the package's code
    with conn.transaction():
        conn.execute("set local client_min_messages = warning")
        if _answer(conn, IS_OWNER_MADE) and not _answer(conn, IS_SUPABASE):
            conn.execute("create schema if not exists jobs authorization app_owner")
            conn.execute("set local role app_owner")
        else:
            conn.execute("create schema if not exists jobs")
        conn.execute("set local search_path = jobs")
        conn.execute(statements)
        conn.execute(SETTLE)
        conn.execute(sql.SQL("comment on schema jobs is {}").format(sql.Literal(MARK + last)))


def _answer(conn: psycopg.Connection, question: LiteralString) -> bool:
    row = conn.execute(question).fetchone()
    return bool(row and row[0])
