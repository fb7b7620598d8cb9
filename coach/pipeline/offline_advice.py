"""Where the knowledge base has what helps at one part of the race."""

from __future__ import annotations

import re
from collections.abc import Sequence
from difflib import get_close_matches
from typing import Final

from coach.engines.splits import SPLIT_LABELS
from coach.pipeline.question_terms import is_about
from data.db import User
from data.knowledge import FoundChunk, search_chunks

FOLDERS: Final = {
    "ski_erg": "ski-erg",
    "sled_push": "sled-push",
    "sled_pull": "sled-pull",
    "burpee_broad_jump": "burpee-broad-jumps",
    "row": "rowing",
    "farmers_carry": "farmers-carry",
    "sandbag_lunges": "sandbag-lunges",
    "wall_balls": "wall-balls",
    "runs_total": "compromised-running",
}
ON_RUNS: Final = (
    "compromised running: how do I run better after the stations",
    "compromised running: how do I start each run after a station",
)
IN_ROXZONE: Final = ("How do I get faster in the Roxzone?", "Moving through the Roxzone: walk, jog or run?")

NAMED: Final = {
    "ski-erg": re.compile(r"\bski+(?: ?erg|ing)?\b"),
    "sled-push": re.compile(r"\bpush(?:ing)?\b"),
    "sled-pull": re.compile(r"\bpull(?:ing)?\b|\brope\b"),
    "burpee-broad-jumps": re.compile(r"\bburpees?\b|\bbbjs?\b|\bbroad jumps?\b"),
    "rowing": re.compile(r"\brow(?:er|ing)?\b"),
    "farmers-carry": re.compile(r"\bfarmer'?s?\b|\bcarry\b"),
    "sandbag-lunges": re.compile(r"\blung(?:e|es|ing)\b|\bsandbag\b"),
    "wall-balls": re.compile(r"\bwall ?balls?\b"),
}
# Passages about teams and classes serve those who ask about them.
SPECIAL: Final = {
    ("doubles-", "race-divisions/doubles"): re.compile(r"\bdoubles?\b|\bpair|\bpartner|\bmixed\b|\bteam|\bwe\b"),
    ("relay-adaptive-first-race/relay", "relay-adaptive-first-race/adaptive"): re.compile(
        r"\brelay\b|\bteam|\badaptive\b|\bdisab|\bimpair|\bwheelchair|\bamput|\bpara"
    ),
}
SPORT: Final = "hyrox race training session running"
LEAST_IN_TEXT = 0.3  # of the question's words that one of the first passages has to hold
FIRST = 3
# Of a question in few words the passage has to hold nearly all, or half when one of them is surely of the sport.
SURE_IN_TEXT, KNOWN_IN_TEXT = 0.75, 0.5
KNOWN_WORDS: Final = (
    "roxzone",
    "skierg",
    "sled",
    "burpee",
    "farmers",
    "lunges",
    "wall",
    "balls",
    "rowing",
    "carry",
    "taper",
)
WORD = re.compile(r"[a-z]{4,}")


def fitting(user: User, question: str, chunks: Sequence[FoundChunk], *, is_teamed: bool = False) -> list[FoundChunk]:
    """The passages an offline answer may stand on, those about somebody or something else last or left out.

    Few words or slips are too little for the search, so it is asked again with the sport's words.
    """
    found = list(chunks)
    if not any(is_about(question, chunk, 0, LEAST_IN_TEXT) for chunk in found[:FIRST]):
        found = _by_few_words(user, mended(question))
    text = mended(question)
    found += _of_station(user, text, found)
    others = [chunk for chunk in found if _is_elsewhere(chunk, text) or (not is_teamed and _is_special(chunk, text))]
    return [chunk for chunk in found if chunk not in others] or found


def _by_few_words(user: User, said: str) -> list[FoundChunk]:
    in_text = KNOWN_IN_TEXT if set(WORD.findall(said)) & set(KNOWN_WORDS) else SURE_IN_TEXT
    found = search_chunks(user, f"{said} {SPORT}")
    return [chunk for chunk in found if is_about(said, chunk, in_text=in_text)]


def _of_station(user: User, said: str, found: Sequence[FoundChunk]) -> list[FoundChunk]:
    """Passages of the station the question names, when the search found only others."""
    named = stations_named(said)
    if len(named) != 1 or any(FOLDERS[named[0]] == chunk.id.partition("/")[0] for chunk in found):
        return []
    return advice_of(search_chunks(user, f"{SPLIT_LABELS[named[0]]} {said}"), named[0])


def stations_named(question: str) -> list[str]:
    """
    >>> stations_named("ski erg or rower first?"), stations_named("how do I pace?")
    (['ski_erg', 'row'], [])
    """
    said = question.casefold()
    return [split for split, folder in FOLDERS.items() if folder in NAMED and NAMED[folder].search(said)]


def mended(question: str) -> str:
    """
    >>> mended("best strategy for roxzne"), mended("wal balls how many")
    ('best strategy for roxzone', 'wal balls how many')
    """

    def nearest(found: re.Match[str]) -> str:
        return (get_close_matches(found[0], KNOWN_WORDS, n=1, cutoff=0.85) or [found[0]])[0]

    return WORD.sub(nearest, question.casefold())


def _is_elsewhere(chunk: FoundChunk, question: str) -> bool:
    """Whether a passage is of another station than those the question names."""
    named = {FOLDERS[split] for split in stations_named(question)}
    folder = chunk.id.partition("/")[0]
    return bool(named) and folder in NAMED and folder not in named


def _is_special(chunk: FoundChunk, question: str) -> bool:
    return any(chunk.id.startswith(starts) and not words.search(question) for starts, words in SPECIAL.items())


def advice_searches(split: str) -> tuple[str, ...]:
    """What to look up about a part of the race where time is lost.

    >>> advice_searches("sled_push")[0]
    'Sled push mistakes and how to fix them'
    """
    if split == "roxzone":
        return IN_ROXZONE
    if split == "runs_total":
        return ON_RUNS
    label = SPLIT_LABELS[split]
    return f"{label} mistakes and how to fix them", f"{label} pacing and breaks strategy in the race"


def advice_of(chunks: Sequence[FoundChunk], split: str) -> list[FoundChunk]:
    """The passages of the part's own file; all where it has none."""
    folder = FOLDERS.get(split)
    return [chunk for chunk in chunks if folder is None or chunk.id.startswith(f"{folder}/")]
