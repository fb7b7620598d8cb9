"""What can be done with questions and answers: ask, ask anew, reword, write on. Each begins an answer's task."""

from __future__ import annotations

import asyncio
import logging
from typing import Literal
from uuid import UUID

from coach import answers
from coach.answers import Answer
from coach.chat import Job, reply
from coach.pipeline.events import Finished, Started, Token
from coach.pipeline.model import CUT
from coach.pipeline.titles import better_title, title_of
from data import db
from data.conversations import insert_conversation, update_made_title
from data.db import User
from data.errors import AppError, Conflict
from data.message_changes import (
    consents_to_ai,
    finish_answer,
    insert_answer,
    insert_question,
    reopen_answer,
    retire_from,
    update_growing,
    update_question,
)
from data.messages import FinishedAnswer, Message, find_message

log = logging.getLogger(__name__)

SAVE_EVERY_S = 1.0
BROKEN = "Something went wrong on our side. Your question is kept: ask again."


def ask(user: User, text: str, conversation_id: UUID | None = None, *, is_offline: bool = False) -> Answer:
    """Keep the question, in a new conversation if none is named, and begin its answer.

    Raises:
        NotFound: there is no such conversation.
    """
    with db.write_as(user) as conn:
        conversation = conversation_id or insert_conversation(conn)
        question_id = insert_question(conn, conversation, text)
        answer_id = insert_answer(conn, question_id)
        if conversation_id is None:
            update_made_title(conn, conversation, title_of(text))
        may_use_model = consents_to_ai(conn) and not is_offline
    started = Started(conversation, question_id, answer_id)
    return _begin(Job(user, started, text, may_use_model, is_new=conversation_id is None))


def regenerate(user: User, answer_id: UUID, *, is_offline: bool = False) -> Answer:
    """Another answer to the same question; the former ones stay as its versions."""
    former = _ended(user, answer_id)
    question = find_message(user, former.question_id or answer_id)
    with db.write_as(user) as conn:
        fresh_id = insert_answer(conn, question.id)
        may_use_model = consents_to_ai(conn) and not is_offline
    return _begin(Job(user, Started(question.conversation_id, question.id, fresh_id), question.content, may_use_model))


def edit_question(user: User, question_id: UUID, text: str, *, is_offline: bool = False) -> Answer:
    """Ask in other words: the former question and all that followed leave the thread, but are kept."""
    with db.write_as(user) as conn:
        conversation_id = retire_from(conn, question_id)
        fresh_id = insert_question(conn, conversation_id, text, edited_from=question_id)
        answer_id = insert_answer(conn, fresh_id)
        may_use_model = consents_to_ai(conn) and not is_offline
    return _begin(Job(user, Started(conversation_id, fresh_id, answer_id), text, may_use_model))


def continue_answer(user: User, answer_id: UUID) -> Answer:
    """Write on where an answer ended too early.

    Raises:
        Conflict: it is whole, or was never begun.
    """
    former = _ended(user, answer_id)
    if not former.can_continue or former.question_id is None:
        raise Conflict("This answer is whole. Ask on, or have it written anew.")
    question = find_message(user, former.question_id)
    with db.write_as(user) as conn:
        reopen_answer(conn, answer_id)
        may_use_model = consents_to_ai(conn)
    started = Started(former.conversation_id, question.id, answer_id)
    return _begin(Job(user, started, question.content, may_use_model, so_far=former.content))


def reword_question(user: User, question_id: UUID, text: str) -> Message:
    """Other words for a question; its answer and what follows stay as they are."""
    with db.write_as(user) as conn:
        update_question(conn, question_id, text)
    return find_message(user, question_id)


def _ended(user: User, answer_id: UUID) -> Message:
    """The answer, if nobody is writing it.

    Raises:
        Conflict: it is still being written.
    """
    message = find_message(user, answer_id)
    if not message.is_answer or message.status == "writing":
        raise Conflict("This answer is still being written.")
    return message


def _begin(job: Job) -> Answer:
    return answers.begin(job.started, lambda answer: _write(job, answer))


async def _write(job: Job, answer: Answer) -> None:
    """Reply, keep the text as it grows, and what became of it at the end, whatever that is."""
    if job.so_far:
        answer.publish(Token(job.so_far))
    keeping = asyncio.create_task(_keep_growing(job, answer))
    try:
        finished = await reply(job, answer.publish)
    except asyncio.CancelledError:
        finished = _ended_early(answer, "stopped", None)
    except AppError as expected:
        finished = _ended_early(answer, "cut" if answer.text else "failed", expected.text)
    except Exception:  # the athlete must not wait for ever; the bug stays loud in the log
        log.exception("an answer could not be written")
        finished = _ended_early(answer, "cut" if answer.text else "failed", CUT if answer.text else BROKEN)
    finally:
        keeping.cancel()
    await _finish(job, answer, finished)


async def _finish(job: Job, answer: Answer, finished: FinishedAnswer) -> None:
    try:
        message = await asyncio.to_thread(_kept, job, finished)
    except Exception:  # nobody must follow for ever what the database could not take
        log.exception("an answer could not be kept")
        answer.end()
        return
    answer.publish(Finished(message))
    if job.is_new and job.may_use_model and finished.status == "complete" and finished.origin == "model":
        title = await better_title(job.user, job.text)
        if title:
            await asyncio.to_thread(_retitle, job, title)


def _ended_early(answer: Answer, status: Literal["stopped", "cut", "failed"], failure: str | None) -> FinishedAnswer:
    return FinishedAnswer(content=answer.text, status=status, failure=failure, origin="model")


async def _keep_growing(job: Job, answer: Answer) -> None:
    kept = job.so_far
    while True:
        await asyncio.sleep(SAVE_EVERY_S)
        text = answer.text
        if text != kept or not text:
            await asyncio.to_thread(_grown, job, text)
            kept = text


def _grown(job: Job, text: str) -> None:
    with db.write_as(job.user) as conn:
        update_growing(conn, job.started.answer_id, text)


def _kept(job: Job, finished: FinishedAnswer) -> Message:
    with db.write_as(job.user) as conn:
        finish_answer(conn, job.started.answer_id, finished)
    return find_message(job.user, job.started.answer_id)


def _retitle(job: Job, title: str) -> None:
    with db.write_as(job.user) as conn:
        update_made_title(conn, job.started.conversation_id, title)
