"""The signs that stand in one text, after the exceptions."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from coach.pipeline.safety.condition_signs import CONDITION_SIGNS
from coach.pipeline.safety.emergency_signs import EMERGENCY_SIGNS
from coach.pipeline.safety.exceptions import (
    Place,
    concerns_nobody,
    is_cleared,
    is_denied,
    is_feared,
    is_general,
    is_others,
    past_of,
)
from coach.pipeline.safety.guided_signs import GUIDED_SIGNS
from coach.pipeline.safety.minors import is_minor
from coach.pipeline.safety.patterns import Sign
from coach.pipeline.safety.symptom_signs import SYMPTOM_SIGNS
from coach.pipeline.safety.wording import END, LINE, plain
from data.messages import SafetyLevel

PAST_RED_FLAG, PAST_EATING_DISORDER = "past_red_flag", "past_eating_disorder"
MOST_PLACES = 200  # of one sign in one text
ENDS = re.compile(rf" [{END}{LINE}] ")


class Finding(NamedTuple):
    """A sign that counts."""

    name: str
    level: SafetyLevel
    is_blocking: bool
    is_others: bool = False


@lru_cache(maxsize=256)
def findings(text: str) -> tuple[Finding, ...]:
    """Every sign of a text once."""
    said = plain(text)
    words = frozenset(said.split())
    found: dict[Finding, None] = {}
    for sign in (*EMERGENCY_SIGNS, *CONDITION_SIGNS, *SYMPTOM_SIGNS):
        if not sign.words.needed.isdisjoint(words):
            found.update(dict.fromkeys(_of_sign(sign, said)))
    for sign in GUIDED_SIGNS:
        if not sign.words.needed.isdisjoint(words) and sign.words.search.search(said):
            found[Finding(sign.name, sign.level, is_blocking=False)] = None
    if is_minor(said):
        found[Finding("minor", "none", is_blocking=False)] = None
    return tuple(found)


def _of_sign(sign: Sign, said: str) -> Iterator[Finding]:
    for number, match in enumerate(sign.words.search.finditer(said)):
        place = _place(said, match)
        if number >= MOST_PLACES:
            return
        if _is_apart(sign, place) or is_denied(place) or is_feared(sign, place) or is_general(sign, place):
            continue
        of_others = is_others(place)
        if of_others and concerns_nobody(sign, place, said):
            continue
        past = past_of(sign, place)
        if past == "partly":
            yield Finding(PAST_RED_FLAG, "undiagnosed", is_blocking=True, is_others=of_others)
        elif past == "wholly" and sign.name == "eating_disorder" and not of_others:
            yield Finding(PAST_EATING_DISORDER, "none", is_blocking=False)
        elif past == "no":
            blocks = (
                sign.level == "emergency" or sign.is_blocking or (sign.level == "diagnosed" and not is_cleared(said))
            )
            yield Finding(sign.name, sign.level, blocks, of_others)


def _is_apart(sign: Sign, place: Place) -> bool:
    """A word is missing in the sentence that the sign needs, or one stands there that explains it away."""
    sentence = place.sentence
    if sign.needs is not None and not sign.needs.search(sentence):
        return True
    return sign.unless is not None and sign.unless.search(sentence) is not None


def _place(said: str, match: re.Match[str]) -> Place:
    """The sentence around a match; both ends of a text count as ends of a sentence."""
    start = max(
        (end.end() - 1 for end in ENDS.finditer(said, max(0, match.start() - 400), match.start() + 1)),
        default=max(0, match.start() - 400),
    )
    closing = ENDS.search(said, match.end())
    stop = closing.start() + 1 if closing else len(said)
    following = ENDS.search(said, stop + 2)
    return Place(
        said[start : match.start()],
        f" {match[0]} ",
        said[match.end() : min(stop, match.end() + 400)],
        f"{next(filter(None, match.groups()), '')} ",
        said[stop + 1 : following.start() + 1 if following else stop + 400],
    )
