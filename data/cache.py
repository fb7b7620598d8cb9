"""Frames kept per athlete and revision: a write raises the revision, so nothing stale is ever found here."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable
from threading import Lock
from typing import LiteralString, TypeVar, cast
from uuid import UUID

from data import db
from data.db import User

T = TypeVar("T")
Revision = tuple[UUID, int]

MAX_ENTRIES = 256
REVISION: LiteralString = (
    "select athlete_id, revision from athlete_revisions where athlete_id = (select private.my_athlete_id())"
)
NO_ATHLETE: Revision = (UUID(int=0), 0)

_entries: OrderedDict[tuple[object, ...], object] = OrderedDict()
_lock = Lock()


def revision(user: User) -> Revision:
    """The athlete and the number of changes so far; part of every cache key."""
    (rows,) = db.read_all(user, (REVISION, ()))
    return revision_of(rows)


def revision_of(rows: list[db.Row]) -> Revision:
    """The same from rows of `REVISION` read in somebody else's pipeline."""
    return (rows[0]["athlete_id"], rows[0]["revision"]) if rows else NO_ATHLETE


def cached(at: Revision, name: str, *arguments: object, read: Callable[[], T]) -> T:
    """What `read` returned for this athlete, revision, name and arguments. Callers do not change it."""
    key = (*at, name, *arguments)
    with _lock:
        if key in _entries:
            _entries.move_to_end(key)
            return cast(T, _entries[key])
    fresh = read()
    with _lock:
        _entries[key] = fresh
        if len(_entries) > MAX_ENTRIES:
            _entries.popitem(last=False)
    return fresh
