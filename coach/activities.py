"""What an athlete decides about an activity: whether it stays, how it felt, whether it was all they had."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from coach.achievements import award
from coach.activity_sessions import follow_up, keep_sessions, log_fills, sessions_of
from coach.records import record_workout
from coach.workouts import remove_within, restore_within
from data import db
from data.activities import MISSING, Activity, EffortKind, kept_activities, kept_activity
from data.activity_changes import (
    fill_activities,
    hold_athlete,
    mark_activity_deleted,
    unmark_activity_deleted,
    update_effort_kind,
)
from data.activity_logs import (
    empty_logs,
    filled_columns_of,
    logs_of_activities,
    made_log_ids_of,
    unlink_logs,
    update_effort,
)
from data.db import Connection, User
from data.errors import NotFound
from data.run_feedback import Feedback, FeedbackEntry, insert_feedback, kept_feedback, update_feedback
from data.workout_changes import kept_workout


def remove_activity(user: User, activity_id: UUID) -> None:
    """Out of every list and, where an import made its session, out of the log; no export brings it back.

    A session that was typed stays as it was typed. `restore_activity` brings all of it back.

    Raises:
        NotFound: it is not there, or deleted already.
    """
    with db.write_as(user) as conn:
        time_zone = hold_athlete(conn)
        ids = mark_activity_deleted(conn, activity_id)
        logs, made = logs_of_activities(conn, ids), set(made_log_ids_of(conn, ids).values())
        _unlink_typed(conn, ids, [log.id for log in logs if log.id not in made])
        for log in logs:
            if log.id in made:
                remove_within(conn, log.id)
        follow_up(conn, user, [log.date for log in logs], time_zone)


def restore_activity(user: User, activity_id: UUID) -> Activity:
    """Back in every list and in the log; one that was never deleted stays as it is.

    Raises:
        NotFound: it is not there, or not yours.
        Conflict: the planned session it did was done again since.
    """
    with db.write_as(user) as conn:
        time_zone = hold_athlete(conn)
        activities = kept_activities(conn, unmark_activity_deleted(conn, activity_id))
        made = made_log_ids_of(conn, [activity.id for activity in activities])
        for log_id in made.values():
            restore_within(conn, log_id)
        _log_again(conn, [activity for activity in activities if activity.id not in made])
        follow_up(conn, user, [activity.started_on for activity in activities], time_zone)
        return kept_activity(conn, activity_id)


def give_feedback(user: User, activity_id: UUID, entry: FeedbackEntry) -> Feedback:
    """How it felt, said for the first time; the effort becomes the RPE of its session.

    Raises:
        NotFound: the activity is not there, or deleted.
        Conflict: it was said already.
    """
    with db.write_as(user) as conn:
        _held(conn, activity_id)
        insert_feedback(conn, activity_id, entry)
        return _felt(conn, activity_id, entry, before=None)


def change_feedback(user: User, activity_id: UUID, entry: FeedbackEntry, expected: datetime | None = None) -> Feedback:
    """How it felt, said for the first time or again; `expected` is the `updated_at` the athlete saw.

    Raises:
        NotFound: the activity is not there, or deleted.
        Stale: it was changed since.
    """
    with db.write_as(user) as conn:
        return change_feedback_within(conn, activity_id, entry, expected)


def change_feedback_within(
    conn: Connection, activity_id: UUID, entry: FeedbackEntry, expected: datetime | None = None
) -> Feedback:
    """The same inside a transaction that does more."""
    _held(conn, activity_id)
    known = kept_feedback(conn, activity_id)
    if known is None:
        insert_feedback(conn, activity_id, entry)
    else:
        update_feedback(conn, known, entry, expected)
    return _felt(conn, activity_id, entry, before=known.effort if known else None)


def set_effort_kind(user: User, activity_id: UUID, effort_kind: EffortKind | None) -> Activity:
    """A race or a test shows how fast an athlete is; only they can say that a run was one.

    Raises:
        NotFound: it is not there, or deleted.
    """
    with db.write_as(user) as conn:
        time_zone = hold_athlete(conn)
        update_effort_kind(conn, activity_id, effort_kind)
        activity = kept_activity(conn, activity_id)
        follow_up(conn, user, [activity.started_on], time_zone)
        return activity


def _held(conn: Connection, activity_id: UUID) -> None:
    if kept_activity(conn, activity_id).deleted_at is not None:
        raise NotFound(MISSING)


def _felt(conn: Connection, activity_id: UUID, entry: FeedbackEntry, before: int | None) -> Feedback:
    update_effort(conn, activity_id, entry.effort, before)
    award(conn, {"activity_id": str(activity_id)})
    kept = kept_feedback(conn, activity_id)
    if kept is None:
        raise NotFound(MISSING)
    return kept


def _unlink_typed(conn: Connection, activity_ids: Sequence[UUID], log_ids: Sequence[UUID]) -> None:
    """Typed sessions stand for themselves again, with what was typed."""
    if log_ids:
        empty_logs(conn, filled_columns_of(conn, activity_ids))
        unlink_logs(conn, log_ids)
        for log_id in log_ids:
            record_workout(conn, kept_workout(conn, log_id))


def _log_again(conn: Connection, activities: Sequence[Activity]) -> None:
    """As if they had just arrived."""
    sessions = sessions_of(conn, activities)
    imports = {activity.id: activity.activity_import_id for activity in activities if activity.activity_import_id}
    fill_activities(conn, log_fills(sessions, imports))
    keep_sessions(conn, sessions)
