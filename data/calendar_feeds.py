"""The secret address under which an athlete's calendar may be read. Only a hash of the secret is kept."""

from __future__ import annotations

import hashlib
import secrets
from datetime import datetime
from typing import NamedTuple

from data import db
from data.db import Connection, User
from data.errors import NotFound
from data.profiles import my_athlete_id

GONE = "This calendar is not there. Its address may have been renewed: copy the new one from your plan."


class CalendarFeed(NamedTuple):
    """`last_read_at` is None until a calendar has asked for it."""

    created_at: datetime
    last_read_at: datetime | None


def find_feed(user: User) -> CalendarFeed | None:
    (rows,) = db.read_all(
        user,
        (
            "select created_at, last_read_at from calendar_feeds where athlete_id = (select private.my_athlete_id())",
            (),
        ),
    )
    return CalendarFeed(**rows[0]) if rows else None


def upsert_feed(conn: Connection) -> str:
    """A new secret; the former address, if there was one, ends."""
    secret = secrets.token_urlsafe(32)
    conn.execute(
        """
        insert into calendar_feeds (athlete_id, secret_sha256) values (%s, %s)
        on conflict (athlete_id) do update set
            secret_sha256 = excluded.secret_sha256, created_at = now(), last_read_at = null
        """,
        (my_athlete_id(conn), _hash(secret)),
    )
    return secret


def delete_feed(conn: Connection) -> None:
    conn.execute("delete from calendar_feeds where athlete_id = (select private.my_athlete_id())")


def owner_of_feed(secret: str) -> User:
    """
    Raises:
        NotFound: no feed has this secret.
    """
    rows = db.service_rows(("select user_id, email from private.feed_owner(%s)", (_hash(secret),)))
    if not rows:
        raise NotFound(GONE)
    return User(rows[0]["user_id"], rows[0]["email"])


def note_reading(conn: Connection) -> None:
    """At most once an hour: calendars ask often, and each note would empty the athlete's caches."""
    conn.execute(
        "update calendar_feeds set last_read_at = now() where athlete_id = (select private.my_athlete_id())"
        " and (last_read_at is null or last_read_at < now() - interval '1 hour')"
    )


def _hash(secret: str) -> str:
    return hashlib.sha256(secret.encode("utf-8", "replace")).hexdigest()
