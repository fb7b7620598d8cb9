"""The worker: takes jobs from the queue and hands them to functions, with procrastinate on the service role.

Importing this costs 70 ms; the app does it in the worker's own thread.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Mapping
from contextlib import suppress
from typing import Any, Final

import psycopg
from procrastinate import App, JobContext, PsycopgConnector, RetryStrategy
from procrastinate.app import WorkerOptions

from data import db
from data.job_queue import HEARTBEAT_EVERY_S, MOST_ATTEMPTS, STALLED_AFTER_S, Pace, Perform, RunningJob

# The queue's own word on a failed job says the same as ours at greater length.
logging.getLogger("procrastinate.worker").addFilter(lambda record: getattr(record, "action", "") != "job_error")

CONCURRENCY = 3
OPTIONS: Final[WorkerOptions] = {
    "concurrency": CONCURRENCY,
    "shutdown_graceful_timeout": 1.5,
    "abort_job_polling_interval": 60.0,  # nothing here is ever aborted
    "delete_jobs": "successful",
    "install_signal_handlers": False,
    "update_heartbeat_interval": HEARTBEAT_EVERY_S,
    "stalled_worker_timeout": STALLED_AFTER_S,
}


class Worker:
    """Runs until it is told to stop, or until the database goes away."""

    def __init__(self, tasks: Mapping[str, Perform], pace: Pace) -> None:
        # Pooled connections prepare nothing, as everywhere, and need no transaction around a single statement.
        self._app = App(
            connector=PsycopgConnector(
                conninfo=db.service_dsn(),
                kwargs={"prepare_threshold": None},
                configure=_commit_at_once,
                min_size=1,
                max_size=CONCURRENCY + 1,
            )
        )
        retry = RetryStrategy(max_attempts=MOST_ATTEMPTS, exponential_wait=pace.retry_wait_s)
        self._options: WorkerOptions = {**OPTIONS, "fetch_job_polling_interval": pace.poll_s}
        for name, perform in tasks.items():
            self._app.task(name=name, pass_context=True, retry=retry)(_called(perform))
        self._is_stopped = False
        self._stopping: tuple[asyncio.AbstractEventLoop, asyncio.Event] | None = None

    async def run(self) -> None:
        told = asyncio.Event()
        self._stopping = asyncio.get_running_loop(), told
        if self._is_stopped:
            told.set()
        async with self._app.open_async():
            working = asyncio.create_task(self._app.run_worker_async(**self._options))
            waiting = asyncio.create_task(told.wait())
            await asyncio.wait({working, waiting}, return_when=asyncio.FIRST_COMPLETED)
            waiting.cancel()
            working.cancel()  # gracefully: it waits for what runs
            with suppress(asyncio.CancelledError):
                await working

    def stop(self) -> None:
        """From any thread, also more than once: what runs may end, nothing new begins."""
        self._is_stopped = True
        if self._stopping:
            loop, told = self._stopping
            with suppress(RuntimeError):  # the loop has ended already
                loop.call_soon_threadsafe(told.set)


async def _commit_at_once(conn: psycopg.AsyncConnection[Any]) -> None:
    await conn.set_autocommit(True)


def _called(perform: Perform) -> Callable[..., None]:
    def run(context: JobContext, **payload: Any) -> None:
        perform(RunningJob(context.job.id or 0, context.job.attempts, payload))

    return run
