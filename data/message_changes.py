"""Writes of messages: asked, answered, grown, finished, regenerated, edited."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple
from uuid import UUID

from psycopg.types.json import Jsonb

from data.conversations import GONE
from data.db import Connection
from data.errors import NotFound
from data.messages import MESSAGE_GONE, FeedbackEntry, FinishedAnswer, SafetyLevel


def insert_question(conn: Connection, conversation_id: UUID, content: str, edited_from: UUID | None = None) -> UUID:
    """
    Raises:
        NotFound: there is no such conversation.
    """
    row = conn.execute(
        """
        with talk as (
            update conversations set last_message_at = clock_timestamp() where id = %(conversation)s
            returning id, athlete_id
        )
        insert into messages (athlete_id, conversation_id, role, content, edited_from, created_at, recall_words)
        select talk.athlete_id, talk.id, 'user', %(content)s, %(edited_from)s, clock_timestamp(),
               to_tsvector('english', concat_ws(' ', (
                   select said.content from messages said where said.conversation_id = talk.id and said.is_current
                   order by said.created_at desc limit 1), %(content)s::text))
        from talk returning id
        """,
        {"conversation": conversation_id, "content": content, "edited_from": edited_from},
    ).fetchone()
    if row is None:
        raise NotFound(GONE)
    question_id: UUID = row["id"]
    return question_id


def consents_to_ai(conn: Connection) -> bool:
    """Whether this athlete's words may be sent to a model."""
    row = conn.execute(
        "select ai_consented_at is not null as agreed from athlete_profiles where id = (select private.my_athlete_id())"
    ).fetchone()
    return bool(row and row["agreed"])


def insert_answer(conn: Connection, question_id: UUID) -> UUID:
    """A new, still empty answer that is being written; former ones stay, but are no longer current.

    Raises:
        NotFound: there is no such question.
    """
    question = conn.execute(
        "select from messages where id = %s and role = 'user' for update", (question_id,)
    ).fetchone()
    if question is None:
        raise NotFound(MESSAGE_GONE)
    conn.execute("update messages set is_current = false where question_id = %s", (question_id,))
    (row,) = conn.execute(
        """
        insert into messages (athlete_id, conversation_id, role, content, question_id, status, version, created_at)
        select athlete_id, conversation_id, 'assistant', '', id, 'writing',
               1 + (select count(*) from messages where question_id = asked.id),
               -- A later version stands where the first one stood.
               coalesce((select min(created_at) from messages where question_id = asked.id), clock_timestamp())
        from messages asked where id = %s returning id
        """,
        (question_id,),
    ).fetchall()
    answer_id: UUID = row["id"]
    return answer_id


def update_current_version(conn: Connection, answer_id: UUID) -> None:
    """Show this version of the answer in the thread."""
    changed = conn.execute(
        "update messages said set is_current = said.id = chosen.id from messages chosen"
        " where chosen.id = %s and said.question_id = chosen.question_id",
        (answer_id,),
    )
    if changed.rowcount == 0:
        raise NotFound(MESSAGE_GONE)


def retire_from(conn: Connection, message_id: UUID) -> UUID:
    """Take a question, and all that follows it, out of the current thread; returns the conversation."""
    row = conn.execute("select conversation_id from messages where id = %s and role = 'user'", (message_id,)).fetchone()
    if row is None:
        raise NotFound(MESSAGE_GONE)
    conn.execute(
        "update messages said set is_current = false from messages first where first.id = %s"
        " and said.conversation_id = first.conversation_id and said.created_at >= first.created_at",
        (message_id,),
    )
    conversation_id: UUID = row["conversation_id"]
    return conversation_id


def update_question(conn: Connection, message_id: UUID, content: str) -> None:
    """Other words for a question whose answer stays."""
    changed = conn.execute("update messages set content = %s where id = %s and role = 'user'", (content, message_id))
    if changed.rowcount == 0:
        raise NotFound(MESSAGE_GONE)


def update_growing(conn: Connection, answer_id: UUID, content: str) -> None:
    """What an answer is so far; also says that somebody still writes it."""
    conn.execute("update messages set content = %s where id = %s and status = 'writing'", (content, answer_id))


def reopen_answer(conn: Connection, answer_id: UUID) -> None:
    """An answer that ended too early is written on."""
    changed = conn.execute(
        "update messages set status = 'writing', failure = null, finish_reason = null where id = %s"
        " and role = 'assistant'",
        (answer_id,),
    )
    if changed.rowcount == 0:
        raise NotFound(MESSAGE_GONE)


def finish_answer(conn: Connection, answer_id: UUID, answer: FinishedAnswer) -> None:
    """The whole answer with what stood behind it; the conversation moves to the top."""
    conn.execute(
        """
        with answered as (
            update messages said set content = %(content)s, status = %(status)s, failure = %(failure)s,
                finish_reason = %(finish_reason)s, origin = %(origin)s, model = %(model)s,
                safety_level = %(safety_level)s, rag_chunks_used = %(rag_chunks_used)s, tokens_in = %(tokens_in)s,
                tokens_out = %(tokens_out)s, latency_ms = %(latency_ms)s, first_token_ms = %(first_token_ms)s,
                number_violations = %(number_violations)s, suggested_actions = %(suggested_actions)s,
                recall_words = to_tsvector('english', concat_ws(' ', (
                    select content from messages asked where asked.id = said.question_id), %(content)s::text))
            where said.id = %(id)s returning conversation_id
        )
        update conversations set last_message_at = clock_timestamp()
        where id in (select conversation_id from answered)
        """,
        {**answer.model_dump(), "suggested_actions": Jsonb(answer.suggested_actions), "id": answer_id},
    )


def update_feedback(conn: Connection, message_id: UUID, entry: FeedbackEntry) -> None:
    """
    Raises:
        NotFound: there is no such answer.
    """
    changed = conn.execute(
        "update messages set feedback = %s, feedback_reason = %s where id = %s and role = 'assistant'",
        (entry.feedback, (entry.reason or None) if entry.feedback else None, message_id),
    )
    if changed.rowcount == 0:
        raise NotFound(MESSAGE_GONE)


def update_actions(conn: Connection, message_id: UUID, actions: Sequence[dict[str, Any]]) -> None:
    conn.execute("update messages set suggested_actions = %s where id = %s", (Jsonb(list(actions)), message_id))


class LockedActions(NamedTuple):
    """What an answer proposed, unchangeable by others until the transaction ends."""

    message_id: UUID
    conversation_id: UUID
    question_id: UUID | None
    safety_level: SafetyLevel
    actions: list[dict[str, Any]]


def locked_actions(conn: Connection, message_id: UUID) -> LockedActions:
    """
    Raises:
        NotFound: there is no such answer.
    """
    row = conn.execute(
        "select id as message_id, conversation_id, question_id, safety_level, suggested_actions as actions"
        " from messages where id = %s and role = 'assistant' for no key update",
        (message_id,),
    ).fetchone()
    if row is None:
        raise NotFound(MESSAGE_GONE)
    return LockedActions(**row)
