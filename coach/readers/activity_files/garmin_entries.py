"""Rows of Garmin's activity list to entries in SI units; what was not recorded, or cannot be true, is None."""

from __future__ import annotations

from datetime import datetime
from typing import NamedTuple

from .contract import ActivityEntry, Family
from .garmin_distances import METRES_PER_KM, METRES_PER_MILE, Measured
from .garmin_numbers import is_missing, pace_clock
from .garmin_rows import ListRows
from .garmin_types import TypeMeaning

_METRES_PER_FOOT = 0.3048
_ON_FOOT: tuple[Family, ...] = ("run", "walk", "hike")
# What a body, a watch or a mountain can show; beyond it a cell is a slip of the device or of the file.
_HEART_RATE_BPM, _CADENCE_SPM, _STRIDE_M, _POWER_W = (25, 250), (20, 350), (0.1, 4.0), (1, 3_000)
_CLIMB_M, _CALORIES, _AEROBIC_EFFECT = (0.1, 30_000), (1, 50_000), (0.1, 5.0)
# Just beyond the fastest speed measured on foot: 12.34 m/s, Bolt, Berlin 2009 (Graubner & Nixdorf 2011).
_FASTEST_S_PER_KM = 80
_ROUNDING_S = 1
_GUARDED_STARTS = ("'=", "'+", "'-", "'@")


class RowPlace(NamedTuple):
    """One row that can be used: where it stands, what it is, when it began and how long and far it went."""

    place: int
    meaning: TypeMeaning
    started_at: datetime
    measured: Measured


def entry_of(rows: ListRows, row: RowPlace, unit_metres: float | None) -> ActivityEntry:
    """The entry of one row; `unit_metres` is None where nothing in the file needs a unit."""
    place, texts = row.place, rows.texts
    on_foot = row.meaning.family in _ON_FOOT
    power = _number(rows, texts["power"][place], _POWER_W)
    return ActivityEntry(
        line=rows.lines[place],
        family=row.meaning.family,
        type_name=texts["type"][place].strip(),
        started_at=row.started_at,
        title=_title(texts["title"][place]),
        distance_m=row.measured.distance_m,
        duration_s=row.measured.duration_s,
        moving_s=_clock_s(rows, texts["moving"][place]),
        elapsed_s=_clock_s(rows, texts["elapsed"][place]),
        heart_rate_avg_bpm=_whole(_number(rows, texts["heart_rate_avg"][place], _HEART_RATE_BPM)),
        heart_rate_max_bpm=_whole(_number(rows, texts["heart_rate_max"][place], _HEART_RATE_BPM)),
        cadence_spm=_cadence(rows, row) if on_foot else None,
        stride_m=_number(rows, texts["stride"][place], _STRIDE_M) if on_foot else None,
        ascent_m=_climb(rows, texts["ascent"][place], unit_metres),
        descent_m=_climb(rows, texts["descent"][place], unit_metres),
        calories=_whole(_number(rows, texts["calories"][place], _CALORIES)),
        aerobic_effect=_number(rows, texts["aerobic_effect"][place], _AEROBIC_EFFECT),
        power_w=power,
        best_pace_s_per_km=_best_pace(rows, row, unit_metres) if on_foot and unit_metres else None,
        is_indoor=row.meaning.is_indoor,
        raw=rows.raw[place],
    )


def _number(rows: ListRows, text: str, bounds: tuple[float, float]) -> float | None:
    number = rows.numbers[text]
    return number if number is not None and bounds[0] <= number <= bounds[1] else None


def _whole(number: float | None) -> int | None:
    return None if number is None else round(number)


def _cadence(rows: ListRows, row: RowPlace) -> float | None:
    """A run has its own column; the second of a pair is another sport's cadence."""
    text = rows.own_cadence[row.place] if row.meaning.family == "run" else rows.texts["cadence"][row.place]
    return _number(rows, text, _CADENCE_SPM)


def _climb(rows: ListRows, text: str, unit_metres: float | None) -> float | None:
    """Ascents are in feet where distances are in miles."""
    number = rows.numbers[text]
    if number is None or unit_metres is None:
        return None
    metres = round(number * _METRES_PER_FOOT, 1) if unit_metres == METRES_PER_MILE else number
    return metres if _CLIMB_M[0] <= metres <= _CLIMB_M[1] else None


def _clock_s(rows: ListRows, text: str) -> float | None:
    """Moving and elapsed time: three parts always; of two parts nobody can tell which."""
    clock = rows.clocks[text]
    return clock.seconds if clock is not None and clock.parts == 3 else None


def _best_pace(rows: ListRows, row: RowPlace, unit_metres: float) -> float | None:
    """A best pace slower than the average, or faster than anybody ever ran, is a slip of the watch."""
    clock = pace_clock(rows.clocks[rows.texts["best_pace"][row.place]])
    if clock is None:
        return None
    best = round(clock.seconds * METRES_PER_KM / unit_metres, 1)
    distance_m, duration_s = row.measured.distance_m, row.measured.duration_s
    average = duration_s / distance_m * METRES_PER_KM if distance_m and duration_s else best
    return best if _FASTEST_S_PER_KM <= best <= average + _ROUNDING_S else None


def _title(text: str) -> str | None:
    title = text.strip()
    if is_missing(title):
        return None
    return title[1:] if title.startswith(_GUARDED_STARTS) else title
