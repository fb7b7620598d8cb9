"""A recorded track to the numbers of an activity, where no device summed them up."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from statistics import median
from typing import NamedTuple

from .contract import Family, Samples
from .track_points import Covered, TrackPoint
from .track_samples import kept_places
from .track_xml import XmlTime

# No watch or phone that records tracks is older: an earlier day is a clock that was never set.
FIRST_YEAR = 1995
CLOCK_NOT_SET = (
    "the clock was not set when this was recorded, so its day is unknown; log this one by hand with its real day"
)
_STEPPING: frozenset[Family] = frozenset(("run", "walk", "hike"))
_ONE_LEG_MOST = 125.0


class Start(NamedTuple):
    local: datetime
    utc: datetime
    is_local: bool


class Effort(NamedTuple):
    heart_rate_avg_bpm: int | None
    heart_rate_max_bpm: int | None
    cadence_spm: float | None
    power_w: float | None


def start_of(moment: XmlTime) -> Start:
    offset_s = moment.offset_s
    return Start(moment.utc + timedelta(seconds=offset_s or 0), moment.utc, offset_s is not None)


def cadence_factor(cadences: Sequence[float | None], family: Family) -> float | None:
    """What makes steps per minute of these numbers; None where nothing steps.

    Files count one leg. A few programs write both: no single leg turns over so often all the time.
    """
    if family not in _STEPPING:
        return None
    counted = [cadence for cadence in cadences if cadence and cadence > 0]
    return 1.0 if counted and median(counted) > _ONE_LEG_MOST else 2.0


def steps_per_minute(cadence: float | None, factor: float | None) -> float | None:
    return round(cadence * factor, 1) if cadence and factor and cadence > 0 else None


def effort_of(points: Sequence[TrackPoint], family: Family) -> Effort:
    """Means over the points that have a number; 0 is a sensor that lost contact."""
    rates = [point.heart_rate_bpm for point in points if point.heart_rate_bpm and point.heart_rate_bpm > 0]
    factor = cadence_factor([point.cadence for point in points], family)
    cadences = [steps for point in points if (steps := steps_per_minute(point.cadence, factor)) is not None]
    powers = [point.power_w for point in points if point.power_w is not None and point.power_w >= 0]
    return Effort(
        heart_rate_avg_bpm=round(sum(rates) / len(rates)) if rates else None,
        heart_rate_max_bpm=round(max(rates)) if rates else None,
        cadence_spm=round(sum(cadences) / len(cadences), 1) if cadences else None,
        power_w=round(sum(powers) / len(powers), 1) if any(powers) else None,
    )


def samples_of_track(points: Sequence[TrackPoint], track: Covered, family: Family) -> Samples:
    """Thinned columns of a track with at least one point."""
    places = kept_places(len(points))
    kept = [points[place] for place in places]
    factor = cadence_factor([point.cadence for point in kept], family)
    return Samples(
        elapsed_s=tuple(max((point.at - points[0].at).total_seconds(), 0.0) for point in kept),
        distance_m=tuple(track.distances_m[place] for place in places),
        heart_rate_bpm=tuple(point.heart_rate_bpm or None for point in kept),
        speed_m_s=tuple(point.speed_m_s for point in kept),
        altitude_m=tuple(point.altitude_m for point in kept),
        cadence_spm=tuple(steps_per_minute(point.cadence, factor) for point in kept),
    )


def minutes_text(seconds: float) -> str:
    """A length of time to read.

    >>> minutes_text(300), minutes_text(7_320)
    ('5:00', '2:02:00')
    """
    minutes, rest = divmod(round(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes}:{rest:02}"
