"""A passage as sentences and whole lists, in order."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

BLOCKS = re.compile(r"\n\s*\n")
LISTED = re.compile(r"^(?:[-*+]|\d{1,2}[.)]|\|)\s?")
SENTENCE = re.compile(r"(?:(?<=[.!?])|(?<=[.!?][”\"’)]))\s+(?=[A-Z0-9“\"(])")
ABBREVIATED = re.compile(r"\b(?:e\.g|i\.e|vs|approx|etc|ca|Dr)\.$")


class Unit(NamedTuple):
    """A sentence, or a list with the line that leads into it."""

    text: str
    block: int
    is_list: bool

    @property
    def length(self) -> int:
        return len(self.text.split())


@lru_cache(maxsize=512)
def units_of(content: str) -> tuple[Unit, ...]:
    units: list[Unit] = []
    for block, text in enumerate(BLOCKS.split(content.strip())):
        lead, listed = _list_parts(text)
        sentences = sentences_of(" ".join(lead.split()))
        units += [Unit(sentence, block, is_list=False) for sentence in sentences]
        if listed:
            # The line that leads into a list belongs to it, also when a blank line stands between.
            opening = units.pop().text if units and units[-1].text.endswith(":") else ""
            units.append(Unit(f"{opening}\n\n{listed}".strip(), block, is_list=True))
    return tuple(units)


def _list_parts(text: str) -> tuple[str, str]:
    """The prose before a list, and the list with the lines it wraps over."""
    lines = text.splitlines()
    first = next((place for place, line in enumerate(lines) if LISTED.match(line)), len(lines))
    return "\n".join(lines[:first]), "\n".join(lines[first:])


def sentences_of(text: str) -> list[str]:
    """
    >>> sentences_of("Rest 5 min. Then go, e.g. A or B. 3 rounds.")
    ['Rest 5 min.', 'Then go, e.g. A or B.', '3 rounds.']
    """
    found: list[str] = []
    for part in SENTENCE.split(text):
        if found and ABBREVIATED.search(found[-1]):
            found[-1] += f" {part}"
        elif part:
            found.append(part)
    return found
