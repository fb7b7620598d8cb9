"""What comes in with an import: rows of activities, what is added to known ones, recordings; and what columns take."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from operator import attrgetter
from typing import Final, NamedTuple
from uuid import UUID

from data.activities import FileKind

Measured = str | int | float | datetime | None


class Bound(NamedTuple):
    """What a column takes; beyond it a value was not measured but misread."""

    lowest: float
    highest: float
    is_whole: bool = False


TINY: Final = 1e-9
# The same as the checks of the table, in the order of `NewActivity`.
BOUNDS: Final[Mapping[str, Bound]] = {
    "distance_m": Bound(TINY, 2_000_000),
    "duration_s": Bound(TINY, 1_000_000),
    "moving_s": Bound(TINY, 1_000_000),
    "elapsed_s": Bound(TINY, 10_000_000),
    "heart_rate_avg_bpm": Bound(20, 260, is_whole=True),
    "heart_rate_max_bpm": Bound(20, 260, is_whole=True),
    "cadence_spm": Bound(TINY, 400),
    "stride_m": Bound(TINY, 5),
    "ascent_m": Bound(0, 30_000),
    "descent_m": Bound(0, 30_000),
    "calories": Bound(1, 50_000, is_whole=True),
    "aerobic_effect": Bound(TINY, 10),
    "power_w": Bound(TINY, 3_000),
    "best_pace_s_per_km": Bound(60, 7_200),
}
LONGEST_TITLE, LONGEST_TYPE, LONGEST_ID = 300, 120, 100
EARLIEST: Final = datetime(1990, 1, 2)  # noqa: DTZ001 - local times have no zone
FILLABLE: Final = ("title", "started_at", *BOUNDS)
RECORDING: Final = "recording"


class NewActivity(NamedTuple):
    """A row as it is kept. `filled_by` names columns of the log that this import filled as `log:<column>`."""

    id: UUID
    activity_import_id: UUID
    parent_id: UUID | None
    family: str
    type_name: str
    started_at_local: datetime
    started_at: datetime | None
    title: str | None
    distance_m: float | None
    duration_s: float | None
    moving_s: float | None
    elapsed_s: float | None
    heart_rate_avg_bpm: int | None
    heart_rate_max_bpm: int | None
    cadence_spm: float | None
    stride_m: float | None
    ascent_m: float | None
    descent_m: float | None
    calories: int | None
    aerobic_effect: float | None
    power_w: float | None
    best_pace_s_per_km: float | None
    is_indoor: bool
    source: FileKind
    external_id: str | None
    raw: Mapping[str, str]
    filled_by: Mapping[str, str] = {}


class Fill(NamedTuple):
    """What one import adds to a known activity, by column."""

    activity_id: UUID
    activity_import_id: UUID
    columns: Mapping[str, Measured]


class NewRecording(NamedTuple):
    """Laps as a list of objects, samples as lists by name."""

    activity_id: UUID
    laps: Sequence[Mapping[str, float | None]]
    samples: Mapping[str, Sequence[float | None]] | None


_MEASURED = attrgetter(*BOUNDS)
_BOUNDS = tuple(BOUNDS.values())


def measures_of(entry: object) -> list[float | None]:
    """What an entry measured, in the order of `BOUNDS`; None where it is unknown or cannot be."""
    return [
        None
        if value is None or not bound.lowest <= value <= bound.highest
        else int(value + 0.5)
        if bound.is_whole
        else value
        for value, bound in zip(_MEASURED(entry), _BOUNDS, strict=True)
    ]
