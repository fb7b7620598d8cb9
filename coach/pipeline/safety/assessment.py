"""The level of a message in its thread, and what follows from it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from coach.pipeline.safety.answers import ANSWERS, EARLIER, GUIDANCE, answer_kind
from coach.pipeline.safety.findings import Finding, findings
from coach.pipeline.safety.minors import ADULT_YEARS
from data.messages import SafetyLevel

LEVELS: tuple[SafetyLevel, ...] = ("none", "undiagnosed", "diagnosed", "emergency")
SPLIT_TURNS = 3
LONGEST_SPLIT = 60  # a sentence told in pieces is told in short ones
# "My chest. It hurts": such a sentence speaks on of the one before.
SPOKEN_ON = re.compile(r"[.!…]+\s+(?=it(?:['’]?s)?\b)", re.IGNORECASE)
CLOSED = re.compile(r"[\s.!…,]+$")


class Assessment(NamedTuple):
    """`answer` replaces any other one; `guidance` goes to whoever answers."""

    level: SafetyLevel
    signs: tuple[str, ...]
    answer: str | None
    guidance: str
    blocks_training: bool


def safety_level(text: str) -> SafetyLevel:
    """
    >>> safety_level("I have chest pain when I run")
    'emergency'
    >>> safety_level("The sled destroyed me")
    'none'
    """
    return assess(text).level


def assess(text: str, earlier: Sequence[str] = (), age_years: int | None = None) -> Assessment:
    """`earlier`: what the athlete said before in this thread, oldest first; a sign named there still counts."""
    before = {finding for said in earlier for finding in findings(said)}
    in_pieces = set(findings(_in_pieces(text, earlier))) - before
    now = {*findings(text), *findings(SPOKEN_ON.sub(", ", text)), *in_pieces}
    if age_years is not None and age_years < ADULT_YEARS:
        now.add(Finding("minor", "none", is_blocking=False))
    found = sorted(now | before, key=lambda finding: (-LEVELS.index(finding.level), finding.name, finding.is_others))
    level = found[0].level if found else "none"
    is_new = any(finding.level == "emergency" for finding in now)
    return Assessment(
        level,
        tuple(dict.fromkeys(finding.name for finding in found)),
        _answer(found, is_new=is_new) if level == "emergency" else None,
        "" if level == "emergency" else _guidance(found),
        any(finding.is_blocking for finding in found),
    )


def _in_pieces(text: str, earlier: Sequence[str]) -> str:
    """The last turns read as one sentence, if they are short enough to be one."""
    turns = [CLOSED.sub("", turn) for turn in (*earlier[-(SPLIT_TURNS - 1) :], text)]
    if len(turns) < 2 or any(len(turn) > LONGEST_SPLIT for turn in turns):
        return ""
    return " ".join(turns)


def _answer(found: Iterable[Finding], *, is_new: bool) -> str:
    """One text per kind of emergency, in the order of the texts."""
    kinds = {answer_kind(one.name, is_others=one.is_others) for one in found if one.level == "emergency"}
    texts = [text for kind, text in ANSWERS.items() if kind in kinds]
    return "\n\n".join(texts if is_new else [EARLIER, *texts])


def _guidance(found: Sequence[Finding]) -> str:
    names = {finding.name for finding in found}
    keys: list[str] = [
        name
        for name in ("illness", "minor", "past_eating_disorder", "unproven_supplement", "weight_loss")
        if name in names
    ]
    levels = {finding.level for finding in found}
    diagnosed_blocks = any(finding.is_blocking for finding in found if finding.level == "diagnosed")
    if "diagnosed" in levels:
        keys.insert(0, "diagnosed" if diagnosed_blocks else "cleared")
    if "undiagnosed" in levels:
        blocked = any(finding.is_blocking for finding in found if finding.level == "undiagnosed")
        keys.insert(0, "blocked" if blocked else "undiagnosed")
    return " ".join(GUIDANCE[key] for key in keys)
