"""Small files of activities, written as watches and platforms write them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import NamedTuple

HEADER = (
    "Activity Type,Date,Favorite,Title,Distance,Calories,Time,Avg HR,Max HR,Aerobic TE,Avg Run Cadence,Max Run Cadence,"
    "Avg Pace,Best Pace,Total Ascent,Total Descent,Avg Stride Length,Moving Time,Elapsed Time"
)


class Row(NamedTuple):
    """One line of a list in kilometres; a field that is None was not recorded."""

    started_at: datetime
    distance_m: float | None = 10_000.0
    duration_s: float = 3_000.0
    type_name: str = "Running"
    title: str = "Morning run"
    heart_rate_bpm: int | None = 150
    calories: int | None = 600

    @property
    def line(self) -> str:
        km = None if self.distance_m is None else self.distance_m / 1000
        pace = "--" if km is None else _pace(self.duration_s / km)
        best = "--" if km is None else _pace(self.duration_s / km * 0.9)
        stride_m = None if self.distance_m is None else self.distance_m / (self.duration_s / 60 * 170)
        is_run = "Running" in self.type_name
        cells = [
            self.type_name, self.started_at.strftime("%Y-%m-%d %H:%M:%S"), "false", self.title,
            "0.00" if km is None else f"{km:.2f}", _shown(self.calories), _clock(self.duration_s),
            _shown(self.heart_rate_bpm), _shown(self.heart_rate_bpm), "3.1", "170" if is_run else "--",
            "180" if is_run else "--", pace, best, "50", "50", f"{stride_m:.2f}" if stride_m and is_run else "--",
            _clock(self.duration_s), _clock(self.duration_s),
        ]  # fmt: skip
        return ",".join(f'"{cell}"' for cell in cells)


def garmin_csv(rows: Sequence[Row]) -> bytes:
    """A list as Garmin Connect exports it, newest first."""
    lines = [row.line for row in sorted(rows, key=lambda row: row.started_at, reverse=True)]
    return "\r\n".join([HEADER, *lines, ""]).encode()


def runs(count: int, first: datetime = datetime(2025, 3, 1, 7, 30)) -> list[Row]:  # noqa: DTZ001
    """One run a day at five minutes a kilometre, a few metres longer or shorter than the others."""
    more = [10 * (number * 37 % 700) for number in range(count)]
    return [Row(first + timedelta(days=day), 5_000.0 + m, 1_500.0 + 0.3 * m) for day, m in enumerate(more)]


def _shown(number: int | None) -> str:
    return "--" if number is None else str(number)


def _clock(seconds: float) -> str:
    whole = int(seconds)
    return f"{whole // 3600:02}:{whole // 60 % 60:02}:{whole % 60:02}"


def _pace(s_per_km: float) -> str:
    whole = round(s_per_km)
    return f"{whole // 60}:{whole % 60:02}"
