"""One conversation: its messages, and the answer that is being written, which the page only follows."""

from __future__ import annotations

import time
from typing import NamedTuple
from uuid import UUID

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from coach import answers
from coach.pipeline.events import Finished, Notice, Token
from data.conversations import Conversation, find_conversation
from data.db import User
from data.errors import AppError
from data.messages import Message, messages
from pages import errors
from pages.chat.answer import draw_answer
from pages.chat.markdown import one_line, shown
from pages.chat.question import draw_question
from pages.session import require_user

PER_PAGE = 30
DRAW_EVERY_S = 0.05
CURSOR = " ▍"
DRAWN = "chat-drawn"
MOST_PARTS = 8  # of a finished answer
THINKING = "Coach K is thinking…"


class Thread(NamedTuple):
    """The latest messages of a conversation, oldest first, and how many came before them."""

    conversation: Conversation
    said: list[Message]
    earlier_count: int

    @property
    def running(self) -> Message | None:
        """The answer that is being written."""
        return next((message for message in reversed(self.said) if message.status == "writing"), None)


def read_thread(user: User, conversation_id: UUID) -> Thread:
    """
    Raises:
        NotFound: it is not there, or not theirs.
    """
    conversation = find_conversation(user, conversation_id)
    said, total = messages(user, conversation_id, per_page=PER_PAGE * st.session_state.get(_pages(conversation_id), 1))
    return Thread(conversation, said, total - len(said))


def draw_thread(user: User, thread: Thread) -> None:
    """The messages, and last of all whatever is still being written: following it takes time."""
    said, running = thread.said, thread.running
    with st.container(key="chat-thread", gap="small"):
        with st.container():
            if thread.earlier_count:
                _draw_earlier(thread)
        places = [st.container(gap="xsmall", key=f"message-{message.id}") for message in said]
        _wipe(len(said))
    for message, place in zip(said, places, strict=True):
        with place:
            if message is not running:
                _draw(user, message, is_last=message is said[-1], is_busy=running is not None)
    if running is not None:
        with places[said.index(running)]:
            _follow(user, running)


def _draw_earlier(thread: Thread) -> None:
    label = f"Earlier messages ({thread.earlier_count})"
    st.button(label, key="chat-earlier", on_click=_more, args=(_pages(thread.conversation.id),), width="stretch")


def _pages(conversation_id: UUID) -> str:
    return f"chat-pages-{conversation_id}"


def _more(pages_key: str) -> None:
    st.session_state[pages_key] = st.session_state.get(pages_key, 1) + 1


def _wipe(count: int) -> None:
    """What the run before drew further down would stay on the screen until an answer is finished."""
    _overwrite(st.session_state.get(DRAWN, 0) - count)
    st.session_state[DRAWN] = count


def _overwrite(count: int = MOST_PARTS) -> None:
    for _ in range(count):
        st.empty()


def _draw(user: User, message: Message, *, is_last: bool, is_busy: bool) -> None:
    if not message.is_answer:
        draw_question(message, is_busy=is_busy)
    elif message.status == "writing":
        st.caption("This answer is still being written.")
    else:
        draw_answer(user, message, is_last=is_last)


def _follow(user: User, message: Message) -> None:
    """Follows in memory, or in the database when another process writes; no connection is held meanwhile.

    Not `st.write_stream`: it would show the pieces as they come, and only the whole text can be made safe.
    """
    with st.chat_message("assistant"):
        note, body = st.empty(), st.empty()
        st.button("Stop", icon=":material/stop:", key=f"stop-{message.id}", on_click=_stop, args=(message.id,))
        _overwrite()
    _overwrite()
    note.caption(f":shimmer[{THINKING}]")
    try:
        _draw_growing(user, message, note, body)
    except AppError as gone:
        errors.show(gone)
        return
    st.rerun()


def _draw_growing(user: User, message: Message, note: DeltaGenerator, body: DeltaGenerator) -> None:
    text, drawn_at = "", 0.0
    for event in answers.follow(user, message.id):
        match event:
            case Token(piece):
                if not text:
                    note.empty()
                text += piece
                if time.monotonic() - drawn_at >= DRAW_EVERY_S:
                    body.markdown(shown(text) + CURSOR)
                    drawn_at = time.monotonic()
            case Notice(_, words):
                note.caption(one_line(words))
            case Finished():
                return


def _stop(message_id: UUID) -> None:
    with errors.shown_here():
        answers.stop(require_user(), message_id)
