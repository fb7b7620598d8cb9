"""Messages: questions and answers, how each answer ended, and its versions."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any, Literal, LiteralString, NamedTuple
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from data import db
from data.conversations import GONE
from data.db import User
from data.errors import NotFound

MessageText = Annotated[
    str, StringConstraints(strip_whitespace=True, min_length=1, max_length=8_000, pattern=r"^[^\x00]*$")
]
Status = Literal["writing", "complete", "stopped", "cut", "failed"]
Origin = Literal["model", "offline", "safety", "cached"]
Feedback = Literal["thumbs_up", "thumbs_down"]
SafetyLevel = Literal["none", "undiagnosed", "diagnosed", "emergency"]
MESSAGE_GONE = "This message is not there. It may have been deleted."


class FeedbackEntry(BaseModel):
    """Thumbs up or down, with a reason if one is given; None takes it back."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    feedback: Feedback | None
    reason: Annotated[str, StringConstraints(strip_whitespace=True, max_length=1_000, pattern=r"^[^\x00]*$")] = ""


class Message(BaseModel):
    """A question or an answer as kept."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    id: UUID
    conversation_id: UUID
    role: Literal["user", "assistant"]
    content: str
    question_id: UUID | None
    version: int
    version_count: int
    is_current: bool
    edited_from: UUID | None
    status: Status
    failure: str | None
    finish_reason: str | None
    origin: Origin | None
    model: str | None
    safety_level: SafetyLevel
    rag_chunks_used: list[str]
    tokens_in: int | None
    tokens_out: int | None
    latency_ms: int | None
    first_token_ms: int | None
    number_violations: list[str]
    suggested_actions: list[dict[str, Any]]
    feedback: Feedback | None
    feedback_reason: str | None
    created_at: datetime
    updated_at: datetime

    @property
    def is_answer(self) -> bool:
        return self.role == "assistant"

    @property
    def can_continue(self) -> bool:
        """Whether there is text that ended before it was finished."""
        is_unfinished = self.status in ("stopped", "cut") or self.finish_reason == "length"
        return self.is_answer and is_unfinished and bool(self.content)


class Turn(NamedTuple):
    """What was said, for the model's history."""

    role: Literal["user", "assistant"]
    content: str
    id: UUID


class FinishedAnswer(BaseModel):
    """How an answer ended, and what stood behind it."""

    model_config = ConfigDict(frozen=True)

    content: str
    status: Status
    failure: str | None = None
    finish_reason: str | None = None
    origin: Origin
    model: str | None = None
    safety_level: SafetyLevel = "none"
    rag_chunks_used: list[str] = Field(default_factory=list)
    tokens_in: int | None = None
    tokens_out: int | None = None
    latency_ms: int | None = None
    first_token_ms: int | None = None
    number_violations: list[str] = Field(default_factory=list)
    suggested_actions: list[dict[str, Any]] = Field(default_factory=list)


# An answer nobody writes any more, because its process ended, counts as cut.
MESSAGES: LiteralString = """
select said.id, said.conversation_id, said.role, said.content, said.question_id, said.version, said.is_current,
       said.edited_from, said.finish_reason, said.origin, said.model, said.safety_level, said.rag_chunks_used,
       said.tokens_in, said.tokens_out, said.latency_ms, said.first_token_ms, said.number_violations,
       said.suggested_actions, said.feedback, said.feedback_reason, said.created_at, said.updated_at, said.failure,
       case when said.status = 'writing' and said.updated_at < now() - make_interval(secs => 60) then 'cut'
            else said.status end as status,
       case when said.question_id is null then 1 else
           (select count(*)::int from messages other where other.question_id = said.question_id
            and other.athlete_id = said.athlete_id) end as version_count
from messages said where said.athlete_id = (select private.my_athlete_id())
"""


def messages(user: User, conversation_id: UUID, *, page: int = 1, per_page: int = 30) -> tuple[list[Message], int]:
    """One page of the current thread, page 1 the latest, each page oldest first; and how many there are.

    Raises:
        NotFound: there is no such conversation.
    """
    wanted = {"id": conversation_id, "limit": per_page, "offset": (page - 1) * per_page}
    latest = MESSAGES + (
        " and said.conversation_id = %(id)s and said.is_current"
        " order by said.created_at desc, said.role limit %(limit)s offset %(offset)s"
    )
    rows, counted = db.read_all(
        user,
        (latest, wanted),
        (
            "select (select count(*)::int from messages where conversation_id = talk.id and is_current) as total"
            " from conversations talk where talk.id = %(id)s and talk.athlete_id = (select private.my_athlete_id())",
            wanted,
        ),
    )
    if not counted:
        raise NotFound(GONE)
    return [Message.model_validate(row) for row in reversed(rows)], counted[0]["total"]


def find_message(user: User, message_id: UUID) -> Message:
    """
    Raises:
        NotFound: it is not there, or not theirs.
    """
    (rows,) = db.read_all(user, (MESSAGES + " and said.id = %s", (message_id,)))
    if not rows:
        raise NotFound(MESSAGE_GONE)
    return Message.model_validate(rows[0])


def answer_versions(user: User, question_id: UUID) -> list[Message]:
    """Every answer to a question, oldest first."""
    (rows,) = db.read_all(user, (MESSAGES + " and said.question_id = %s order by said.version", (question_id,)))
    return [Message.model_validate(row) for row in rows]


TURNS: LiteralString = """
select said.role, said.content, said.id from messages said, messages asked
where asked.id = %(before)s and said.conversation_id = asked.conversation_id and said.is_current
  and said.athlete_id = (select private.my_athlete_id())
  and said.created_at < asked.created_at and said.content <> '' and said.status <> 'failed'
order by said.created_at desc, said.role limit %(limit)s
"""


def turns_query(before: UUID, limit: int) -> db.Query:
    """The last turns of the thread before this message, newest first; answers that failed without words left out."""
    return TURNS, {"before": before, "limit": limit}


FORMER: LiteralString = """
 and said.origin = 'model' and said.status = 'complete' and said.safety_level = 'none'
 and said.created_at > now() - interval '30 days' and said.question_id <> %(without)s
 and exists (select from messages asked where asked.id = said.question_id and asked.athlete_id = said.athlete_id
             and lower(btrim(asked.content)) = lower(btrim(%(question)s)))
 order by said.created_at desc limit 1
"""


def former_answer(user: User, question: str, without: UUID) -> Message | None:
    """The latest whole answer of the model to the same question of this athlete, of the last 30 days."""
    (rows,) = db.read_all(user, (MESSAGES + FORMER, {"question": question, "without": without}))
    return Message.model_validate(rows[0]) if rows else None
