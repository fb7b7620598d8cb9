"""GPX and TCX texts with the quirks of real ones; every number in them is invented."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta

START = datetime(2026, 5, 2, 6, 30)  # noqa: DTZ001 - UTC, written with a Z
# Metres per degree of latitude on the sphere the readers use.
M_PER_DEGREE = 111_195.08


def gpx_points(
    seconds: Sequence[int], *, m_per_s: float = 3.0, extension: str = "", zone: str = "Z", start: datetime = START
) -> str:
    """A point at each of these seconds, straight north at an even pace."""
    return "".join(
        f'<trkpt lat="{52 + second * m_per_s / M_PER_DEGREE:.8f}" lon="13.4"><ele>{40 + second % 7}</ele>'
        f"<time>{(start + timedelta(seconds=second)).isoformat()}{zone}</time>{extension}</trkpt>"
        for second in seconds
    )


def gpx_track(*segments: str, sport: str = "running", title: str = "Along the river") -> str:
    kind = f"<type>{sport}</type>" if sport else ""
    body = "".join(f"<trkseg>{segment}</trkseg>" for segment in segments)
    return f"<trk><name>{title}</name>{kind}{body}</trk>"


def gpx_file(*tracks: str, namespaces: str = "", version: str = "1/1") -> bytes:
    head = f'<?xml version="1.0" encoding="UTF-8"?><gpx xmlns="http://www.topografix.com/GPX/{version}" {namespaces}>'
    return f"{head}{''.join(tracks)}</gpx>".encode()


def tcx_points(
    seconds: Iterable[int],
    *,
    m_per_s: float = 3.0,
    inner: str = "",
    with_distance: bool = True,
    start: datetime = START,
) -> str:
    def distance(second: int) -> str:
        return f"<DistanceMeters>{second * m_per_s:.2f}</DistanceMeters>" if with_distance else ""

    def moment(second: int) -> str:
        return f"<Time>{(START + timedelta(seconds=second)).isoformat()}Z</Time>"

    return "".join(f"<Trackpoint>{moment(second)}{distance(second)}{inner}</Trackpoint>" for second in seconds)


def tcx_lap(
    *tracks: str, start: datetime = START, timer_s: float | None = 600, distance_m: float | None = 1800, inner: str = ""
) -> str:
    timer = "" if timer_s is None else f"<TotalTimeSeconds>{timer_s}</TotalTimeSeconds>"
    distance = "" if distance_m is None else f"<DistanceMeters>{distance_m}</DistanceMeters>"
    body = "".join(f"<Track>{track}</Track>" for track in tracks)
    return f'<Lap StartTime="{start.isoformat()}Z">{timer}{distance}{inner}{body}</Lap>'


def tcx_activity(*laps: str, sport: str = "Running", notes: str = "", start: datetime = START) -> str:
    tail = f"<Notes>{notes}</Notes>" if notes else ""
    return f'<Activity Sport="{sport}"><Id>{start.isoformat()}Z</Id>{"".join(laps)}{tail}</Activity>'


def tcx_file(*activities: str, margin: str = "") -> bytes:
    uri = "http://www.garmin.com/xmlschemas/TrainingCenterDatabase/v2"
    head = f'{margin}<?xml version="1.0" encoding="UTF-8"?><TrainingCenterDatabase xmlns="{uri}">'
    return f"{head}<Activities>{''.join(activities)}</Activities></TrainingCenterDatabase>".encode()
