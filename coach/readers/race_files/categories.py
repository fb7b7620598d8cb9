"""Division and gender from category texts ("PRO MEN DOUBLES", "hyrox-men") and event codes ("HDP_…")."""

import re
from functools import lru_cache
from typing import NamedTuple

from .contract import Division, Gender

_WORD = re.compile(r"[^\W_]+")
_EVENT_CODE = re.compile(r"(HPRO|HDP|HMR|HD|HE|HA|H)(?:_.*)?", re.DOTALL)
_CODE_DIVISIONS: dict[str, Division] = {
    "H": "open",
    "HPRO": "pro",
    "HE": "pro",
    "HD": "doubles",
    "HDP": "pro_doubles",
    "HMR": "relay",
    "HA": "adaptive",
}
_GENDERS: dict[str, Gender] = {
    **dict.fromkeys(("men", "man", "male", "m", "herren", "männer", "mens"), "men"),
    **dict.fromkeys(("women", "woman", "female", "w", "f", "frauen", "damen", "womens"), "women"),
    **dict.fromkeys(("mixed", "mix", "x"), "mixed"),
}
_SINGLES = {"open", "regular", "single", "singles", "individual"}
_PRO = {"pro", "elite"}
_DOUBLES = {"doubles", "double", "doppel", "duo"}
_RELAY = {"relay", "staffel"}
_ADAPTIVE = {"adaptive"}
_SILENT = {
    *("hyrox", "team", "division", "overall", "age", "group", "s", "u", "monday", "tuesday", "wednesday"),
    *("thursday", "friday", "saturday", "sunday"),
}
_KNOWN = {*_GENDERS, *_SINGLES, *_PRO, *_DOUBLES, *_RELAY, *_ADAPTIVE, *_SILENT}
_AGE = re.compile(r"u?[0-9]{1,2}")


class Category(NamedTuple):
    """`division` and `gender` are None where the text does not tell; `problem` says why nothing fits."""

    division: Division | None
    gender: Gender | None
    problem: str | None = None


@lru_cache(maxsize=4096)
def parse_category(text: str, gender_text: str = "", event_code: str = "") -> Category:
    """What category, gender and event code of one row say together. An explicit text wins over the code.

    >>> parse_category("PRO MEN DOUBLES")
    Category(division='pro_doubles', gender='men', problem=None)
    >>> parse_category("MIXED").division, parse_category("", "M", "HDP_LR3").division
    ('doubles', 'pro_doubles')
    """
    words = _WORD.findall(text.casefold())
    unknown = [word for word in words if word not in _KNOWN and not _AGE.fullmatch(word)]
    if unknown:
        return Category(None, None, f"the category “{text.strip()[:60]}” is not known")
    genders = {_GENDERS[word] for word in (*words, *_WORD.findall(gender_text.casefold())) if word in _GENDERS}
    if len(genders) > 1:
        return Category(None, None, f"the row says both {' and '.join(sorted(genders))}")
    gender = next(iter(genders), None)
    division = _named_division(set(words)) or _code_division(event_code)
    if division is None:
        division = _implied_division(gender, has_text=bool(words))
    return _checked(division, gender)


def _named_division(words: set[str]) -> Division | None:
    if words & _ADAPTIVE:
        return "adaptive"
    if words & _RELAY:
        return "relay"
    if words & _DOUBLES:
        return "pro_doubles" if words & _PRO else "doubles"
    if words & _PRO:
        return "pro_doubles" if words & {"mixed", "mix", "x"} else "pro"
    return "open" if words & _SINGLES else None


def _code_division(event_code: str) -> Division | None:
    code = _EVENT_CODE.fullmatch(event_code.strip().upper())
    return _CODE_DIVISIONS[code[1]] if code else None


def _implied_division(gender: Gender | None, *, has_text: bool) -> Division | None:
    """A bare MEN or WOMEN is open, a bare MIXED is doubles; a gender column alone names no division."""
    if not has_text:
        return None
    return "doubles" if gender == "mixed" else "open"


def _checked(division: Division | None, gender: Gender | None) -> Category:
    if gender == "mixed" and division in ("open", "pro"):
        return Category(None, None, f"a single race ({division}) cannot be mixed")
    return Category(division, gender)


def is_elite(text: str) -> bool:
    return "elite" in _WORD.findall(text.casefold())
