"""Event names and seasons as files write them: "s8-2025-melbourne" is "2025 Melbourne", season 8."""

import re
from functools import lru_cache
from typing import NamedTuple

_SEASON_WORD = re.compile(r"s([0-9]{1,2})")
_SEASON_CELL = re.compile(r"(?:season|s)?\s*([0-9]{1,2})(?:\.0)?")
_SEASON_YEARS = re.compile(r"(?:20)?([0-9]{2})\s*/\s*(?:20)?([0-9]{2})")
_YEAR = re.compile(r"20[0-9]{2}")
_LETTERS = re.compile(r"[^\W\d_]+")
_SMALL_WORDS = {"de", "del", "la", "da", "do", "of", "the", "and", "am"}
_CAPITALS = {"i", "ii", "iii", "iv", "dc", "uk", "usa", "nyc"}
_LONGEST_NAME = 120
_LONGEST_CITY = 110
_SEASON_ONE_STARTS = 18


class Event(NamedTuple):
    """`name` is "2025 Paris", or just the city when no year was written."""

    name: str
    season: int | None
    has_year: bool


@lru_cache(maxsize=4096)
def parse_event(text: str) -> Event | None:
    """The event a text names, or None when it names no place.

    >>> parse_event("s8-2025-melbourne"), parse_event("Anaheim 2025").name, parse_event("2025 RIO DE JANEIRO").name
    (Event(name='2025 Melbourne', season=8, has_year=True), '2025 Anaheim', '2025 Rio de Janeiro')
    """
    spaced = " ".join(text.split())[:_LONGEST_NAME]
    words = spaced.split(" ") if " " in spaced else re.split(r"[-_]", spaced)
    season, year, place = None, None, []
    for word in (word.strip(",;:|") for word in words):
        season_word = _SEASON_WORD.fullmatch(word.casefold())
        if season_word and season is None:
            season = int(season_word[1])
        elif _YEAR.fullmatch(word) and year is None:
            year = word
        elif word and word.casefold() != "hyrox":
            place.append(word)
    city = _city(" ".join(place))[:_LONGEST_CITY].strip()
    if not _LETTERS.search(city):
        return None
    return Event(f"{year} {city}" if year else city, season, year is not None)


def parse_season(text: str) -> int | None:
    """The season number of a cell: "7", "S7", "2024/25".

    >>> parse_season("7"), parse_season("S8"), parse_season("2024/25"), parse_season("winter")
    (7, 8, 7, None)
    """
    cell = text.strip().casefold()
    years = _SEASON_YEARS.fullmatch(cell)
    if years and int(years[1]) >= _SEASON_ONE_STARTS and int(years[2]) == int(years[1]) + 1:
        return int(years[1]) - _SEASON_ONE_STARTS + 1
    number = _SEASON_CELL.fullmatch(cell)
    return int(number[1]) if number and int(number[1]) > 0 else None


def event_in_heading(heading: str) -> str | None:
    """The part of a page heading that names an event with its year.

    >>> event_in_heading("Results: 2024 Glasgow / HYROX")
    '2024 Glasgow'
    """
    for part in re.split(r"[:/|]", heading[:300]):
        event = parse_event(part)
        if event is not None and event.has_year:
            return part.strip()
    return None


def _city(place: str) -> str:
    """Readable capitals, only when the text has none or nothing else."""
    if not (place.isupper() or place.islower()):
        return place
    return _LETTERS.sub(lambda word: _capitalised(word[0].lower(), is_first=word.start() == 0), place)


def _capitalised(word: str, *, is_first: bool) -> str:
    if word in _CAPITALS:
        return word.upper()
    return word if word in _SMALL_WORDS and not is_first else word.capitalize()
