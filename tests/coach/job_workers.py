"""Workers that look often, at a moment of our choice."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from typing import Any

import psycopg
from psycopg.rows import DictRow

from coach.job_tasks import Clock, Story
from coach.jobs import JobWorker
from data.db import User
from data.job_queue import Pace, queue_state
from data.job_runs import last_runs

Owner = psycopg.Connection[DictRow]
MONDAY = date(2026, 2, 23)
SUNDAY_NIGHT = datetime(2026, 3, 1, 23, 30, tzinfo=UTC)
BEFORE = datetime(2026, 3, 1, 12, 0, tzinfo=UTC)
QUICK = Pace(tick_s=0.05, poll_s=0.05, retry_wait_s=0)


@contextmanager
def working(story: Story, clock: Clock = lambda: SUNDAY_NIGHT) -> Iterator[JobWorker]:
    worker = JobWorker(clock, {"refresh_athlete": story}, QUICK)
    worker.start()
    try:
        yield worker
    finally:
        worker.stop(30)


def is_over() -> bool:
    """Whether the weekly refresh has ended and nothing waits."""
    runs = last_runs(("weekly_refresh",), 1)
    state = queue_state()
    return bool(runs and runs[0].finished_at) and state.waiting + state.running == 0


def queued_job(owner: Owner, user: User) -> tuple[int, dict[str, Any]]:
    (row,) = owner.execute(
        "select id, args from jobs.procrastinate_jobs where args ->> 'user_id' = %s", (str(user.id),)
    ).fetchall()
    return row["id"], row["args"]
