"""Conversations with Coach K: their list, titles and pins."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, LiteralString
from uuid import UUID

from pydantic import BaseModel, ConfigDict, StringConstraints

from data import db
from data.db import Connection, User
from data.errors import NotFound, Stale
from data.profiles import my_athlete_id

ConversationTitle = Annotated[
    str, StringConstraints(strip_whitespace=True, min_length=1, max_length=120, pattern=r"^[^\x00]*$")
]
GONE = "This conversation is not there. It may have been deleted."


class ConversationChange(BaseModel):
    """What is left out stays as it is."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    title: ConversationTitle | None = None
    is_pinned: bool | None = None


class Conversation(BaseModel):
    """One thread; `title` is None until the first question has made one."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    id: UUID
    title: str | None
    is_pinned: bool
    has_own_title: bool
    message_count: int
    started_at: datetime
    last_message_at: datetime
    updated_at: datetime


CONVERSATIONS: LiteralString = """
select talk.*, (select count(*)::int from messages where conversation_id = talk.id and athlete_id = talk.athlete_id
                and is_current) as message_count
from conversations talk where talk.athlete_id = (select private.my_athlete_id())
"""
COUNT: LiteralString = (
    "select count(*)::int as total from conversations talk where talk.athlete_id = (select private.my_athlete_id())"
)
# A conversation is found by its title and by everything that was said in it and still stands.
MATCHES: LiteralString = """
 and (%(text)s = '' or strpos(lower(talk.title), lower(%(text)s)) > 0 or exists (
     select from messages said where said.conversation_id = talk.id and said.athlete_id = talk.athlete_id
         and said.is_current and strpos(lower(said.content), lower(%(text)s)) > 0))
"""


def conversations(user: User, text: str = "", *, page: int = 1, per_page: int = 30) -> tuple[list[Conversation], int]:
    """One page, pinned ones first, then the latest; and how many there are."""
    wanted = {"text": text.replace("\x00", "").strip(), "limit": per_page, "offset": (page - 1) * per_page}
    rows, counted = db.read_all(
        user,
        (
            CONVERSATIONS + MATCHES + " order by talk.is_pinned desc, talk.last_message_at desc, talk.id"
            " limit %(limit)s offset %(offset)s",
            wanted,
        ),
        (COUNT + MATCHES, wanted),
    )
    return [Conversation.model_validate(row) for row in rows], counted[0]["total"]


def find_conversation(user: User, conversation_id: UUID) -> Conversation:
    """
    Raises:
        NotFound: it is not there, or not theirs.
    """
    (rows,) = db.read_all(user, (CONVERSATIONS + " and talk.id = %s", (conversation_id,)))
    if not rows:
        raise NotFound(GONE)
    return Conversation.model_validate(rows[0])


def insert_conversation(conn: Connection, title: str | None = None) -> UUID:
    (row,) = conn.execute(
        "insert into conversations (athlete_id, title, has_own_title) values (%s, %s, %s) returning id",
        (my_athlete_id(conn), title, title is not None),
    ).fetchall()
    conversation_id: UUID = row["id"]
    return conversation_id


def update_conversation(
    conn: Connection, conversation_id: UUID, change: ConversationChange, expected: datetime | None
) -> None:
    """
    Raises:
        NotFound: it is not there.
        Stale: it was changed since `expected`.
    """
    changed = conn.execute(
        "update conversations set title = coalesce(%(title)s, title), is_pinned = coalesce(%(is_pinned)s, is_pinned),"
        " has_own_title = has_own_title or %(title)s::text is not null"
        " where id = %(id)s and (%(expected)s::timestamptz is null or updated_at = %(expected)s)",
        {"id": conversation_id, "expected": expected, **change.model_dump()},
    )
    if changed.rowcount:
        return
    if conn.execute("select from conversations where id = %s", (conversation_id,)).rowcount == 0:
        raise NotFound(GONE)
    raise Stale


def update_made_title(conn: Connection, conversation_id: UUID, title: str) -> None:
    """A title that was made, unless the athlete gave one."""
    conn.execute(
        "update conversations set title = %s where id = %s and not has_own_title", (title[:120], conversation_id)
    )


def delete_conversation(conn: Connection, conversation_id: UUID) -> None:
    if conn.execute("delete from conversations where id = %s", (conversation_id,)).rowcount == 0:
        raise NotFound(GONE)
