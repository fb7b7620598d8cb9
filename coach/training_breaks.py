"""What can happen to a training break."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from data import db
from data.db import User
from data.training_breaks import BreakEntry, TrainingBreak, delete_break, find_break, insert_break, update_break


def log_break(user: User, entry: BreakEntry) -> TrainingBreak:
    with db.write_as(user) as conn:
        break_id = insert_break(conn, entry)
    return find_break(user, break_id)


def change_break(user: User, break_id: UUID, entry: BreakEntry, expected: datetime | None = None) -> TrainingBreak:
    """Replace everything about it, unless it changed since `expected`."""
    with db.write_as(user) as conn:
        update_break(conn, break_id, entry, expected)
    return find_break(user, break_id)


def remove_break(user: User, break_id: UUID) -> None:
    with db.write_as(user) as conn:
        delete_break(conn, break_id)
