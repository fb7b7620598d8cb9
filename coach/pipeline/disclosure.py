"""Whether an answer quotes the instructions of the system prompt."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from coach.pipeline.prompt import PROMPTS

RUN_WORDS = 12
PLACE = "{context}"  # where the passages stand; they may be quoted
NOT_WORDS = re.compile(r"[\W_]+")


def reveals_prompt(answer: str) -> bool:
    """Whether 12 words in a row are the prompt's, whatever their case, marks and line ends.

    A growing answer may be asked about again and again: once true, it stays true whatever is appended.

    >>> reveals_prompt("Sure: Coach K, an ELITE Hyrox performance coach; you provide direct, science-backed coaching!")
    True
    >>> reveals_prompt("I am Coach K, your Hyrox coach.")
    False
    """
    return not _instruction_runs().isdisjoint(_runs(answer))


def _runs(text: str) -> set[str]:
    words = _words(text)
    return {" ".join(words[at : at + RUN_WORDS]) for at in range(len(words) - RUN_WORDS + 1)}


def _words(text: str) -> list[str]:
    shown = "".join(sign for sign in unicodedata.normalize("NFKC", text) if unicodedata.category(sign) != "Cf")
    return NOT_WORDS.sub(" ", re.sub("['’‘]", "", shown).casefold()).split()


@lru_cache(maxsize=1)
def _instruction_runs() -> frozenset[str]:
    """Runs within each part around the place of the passages: no run leads across it."""
    template = (PROMPTS / "system.md").read_text(encoding="utf-8")
    return frozenset(run for part in template.split(PLACE) for run in _runs(part))
