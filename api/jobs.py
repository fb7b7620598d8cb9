"""/api/v1/jobs: start now what runs by itself, for oneself or, with the jobs token, for everybody."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Annotated

from fastapi import APIRouter, Depends, Header, HTTPException
from fastapi.security import HTTPAuthorizationCredentials
from pydantic import BaseModel, ConfigDict

from api.bearer import bearer, current_user
from api.problems import PROBLEM_RESPONSES
from coach.job_requests import (
    Batch,
    Requested,
    is_jobs_token,
    request_everybody,
    request_fitness,
    request_refresh,
    request_snapshot,
)
from data.db import User
from data.job_runs import RunKind

router = APIRouter(prefix="/jobs", tags=["jobs"], responses=PROBLEM_RESPONSES)


class QueuedJobs(BaseModel):
    """`queued` is 0 when it waits already or has nothing to do; `on` is the week or month an own job is about."""

    model_config = ConfigDict(frozen=True)

    kind: RunKind
    queued: int
    on: date | None


def everybody_or_one(
    credentials: Annotated[HTTPAuthorizationCredentials | None, Depends(bearer)],
    x_jobs_token: Annotated[str | None, Header(description="Setting JOBS_TOKEN: the jobs of everybody.")] = None,
) -> User | None:
    """The athlete who asks, or None for everybody: with the jobs token only."""
    if x_jobs_token is None:
        return current_user(credentials)
    if not is_jobs_token(x_jobs_token):
        raise HTTPException(401, "This is not the jobs token. Send what JOBS_TOKEN is set to, or sign in.")
    return None


Caller = Annotated[User | None, Depends(everybody_or_one)]


@router.post("/weekly-refresh", status_code=202)
def start_weekly_refresh(caller: Caller) -> QueuedJobs:
    """Refresh your rolling plan, or the plans of all whose week has ended."""
    return _queued(caller, request_refresh, "weekly_refresh")


@router.post("/fitness-update", status_code=202)
def start_fitness_update(caller: Caller) -> QueuedJobs:
    """Calculate your fitness again, or that of everybody with activities."""
    return _queued(caller, request_fitness, "fitness_update")


@router.post("/snapshots", status_code=202)
def start_snapshots(caller: Caller) -> QueuedJobs:
    """Keep your fitness of the last month that has ended, or everybody's."""
    return _queued(caller, request_snapshot, "monthly_snapshots")


def _queued(caller: User | None, request: Callable[[User], Requested], batch: Batch) -> QueuedJobs:
    requested = request(caller) if caller else request_everybody(batch)
    return QueuedJobs(kind=requested.kind, queued=requested.queued, on=requested.on)
