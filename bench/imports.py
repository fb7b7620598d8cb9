"""Import of a whole event against reading its file with pandas and copying the rows into a bare table."""

from __future__ import annotations

import io
import shutil
import tempfile
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path
from typing import LiteralString

import pandas as pd
import psycopg
from psycopg import sql

from bench.figure import Figure, paired_ms
from coach.events import import_event
from data import db, startup
from data.db import User
from data.embedded import EmbeddedServer
from tests.sample_event import official_csv

ROWS, ROUNDS = 2500, 11
NEW_USER: LiteralString = """
with account as (insert into auth.users (id, email) values (%s, %s) returning id)
insert into public.athlete_profiles (user_id, display_name) select id, 'Alex' from account
"""


def figures() -> Iterator[Figure]:
    with database() as (owner_dsn, user), psycopg.connect(owner_dsn, autocommit=True) as conn:
        numbers = count(1)
        fresh = iter(lambda: official_csv(ROWS, seed=next(numbers), location=f"2025 TOWN{next(numbers)}"), None)
        contents = [next(fresh) for _ in range(2 * ROUNDS)]
        waiting_ours, waiting_floor = contents[:ROUNDS], contents[ROUNDS:]
        ours_ms, floor_ms = paired_ms(
            lambda: import_event(user, waiting_ours.pop(), "event.csv"),
            lambda: _read_and_copy(conn, waiting_floor.pop()),
            ROUNDS,
        )
        yield Figure(f"import of a {ROWS:,}-row event", ours_ms, floor_ms, "ms", 3.0)


def _read_and_copy(conn: psycopg.Connection, content: bytes) -> None:
    rows = pd.read_csv(io.BytesIO(content))
    columns = sql.SQL(", ").join(
        sql.SQL("{} {}").format(sql.Identifier(name), sql.SQL("float8" if rows[name].dtype.kind in "if" else "text"))
        for name in rows.columns
    )
    with conn.transaction():
        conn.execute("drop table if exists floor_rows")
        conn.execute(sql.SQL("create table floor_rows ({})").format(columns))
        with conn.cursor().copy("copy floor_rows from stdin") as copy:
            for row in rows.astype(object).where(rows.notna(), None).itertuples(index=False, name=None):
                copy.write_row(row)


@contextmanager
def database() -> Iterator[tuple[str, User]]:
    home = Path(tempfile.mkdtemp(prefix="coach-bench-"))
    home.chmod(0o755)
    server = EmbeddedServer(home)
    server.start()
    try:
        dsn = server.dsn(dbname="postgres")
        startup.prepare(dsn)
        db.open_pools(server.dsn(user="app_login"), server.dsn(user="app_service"))
        user = User(uuid.uuid4(), "athlete@example.org")
        with psycopg.connect(server.dsn(user="app_owner", dbname="postgres")) as conn:
            conn.execute(NEW_USER, (user.id, user.email))
        yield server.dsn(user="app_owner", dbname="postgres"), user
    finally:
        db.close_pools()
        server.stop()
        shutil.rmtree(home, ignore_errors=True)
