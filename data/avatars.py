"""The athlete's picture, kept as data."""

from __future__ import annotations

from data import db
from data.db import Connection, User
from data.profiles import my_athlete_id


def find_avatar(user: User) -> bytes | None:
    """The WebP image, 256 × 256 pixels; None without one."""
    (rows,) = db.read_all(
        user, ("select image from athlete_avatars where athlete_id = (select private.my_athlete_id())", ())
    )
    return bytes(rows[0]["image"]) if rows else None


def upsert_avatar(conn: Connection, image: bytes) -> None:
    conn.execute(
        "insert into athlete_avatars (athlete_id, image) values (%s, %s)"
        " on conflict (athlete_id) do update set image = excluded.image",
        (my_athlete_id(conn), image),
    )


def delete_avatar(conn: Connection) -> None:
    conn.execute("delete from athlete_avatars where athlete_id = (select private.my_athlete_id())")
