"""Numbers with a unit in a text, in SI: what an answer says, and what its sources say."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final, NamedTuple

from coach.engines.clock import parse_clock
from coach.engines.quantity_units import CLOCK, EFFORT, NO_UNIT, REPS, SETS, UNIT_PATTERN, Kind, Unit, unit_of

NUMBER_WORDS: Final = {
    "once": 1, "one": 1, "twice": 2, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8,
    "nine": 9, "ten": 10, "eleven": 11, "twelve": 12, "fifteen": 15, "twenty": 20, "thirty": 30, "forty": 40,
    "sixty": 60, "ninety": 90,
}  # fmt: skip
_SPOKEN_MIN: Final = {"half an hour": 30, "an hour and a half": 90, "an hour": 60}
_GAP: Final = r"[ \t\u00a0\u202f]?"
# "m" is not the first letter of a word.
_AFTER: Final = r"(?![\w²³€$£])"
_SPACED: Final = UNIT_PATTERN.replace(" ", r"\ ")  # in a verbose pattern a bare space means nothing
_UNIT: Final = rf"{_GAP}-?(?:{_SPACED}){_AFTER}"
_FIND: Final = re.compile(
    rf"""(?:(?<![\w.,:/])(?<![a-z]-)|(?<=\dx))(?:
        (?P<date>\d{{4}}-\d\d-\d\d)(?!\d)
      | (?P<clock>\d{{1,3}}:\d\d(?::\d\d)?(?:[.,]\d{{1,2}}(?!\d))?)(?!:?\d)
        (?:(?P<of_day>{_GAP}[ap]\.?m\b)|(?P<clock_unit>{_UNIT}))?
      | (?P<h>\d{{1,2}}){_GAP}h{_GAP}(?P<h_min>[0-5]\d)(?:{_GAP}min(?:ute)?s?)?{_AFTER}
      | (?P<min>\d{{1,3}}){_GAP}min(?:ute)?s?{_GAP}(?P<min_s>[0-5]\d)(?!\w|[.,:]\d|{_GAP}(?:[-–x×/]|{_UNIT}))
      | (?P<number>\d{{1,3}}(?:,\d{{3}})+(?:\.\d+)?(?!\d)|\d+,\d{{1,2}}(?![\d,])|\d+(?:\.\d+)?)
        (?:(?P<by>{_GAP}[x×]{_GAP}(?=[\d(]))|(?P<number_unit>{_UNIT}))?
      | (?P<spoken>half\ an\ hour|an\ hour\ and\ a\ half|an\ hour)\b
      | \b(?P<word>{"|".join(NUMBER_WORDS)})\b(?P<word_unit>{_UNIT})?
    )""",
    re.IGNORECASE | re.VERBOSE,
)
# Where a number may begin: the long pattern is tried only there.
_BEGIN: Final = re.compile(rf"[0-9]+|\b(?:{'|'.join(NUMBER_WORDS)}|half an|an) ?\b", re.IGNORECASE)
_BEFORE_EFFORT: Final = re.compile(r"\b(?:rpe|effort|borg)(?: of| at| around| is|:)? ?$", re.IGNORECASE)
_BETWEEN: Final = re.compile(r"\s?-?\s?(?:[-–—,]|\bto\b|\bor\b|\band\b)\s?")
_TOGETHER: Final = re.compile(r",?\s?(?:and )?")
_NAMED: Final = re.compile(r"\b(?:zone|station|phase|source|level|stage|lane|wave) $", re.IGNORECASE)
_PARTS: Final = {"h": 0, "min": 1, "s": 2}
_ROUNDED: Final = ("distance", "mass", "time", "pace", "speed", "celsius")


class Quantity(NamedTuple):
    """`value` is in the unit of its kind, see quantity_units; `step` is one more in the last digit shown."""

    kind: Kind
    value: float
    unit: str
    step: float
    start: int
    end: int
    is_word: bool = False


class _Amount(NamedTuple):
    """A number as written; its unit may stand beside a neighbour."""

    number: float
    decimals: int
    unit: Unit
    start: int
    end: int
    is_word: bool = False

    @property
    def quantity(self) -> Quantity:
        unit = self.unit
        value = self.number * unit.scale + unit.offset
        return Quantity(unit.kind, value, unit.name, unit.scale / 10**self.decimals, *self[3:])


def quantities(text: str) -> list[Quantity]:
    """Every number with a unit, in order; the ends of a range count one by one. A bare m:ss or h:mm:ss is a time.

    In "3 x 8" and "3 sets of 8" the second number counts reps. Numbers without a unit, dates, ordinals and names
    such as "station 3" or "zone 2" are left out.

    Source: own grammar.

    >>> [(one.kind, one.value) for one in quantities("6–8 weeks at 4:45 /km, RPE 7, then 3 x 8 with 20 kg")]
    ... # doctest: +NORMALIZE_WHITESPACE
    [('time', 3628800.0), ('time', 4838400.0), ('pace', 285.0), ('effort', 7.0), ('sets', 3.0), ('reps', 8.0),
     ('mass', 20.0)]
    >>> [(one.kind, one.value) for one in quantities("Station 3 on 2026-03-04: 1,000 m in 4 min 12 s")]
    [('distance', 1000.0), ('time', 252.0)]
    >>> quantities("1. Run 7 in zone 2, the 3rd of 16 at 7:30 am")
    []
    """
    amounts = _joined(text, _with_neighbours(text, list(_amounts(text))))
    return [one.quantity for one in amounts if one.unit is not NO_UNIT and not _is_name(text, one.start)]


def is_same(said: Quantity, source: Quantity) -> bool:
    """Whether one says the other: exactly in the same unit, else rounded to the last digit that is shown.

    Rounding is for another unit only, such as kilometres in miles, and never makes more than 4 % of a length or
    weight and 2 % of a time. Days and weeks are exact.

    Source: this product: a number may be said in the reader's unit, but not made rounder.

    >>> def one(text): return quantities(text)[0]
    >>> is_same(one("3.1 mi"), one("5 km")), is_same(one("10 km"), one("9.8 km")), is_same(one("1.6 h"), one("95 min"))
    (True, False, True)
    """
    if said.kind != source.kind:
        return False
    gap = abs(said.value - source.value)
    if gap <= 1e-9 * max(1.0, abs(said.value)):
        return True
    if said.unit == source.unit or said.kind not in _ROUNDED or {"day", "week"} & {said.unit, source.unit}:
        return False
    share = 0.02 if said.kind == "time" else 0.04
    return gap <= said.step / 2 + 1e-9 and gap <= share * abs(source.value)


def _amounts(text: str) -> Iterator[_Amount]:
    place = 0
    while begin := _BEGIN.search(text, place):
        found = _FIND.match(text, begin.start())
        place = found.end() if found else begin.end()
        if found is None or found["date"]:
            continue
        amount = _clock(found) if found["clock"] else _amount(found)
        if amount is not None:
            yield amount._replace(unit=EFFORT) if _is_effort(text, amount) else amount


def _is_effort(text: str, amount: _Amount) -> bool:
    is_bare = amount.unit is NO_UNIT and not amount.is_word
    return is_bare and _BEFORE_EFFORT.search(text, max(0, amount.start - 16), amount.start) is not None


def _clock(found: re.Match[str]) -> _Amount | None:
    """None for a time of day and what is no time; before "h" two parts are hours and minutes."""
    unit = unit_of(found["clock_unit"])
    written = f"{found['clock']}:00" if unit.name == "h" else found["clock"]
    try:
        seconds = parse_clock(written)
    except ValueError:
        return None
    decimals = len(re.split("[.,]", found["clock"])[1]) if re.search("[.,]", found["clock"]) else 0
    if found["of_day"]:
        return None
    per = unit_of(unit.name.removeprefix("min"))
    return _Amount(seconds, decimals, per if per.kind == "pace" else CLOCK, found.start(), found.end())


def _amount(found: re.Match[str]) -> _Amount:
    start, end = found.start(), found.end()
    if found["h"]:
        return _Amount(int(found["h"]) * 3_600 + int(found["h_min"]) * 60, 0, CLOCK, start, end)
    if found["min"]:
        return _Amount(int(found["min"]) * 60 + int(found["min_s"]), 0, CLOCK, start, end)
    if found["spoken"]:
        return _Amount(_SPOKEN_MIN[found["spoken"].lower()], 0, unit_of("min"), start, end, is_word=True)
    if found["word"]:
        return _Amount(NUMBER_WORDS[found["word"].lower()], 0, unit_of(found["word_unit"]), start, end, is_word=True)
    number, decimals = _read(found["number"])
    unit = SETS if found["by"] and not decimals else unit_of(found["number_unit"])
    is_a_count_of_it = unit.name in ("/km", "/mi", "/500 m")
    is_decade = number >= 1_900 and (found["number_unit"] or "").lower() == "s"
    return _Amount(number, decimals, NO_UNIT if is_a_count_of_it or is_decade else unit, start, end)


def _read(written: str) -> tuple[float, int]:
    """The number, and how many decimals it shows.

    >>> _read("1,250.5"), _read("12,5"), _read("1,000")
    ((1250.5, 1), (12.5, 1), (1000.0, 0))
    """
    is_decimal_comma = re.fullmatch(r"\d+,\d{1,2}", written) is not None
    plain = written.replace(",", "." if is_decimal_comma else "")
    return float(plain), len(plain.partition(".")[2])


def _with_neighbours(text: str, amounts: list[_Amount]) -> list[_Amount]:
    """The unit of the second number of a range is the first one's too; after sets follow reps, after RPE more RPE."""
    listed: set[int] = set()
    for place in range(len(amounts) - 2, -1, -1):
        one, after = amounts[place], amounts[place + 1]
        gap = _BETWEEN.fullmatch(text, one.end, after.start)
        if gap and _takes(one, after) and (gap[0].strip() != "," or place in listed):
            amounts[place] = one._replace(unit=after.unit)
            listed.add(place - 1)
    for place in range(1, len(amounts)):
        before, one = amounts[place - 1], amounts[place]
        if one.unit is NO_UNIT:
            amounts[place] = one._replace(unit=_following(text[before.end : one.start], before.unit))
    for place in range(len(amounts) - 2, -1, -1):
        one, after = amounts[place], amounts[place + 1]
        if one.unit is NO_UNIT and after.unit is REPS and _BETWEEN.fullmatch(text, one.end, after.start):
            amounts[place] = one._replace(unit=REPS)
    return amounts


def _takes(one: _Amount, after: _Amount) -> bool:
    if one.unit is NO_UNIT:
        return after.unit is not SETS or one.number < 100
    return one.unit is CLOCK and after.unit.kind == "pace"


def _following(gap: str, unit: Unit) -> Unit:
    if unit is SETS and gap.strip() in ("", "of"):
        return REPS
    is_range = _BETWEEN.fullmatch(gap) is not None
    return unit if is_range and unit in (REPS, EFFORT) and gap.strip() not in (",", "and") else NO_UNIT


def _joined(text: str, amounts: list[_Amount]) -> Iterator[_Amount]:
    """1 h 30 min and 4 min 12 s are one time each."""
    held: _Amount | None = None
    for one in amounts:
        if held is not None and _continues(text, held, one):
            seconds = held.number * held.unit.scale + one.number * one.unit.scale
            held = _Amount(seconds, 0, CLOCK._replace(words=one.unit.name), held.start, one.end)
            continue
        if held is not None:
            yield held
        held = one
    if held is not None:
        yield held


def _continues(text: str, one: _Amount, after: _Amount) -> bool:
    last = _PARTS.get(one.unit.words if one.unit.name == "clock" else one.unit.name)
    part = _PARTS.get(after.unit.name)
    is_smaller = last is not None and part is not None and part > last and after.number < 60
    return is_smaller and _TOGETHER.fullmatch(text, one.end, after.start) is not None


def _is_name(text: str, start: int) -> bool:
    return _NAMED.search(text, max(0, start - 10), start) is not None
