"""Import of a list of 1,000 activities against pandas.read_csv and COPY of the same rows into the same table."""

from __future__ import annotations

import io
import json
import uuid
from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import LiteralString, NamedTuple
from zoneinfo import ZoneInfo

import pandas as pd
import psycopg
from psycopg import sql

from bench.figure import Figure, paired_ms
from bench.imports import NEW_USER, database
from coach.activity_import import import_activities
from coach.activity_rows import row_of
from coach.activity_uploads import UploadedFile
from coach.readers.activity_files.reading import read_activity_files
from data.db import User
from data.new_activities import NewActivity
from tests.activity_files import garmin_csv, runs

ROWS, ROUNDS = 1_000, 11
NEW_IMPORT: LiteralString = """
insert into public.activity_imports (id, athlete_id, file_name, file_kind, file_sha256, rows_read, rows_saved,
    rows_duplicate)
select %s, id, 'Activities.csv', 'garmin_csv', repeat('0', 64), 0, 0, 0
from public.athlete_profiles where user_id = %s returning athlete_id
"""
COPY_ROWS = sql.SQL("copy public.activities (athlete_id, {}) from stdin").format(
    sql.SQL(", ").join(map(sql.Identifier, NewActivity._fields))
)


class Floor(NamedTuple):
    """A list, and its rows as the table takes them: of working them out, only reading is measured."""

    content: bytes
    athlete_id: uuid.UUID
    rows: list[NewActivity]


def figures() -> Iterator[Figure]:
    """A first import, each into an account of its own; then the same lists again, where nothing is new."""
    with database() as (owner_dsn, _), psycopg.connect(owner_dsn, autocommit=True) as conn:
        first = datetime.now() - timedelta(days=ROWS + 1)  # noqa: DTZ005 - lists are local
        lists = [garmin_csv(runs(ROWS, first + timedelta(minutes=number))) for number in range(ROUNDS)]
        ours = [(new_user(conn), content) for content in lists]
        yield _figure(conn, f"import of a list of {ROWS:,} activities", ours, 4.0)
        yield _figure(conn, "the same list again", ours, 2.0)


def _figure(conn: psycopg.Connection, name: str, lists: list[tuple[User, bytes]], limit: float) -> Figure:
    waiting, floors = iter(lists), iter([_floor(conn, content) for _, content in lists])
    ours_ms, floor_ms = paired_ms(lambda: _import(*next(waiting)), lambda: _read_and_copy(conn, next(floors)), ROUNDS)
    return Figure(name, ours_ms, floor_ms, "ms", limit)


def _import(user: User, content: bytes) -> None:
    import_activities(user, [UploadedFile("Activities.csv", content)])


def _read_and_copy(conn: psycopg.Connection, floor: Floor) -> None:
    """Into the table itself, with its keys, indexes and triggers; policies do not stop its owner."""
    frame = pd.read_csv(io.BytesIO(floor.content), dtype=str)
    raw = (json.dumps(row) for row in reversed(frame.to_dict("records")))
    with conn.transaction(), conn.cursor().copy(COPY_ROWS) as copy:
        for row, text in zip(floor.rows, raw, strict=True):
            copy.write_row((floor.athlete_id, *row[:-2], text, "{}"))


def _floor(conn: psycopg.Connection, content: bytes) -> Floor:
    user, import_id = new_user(conn), uuid.uuid4()
    made = conn.execute(NEW_IMPORT, (import_id, user.id)).fetchone()
    assert made is not None
    (read,) = read_activity_files("Activities.csv", content)
    rows = [row_of(entry, read.kind, import_id, ZoneInfo("UTC")) for entry in read.entries]
    return Floor(content, made[0], rows)


def new_user(conn: psycopg.Connection) -> User:
    user = User(uuid.uuid4(), f"{uuid.uuid4().hex[:10]}@example.org")
    conn.execute(NEW_USER, (user.id, user.email))
    return user
