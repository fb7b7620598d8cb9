"""What every reader of activity files hands on: activities in SI units, and what could not be used, with the reason."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Literal, NamedTuple

Family = Literal[
    "run", "walk", "hike", "strength", "cardio", "row", "bike", "swim", "mobility", "multisport", "other"
]  # fmt: skip
FileKind = Literal["garmin_csv", "garmin_archive", "strava_csv", "apple_health", "fit", "tcx", "gpx"]
DistanceUnit = Literal["km", "mi"]
DateOrder = Literal["day_first", "month_first"]


class Answers(NamedTuple):
    """What the athlete said where a file alone does not tell; None while nobody was asked."""

    unit: DistanceUnit | None = None
    date_order: DateOrder | None = None


class Lap(NamedTuple):
    """One lap as the device kept it; seconds count moving time where the device does."""

    duration_s: float | None
    distance_m: float | None
    heart_rate_avg_bpm: float | None = None
    heart_rate_max_bpm: float | None = None
    cadence_spm: float | None = None
    ascent_m: float | None = None


class Samples(NamedTuple):
    """What was recorded over time, thinned to at most 2,000 points; lists are of equal length, gaps are None."""

    elapsed_s: tuple[float, ...]
    distance_m: tuple[float | None, ...]
    heart_rate_bpm: tuple[float | None, ...]
    speed_m_s: tuple[float | None, ...]
    altitude_m: tuple[float | None, ...]
    cadence_spm: tuple[float | None, ...]


class ActivityEntry(NamedTuple):
    """One activity in m, s, kg, beats and steps per minute. What the file does not say is None, never 0.

    `started_at` is local to the athlete, without a zone, as lists and watches show it; `started_at_utc` where the file
    knows it. `duration_s` is the timer's time (pace = duration ÷ distance), `moving_s` what the device calls moving.
    """

    line: int
    family: Family
    type_name: str
    started_at: datetime
    started_at_utc: datetime | None = None
    title: str | None = None
    distance_m: float | None = None
    duration_s: float | None = None
    moving_s: float | None = None
    elapsed_s: float | None = None
    heart_rate_avg_bpm: int | None = None
    heart_rate_max_bpm: int | None = None
    cadence_spm: float | None = None
    stride_m: float | None = None
    ascent_m: float | None = None
    descent_m: float | None = None
    calories: int | None = None
    aerobic_effect: float | None = None
    power_w: float | None = None
    best_pace_s_per_km: float | None = None
    is_indoor: bool = False
    # The platform's own stable key (Strava's Activity ID), where there is one.
    external_id: str | None = None
    # Position of the parent among the entries of the same file: legs of a multisport activity.
    parent: int | None = None
    laps: tuple[Lap, ...] = ()
    samples: Samples | None = None
    # The row as it stood in the file, for what has no column of its own.
    raw: Mapping[str, str] = {}
    # False where the file knows only UTC: `started_at` repeats it until somebody knows the athlete's zone.
    is_start_local: bool = True


class RefusedRow(NamedTuple):
    """`line` counts from 1 with the header; in files of one activity it is 1. `source` names the file inside a zip."""

    line: int
    reason: str
    source: str = ""


class Question(NamedTuple):
    """What has to be asked before anything can be used: the field of `Answers`, and the sentence."""

    field: Literal["unit", "date_order"]
    text: str


class ActivityFile(NamedTuple):
    """One file, read. rows_read = len(entries) + repeated + len(refused), with entries oldest first.

    `repeated` are rows that stand in the file twice, word for word. When `questions` are there, entries are empty.
    `covers_from`, `covers_to`: the days this file speaks for, so that a planned run without an activity was not done;
    None for files of single activities, which speak for nothing but themselves.
    """

    kind: FileKind
    rows_read: int
    entries: tuple[ActivityEntry, ...] = ()
    repeated: int = 0
    refused: tuple[RefusedRow, ...] = ()
    warnings: tuple[str, ...] = ()
    questions: tuple[Question, ...] = ()
    unit: DistanceUnit | None = None
    # One sentence: how the unit was found, with the numbers it was found from.
    unit_evidence: str = ""
    language: str = ""
    number_style: Literal["dot", "comma", ""] = ""
    covers_from: date | None = None
    covers_to: date | None = None


class UnreadableActivityFile(ValueError):
    """The file as a whole cannot be used; the text says why and what to do."""
