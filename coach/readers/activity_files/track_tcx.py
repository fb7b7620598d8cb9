"""One activity of a TCX file: what its laps say, and what its points say where the laps are silent."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple

from .contract import ActivityEntry, Family, Lap
from .track_entries import (
    CLOCK_NOT_SET,
    FIRST_YEAR,
    cadence_factor,
    effort_of,
    minutes_text,
    samples_of_track,
    start_of,
    steps_per_minute,
)
from .track_points import Covered, TrackPoint, covered, oldest_first
from .track_sports import family_of_word
from .track_xml import XmlElement, XmlTime, as_number, as_time, child_number, child_text, local_name

# From here on a hole is a pause, whatever the lap's clock says: two rides can sit in one lap.
_PAUSE_S = 1_800.0
_DISTANCES_DISAGREE = 0.05
_NO_START = "the activity does not say when it began; export it again, or log it by hand"
_TWO_IN_ONE = (
    "Nothing was recorded for {minutes} in the activity of {day}; this is not counted as time. "
    "If these were two activities, split the second one off by hand."
)
_DISAGREE = (
    "The laps of {day} add up to {laps_km:.2f} km, the recorded points to {points_km:.2f} km; the laps were used, "
    "as they are what the device says."
)


@dataclass
class TcxLap:
    """A lap while it is read; `segments` are its tracks."""

    element: XmlElement
    segments: list[list[TrackPoint]] = field(default_factory=list)

    @property
    def timer_s(self) -> float | None:
        return child_number(self.element, "TotalTimeSeconds") or None

    @cached_property
    def distance_m(self) -> float | None:
        """What the lap says, else what its points cover."""
        told = child_number(self.element, "DistanceMeters")
        if told:
            return told
        segments = oldest_first(self.segments)
        return (covered(segments).distance_m or None) if segments else None

    @property
    def average_cadence(self) -> float | None:
        run_cadence = (as_number(part.text) for part in self.element.iter() if local_name(part) == "AvgRunCadence")
        return child_number(self.element, "Cadence") or next(run_cadence, None)


@dataclass
class TcxActivity:
    """An activity while it is read; `multisport` numbers the session it is a leg of."""

    element: XmlElement
    multisport: int | None
    laps: list[TcxLap] = field(default_factory=list)

    @property
    def sport(self) -> str:
        return (self.element.get("Sport") or "Other")[:100]

    @property
    def family(self) -> Family:
        return family_of_word(self.sport)

    @cached_property
    def segments(self) -> list[list[TrackPoint]]:
        return oldest_first([segment for lap in self.laps for segment in lap.segments])

    @cached_property
    def track(self) -> Covered | None:
        return covered(self.segments) if self.segments else None

    @property
    def start(self) -> XmlTime | None:
        """The first lap's start, else the activity's name, which is its start too, else its first point."""
        told = [lap.element.get("StartTime") for lap in self.laps[:1]]
        for text in (*told, child_text(self.element, "Id")):
            moment = as_time(text)
            if moment is not None:
                return moment
        segments = self.segments
        return XmlTime(segments[0][0].at, None) if segments else None


class _Clock(NamedTuple):
    duration_s: float | None
    moving_s: float | None
    elapsed_s: float | None


def tcx_refusal(activity: TcxActivity) -> str | None:
    start = activity.start
    if start is None:
        return _NO_START
    return CLOCK_NOT_SET if start.utc.year < FIRST_YEAR else None


def tcx_entry(activity: TcxActivity) -> ActivityEntry:
    """The activity, which has a start (`tcx_refusal`)."""
    track, family = activity.track, activity.family
    points = [point for segment in activity.segments for point in segment]
    start = start_of(activity.start or XmlTime(points[0].at, None))
    effort, clock = effort_of(points, family), _clock(activity, track)
    laps = tuple(_lap(lap, family) for lap in activity.laps)
    distances = [lap.distance_m for lap in laps if lap.distance_m]
    calories = sum(child_number(lap.element, "Calories") or 0.0 for lap in activity.laps)
    return ActivityEntry(
        line=1,
        family=family,
        type_name=activity.sport,
        started_at=start.local,
        started_at_utc=start.utc,
        title=_title(activity),
        distance_m=sum(distances) if distances else None,
        duration_s=clock.duration_s,
        moving_s=clock.moving_s,
        elapsed_s=clock.elapsed_s,
        heart_rate_avg_bpm=_lap_heart_rate(laps) or effort.heart_rate_avg_bpm,
        heart_rate_max_bpm=max((round(lap.heart_rate_max_bpm) for lap in laps if lap.heart_rate_max_bpm), default=None)
        or effort.heart_rate_max_bpm,
        cadence_spm=effort.cadence_spm,
        calories=round(calories) or None,
        power_w=effort.power_w,
        laps=laps,
        samples=samples_of_track(points, track, family) if track else None,
        is_start_local=start.is_local,
    )


def tcx_warnings(activity: TcxActivity) -> Iterator[str]:
    track, start = activity.track, activity.start
    if track is None or start is None:
        return
    day = start.utc.date().isoformat()
    if track.longest_hole_s >= _PAUSE_S:
        yield _TWO_IN_ONE.format(minutes=minutes_text(track.longest_hole_s), day=day)
    laps_m, points_m = sum(lap.distance_m or 0.0 for lap in activity.laps), track.distance_m
    if laps_m and points_m and abs(laps_m - points_m) > _DISTANCES_DISAGREE * laps_m:
        yield _DISAGREE.format(day=day, laps_km=laps_m / 1000, points_km=points_m / 1000)


def _clock(activity: TcxActivity, track: Covered | None) -> _Clock:
    """The laps' timer; less a long pause that it ran through; else what was recorded."""
    timers = [lap.timer_s for lap in activity.laps if lap.timer_s]
    timer_s = sum(timers) if timers else None
    if track is None:
        return _Clock(timer_s, None, timer_s)
    holes_s = track.elapsed_s - track.recorded_s
    if timer_s is None:
        timer_s = track.recorded_s or None
    elif track.longest_hole_s >= _PAUSE_S and timer_s > track.recorded_s + holes_s / 2:
        timer_s = max(timer_s - holes_s, track.recorded_s)
    moving_s = min(track.moving_s, timer_s) if track.moving_s and timer_s else None
    return _Clock(timer_s, moving_s, max(track.elapsed_s, timer_s or 0.0) or None)


def _lap(lap: TcxLap, family: Family) -> Lap:
    average = lap.average_cadence
    return Lap(
        duration_s=lap.timer_s,
        distance_m=lap.distance_m,
        heart_rate_avg_bpm=child_number(lap.element, "AverageHeartRateBpm", "Value") or None,
        heart_rate_max_bpm=child_number(lap.element, "MaximumHeartRateBpm", "Value") or None,
        cadence_spm=steps_per_minute(average, cadence_factor([average], family)),
    )


def _lap_heart_rate(laps: Sequence[Lap]) -> int | None:
    """The laps' mean by time; None when a lap does not have one."""
    known = [(lap.heart_rate_avg_bpm, lap.duration_s) for lap in laps if lap.heart_rate_avg_bpm and lap.duration_s]
    if not known or len(known) < len(laps):
        return None
    return round(sum(rate * seconds for rate, seconds in known) / sum(seconds for _, seconds in known))


def _title(activity: TcxActivity) -> str | None:
    """The first line of the notes, where platforms write the title."""
    lines = child_text(activity.element, "Notes").splitlines()
    return lines[0].strip()[:200] or None if lines else None
