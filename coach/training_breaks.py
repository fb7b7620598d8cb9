"""What can happen to a training break. A plan that rolls on is rebuilt around it."""

from __future__ import annotations

from contextlib import suppress
from datetime import date, datetime, timedelta
from uuid import UUID

from coach.engines.streaks import monday_of
from coach.plan_refresh import Rebuilding, refresh_plan, refresh_within
from coach.today import today_of
from data import db
from data.db import Connection, User
from data.errors import NotFound, Rejected
from data.plan_reality import hold_active_plan
from data.training_breaks import BreakEntry, TrainingBreak, delete_break, find_break, insert_break, update_break


def log_break(user: User, entry: BreakEntry) -> TrainingBreak:
    with db.write_as(user) as conn:
        break_id = insert_break(conn, entry)
    _rebuild_plan(user)
    return find_break(user, break_id)


def log_break_within(conn: Connection, user: User, entry: BreakEntry, today: date) -> UUID:
    """The same inside a transaction that does more."""
    hold_active_plan(conn)  # before anything is written, as everything that changes it does
    break_id = insert_break(conn, entry)
    week_on = monday_of(today + timedelta(days=1)) - timedelta(days=7)
    # Without a plan that rolls on, or with one that cannot be rebuilt now, the break is kept all the same.
    with suppress(NotFound, Rejected), conn.transaction():
        refresh_within(conn, user, Rebuilding("break", week_on, today))
    return break_id


def change_break(user: User, break_id: UUID, entry: BreakEntry, expected: datetime | None = None) -> TrainingBreak:
    """Replace everything about it, unless it changed since `expected`."""
    with db.write_as(user) as conn:
        update_break(conn, break_id, entry, expected)
    _rebuild_plan(user)
    return find_break(user, break_id)


def remove_break(user: User, break_id: UUID) -> None:
    with db.write_as(user) as conn:
        delete_break(conn, break_id)
    _rebuild_plan(user)


def _rebuild_plan(user: User) -> None:
    """The break is kept whatever becomes of the plan: without one that rolls on, or with one that cannot be rebuilt
    now, there is nothing to do; the next Sunday looks again."""
    try:
        refresh_plan(user, "break", None, today_of(user))
    except (NotFound, Rejected):
        return
