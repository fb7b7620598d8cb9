"""An activity of a file as the row that is kept: bounded, shortened, in the athlete's time zone."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from uuid import UUID, uuid4
from zoneinfo import ZoneInfo

from coach.engines.activity_identity import Trace
from coach.readers.activity_files.contract import ActivityEntry, FileKind, Samples
from data.activity_changes import KnownActivity
from data.new_activities import (
    LONGEST_ID,
    LONGEST_TITLE,
    LONGEST_TYPE,
    NewActivity,
    NewRecording,
    measures_of,
)

# Where the file knew no time zone, the local start is the profile's guess.
ZONELESS_KINDS: frozenset[FileKind] = frozenset(("strava_csv", "fit", "tcx", "gpx"))


def row_of(entry: ActivityEntry, kind: FileKind, import_id: UUID, zone: ZoneInfo) -> NewActivity:
    """What is out of bounds was misread and becomes unknown; the row of the file is kept beside it."""
    moment = _moment(entry)
    local = entry.started_at
    if moment is not None and not entry.is_start_local:
        local = moment.astimezone(zone).replace(tzinfo=None)
    type_name = _text(entry.type_name, LONGEST_TYPE) or ""
    title = _text(entry.title, LONGEST_TITLE)
    external_id = _text(entry.external_id, LONGEST_ID)
    head = (uuid4(), import_id, None, entry.family, type_name, local, moment, title)
    return NewActivity._make((*head, *measures_of(entry), entry.is_indoor, kind, external_id, entry.raw, {}))


def trace_of(row: NewActivity, entry: ActivityEntry) -> Trace:
    """By what an arriving activity is found again."""
    return Trace(
        family=row.family,
        started_at=row.started_at_local,
        distance_m=row.distance_m,
        duration_s=row.duration_s,
        started_at_utc=_naive(row.started_at),
        source=row.source,
        external_id=row.external_id,
        is_start_local=entry.is_start_local,
    )


def trace_of_known(known: KnownActivity) -> Trace:
    return Trace(
        family=known.family,
        started_at=known.started_at_local,
        distance_m=known.distance_m,
        duration_s=known.duration_s,
        started_at_utc=_naive(known.started_at),
        source=known.source,
        external_id=known.external_id,
        is_start_local=known.source not in ZONELESS_KINDS,
    )


def recording_of(activity_id: UUID, entry: ActivityEntry) -> NewRecording | None:
    """None where the file has neither laps nor samples."""
    if not entry.laps and entry.samples is None:
        return None
    samples: Mapping[str, tuple[float | None, ...]] | None = None
    if entry.samples is not None:
        samples = {name: getattr(entry.samples, name) for name in Samples._fields}
    return NewRecording(activity_id, [lap._asdict() for lap in entry.laps], samples)


def _text(text: str | None, longest: int) -> str | None:
    """Postgres cannot hold the zero character."""
    return text.replace("\x00", "").strip()[:longest].rstrip() or None if text else None


def _moment(entry: ActivityEntry) -> datetime | None:
    at = entry.started_at_utc
    if at is None:
        return None
    return at.replace(tzinfo=UTC) if at.tzinfo is None else at.astimezone(UTC)


def _naive(moment: datetime | None) -> datetime | None:
    return None if moment is None else moment.astimezone(UTC).replace(tzinfo=None)
