"""Coach K. /chat starts a conversation, ?c=… opens one, ?view=conversations lists them all."""

from __future__ import annotations

import streamlit as st

from data.cache import revision
from data.db import User
from data.errors import NotFound
from pages import celebrations, errors
from pages.chat.asking import draw_box, draw_start
from pages.chat.conversation_list import draw_conversations
from pages.chat.conversation_menu import draw_choice, draw_menu, name_of
from pages.chat.markdown import one_line
from pages.chat.thread import Thread, draw_thread, read_thread
from pages.session import require_user
from pages.split_view.addresses import back_link, uuid_of

LIST = "conversations"


def show_list(user: User) -> None:
    back_link("chat/page.py", "Coach K")
    st.title("Conversations", anchor=False)
    draw_conversations(user)


def show_start(user: User) -> None:
    with st.container(key="chat-top", horizontal=True, vertical_alignment="center", gap="small"):
        st.title("Coach K", anchor=False)
        _link_list()
    draw_start(user)


def show_conversation(user: User, thread: Thread) -> None:
    conversation = thread.conversation
    with st.container(key="chat-top", horizontal=True, vertical_alignment="center", gap="xsmall"):
        st.page_link("chat/page.py", label="New", icon=":material/add:")
        _link_list()
        draw_menu(conversation)
    st.markdown(f"#### {one_line(name_of(conversation))}")
    with st.container():
        draw_choice(conversation)
    draw_thread(user, thread)


def _link_list() -> None:
    st.page_link("chat/page.py", label="Conversations", icon=":material/forum:", query_params={"view": LIST})


user = require_user()
celebrations.show_new(user, revision(user))
query = st.query_params

view = LIST if query.get("view") == LIST else "conversation" if "c" in query else "start"
# While an answer is followed its run has not ended, and what the run before drew would stay: so each view has its
# place, and nothing but an element of no size stands in the places of the others.
places = {name: st.container() if name == view else st.empty() for name in (LIST, "start", "conversation")}
try:
    if view == LIST:
        with places[LIST]:
            show_list(user)
    elif view == "conversation":
        thread = read_thread(user, uuid_of(query["c"]))
        draw_box(thread.conversation.id, is_busy=thread.running is not None)
        with places[view]:
            show_conversation(user, thread)
    else:
        draw_box(None, is_busy=False)
        with places[view]:
            show_start(user)
except NotFound as missing:
    errors.stop_with(missing, back_to="chat/page.py", back_label="Start a new conversation")
