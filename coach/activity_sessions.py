"""Activities in the training log: each counted one is a session there, its own or one that was typed before."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime
from typing import NamedTuple
from uuid import UUID, uuid4
from zoneinfo import ZoneInfo

from coach.day_matching import match_within
from coach.engines.activity_log import Session, is_counted, session_type_of, typed_before
from coach.engines.records import Mark, Occasion, Source
from coach.engines.workout_marks import FARTHEST_BELIEVABLE_M, DoneRun, run_marks, standard_distance_m
from coach.fitness import update_within
from coach.records import record_imported
from data.activities import Activity
from data.activity_logs import (
    LOG_PREFIX,
    ActivityLog,
    LogFill,
    fill_logs,
    insert_logs,
    logs_of_activities,
    typed_logs,
)
from data.db import Connection, User
from data.new_activities import Fill, Measured, NewActivity
from data.record_sources import athlete_of
from data.workouts import minutes_of

LONGEST_TITLE, LONGEST_S, FARTHEST_M, MOST_CALORIES = 200, 86_400.0, 1_000_000.0, 20_000
LOWEST_BPM, HIGHEST_BPM = 25, 250
MINUTES_APART_S = 60.0
_SIMPLY_FILLED = ("title", "distance_m", "heart_rate_avg", "calories_estimated")

AnyActivity = NewActivity | Activity


class Sessions(NamedTuple):
    """What becomes of the log: sessions to make, and what is added to those that are there, beside how they will be."""

    made: list[ActivityLog]
    filled: list[tuple[LogFill, ActivityLog]]


def sessions_of(conn: Connection, activities: Sequence[AnyActivity]) -> Sessions:
    """How new activities will stand in the log; the sum of a multisport activity's legs never does."""
    parents = {activity.parent_id for activity in activities}
    logs = [
        _log_of(activity)
        for activity in activities
        if activity.id not in parents and is_counted(activity.family, activity.type_name, _duration_s(activity))
    ]
    if not logs:
        return Sessions([], [])
    typed = typed_logs(conn, min(log.date for log in logs), max(log.date for log in logs))
    pairs = typed_before([_session(log) for log in logs], [_session(log) for log in typed])
    return Sessions(
        [log for place, log in enumerate(logs) if place not in pairs],
        [_filled(typed[theirs], logs[place]) for place, theirs in pairs.items()],
    )


def sessions_of_filled(conn: Connection, activities: Sequence[Activity]) -> Sessions:
    """What known activities that were filled add to the sessions they have."""
    by_id = {activity.id: activity for activity in activities}
    filled = [
        _filled(log, _log_of(by_id[log.activity_id]))
        for log in logs_of_activities(conn, list(by_id))
        if log.activity_id is not None
    ]
    return Sessions([], [pair for pair in filled if pair[0].columns])


def with_log_columns(sessions: Sessions, activities: Sequence[NewActivity]) -> list[NewActivity]:
    """The activities that know which columns of a typed session they fill, for when their import is undone."""
    fills = {fill.activity_id: fill.columns for fill, _ in sessions.filled}
    return [
        activity._replace(
            filled_by={f"{LOG_PREFIX}{name}": str(activity.activity_import_id) for name in fills[activity.id]}
        )
        if activity.id in fills
        else activity
        for activity in activities
    ]


def log_fills(sessions: Sessions, imports: Mapping[UUID, UUID]) -> list[Fill]:
    """The same as fills of activities by their imports, so that undoing one empties the sessions as well."""
    return [
        Fill(fill.activity_id, imports[fill.activity_id], {f"{LOG_PREFIX}{name}": None for name in fill.columns})
        for fill, _ in sessions.filled
        if fill.activity_id in imports
    ]


def keep_sessions(conn: Connection, sessions: Sessions) -> None:
    """Write them, and find the records of all their runs at once."""
    fill_logs(conn, [fill for fill, _ in sessions.filled])
    if sessions.made:
        insert_logs(conn, sessions.made)
    runs = [log for log in (*sessions.made, *(log for _, log in sessions.filled)) if log.session_type == "run"]
    record_imported(conn, _marks(runs, is_woman=athlete_of(conn).is_woman))


def _marks(runs: Sequence[ActivityLog], *, is_woman: bool) -> list[Mark]:
    """What may be a record among runs that came in together; most of them are neither the longest nor of a standard
    distance, and are not looked at."""
    logged_at, longest_m, marks = datetime.now(UTC), 0.0, list[Mark]()
    for log in sorted(runs, key=lambda run: run.date):
        distance_m = log.distance_m or 0.0
        if distance_m > longest_m or standard_distance_m(distance_m):
            at = Occasion(Source("workout", log.id), "training", log.date, logged_at)
            marks += run_marks([DoneRun(log.distance_m, log.duration_s)], at, is_woman=is_woman)
        if distance_m <= FARTHEST_BELIEVABLE_M:  # a longer one is asked about, and hides nothing before it is confirmed
            longest_m = max(longest_m, distance_m)
    return marks


def follow_up(conn: Connection, user: User, days: Sequence[date], time_zone: str) -> None:
    """What follows when activities of these days came, went or changed: planned sessions are done, fitness is new."""
    if days:
        match_within(conn, min(days), max(days))
        update_within(conn, user, datetime.now(ZoneInfo(time_zone)).date())


def _log_of(activity: AnyActivity) -> ActivityLog:
    """The activity as a session; what the log does not hold is unknown there."""
    duration_s, distance_m = _duration_s(activity), activity.distance_m
    if duration_s is not None and duration_s > LONGEST_S:
        duration_s = None
    heart_rate_bpm, calories = activity.heart_rate_avg_bpm, activity.calories
    return ActivityLog(
        id=uuid4(),
        activity_id=activity.id,
        date=activity.started_at_local.date(),
        session_type=session_type_of(activity.family),
        title=(activity.title or "")[:LONGEST_TITLE].strip() or None,
        distance_m=distance_m if distance_m and distance_m <= FARTHEST_M else None,
        duration_minutes=None if duration_s is None else minutes_of(duration_s),
        duration_seconds=duration_s,
        heart_rate_avg=heart_rate_bpm if LOWEST_BPM <= (heart_rate_bpm or 0) <= HIGHEST_BPM else None,
        calories_estimated=calories if calories and calories <= MOST_CALORIES else None,
    )


def _filled(log: ActivityLog, told: ActivityLog) -> tuple[LogFill, ActivityLog]:
    """What is unknown of a session and told by its activity, and the session with that."""
    columns: dict[str, Measured] = {
        name: getattr(told, name)
        for name in _SIMPLY_FILLED
        if getattr(log, name) is None and getattr(told, name) is not None
    }
    if log.duration_seconds is None and told.duration_seconds is not None:
        if log.duration_minutes is None:
            columns["duration_minutes"] = told.duration_minutes
        # Typed minutes stay; seconds that contradict them would not be theirs.
        if log.duration_minutes is None or abs(told.duration_seconds - log.duration_minutes * 60) <= MINUTES_APART_S:
            columns["duration_seconds"] = told.duration_seconds
    activity_id = told.activity_id or told.id
    return LogFill(log.id, activity_id, columns), ActivityLog(**log._asdict() | {"activity_id": activity_id} | columns)


def _session(log: ActivityLog) -> Session:
    return Session(log.date, log.session_type, log.distance_m, log.duration_s)


def _duration_s(activity: AnyActivity) -> float | None:
    return activity.duration_s or activity.moving_s
