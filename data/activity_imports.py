"""Imports of activities: one row per file, with what became of its rows and the days it speaks for."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any, Literal, LiteralString, NamedTuple
from uuid import UUID

import pandas as pd
from psycopg.types.json import Jsonb

from data import db
from data.activities import FileKind
from data.db import Connection, User
from data.errors import NotFound

Unit = Literal["km", "mi"]

IMPORT_DTYPES = {
    "id": "object", "file_name": "object", "file_kind": "object", "unit": "object", "rows_read": "int64",
    "rows_saved": "int64", "rows_filled": "int64", "rows_duplicate": "int64", "report": "object",
    "covers_from": "object", "covers_to": "object", "created_at": "object",
}  # fmt: skip
MISSING = "This import is not there. It may have been undone."
IMPORTS: LiteralString = """
    select id, file_name, file_kind, unit, rows_read, rows_saved, rows_filled, rows_duplicate, report, covers_from,
           covers_to, created_at
    from activity_imports
    where athlete_id = (select private.my_athlete_id())
    order by created_at desc, id
"""


class NewImport(NamedTuple):
    """What is kept of one file: its counts, and in `report` the sentences the athlete was told."""

    id: UUID
    file_name: str
    file_kind: FileKind
    file_sha256: str
    unit: Unit | None
    rows_read: int
    rows_saved: int
    rows_filled: int
    rows_duplicate: int
    report: dict[str, Any]
    covers_from: date | None
    covers_to: date | None


class DoneImport(NamedTuple):
    """An import that is held, and the local days of what it brought or filled; None when that is nothing."""

    id: UUID
    created_at: datetime
    first_on: date | None
    last_on: date | None

    @property
    def days(self) -> list[date]:
        return [day for day in (self.first_on, self.last_on) if day is not None]


def imports(user: User) -> pd.DataFrame:
    """One row per imported file, newest first; dtypes IMPORT_DTYPES. `report` holds what was refused, and why."""
    (rows,) = db.read_all(user, (IMPORTS, ()))
    return db.frame(rows, IMPORT_DTYPES)


def last_unit(user: User, file_kind: FileKind) -> Unit | None:
    """The unit of the latest import of this kind in which one was known."""
    (rows,) = db.read_all(
        user,
        (
            "select unit from activity_imports where athlete_id = (select private.my_athlete_id())"
            " and file_kind = %s and unit is not null order by created_at desc limit 1",
            (file_kind,),
        ),
    )
    return rows[0]["unit"] if rows else None


def is_imported(conn: Connection, file_sha256: str, file_kind: FileKind) -> bool:
    """Whether exactly this file is there already."""
    known = conn.execute(
        "select from activity_imports where athlete_id = (select private.my_athlete_id())"
        " and file_sha256 = %s and file_kind = %s limit 1",
        (file_sha256, file_kind),
    )
    return known.fetchone() is not None


def insert_import(conn: Connection, made: NewImport) -> None:
    conn.execute(
        """
        insert into activity_imports (id, athlete_id, file_name, file_kind, file_sha256, unit, rows_read, rows_saved,
            rows_filled, rows_duplicate, report, covers_from, covers_to)
        values (%(id)s, (select private.my_athlete_id()), %(file_name)s, %(file_kind)s, %(file_sha256)s, %(unit)s,
            %(rows_read)s, %(rows_saved)s, %(rows_filled)s, %(rows_duplicate)s, %(report)s, %(covers_from)s,
            %(covers_to)s)
        """,
        {**made._asdict(), "report": Jsonb(made.report)},
    )


def held_import(conn: Connection, import_id: UUID) -> DoneImport:
    """
    Raises:
        NotFound: it is not there, or not yours.
    """
    row = conn.execute(
        """
        select import.id, import.created_at, days.first_on, days.last_on
        from activity_imports import
        cross join lateral (
            select min(started_on) as first_on, max(started_on) as last_on from activities
            where athlete_id = import.athlete_id and (
                activity_import_id = import.id
                or exists (select from jsonb_each_text(filled_by) where value = import.id::text))
        ) days
        where import.id = %s and import.athlete_id = (select private.my_athlete_id())
        for update of import
        """,
        (import_id,),
    ).fetchone()
    if row is None:
        raise NotFound(MISSING)
    return DoneImport(**row)


def delete_import(conn: Connection, import_id: UUID) -> None:
    """With the activities it brought, by the foreign key."""
    conn.execute("delete from activity_imports where id = %s", (import_id,))
