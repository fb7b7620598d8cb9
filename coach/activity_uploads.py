"""Uploaded files of activities, read: with their answers, their usable rows and the reasons for the others."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import NamedTuple
from uuid import UUID, uuid4

from coach.readers.activity_files.contract import (
    ActivityEntry,
    ActivityFile,
    Answers,
    DistanceUnit,
    RefusedRow,
    UnreadableActivityFile,
)
from coach.readers.activity_files.reading import read_activity_files
from data.activity_imports import last_unit
from data.db import User
from data.errors import Rejected
from data.new_activities import EARLIEST

MOST_FILES, LARGEST_FILE_MB, LARGEST_UPLOAD_MB, LONGEST_NAME = 20, 60, 200, 300
MEGABYTE = 1_000_000
NO_FILE = "Choose a file: a list of activities as CSV, or recordings as FIT, TCX, GPX or zip."
TOO_MANY = f"These are more than {MOST_FILES} files. Import them in several goes, or as one zip file."
TOO_LARGE = f"This file is larger than {LARGEST_FILE_MB} MB. Split it, or export fewer activities at once."
TOO_MUCH = f"Together these files are larger than {LARGEST_UPLOAD_MB} MB. Import them in several goes."
CLOCK_NOT_SET = "Its date is before 1990: the clock of the watch was not set. Correct the date and import it again."
IN_FUTURE = "Its date is in the future: the clock of the watch was wrong. Correct the date and import it again."
UNIT_WORDS: dict[DistanceUnit, str] = {"km": "kilometres", "mi": "miles"}


class UploadedFile(NamedTuple):
    name: str
    content: bytes


class ReadFile(NamedTuple):
    """One file that was read, under the id its import gets; `usable` are its entries by their place in the file."""

    id: UUID
    name: str
    sha256: str
    content: ActivityFile
    usable: dict[int, ActivityEntry]
    refused: list[RefusedRow]


class Uploads(NamedTuple):
    """Every file that could be read, an archive as one per kind of file in it; and those that could not, as one row."""

    read: list[ReadFile]
    unread: list[RefusedRow]


def check_sizes(sizes_bytes: Sequence[int]) -> None:
    """Before anything is read into memory.

    Raises:
        Rejected: no file, too many, or one or all of them too large.
    """
    if not sizes_bytes:
        raise Rejected(NO_FILE, field="file")
    if len(sizes_bytes) > MOST_FILES:
        raise Rejected(TOO_MANY, field="file")
    if max(sizes_bytes) > LARGEST_FILE_MB * MEGABYTE:
        raise Rejected(TOO_LARGE, field="file")
    if sum(sizes_bytes) > LARGEST_UPLOAD_MB * MEGABYTE:
        raise Rejected(TOO_MUCH, field="file")


def read_uploads(user: User, files: Sequence[UploadedFile], answers: Answers) -> Uploads:
    """
    Raises:
        Rejected: no file can be read, one is too large, or there are too many.
    """
    check_sizes([len(file.content) for file in files])
    read: list[ReadFile] = []
    unread: list[RefusedRow] = []
    for file in files:
        try:
            read += [_dated(file, content) for content in _contents(user, file, answers)]
        except UnreadableActivityFile as unreadable:
            unread.append(RefusedRow(1, str(unreadable), file.name))
    if not read:
        raise Rejected(unread[0].reason, field="file")
    return Uploads(read, unread)


def _contents(user: User, file: UploadedFile, answers: Answers) -> tuple[ActivityFile, ...]:
    """What a file holds; where it does not tell its unit, read with that of the last import of its kind."""
    contents = read_activity_files(file.name, file.content, answers)
    asking = next((one for one in contents if any(question.field == "unit" for question in one.questions)), None)
    unit = last_unit(user, asking.kind) if asking else None
    if unit is None:
        return contents
    told = f"This file does not say its unit. We read {UNIT_WORDS[unit]}, as in your last import."
    again = read_activity_files(file.name, file.content, answers._replace(unit=unit))
    return tuple(
        new._replace(warnings=(*new.warnings, told)) if old.questions else old
        for old, new in zip(contents, again, strict=True)
    )


def _dated(file: UploadedFile, content: ActivityFile) -> ReadFile:
    """A day that cannot be would stretch every chart, and the days the file speaks for."""
    latest = datetime.now(UTC).replace(tzinfo=None) + timedelta(days=1)  # somewhere it is tomorrow already
    usable: dict[int, ActivityEntry] = {}
    refused = list(content.refused)
    for place, entry in enumerate(content.entries):
        if EARLIEST <= entry.started_at <= latest:
            usable[place] = entry
        else:
            refused.append(RefusedRow(entry.line, CLOCK_NOT_SET if entry.started_at < EARLIEST else IN_FUTURE))
    name = file.name.replace("\x00", "").strip()[-LONGEST_NAME:] or "activities"
    return ReadFile(uuid4(), name, hashlib.sha256(file.content).hexdigest(), content, usable, refused)
