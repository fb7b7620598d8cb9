"""What happens while an answer is written, as its followers see it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal
from uuid import UUID

from data.messages import Message

NoticeKind = Literal["warming_up", "busy", "slow", "offline", "budget"]


@dataclass(frozen=True)
class Started:
    """Question and answer have their places in the conversation."""

    conversation_id: UUID
    question_id: UUID
    answer_id: UUID


@dataclass(frozen=True)
class Notice:
    """Something the athlete should know while waiting, such as “Coach K is warming up…”."""

    kind: NoticeKind
    text: str


@dataclass(frozen=True)
class Token:
    """The next piece of the answer."""

    text: str


@dataclass(frozen=True)
class Finished:
    """The answer as kept, whole or not: its status and failure say which."""

    message: Message


Event = Started | Notice | Token | Finished
