"""The workouts of an Apple Health export, read as a stream: exports reach gigabytes."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime, timedelta
from typing import IO
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from .contract import ActivityEntry, ActivityFile, RefusedRow, UnreadableActivityFile
from .track_entries import CLOCK_NOT_SET, FIRST_YEAR, Start
from .track_sports import family_of_word
from .track_xml import XmlElement, XmlTime, as_number, as_time, xml_stream_events

_MOST_ELEMENTS = 500_000_000
_MOST_WITHIN_ONE = 500_000
_KIND, _QUANTITY = "HKWorkoutActivityType", "HKQuantityTypeIdentifier"
_SECONDS = {"s": 1.0, "sec": 1.0, "min": 60.0, "hr": 3600.0, "h": 3600.0}
_METRES = {"m": 1.0, "cm": 0.01, "km": 1000.0, "mi": 1609.344, "yd": 0.9144, "ft": 0.3048}
_KILOCALORIES = {"kcal": 1.0, "cal": 1.0, "kj": 1 / 4.184, "j": 1 / 4184}
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")
_NO_WORKOUT = (
    "This Apple Health export holds no workouts. On the iPhone open Health, your picture, Export All Health Data, "
    "and import the zip it makes."
)
_NO_DATE = "no readable start date"
_CUT = "The export breaks off before its end; the workouts before that were read. Export it again to get the rest."
_UNKNOWN = "Apple's workout “{name}” is kept as other ({count})."


def read_apple_health(stream: IO[bytes]) -> ActivityFile:
    """Every workout of an `export.xml`; `line` counts workouts. Memory does not grow with the export.

    Raises:
        UnreadableActivityFile: no XML, entities, or no workout in it.
    """
    entries: list[ActivityEntry] = []
    refused: list[RefusedRow] = []
    warnings: list[str] = []
    for line, workout in enumerate(_workouts(stream), start=1):
        if workout is None:
            warnings.append(_CUT)
            continue
        read = _entry(line, workout)
        if isinstance(read, ActivityEntry):
            entries.append(read)
        else:
            refused.append(read)
    if not entries and not refused:
        raise UnreadableActivityFile(_NO_WORKOUT)
    entries.sort(key=lambda entry: entry.started_at)
    unknown = Counter(entry.type_name for entry in entries if entry.family == "other")
    return ActivityFile(
        kind="apple_health",
        rows_read=len(entries) + len(refused),
        entries=tuple(entries),
        refused=tuple(refused),
        warnings=(*warnings, *(_UNKNOWN.format(name=name, count=count) for name, count in unknown.most_common(10))),
        covers_from=entries[0].started_at.date() if entries else None,
        covers_to=entries[-1].started_at.date() if entries else None,
    )


def _workouts(stream: IO[bytes]) -> Iterator[XmlElement | None]:
    """Each workout with its children; None when the file breaks off. Everything else is let go at once."""
    root: XmlElement | None = None
    depth = within = 0
    for kind, name, element in xml_stream_events(stream, most=_MOST_ELEMENTS):
        root = element if root is None else root
        if kind == "cut":
            yield None
        elif kind == "start":
            depth, within = depth + 1, within + 1
            if within > _MOST_WITHIN_ONE:
                raise UnreadableActivityFile("An entry of this export is far too large; it is not read.")
        else:
            depth -= 1
            if depth == 1:
                if name == "Workout":
                    yield element
                root.clear()
                within = 0


def _entry(line: int, workout: XmlElement) -> ActivityEntry | RefusedRow:
    start, ended = _start(workout), _time(workout.get("endDate"))
    if start is None:
        return RefusedRow(line, _NO_DATE)
    if start.utc.year < FIRST_YEAR:
        return RefusedRow(line, CLOCK_NOT_SET)
    kind = (workout.get("workoutActivityType") or "").removeprefix(_KIND) or "Other"
    family, notes = family_of_word(kind), _metadata(workout)
    average, highest = _statistic(workout, "HeartRate", "average"), _statistic(workout, "HeartRate", "maximum")
    calories = _energy_kcal(workout)
    elapsed_s = max((ended.utc - start.utc).total_seconds(), 0.0) or None if ended else None
    return ActivityEntry(
        line=line,
        family=family,
        type_name=_CAMEL.sub(" ", kind)[:100].capitalize(),
        started_at=start.local,
        started_at_utc=start.utc,
        distance_m=_distance_m(workout),
        duration_s=_converted(workout.get("duration"), workout.get("durationUnit") or "min", _SECONDS) or elapsed_s,
        elapsed_s=elapsed_s,
        heart_rate_avg_bpm=None if average is None else round(average),
        heart_rate_max_bpm=None if highest is None else round(highest),
        stride_m=_stride_m(workout),
        ascent_m=_ascent_m(notes),
        calories=None if calories is None else round(calories),
        power_w=_statistic(workout, "RunningPower", "average"),
        is_indoor=notes.get("HKIndoorWorkout") == "1",
        raw={"source": source[:200]} if (source := workout.get("sourceName")) else {},
    )


def _start(workout: XmlElement) -> Start | None:
    """The start in the zone of the workout where it is noted, else at the offset the export writes."""
    moment = _time(workout.get("startDate"))
    if moment is None:
        return None
    local = _in_zone(moment.utc, _metadata(workout).get("HKTimeZone"))
    return Start(local or moment.utc + timedelta(seconds=moment.offset_s or 0), moment.utc, is_local=True)


def _time(text: str | None) -> XmlTime | None:
    """A time such as 2024-05-01 07:00:00 +0200."""
    return as_time((text or "").replace(" +", "+").replace(" -", "-"))


def _in_zone(utc: datetime, zone: str | None) -> datetime | None:
    """Local time in this zone; None when it is not known. Exports write all dates in the phone's present zone."""
    if not zone:
        return None
    try:
        return utc.replace(tzinfo=UTC).astimezone(ZoneInfo(zone)).replace(tzinfo=None)
    except (ZoneInfoNotFoundError, ValueError, OSError, OverflowError):
        return None


