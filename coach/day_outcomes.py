"""What becomes of a planned session: done with a log, or skipped. It is done once, whoever says so."""

from __future__ import annotations

from datetime import date, datetime
from typing import NamedTuple
from uuid import UUID

from data.db import Connection
from data.errors import Conflict, NotFound
from data.plan_days import (
    PlanDay,
    PlanDayEntry,
    PlanSpan,
    locked_day,
    span_of_day,
    update_skipped,
)
from data.plan_versions import changed
from data.workout_changes import counts_for_day
from data.workouts import WorkoutEntry

LOGGED = "You have done this session already. Change its log, or delete that log first."
SKIPPED = "This session is skipped already. Take it in again in the plan, or log it as done."


class HeldDay(NamedTuple):
    """A planned session and its plan, unchangeable by others until the transaction ends."""

    plan: PlanSpan
    day: PlanDay


def hold_for_log(conn: Connection, day_id: UUID, entry: WorkoutEntry) -> HeldDay:
    """
    Raises:
        NotFound: it is not there, not yours, or its plan was removed.
        Conflict: it is done already, or skipped already and this log says so again.
    """
    held = HeldDay(span_of_day(conn, day_id), locked_day(conn, day_id))
    if held.day.is_completed:
        raise Conflict(LOGGED)
    if held.day.is_skipped and entry.completion_status == "skipped":
        raise Conflict(SKIPPED)
    return held


def prescribed_for(day: PlanDay, entry: WorkoutEntry) -> WorkoutEntry:
    """The log with its planned session, and what that prescribed."""
    prescribed = day.model_dump(mode="json", include=set(PlanDayEntry.model_fields), exclude_none=True)
    return entry.model_copy(update={"training_plan_day_id": day.id, "prescribed_workout": prescribed})


def hold_day_to_link(conn: Connection, workout_id: UUID, entry: WorkoutEntry) -> UUID | None:
    """The planned session this kept log comes to count for when it becomes `entry`, held.

    None when it counts for none, counts already, or the plan was removed and there is nothing to mark.

    Raises:
        Conflict: another log counts for it.
    """
    day_id = entry.training_plan_day_id
    if day_id is None or entry.completion_status == "skipped" or counts_for_day(conn, workout_id, day_id):
        return None
    try:
        span_of_day(conn, day_id)
    except NotFound:
        return None
    day = locked_day(conn, day_id)
    if day.is_completed and day.linked_workout_log_id != workout_id:
        raise Conflict(LOGGED)
    return day_id


def skip_within(
    conn: Connection, held: HeldDay, expected: datetime | None = None, why: str = "", *, is_skipped: bool = True
) -> None:
    """Left out on purpose, or taken in again; the plan keeps a version under the reason."""
    update_skipped(conn, held.day.id, is_skipped=is_skipped, expected=expected)
    what = f"{'Skipped' if is_skipped else 'Took back'} {held.day.title} on {date_words(held.day.date)}"
    changed(conn, held.plan.id, reason_words(what, why))


def reason_words(what: str, why: str) -> str:
    return f"{what}: {why.strip()}" if why.strip() else what


def date_words(day: date) -> str:
    """
    >>> date_words(date(2026, 2, 7))
    'Sat 7 Feb 2026'
    """
    return f"{day:%a} {day.day} {day:%b %Y}"
