"""Coach K without a model: an answer put together from the best passages and the athlete's computed numbers."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import Final, NamedTuple

from coach.pipeline.context import Context
from coach.pipeline.extract import Extract, extracts
from coach.pipeline.intents import Intent, intent_of
from coach.pipeline.offline_advice import advice_of, advice_searches, fitting, stations_named
from coach.pipeline.offline_care import Care, care_of
from coach.pipeline.offline_numbers import (
    Said,
    feedback_said,
    goals_said,
    losses_said,
    planned_said,
    today_said,
    week_said,
)
from coach.pipeline.offline_pace import pace_said
from coach.pipeline.offline_plan import fitness_said, plan_said
from coach.pipeline.prompts_of_day import suggested_prompts
from coach.pipeline.question_terms import is_about, word_count
from data.db import User
from data.knowledge import FoundChunk, search_chunks

NOTHING: Final = (
    "My knowledge base has nothing on that, and without my model I do not guess. I can help with HYROX stations and "
    "rules, running, training plans, races, fuelling, recovery and your own numbers. Try to name the station, the "
    "session or the part of the race you mean."
)
NO_SESSIONS: Final = "I leave your planned sessions, paces and targets out of this answer until you are cleared."
NO_LEFT: Final = "I have nothing more on this that would be safe to say without a clinician's view."
GREETING: Final = "Hello, good to hear from you."
THANKS: Final = "You are welcome."
BYE: Final = "See you soon, and train well."
WHO: Final = (
    "I am Coach K, your coach for HYROX and running. Right now I answer without my model, from my knowledge base and "
    "your own numbers."
)
ASK_ME: Final = "You can ask me, for example:"
# What the app itself can do about it, in one sentence.
IN_THE_APP: Final[dict[Intent, str]] = {
    "log": (
        "I could not read a session out of that: write what you did, how long or how far, and how hard it felt from 1 "
        "to 10, or enter it on the Training log page."
    ),
    "goal_change": (
        "You can set, change or close goals on the Goals page, and start a plan that fits the new goal on the Plan "
        "page."
    ),
    "plan_change": (
        "You can move, skip or shorten a session on the Plan page; a trip, an injury or an illness goes on the "
        "Progress page."
    ),
    "outcome": (
        "You can say on the Plan page what became of a session: done or missed stands above what was assumed. Runs "
        "you import find their sessions by themselves."
    ),
    "profile_update": (
        "Keep that up to date on the Profile page, so that your plans and my answers fit; new bests count by "
        "themselves once the session or test is in the Training log or on the Records page."
    ),
}
IMPROVING: Final = re.compile(
    r"^(?:how (?:do|can|to|should) (?:i )?|help me |tips (?:to|for) |i (?:want|need) to )?"
    r"(?:get |be |become |getting )?"
    r"(?:better|faster|quicker|improve|improving|speed up)\b",
    re.IGNORECASE,
)
UNWELL: Final = re.compile(r"injur|sick|\bill\b|hurt|sprain|strain|tweak|twist|pulled", re.IGNORECASE)
UNWELL_IN_THE_APP: Final = (
    "I am sorry to hear that. Enter it as an injury or illness on the Progress page, so that your readiness takes it "
    "into account, and move or skip sessions on the Plan page. If it hurts, let a physiotherapist or doctor look at it "
    "before you train on."
)
ABOUT_TRAINING: Final[tuple[Intent, ...]] = (
    "today", "week", "losses", "pace", "plan_change", "goal_change", "plan_question", "fitness", "outcome",
)  # fmt: skip
MOST_ASKED = 3
FEW_SOURCES = 2
LEAST_IN_HEADING, LEAST_IN_TEXT, FEWEST_WORDS = 0.34, 0.5, 3


class OfflineAnswer(NamedTuple):
    """`computed`: what its numbers come from beside the passages' words: the app's arithmetic, and their headings."""

    text: str
    chunk_ids: list[str]
    computed: tuple[str, ...] = ()


class _Asked(NamedTuple):
    """One question and everything an answer may be made of."""

    user: User
    question: str
    chunks: Sequence[FoundChunk]
    context: Context
    care: Care

    def search(self, words: str) -> list[FoundChunk]:
        """Further passages, as far as they may be quoted."""
        return self.care.allowed(search_chunks(self.user, words))


class _Part(NamedTuple):
    said: Said
    found: list[Extract]


def offline_answer(
    user: User, question: str, chunks: Sequence[FoundChunk], context: Context, guidance: str = ""
) -> OfflineAnswer:
    """Numbers only from passages and from what the app computed; `guidance` is the safety level's."""
    care = care_of(guidance)
    intent = intent_of(question)
    is_teamed = context.profile is not None and context.profile.division in ("doubles", "relay")
    fitted = fitting(user, question, chunks, is_teamed=is_teamed) if intent != "small_talk" else []
    asked = _Asked(user, question, care.allowed(fitted), context, care)
    part = _careful(asked, intent) if not care.gives_sessions else ANSWERS.get(intent, _knowledge)(asked)
    paragraphs = [care.words, part.said.text, *(_quoted(found) for found in part.found), _sources(part.found)]
    return OfflineAnswer(
        text="\n\n".join(paragraph for paragraph in paragraphs if paragraph),
        chunk_ids=[found.chunk.id for found in part.found],
        computed=(*part.said.computed, *(found.source for found in part.found)),
    )