def _metadata(workout: XmlElement) -> dict[str, str]:
    entries = (child for child in workout if child.tag == "MetadataEntry")
    return {entry.get("key") or "": (entry.get("value") or "").strip() for entry in entries}


def _statistics(workout: XmlElement) -> Iterator[tuple[str, XmlElement]]:
    """The workout's own statistics by quantity; those of its parts stand a level deeper."""
    for child in workout:
        if child.tag == "WorkoutStatistics":
            yield (child.get("type") or "").removeprefix(_QUANTITY), child


def _statistic(workout: XmlElement, quantity: str, which: str) -> float | None:
    found = (as_number(child.get(which)) for name, child in _statistics(workout) if name == quantity)
    return next((number for number in found if number is not None and number > 0), None)


def _stride_m(workout: XmlElement) -> float | None:
    for name, child in _statistics(workout):
        if name == "RunningStrideLength":
            return _converted(child.get("average"), child.get("unit"), _METRES)
    return None


def _distance_m(workout: XmlElement) -> float | None:
    """The attribute up to iOS 15, the statistics since; a workout has the distance of its own sport."""
    told = _converted(workout.get("totalDistance"), workout.get("totalDistanceUnit"), _METRES)
    counted = (
        _converted(child.get("sum"), child.get("unit"), _METRES)
        for name, child in _statistics(workout)
        if name.startswith("Distance")
    )
    return told or max((metres for metres in counted if metres), default=None)


def _energy_kcal(workout: XmlElement) -> float | None:
    told = _converted(workout.get("totalEnergyBurned"), workout.get("totalEnergyBurnedUnit"), _KILOCALORIES)
    burned = (
        _converted(child.get("sum"), child.get("unit"), _KILOCALORIES)
        for name, child in _statistics(workout)
        if name == "ActiveEnergyBurned"
    )
    return told or next((kilocalories for kilocalories in burned if kilocalories), None)


def _converted(number: str | None, unit: str | None, factors: Mapping[str, float]) -> float | None:
    """The number in our unit; None when it is missing, 0, or in a unit that is not known."""
    found, factor = as_number(number), factors.get((unit or "").casefold())
    return found * factor if found and found > 0 and factor else None


def _ascent_m(notes: Mapping[str, str]) -> float | None:
    number, _, unit = notes.get("HKElevationAscended", "").partition(" ")
    return _converted(number, unit, _METRES)
