"""The story of one message to Coach K, from the question to what is kept of the answer. docs/coach.md draws it."""

from __future__ import annotations

import asyncio
import time
from typing import NamedTuple

from coach.pipeline.action_entries import TRAINING_KINDS
from coach.pipeline.actions import SuggestedAction, proposed
from coach.pipeline.context import Context, Question, read_context
from coach.pipeline.disclosure import reveals_prompt
from coach.pipeline.embed import embed_question
from coach.pipeline.events import Notice, Started, Token
from coach.pipeline.intents import Intent, intent_of
from coach.pipeline.model import EndsHere, ModelAnswer, ModelRequest, Publish, stream_answer
from coach.pipeline.model_actions import actions_by_model
from coach.pipeline.numbers_rule import violations
from coach.pipeline.offline import OfflineAnswer, offline_answer
from coach.pipeline.offline_care import care_of
from coach.pipeline.offline_proposals import above_cards
from coach.pipeline.prompt import athlete_message, request_messages
from coach.pipeline.safety import Assessment, assess
from coach.pipeline.tiers import Kind, Reserved, reserve, settle
from data.db import User
from data.knowledge import FoundChunk, chunks_by_id, search_chunks
from data.messages import FinishedAnswer, former_answer
from data.settings import settings

OFFLINE = "Coach K answers offline: from its knowledge base and your own numbers, without its model."
NO_BUDGET = "Coach K has used up what its model may answer for now. Try again later, or take the offline answer."
WITHHELD = "Coach K does not repeat its instructions. Ask about your training instead."
CONTINUE = "Continue your last answer exactly where it ended. Do not repeat anything."
CHECK_EVERY = 60  # characters of an answer
# How much depends on the answer decides which model is tried first.
KIND_OF_INTENT: dict[Intent, Kind] = {
    "goal_change": "goal_change", "plan_change": "plan", "plan_question": "plan", "outcome": "small_talk",
    "feedback": "small_talk", "small_talk": "small_talk",
}  # fmt: skip


class Job(NamedTuple):
    """One answer to be written."""

    user: User
    started: Started
    text: str
    may_use_model: bool
    is_new: bool = False  # the conversation's first question
    so_far: str = ""  # an answer that ended too early and is written on


async def reply(job: Job, publish: Publish) -> FinishedAnswer:
    """The whole story of one message, from the question to what is kept of the answer."""
    question = Question(job.started.question_id, job.text, await _embedding(job))
    context = await asyncio.to_thread(read_context, job.user, question)
    assessment = assess(job.text, context.spoken, context.age_years)
    if assessment.answer is not None:
        return _fixed(assessment, publish)
    chunks = await asyncio.to_thread(search_chunks, job.user, job.text, question.embedding)
    if not (job.may_use_model and settings().has_model):
        return await _offline(job, _Grounds(context, chunks, assessment), publish)
    return await _by_model(job, _Grounds(context, chunks, assessment), publish)


class _Grounds(NamedTuple):
    """What an answer stands on."""

    context: Context
    chunks: list[FoundChunk]
    assessment: Assessment

    @property
    def chunk_ids(self) -> list[str]:
        return [chunk.id for chunk in self.chunks]

    def violations(self, answer: str, question: str, *more: str) -> list[str]:
        """Numbers of the answer that stand in none of its sources; `more` are further ones."""
        said = [turn.content for turn in self.context.turns]
        passages = [chunk.content for chunk in self.chunks]
        return violations(answer, [*passages, athlete_message(self.context) or "", question, *said, *more])


async def _embedding(job: Job) -> list[float] | None:
    return await embed_question(job.text, may_leave=job.may_use_model)


def _fixed(assessment: Assessment, publish: Publish) -> FinishedAnswer:
    """What is said before any model: stop, and who helps."""
    text = assessment.answer or ""
    publish(Token(text))
    return FinishedAnswer(content=text, status="complete", origin="safety", safety_level=assessment.level)


async def _by_model(job: Job, grounds: _Grounds, publish: Publish) -> FinishedAnswer:
    reserved = await reserve(KIND_OF_INTENT.get(intent_of(job.text), "chat"), job.user)
    if reserved is None:
        return await _without_budget(job, grounds, publish)
    messages = request_messages(grounds.context, grounds.chunks, job.text, grounds.assessment.guidance)
    if job.so_far:
        messages += [{"role": "assistant", "content": job.so_far}, {"role": "user", "content": CONTINUE}]
    started = time.monotonic()
    proposing = asyncio.create_task(_actions(job, grounds))
    try:
        written = await stream_answer(ModelRequest(reserved.model, messages), _guarded(publish))
        await settle(reserved, written, _since(started))
        actions = await proposing if written.status == "complete" else []
    finally:
        proposing.cancel()
    if reveals_prompt(written.text):
        return FinishedAnswer(content=WITHHELD, status="complete", origin="safety", model=reserved.model)
    return _finished(job, grounds, reserved, written).model_copy(
        update={"latency_ms": _since(started), "suggested_actions": _kept_actions(actions)}
    )


