"""What a message is about, decided by rules: which part of Coach K answers it without a model."""

from __future__ import annotations

import re
from difflib import get_close_matches
from functools import lru_cache
from typing import Final

from coach.pipeline.intent_rules import GROUP, NOT_A_RACE, PACE, PACE_PLAN, RULES, Intent
from coach.pipeline.race_targets import target_s

__all__ = ["Intent", "intent_of", "target_s"]

LONGEST_STATEMENT = 60  # words; longer messages are stories, and their search finds more than a rule
# Words the rules hang on: one slip of the finger in them is forgiven.
KEYWORDS: Final = (
    "today", "tomorrow", "tonight", "workout", "training", "session", "sessions", "weakest", "weakness", "station",
    "splits", "pacing", "target", "finished", "marathon", "ultra", "schedule", "injured", "thanks", "thank", "hello",
    "morning", "evening", "planned", "readiness", "yesterday", "switch", "change", "instead", "record",
)  # fmt: skip
# Words that look like keywords and are none.
LOOK_ALIKES: Final = """
    todays tomorrows tonights
    stations finishes planner plan pacer targets trained trainings straining injure changes changed chance recorded
    records workouts schedules racing placing passing warning evenings spacing facing packing weekday weekend reading
    steady sled plane raining draining stall injuries injury marathons ultras weekly weakened thinks think stay stating
"""
WORDS: Final = frozenset(LOOK_ALIKES.split())
APOSTROPHES = re.compile(r"[’‘`´']")
WORD = re.compile(r"[a-z]{5,}")
SHORT: Final = {
    "2day": "today", "tdy": "today", "tmrw": "tomorrow", "tmr": "tomorrow", "tomo": "tomorrow", "2moro": "tomorrow",
    "wk": "week", "wat": "what", "wot": "what", "whats": "what is", "im": "i am", "ive": "i have", "ill": "i will",
    "cant": "can not", "cannot": "can not", "dont": "do not", "didnt": "did not", "couldnt": "could not",
    "hows": "how is", "wheres": "where is", "u": "you", "thx": "thanks", "ty": "thanks", "pls": "please",
    "plz": "please", "wanna": "want to", "gonna": "going to", "id": "i would", "lets": "let us", "wont": "will not",
}  # fmt: skip
TOKEN = re.compile(r"[a-z0-9]+")

FEW_WORDS = 8


def intent_of(text: str) -> Intent:
    """
    >>> intent_of("wat should i do todya?"), intent_of("splits for 1:15"), intent_of("How do I hold the wall ball?")
    ('today', 'pace', 'knowledge')
    """
    said = _normal(text)
    if not said or len(said.split()) > LONGEST_STATEMENT:
        return "knowledge"
    if _is_pace(said, text):
        return "pace"
    # The question mark tells a question from a statement; the ends of the rules do not want it.
    bare = said.rstrip(" ?")
    for rule in RULES:
        if rule.words.search(bare) and not (rule.unless and rule.unless.search(said)):
            return rule.intent
    return "knowledge"


def _is_pace(said: str, text: str) -> bool:
    if PACE_PLAN.search(said):
        return True
    if target_s(text) is None or NOT_A_RACE.search(said):
        return False
    is_short = len(said.split()) <= FEW_WORDS
    return bool(PACE.search(said)) or (is_short and bool(GROUP.search(said)))


def _normal(text: str) -> str:
    """Lower case, apostrophes and polite words gone, short forms written out, slips in keywords mended."""
    plain = APOSTROPHES.sub("", text.casefold()).replace("-", " ")
    spelled = TOKEN.sub(lambda found: SHORT.get(found[0], found[0]), plain)
    mended = WORD.sub(lambda found: _mended(found[0]), spelled)
    return " ".join(re.sub(r"[^\w\s:.,?/@']+", " ", mended).split()).rstrip(".,: ")


@lru_cache(maxsize=4096)
def _mended(word: str) -> str:
    """
    >>> _mended("tomorow"), _mended("todya"), _mended("traning"), _mended("racing")
    ('tomorrow', 'today', 'training', 'racing')
    """
    if word in KEYWORDS or word in WORDS:
        return word
    near = [known for known in get_close_matches(word, KEYWORDS, n=2, cutoff=0.8) if abs(len(known) - len(word)) <= 1]
    return near[0] if near and near[0][0] == word[0] else word
