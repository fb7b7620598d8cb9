"""/api/v1/chat: ask Coach K, and follow an answer as it is written."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator
from uuid import UUID

from fastapi import APIRouter
from fastapi.responses import StreamingResponse
from pydantic import BaseModel, ConfigDict

from api.bearer import CurrentUser
from api.problems import PROBLEM_RESPONSES
from coach import answers, questions
from coach.pipeline.events import Event, Finished, Notice, Started, Token
from data.db import User
from data.messages import Message, MessageText

router = APIRouter(tags=["chat"], responses=PROBLEM_RESPONSES)

STREAM_HEADERS = {"cache-control": "no-store", "x-accel-buffering": "no"}
SSE: dict[int | str, dict[str, object]] = {
    200: {"content": {"text/event-stream": {}}, "description": "Events until `data: [DONE]`."}
}


class Ask(BaseModel):
    """A question; without a conversation it begins a new one. `is_offline` asks for the answer without the model."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    message: MessageText
    conversation_id: UUID | None = None
    is_offline: bool = False


class Again(BaseModel):
    """How an answer is written once more."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    is_offline: bool = False


class Reworded(BaseModel):
    """Other words for a question."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    message: MessageText
    is_offline: bool = False


@router.post("/chat", response_class=StreamingResponse, responses=SSE)
def ask(user: CurrentUser, asked: Ask) -> StreamingResponse:
    """Ask, and read the answer as it comes. It is written to its end even when you stop reading."""
    answer = questions.ask(user, asked.message, asked.conversation_id, is_offline=asked.is_offline)
    return _stream(user, answer.id)


@router.get("/messages/{message_id}/follow", response_class=StreamingResponse, responses=SSE)
def follow(user: CurrentUser, message_id: UUID) -> StreamingResponse:
    """An answer from its first word on, also one that is being written or was written elsewhere."""
    answers.find_answer(user, message_id)
    return _stream(user, message_id)


@router.post("/messages/{message_id}/regenerate", response_class=StreamingResponse, responses=SSE)
def regenerate(user: CurrentUser, message_id: UUID, again: Again) -> StreamingResponse:
    """Another answer to the same question; the former ones stay as its versions."""
    return _stream(user, questions.regenerate(user, message_id, is_offline=again.is_offline).id)


@router.post("/messages/{message_id}/continue", response_class=StreamingResponse, responses=SSE)
def continue_answer(user: CurrentUser, message_id: UUID) -> StreamingResponse:
    """Write on where an answer ended too early."""
    return _stream(user, questions.continue_answer(user, message_id).id)


@router.post("/messages/{question_id}/edit", response_class=StreamingResponse, responses=SSE)
def edit_question(user: CurrentUser, question_id: UUID, reworded: Reworded) -> StreamingResponse:
    """Ask in other words: the former question and what followed leave the thread, but are kept."""
    answer = questions.edit_question(user, question_id, reworded.message, is_offline=reworded.is_offline)
    return _stream(user, answer.id)


@router.post("/messages/{message_id}/stop", status_code=204)
def stop(user: CurrentUser, message_id: UUID) -> None:
    """End an answer where it is; what was written stays. Nothing happens when it has ended."""
    answers.stop(user, message_id)


def _stream(user: User, answer_id: UUID) -> StreamingResponse:
    return StreamingResponse(_events(user, answer_id), media_type="text/event-stream", headers=STREAM_HEADERS)


async def _events(user: User, answer_id: UUID) -> AsyncIterator[str]:
    async for event in answers.follow_async(user, answer_id):
        yield sse(event)
    yield "data: [DONE]\n\n"


def sse(event: Event) -> str:
    """An event on the wire: words as plain data, everything else with its name.

    >>> sse(Token("Easy\\nrun"))
    'data: {"token": "Easy\\\\nrun"}\\n\\n'
    """
    match event:
        case Token(text):
            return f"data: {json.dumps({'token': text})}\n\n"
        case Notice(kind, text):
            return f"event: notice\ndata: {json.dumps({'kind': kind, 'text': text})}\n\n"
        case Started(conversation_id, question_id, answer_id):
            ids = {"conversation_id": conversation_id, "question_id": question_id, "message_id": answer_id}
            return f"event: started\ndata: {json.dumps({name: str(one) for name, one in ids.items()})}\n\n"
        case Finished(message):
            return f"event: finished\ndata: {_json_of(message)}\n\n"


def _json_of(message: Message) -> str:
    return message.model_dump_json()
