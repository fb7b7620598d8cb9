"""How a sign is looked for: words near each other in one sentence of a plainly spelled message."""

from __future__ import annotations

import re
from typing import NamedTuple

from data.messages import SafetyLevel

BETWEEN = r"(?: [\w,/]+){{0,{words}}}?"
OPTION = re.compile(r"\|(?![^()]*\))")  # not inside brackets
FIRST_WORD = re.compile(r"([a-z0-9_]+?)(s\?)?(?= |$)")


class Words(NamedTuple):
    """A search, and the words of which a message must hold one to be searched at all."""

    needed: frozenset[str]
    search: re.Pattern[str]


def said(phrases: str) -> Words:
    """One of the phrases, parted by `|`. `..` stands for up to four words; each begins with a plain word."""
    gap = BETWEEN.format(words=4)
    options = [option.strip() for option in OPTION.split(phrases)]
    search = "|".join(option.replace(" .. ", f"{gap} ") for option in options)
    return Words(_first_words(options), re.compile(rf"(?<= )(?:{search})(?= )"))


def near(one: str, other: str, words: int = 5) -> Words:
    """A word of each list, in either order, with at most so many words between."""
    gaps = [f"(?P<{name}>{BETWEEN.format(words=words)})" for name in ("gap", "other_gap")]
    left, right = (f"(?:{'|'.join(option.strip() for option in OPTION.split(side))})" for side in (one, other))
    left += "s?"  # the knee's sore
    search = rf"(?<= )(?:{left}{gaps[0]} {right}|{right}{gaps[1]} {left})(?= )"
    return Words(_first_words([f"{option}s?" for option in OPTION.split(one)]), re.compile(search))


def _first_words(options: list[str]) -> frozenset[str]:
    """
    Raises:
        ValueError: an option begins with something else than a word, so that nothing would ever find it.
    """
    first = set[str]()
    for option in options:
        found = FIRST_WORD.match(option.strip())
        if found is None:
            raise ValueError(f"begin with a plain word: {option}")
        first |= {found[1], f"{found[1]}s"} if found[2] else {found[1]}
    return frozenset(first)


class Sign(NamedTuple):
    """One row of the tables: what is said, and how grave it is."""

    name: str
    level: SafetyLevel
    words: Words
    needs: re.Pattern[str] | None = None  # must be in the same sentence too
    unless: re.Pattern[str] | None = None  # must not
    is_lasting: bool = False  # a condition that years alone do not end
    is_blocking: bool = False  # below diagnosed: no workout before a clinician has looked


def emergency(
    name: str, *searches: Words, needs: re.Pattern[str] | None = None, unless: re.Pattern[str] | None = None
) -> list[Sign]:
    return [Sign(name, "emergency", words, needs, unless) for words in searches]


def rows(
    level: SafetyLevel, name: str, *searches: Words, is_lasting: bool = False, is_blocking: bool = False
) -> list[Sign]:
    return [Sign(name, level, words, is_lasting=is_lasting, is_blocking=is_blocking) for words in searches]
