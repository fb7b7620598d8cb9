"""Whose turn it is: every half minute what is due and not yet known is queued, so a pause is caught up by itself."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import Final
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from data import db
from data.db import Connection
from data.job_queue import (
    NewJob,
    delete_overtaken,
    hold_queue,
    insert_jobs,
    known_locks,
    resume_stalled,
)
from data.job_runs import (
    Due,
    RunKind,
    active_athletes,
    due_refreshes,
    due_snapshots,
    end_abandoned_runs,
    has_run_today,
    insert_run,
)

# A week ends on Sunday at 23:00 where the athlete lives; the database's `due_refreshes` says the same.
FROM_MONDAY: Final = timedelta(days=6, hours=23)
BATCH: Final = 1_000
OWN_PRIORITY: Final = 10  # somebody waits for it


def zone_of(name: str) -> ZoneInfo:
    """UTC where the zone is not known to this machine."""
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return ZoneInfo("UTC")


def last_ended_week(now: datetime, time_zone: str) -> date:
    """The Monday of the last week that has ended there.

    >>> last_ended_week(datetime(2026, 3, 1, 21, 59, tzinfo=UTC), "Europe/Berlin")
    datetime.date(2026, 2, 16)
    >>> last_ended_week(datetime(2026, 3, 1, 22, 0, tzinfo=UTC), "Europe/Berlin")
    datetime.date(2026, 2, 23)
    """
    begun = now.astimezone(zone_of(time_zone)).replace(tzinfo=None) - FROM_MONDAY
    return begun.date() - timedelta(days=begun.weekday())


def next_refresh_at(now: datetime, time_zone: str) -> datetime:
    """The next Sunday, 23:00 there.

    >>> next_refresh_at(datetime(2026, 3, 1, 22, 0, tzinfo=UTC), "Europe/Berlin").isoformat()
    '2026-03-08T23:00:00+01:00'
    """
    zone = zone_of(time_zone)
    monday = last_ended_week(now, time_zone) + timedelta(days=7)
    return datetime(monday.year, monday.month, monday.day, tzinfo=zone) + FROM_MONDAY


def last_ended_month(now: datetime, time_zone: str) -> date:
    """Its first day.

    >>> last_ended_month(datetime(2026, 1, 31, 23, 30, tzinfo=UTC), "Europe/Berlin")
    datetime.date(2026, 1, 1)
    """
    today = now.astimezone(zone_of(time_zone)).date()
    return (today.replace(day=1) - timedelta(days=1)).replace(day=1)


def queue_what_is_due(now: datetime) -> int:
    """How many jobs were queued. In two processes at once, one of them does it."""
    with db.as_service() as conn:
        if not hold_queue(conn, wait=False):
            return 0
        resume_stalled(conn)
        end_abandoned_runs(conn)
        queued = queue_refreshes(conn, now) + queue_snapshots(conn, now)
        if not has_run_today(conn, "clean_up"):
            queued += queue(conn, "clean_up", [NewJob("clean_up", f"clean_up:{now:%Y-%m-%d}", {})], known_locks(conn))
        return queued


def queue_refreshes(conn: Connection, now: datetime) -> int:
    known = known_locks(conn)
    due = due_refreshes(conn, now)
    delete_overtaken(conn, [(str(one.athlete_id), one.on) for one in due])
    return queue(conn, "weekly_refresh", map(refresh_job, due), known)


def queue_snapshots(conn: Connection, now: datetime) -> int:
    known = known_locks(conn)
    return queue(conn, "monthly_snapshots", map(snapshot_job, due_snapshots(conn, now)), known)


def queue_fitness(conn: Connection, now: datetime) -> int:
    known = known_locks(conn)
    athletes = [one._replace(on=now.date()) for one in active_athletes(conn, now)]
    return queue(conn, "fitness_update", map(fitness_job, athletes), known)


def queue(conn: Connection, kind: RunKind, jobs: Iterable[NewJob], known: set[str]) -> int:
    """Those that are not known, as one run; the queue must be held.

    `known` is read before what is due: a job that ends in between is then known and done, never new.
    """
    new = [job for job in jobs if job.lock not in known]
    if new:
        run = {"run_id": insert_run(conn, kind), "of": len(new)}
        counted = [job._replace(payload={**job.payload, **run}) for job in new]
        for start in range(0, len(counted), BATCH):
            insert_jobs(conn, counted[start : start + BATCH])
    return len(new)


def refresh_job(due: Due, kind: str = "weekly") -> NewJob:
    payload = {**_athlete(due), "week_on": due.on.isoformat(), "kind": kind}
    return NewJob("refresh_athlete", f"refresh:{due.athlete_id}:{due.on}", payload)


def snapshot_job(due: Due) -> NewJob:
    payload = {**_athlete(due), "month_on": due.on.isoformat()}
    return NewJob("snapshot_athlete", f"snapshot:{due.athlete_id}:{due.on}", payload)


def fitness_job(due: Due) -> NewJob:
    return NewJob("update_athlete", f"fitness:{due.athlete_id}:{due.on}", _athlete(due))


def _athlete(due: Due) -> dict[str, str]:
    """Ids only: the queue is no place for an address."""
    return {"user_id": str(due.user_id), "athlete_id": str(due.athlete_id)}
