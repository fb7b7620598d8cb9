"""Activities. /activities lists; ?activity=… opens one, ?deleted those that were deleted."""

from __future__ import annotations

import streamlit as st

from data.cache import revision
from data.errors import NotFound
from pages import celebrations, errors
from pages.activities.activity_list import show_activities, show_deleted
from pages.activities.activity_page import show_activity
from pages.session import require_user
from pages.split_view.addresses import uuid_of

user = require_user()
at = revision(user)
query = st.query_params
celebrations.show_new(user, at)

try:
    if "activity" in query:
        show_activity(user, at, uuid_of(query["activity"]))
    elif "deleted" in query:
        show_deleted(user, at)
    else:
        show_activities(user, at)
except NotFound as missing:
    errors.stop_with(missing, back_to="activities/page.py", back_label="Activities")
