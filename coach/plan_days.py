"""What can happen to a session of a plan. Each change keeps the plan before it, and says why."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from uuid import UUID

from coach.day_outcomes import HeldDay, date_words, reason_words, skip_within
from coach.workouts import LoggedWorkout, log_day_within
from data import db
from data.db import Connection, User
from data.errors import Conflict, Rejected
from data.plan_days import (
    PlanDay,
    PlanDayEntry,
    PlanSpan,
    delete_day,
    insert_days,
    locked_day,
    locked_span,
    pin_day,
    span_of_day,
    update_day,
)
from data.plan_versions import changed
from data.workouts import WorkoutEntry

DONE = "You have done this session already, so it stays as it is. Change what you did in the training log."


def add_day(user: User, plan_id: UUID, entry: PlanDayEntry, why: str = "") -> PlanDay:
    """Plan one more session."""
    with db.write_as(user) as conn:
        plan = locked_span(conn, plan_id)
        (day_id,) = insert_days(conn, plan, [entry])
        pin_day(conn, day_id)
        changed(conn, plan.id, reason_words(f"Added {entry.title} on {date_words(entry.date)}", why))
        return locked_day(conn, day_id)


def change_day(
    user: User, day_id: UUID, entry: PlanDayEntry, expected: datetime | None = None, why: str = ""
) -> PlanDay:
    """Replace what is planned, its day included; `expected` is the `updated_at` the athlete saw.

    Raises:
        Stale: it was changed since.
        Conflict: it is done.
    """
    with db.write_as(user) as conn:
        return change_within(conn, day_id, entry, expected, why)


def change_within(
    conn: Connection, day_id: UUID, entry: PlanDayEntry, expected: datetime | None = None, why: str = ""
) -> PlanDay:
    """The same inside a transaction that does more: a coach's proposal is accepted in one go."""

    def replace(conn: Connection, plan: PlanSpan, day: PlanDay) -> str:
        update_day(conn, plan, day.id, entry, expected)
        if entry.date != day.date:
            return f"Moved {entry.title} from {date_words(day.date)} to {date_words(entry.date)}"
        return f"Changed {entry.title} on {date_words(entry.date)}"

    return _change_within(conn, day_id, replace, why)


def move_day(user: User, day_id: UUID, to: date, expected: datetime | None = None, why: str = "") -> PlanDay:
    """The same session on another day of its plan."""
    with db.write_as(user) as conn:
        return move_within(conn, day_id, to, expected, why)


def move_within(conn: Connection, day_id: UUID, to: date, expected: datetime | None = None, why: str = "") -> PlanDay:
    """The same inside a transaction that does more."""

    def move(conn: Connection, plan: PlanSpan, day: PlanDay) -> str:
        update_day(conn, plan, day.id, _entry_of(day, to), expected)
        return f"Moved {day.title} from {date_words(day.date)} to {date_words(to)}"

    return _change_within(conn, day_id, move, why)


def copy_day(user: User, day_id: UUID, to: date, why: str = "") -> PlanDay:
    """The same session once more on another day; a done one can be copied too."""
    with db.write_as(user) as conn:
        plan = span_of_day(conn, day_id)
        day = locked_day(conn, day_id)
        (copy_id,) = insert_days(conn, plan, [_entry_of(day, to)])
        pin_day(conn, copy_id)
        changed(conn, plan.id, reason_words(f"Copied {day.title} from {date_words(day.date)} to {date_words(to)}", why))
        return locked_day(conn, copy_id)


def skip_day(
    user: User, day_id: UUID, expected: datetime | None = None, why: str = "", *, is_skipped: bool = True
) -> PlanDay:
    """Leave a session out on purpose, or with `is_skipped=False` take it in again."""
    with db.write_as(user) as conn:
        return skip_day_within(conn, day_id, expected, why, is_skipped=is_skipped)


def skip_day_within(
    conn: Connection, day_id: UUID, expected: datetime | None = None, why: str = "", *, is_skipped: bool = True
) -> PlanDay:
    """The same inside a transaction that does more."""
    held = HeldDay(span_of_day(conn, day_id), _open(locked_day(conn, day_id)))
    skip_within(conn, held, expected, why, is_skipped=is_skipped)
    return locked_day(conn, day_id)


def remove_day(user: User, day_id: UUID, expected: datetime | None = None, why: str = "") -> None:
    """Take a session out of its plan; undo brings it back."""
    with db.write_as(user) as conn:
        plan = span_of_day(conn, day_id)
        day = _open(locked_day(conn, day_id))
        delete_day(conn, day.id, expected)
        changed(conn, plan.id, reason_words(f"Removed {day.title} on {date_words(day.date)}", why))


def complete_day(user: User, day_id: UUID, entry: WorkoutEntry, expected: datetime | None = None) -> LoggedWorkout:
    """Log what was done and link it to the plan, both or neither.

    The log keeps what was prescribed. Completing is no change of the plan, so it makes no version.

    Raises:
        Conflict: the session is done already.
        Rejected: the log says that nothing was done.
        Stale: the session was changed since the athlete saw it.
    """
    if entry.completion_status == "skipped":
        raise Rejected("Nothing was done: skip the session instead.", field="completion_status")
    with db.write_as(user) as conn:
        return log_day_within(conn, day_id, entry, expected)


def _change_within(
    conn: Connection, day_id: UUID, change: Callable[[Connection, PlanSpan, PlanDay], str], why: str
) -> PlanDay:
    """Hold plan and session, change the session if it is not done, and keep the version under the reason given."""
    plan = span_of_day(conn, day_id)
    reason = change(conn, plan, _open(locked_day(conn, day_id)))
    pin_day(conn, day_id)
    changed(conn, plan.id, reason_words(reason, why))
    return locked_day(conn, day_id)


def _open(day: PlanDay) -> PlanDay:
    if day.is_completed:
        raise Conflict(DONE)
    return day


def _entry_of(day: PlanDay, to: date) -> PlanDayEntry:
    fields = {name: getattr(day, name) for name in PlanDayEntry.model_fields}
    return PlanDayEntry.model_validate(fields | {"date": to})
