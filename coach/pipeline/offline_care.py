"""What an offline answer says first when a message needs care, and what it then leaves out."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, NamedTuple

from coach.pipeline.safety.answers import GUIDANCE
from data.knowledge import FoundChunk

FOR_ATHLETE: Final = {
    "blocked": (
        "What you describe should be looked at by a doctor or physiotherapist before you train again. I give no "
        "workout until then. Tell them when it began, where it is, what makes it worse, and what you did before."
    ),
    "undiagnosed": (
        "What you describe has not been assessed yet. I cannot say what it is, and I strongly recommend that a "
        "physiotherapist or doctor looks at it. Until then, do only what is free of pain. What follows is education, "
        "not a session."
    ),
    "diagnosed": (
        "With a diagnosis, an operation or a clinician's limit, I give no training programme, load or pace. Ask your "
        "physiotherapist or sports medicine doctor for clearance first, and what you may do. What follows is general "
        "education only."
    ),
    "cleared": (
        "Good that a clinician has cleared you. Stay within what they allowed, and go back to them if anything "
        "hurts. I design no rehabilitation; what follows is general education."
    ),
    "illness": "Do not train with a fever or an acute illness. Come back easy and gradually once it is over.",
    "minor": (
        "As you are under 18, technique and fun come first: no weight loss, no calorie targets and no maximal lifts. "
        "Train with an adult who supervises you, and let a parent know."
    ),
    "past_eating_disorder": "After what you told me I give no weight, calorie or body composition targets.",
    "unproven_supplement": (
        "I speak only about supplements with good evidence: caffeine, creatine, beta-alanine and electrolytes. Leave "
        "hormones, boosters, prescription drugs and unregulated products alone: some are banned, some are dangerous."
    ),
    "weight_loss": (
        "No crash diets, and no fasting or drying out to make weight: lose weight slowly, or not before a race."
    ),
}
OTHERWISE: Final = "Please be careful here: what follows is general education and no replacement for a professional."

# With these nothing is said about sessions, plans or paces.
WITHOUT_SESSIONS: Final = frozenset({"blocked", "undiagnosed", "diagnosed", "cleared", "illness"})
WITHOUT_PROGRAMMES: Final = frozenset({"blocked", "diagnosed", "cleared", "illness"})
NO_TARGETS: Final = frozenset({"minor", "past_eating_disorder", "weight_loss"})
PROGRAMMES: Final = (
    "plan-", "session", "strength-", "compromised-running", "running-training", "running-paces", "hyrox-pacing",
    "testing-",
)  # fmt: skip
PROGRAMME_WORDS: Final = """
    drills progression training programme program session sessions workout plan week intervals strength pacing
    simulation substitutes volume emom amrap taper
"""
PROGRAMME_TOPICS: Final = frozenset(PROGRAMME_WORDS.split())
TARGET_TOPICS: Final = frozenset(
    {"weight", "weight loss", "race weight", "body composition", "calories", "energy deficit", "cutting"}
)


class Care(NamedTuple):
    """`words` come first; empty when nothing needs care."""

    words: str = ""
    keys: frozenset[str] = frozenset()

    @property
    def gives_sessions(self) -> bool:
        """Whether plans, sessions, paces and the athlete's programme may be spoken of."""
        return not self.words or not (self.keys & WITHOUT_SESSIONS or not self.keys)

    def allowed(self, chunks: Sequence[FoundChunk]) -> list[FoundChunk]:
        """The passages that may be quoted."""
        without_programmes = bool(self.words) and (bool(self.keys & WITHOUT_PROGRAMMES) or not self.keys)
        return [
            chunk
            for chunk in chunks
            if not (without_programmes and is_programme(chunk))
            and not (self.keys & NO_TARGETS and TARGET_TOPICS & set(chunk.topic_tags))
        ]


def care_of(guidance: str) -> Care:
    """The guidance of the safety level, in words for the athlete.

    >>> [care_of(text).gives_sessions for text in ("", GUIDANCE["diagnosed"], GUIDANCE["minor"])]
    [True, False, True]
    """
    if not guidance:
        return Care()
    keys = [key for key, text in GUIDANCE.items() if text in guidance]
    words = " ".join(FOR_ATHLETE.get(key, OTHERWISE) for key in keys) or OTHERWISE
    return Care(words, frozenset(keys))


def is_programme(chunk: FoundChunk) -> bool:
    """Whether a passage tells what to train."""
    return chunk.id.startswith(PROGRAMMES) or bool(PROGRAMME_TOPICS & {topic.casefold() for topic in chunk.topic_tags})
