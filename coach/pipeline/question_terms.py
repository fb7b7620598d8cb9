"""The words of a question that tell what it is about, and whether a passage has them."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from data.knowledge import FoundChunk

LEAST_IN_HEADING, LEAST_IN_TEXT = 0.5, 0.75

WORD = re.compile(r"[a-z]+|\d+(?:[:.]\d+)?")
STOP_WORDS: Final = """
    a an and are as at be been but by can could did do does doing for from get had has have how i if in into is it its
    just like make many me more most much my need no not of on or our out should so some than that the their them then
    there these they this to too up use was way we were what when where which who why will with would you your am about
    best better good tell any really vs versus go going keep im ive dont hyrox race races deal help tips tip before day
    days made yes worth always never say work fix actually
"""
STOP: Final = frozenset(STOP_WORDS.split())
ALIKE: Final = {
    "bbj": "burpee", "skierg": "ski", "erg": "ski", "rower": "row", "rowing": "row", "running": "run", "ran": "run",
    "lunging": "lunge", "kilo": "kg", "kilos": "kg", "weight": "load", "heavy": "load", "shoes": "shoe",
    "trainers": "shoe", "break": "rest", "breaks": "rest", "stop": "rest", "pause": "rest", "eat": "food",
    "meal": "food", "nutrition": "food", "faster": "fast", "quicker": "fast", "speed": "fast", "form": "technique",
    "wallball": "wall", "wallballs": "wall", "pacing": "pace", "paced": "pace",
}  # fmt: skip
ENDINGS: Final = (
    "ingly",
    "edly",
    "ations",
    "ation",
    "ings",
    "ing",
    "ies",
    "ied",
    "ers",
    "er",
    "ed",
    "es",
    "ly",
    "s",
    "e",
)


def is_about(
    question: str, chunk: FoundChunk, in_heading: float = LEAST_IN_HEADING, in_text: float = LEAST_IN_TEXT
) -> bool:
    """Whether a passage holds so much of a question's words: in its heading, and in the whole.

    >>> taper = FoundChunk("taper", "Train less, and rest.", "Plans", "Taper › Two-week taper", [], 1.0)
    >>> is_about("how do I taper", taper), is_about("how do I fix my printer", taper)
    (True, False)
    """
    terms = set(terms_of(question))
    heading = set(terms_of(f"{chunk.source_name} {chunk.section}"))
    said = heading | set(terms_of(f"{chunk.content} {' '.join(chunk.topic_tags)}"))
    return bool(terms) and len(terms & heading) >= in_heading * len(terms) and len(terms & said) >= in_text * len(terms)


def word_count(question: str) -> int:
    """How many words of a question tell what it is about."""
    return len(set(terms_of(question)))


def terms_of(text: str) -> list[str]:
    return [stem(word) for word in WORD.findall(text.casefold().replace("’", "").replace("'", "")) if word not in STOP]


@lru_cache(maxsize=8192)
def stem(word: str) -> str:
    """
    >>> stem("pacing"), stem("breaks"), stem("lunges"), stem("lunge")
    ('pac', 'rest', 'lung', 'lung')
    """
    word = ALIKE.get(word, word)
    for ending in ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            return word[: -len(ending)]
    return word
