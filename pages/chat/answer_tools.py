"""What can be done with an answer: rate it, copy it, see its sources and versions, have it written anew."""

from __future__ import annotations

from typing import Final, Literal
from uuid import UUID

import streamlit as st
from pydantic import ValidationError

from coach import questions
from coach.conversations import choose_version, rate_answer
from data.db import User
from data.errors import AppError
from data.knowledge import chunks_by_id
from data.messages import FeedbackEntry, Message, answer_versions
from pages import errors
from pages.chat.markdown import one_line, shown
from pages.errors import field_messages
from pages.session import require_user

Way = Literal["continue", "regenerate", "offline"]
THUMBS: Final[dict[str | None, int | None]] = {"thumbs_down": 0, "thumbs_up": 1, None: None}
LONGEST_REASON = 1_000


def draw_tools(user: User, message: Message, *, is_last: bool) -> None:
    with st.container(key=f"answer-tools-{message.id}", horizontal=True, vertical_alignment="center", gap="xsmall"):
        _draw_thumbs(message)
        if message.content:
            _draw_copy(message)
        if message.content and message.rag_chunks_used:
            _draw_sources(user, message)
        if is_last and message.content:
            start("Regenerate", "regenerate", message, is_quiet=True)
        if message.version_count > 1:
            _draw_versions(message)
    if message.feedback == "thumbs_down":
        _draw_reason(message)


def start(label: str, way: Way, message: Message, *, is_quiet: bool = False) -> None:
    """A button that has an answer written: on, anew, or without the model."""
    place = "tools" if is_quiet else "ending"
    st.button(
        label, type="tertiary" if is_quiet else "secondary", key=f"{place}-{way}-{message.id}",
        on_click=_start, args=(way, message.id),
    )  # fmt: skip


def _start(way: Way, message_id: UUID) -> None:
    with errors.shown_here():
        if way == "continue":
            questions.continue_answer(require_user(), message_id)
        else:
            questions.regenerate(require_user(), message_id, is_offline=way == "offline")


def _draw_thumbs(message: Message) -> None:
    key = f"thumbs-{message.id}"
    st.feedback("thumbs", key=key, default=THUMBS[message.feedback], on_change=_rate, args=(message.id,))


def _rate(message_id: UUID) -> None:
    thumb = st.session_state[f"thumbs-{message_id}"]
    feedback: Literal["thumbs_up", "thumbs_down"] | None
    feedback = None if thumb is None else "thumbs_up" if thumb else "thumbs_down"
    with errors.shown_here():
        rate_answer(require_user(), message_id, FeedbackEntry(feedback=feedback))


def _draw_reason(message: Message) -> None:
    key = f"reason-{message.id}"
    with st.form(f"{key}-form", border=False):
        reason = st.text_input(
            "What was wrong with it? (optional)", message.feedback_reason or "", max_chars=LONGEST_REASON, key=key
        )
        is_sent = st.form_submit_button("Send")
    if is_sent:
        _keep_reason(message, reason)
    elif message.feedback_reason:
        st.caption("Thank you: your reason is kept.")


def _keep_reason(message: Message, reason: str) -> None:
    try:
        rate_answer(require_user(), message.id, FeedbackEntry(feedback="thumbs_down", reason=reason))
    except ValidationError as wrong:
        st.markdown(f":red[{field_messages(wrong)['reason']}]")
    except AppError as refused:
        errors.show(refused)
    else:
        st.rerun()


def _draw_copy(message: Message) -> None:
    with st.popover("Copy", type="tertiary", on_change="rerun", key=f"copy-{message.id}") as popover:
        if popover.open:
            st.code(message.content, language=None, wrap_lines=True)


def _draw_sources(user: User, message: Message) -> None:
    label = f"Sources {len(message.rag_chunks_used)}"
    with st.popover(label, type="tertiary", on_change="rerun", key=f"sources-{message.id}") as popover:
        if not popover.open:
            return
        found = chunks_by_id(user, message.rag_chunks_used)
        for chunk in found:
            st.markdown(f"**{one_line(chunk.source_name)}**  \n:gray[{one_line(chunk.section)}]")
            st.markdown(shown(chunk.content))
            st.divider()
        if len(found) < len(message.rag_chunks_used):
            st.caption("Some passages are no longer in the knowledge base.")


def _draw_versions(message: Message) -> None:
    with st.container(key=f"versions-{message.id}", horizontal=True, vertical_alignment="center", width="content"):
        _draw_step(message, -1, "Previous", "chevron_left")
        st.markdown(f"{message.version} of {message.version_count}", width="content")
        _draw_step(message, 1, "Next", "chevron_right")


def _draw_step(message: Message, step: int, label: str, icon: str) -> None:
    st.button(
        label,
        icon=f":material/{icon}:",
        type="tertiary",
        key=f"version{step}-{message.id}",
        disabled=not 1 <= message.version + step <= message.version_count,
        on_click=_show_version,
        args=(message, step),
    )


def _show_version(message: Message, step: int) -> None:
    if message.question_id is None:
        return
    with errors.shown_here():
        user = require_user()
        chosen = [one for one in answer_versions(user, message.question_id) if one.version == message.version + step]
        for one in chosen:
            choose_version(user, one.id)
