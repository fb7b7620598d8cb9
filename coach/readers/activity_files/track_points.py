"""Positions and times of a recorded track: how far, how long, and where nothing was recorded."""

from __future__ import annotations

import math
from collections.abc import Sequence
from datetime import datetime
from itertools import pairwise
from statistics import median
from typing import NamedTuple

_EARTH_RADIUS_M = 6_371_008.8
# Watches with smart recording write a point every few seconds, phones up to every half minute.
_HOLE_S, _HOLE_INTERVALS = 60.0, 5
# Slower is standing, with the drift of a resting receiver; faster is a receiver that lost its place.
_MOVING_M_S, _FASTEST_M_S = 0.3, 50.0


class Position(NamedTuple):
    latitude_deg: float
    longitude_deg: float


class TrackPoint(NamedTuple):
    """One recorded moment, in UTC. `distance_m` is what the device had counted; cadence as written in the file."""

    at: datetime
    position: Position | None = None
    distance_m: float | None = None
    altitude_m: float | None = None
    heart_rate_bpm: float | None = None
    cadence: float | None = None
    speed_m_s: float | None = None
    power_w: float | None = None


class Covered(NamedTuple):
    """What a track covers. Holes (pauses between segments, gaps inside) count neither as time nor as distance.

    `distances_m` is the distance at each point, None before the first position.
    """

    elapsed_s: float
    recorded_s: float
    moving_s: float | None
    distance_m: float | None
    distances_m: Sequence[float | None]
    hole_count: int
    longest_hole_s: float


def distance_m(one: Position, other: Position) -> float:
    """Great-circle distance on a sphere [m].

    >>> round(distance_m(Position(52.0, 13.0), Position(52.01, 13.0)))
    1112
    """
    north, south = math.radians(one.latitude_deg), math.radians(other.latitude_deg)
    half_east = math.radians(other.longitude_deg - one.longitude_deg) / 2
    chord = math.sin((south - north) / 2) ** 2 + math.cos(north) * math.cos(south) * math.sin(half_east) ** 2
    return 2 * _EARTH_RADIUS_M * math.asin(math.sqrt(min(1.0, chord)))


def travelled_m(positions: Sequence[Position]) -> float:
    """Distance along these positions [m]."""
    return sum(distance_m(one, other) for one, other in pairwise(positions))


def oldest_first(segments: Sequence[Sequence[TrackPoint]]) -> list[list[TrackPoint]]:
    """Segments that hold points, in the order in which they were recorded."""
    ordered = [sorted(segment, key=lambda point: point.at) for segment in segments if segment]
    return sorted(ordered, key=lambda segment: segment[0].at)


def covered(segments: Sequence[Sequence[TrackPoint]]) -> Covered:
    """Time and distance of a track with at least one point; points are oldest first."""
    points = [point for segment in segments for point in segment]
    starts, hole_s = _segment_starts(segments), hole_length_s(points)
    steps = [_step(earlier, later) for earlier, later in pairwise(points)]
    holes = frozenset(place for place, step in enumerate(steps) if place + 1 in starts or step.seconds > hole_s)
    recorded = [step for place, step in enumerate(steps) if place not in holes]
    with_place = [step for step in recorded if step.metres is not None]
    moving = [step.seconds for step in with_place if step.is_moving]
    return Covered(
        elapsed_s=sum(step.seconds for step in steps),
        recorded_s=sum(step.seconds for step in recorded),
        moving_s=sum(moving) if with_place else None,
        distance_m=sum(step.metres or 0.0 for step in with_place) if with_place else None,
        distances_m=_running_distances(points, steps, holes),
        hole_count=len([place for place in holes if steps[place].seconds > hole_s]),
        longest_hole_s=max((steps[place].seconds for place in holes), default=0.0),
    )


def hole_length_s(points: Sequence[TrackPoint]) -> float:
    """From how many seconds between two points on nothing was recorded between them."""
    intervals = [(later.at - earlier.at).total_seconds() for earlier, later in pairwise(points)]
    return max(_HOLE_S, _HOLE_INTERVALS * median(intervals)) if intervals else _HOLE_S


class _Step(NamedTuple):
    seconds: float
    metres: float | None

    @property
    def is_moving(self) -> bool:
        return self.seconds > 0 and (self.metres or 0.0) / self.seconds >= _MOVING_M_S


def _step(earlier: TrackPoint, later: TrackPoint) -> _Step:
    seconds = max((later.at - earlier.at).total_seconds(), 0.0)
    metres = _between_m(earlier, later)
    is_jump = metres is not None and metres > _FASTEST_M_S * max(seconds, 1.0)
    return _Step(seconds, None if is_jump else metres)


def _between_m(earlier: TrackPoint, later: TrackPoint) -> float | None:
    if earlier.distance_m is not None and later.distance_m is not None:
        return max(later.distance_m - earlier.distance_m, 0.0)
    if earlier.position is None or later.position is None:
        return None
    return distance_m(earlier.position, later.position)


def _segment_starts(segments: Sequence[Sequence[TrackPoint]]) -> frozenset[int]:
    starts, place = set(), 0
    for segment in segments:
        starts.add(place)
        place += len(segment)
    return frozenset(starts)


def _running_distances(
    points: Sequence[TrackPoint], steps: Sequence[_Step], holes: frozenset[int]
) -> list[float | None]:
    is_placed = points[0].position is not None or points[0].distance_m is not None
    total: float | None = 0.0 if is_placed else None
    distances = [total]
    for place, step in enumerate(steps):
        if step.metres is not None:
            total = (total or 0.0) + (0.0 if place in holes else step.metres)
        distances.append(total)
    return distances
