"""Where the columns of Strava's `activities.csv` stand, and how its dates and numbers are written."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import NamedTuple

from .contract import DateOrder

# Headers in English and German. Of the headers that stand twice, the second is the exact one: metres, seconds.
_NAMES: dict[str, str] = {
    "activity id": "id", "aktivitats-id": "id",
    "activity date": "date", "aktivitatsdatum": "date",
    "activity name": "title", "name der aktivitat": "title",
    "activity type": "type", "aktivitatsart": "type",
    "filename": "file", "dateiname": "file",
    "elapsed time": "elapsed", "verstrichene zeit": "elapsed",
    "moving time": "moving", "bewegungszeit": "moving",
    "timer time": "timer",
    "distance": "distance", "distanz": "distance",
    "max speed": "max_speed", "hochstgeschw.": "max_speed",
    "elevation gain": "ascent", "hohenzunahme": "ascent",
    "elevation loss": "descent", "hohenunterschied": "descent",
    "average cadence": "cadence", "durchschnittliche trittfrequenz": "cadence",
    "max heart rate": "max_heart_rate", "max. herzfrequenz": "max_heart_rate",
    "average heart rate": "heart_rate", "durchschnittliche herzfrequenz": "heart_rate",
    "average watts": "power", "durchschnittliche watt": "power",
    "calories": "calories", "kalorien": "calories",
}  # fmt: skip
# The same in every language: the order of the columns, told by which headers stand twice.
_POSITIONS: dict[str, int] = {
    "id": 0, "date": 1, "title": 2, "type": 3, "file": 12, "elapsed": 15, "moving": 16, "distance": 17,
    "max_speed": 18, "ascent": 20, "descent": 21, "cadence": 29, "max_heart_rate": 30, "heart_rate": 31,
    "power": 33, "calories": 34,
}  # fmt: skip
_PAIRS = ((5, 15), (6, 17), (7, 30))
_NEEDED = frozenset(("id", "date", "type"))
_MONTHS = {
    prefix: number
    for number, prefixes in enumerate(
        ("jan ene gen", "feb fev", "mar mae maa mrt", "apr avr abr", "may mai mag mei maj", "jun juin giu",
         "jul juil lug", "aug aou ago", "sep set", "oct okt ott out", "nov", "dec dez dic"), start=1,
    )
    for prefix in prefixes.split()
}  # fmt: skip
_CLOCK = r",?\s+(?P<hour>\d{1,2}):(?P<minute>\d\d)(?::(?P<second>\d\d))?(?:\s*(?P<half>[ap])\.?m\.?)?"
_MONTH_FIRST = re.compile(r"(?P<month>[a-z]+)\.? (?P<day>\d{1,2}),? (?P<year>\d{4})" + _CLOCK)
_DAY_FIRST = re.compile(r"(?P<day>\d{1,2})\.? (?:de )?(?P<month>[a-z]+)\.?,? (?:de )?(?P<year>\d{4})" + _CLOCK)
_DOTTED = re.compile(r"(?P<day>\d{1,2})\.(?P<month>\d{1,2})\.(?P<year>\d{4})" + _CLOCK)
_SLASHED = re.compile(r"(?P<one>\d{1,2})/(?P<other>\d{1,2})/(?P<year>\d{4})" + _CLOCK)
_ISO = re.compile(r"(?P<year>\d{4})-(?P<month>\d\d)-(?P<day>\d\d)" + _CLOCK)
_NUMBER = re.compile(r"-?\d+(?:[.,]\d+)?")


class StravaColumns(NamedTuple):
    """Position of each known column; `language` is empty when the columns were told by their order alone."""

    positions: Mapping[str, int]
    language: str
    has_metres: bool


def strava_columns(header: Sequence[str]) -> StravaColumns | None:
    """The columns of a Strava list; None when this is none, or in a language whose shape is not known either."""
    folded = [_folded(name) for name in header]
    named = {_NAMES[name]: place for place, name in enumerate(folded) if name in _NAMES}
    language = "de" if "aktivitats-id" in folded else "en" if "activity id" in folded else ""
    distances = sum(_NAMES.get(name) == "distance" for name in folded)
    if named.keys() >= _NEEDED:
        return StravaColumns(named, language, distances > 1)
    has_shape = len(folded) > 34 and all(folded[one] and folded[one] == folded[other] for one, other in _PAIRS)
    return StravaColumns(_POSITIONS, "", has_metres=True) if has_shape else None


def strava_date(text: str, order: DateOrder | None) -> datetime | None:
    """A date as Strava writes it in several languages, without its zone, which is UTC; None when unreadable.

    >>> strava_date("Jun 4, 2024, 6:13:47\\u202fAM", None), strava_date("09.12.2022, 15:24:49", None)
    (datetime.datetime(2024, 6, 4, 6, 13, 47), datetime.datetime(2022, 12, 9, 15, 24, 49))
    """
    typed = " ".join(_folded(text).split())
    for pattern in (_ISO, _DOTTED, _MONTH_FIRST, _DAY_FIRST, _SLASHED):
        found = pattern.fullmatch(typed)
        if found is not None:
            return _moment({**found.groupdict()}, order)
    return None


def is_two_way_date(text: str) -> bool:
    """Whether day and month cannot be told apart, as in 3/4/2024."""
    found = _SLASHED.fullmatch(" ".join(_folded(text).split()))
    return found is not None and int(found["one"]) <= 12 and int(found["other"]) <= 12


def strava_number(text: str) -> float | None:
    """A number with a decimal point or comma; None for everything else.

    >>> strava_number("3519.4"), strava_number("3519,4"), strava_number("")
    (3519.4, 3519.4, None)
    """
    typed = text.strip()
    return float(typed.replace(",", ".")) if len(typed) < 30 and _NUMBER.fullmatch(typed) else None


def _moment(parts: dict[str, str | None], order: DateOrder | None) -> datetime | None:
    if "one" in parts:
        one, other = int(parts["one"] or 0), int(parts["other"] or 0)
        is_day_first = one > 12 or (order == "day_first" and other <= 12)
        day, month = (one, other) if is_day_first else (other, one)
    else:
        word = parts["month"] or ""
        day = int(parts["day"] or 0)
        month = int(word) if word.isdigit() else _MONTHS.get(word[:4], _MONTHS.get(word[:3], 0))
    hour = int(parts["hour"] or 0)
    if parts["half"] is not None:
        hour = hour % 12 + (12 if parts["half"] == "p" else 0)
    try:
        return datetime(  # noqa: DTZ001 - kept naive, as the contract says
            int(parts["year"] or 0), month, day, hour, int(parts["minute"] or 0), int(parts["second"] or 0)
        )
    except ValueError:
        return None


def _folded(text: str) -> str:
    """Without case, accents and the narrow spaces newer exports put before AM."""
    plain = unicodedata.normalize("NFKD", text.strip().casefold())
    return "".join(sign for sign in plain if not unicodedata.combining(sign))
