"""Zips with the members a test asks for."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from datetime import timedelta

from coach.readers.activity_files.contract import ActivityFile
from coach.readers.activity_files.reading import read_activity_files
from tests.coach.readers.activity_files.fit_samples import START, activity, fit_file, records, session

DAY = timedelta(days=1)


def zip_of(members: Mapping[str, bytes]) -> bytes:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, member in members.items():
            archive.writestr(name, member)
    return content.getvalue()


def run_on(day: int, *, distance_m: float = 5000.0) -> bytes:
    """A FIT file of a run, this many days after `START`."""
    start = START + day * DAY
    end = start + timedelta(hours=1)
    return fit_file(*records(start, count=20), session(start, total_distance=distance_m), activity(end))


def read_zip(**members: bytes) -> tuple[ActivityFile, ...]:
    """A zip of these members, read; `__` in a name stands for a dot."""
    return read_activity_files("export.zip", zip_of({name.replace("__", "."): body for name, body in members.items()}))
