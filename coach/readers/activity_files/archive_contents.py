"""What a zip holds: every file read by its own reader, all of a kind together, Strava's rows with their recordings."""

from __future__ import annotations

import hashlib
import zipfile
from collections.abc import Callable, Sequence
from typing import IO

from .apple_health import read_apple_health
from .archive import MAX_UNPACKED_BYTES, ArchiveTooLarge, DamagedMember, Unpacking, base_name, is_zip, members, opened
from .archive_joining import joined, thinned
from .contract import ActivityEntry, ActivityFile, Answers, FileKind, RefusedRow, UnreadableActivityFile
from .file_kinds import is_activity_list, is_health_export, is_recording, read_single
from .fit import is_device_file
from .fit_messages import is_fit
from .garmin_archive import is_garmin_archive
from .strava import read_strava_csv, with_recording

_HEAD_BYTES = 64 * 1024
_LISTS = (".csv", ".json", ".xml")
_RECORDINGS = (".fit", ".tcx", ".gpx", ".gz")
# Routes of Apple Health's workouts: the workouts themselves stand in the export.
_ROUTES = "workout-routes/"
_NESTED = "a zip inside a zip is not opened; unpack it and import it by itself"
_NOTHING = (
    "The zip holds no activities: no FIT, TCX or GPX file, no activity list of Garmin Connect or Strava, "
    "no Apple Health export."
)
_ONLY_NESTED = "The zip holds only further zips. Unpack it and import those, one by one."
_SKIPPED = "{count} other files in the zip hold no activities and were skipped."
_UNREAD = "{count} recordings beside the list could not be read; their activities have no laps."


def read_archive(
    stream: IO[bytes], answers: Answers, most_health_bytes: int = MAX_UNPACKED_BYTES
) -> tuple[ActivityFile, ...]:
    """One file of activities per kind that the zip holds; `RefusedRow.source` names the file inside.

    Raises:
        UnreadableActivityFile: no zip, one with a password, a bomb, too large, or nothing usable inside.
    """
    with opened(stream) as archive:
        reading = _Zip(archive, answers, most_health_bytes)
        reading.read_lists()
        reading.read_recordings()
        return reading.result()


class _Zip:
    """A zip while it is read: lists first, as they say which recordings belong to them."""

    def __init__(self, archive: zipfile.ZipFile, answers: Answers, most_health_bytes: int) -> None:
        found = members(archive)
        self._infos = sorted(found.usable, key=lambda info: info.filename)
        self._recordings = [info for info in self._infos if info.filename.casefold().endswith(_RECORDINGS)]
        self._unpacking, self._answers, self._most_health_bytes = Unpacking(archive), answers, most_health_bytes
        self._parts: list[tuple[str, ActivityFile]] = []
        self._recorded: dict[str, Sequence[ActivityEntry]] = {}
        self._seen: set[bytes] = set()
        self._skipped, self._unread = found.skipped, 0

    def read_lists(self) -> None:
        for info in self._infos:
            if info.filename.casefold().endswith(_LISTS):
                part = self._read(info, self._list)
                self._skipped += part is None
                self._parts += [(info.filename, part)] if part else []

    def read_recordings(self) -> None:
        listed = {
            base_name(entry.raw.get("file", "")).casefold()
            for _, part in self._parts
            if part.kind == "strava_csv"
            for entry in part.entries
        }
        has_health = any(part.kind == "apple_health" for _, part in self._parts)
        for info in self._recordings:
            if has_health and _ROUTES in info.filename.casefold():
                continue
            name = base_name(info.filename).casefold()
            part = self._read(info, self._recording)
            if name in listed:
                self._recorded[name] = part.entries if part else ()
                self._unread += not (part and part.entries)
            else:
                self._skipped += part is None
                self._parts += [(info.filename, part)] if part else []

    def result(self) -> tuple[ActivityFile, ...]:
        nested = [info.filename for info in self._infos if info.filename.casefold().endswith(".zip")]
        if not self._parts:
            raise UnreadableActivityFile(_ONLY_NESTED if nested else _NOTHING)
        first, *others = joined([(source, self._with_recordings(part)) for source, part in self._parts])
        refused = tuple(RefusedRow(1, _NESTED, name) for name in nested)
        warnings = [_SKIPPED.format(count=self._skipped)] if self._skipped else []
        warnings += [_UNREAD.format(count=self._unread)] if self._unread else []
        first = first._replace(
            rows_read=first.rows_read + len(refused),
            refused=(*first.refused, *refused),
            warnings=(*first.warnings, *warnings),
        )
        return (first, *others)

    def _read(
        self, info: zipfile.ZipInfo, reader: Callable[[zipfile.ZipInfo], ActivityFile | None]
    ) -> ActivityFile | None:
        """What this member holds: refused with the reason when it cannot be read, None when it holds no activities."""
        try:
            return reader(info)
        except ArchiveTooLarge:
            raise
        except (DamagedMember, UnreadableActivityFile) as error:
            return ActivityFile(kind=_kind_of_name(info.filename), rows_read=1, refused=(RefusedRow(1, str(error)),))

    def _list(self, info: zipfile.ZipInfo) -> ActivityFile | None:
        head = self._unpacking.head(info, _HEAD_BYTES)
        if is_health_export(head):
            with self._unpacking.stream(info, self._most_health_bytes) as stream:
                return read_apple_health(stream)
        # Whole lines: a letter cut in half would change how the text is decoded.
        lines = head[: head.rfind(b"\n") + 1] or head
        is_list = is_activity_list(lines) if info.filename.casefold().endswith(".csv") else is_garmin_archive(head)
        if is_list or is_recording(head):
            return read_single(self._unpacking.content(info), self._answers)
        # A list under the name that Strava or Garmin gives it, in a language that is not known: its reader says so.
        name = base_name(info.filename)
        if name == "activities.csv":
            return read_strava_csv(self._unpacking.content(info), self._answers)
        return read_single(self._unpacking.content(info), self._answers) if name == "Activities.csv" else None

    def _recording(self, info: zipfile.ZipInfo) -> ActivityFile | None:
        content = self._unpacking.content(info)
        if is_zip(content):
            raise DamagedMember(_NESTED)
        if is_fit(content) and is_device_file(content):
            return None
        if info.filename.casefold().endswith(".gz") and not is_recording(content):
            return None
        digest = hashlib.sha256(content).digest()
        if digest in self._seen:
            return ActivityFile(kind=_kind_of_name(info.filename), rows_read=1, repeated=1)
        self._seen.add(digest)
        return thinned(read_single(content, self._answers), len(self._recordings))

    def _with_recordings(self, part: ActivityFile) -> ActivityFile:
        if part.kind != "strava_csv" or not part.entries:
            return part
        entries = [
            with_recording(entry, self._recorded.get(base_name(entry.raw.get("file", "")).casefold(), ()))
            for entry in part.entries
        ]
        entries.sort(key=lambda entry: entry.started_at)
        first, last = entries[0].started_at.date(), entries[-1].started_at.date()
        return part._replace(entries=tuple(entries), covers_from=first, covers_to=last)


def _kind_of_name(name: str) -> FileKind:
    """The kind a member claims to be, for what could not be read."""
    folded = name.casefold().removesuffix(".gz")
    kinds: dict[str, FileKind] = {
        ".tcx": "tcx", ".gpx": "gpx", ".csv": "garmin_csv", ".json": "garmin_archive", ".xml": "apple_health",
    }  # fmt: skip
    return next((kind for ending, kind in kinds.items() if folded.endswith(ending)), "fit")
