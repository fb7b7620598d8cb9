"""Saved views: a question to one's tables, kept under a name."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, LiteralString
from uuid import UUID

from psycopg import errors
from psycopg.types.json import Jsonb
from pydantic import BaseModel, ConfigDict, StringConstraints

from data import db
from data.db import Connection, User
from data.errors import Conflict, NotFound, Rejected, Stale
from data.exploration import Exploration
from data.profiles import my_athlete_id

ViewName = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=120, pattern=r"^[^\x00]*$")]

MOST = 200
GONE = "This view is not there. It may have been deleted."
TAKEN = "You have a view of that name. Choose another name, or change that view."


class SavedViewEntry(BaseModel):
    """A name and what it asks."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    name: ViewName
    query: Exploration


class SavedView(SavedViewEntry):
    model_config = ConfigDict(frozen=True, extra="ignore")

    id: UUID
    created_at: datetime
    updated_at: datetime


VIEW: LiteralString = "select * from saved_views where athlete_id = (select private.my_athlete_id())"


def saved_views(user: User) -> list[SavedView]:
    """By name. A view that this version cannot read any more is left out."""
    (rows,) = db.read_all(user, (VIEW + " order by lower(name), id", ()))
    return [view for row in rows if (view := _readable(row))]


def find_view(user: User, view_id: UUID) -> SavedView:
    (rows,) = db.read_all(user, (VIEW + " and id = %s", (view_id,)))
    view = _readable(rows[0]) if rows else None
    if view is None:
        raise NotFound(GONE)
    return view


def insert_view(conn: Connection, entry: SavedViewEntry) -> UUID:
    """
    Raises:
        Conflict: the name is taken.
        Rejected: there are too many.
    """
    athlete_id = my_athlete_id(conn)
    conn.execute("select from athlete_profiles where id = %s for update", (athlete_id,))
    try:
        row = conn.execute(
            "insert into saved_views (athlete_id, name, query) select %(athlete_id)s, %(name)s, %(query)s"
            " where (select count(*) from saved_views where athlete_id = %(athlete_id)s) < %(most)s returning id",
            {**_columns(entry), "athlete_id": athlete_id, "most": MOST},
        ).fetchone()
    except errors.UniqueViolation as taken:
        raise Conflict(TAKEN) from taken
    if row is None:
        raise Rejected(f"You have {MOST} views. Delete one that you do not need.", field="name")
    view_id: UUID = row["id"]
    return view_id


def update_view(conn: Connection, view_id: UUID, entry: SavedViewEntry, expected: datetime | None) -> None:
    """
    Raises:
        Stale: it was changed since `expected`.
    """
    try:
        changed = conn.execute(
            "update saved_views set name = %(name)s, query = %(query)s where id = %(id)s"
            " and (%(expected)s::timestamptz is null or updated_at = %(expected)s)",
            {**_columns(entry), "id": view_id, "expected": expected},
        )
    except errors.UniqueViolation as taken:
        raise Conflict(TAKEN) from taken
    if changed.rowcount:
        return
    if not conn.execute(VIEW + " and id = %s", (view_id,)).rowcount:
        raise NotFound(GONE)
    raise Stale


def delete_view(conn: Connection, view_id: UUID) -> None:
    if conn.execute("delete from saved_views where id = %s", (view_id,)).rowcount == 0:
        raise NotFound(GONE)


def _columns(entry: SavedViewEntry) -> dict[str, object]:
    return {"name": entry.name, "query": Jsonb(entry.query.model_dump(mode="json", exclude_defaults=True))}


def _readable(row: db.Row) -> SavedView | None:
    try:
        return SavedView.model_validate(row)
    except ValueError:
        return None
