"""What a job does for one athlete, and what is kept of it: one that fails stops nobody else's."""

from __future__ import annotations

import logging
import traceback
from collections.abc import Callable, Mapping
from contextlib import suppress
from datetime import date, datetime
from functools import partial
from typing import Any, Final
from uuid import UUID

from coach.fitness import recalculate, take_snapshot
from coach.plan_refresh import refresh_plan
from coach.today import local_date
from data import db
from data.db import User
from data.errors import AppError, NotFound
from data.job_queue import Perform, RunningJob, delete_old_failures
from data.job_runs import Part, account_email, count_part, delete_old_runs, keep_failure
from data.profiles import find_profile

log = logging.getLogger(__name__)

Clock = Callable[[], datetime]
Payload = dict[str, Any]
Story = Callable[[User, Payload, datetime], None]
MODEL_CALLS_KEPT_DAYS: Final = 90
UNEXPECTED: Final = "Something went wrong that nobody had thought of ({}). Your plan stays as it was."


class JobFailed(Exception):
    """Says which job, and nothing about the athlete: the queue logs it."""


def refresh_athlete(user: User, payload: Payload, now: datetime) -> None:
    """How fit they are now, and the plan for it: one story, one transaction."""
    with suppress(NotFound):  # the plan was ended in the meantime
        refresh_plan(user, payload["kind"], _day(payload["week_on"]), _today(user, now))


def snapshot_athlete(user: User, payload: Payload, _now: datetime) -> None:
    take_snapshot(user, _day(payload["month_on"]))


def update_athlete(user: User, _payload: Payload, now: datetime) -> None:
    recalculate(user, _today(user, now))


STORIES: Final[dict[str, Story]] = {
    "refresh_athlete": refresh_athlete,
    "snapshot_athlete": snapshot_athlete,
    "update_athlete": update_athlete,
}


def performers(clock: Clock, stories: Mapping[str, Story] = STORIES) -> dict[str, Perform]:
    """By name, what a worker runs."""
    each: dict[str, Perform] = {name: partial(_perform, story, clock) for name, story in stories.items()}
    return {**each, "clean_up": _clean_up}


def _perform(story: Story, clock: Clock, job: RunningJob) -> None:
    """The story, then its count. A job that runs again after its worker was killed is counted once."""
    part = _part(job)
    with db.as_service() as conn:
        user_id = UUID(job.payload["user_id"])
        email = account_email(conn, user_id)
    try:
        if email is not None:  # else the account was deleted in the meantime: nothing to do
            story(User(user_id, email), job.payload, clock())
    except Exception as error:
        _keep(part, error, is_last=job.is_last_attempt)
        raise JobFailed(f"job {job.id} for athlete {part.athlete_id}") from None
    with db.as_service() as conn:
        count_part(conn, part, is_done=True)


def _clean_up(job: RunningJob) -> None:
    with db.as_service() as conn:
        delete_old_failures(conn)
        delete_old_runs(conn, MODEL_CALLS_KEPT_DAYS)
        count_part(conn, _part(job), is_done=True)


def _part(job: RunningJob) -> Part:
    return Part(job.id, job.payload["run_id"], job.payload["of"], job.payload.get("athlete_id", ""))


def _keep(part: Part, error: Exception, *, is_last: bool) -> None:
    """Logged without what the error says: that may quote somebody's row."""
    reason = error.text if isinstance(error, AppError) else UNEXPECTED.format(type(error).__name__)
    where = "".join(traceback.format_tb(error.__traceback__))
    log.error("job %d for athlete %s: %s\n%s", part.job_id, part.athlete_id, type(error).__name__, where)
    with db.as_service() as conn:
        keep_failure(conn, part, reason)
        if is_last:
            count_part(conn, part, is_done=False)


def _day(text: str) -> date:
    return date.fromisoformat(text)


def _today(user: User, now: datetime) -> date:
    profile = find_profile(user)
    return local_date(now, profile.time_zone if profile else "UTC")
