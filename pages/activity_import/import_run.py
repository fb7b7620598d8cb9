"""One import that is under way: how far it is, and whether cancelling still comes in time."""

from __future__ import annotations

from collections.abc import Callable
from threading import Lock

from coach.activity_import import Step

DONE_SHARE: dict[Step, float] = {"read": 0.4, "recognised": 0.6, "saved": 0.85, "matched": 1.0}
NOW: dict[Step, str] = {
    "read": "Step 2 of 4: looking for activities you have already …",
    "recognised": "Step 3 of 4: saving what is new …",
    "saved": "Step 4 of 4: matching your planned sessions …",
    "matched": "Almost done …",
}


class CancelledImport(Exception):
    pass


class ImportRun:
    """Cancelled from another thread than the one that imports: a lock decides which of the two came first."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._is_cancelled = False
        self._is_kept = False

    def reach(self, step: Step, show: Callable[[float, str], object]) -> None:
        """A step is done.

        Raises:
            CancelledImport: it was cancelled in the meantime.
        """
        with self._lock:
            if self._is_cancelled:
                raise CancelledImport
            self._is_kept = step == "matched"
        if not self._is_kept:
            show(DONE_SHARE[step], NOW[step])

    def cancel(self) -> bool:
        """Whether it came in time, so that nothing is kept.

        >>> run = ImportRun()
        >>> run.reach("saved", print)
        0.85 Step 4 of 4: matching your planned sessions …
        >>> run.cancel()
        True
        """
        with self._lock:
            self._is_cancelled = not self._is_kept
            return self._is_cancelled
