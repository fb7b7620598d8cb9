"""GPX tracks to activities: every track is one, and nothing but its points is known."""

from __future__ import annotations

from dataclasses import dataclass, field

from .contract import ActivityEntry, ActivityFile, RefusedRow, UnreadableActivityFile
from .track_entries import (
    CLOCK_NOT_SET,
    FIRST_YEAR,
    effort_of,
    minutes_text,
    samples_of_track,
    start_of,
)
from .track_points import Covered, Position, TrackPoint, covered, oldest_first
from .track_sports import family_of_word, is_indoor_word
from .track_xml import XmlElement, XmlTime, as_number, as_time, child_text, local_name, namespace, xml_events

# Extensions are known by the address of their namespace; their prefixes are anyone's choice.
_EXTENSIONS = (
    "www.garmin.com/xmlschemas/TrackPointExtension/",
    "www.garmin.com/xmlschemas/PowerExtension/",
    "www.cluetrust.com/XML/GPXDATA/",
    "www.topografix.com/GPX/",
)
_FIELDS = {
    "hr": "heart_rate_bpm", "heartrate": "heart_rate_bpm", "cad": "cadence", "cadence": "cadence",
    "speed": "speed_m_s", "power": "power_w", "PowerInWatts": "power_w",
}  # fmt: skip
_NO_TIMES = (
    "the track has no times, so it is a route rather than an activity; "
    "export the activity again with its recorded times, or log it by hand"
)
_NO_TRACK = "This GPX file holds no recorded track, only a planned route or places. Import the recorded activity."
_ONE_POINT = "the track has a single point, so nothing can be said about it; log the activity by hand"
_NO_SPORT = "Track {line} does not say which sport it was; choose it for the activity."
_CUT = "The file breaks off before its end; what could be read of it was kept."
_HOLE = "Nothing was recorded for up to {minutes} inside track {line}; that counts neither as time nor as distance."


@dataclass
class _Track:
    """A track while it is read; its points are let go as XML as soon as they are points."""

    element: XmlElement
    segments: list[list[TrackPoint]] = field(default_factory=list)
    start: XmlTime | None = None

    def add_point(self, element: XmlElement) -> None:
        moment = as_time(child_text(element, "time"))
        if moment is None:
            return
        self.start = self.start or moment
        if not self.segments:
            self.segments.append([])
        self.segments[-1].append(_point(element, moment))

    @property
    def sport(self) -> str:
        return child_text(self.element, "type")[:100]


def read_gpx(content: bytes) -> ActivityFile:
    """Every track of a GPX file with times.

    Raises:
        UnreadableActivityFile: no XML, or no track in it.
    """
    tracks, is_cut = _tracks(content)
    if not tracks:
        raise UnreadableActivityFile(_NO_TRACK)
    refusals = [_refusal(track) for track in tracks]
    courses = [None if refusal else covered(track.segments) for track, refusal in zip(tracks, refusals, strict=True)]
    read = [(line, *pair) for line, pair in enumerate(zip(tracks, courses, strict=True), start=1)]
    entries = [_entry(line, track, course) for line, track, course in read if course is not None]
    warnings = [text for line, track, course in read if course for text in _track_warnings(line, track, course)]
    return ActivityFile(
        kind="gpx",
        rows_read=len(tracks),
        entries=tuple(sorted(entries, key=lambda entry: entry.started_at)),
        refused=tuple(RefusedRow(line, reason) for line, reason in enumerate(refusals, start=1) if reason),
        warnings=(*([_CUT] if is_cut else []), *warnings),
    )


def _tracks(content: bytes) -> tuple[list[_Track], bool]:
    """The tracks, and whether the file breaks off."""
    tracks: list[_Track] = []
    is_cut = False
    for kind, name, element in xml_events(content):
        if kind == "cut":
            is_cut = True
        elif kind == "start" and name == "trk":
            tracks.append(_Track(element))
        elif tracks and kind == "start" and name == "trkseg":
            tracks[-1].segments.append([])
        elif tracks and kind == "end" and name == "trkpt":
            tracks[-1].add_point(element)
            element.clear()
    for track in tracks:
        track.segments = oldest_first(track.segments)
    return tracks, is_cut


def _point(element: XmlElement, moment: XmlTime) -> TrackPoint:
    extended: dict[str, float | None] = {}
    for part in element.iter():
        name = _FIELDS.get(local_name(part))
        if name is not None and any(known in namespace(part) for known in _EXTENSIONS):
            extended[name] = as_number(part.text)
    return TrackPoint(
        at=moment.utc,
        position=_position(element),
        altitude_m=as_number(child_text(element, "ele")),
        heart_rate_bpm=extended.get("heart_rate_bpm"),
        cadence=extended.get("cadence"),
        speed_m_s=extended.get("speed_m_s"),
        power_w=extended.get("power_w"),
    )


def _position(element: XmlElement) -> Position | None:
    latitude, longitude = as_number(element.get("lat")), as_number(element.get("lon"))
    # 0/0 is how some devices write that they have no satellite.
    if latitude is None or longitude is None or latitude == longitude == 0:
        return None
    return Position(latitude, longitude) if abs(latitude) <= 90 and abs(longitude) <= 180 else None


def _refusal(track: _Track) -> str | None:
    if track.start is None:
        return _NO_TIMES
    if track.segments[0][0].at.year < FIRST_YEAR:
        return CLOCK_NOT_SET
    return _ONE_POINT if sum(map(len, track.segments)) == 1 else None


def _entry(line: int, track: _Track, course: Covered) -> ActivityEntry:
    points = [point for segment in track.segments for point in segment]
    start = start_of(XmlTime(points[0].at, track.start.offset_s if track.start else None))
    family = family_of_word(track.sport)
    effort = effort_of(points, family)
    return ActivityEntry(
        line=line,
        family=family,
        type_name=track.sport or "GPX track",
        started_at=start.local,
        started_at_utc=start.utc,
        title=child_text(track.element, "name")[:200] or None,
        distance_m=course.distance_m or None,
        duration_s=course.recorded_s or None,
        moving_s=course.moving_s or None,
        elapsed_s=course.elapsed_s or None,
        heart_rate_avg_bpm=effort.heart_rate_avg_bpm,
        heart_rate_max_bpm=effort.heart_rate_max_bpm,
        cadence_spm=effort.cadence_spm,
        power_w=effort.power_w,
        is_indoor=is_indoor_word(track.sport),
        samples=samples_of_track(points, course, family),
        is_start_local=start.is_local,
    )


def _track_warnings(line: int, track: _Track, course: Covered) -> list[str]:
    warnings = [] if track.sport else [_NO_SPORT.format(line=line)]
    if course.hole_count:
        warnings.append(_HOLE.format(minutes=minutes_text(course.longest_hole_s), line=line))
    return warnings
