"""What runs by itself: a worker, in a thread of the app or alone by `python -m coach.jobs`."""

from __future__ import annotations

import asyncio
import logging
import signal
import sys
import threading
import time
from collections.abc import Mapping
from contextlib import suppress
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Final

from coach.job_schedule import queue_what_is_due
from coach.job_tasks import STORIES, Clock, Story, performers
from data import startup
from data.job_queue import PACE, Pace

if TYPE_CHECKING:
    from data.job_worker import Worker

log = logging.getLogger(__name__)

RESTART_AFTER_S: Final = 5.0


def utc_now() -> datetime:
    return datetime.now(UTC)


class JobWorker:
    """Ticks and works until it is stopped; begins again when the database went away."""

    def __init__(self, clock: Clock = utc_now, stories: Mapping[str, Story] = STORIES, pace: Pace = PACE) -> None:
        self._clock = clock
        self._stories = stories
        self._pace = pace
        self._stop = threading.Event()
        self._worker: Worker | None = None
        self._thread = threading.Thread(target=self.run, name="jobs", daemon=True)

    def start(self) -> None:
        self._thread.start()

    def stop(self, within_s: float = 2.0) -> bool:
        """Whether it has ended in that time; a job that takes longer is taken up again at the next start."""
        self.tell_to_stop()
        self._thread.join(within_s)
        return not self._thread.is_alive()

    def tell_to_stop(self) -> None:
        self._stop.set()
        if self._worker:
            self._worker.stop()

    def run(self) -> None:
        """Until stopped, in the calling thread."""
        while not self._stop.is_set():
            try:
                asyncio.run(self._work())
            except Exception:
                log.exception("the worker for jobs ended; it begins again in %g s", RESTART_AFTER_S)
            self._stop.wait(RESTART_AFTER_S)

    async def _work(self) -> None:
        from data.job_worker import Worker  # in this thread, so that no page waits for it

        await self._tick()
        self._worker = Worker(performers(self._clock, self._stories), self._pace)
        if self._stop.is_set():
            return
        ticking = asyncio.create_task(self._tick_on())
        try:
            await self._worker.run()
        finally:
            ticking.cancel()
            with suppress(asyncio.CancelledError):
                await ticking

    async def _tick_on(self) -> None:
        while True:
            await asyncio.sleep(self._pace.tick_s)
            await self._tick()

    async def _tick(self) -> None:
        """A failed one is only late: the next sees the same."""
        try:
            started = time.monotonic()
            queued = await asyncio.to_thread(queue_what_is_due, self._clock())
            if queued:
                log.info("queued %d jobs in %.2f s", queued, time.monotonic() - started)
        except Exception:
            log.exception("what is due could not be queued; it is tried again")


def main() -> None:
    """`make worker`: jobs only, until Ctrl-C or SIGTERM."""
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(levelname)s %(name)s: %(message)s")
    logging.getLogger("procrastinate").setLevel(logging.WARNING)
    startup.open_database()
    worker = JobWorker()
    told = threading.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: told.set())
    worker.start()
    sys.stdout.write("Coach K's worker is ready.\n")
    sys.stdout.flush()
    told.wait()
    worker.stop()
    startup.close_database()


if __name__ == "__main__":
    main()