def _careful(asked: _Asked, intent: Intent) -> _Part:
    """Education only: nothing of the plan, no paces, no programmes."""
    found = extracts(asked.question, asked.chunks)
    about_training = intent in ABOUT_TRAINING
    return _Part(Said(NO_SESSIONS if about_training else "" if found else NO_LEFT), found)


def _knowledge(asked: _Asked) -> _Part:
    named = stations_named(asked.question)
    if len(named) == 1 and IMPROVING.search(asked.question):
        found = _advice(asked, named[0])
    else:
        found = extracts(asked.question, asked.chunks)
    return _Part(Said("" if found else NOTHING), found)


def _today(asked: _Asked) -> _Part:
    return _Part(today_said(asked.context, asked.question), _related(asked, 1))


def _related(asked: _Asked, most: int, fewest_words: int = FEWEST_WORDS) -> list[Extract]:
    """What the knowledge base has beside the answer, when the message says enough to tell."""
    if word_count(asked.question) < fewest_words:
        return []
    about = [chunk for chunk in asked.chunks if is_about(asked.question, chunk, LEAST_IN_HEADING, LEAST_IN_TEXT)]
    return extracts(asked.question, about, most)


def _week(asked: _Asked) -> _Part:
    return _Part(week_said(asked.context), [])


def _losses(asked: _Asked) -> _Part:
    """Where the time goes, then what helps at the largest loss."""
    losses = losses_said(asked.context)
    if losses.split:
        return _Part(losses, _advice(asked, losses.split))
    return _Part(losses, extracts(asked.question, asked.chunks, FEW_SOURCES))


def _advice(asked: _Asked, split: str) -> list[Extract]:
    """One passage for each thing worth looking up."""
    found = [(words, advice_of(asked.search(words), split)) for words in advice_searches(split)]
    firsts = [extract for words, chunks in found for extract in extracts(words, chunks, 1)]
    return list({extract.chunk.id: extract for extract in firsts}.values())


def _pace(asked: _Asked) -> _Part:
    pace = pace_said(asked.user, asked.question, asked.context)
    return _Part(pace, [] if pace.is_whole else extracts(asked.question, asked.chunks, 1))


def _plan(asked: _Asked) -> _Part:
    return _Part(plan_said(asked.context, asked.question), [])


def _fitness(asked: _Asked) -> _Part:
    said = fitness_said(asked.context, asked.question)
    return _Part(said, [] if said.is_whole else _related(asked, 1))


def _feedback(asked: _Asked) -> _Part:
    return _Part(feedback_said(asked.context, asked.question), [])


def _small_talk(asked: _Asked) -> _Part:
    prompts = suggested_prompts(asked.context)[:MOST_ASKED]
    listed = "\n".join(f"- {prompt}" for prompt in prompts)
    return _Part(Said(f"{_greeting(asked.question)} {ASK_ME}\n\n{listed}"), [])


def _greeting(question: str) -> str:
    said = question.casefold()
    if any(word in said for word in ("thank", "thx", "cheers", "great", "cool", "perfect", "nice")):
        return THANKS
    if any(word in said for word in ("bye", "see you", "night")):
        return BYE
    return WHO if any(word in said for word in ("who", "what", "help", "are you", "can i")) else GREETING


def _in_the_app(intent: Intent) -> Callable[[_Asked], _Part]:
    return lambda asked: _Part(
        _app_said(asked, intent), _related(asked, FEW_SOURCES, 1 if intent == "goal_change" else FEWEST_WORDS)
    )


def _app_said(asked: _Asked, intent: Intent) -> Said:
    """What stands, and what the app can do about it."""
    text = IN_THE_APP[intent]
    if intent == "profile_update" and UNWELL.search(asked.question):
        text = UNWELL_IN_THE_APP
    stands = {"goal_change": goals_said, "plan_change": planned_said}.get(intent)
    if stands is None:
        return Said(text)
    said = stands(asked.context)
    return said._replace(text=f"{said.text}\n\n{text}".strip())


ANSWERS: Final[dict[Intent, Callable[[_Asked], _Part]]] = {
    "today": _today,
    "week": _week,
    "losses": _losses,
    "pace": _pace,
    "plan_question": _plan,
    "fitness": _fitness,
    "feedback": _feedback,
    "small_talk": _small_talk,
    **{intent: _in_the_app(intent) for intent in IN_THE_APP},
}


def _quoted(found: Extract) -> str:
    """A passage's sentences under its last heading."""
    return f"**{found.chunk.section.split(' › ')[-1]}**\n\n{found.text}"


def _sources(found: Sequence[Extract]) -> str:
    return f"Sources: {'; '.join(extract.source for extract in found)}" if found else ""
