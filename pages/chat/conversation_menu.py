"""What can be done with a conversation: one menu, and below it what its choice asks for."""

from __future__ import annotations

import re
from functools import partial
from uuid import UUID

import streamlit as st
from pydantic import ValidationError

from coach.conversations import ExportFormat, change_conversation, export_conversation, remove_conversation
from data.conversations import Conversation, ConversationChange
from data.errors import AppError
from pages import errors
from pages.chat.markdown import one_line
from pages.errors import field_messages
from pages.session import require_user

OPEN = "chat-conversation-open"
RENAME, PIN, UNPIN, EXPORT, DELETE = "Rename", "Pin", "Unpin", "Export", "Delete"
EXPORTS: dict[ExportFormat, tuple[str, str]] = {
    "md": ("Markdown", "text/markdown"),
    "json": ("JSON", "application/json"),
}


def name_of(conversation: Conversation) -> str:
    return conversation.title or "New conversation"


def draw_menu(conversation: Conversation, label: str = "More") -> None:
    key = f"menu-{conversation.id}"
    choices = [RENAME, UNPIN if conversation.is_pinned else PIN, EXPORT, DELETE]
    st.menu_button(label, choices, type="tertiary", key=key, on_click=_choose, args=(conversation,))


def draw_choice(conversation: Conversation) -> None:
    """What the menu's choice asks for; nothing as long as none is made."""
    opened = st.session_state.get(OPEN)
    if opened is None or opened[0] != conversation.id:
        return
    with st.container(border=True, gap="small", key=f"choice-{conversation.id}"):
        {RENAME: _draw_rename, EXPORT: _draw_export, DELETE: _draw_delete}[opened[1]](conversation)


def _choose(conversation: Conversation) -> None:
    choice = st.session_state[f"menu-{conversation.id}"]
    if choice in (PIN, UNPIN):
        with errors.shown_here():
            change_conversation(require_user(), conversation.id, ConversationChange(is_pinned=choice == PIN))
        return
    st.session_state[OPEN] = (conversation.id, choice)


def _close() -> None:
    st.session_state.pop(OPEN, None)


def _draw_rename(conversation: Conversation) -> None:
    key = f"title-{conversation.id}"
    st.text_input("Title", name_of(conversation), max_chars=120, key=key)
    problem = st.session_state.get(f"{key}-problem")
    if problem:
        st.markdown(f":red[{problem}]")
    with st.container(horizontal=True, gap="small"):
        st.button("Save", type="primary", key=f"{key}-save", on_click=_rename, args=(conversation.id,))
        st.button("Cancel", key=f"{key}-cancel", on_click=_close)


def _rename(conversation_id: UUID) -> None:
    key = f"title-{conversation_id}"
    try:
        change = ConversationChange(title=st.session_state[key])
        change_conversation(require_user(), conversation_id, change)
    except ValidationError as wrong:
        is_empty = not st.session_state[key].strip()
        st.session_state[f"{key}-problem"] = "Give it a title." if is_empty else field_messages(wrong)["title"]
    except AppError as refused:
        st.session_state[f"{key}-problem"] = refused.text
    else:
        st.session_state.pop(f"{key}-problem", None)
        _close()


def _draw_export(conversation: Conversation) -> None:
    """The whole thread as it stands; without former versions."""
    name = re.sub(r"[^\w-]+", "-", name_of(conversation)).strip("-")[:60] or "conversation"
    with st.container(horizontal=True, gap="small"):
        for kind, (label, mime) in EXPORTS.items():
            st.download_button(
                label, partial(_exported, conversation.id, kind), f"{name}.{kind}", mime,
                on_click="ignore", key=f"export-{kind}-{conversation.id}",
            )  # fmt: skip
        st.button("Close", key=f"export-close-{conversation.id}", on_click=_close)


def _exported(conversation_id: UUID, kind: ExportFormat) -> bytes:
    return export_conversation(require_user(), conversation_id, kind)


def _draw_delete(conversation: Conversation) -> None:
    st.markdown(f"Delete **{one_line(name_of(conversation))}** with everything said in it? Nobody can bring it back.")
    with st.container(horizontal=True, gap="small"):
        st.button(
            "Delete it", type="primary", key=f"delete-{conversation.id}", on_click=_delete, args=(conversation.id,)
        )
        st.button("Keep it", key=f"keep-{conversation.id}", on_click=_close)


def _delete(conversation_id: UUID) -> None:
    with errors.shown_here():
        remove_conversation(require_user(), conversation_id)
        _close()
        if st.query_params.get("c") == str(conversation_id):
            st.query_params.clear()
        st.toast("Deleted.")
