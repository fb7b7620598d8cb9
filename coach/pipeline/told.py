"""Which sentences of a message tell what the athlete did or wants: no questions, no hearsay, nothing imagined."""

from __future__ import annotations

import re
from typing import Final, NamedTuple

_QUOTED: Final = re.compile(
    r"```.*?(?:```|\Z)|^[ \t]*>.*$|\"[^\"\n]{3,}\"|“[^”]{3,}”|«[^»]{3,}»|(?<!\w)'[^'\n]{8,}'(?!\w)|<[^>\n]{1,200}>",
    re.DOTALL | re.MULTILINE,
)
_SENTENCE: Final = re.compile(r"(?<=[.!?])\s+|\n+|;\s*")
_REQUEST: Final = re.compile(
    r"^(?:(?:hi|hey|hello|ok|okay|coach(?: k)?)[ ,!]+)*(?:(?:can|could|would|will) you |please |i'd like you to )+"
    r"(?=(?:please )?(?:log|add|save|record|note|remember|keep|move|skip|set|update|change|shift|push|reschedule)\b)",
)
_QUESTION: Final = re.compile(
    r"^(?:(?:and|but|so|also|hi|hey|coach(?: k)?)[ ,]+)*(?:how|what|what's|when|why|where|which|who|"
    r"whose|should|shall|can|could|would|tell me|explain|show me|any|(?:do|does|did|is|are|am|was|were|will|has|have) "
    r"(?:i|you|we|it|my|the|this|that|they|there|he|she))\b"
)
_HEARSAY: Final = re.compile(
    r"\b(?:says?|said|wrote|writes|told me|tells me|article|according to|instructions?|system prompt|"
    r"prompt|ignore|disregard|"
    r"pretend|roleplay|example|for instance|e\.g\.|quote|tutorial|the plan said)\b"
)
_IMAGINED: Final = re.compile(
    r"\b(?:if|would|could|should|might|may be|maybe|perhaps|imagine|suppose|hypothetically|let's say|"
    r"what about|unless|"
    r"instead of|wish|thinking (?:of|about)|considering|dreamt|dreamed)\b"
)
_NEGATED: Final = re.compile(
    r"\b(?:didn'?t|did not|haven'?t|have not|hasn'?t|never|couldn'?t|could not|wasn'?t able|not able|"
    r"unable|can'?t|cannot|"
    r"don'?t|do not|won'?t|will not|isn'?t|aren'?t|no (?:run|workout|training|session)|without|failed to|"
    r"instead|not (?:run|log|"
    r"train|trained|ran|do|done|yet)|nobody|nothing)\b"
)
_FINISHED: Final = re.compile(r"\b(?:(?:did|could)(?:n'?t| not) finish)\b")
_FORGET_NOT: Final = re.compile(r"\bdon'?t forget\b")
_PEOPLE: Final = (
    "wife|husband|partner|girlfriend|boyfriend|friend|buddy|dad|father|mum|mom|mother|brother|sister|"
    "son|daughter|kid|coach|"
    "trainer|team ?mate|colleague|boss|neighbou?r|client|athlete|cousin|uncle|aunt|doctor|training partner|dog"
)
_OTHERS: Final = re.compile(
    rf"\b(?:my|our|a|the|his|her) (?:[a-z]+ )?(?:{_PEOPLE})s?\b(?!'s (?:plan|gym|bike))|\b(?:he|she|they|"
    rf"someone|somebody|everyone|people|"
    r"athletes|the pros|pros|elites|the winner|world record)\b"
)
_ME: Final = re.compile(r"\b(?:i|i'm|i've|i'll|i'd|we|me|myself)\b")
_NAMED: Final = re.compile(
    r"\b([A-Z][a-z]{2,})(?: [A-Z][a-z]+)? (?:ran|did|rowed|skied|lifted|completed|finished|logged|"
    r"trained|weighs|wants|has)\b"
)
_NO_NAMES: Final = frozenset((
    "Yesterday", "Today", "Tonight", "Then", "Also", "Just", "Only", "Finally", "Monday", "Tuesday", "Wednesday",
    "Thursday", "Friday", "Saturday", "Sunday", "January", "February", "March", "April", "May", "June", "July",
    "August", "September", "October", "November", "December", "Coach", "And", "But", "Morning", "Afternoon",
    "Evening",
))  # fmt: skip


class Sentence(NamedTuple):
    """A sentence in lower case, with straight quotes; `is_negated` may still be a wish ("I don't eat meat")."""

    text: str
    spoken: str
    is_negated: bool


def told_sentences(message: str) -> list[Sentence]:
    """The sentences the athlete says of themselves and means.

    >>> [one.text for one in told_sentences("Ran 5 km in 25:00. How do I log 10 km? My wife ran 8 km. I didn't lift.")]
    ['ran 5 km in 25:00.', "i didn't lift."]
    """
    plain = message.replace("’", "'").replace("‘", "'")
    parts = [part.strip() for part in _SENTENCE.split(_QUOTED.sub(" ", plain))]
    return [sentence for part in parts if part and (sentence := _meant(part)) is not None]


def _meant(part: str) -> Sentence | None:
    lower = part.lower()
    asked = _REQUEST.sub("", lower)
    if asked != lower:
        lower = asked.rstrip("? ")
        part = part[len(part) - len(asked) :].rstrip("? ")
    if lower.endswith("?") or _QUESTION.search(lower) or _HEARSAY.search(lower) or _IMAGINED.search(lower):
        return None
    if _is_others(part, lower):
        return None
    denied = _FORGET_NOT.sub(" ", _FINISHED.sub(" ", lower))
    return Sentence(lower, part, _NEGATED.search(denied) is not None)


def _is_others(part: str, lower: str) -> bool:
    """Somebody else did it, and the athlete did not with them."""
    other, me = _OTHERS.search(lower), _ME.search(lower)
    if (
        other
        and not (me and me.start() < other.start())
        and not re.search(r"\b(?:and|with) (?:i|me)\b|\bwith (?:my|a|the)\b", lower)
    ):
        return True
    if other and re.search(r"\b(?:that|whose|how|when) (?:my|he|she|they)\b", lower[: other.end()]):
        return True
    named = _NAMED.search(part)
    return named is not None and named[1] not in _NO_NAMES and not _ME.search(lower[: named.start()])
