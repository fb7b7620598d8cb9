"""One file to its activities, by what its bytes are; names can say anything."""

from __future__ import annotations

import io

from .apple_health import read_apple_health
from .archive import is_zip
from .contract import ActivityFile, Answers, UnreadableActivityFile
from .fit import read_fit
from .fit_messages import is_fit
from .garmin_archive import is_garmin_archive, read_garmin_archive
from .garmin_csv import is_garmin_csv, read_garmin_csv
from .gpx import read_gpx
from .strava import is_strava_csv, read_strava_csv
from .tcx import read_tcx
from .track_xml import root_name, without_margin

_READ = (
    "FIT, TCX and GPX files, the activity lists of Garmin Connect and Strava, Apple Health's export, "
    "and zips of these are read."
)
_NO_ZIP = "A zip inside a zip is not opened. Unpack it and import it by itself."
_FOREIGN = (
    (b"%PDF", "This is a PDF. Export the activity as FIT, TCX or GPX, or the list of activities as CSV."),
    (b"\xd0\xcf\x11\xe0", "This is an old Excel file. Open it and save it as CSV, then import that."),
    (b"\x89PNG", "This is a picture. Export the activity as FIT, TCX or GPX and import that."),
    (b"\xff\xd8\xff", "This is a picture. Export the activity as FIT, TCX or GPX and import that."),
)
_ROOTS = {
    "ClinicalDocument": "This is the medical half of an Apple Health export. Import the whole zip, or its export.xml.",
    "html": "This is a web page, not a file of activities. Download the export itself and import that.",
    "kml": "This is a map without times. Export the activity as FIT, TCX or GPX and import that.",
}


def read_single(content: bytes, answers: Answers) -> ActivityFile:
    """The activities of a file that is no archive.

    Raises:
        UnreadableActivityFile: nothing that is read here; the message says what to do.
    """
    if not content.strip(b"\x00 \t\r\n"):
        raise UnreadableActivityFile("The file is empty.")
    if is_zip(content):
        raise UnreadableActivityFile(_NO_ZIP)
    if is_fit(content):
        return read_fit(content)
    for start, advice in _FOREIGN:
        if content.startswith(start):
            raise UnreadableActivityFile(advice)
    root = root_name(content)
    if root:
        return _read_xml(root, content)
    if is_garmin_archive(content):
        return read_garmin_archive(content)
    return _read_list(content, answers)


def is_health_export(head: bytes) -> bool:
    return root_name(head) == "HealthData"


def is_recording(content: bytes) -> bool:
    """Whether these bytes begin like a single recorded activity."""
    return is_fit(content) or root_name(content) in ("gpx", "TrainingCenterDatabase")


def is_activity_list(content: bytes) -> bool:
    return is_strava_csv(content) or is_garmin_csv(content)


def _read_xml(root: str, content: bytes) -> ActivityFile:
    if root == "gpx":
        return read_gpx(content)
    if root == "TrainingCenterDatabase":
        return read_tcx(content)
    if root == "HealthData":
        return read_apple_health(io.BytesIO(without_margin(content)))
    raise UnreadableActivityFile(_ROOTS.get(root, f"This XML holds no activities that are known here. {_READ}"))


def _read_list(content: bytes, answers: Answers) -> ActivityFile:
    if is_strava_csv(content):
        return read_strava_csv(content, answers)
    if is_garmin_csv(content):
        return read_garmin_csv(content, answers)
    if content.lstrip()[:1] in (b"{", b"[") or b"\x00" in content[:4_000]:
        raise UnreadableActivityFile(f"This is no file of activities. {_READ}")
    # A list in an unknown language: its reader knows best what to say.
    return read_garmin_csv(content, answers)
