"""Events. /events imports and lists result files, ?event=… browses one, &result=… opens one result's analysis."""

from __future__ import annotations

import streamlit as st

from data.cache import revision
from data.errors import NotFound
from pages import errors
from pages.events.event_list import show_events
from pages.events.result_page import show_result
from pages.events.results import show_results
from pages.session import require_user
from pages.split_view.addresses import uuid_of

user = require_user()
at = revision(user)
query = st.query_params

try:
    if "event" in query and "result" in query:
        show_result(user, at, uuid_of(query["event"]), uuid_of(query["result"]))
    elif "event" in query:
        show_results(user, at, uuid_of(query["event"]))
    else:
        show_events(user, at)
except NotFound as missing:
    errors.stop_with(missing, back_to="events/page.py", back_label="Events")