def _finished(job: Job, grounds: _Grounds, reserved: Reserved, written: ModelAnswer) -> FinishedAnswer:
    text = job.so_far + written.text
    return FinishedAnswer(
        content=text,
        status=written.status,
        failure=written.failure,
        finish_reason=written.finish_reason,
        origin="model",
        model=reserved.model,
        safety_level=grounds.assessment.level,
        rag_chunks_used=grounds.chunk_ids,
        tokens_in=written.tokens_in,
        tokens_out=written.tokens_out,
        first_token_ms=written.first_token_ms,
        number_violations=grounds.violations(text, job.text),
    )


def _guarded(publish: Publish) -> Publish:
    """Ends the answer as soon as it recites the prompt; checked every few words."""
    text, checked = "", 0

    def guarded(event: Token | Notice) -> None:
        nonlocal text, checked
        if isinstance(event, Token):
            text += event.text
            if len(text) - checked >= CHECK_EVERY:
                checked = len(text)
                if reveals_prompt(text):
                    raise EndsHere
        publish(event)

    return guarded


def _since(started: float) -> int:
    return round((time.monotonic() - started) * 1000)


def _kept_actions(actions: list[SuggestedAction]) -> list[dict[str, object]]:
    return [action.model_dump(mode="json") for action in actions]


async def _offline(job: Job, grounds: _Grounds, publish: Publish) -> FinishedAnswer:
    """From the passages and the athlete's own numbers; what may be saved is proposed by the grammar."""
    started = time.monotonic()
    publish(Notice("offline", OFFLINE))
    wanted = await asyncio.to_thread(proposed, job.text, grounds.context)
    actions = _allowed(wanted.actions, grounds.assessment)
    said = await asyncio.to_thread(_said, job, grounds, wanted.question, actions)
    publish(Token(said.text))
    return FinishedAnswer(
        content=said.text,
        status="complete",
        origin="offline",
        safety_level=grounds.assessment.level,
        rag_chunks_used=said.chunk_ids,
        latency_ms=_since(started),
        number_violations=grounds.violations(said.text, job.text, *said.computed),
        suggested_actions=_kept_actions(actions),
    )


def _said(job: Job, grounds: _Grounds, question: str | None, actions: list[SuggestedAction]) -> OfflineAnswer:
    """What stands above the cards, or the one thing to ask first, or the answer to what was asked."""
    guidance = grounds.assessment.guidance
    if actions:
        text = above_cards(job.user, actions, grounds.context, guidance)
        return OfflineAnswer(text, [], (text,))
    if question and care_of(guidance).gives_sessions:
        return OfflineAnswer(question, [])
    return _composed(job, grounds)


def _composed(job: Job, grounds: _Grounds) -> OfflineAnswer:
    """The answer with the words of every passage it quotes, also of those it looked for itself."""
    guidance = grounds.assessment.guidance
    answer = offline_answer(job.user, job.text, grounds.chunks, grounds.context, guidance)
    passages = [chunk.content for chunk in chunks_by_id(job.user, answer.chunk_ids)]
    return answer._replace(computed=(*answer.computed, *passages))


async def _without_budget(job: Job, grounds: _Grounds, publish: Publish) -> FinishedAnswer:
    """What was answered to the same question before; else a clear word and the way to the offline answer."""
    # What is asked about the athlete has another answer every day.
    is_lasting = intent_of(job.text) == "knowledge"
    former = await asyncio.to_thread(former_answer, job.user, job.text, job.started.question_id) if is_lasting else None
    if former is None:
        return FinishedAnswer(content=job.so_far, status="failed", failure=NO_BUDGET, origin="model")
    publish(Notice("budget", f"The model's budget is used up: this is the answer of {former.created_at:%Y-%m-%d}."))
    publish(Token(former.content))
    return FinishedAnswer(
        content=former.content,
        status="complete",
        origin="cached",
        model=former.model,
        safety_level=grounds.assessment.level,
        rag_chunks_used=former.rag_chunks_used,
        number_violations=grounds.violations(former.content, job.text),
    )


async def _actions(job: Job, grounds: _Grounds) -> list[SuggestedAction]:
    """What the athlete may want to save: by the small model, else by the grammar."""
    by_model = await actions_by_model(job.user, job.text, grounds.context)
    if by_model is None:
        by_model = (await asyncio.to_thread(proposed, job.text, grounds.context)).actions
    return _allowed(by_model, grounds.assessment)


def _allowed(actions: list[SuggestedAction], assessment: Assessment) -> list[SuggestedAction]:
    """Nothing that programs training where the level refuses it."""
    is_refused = assessment.blocks_training or assessment.level == "diagnosed"
    return [action for action in actions if not (is_refused and action.kind in TRAINING_KINDS)]
