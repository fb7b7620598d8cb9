"""One question of the athlete: as it was typed, to be worded anew."""

from __future__ import annotations

from uuid import UUID

import streamlit as st

from coach import questions
from data.errors import AppError
from data.messages import Message
from pages.chat.asking import BOX_LIMIT, BUSY, question_problem
from pages.chat.markdown import typed
from pages.session import require_user


def draw_question(message: Message, *, is_busy: bool) -> None:
    with st.chat_message("user"):
        st.markdown(typed(message.content))
    with st.container(key=f"question-tools-{message.id}", horizontal=True, horizontal_alignment="right"):
        popover = st.popover("Edit", type="tertiary", on_change="rerun", key=f"edit-{message.id}")
    if popover.open:
        with popover:
            _draw_edit(message, is_busy=is_busy)


def _draw_edit(message: Message, *, is_busy: bool) -> None:
    key = f"edited-{message.id}"
    st.text_area("Your question", message.content, max_chars=BOX_LIMIT, height=140, key=key)
    problem = st.session_state.get(f"{key}-problem")
    if problem:
        st.markdown(f":red[{problem}]")
    with st.container(horizontal=True, gap="small"):
        st.button(
            "Send again", type="primary", key=f"{key}-send", on_click=_send_again, args=(message.id, is_busy),
        )  # fmt: skip
        st.button("Save", key=f"{key}-save", on_click=_save, args=(message.id,))
    st.caption("Send again: a new answer, and what follows leaves the thread. Save: only your words change.")


def _send_again(message_id: UUID, is_busy: bool) -> None:
    text = _edited(message_id)
    if text is None:
        return
    if is_busy:
        _say(message_id, BUSY)
        return
    try:
        questions.edit_question(require_user(), message_id, text)
    except AppError as refused:
        _say(message_id, refused.text)


def _save(message_id: UUID) -> None:
    text = _edited(message_id)
    if text is None:
        return
    try:
        questions.reword_question(require_user(), message_id, text)
    except AppError as refused:
        _say(message_id, refused.text)
        return
    st.session_state[f"edit-{message_id}"] = False
    st.toast("Saved.")


def _edited(message_id: UUID) -> str | None:
    """The words as edited; None when they cannot be sent, and the popover says why."""
    text: str = st.session_state[f"edited-{message_id}"]
    problem = question_problem(text)
    _say(message_id, problem)
    return None if problem else text.strip()


def _say(message_id: UUID, problem: str) -> None:
    st.session_state[f"edited-{message_id}-problem"] = problem
