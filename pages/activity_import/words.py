"""What the import page calls files and units, and how the files are got from where they are."""

from __future__ import annotations

from datetime import date

from coach.readers.activity_files.contract import DateOrder, DistanceUnit
from data.activities import FileKind
from pages.split_view.cells import date_cell

UNITS: dict[DistanceUnit, str] = {"km": "Kilometres", "mi": "Miles"}
DATE_ORDERS: dict[DateOrder, str] = {"day_first": "Day first (31/12)", "month_first": "Month first (12/31)"}
KINDS: dict[FileKind, str] = {
    "garmin_csv": "Garmin Connect list",
    "garmin_archive": "Garmin account archive",
    "strava_csv": "Strava list",
    "apple_health": "Apple Health",
    "fit": "FIT recording",
    "tcx": "TCX recording",
    "gpx": "GPX recording",
}
LANGUAGES: dict[str, str] = {
    "en": "English", "de": "German", "es": "Spanish", "pt": "Portuguese", "fr": "French", "it": "Italian",
    "da": "Danish", "sv": "Swedish", "no": "Norwegian", "nl": "Dutch", "pl": "Polish", "hu": "Hungarian",
}  # fmt: skip
HOW_TO: dict[str, str] = {
    "Garmin Connect": (
        "On a computer, open connect.garmin.com, then **Activities → All Activities**. **Scroll down to the end**, "
        "because only the rows that were loaded are exported. Then choose **Export CSV** at the top right. "
        "The whole account also comes as a zip archive, from **Account → Data Management → Export Your Data**."
    ),
    "Strava": (
        "On a computer, open **Settings → My Account → Download or Delete Your Account**, and under "
        "*Download Request* ask for your archive. It arrives by e-mail as a zip file; import it as it is."
    ),
    "Apple Health": (
        "On the iPhone, open **Health**, tap your picture, then **Export All Health Data**. "
        "Import the zip file as it is."
    ),
    "Files of a watch": (
        "FIT, TCX and GPX files of single activities, as they are or together in one zip file. They also bring laps, "
        "pace and heart rate over the distance. On many watches they lie in the folder *Activity*."
    ),
}


def size_text(size_bytes: int) -> str:
    """
    >>> size_text(820), size_text(31_067), size_text(12_400_000)
    ('1 kB', '31 kB', '12.4 MB')
    """
    if size_bytes < 1_000_000:
        return f"{max(1, round(size_bytes / 1000)):,} kB"
    return f"{size_bytes / 1_000_000:.1f} MB"


def span_text(first: date, last: date) -> str:
    """
    >>> span_text(date(2026, 3, 1), date(2026, 3, 14)), span_text(date(2026, 3, 1), date(2026, 3, 1))
    ('1 Mar 2026 to 14 Mar 2026', '1 Mar 2026')
    """
    days = list(dict.fromkeys((date_cell(first), date_cell(last))))
    return " to ".join(days)


def counted(number: int, noun: str, plural: str = "") -> str:
    """
    >>> counted(1, "activity", "activities"), counted(2_210, "run")
    ('1 activity', '2,210 runs')
    """
    return f"{number:,} {noun if number == 1 else plural or f'{noun}s'}"
