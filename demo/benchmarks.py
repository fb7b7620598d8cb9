"""Structured tests, repeated every few months."""

from __future__ import annotations

from datetime import date, timedelta
from random import Random
from typing import Final

from data.benchmarks import BenchmarkEntry

# Days before today, and the value then.
TESTS: Final = {
    "run_5k": ((700, 1555), (560, 1492), (420, 1474), (310, 1421), (190, 1378), (66, 1332)),
    "run_1k": ((690, 271), (410, 256), (180, 243), (61, 237)),
    "row_2k": ((640, 522), (400, 503), (205, 490)),
    "ski_erg": ((655, 299), (330, 287), (88, 276)),
    "cooper": ((720, 2380), (365, 2540), (20, 2735)),
    "wall_balls": ((500, 402), (240, 341), (74, 312)),
    "sled_pull": ((490, 402), (225, 358), (70, 327)),
}
DAYS_APART: Final = 4


def benchmark_entries(random: Random, today: date) -> list[BenchmarkEntry]:
    """Oldest first."""
    entries = [
        BenchmarkEntry.model_validate(
            {
                "test_date": today - timedelta(days=days + random.randint(0, DAYS_APART)),
                "test_type": test_type,
                "value": value,
                "division": "open" if test_type in ("wall_balls", "sled_pull") else None,
                "notes": "Cold track, alone" if days == 690 else None,
            }
        )
        for test_type, results in TESTS.items()
        for days, value in results
    ]
    return sorted(entries, key=lambda entry: entry.test_date)
