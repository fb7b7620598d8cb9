"""A FIT file of a watch to its activities."""

from __future__ import annotations

from collections.abc import Sequence

from .contract import ActivityEntry, ActivityFile, RefusedRow, UnreadableActivityFile
from .fit_messages import FIRST_CLOCK_TIME, DecodedFit, Message, decode_fit, file_type, number
from .fit_sessions import (
    local_offset_s,
    session_entry,
    session_from_records,
    sessions_of,
    spans_of,
)
from .track_multisport import multisport_entries

MAX_BYTES = 20 * 1024 * 1024
_MOST_SESSIONS = 200
_NO_ACTIVITY = {
    "workout": "this is a planned workout, not something you did; import the activity you recorded with it",
    "course": "this is a course to follow, not something you did; import the activity you recorded on it",
}
_DEVICE_FILES = frozenset(
    (
        "device", "settings", "sport", "schedules", "weight", "totals", "goals", "blood_pressure", "monitoring_a",
        "monitoring_b", "monitoring_daily", "segment", "segment_list",
    )
)  # fmt: skip
_CLOCK_NOT_SET = (
    "the watch's clock was not set when this was recorded, so its day is unknown; "
    "let the watch find satellites or your phone, and log this one by hand"
)
_DAMAGED = "The file is damaged or breaks off; what could be read of it was kept."
_NO_SUMMARY = "The file ends before its summary; distance, time and heart rate come from what was recorded until then."


def is_device_file(content: bytes) -> bool:
    """Whether a FIT file is something a watch keeps for itself: settings, steps of the day, sleep."""
    return file_type(content) in _DEVICE_FILES


def read_fit(content: bytes) -> ActivityFile:
    """The activities of one FIT file: one, or a parent and its legs.

    Raises:
        UnreadableActivityFile: nothing in it can be used.
    """
    if len(content) > MAX_BYTES:
        raise UnreadableActivityFile("This FIT file is larger than 20 MB; no watch writes that. Export it again.")
    kind = file_type(content)
    if kind in _NO_ACTIVITY:
        return _refused(_NO_ACTIVITY[kind])
    if kind in _DEVICE_FILES:
        raise UnreadableActivityFile(_what_device_wrote(kind))
    decoded = decode_fit(content)
    sessions, warnings = _sessions(decoded)
    if not sessions:
        raise UnreadableActivityFile(_nothing_inside(decoded))
    if len(sessions) > _MOST_SESSIONS:
        raise UnreadableActivityFile("This FIT file claims hundreds of sessions; it is damaged. Export it again.")
    if any((number(session, "start_time") or 0) < FIRST_CLOCK_TIME for session in sessions):
        return _refused(_CLOCK_NOT_SET)
    entries = _entries(decoded, sessions)
    return ActivityFile(kind="fit", rows_read=len(entries), entries=entries, warnings=warnings)


def _sessions(decoded: DecodedFit) -> tuple[list[Message], tuple[str, ...]]:
    damage = () if decoded.is_whole else (_DAMAGED,)
    sessions = sessions_of(decoded.messages)
    if sessions:
        return sessions, damage
    recorded = session_from_records(decoded.messages)
    return ([recorded], (_NO_SUMMARY,)) if recorded else ([], damage)


def _entries(decoded: DecodedFit, sessions: Sequence[Message]) -> tuple[ActivityEntry, ...]:
    offset_s, title = local_offset_s(decoded.messages), _workout_name(decoded)
    entries = tuple(session_entry(span, offset_s) for span in spans_of(decoded.messages, sessions))
    # A chain of files has one activity message each: these are activities of their own.
    if len(entries) == 1 or len(decoded.messages.get("activity_mesgs", ())) > 1:
        return tuple(entry._replace(title=title) for entry in entries)
    parent, *legs = multisport_entries([(1, entry) for entry in entries])
    return (parent._replace(title=title), *legs)


def _workout_name(decoded: DecodedFit) -> str | None:
    names = (message.get("wkt_name") for message in decoded.messages.get("workout_mesgs", ()))
    return next((name.strip()[:200] for name in names if isinstance(name, str) and name.strip()), None)


def _refused(reason: str) -> ActivityFile:
    return ActivityFile(kind="fit", rows_read=1, refused=(RefusedRow(1, reason),))


def _what_device_wrote(kind: str) -> str:
    return f"This FIT file holds no activity but {kind.replace('_', ' ')}. Import the activity's own file."


def _nothing_inside(decoded: DecodedFit) -> str:
    if not decoded.messages:
        return "This FIT file is damaged from its start on. Export the activity again and import that."
    return "This FIT file holds no activity: no session and no record. Export the activity again and import that."
