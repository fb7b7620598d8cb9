"""TCX to activities: the device's laps give distance and time, its points give the rest."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from .contract import ActivityFile, RefusedRow, UnreadableActivityFile
from .track_multisport import multisport_entries
from .track_points import Position, TrackPoint
from .track_tcx import TcxActivity, TcxLap, tcx_entry, tcx_refusal, tcx_warnings
from .track_xml import XmlElement, XmlEvent, as_number, as_time, child_number, child_text, local_name, xml_events

_NO_ACTIVITY = "This TCX file holds no activity, only a course or a planned workout. Import the recorded activity."
_CUT = "The file breaks off before its end; what could be read of it was kept."
_EXTENDED = frozenset(("RunCadence", "Speed", "Watts"))


@dataclass
class _Reading:
    """What has been read so far; the last activity and lap are the open ones."""

    activities: list[TcxActivity] = field(default_factory=list)
    is_cut: bool = False
    _multisport: int = 0
    _is_multisport: bool = False

    def take(self, event: XmlEvent) -> None:
        kind, name, element = event
        if kind == "cut":
            self.is_cut = True
        elif kind == "start":
            self._open(name, element)
        elif name == "MultiSportSession":
            self._is_multisport = False
        elif name == "Trackpoint":
            self._add_point(element)
            element.clear()

    def _open(self, name: str, element: XmlElement) -> None:
        if name == "MultiSportSession":
            self._multisport, self._is_multisport = self._multisport + 1, True
        elif name == "Activity":
            self.activities.append(TcxActivity(element, multisport=self._multisport if self._is_multisport else None))
        elif name == "Lap" and self.activities:
            self.activities[-1].laps.append(TcxLap(element))
        elif name == "Track" and self.activities and self.activities[-1].laps:
            self.activities[-1].laps[-1].segments.append([])

    def _add_point(self, element: XmlElement) -> None:
        laps = self.activities[-1].laps if self.activities else []
        point = _point(element)
        if point is not None and laps and laps[-1].segments:
            laps[-1].segments[-1].append(point)


def read_tcx(content: bytes) -> ActivityFile:
    """Every activity of a TCX file; those of a multisport session below a parent.

    Raises:
        UnreadableActivityFile: no XML, or no activity in it.
    """
    reading = _Reading()
    for event in xml_events(content):
        reading.take(event)
    if not reading.activities:
        raise UnreadableActivityFile(_NO_ACTIVITY)
    refusals = [tcx_refusal(activity) for activity in reading.activities]
    usable = [activity for activity, reason in zip(reading.activities, refusals, strict=True) if reason is None]
    entries = multisport_entries([(activity.multisport, tcx_entry(activity)) for activity in usable])
    refused = tuple(RefusedRow(line, reason) for line, reason in enumerate(refusals, start=1) if reason)
    return ActivityFile(
        kind="tcx",
        rows_read=len(entries) + len(refused),
        entries=entries,
        refused=refused,
        warnings=tuple(_warnings(usable, is_cut=reading.is_cut)),
    )


def _warnings(activities: list[TcxActivity], *, is_cut: bool) -> Iterator[str]:
    if is_cut:
        yield _CUT
    for activity in activities:
        yield from tcx_warnings(activity)


def _point(element: XmlElement) -> TrackPoint | None:
    moment = as_time(child_text(element, "Time"))
    if moment is None:
        return None
    extended = {local_name(part): as_number(part.text) for part in element.iter() if local_name(part) in _EXTENDED}
    return TrackPoint(
        at=moment.utc,
        position=_position(element),
        distance_m=child_number(element, "DistanceMeters"),
        altitude_m=child_number(element, "AltitudeMeters"),
        heart_rate_bpm=child_number(element, "HeartRateBpm", "Value"),
        cadence=child_number(element, "Cadence") or extended.get("RunCadence"),
        speed_m_s=extended.get("Speed"),
        power_w=extended.get("Watts"),
    )


def _position(element: XmlElement) -> Position | None:
    latitude = child_number(element, "Position", "LatitudeDegrees")
    longitude = child_number(element, "Position", "LongitudeDegrees")
    # 0/0 is how some devices write that they have no satellite.
    if latitude is None or longitude is None or latitude == longitude == 0:
        return None
    return Position(latitude, longitude) if abs(latitude) <= 90 and abs(longitude) <= 180 else None
