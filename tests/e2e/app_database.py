"""The database of the running app, reached from the test: for what only time can do."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import psycopg

from data import db
from data.db import User
from data.embedded import EmbeddedServer
from data.startup import DATABASE
from tests.e2e.app_process import Server


@contextmanager
def joined_database(server: Server, email: str) -> Iterator[User]:
    """Use cases called here meet the same rows as the app; gives the athlete with this address."""
    embedded = EmbeddedServer(server.home / "coach")
    with psycopg.connect(embedded.dsn(dbname=DATABASE)) as conn:
        row = conn.execute("select id from auth.users where email = %s", (email,)).fetchone()
    assert row is not None
    db.open_pools(*(embedded.dsn(user=role, dbname=DATABASE) for role in ("app_login", "app_service")))
    try:
        yield User(row[0], email)
    finally:
        db.close_pools()
