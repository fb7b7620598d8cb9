"""Jobs that are asked for instead of waited for: by an athlete for themselves, by the holder of the token for all."""

from __future__ import annotations

import hmac
from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Final, Literal, NamedTuple

from coach.job_schedule import (
    OWN_PRIORITY,
    fitness_job,
    last_ended_month,
    last_ended_week,
    queue,
    queue_fitness,
    queue_refreshes,
    queue_snapshots,
    refresh_job,
    snapshot_job,
)
from data import db
from data.db import Connection, User
from data.errors import NotFound
from data.job_queue import NewJob, delete_failed, hold_queue, hurry, known_locks
from data.job_runs import Due, Failure, RunKind, own_failures
from data.job_turns import Turn, own_turn
from data.settings import settings

Batch = Literal["weekly_refresh", "monthly_snapshots", "fitness_update"]
NO_PLAN: Final = "You have no rolling plan. Make one first; then it is refreshed every Sunday night."
NO_ACTIVITIES: Final = "You have no activities yet. Import a file of your watch first."
REFRESHES: Final[tuple[RunKind, ...]] = ("weekly_refresh", "own_refresh")
EVERYBODY: Final[dict[Batch, Callable[[Connection, datetime], int]]] = {
    "weekly_refresh": queue_refreshes,
    "monthly_snapshots": queue_snapshots,
    "fitness_update": queue_fitness,
}


class Requested(NamedTuple):
    """How many jobs were queued now; 0 when all of them wait already or have nothing to do."""

    kind: RunKind
    queued: int
    on: date | None = None


def is_jobs_token(token: str) -> bool:
    """Never without a token in the settings."""
    known = settings().jobs_token
    return bool(known) and hmac.compare_digest(token.encode(), known.encode())


def request_everybody(kind: Batch, now: datetime | None = None) -> Requested:
    """What is due for anybody; in two processes at once it is queued once."""
    with db.as_service() as conn:
        hold_queue(conn, wait=True)
        return Requested(kind, EVERYBODY[kind](conn, now or datetime.now(UTC)))


def request_refresh(user: User, now: datetime | None = None) -> Requested:
    """The refresh of the week that has ended, if it has not been done; else one in between.

    Raises:
        NotFound: no active rolling plan.
    """
    turn = _turn(user)
    if turn.plan_starts_on is None:
        raise NotFound(NO_PLAN)
    week_on = last_ended_week(now or datetime.now(UTC), turn.time_zone)
    kind = "weekly" if is_week_due(turn, week_on) else "manual"
    return _request("own_refresh", refresh_job(Due(user.id, turn.athlete_id, week_on), kind), week_on)


def request_snapshot(user: User, now: datetime | None = None) -> Requested:
    """Of the last month that has ended, unless there is one.

    Raises:
        NotFound: no activities.
    """
    turn = _turn(user)
    if not turn.has_activities:
        raise NotFound(NO_ACTIVITIES)
    month_on = last_ended_month(now or datetime.now(UTC), turn.time_zone)
    if turn.last_month_on is not None and turn.last_month_on >= month_on:
        return Requested("own_snapshot", 0, month_on)
    return _request("own_snapshot", snapshot_job(Due(user.id, turn.athlete_id, month_on)), month_on)


def request_fitness(user: User, now: datetime | None = None) -> Requested:
    """Their fitness profile, calculated again.

    Raises:
        NotFound: no activities.
    """
    turn = _turn(user)
    if not turn.has_activities:
        raise NotFound(NO_ACTIVITIES)
    today = (now or datetime.now(UTC)).date()
    return _request("own_fitness", fitness_job(Due(user.id, turn.athlete_id, today)))


def open_failures(user: User, turn: Turn) -> list[Failure]:
    """The athlete's own, newest first; those of the plan count only until it was refreshed after all."""
    refreshed_at = turn.last_refresh_at
    return [
        failure
        for failure in own_failures(user)
        if failure.kind not in REFRESHES or refreshed_at is None or failure.started_at > refreshed_at
    ]


def is_week_due(turn: Turn, week_on: date) -> bool:
    """Whether that week, which has ended, belongs to the plan and was not refreshed yet."""
    if turn.plan_starts_on is None:
        return False
    first_on = date.fromordinal(turn.plan_starts_on.toordinal() - turn.plan_starts_on.weekday())
    return week_on >= first_on and (turn.last_week_on is None or turn.last_week_on < week_on)


def _request(kind: RunKind, job: NewJob, on: date | None = None) -> Requested:
    """Before everybody else's; one that was given up, or waits for its next try, is tried again now."""
    with db.as_service() as conn:
        hold_queue(conn, wait=True)
        delete_failed(conn, job.lock)
        hurry(conn, job.lock)
        return Requested(kind, queue(conn, kind, [job._replace(priority=OWN_PRIORITY)], known_locks(conn)), on)


def _turn(user: User) -> Turn:
    turn = own_turn(user)
    if turn is None:
        raise NotFound("You have no profile yet. Fill it in first.")
    return turn
