"""All conversations: pinned ones first, then the latest; found by title and by what was said."""

from __future__ import annotations

from zoneinfo import ZoneInfo

import streamlit as st

from data.conversations import Conversation, conversations
from data.db import User
from data.profiles import find_profile
from pages.chat.conversation_menu import draw_choice, draw_menu, name_of
from pages.chat.markdown import one_line
from pages.split_view.cells import date_cell

PER_PAGE = 20
SHOWN = "chat-list-pages"


def draw_conversations(user: User) -> None:
    st.page_link("chat/page.py", label="New conversation", icon=":material/add:", query_params={})
    text = st.text_input(
        "Search", placeholder="A title, or words that were said", max_chars=200, key="chat-search",
        on_change=_from_the_top,
    )  # fmt: skip
    found, total = conversations(user, text, per_page=PER_PAGE * st.session_state.get(SHOWN, 1))
    if not found:
        st.caption("Nothing found." if text.strip() else "No conversations yet.")
    profile = find_profile(user)
    zone = ZoneInfo(profile.time_zone if profile else "UTC")
    for conversation in found:
        _draw_row(conversation, zone)
    if total > len(found):
        st.button(f"More ({total - len(found)})", key="chat-list-more", on_click=_more, width="stretch")


def _draw_row(conversation: Conversation, zone: ZoneInfo) -> None:
    with st.container(key=f"conversation-{conversation.id}", gap="xxsmall"):
        with st.container(horizontal=True, vertical_alignment="center", gap="small", wrap=False):
            with st.container(gap=None):
                st.page_link(
                    "chat/page.py", label=f"**{one_line(name_of(conversation))}**",
                    icon=":material/keep:" if conversation.is_pinned else None,
                    query_params={"c": str(conversation.id)},
                )  # fmt: skip
                st.caption(_about(conversation, zone))
            draw_menu(conversation)
        draw_choice(conversation)


def _about(conversation: Conversation, zone: ZoneInfo) -> str:
    count = conversation.message_count
    pinned = "Pinned · " if conversation.is_pinned else ""
    when = date_cell(conversation.last_message_at.astimezone(zone))
    return f"{pinned}{when} · {count} message{'' if count == 1 else 's'}"


def _more() -> None:
    st.session_state[SHOWN] = st.session_state.get(SHOWN, 1) + 1


def _from_the_top() -> None:
    st.session_state.pop(SHOWN, None)
