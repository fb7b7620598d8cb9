"""The queue of what runs by itself: jobs go in, stalled ones come back, and its state can be looked at.

The tables are procrastinate's. Whoever changes more than one row at once holds the queue (`hold_queue`).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, datetime
from typing import Any, LiteralString, NamedTuple

from data import db
from data.db import Connection, User

LOCK = 7_120_505
STALLED_AFTER_S = 15.0  # without a heartbeat; workers send one every 3 s
HEARTBEAT_EVERY_S = 3.0
MOST_ATTEMPTS = 3  # after the first one
FAILED_KEPT_H = 30 * 24


class NewJob(NamedTuple):
    """`lock` says what it is about: only one with it waits, and only one runs."""

    task: str
    lock: str
    payload: dict[str, Any]
    priority: int = 0


class RunningJob(NamedTuple):
    """One job while it runs; `attempts` counts the earlier ones."""

    id: int
    attempts: int
    payload: dict[str, Any]

    @property
    def is_last_attempt(self) -> bool:
        return self.attempts >= MOST_ATTEMPTS


Perform = Callable[[RunningJob], None]


class Pace(NamedTuple):
    """How often a worker looks. `retry_wait_s` is the first wait; the second is its square, the third its cube."""

    tick_s: float = 30.0
    poll_s: float = 5.0  # where notifications do not come through, behind a pooler
    retry_wait_s: int = 10


PACE = Pace()


class QueueState(NamedTuple):
    """How many jobs wait, run and have failed, and when a worker last said that it lives."""

    waiting: int
    running: int
    failed: int
    heartbeat_at: datetime | None
    is_alive: bool


def hold_queue(conn: Connection, *, wait: bool) -> bool:
    """Until the transaction ends nobody else plans. Whether it is ours: always, when waiting."""
    if wait:
        conn.execute("select pg_advisory_xact_lock(%s)", (LOCK,))
        return True
    row = conn.execute("select pg_try_advisory_xact_lock(%s) as is_ours", (LOCK,)).fetchone()
    return bool(row and row["is_ours"])


def known_locks(conn: Connection) -> set[str]:
    """What waits or runs already, or was given up."""
    rows = conn.execute(
        "select distinct lock from jobs.procrastinate_jobs"
        " where lock is not null and status in ('todo', 'doing', 'failed')"
    )
    return {row["lock"] for row in rows}


def insert_jobs(conn: Connection, jobs: Sequence[NewJob]) -> None:
    """All of them in one statement; the queue must be held, and none of them be known."""
    # Imported here: 70 ms that no start of the app and no page has to wait for.
    from procrastinate.jobs import Job
    from procrastinate.manager import JobManager
    from procrastinate.sync_psycopg_connector import SyncPsycopgConnector

    if jobs:
        JobManager(SyncPsycopgConnector()).batch_defer_jobs(
            [
                Job(
                    queue="default",
                    task_name=job.task,
                    lock=job.lock,
                    queueing_lock=job.lock,
                    task_kwargs=job.payload,
                    priority=job.priority,
                )
                for job in jobs
            ],
            connection=conn,
        )


def delete_failed(conn: Connection, lock: str) -> None:
    """So that it can be asked for again."""
    conn.execute("delete from jobs.procrastinate_jobs where lock = %s and status = 'failed'", (lock,))


def hurry(conn: Connection, lock: str) -> None:
    """A job that waits for its next try has waited long enough."""
    conn.execute("update jobs.procrastinate_jobs set scheduled_at = null where lock = %s and status = 'todo'", (lock,))


def delete_overtaken(conn: Connection, weeks: Sequence[tuple[str, date]]) -> int:
    """Refreshes still waiting for a week before the one that is due now; one (athlete, week) per due refresh."""
    return conn.execute(
        """
        delete from jobs.procrastinate_jobs job
        using unnest(%s::text[], %s::date[]) due (athlete_id, week_on)
        where job.status = 'todo' and job.task_name = 'refresh_athlete'
          and job.args ->> 'athlete_id' = due.athlete_id and (job.args ->> 'week_on')::date < due.week_on
        """,
        ([athlete_id for athlete_id, _ in weeks], [week_on for _, week_on in weeks]),
    ).rowcount


RESUME: LiteralString = """
with stalled as (
    select job.id, job.attempts
    from jobs.procrastinate_jobs job
    left join jobs.procrastinate_workers worker on worker.id = job.worker_id
    where job.status = 'doing'
      and (worker.id is null or worker.last_heartbeat < now() - make_interval(secs => %(stalled_after_s)s))
    for update of job skip locked
)
update jobs.procrastinate_jobs job
set status = case when stalled.attempts < %(most_attempts)s then 'todo' else 'failed' end
        ::jobs.procrastinate_job_status,
    attempts = job.attempts + 1,
    abort_requested = false,
    worker_id = null
from stalled where stalled.id = job.id
"""


def resume_stalled(conn: Connection) -> int:
    """Jobs whose worker was killed wait again; one that was interrupted too often is given up, it may be the killer."""
    return conn.execute(RESUME, {"stalled_after_s": STALLED_AFTER_S, "most_attempts": MOST_ATTEMPTS}).rowcount


def delete_old_failures(conn: Connection) -> None:
    """Failed jobs nobody asks about any more, and the workers that never said goodbye."""
    conn.execute(
        """
        delete from jobs.procrastinate_jobs job where job.status in ('failed', 'aborted', 'cancelled')
          and not exists (
            select from jobs.procrastinate_events event
            where event.job_id = job.id and event.at > now() - make_interval(hours => %s)
          )
        """,
        (FAILED_KEPT_H,),
    )
    conn.execute("delete from jobs.procrastinate_workers where last_heartbeat < now() - interval '1 day'")


STATE: LiteralString = """
select count(*) filter (where status = 'todo')::int as waiting,
       count(*) filter (where status = 'doing')::int as running,
       count(*) filter (where status = 'failed')::int as failed,
       beat.heartbeat_at,
       coalesce(beat.heartbeat_at > now() - make_interval(secs => %s), false) as is_alive
from (select max(last_heartbeat) as heartbeat_at from jobs.procrastinate_workers) beat
left join jobs.procrastinate_jobs on true
group by beat.heartbeat_at
"""


def queue_state() -> QueueState:
    return QueueState(**db.service_rows((STATE, (STALLED_AFTER_S,)))[0])


def own_waiting(user: User) -> int:
    """How many jobs of this account run, or wait for their turn and not for another try."""
    (row,) = db.service_rows(
        (
            "select count(*)::int as waiting from jobs.procrastinate_jobs"
            " where status in ('todo', 'doing') and coalesce(scheduled_at, now()) <= now() and args ->> 'user_id' = %s",
            (str(user.id),),
        )
    )
    return int(row["waiting"])
