"""The training log. /log lists; ?new=run logs one (&from=… prefilled), ?workout=… opens one (&edit=1 to change it),
?templates, ?timer and ?deleted are what they say."""

from __future__ import annotations

import streamlit as st

from data.cache import revision
from data.errors import NotFound
from pages import celebrations, errors
from pages.log.new_session import show_new
from pages.log.session_list import show_deleted, show_log
from pages.log.session_page import show_edit, show_session
from pages.log.templates import show_templates
from pages.log.timer import show_timer
from pages.session import require_user
from pages.split_view.addresses import uuid_of

user = require_user()
at = revision(user)
query = st.query_params
celebrations.show_new(user, at)

try:
    if "new" in query:
        show_new(user, at, query["new"], query.get("from", ""))
    elif "workout" in query and query.get("edit"):
        show_edit(user, at, uuid_of(query["workout"]))
    elif "workout" in query:
        celebrations.ask_about_records(user, at)
        show_session(user, at, uuid_of(query["workout"]))
    elif "templates" in query:
        show_templates(user, at)
    elif "timer" in query:
        show_timer()
    elif "deleted" in query:
        show_deleted(user, at)
    else:
        celebrations.ask_about_records(user, at)
        show_log(user, at)
except NotFound as missing:
    errors.stop_with(missing, back_to="log/page.py", back_label="Training log")
