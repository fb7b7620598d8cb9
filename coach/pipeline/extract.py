"""The sentences of retrieved passages that answer a question, chosen without a model."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Final, NamedTuple

from coach.pipeline.passage_units import Unit, units_of
from coach.pipeline.question_terms import terms_of
from data.knowledge import FoundChunk

MOST_SOURCES = 3
# Words of an answer by place of its passage: the first one carries it, the others add what it lacks.
WORDS_BY_PLACE: Final = (110, 50, 45)
# Words with a list, which is kept whole or left out.
LIST_WORDS_BY_PLACE: Final = (185, 95, 80)
FIRST_BONUS, BESIDE_BONUS, DECAY = 0.6, 0.5, 0.04
SHORTEST_ALONE = 7  # words of a sentence that may stand apart from others
# The share of the question's weight a further passage has to hold: of the same file, of another one.
LEAST_SHARE, LEAST_SHARE_ELSEWHERE, LEAST_SAID = 0.5, 0.8, 0.5
ENOUGH_WORDS = 120

# These lean on the sentence before them.
LEANING = re.compile(
    r"^(?:It|They|Another|This|These|That|Those|Then|But|So|Also|Both|Either|Otherwise|Instead|Afterwards|Each|Part of|"
    r"There|Such|He|She|Its|Their|The same|The first|The second|The others?|The rest|One|Neither|Yet|And|Or|If not|"
    r"Above|Below)\b"
)


class Extract(NamedTuple):
    """What a passage says to a question, as Markdown."""

    chunk: FoundChunk
    text: str

    @property
    def source(self) -> str:
        return f"{self.chunk.source_name} › {self.chunk.section}"


def extracts(question: str, chunks: Sequence[FoundChunk], most: int = MOST_SOURCES) -> list[Extract]:
    """The best sentences of the best passages, in the order of the search; nothing from passages that add nothing.

    >>> chunk = FoundChunk("rowing", "Row with long strokes. Breathe out as you pull. Wash it.", "Row", "Form", [], 1.0)
    >>> [extract.text for extract in extracts("how do I breathe on the rower", [chunk])]
    ['Row with long strokes. Breathe out as you pull. Wash it.']
    """
    units = {chunk.id: units_of(chunk.content) for chunk in chunks}
    weights = _weights(set(terms_of(question)), [unit.text for found in units.values() for unit in found])
    found: list[Extract] = []
    for chunk in chunks:
        said = sum(len(extract.text.split()) for extract in found)
        if len(found) == most or (len(found) > 1 and said > ENOUGH_WORDS):
            break
        if found and not _adds(chunk, found[0].chunk, weights):
            continue
        text = _joined(units[chunk.id], _picked(units[chunk.id], weights, min(len(found), 2)))
        if not found or _share(text, weights) >= LEAST_SAID:
            found.append(Extract(chunk, text))
    return found


def _adds(chunk: FoundChunk, first: FoundChunk, weights: Mapping[str, float]) -> bool:
    """Whether a passage below the first one is about enough of the question."""
    is_same_file = chunk.source_name == first.source_name
    if not is_same_file and not _share(chunk.section, weights):
        return False
    least = LEAST_SHARE if is_same_file else LEAST_SHARE_ELSEWHERE
    return _share(f"{chunk.source_name} {chunk.section} {chunk.content}", weights) >= least


def _share(text: str, weights: Mapping[str, float]) -> float:
    """How much of the question's weight a text holds, 0 to 1."""
    said, whole = set(terms_of(text)), sum(weights.values())
    return sum(weight for term, weight in weights.items() if term in said) / whole if whole else 0.0


def _picked(units: Sequence[Unit], weights: Mapping[str, float], source: int) -> set[int]:
    """The places of the sentences to say, best first until the words of a first or further source are used up.

    A sentence that leans on the one before brings it along; one that answers nothing comes only to fill a gap.
    """
    picked, used = set[int](), 0
    left = set(range(len(units)))
    while left:
        place = max(left, key=lambda one: (_score(units, one, weights) + _beside(units, one, picked), -one))
        left.remove(place)
        new = {place, *_leant_on(units, place)} - picked
        words = sum(units[one].length for one in new)
        has_list = any(units[one].is_list for one in new | picked)
        limit = (LIST_WORDS_BY_PLACE if has_list else WORDS_BY_PLACE)[source]
        is_loose = place > 0 and not _matched(units[place], weights) and not _beside(units, place, picked)
        if is_loose or (picked and used + words > limit):
            continue
        picked |= new
        used += words
    return _without_strays(units, picked)


def _without_strays(units: Sequence[Unit], picked: set[int]) -> set[int]:
    """Short sentences that lost their neighbours are left out."""
    return {
        place
        for place in picked
        if place == 0 or units[place].length >= SHORTEST_ALONE or _beside(units, place, picked - {place})
    }


def _beside(units: Sequence[Unit], place: int, picked: set[int]) -> float:
    """A sentence reads better next to one that is said."""
    if units[place].is_list and place - 1 in picked:
        return BESIDE_BONUS
    beside = {one for one in (place - 1, place + 1) if one in picked and units[one].block == units[place].block}
    return BESIDE_BONUS if beside else 0.0


def _matched(unit: Unit, weights: Mapping[str, float]) -> bool:
    return any(term in weights for term in terms_of(unit.text))


def _leant_on(units: Sequence[Unit], place: int) -> list[int]:
    """The sentences before that are needed to understand this one."""
    needed: list[int] = []
    while place and LEANING.match(units[place].text) and units[place].block == units[place - 1].block:
        place -= 1
        needed.append(place)
    return needed


def _score(units: Sequence[Unit], place: int, weights: Mapping[str, float]) -> float:
    """BM25-like over one sentence; the first sentence names the subject and mostly answers."""
    terms = terms_of(units[place].text)
    counts = {term: terms.count(term) for term in weights}
    matched = sum(weight * counts[term] / (counts[term] + 0.6) for term, weight in weights.items())
    length = 1 / (1 + 0.012 * max(len(terms) - 18, 0))
    return matched * length + (FIRST_BONUS * (1 + max(weights.values(), default=0)) if place == 0 else -DECAY * place)


def _weights(terms: Iterable[str], sentences: Sequence[str]) -> dict[str, float]:
    """How much each word of the question tells, by how few of the sentences hold it."""
    held = [set(terms_of(sentence)) for sentence in sentences]
    return {
        term: math.log(1 + len(held) / (0.5 + sum(term in words for words in held)))
        for term in sorted(terms)
        if any(term in words for words in held)
    }


def _joined(units: Sequence[Unit], picked: set[int]) -> str:
    """In their order; what stood apart stays apart, lists on lines of their own."""
    text, before = "", -1
    for place in sorted(picked):
        unit = units[place]
        is_next = before >= 0 and units[before].block == unit.block and not unit.is_list and not units[before].is_list
        text += (" " if is_next else "\n\n" if text else "") + unit.text
        before = place
    return text
