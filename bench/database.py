"""A real PostgreSQL of a bench's own, and databases in it."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

import psycopg
from psycopg import sql

from data import db, startup
from data.embedded import EmbeddedServer


class Database(NamedTuple):
    """One database of the server, with its pools."""

    owner_dsn: str
    pools: dict[str, db.Pool]


@contextmanager
def own_server() -> Iterator[EmbeddedServer]:
    home = Path(tempfile.mkdtemp(prefix="coach-bench-"))
    home.chmod(0o755)
    server = EmbeddedServer(home)
    server.start()
    try:
        yield server
    finally:
        db.close_pools()
        server.stop()
        shutil.rmtree(home, ignore_errors=True)


def new_database(server: EmbeddedServer, name: str) -> Database:
    """Migrated; its pools are open but not those of the process yet."""
    with psycopg.connect(server.dsn(), autocommit=True) as conn:
        conn.execute(sql.SQL("create database {}").format(sql.Identifier(name)))
    startup.prepare(server.dsn(dbname=name))
    db.open_pools(server.dsn(user="app_login", dbname=name), server.dsn(user="app_service", dbname=name))
    pools = dict(db._pools)
    db._pools.clear()
    return Database(server.dsn(user="app_owner", dbname=name), pools)


def use(database: Database) -> None:
    """Make its pools those of the process."""
    db._pools.clear()
    db._pools.update(database.pools)
