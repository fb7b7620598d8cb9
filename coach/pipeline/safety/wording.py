"""A message in one plain spelling: lower case, no apostrophes, typing errors in key words mended, idioms left out."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from coach.pipeline.safety.idioms import IDIOMS

LONGEST = 8_000
END, LINE = ".", "/"  # tokens: the end of a sentence, the end of a line

KEYS = """
    achilles ankle anorexia asthma bladder breath breathe breathing breathless bulimia bulimic calf chest collapse
    collapsed collapsing concussion confused consciousness diabetes diabetic diagnosed disoriented dizziness dizzy
    elbow epilepsy faint fainted fainting fever fracture hamstring heart herniated knee ligament meniscus murmur myself
    numb numbness pain palpitations pregnant pressure purge purging seizure shoulder stomach suicidal suicide surgery
    swelling swollen tightness unconscious urine wrist laxatives bleeding wheezing vomiting allergic sternum throat
    tongue slurred droopy hallucinating
"""
# Words of their own that are one letter away from a key word.
OTHERS = """
    angle ankles anklet bladders blander breach breadth breathed breather breathes breaths cheat chess chests chesty
    collapses concession confuses crest diagnoses elbows ever fain faints feint feinted fevers fewer filament fiver
    fizzy flint fractured fractures hamstrings hamstrung hart hear heard hearth hearts hearty heat herself himself knees
    ladder lever ligaments lightness murmurs never numbs painful painted painting paints pains pint pressured pressures
    purged purger purine purse saint seizures selling sever shoulders smoulder spelling dwelling stomachs strokes
    surge surging taint tainted tizzy urge waist wreath wrists yourself grist hest paint fairt breathy heats itself
    suicides breeding bleeping wheeling droop throats tongues tongued
"""
KEY_WORDS, OTHER_WORDS = frozenset(KEYS.split()), frozenset(OTHERS.split())
LETTERS = "abcdefghijklmnopqrstuvwxyz0135"
SHORT = 4  # a wrong letter in so short a word is mostly another word

UNMARKED = str.maketrans({"ł": "l", "ø": "o", "ı": "i"})  # no accent that can be taken off
# Left out before and after the letters are taken apart: ´ would become a space, a wide one becomes one of these.
APOSTROPHES = re.compile("['’‘ʼ`´′]")
HEART_RATE = re.compile(r"(?<= )heart ?rate(?= )")
TOKENS = re.compile(r"(?P<number>\d+(?:[.,]\d+)?)|(?P<word>[^\W_]+)|(?P<line>[\r\n]+)|(?P<more>\.{2,}|…)|[.!?;,:]")


@lru_cache(maxsize=64)
def plain(text: str) -> str:
    """Words and sentence ends, one space apart, with a space at both ends.

    >>> plain("I’ve got CHSET pain!  It isn't new.")
    ' ive got chest pain . it isnt new . '
    """
    folded = unicodedata.normalize("NFKD", APOSTROPHES.sub("", text[:LONGEST])).casefold().translate(UNMARKED)
    letters = "".join(sign for sign in folded if unicodedata.category(sign) not in ("Mn", "Cf"))
    tokens = TOKENS.finditer(APOSTROPHES.sub("", letters))
    spelled = f" {' '.join(_token(found) for found in tokens)} "
    return IDIOMS.sub(" idiom ", HEART_RATE.sub("hr", spelled))


def _token(found: re.Match[str]) -> str:
    if found["word"]:
        return MENDED.get(found["word"], found["word"])
    if found["number"]:
        return re.sub("[.,]", "_", found["number"])
    if found["line"]:
        return LINE
    if found["more"] or found[0] in ",:":
        return ","
    return END


def _misspellings(word: str) -> set[str]:
    """One letter doubled or two swapped; in longer words also one wrong, missing or too many."""
    cuts = [(word[:at], word[at:]) for at in range(len(word) + 1)]
    slips = {f"{head}{tail[0]}{tail}" for head, tail in cuts if tail}
    slips |= {f"{head}{tail[1]}{tail[0]}{tail[2:]}" for head, tail in cuts if len(tail) > 1}
    if len(word) > SHORT:
        slips |= {f"{head}{tail[1:]}" for head, tail in cuts if tail}
        slips |= {f"{head}{letter}{tail[1:]}" for head, tail in cuts if tail for letter in LETTERS}
        slips |= {f"{head}{letter}{tail}" for head, tail in cuts for letter in LETTERS}
    return slips - KEY_WORDS - OTHER_WORDS


GLUED = {
    "passd": "passed",
    "pased": "passed",
    "chestpain": "chest pain",
    "kneepain": "knee pain",
    "backpain": "back pain",
    "shinsplints": "shin splints",
}
MENDED = {slip: word for word in sorted(KEY_WORDS) for slip in _misspellings(word)} | GLUED
