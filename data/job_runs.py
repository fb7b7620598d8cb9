"""Whose turn it is, and how the runs of jobs went: no names, only ids, counts and reasons."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import Literal, LiteralString, NamedTuple
from uuid import UUID

from data import db
from data.db import Connection, User

RunKind = Literal[
    "weekly_refresh", "monthly_snapshots", "fitness_update", "clean_up", "own_refresh", "own_snapshot", "own_fitness"
]
# What an athlete asked for alone is nobody else's business, so it is in no list of runs.
BATCHES: tuple[RunKind, ...] = ("weekly_refresh", "monthly_snapshots", "fitness_update", "clean_up")
MOST_FAILURES = 100


class Due(NamedTuple):
    """One athlete, and the Monday of the week or the first day of the month that is due."""

    user_id: UUID
    athlete_id: UUID
    on: date


class JobRun(NamedTuple):
    """One run over one or many athletes; `finished_at` is None while some of them are still waiting."""

    id: int
    kind: RunKind
    started_at: datetime
    finished_at: datetime | None
    athletes_done: int
    athletes_failed: int


class Failure(NamedTuple):
    """What went wrong for one athlete."""

    kind: RunKind
    started_at: datetime
    reason: str


class Part(NamedTuple):
    """One athlete's job as a part of a run of `of` athletes."""

    job_id: int
    run_id: int
    of: int
    athlete_id: str


def due_refreshes(conn: Connection, now: datetime) -> list[Due]:
    rows = conn.execute("select user_id, athlete_id, week_on from private.due_refreshes(%s)", (now,))
    return [Due(row["user_id"], row["athlete_id"], row["week_on"]) for row in rows]


def due_snapshots(conn: Connection, now: datetime) -> list[Due]:
    rows = conn.execute("select user_id, athlete_id, month_on from private.due_snapshots(%s)", (now,))
    return [Due(row["user_id"], row["athlete_id"], row["month_on"]) for row in rows]


def active_athletes(conn: Connection, now: datetime) -> list[Due]:
    """Everybody with an activity: those who have no snapshot of a month that is still to come."""
    return due_snapshots(conn, now.replace(year=now.year + 1, day=1))


def account_email(conn: Connection, user_id: UUID) -> str | None:
    """None when the account is gone."""
    row = conn.execute("select email from auth.users where id = %s and deleted_at is null", (user_id,)).fetchone()
    return str(row["email"]) if row else None


def insert_run(conn: Connection, kind: RunKind) -> int:
    (row,) = conn.execute("insert into private.job_runs (kind) values (%s) returning id", (kind,))
    return int(row["id"])


def has_run_today(conn: Connection, kind: RunKind) -> bool:
    """Since midnight UTC."""
    (row,) = conn.execute(
        "select exists (select from private.job_runs where kind = %s"
        " and started_at >= date_trunc('day', now() at time zone 'UTC') at time zone 'UTC') as has_run",
        (kind,),
    )
    return bool(row["has_run"])


# A worker may be killed after it has counted and before it has said that the job is done: the job then runs again,
# finds nothing to do, and is not counted again.
COUNT: LiteralString = """
with counted as (
    update jobs.procrastinate_jobs set args = args || '{"is_counted": true}'
    where id = %(job_id)s and not args ? 'is_counted'
    returning id
)
update private.job_runs run
set athletes_done = athletes_done + %(done)s,
    athletes_failed = athletes_failed + 1 - %(done)s,
    finished_at = case when athletes_done + athletes_failed + 1 >= %(of)s then clock_timestamp() end,
    failures = case when %(done)s = 0 then failures else (
        select coalesce(jsonb_agg(failure), '[]') from jsonb_array_elements(failures) failure
        where failure ->> 'athlete_id' <> %(athlete_id)s
    ) end
where run.id = %(run_id)s and exists (select from counted)
"""
FAIL: LiteralString = """
update private.job_runs run
set failures = (
    select coalesce(jsonb_agg(failure), '[]') from (
        select failure from jsonb_array_elements(failures) failure
        where failure ->> 'athlete_id' <> %(athlete_id)s
        limit %(most)s - 1
    ) others
) || jsonb_build_array(jsonb_build_object('athlete_id', %(athlete_id)s::text, 'reason', %(reason)s::text))
where run.id = %(run_id)s
"""


def count_part(conn: Connection, part: Part, *, is_done: bool) -> None:
    """One athlete more is done, or given up; the last one ends the run."""
    conn.execute(COUNT, {**part._asdict(), "done": int(is_done)})


def keep_failure(conn: Connection, part: Part, reason: str) -> None:
    """The last reason per athlete, for at most 100 of them; gone again when a later try succeeds."""
    conn.execute(FAIL, {**part._asdict(), "reason": reason, "most": MOST_FAILURES})


def end_abandoned_runs(conn: Connection) -> None:
    """Runs of which nothing waits any more although not everybody was counted: a deleted account, an overtaken week."""
    conn.execute(
        """
        update private.job_runs run set finished_at = now()
        where finished_at is null and started_at < now() - interval '1 minute' and not exists (
            select from jobs.procrastinate_jobs job
            where job.status in ('todo', 'doing') and job.args ->> 'run_id' = run.id::text
        )
        """
    )


def delete_old_runs(conn: Connection, model_calls_kept_days: int) -> None:
    """Calls of models and runs nobody looks at any more."""
    conn.execute(
        "delete from private.model_calls where called_at < now() - make_interval(days => %s)", (model_calls_kept_days,)
    )
    conn.execute("delete from private.job_runs where started_at < now() - interval '1 year'")


def last_runs(kinds: Sequence[RunKind] = BATCHES, limit: int = 10) -> list[JobRun]:
    """Newest first."""
    rows = db.service_rows(
        (
            "select id, kind, started_at, finished_at, athletes_done, athletes_failed from private.job_runs"
            " where kind = any(%s) order by started_at desc, id desc limit %s",
            (list(kinds), limit),
        )
    )
    return [JobRun(**row) for row in rows]


def own_failures(user: User, limit: int = 5) -> list[Failure]:
    """Newest first, the athlete's own only."""
    with db.read_as(user) as conn:
        row = conn.execute("select private.my_athlete_id()::text as athlete_id").fetchone()
    rows = db.service_rows(
        (
            """
            select run.kind, run.started_at, failure ->> 'reason' as reason
            from private.job_runs run, jsonb_array_elements(run.failures) failure
            where failure ->> 'athlete_id' = %s and run.started_at > now() - interval '60 days'
            order by run.started_at desc, run.id desc limit %s
            """,
            (row and row["athlete_id"], limit),
        )
    )
    return [Failure(**found) for found in rows]
