"""What a column header means: which metric or field, and which unit it names."""

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import Literal, NamedTuple

from coach.engines.splits import RUNS, SPLITS, STATIONS

Unit = Literal["s", "min"]

TRANSITIONS = tuple(f"roxzone_{number}" for number in range(1, 9))
TIME_FIELDS = (*SPLITS, *TRANSITIONS, "roxzone_printed", "runs_total", "stations_total", "total_seconds")
EVENT_FIELDS = ("event_name", "event", "venue", "location", "city")

_ALIASES: dict[str, tuple[str, ...]] = {
    "ski_erg": ("skierg", "ski", "skiergometer", "work1"),
    "sled_push": ("sledpush", "schlittenschieben", "work2"),
    "sled_pull": ("sledpull", "schlittenziehen", "work3"),
    "burpee_broad_jump": (
        *("burpeebroadjump", "burpeebroadjumps", "burpeesbroadjump", "burpeesbroadjumps", "burpeebj"),
        *("burpees", "burpee", "broadjump", "broadjumps", "bbj", "work4"),
    ),
    "row": ("row", "rowing", "rowerg", "rower", "rudererg", "rudern", "work5"),
    "farmers_carry": ("farmerscarry", "farmercarry", "farmerswalk", "farmers", "work6"),
    "sandbag_lunges": ("sandbaglunges", "sandbaglunge", "lunges", "lunge", "work7"),
    "wall_balls": ("wallballs", "wallball", "work8"),
    "roxzone_printed": ("roxzone", "roxzonetotal", "totalroxzone", "rox", "roxtotal"),
    "runs_total": ("run", "runtotal", "runningtotal", "runstotal", "totalrun", "totalrunning", "running", "laufgesamt"),
    "stations_total": ("work", "worktotal", "workingtotal", "workoutstotal", "workouttotal", "stationstotal"),
    "total_seconds": (
        *("total", "overall", "finish", "finishtotal", "official"),
        *("gesamt", "gesamtzeit", "endzeit", "zielzeit", "net", "netto", "chip", "overalltotal"),
    ),
    "time": ("time", "zeit"),
    "name": (
        *("name", "names", "member", "members", "athlete", "athletes", "athletename", "participant"),
        *("fullname", "teilnehmer"),
    ),
    "age_group": ("agegroup", "ageclass", "altersklasse", "ak"),
    "nationality": ("nat", "nation", "nationality", "nationalities"),
    "source_id": ("idp", "resultid"),
    "url": ("url", "link", "resulturl"),
    "category": ("category", "kategorie", "racecategory", "racetype"),
    "division": ("division", "klasse", "wettbewerb"),
    "gender": ("gender", "sex", "geschlecht"),
    "event_code": ("eventcode", "eventid"),
    "event_name": ("eventname", "eventoccurrence", "racename"),
    "event": ("event", "race", "veranstaltung"),
    "venue": ("venue",),
    "location": ("location", "ort"),
    "city": ("city", "stadt"),
    "year": ("year", "jahr"),
    "season": ("season", "saison"),
    "status": ("status", "resultstatus", "finishstatus"),
    "rank": ("rank", "place", "platz", "rang", "position", "pos"),
    "penalty": ("penalty", "penalties", "judgespenalty", "strafe", "zeitstrafe", "strafzeit"),
}
_FIELD_OF = {alias: field for field, aliases in _ALIASES.items() for alias in aliases}
_FIELD_OF |= {f"{word}{run[-1]}": run for run in RUNS for word in ("run", "running", "lauf", "laufen")}
_FIELD_OF |= {f"{word}{n}": name for n, name in enumerate(STATIONS, start=1) for word in ("workout", "station")}
_FIELD_OF |= {f"{word}{name[-1]}": name for name in TRANSITIONS for word in ("roxzone", "rox")}

_UNITS: dict[str, Unit] = {
    **dict.fromkeys(("s", "sec", "secs", "second", "seconds", "sek", "sekunden"), "s"),
    **dict.fromkeys(("min", "mins", "minute", "minutes", "minuten"), "min"),
}
_ORDER_PREFIX = re.compile(r"^[\s\ufeff]*[0-9]{1,2}_+(?=\D|[0-9]+\s*[mx])")
_AMOUNT = re.compile(r"(?<![a-z0-9])(?:[0-9]+\s*x\s*)?[0-9]+(?:[.,][0-9]+)?\s*(?:m|km|reps|x)(?![a-z0-9])")
_WORD = re.compile(r"[^\W_]+")
_LONGEST_HEADER = 80


class Header(NamedTuple):
    """`field`: one of TIME_FIELDS, "time" (a total if nothing better is there) or a text field."""

    field: str
    unit: Unit | None = None


@lru_cache(maxsize=4096)
def header_meaning(text: str) -> Header | None:
    """The meaning of a header, or None when the column is not read.

    >>> header_meaning("1000m SkiErg"), header_meaning("16_Wall Balls").field, header_meaning("Best Run Lap")
    (Header(field='ski_erg', unit=None), 'wall_balls', None)
    >>> header_meaning("Overall_Time_Sec"), header_meaning("run_1_place")
    (Header(field='total_seconds', unit='s'), None)
    """
    if len(text) > _LONGEST_HEADER:
        return None
    words = _WORD.findall(_AMOUNT.sub(" ", _ORDER_PREFIX.sub("", text.casefold())))
    placed = [word for word in words if _FIELD_OF.get(word) == "rank"]
    if placed:
        return _rank_column([word for word in words if word not in placed])
    unit = _UNITS.get(words[-1]) if len(words) > 1 else None
    if unit:
        words = words[:-1]
    if len(words) > 1 and words[-1] in ("time", "zeit"):
        words = words[:-1]
    name = "".join(words)
    field = _FIELD_OF.get(name) or _FIELD_OF.get(name.removesuffix("time"))
    if field is None:
        return None
    return Header(field, unit if field in TIME_FIELDS or field == "time" else None)


def _rank_column(others: Sequence[str]) -> Header | None:
    """A rank may say DNF; the place within one split says nothing we keep."""
    return None if _FIELD_OF.get("".join(others)) in TIME_FIELDS else Header("rank")


class Layout(NamedTuple):
    """Which columns carry which field; a field may stand in several columns, best first."""

    columns: dict[str, list[int]]
    units: dict[int, Unit | None]

    def first(self, field: str) -> int | None:
        places = self.columns.get(field)
        return places[0] if places else None


def column_layout(headers: Sequence[str]) -> Layout:
    columns: dict[str, list[int]] = {}
    units: dict[int, Unit | None] = {}
    for place, text in enumerate(headers):
        meaning = header_meaning(text)
        if meaning is not None:
            columns.setdefault(meaning.field, []).append(place)
            units[place] = meaning.unit
    lone_time = columns.pop("time", [])
    if lone_time and "total_seconds" not in columns:
        columns["total_seconds"] = lone_time
    return Layout(columns, units)


def header_score(headers: Sequence[str]) -> int:
    """How many columns we know; 0 unless one is an official time or three are splits."""
    meanings = [meaning.field for meaning in map(header_meaning, headers) if meaning]
    splits = len(set(meanings).intersection(SPLITS))
    has_total = "total_seconds" in meanings or "time" in meanings
    return len(meanings) if len(meanings) > 1 and (has_total or splits >= 3) else 0
