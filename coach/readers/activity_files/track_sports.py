"""What platforms call a sport, in a word, to our families: GPX and TCX, Strava, Apple Health, Garmin's archive."""

from __future__ import annotations

import re
import unicodedata

from .contract import Family

_WORDS: dict[Family, str] = {
    "run": (
        "run running trailrun trailrunning treadmill treadmillrunning virtualrun indoorrun indoorrunning trackrunning"
        " streetrunning ultrarun ultrarunning obstaclerun jog jogging wheelchairrunpace 9"
        " lauf laufen traillauf virtuellerlauf laufband"
    ),
    "walk": (
        "walk walking casualwalking speedwalking indoorwalking wheelchairwalkpace 10 gehen spaziergang walken"
    ),
    "hike": "hike hiking mountaineering snowshoe snowshoeing rucking 4 wandern wanderung schneeschuhwandern",
    "strength": (
        "strength strengthtraining weighttraining traditionalstrengthtraining functionalstrengthtraining coretraining"
        " krafttraining gewichtstraining"
    ),
    "cardio": (
        "cardio indoorcardio cardiotraining workout hiit highintensityintervaltraining crossfit crosstraining"
        " mixedcardio mixedmetaboliccardiotraining elliptical stairclimbing stairstepper stairs steptraining"
        " jumprope boxing kickboxing fitnessequipment fitnessgaming ellipse crosstrainer treppensteiger training"
    ),
    "row": "row rowing indoorrowing virtualrow rowingv2 rudern virtuellesrudern",
    "bike": (
        "ride bike biking cycling virtualride indoorcycling roadbiking roadcycling mountainbiking mountainbikeride"
        " gravelcycling gravelride ebikeride emountainbikeride cyclocross trackcycling handcycle handcycling velomobile"
        " spin bmx 1 radfahrt radfahren virtuelleradfahrt mountainbikefahrt gravelfahrt ebikefahrt"
    ),
    "swim": (
        "swim swimming lapswimming poolswim openwater openwaterswimming schwimmen"
    ),
    "mobility": "yoga pilates flexibility flexibilitytraining mobility barre breathwork mindandbody cooldown dehnen",
}  # fmt: skip
_FAMILIES: dict[str, Family] = {word: family for family, words in _WORDS.items() for word in words.split()}
_INDOOR_PARTS = ("indoor", "treadmill", "virtual", "virtuell", "laufband", "lapswimming", "poolswim", "elliptical")
_NO_LETTER = re.compile(r"[^a-z0-9]")


def sport_word(text: str) -> str:
    """A sport's name without case, accents, spaces and signs.

    >>> sport_word("Trail Run"), sport_word("treadmill_running"), sport_word("E-Bike Ride")
    ('trailrun', 'treadmillrunning', 'ebikeride')
    """
    folded = unicodedata.normalize("NFKD", text.casefold())
    return _NO_LETTER.sub("", "".join(sign for sign in folded if not unicodedata.combining(sign)))


def family_of_word(text: str) -> Family:
    """The family of a sport by its name; `other` for what is not known.

    >>> family_of_word("Trail Run"), family_of_word("strength_training"), family_of_word("Quidditch")
    ('run', 'strength', 'other')
    """
    return _FAMILIES.get(sport_word(text), "other")


def is_indoor_word(text: str) -> bool:
    return any(part in sport_word(text) for part in _INDOOR_PARTS)
