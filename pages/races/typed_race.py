"""What somebody types about a race, and the entry it becomes: every wrong field gets its own sentence."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from pydantic import ValidationError

from coach.engines.clock import format_clock, parse_clock
from coach.engines.splits import SPLITS
from data.races import RaceEntry
from pages.errors import field_messages

SHORTEST_FINISH_S, LONGEST_FINISH_S = 600, 36_000
LONGEST_SPLIT_S = 7_200
LONGEST_ROXZONE_S = 10_000
TIMES = (*SPLITS, "total", "roxzone", "penalty")
NAMES_OF_ENTRY = {"total_time_seconds": "total", "roxzone_seconds": "roxzone", "penalty_seconds": "penalty"}


@dataclass(frozen=True)
class TypedRace:
    """The form as it stands; `times` are texts by split, plus total, roxzone and penalty."""

    race_name: str = ""
    race_date: date | None = None
    location: str = ""
    division: str = "open"
    format: str = "singles"
    gender: str | None = None
    age_group: str | None = None
    status: str = "finished"
    is_simulation: bool = False
    penalty_note: str = ""
    conditions: str = ""
    notes: str = ""
    times: dict[str, str] = field(default_factory=dict)


class TypedTimes(NamedTuple):
    """Times that could be read in seconds, and a sentence for each that could not."""

    seconds: dict[str, float]
    messages: dict[str, str]


class ReadRace(NamedTuple):
    """The entry, or why there is none: a sentence per field, "" for the race as a whole."""

    entry: RaceEntry | None
    messages: dict[str, str]


def typed_race(entry: RaceEntry) -> TypedRace:
    """An entry as the form shows it."""
    times = {
        **{str(split): time_s for split, time_s in entry.splits.items()},
        "total": entry.total_time_seconds,
        "roxzone": entry.roxzone_seconds,
        "penalty": entry.penalty_seconds,
    }
    return TypedRace(
        race_name=entry.race_name,
        race_date=entry.race_date,
        location=entry.location or "",
        division=entry.division,
        format=entry.format,
        gender=entry.gender,
        age_group=entry.age_group,
        status=entry.status,
        is_simulation=entry.is_simulation,
        penalty_note=entry.penalty_note or "",
        conditions=entry.conditions or "",
        notes=entry.notes or "",
        times={name: typed_clock(time_s) for name, time_s in times.items() if time_s is not None},
    )


def typed_clock(time_s: float) -> str:
    """A time as it is typed; tenths stay.

    >>> typed_clock(270), typed_clock(260.5), typed_clock(5196)
    ('4:30', '4:20.5', '1:26:36')
    """
    tenths = round(time_s * 10) % 10
    if not tenths:
        return format_clock(time_s)
    return f"{format_clock(int(time_s))}.{tenths}"


def read_times(times: dict[str, str]) -> TypedTimes:
    """Every time somebody typed, read on its own; what is empty is left out."""
    seconds: dict[str, float] = {}
    messages: dict[str, str] = {}
    for name in TIMES:
        text = times.get(name, "").strip()
        if not text:
            continue
        try:
            seconds[name] = _read_time(name, text)
        except ValueError as wrong:
            messages[name] = str(wrong)
    return TypedTimes(seconds, messages)


def _read_time(name: str, text: str) -> float:
    time_s = parse_clock(text)
    if name == "total" and not SHORTEST_FINISH_S <= time_s <= LONGEST_FINISH_S:
        raise ValueError(f"{format_clock(time_s)} cannot be a finish: write it as h:mm:ss, for example 1:26:30")
    longest_s = LONGEST_ROXZONE_S if name == "roxzone" else LONGEST_SPLIT_S
    if name != "total" and time_s > longest_s:
        raise ValueError(f"{format_clock(time_s)} is longer than {format_clock(longest_s)}: check the time")
    if name in SPLITS and time_s < 1:
        raise ValueError("Leave it empty when you do not know the time: missing is never zero")
    return time_s


def read_race(typed: TypedRace) -> ReadRace:
    """The entry, when every field is right."""
    times = read_times(typed.times)
    messages = dict(times.messages)
    if not typed.race_name.strip():
        messages["race_name"] = "Give the race a name, for example Vienna 2026"
    if typed.gender is None:
        messages["gender"] = "Choose women, men or mixed"
    if messages:
        return ReadRace(None, messages)
    try:
        return ReadRace(RaceEntry.model_validate(_fields(typed, times.seconds)), {})
    except ValidationError as error:
        found = field_messages(error)
        return ReadRace(None, {NAMES_OF_ENTRY.get(name, name): message for name, message in found.items()})


def _fields(typed: TypedRace, seconds: dict[str, float]) -> dict[str, object]:
    return {
        "race_name": typed.race_name,
        "race_date": typed.race_date,
        "location": typed.location.strip() or None,
        "division": typed.division,
        "format": typed.format,
        "gender": typed.gender,
        "age_group": (typed.age_group or "").strip() or None,
        "status": typed.status,
        "is_simulation": typed.is_simulation,
        "penalty_note": typed.penalty_note.strip() or None,
        "conditions": typed.conditions.strip() or None,
        "notes": typed.notes.strip() or None,
        "total_time_seconds": seconds.get("total"),
        "roxzone_seconds": seconds.get("roxzone") or None,
        "penalty_seconds": seconds.get("penalty"),
        "splits": {split: seconds[split] for split in SPLITS if split in seconds},
    }
