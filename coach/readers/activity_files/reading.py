"""Whatever an athlete uploads to activities: one entry point for every file, in memory or on disk."""

from __future__ import annotations

import io
from pathlib import Path

from .apple_health import read_apple_health
from .archive import MAX_UNPACKED_BYTES, DamagedMember, gunzipped, is_gzip, is_zip
from .archive_contents import read_archive
from .contract import ActivityFile, Answers, UnreadableActivityFile
from .file_kinds import is_health_export, read_single
from .track_xml import without_margin

_NO_ANSWERS = Answers()
_HEAD_BYTES = 64 * 1024
_MAX_HEALTH_BYTES = 8 * 1024**3
_TOO_LARGE = f"The file is larger than {MAX_UNPACKED_BYTES // 1024**2} MB. Import it in parts."
_SPREADSHEETS = (".xlsx", ".xls", ".ods", ".numbers")


def read_activity_files(name: str, content: bytes, answers: Answers = _NO_ANSWERS) -> tuple[ActivityFile, ...]:
    """The activities of an upload, told by its bytes; a zip gives one file per kind inside it.

    >>> header = "Activity Type,Date,Title,Distance,Time,Avg Run Cadence,Avg Pace,Avg Stride Length"
    >>> row = 'Running,2026-05-01 07:00:00,Easy,"5.00",00:27:00,168,5:24,1.10'
    >>> [(read.kind, len(read.entries)) for read in read_activity_files("a.csv", f"{header}\\n{row}".encode())]
    [('garmin_csv', 1)]

    Raises:
        UnreadableActivityFile: nothing that is read here; the message says what to do.
    """
    _check_name(name)
    if len(content) > MAX_UNPACKED_BYTES:
        raise UnreadableActivityFile(_TOO_LARGE)
    if is_zip(content):
        return read_archive(io.BytesIO(content), answers)
    return (read_single(_unpacked(content), answers),)


def read_activity_path(path: Path, name: str, answers: Answers = _NO_ANSWERS) -> tuple[ActivityFile, ...]:
    """Like `read_activity_files` for a file on disk; an Apple Health export of any size is read as a stream.

    Raises:
        UnreadableActivityFile: nothing that is read here; the message says what to do.
    """
    _check_name(name)
    with path.open("rb") as file:
        head = file.read(_HEAD_BYTES)
        file.seek(0)
        if is_zip(head):
            return read_archive(file, answers, _MAX_HEALTH_BYTES)
        if is_health_export(head):
            # White space before the XML declaration is an error for the parser.
            file.seek(len(head) - len(without_margin(head)))
            return (read_apple_health(file),)
        if path.stat().st_size > MAX_UNPACKED_BYTES:
            raise UnreadableActivityFile(_TOO_LARGE)
        return read_activity_files(name, file.read(), answers)


def _check_name(name: str) -> None:
    if name.casefold().endswith(_SPREADSHEETS):
        raise UnreadableActivityFile("Spreadsheet files are not read. Open it and save it as CSV, then import that.")


def _unpacked(content: bytes) -> bytes:
    if not is_gzip(content):
        return content
    try:
        return gunzipped(content)
    except DamagedMember as error:
        raise UnreadableActivityFile(f"The file cannot be unpacked: {error}. Export it again.") from None
