"""What can happen to a conversation and its messages beside being written."""

from __future__ import annotations

import json
from datetime import datetime
from typing import Literal
from uuid import UUID

from data import db
from data.conversations import (
    Conversation,
    ConversationChange,
    delete_conversation,
    find_conversation,
    insert_conversation,
    update_conversation,
)
from data.db import User
from data.message_changes import update_current_version, update_feedback
from data.messages import FeedbackEntry, Message, find_message, messages

ExportFormat = Literal["md", "json"]
PAGE = 200
SPEAKERS = {"user": "You", "assistant": "Coach K"}


def start_conversation(user: User, title: str | None = None) -> Conversation:
    """A new, empty one."""
    with db.write_as(user) as conn:
        conversation_id = insert_conversation(conn, title)
    return find_conversation(user, conversation_id)


def change_conversation(
    user: User, conversation_id: UUID, change: ConversationChange, expected: datetime | None = None
) -> Conversation:
    """Rename or pin it.

    Raises:
        Stale: it was changed since `expected`.
    """
    with db.write_as(user) as conn:
        update_conversation(conn, conversation_id, change, expected)
    return find_conversation(user, conversation_id)


def remove_conversation(user: User, conversation_id: UUID) -> None:
    """For good, with everything said in it."""
    with db.write_as(user) as conn:
        delete_conversation(conn, conversation_id)


def rate_answer(user: User, message_id: UUID, entry: FeedbackEntry) -> Message:
    with db.write_as(user) as conn:
        update_feedback(conn, message_id, entry)
    return find_message(user, message_id)


def choose_version(user: User, message_id: UUID) -> Message:
    """Show this version of an answer in the thread."""
    with db.write_as(user) as conn:
        update_current_version(conn, message_id)
    return find_message(user, message_id)


def export_conversation(user: User, conversation_id: UUID, file_format: ExportFormat) -> bytes:
    """The current thread as Markdown or JSON, oldest first."""
    conversation = find_conversation(user, conversation_id)
    said = whole_thread(user, conversation_id)
    if file_format == "json":
        kept = {
            "conversation": conversation.model_dump(mode="json"),
            "messages": [m.model_dump(mode="json") for m in said],
        }
        return json.dumps(kept, ensure_ascii=False, indent=2).encode()
    parts = [f"# {conversation.title or 'Conversation'}"]
    parts += [f"**{SPEAKERS[one.role]}**, {one.created_at:%Y-%m-%d %H:%M} UTC\n\n{one.content}" for one in said]
    return ("\n\n".join(parts) + "\n").encode()


def whole_thread(user: User, conversation_id: UUID) -> list[Message]:
    """Every current message, oldest first."""
    latest, total = messages(user, conversation_id, per_page=PAGE)
    pages = [latest]
    for page in range(2, -(-total // PAGE) + 1):
        pages.append(messages(user, conversation_id, page=page, per_page=PAGE)[0])
    return [message for page_of_messages in reversed(pages) for message in page_of_messages]
