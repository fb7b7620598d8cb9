"""One finished answer: its words, how it ended, what it stands on, and what can be done with it."""

from __future__ import annotations

import streamlit as st

from data.db import User
from data.messages import Message
from pages.chat.action_cards import draw_actions
from pages.chat.answer_tools import draw_tools, start
from pages.chat.markdown import shown, typed
from pages.chat.words import ending, origin_line, violations_line

HEALTH_FIRST = ("emergency", "diagnosed", "undiagnosed")


def draw_answer(user: User, message: Message, *, is_last: bool) -> None:
    with st.chat_message("assistant"):
        if message.origin == "safety" and message.safety_level in HEALTH_FIRST:
            _draw_safety(message)
        elif message.content:
            st.markdown(shown(message.content))
        _draw_ending(message, is_last=is_last)
        draw_actions(user, message)
        _draw_small_print(message)
    draw_tools(user, message, is_last=is_last)


def _draw_safety(message: Message) -> None:
    with st.container(border=True, gap="xsmall", key=f"safety-{message.id}"):
        st.markdown("**:material/health_and_safety: Your health comes first**")
        st.markdown(shown(message.content))


def _draw_ending(message: Message, *, is_last: bool) -> None:
    """Why it ended early, and the ways on."""
    words = ending(message)
    if not words:
        return
    with st.container(border=True, gap="xsmall", key=f"ending-{message.id}"):
        st.markdown(f":material/info: {typed(words)}")
        with st.container(horizontal=True, gap="small"):
            if message.can_continue:
                start("Continue", "continue", message)
            if is_last:
                if not message.content:
                    start("Try again", "regenerate", message)
                if message.status in ("failed", "cut"):
                    start("Answer offline", "offline", message)


def _draw_small_print(message: Message) -> None:
    if message.safety_level in HEALTH_FIRST and message.origin != "safety":
        st.caption(":material/health_and_safety: Careful answer: what you describe should be looked at by a clinician.")
    violations = violations_line(message)
    if violations:
        st.caption(f":material/rule: {violations}")
    origin = origin_line(message)
    if origin:
        st.caption(origin)
