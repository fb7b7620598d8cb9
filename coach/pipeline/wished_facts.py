"""What a sentence asks to remember, as a name and a value."""

from __future__ import annotations

import re
from typing import Any, Final

from coach.engines.quantities import quantities
from coach.readers.training_text.exercises import named_exercises

_REMEMBER: Final = re.compile(
    r"^(?:please |also )*(?:remember|keep in mind|note|don'?t forget|make a note|bear in mind)(?: "
    r"(?:this|that))?(?: down)?[:, ]+"
)
_MAXIMUM: Final = re.compile(r"\b(?:1 ?rm|one[- ]rep max|max)\b")
_BEST: Final = re.compile(
    r"^my (?P<name>(?:current )?(?:[a-z0-9 ./-]{1,40} )?(?:pb|pr|personal best|personal record|best(?: "
    r"time)?))(?: is| was|:| stands at) (?P<value>.+)$"
)
_KNOWN: Final = re.compile(
    r"^my (?P<name>(?:max(?:imum)? |resting |average |lactate |anaerobic )?(?:heart ?rate|hr|pulse)(?: "
    r"max)?|max ?hr|rhr|ftp|"
    r"threshold (?:pace|heart rate|power)|vo2 ?max|hrv|shoe size|critical power|css)(?: is| was|:) (?P<value>.+)$"
)
_MY_IS: Final = re.compile(r"^my (?P<name>[^,.:]{2,60}?)(?: is| are|:) (?P<value>.+)$")
_PREFER: Final = re.compile(
    r"^i (?:really |usually )?(?:prefer|like) (?:to train |training )?(?:in the |at )?(mornings?|"
    r"evenings?|midday|lunch(?: ?time)?|noon)\b"
)
_LIKES: Final = re.compile(r"^i (?:really )?(?P<how>prefer|hate|dislike|love|can't stand) (?P<what>.{3,60})$")
_AM: Final = re.compile(
    r"^i(?:'m| am) (?P<what>(?:lactose|gluten|fructose|histamine)[- ]intolerant|(?:a )?(?:vegetarian|"
    r"vegan|pescatarian|coeliac|celiac)|"
    r"allergic to .{2,50}|left[- ]handed|right[- ]handed|colou?r[- ]?blind|on night shifts?|a shift worker)\b"
)
_AVOID: Final = re.compile(
    r"^i (?P<what>(?:don'?t|do not|never|can'?t|cannot) (?:eat|drink|train|run|swim|have) .{2,60})$"
)
_LONGEST_NAME, _LONGEST_VALUE = 60, 300


def wished_fact(text: str, spoken: str) -> dict[str, Any] | None:
    """The fields of a fact, or None when nothing is to be kept. Without "remember" only well-known facts count.

    >>> wished_fact("my 1rm deadlift is 140 kg", "My 1RM deadlift is 140 kg")
    {'name': '1RM deadlift', 'value': '140', 'unit': 'kg'}
    >>> wished_fact("i'm lactose intolerant.", "I'm lactose intolerant.")
    {'name': 'Lactose intolerant', 'value': 'yes'}
    """
    asked = _REMEMBER.match(text)
    said, shown = (text[asked.end() :], spoken[asked.end() :]) if asked else (text, spoken)
    said, shown = said.rstrip(" .!"), shown.rstrip(" .!")
    fact = _maximum(said) or _known(said, shown) or _trait(said, shown)
    if fact is not None or asked is None or len(said) < 3:
        return fact
    own = _MY_IS.match(said)
    if own:
        return _fact(shown[own.start("name") : own.end("name")], shown[own.start("value") : own.end("value")])
    return {"name": _capital(_cut(shown, _LONGEST_NAME)), "value": _cut(shown, _LONGEST_VALUE)}


def _maximum(said: str) -> dict[str, Any] | None:
    found = named_exercises(said)
    loads = [one for one in quantities(said) if one.kind == "mass" and one.unit in ("kg", "lb")]
    is_mine = re.match(r"my\b", said) and re.search(r"\bis\b|:", said)
    if not (found and loads and is_mine and _MAXIMUM.search(said)):
        return None
    number = said[loads[0].start : loads[0].end]
    amount = re.match(r"[\d.,]+", number)
    return {"name": f"1RM {found[0].name.lower()}", "value": amount[0] if amount else number, "unit": loads[0].unit}


def _known(said: str, shown: str) -> dict[str, Any] | None:
    for pattern in (_BEST, _KNOWN):
        own = pattern.match(said)
        if own and re.search(r"\d", own["value"]):
            return _fact(shown[own.start("name") : own.end("name")], shown[own.start("value") : own.end("value")])
    return None


def _trait(said: str, shown: str) -> dict[str, Any] | None:
    time = _PREFER.match(said)
    if time:
        return {"name": "Preferred training time", "value": time[1]}
    for pattern in (_AM, _AVOID):
        own = pattern.match(said)
        if own:
            name = shown[own.start("what") : own.end("what")]
            return {"name": _capital(re.sub(r"^an? ", "", name)), "value": "yes"}
    liked = _LIKES.match(said)
    if liked and not re.search(r"\b(?:it|that|this|you|when|how)\b", liked["what"]):
        return {"name": f"{liked['how'].capitalize()}s {liked['what']}"[:_LONGEST_NAME], "value": "yes"}
    return None


def _fact(name: str, value: str) -> dict[str, Any]:
    """A value that is one number has its unit beside it."""
    number = re.fullmatch(r"(\d+(?:[.,]\d+)?) ?(kg|lbs?|bpm|w|watts|ms|min|km|cm|%)", value.strip(), re.IGNORECASE)
    if number:
        return {"name": _capital(name.strip()), "value": number[1], "unit": number[2]}
    return {"name": _capital(name.strip()), "value": _cut(value.strip(), _LONGEST_VALUE)}


def _cut(text: str, most: int) -> str:
    return text if len(text) <= most else f"{text[: most - 1].rsplit(' ', 1)[0]}…"


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
