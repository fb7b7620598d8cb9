"""/api/v1/system: whether everything runs, and what of the models' budget is used; nothing about anybody."""

from __future__ import annotations

from datetime import datetime
from typing import Literal

from fastapi import APIRouter, Response
from pydantic import BaseModel, ConfigDict

from api.bearer import CurrentUser
from api.problems import PROBLEM_RESPONSES
from api.usage import ModelUsage, read_usage
from data import db
from data.errors import Unavailable
from data.job_queue import queue_state
from data.job_runs import last_runs

router = APIRouter(prefix="/system", tags=["system"], responses=PROBLEM_RESPONSES)


class WorkerHealth(BaseModel):
    """A worker says every 3 seconds that it lives; after 15 seconds of silence it counts as gone."""

    model_config = ConfigDict(frozen=True)

    is_alive: bool
    heartbeat_at: datetime | None


class QueueHealth(BaseModel):
    model_config = ConfigDict(frozen=True)

    waiting: int
    running: int
    failed: int


class RefreshHealth(BaseModel):
    """The last weekly refresh; `finished_at` is null while it runs."""

    model_config = ConfigDict(frozen=True)

    started_at: datetime
    finished_at: datetime | None
    athletes_done: int
    athletes_failed: int


class SystemHealth(BaseModel):
    model_config = ConfigDict(frozen=True)

    status: Literal["ok", "degraded"]
    database: Literal["ok"]
    worker: WorkerHealth
    queue: QueueHealth
    last_refresh: RefreshHealth | None


@router.get("/health")
def read_health(response: Response) -> SystemHealth:
    """Database, worker, queue and the last weekly refresh; needs no token. 503 while the database does not answer."""
    if not db.answers():
        raise Unavailable("The database does not answer. Try again in a moment.")
    response.headers["cache-control"] = "no-store"
    state = queue_state()
    runs = last_runs(("weekly_refresh",), 1)
    return SystemHealth(
        status="ok" if state.is_alive else "degraded",
        database="ok",
        worker=WorkerHealth(is_alive=state.is_alive, heartbeat_at=state.heartbeat_at),
        queue=QueueHealth(waiting=state.waiting, running=state.running, failed=state.failed),
        last_refresh=RefreshHealth.model_validate(runs[0], from_attributes=True) if runs else None,
    )


@router.get("/usage")
def read_system_usage(user: CurrentUser) -> ModelUsage:
    """The same as `/usage`: calls of the models today, and what is left."""
    return read_usage(user)
