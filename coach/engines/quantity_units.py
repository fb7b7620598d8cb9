"""The units athletes write, each with what it is in SI."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final, Literal, NamedTuple

from coach.engines.units import KG_PER_LB, M_PER_KM, M_PER_MILE

Kind = Literal[
    "distance", "mass", "time", "months", "pace", "speed", "pct", "bpm", "watt", "kcal", "reps", "sets", "g_per_kg",
    "effort", "celsius", "litre", "oxygen", "per_week", "none",
]  # fmt: skip


class Unit(NamedTuple):
    """`scale` and `offset` make m, kg, s, months, s per km, km/h, %, bpm, W, kcal, g/kg, of 10, °C, l, ml/kg/min."""

    name: str
    kind: Kind
    scale: float = 1.0
    words: str = ""
    offset: float = 0.0


NO_UNIT: Final = Unit("", "none")
CLOCK: Final = Unit("clock", "time")
EFFORT: Final = Unit("of 10", "effort", 1.0, r"(?:/|of |out of ) ?10")
REPS: Final = Unit(
    "reps", "reps", 1.0, r"reps?|repetitions?|wall ?balls?|burpees?|push-?ups?|pull-?ups?|lunges?|squats?|swings?"
)
SETS: Final = Unit("sets", "sets", 1.0, r"sets?|rounds?|intervals?|repeats?")
_SECOND, _MINUTE, _KM = r"s(?:ec(?:ond)?s?)?", r"min(?:ute)?s?", r"km|kilomet(?:re|er)"
_A_WEEK = r"(?:a|per|each|every|/) ?week"
# Pounds, miles, yards, feet and inches: exact by the international agreement of 1959. A calorie of food or of a
# machine is a kilocalorie. A month is no fixed number of days, so it stays a month.
UNITS: Final = (
    Unit("km/h", "speed", 1.0, r"km/h|kmh|kph|(?:kilomet(?:re|er)s?|km) per hour"),
    Unit("mph", "speed", M_PER_MILE / M_PER_KM, r"mph|miles? per hour"),
    Unit("min/km", "pace", 60.0, rf"{_MINUTE} ?(?:/|per ?) ?(?:{_KM})"),
    Unit("min/mi", "pace", 60 * M_PER_KM / M_PER_MILE, rf"{_MINUTE} ?(?:/|per ?) ?mi(?:le)?"),
    Unit("s/km", "pace", 1.0, rf"{_SECOND} ?(?:/|per ?) ?(?:{_KM})"),
    Unit("/km", "pace", 1.0, rf"(?:/|per ?|a ) ?(?:{_KM})"),
    Unit("/mi", "pace", M_PER_KM / M_PER_MILE, r"(?:/|per ?|a ) ?mi(?:le)?"),
    Unit("/500 m", "pace", 2.0, r"(?:/|per ?) ?500 ?m(?:et(?:re|er)s?)?"),
    Unit("ml/kg/min", "oxygen", 1.0, r"ml ?/ ?kg ?/ ?min"),
    Unit("mg/kg", "g_per_kg", 0.001, r"mg ?(?:/|per) ?(?:kg|kilogram)"),
    Unit("g/kg", "g_per_kg", 1.0, r"(?:g|grams?) ?(?:/|per) ?(?:kg|kilogram)"),
    Unit("per week", "per_week", 1.0, rf"(?:x|times|sessions?|workouts?|runs|days?) ?{_A_WEEK}|{_A_WEEK}"),
    Unit("km", "distance", M_PER_KM, r"km|kms|k(?! ?(?:steps|followers|people|finishers))|kilomet(?:re|er)s?"),
    Unit("mi", "distance", M_PER_MILE, r"mi|miles?"),
    Unit("cm", "distance", 0.01, r"cm|centimet(?:re|er)s?"),
    Unit("mm", "distance", 0.001, r"mm|millimet(?:re|er)s?"),
    Unit("ft", "distance", 0.3048, r"ft|feet|foot"),
    Unit("inch", "distance", 0.0254, r"inch(?:es)?"),
    Unit("yd", "distance", 0.9144, r"yds?|yards?"),
    Unit("kg", "mass", 1.0, r"kgs?|kilos?|kilograms?"),
    Unit("lb", "mass", KG_PER_LB, r"lbs?|pounds?"),
    Unit("mg", "mass", 1e-6, r"mg|milligrams?"),
    Unit("month", "months", 1.0, r"months?"),
    Unit("year", "months", 12.0, r"years?|yrs?"),
    Unit("min", "time", 60.0, _MINUTE),
    Unit("ml", "litre", 0.001, r"ml|millilit(?:re|er)s?"),
    Unit("l", "litre", 1.0, r"l|lit(?:re|er)s?"),
    Unit("m", "distance", 1.0, r"m|met(?:re|er)s?"),
    Unit("g", "mass", 0.001, r"g|grams?"),
    Unit("week", "time", 604_800.0, r"weeks?|wks?"),
    Unit("day", "time", 86_400.0, r"days?"),
    Unit("h", "time", 3_600.0, r"h|hrs?|hours?"),
    Unit("s", "time", 1.0, _SECOND),
    Unit("%", "pct", 1.0, r"%|per ?cent|percentage points?"),
    Unit("bpm", "bpm", 1.0, r"bpm|beats(?: (?:per|a) minute)?"),
    Unit("W", "watt", 1.0, r"w|watts?"),
    Unit("kcal", "kcal", 1.0, r"kcal|calories|cals?"),
    Unit("°C", "celsius", 1.0, r"° ?c|degrees(?: celsius| c)?|celsius"),
    Unit("°F", "celsius", 5 / 9, r"° ?f|degrees (?:fahrenheit|f)|fahrenheit", -32 * 5 / 9),
    REPS,
    SETS,
    EFFORT,
)
UNIT_PATTERN: Final = "|".join(unit.words for unit in UNITS)
_COMPILED: Final = [(re.compile(unit.words, re.IGNORECASE), unit) for unit in UNITS]


@lru_cache(maxsize=512)
def unit_of(words: str | None) -> Unit:
    """The unit of these words, NO_UNIT when there are none.

    Source: UNITS.

    >>> [unit_of(words).name for words in ("Miles", "minutes per km", "-minute", "lbs")], unit_of("apples") is NO_UNIT
    (['mi', 'min/km', 'min', 'lb'], True)
    """
    bare = (words or "").strip(" \t\u00a0\u202f-")
    return next((unit for pattern, unit in _COMPILED if pattern.fullmatch(bare)), NO_UNIT)
