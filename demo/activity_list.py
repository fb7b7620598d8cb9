"""A list of runs as a watch's web page exports it, for the demo to import."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from datetime import datetime
from typing import Final, NamedTuple

from coach.engines.clock import format_clock

HEADER: Final = (
    "Activity Type", "Date", "Favorite", "Title", "Distance", "Calories", "Time", "Avg HR", "Max HR",
    "Avg Run Cadence", "Max Run Cadence", "Avg Pace", "Best Pace", "Total Ascent", "Total Descent",
    "Avg Stride Length", "Moving Time", "Elapsed Time",
)  # fmt: skip


class Recorded(NamedTuple):
    """One run; `started_at` is local."""

    started_at: datetime
    distance_m: float
    pace_s_per_km: float
    heart_rate_bpm: int
    cadence_spm: int
    ascent_m: int
    title: str = "Vienna Running"


def activity_list(runs: Iterable[Recorded]) -> bytes:
    """The CSV, newest first, in kilometres."""
    sheet = io.StringIO()
    writer = csv.writer(sheet, quoting=csv.QUOTE_ALL)
    writer.writerow(HEADER)
    for run in sorted(runs, key=lambda run: run.started_at, reverse=True):
        writer.writerow(_cells(run))
    return sheet.getvalue().encode()


def _cells(run: Recorded) -> list[str]:
    km = run.distance_m / 1000
    duration_s = km * run.pace_s_per_km
    stride_m = 1000 / (run.cadence_spm * run.pace_s_per_km / 60)
    return [
        "Running", run.started_at.strftime("%Y-%m-%d %H:%M:%S"), "false", run.title, f"{km:.2f}", f"{km * 66:.0f}",
        _hours(duration_s), str(run.heart_rate_bpm), str(run.heart_rate_bpm + 14), str(run.cadence_spm),
        str(run.cadence_spm + 12), format_clock(run.pace_s_per_km), format_clock(run.pace_s_per_km * 0.86),
        str(run.ascent_m), str(run.ascent_m), f"{stride_m:.2f}", _hours(duration_s), _hours(duration_s + 40),
    ]  # fmt: skip


def _hours(seconds: float) -> str:
    minutes, rest = divmod(round(seconds), 60)
    return f"{minutes // 60:02d}:{minutes % 60:02d}:{rest:02d}"
