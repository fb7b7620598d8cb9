"""The plan. /plan is the calendar (&view=month or months, &on=2026-03-02), ?day=… opens a session on it, ?new=… makes
a plan (running, template, hand, file), ?plans lists all, ?versions=…, ?edit=… and ?shift=… are about one; ?assumptions,
?goal and ?history are about the plan that rolls on, ?feed is the way out to calendars and watches."""

from __future__ import annotations

import streamlit as st

from data.cache import revision
from data.errors import NotFound
from pages import celebrations, errors
from pages.plan.assumptions_view import show_assumptions
from pages.plan.calendar_view import show_calendar
from pages.plan.feed import forget_address, show_feed
from pages.plan.goal_form import show_goal
from pages.plan.history import show_history
from pages.plan.new_plan import show_new
from pages.plan.plan_list import show_plans
from pages.plan.plan_settings import show_settings
from pages.plan.shift_form import show_shift
from pages.plan.versions import show_versions
from pages.session import require_user
from pages.split_view.addresses import uuid_of

user = require_user()
at = revision(user)
query = st.query_params
celebrations.show_new(user, at)

if "feed" not in query:
    forget_address()

try:
    if "new" in query:
        show_new(user, at, query["new"])
    elif "plans" in query:
        show_plans(user, at)
    elif "versions" in query:
        show_versions(user, at, uuid_of(query["versions"]))
    elif "edit" in query:
        show_settings(user, uuid_of(query["edit"]))
    elif "shift" in query:
        show_shift(user, at, uuid_of(query["shift"]))
    elif "assumptions" in query:
        show_assumptions(user, at)
    elif "goal" in query:
        show_goal(user, at)
    elif "history" in query:
        show_history(user, at)
    elif "feed" in query:
        show_feed(user, at)
    else:
        show_calendar(user, at)
except NotFound as missing:
    errors.stop_with(missing, back_to="plan/page.py", back_label="Plan")
