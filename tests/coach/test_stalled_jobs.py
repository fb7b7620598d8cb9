"""Jobs of workers that were killed, and what is cleaned up."""

from __future__ import annotations

from datetime import UTC, datetime

import psycopg
import pytest
from psycopg.rows import DictRow

from coach.job_schedule import (
    queue_what_is_due,
)
from coach.job_tasks import MODEL_CALLS_KEPT_DAYS, performers
from data import db
from data.db import User
from data.job_queue import RunningJob, queue_state, resume_stalled
from data.job_runs import last_runs
from tests.due_athletes import start_rolling_plan

Owner = psycopg.Connection[DictRow]


def test_cleaning_up_happens_once_a_day_and_forgets_what_is_old(owner: Owner, user: User) -> None:
    for days in (MODEL_CALLS_KEPT_DAYS + 1, MODEL_CALLS_KEPT_DAYS - 1):
        owner.execute(
            "insert into private.model_calls (called_at, tier, kind)"
            " values (now() - make_interval(days => %s), 'small', 'title')",
            (days,),
        )
    owner.execute(
        "insert into private.job_runs (kind, started_at) values ('weekly_refresh', now() - interval '2 years')"
    )
    now = datetime.now(UTC)

    queued = [queue_what_is_due(now), queue_what_is_due(now)]
    (job,) = owner.execute("select id, args from jobs.procrastinate_jobs").fetchall()
    performers(lambda: now)["clean_up"](RunningJob(job["id"], 0, job["args"]))

    left = owner.execute("select count(*)::int as n from private.model_calls").fetchone()
    assert queued == [1, 0]
    assert left == {"n": 1}
    assert last_runs(("weekly_refresh",)) == []
    assert last_runs(("clean_up",))[0].finished_at is not None


@pytest.fixture
def begun(owner: Owner, user: User) -> None:
    """A job that a worker has begun, and the worker lives."""
    start_rolling_plan(owner, user)
    queue_what_is_due(datetime(2026, 3, 1, 23, 30, tzinfo=UTC))
    owner.execute("delete from jobs.procrastinate_jobs where task_name = 'clean_up'")
    owner.execute(
        "with worker as (insert into jobs.procrastinate_workers default values returning id)"
        " update jobs.procrastinate_jobs set status = 'doing', worker_id = worker.id from worker"
    )


def fall_silent(owner: Owner) -> None:
    owner.execute("update jobs.procrastinate_workers set last_heartbeat = now() - interval '16 s'")


def resumed() -> int:
    with db.as_service() as conn:
        return resume_stalled(conn)


@pytest.mark.usefixtures("begun")
def test_a_living_worker_keeps_its_job() -> None:
    count = resumed()

    assert (count, queue_state().running) == (0, 1)


@pytest.mark.usefixtures("begun")
def test_a_silent_workers_job_waits_again(owner: Owner) -> None:
    fall_silent(owner)

    count = resumed()

    assert (count, queue_state().waiting, queue_state().running) == (1, 1, 0)


@pytest.mark.usefixtures("begun")
def test_the_job_of_a_forgotten_worker_waits_again(owner: Owner) -> None:
    owner.execute("delete from jobs.procrastinate_workers")

    assert resumed() == 1


@pytest.mark.usefixtures("begun")
def test_a_job_that_was_interrupted_too_often_is_given_up(owner: Owner) -> None:
    fall_silent(owner)
    owner.execute("update jobs.procrastinate_jobs set attempts = 3")

    resumed()

    assert (queue_state().waiting, queue_state().failed) == (0, 1)
