"""The activity summaries in the archive of a whole Garmin account: centimetres, milliseconds, epochs."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta

from .contract import ActivityEntry, ActivityFile, RefusedRow, UnreadableActivityFile
from .fit_sports import is_stepping
from .track_entries import CLOCK_NOT_SET, FIRST_YEAR
from .track_sports import family_of_word, is_indoor_word

Summary = Mapping[str, object]

MAX_BYTES = 150 * 1024 * 1024
KEY = "summarizedActivitiesExport"
_EPOCH = datetime(1970, 1, 1)  # noqa: DTZ001 - kept naive, as the contract says
_LATEST_MS, _LARGEST = 4e12, 1e15
_UNREADABLE = "The file is no list of activities from a Garmin archive. Import the whole zip Garmin sent you."
_NO_DATE = "no readable start"


def is_garmin_archive(content: bytes) -> bool:
    return content.lstrip()[:1] in (b"[", b"{") and KEY.encode() in content[:4_000]


def read_garmin_archive(content: bytes) -> ActivityFile:
    """Every activity of a `*_summarizedActivities.json`; legs below their multisport parent. `line` counts them.

    Raises:
        UnreadableActivityFile: something else, damaged, or larger than 150 MB.
    """
    if len(content) > MAX_BYTES:
        raise UnreadableActivityFile("This list of activities is larger than 150 MB; it is not read.")
    summaries = _summaries(content)
    read = [_entry(line, summary) for line, summary in enumerate(summaries, start=1)]
    refused = tuple(one for one in read if isinstance(one, RefusedRow))
    entries = _below_parents([(one, summaries[one.line - 1]) for one in read if isinstance(one, ActivityEntry)])
    days = [entry.started_at.date() for entry in entries]
    return ActivityFile(
        kind="garmin_archive",
        rows_read=len(read),
        entries=entries,
        refused=refused,
        covers_from=min(days, default=None),
        covers_to=max(days, default=None),
    )


def _summaries(content: bytes) -> list[Summary]:
    try:
        document = json.loads(content)
    except (ValueError, RecursionError):
        raise UnreadableActivityFile(_UNREADABLE) from None
    parts = document if isinstance(document, list) else [document]
    lists = [part[KEY] for part in parts if isinstance(part, dict) and isinstance(part.get(KEY), list)]
    if not lists:
        raise UnreadableActivityFile(_UNREADABLE)
    return [summary for one in lists for summary in one if isinstance(summary, dict)]


def _entry(line: int, summary: Summary) -> ActivityEntry | RefusedRow:
    utc, local = _moment(summary, "beginTimestamp", "startTimeGmt"), _moment(summary, "startTimeLocal")
    started_at = local or utc
    if started_at is None:
        return RefusedRow(line, _NO_DATE)
    if started_at.year < FIRST_YEAR:
        return RefusedRow(line, CLOCK_NOT_SET)
    sport = _sport(summary)
    family, is_indoor = family_of_word(sport), is_indoor_word(sport)
    average, highest = _measured(summary, "avgHr"), _measured(summary, "maxHr")
    return ActivityEntry(
        line=line,
        family=family,
        type_name=sport.replace("_", " ").capitalize()[:100] or "Activity",
        started_at=started_at,
        started_at_utc=utc,
        title=_text(summary, "name")[:200] or None,
        distance_m=_measured(summary, "distance", per=100),
        duration_s=_measured(summary, "duration", per=1000),
        moving_s=_measured(summary, "movingDuration", per=1000),
        elapsed_s=_measured(summary, "elapsedDuration", per=1000),
        heart_rate_avg_bpm=None if average is None else round(average),
        heart_rate_max_bpm=None if highest is None else round(highest),
        cadence_spm=_measured(summary, "avgDoubleCadence") if is_stepping(family) else None,
        stride_m=_measured(summary, "avgStrideLength", per=100) if is_stepping(family) else None,
        ascent_m=_measured(summary, "elevationGain", per=100),
        descent_m=_measured(summary, "elevationLoss", per=100),
        aerobic_effect=_measured(summary, "aerobicTrainingEffect"),
        power_w=_measured(summary, "avgPower"),
        is_indoor=is_indoor,
        external_id=_identity(summary, "activityId"),
        is_start_local=local is not None,
    )


def _below_parents(read: Sequence[tuple[ActivityEntry, Summary]]) -> tuple[ActivityEntry, ...]:
    """Oldest first, legs after their parent. A parent is one only while its legs are there: they carry the load."""
    parents = {entry.external_id: _identity(summary, "parentId") for entry, summary in read if entry.external_id}
    legs: dict[str, list[ActivityEntry]] = {}
    roots: list[ActivityEntry] = []
    for entry, summary in sorted(read, key=lambda pair: pair[0].started_at):
        parent = _identity(summary, "parentId")
        # A parent stands in this file, is another activity, and is no leg itself.
        is_leg = parent in parents and parent != entry.external_id and parents[parent] not in parents
        if is_leg and parent is not None:
            legs.setdefault(parent, []).append(entry)
        else:
            roots.append(entry)
    entries: list[ActivityEntry] = []
    for root in roots:
        own_legs, place = legs.get(root.external_id or "", []), len(entries)
        entries.append(root._replace(family="multisport") if own_legs else root)
        entries += [leg._replace(parent=place) for leg in own_legs]
    return tuple(entries)


def _moment(summary: Summary, *names: str) -> datetime | None:
    for name in names:
        milliseconds = _number(summary, name)
        if milliseconds is not None and 0 <= milliseconds <= _LATEST_MS:
            return _EPOCH + timedelta(seconds=milliseconds // 1000)
    return None


def _sport(summary: Summary) -> str:
    """`activityType` is a word in most archives, an object with `typeKey` in some."""
    kind = summary.get("activityType")
    if isinstance(kind, dict):
        kind = kind.get("typeKey")
    return str(kind)[:100] if isinstance(kind, str) else ""


def _number(summary: Summary, name: str) -> float | None:
    found = summary.get(name)
    if not isinstance(found, int | float) or isinstance(found, bool):
        return None
    return float(found) if abs(found) < _LARGEST else None


def _measured(summary: Summary, name: str, *, per: float = 1) -> float | None:
    """The number in our unit; the archive writes 0 for what was not measured."""
    found = _number(summary, name)
    return found / per if found is not None and found > 0 else None


def _text(summary: Summary, name: str) -> str:
    found = summary.get(name)
    return found.strip() if isinstance(found, str) else ""


def _identity(summary: Summary, name: str) -> str | None:
    found = summary.get(name)
    return str(found)[:40] if isinstance(found, int | str) and not isinstance(found, bool) and found else None
