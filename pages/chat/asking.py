"""What the athlete writes to Coach K: read with care, and put back into the box when it cannot be sent."""

from __future__ import annotations

from uuid import UUID

import streamlit as st
from pydantic import TypeAdapter, ValidationError

from coach import questions
from coach.pipeline.events import Started
from coach.pipeline.prompts_of_day import suggested_prompts
from coach.today import today
from data.db import User
from data.errors import AppError, sentence_of
from data.messages import MessageText
from data.profiles import find_profile
from data.settings import settings
from pages.chat.markdown import one_line
from pages.session import require_user

LONGEST = 8_000
# Boxes swallow what is pasted beyond their limit without a word: theirs is wider, and ours says what is wrong.
BOX_LIMIT = 5 * LONGEST
BOX, PROBLEM, AGAIN = "chat-box", "chat-problem", "chat-again"
BUSY = "Coach K is still writing. Send this when the answer is there, or stop the answer first."
HOW_MANY_PROMPTS = 4
QUESTION = TypeAdapter(MessageText)


def question_problem(text: str) -> str:
    """What is wrong with a question; nothing when it can be asked."""
    try:
        QUESTION.validate_python(text)
    except ValidationError as wrong:
        problem = wrong.errors()[0]
        if problem["type"] == "string_too_short":
            return "Write something first."
        if problem["type"] == "string_too_long":
            return f"A message has at most {LONGEST:,} characters; this one has {len(text.strip()):,}."
        return sentence_of(problem)
    return ""


def draw_box(conversation_id: UUID | None, *, is_busy: bool) -> None:
    """The box at the bottom; what could not be sent stands in it again.

    Call it outside every container: only then does the page follow a growing answer downwards.
    """
    if AGAIN in st.session_state:
        st.session_state[BOX] = st.session_state.pop(AGAIN)
    problem = st.session_state.pop(PROBLEM, "")
    with st.bottom:
        if problem:
            st.warning(problem)
        else:
            st.empty()
    st.chat_input(
        "Ask Coach K, or say what you trained",
        key=BOX,
        max_chars=BOX_LIMIT,
        on_submit=_send,
        args=(conversation_id, is_busy),
    )


def draw_start(user: User) -> None:
    """An empty thread: what Coach K is for, and questions of this athlete's day."""
    with st.container(key="chat-start", gap="small"):
        st.markdown("#### What is on your mind?")
        st.caption("Ask about your training and races, or say what you did: “ran 8 km in 42 min, RPE 6”.")
        for place, prompt in enumerate(suggested_prompts(today(user))[:HOW_MANY_PROMPTS]):
            st.button(one_line(prompt), key=f"chat-prompt-{place}", on_click=_ask, args=(prompt, None), width="stretch")
        _draw_consent(user)


def _draw_consent(user: User) -> None:
    if not settings().has_model:
        return
    profile = find_profile(user)
    if profile is None or profile.consents_to_ai:
        return
    with st.container(key="chat-consent", gap="xxsmall"):
        st.caption("Until you agree that questions may go to the language model, Coach K answers offline.")
        st.page_link("settings/page.py", label="Settings › Consent", query_params={"section": "consent"})


def _send(conversation_id: UUID | None, is_busy: bool) -> None:
    text = st.session_state[BOX] or ""
    problem = question_problem(text) or (BUSY if is_busy else "")
    if problem:
        st.session_state[PROBLEM], st.session_state[AGAIN] = problem, text
        return
    _ask(text, conversation_id)


def _ask(text: str, conversation_id: UUID | None) -> None:
    """Begins the answer; the page finds it in the thread and follows it."""
    try:
        answer = questions.ask(require_user(), text.strip(), conversation_id)
    except AppError as refused:
        st.session_state[PROBLEM], st.session_state[AGAIN] = refused.text, text
        return
    started = next(event for event in answer.events if isinstance(event, Started))
    st.query_params.from_dict({"c": str(started.conversation_id)})
