"""Goals and achievements. /goals lists goals, ?view=achievements the achievements, ?add=1 and ?goal=… open the form."""

from __future__ import annotations

import streamlit as st

from data.cache import revision
from data.errors import NotFound
from pages import errors
from pages.goals.achievements import show_achievements
from pages.goals.edit_goal import show_add, show_change
from pages.goals.form import forget_forms
from pages.goals.goal_list import show_goals
from pages.session import require_user
from pages.split_view.addresses import uuid_of

VIEWS = {"goals": "Goals", "achievements": "Achievements"}

user = require_user()
query = st.query_params

try:
    if "goal" in query:
        show_change(user, uuid_of(query["goal"]))
    elif "add" in query:
        show_add(user)
    else:
        forget_forms()
        st.title("Goals", anchor=False)
        view = st.segmented_control(
            "View",
            list(VIEWS),
            default=query["view"] if query.get("view") in VIEWS else "goals",
            required=True,
            format_func=VIEWS.__getitem__,
            label_visibility="collapsed",
            key="goals_view",
        )
        if view == "achievements":
            show_achievements(user, revision(user))
        else:
            show_goals(user, revision(user))
except NotFound as missing:
    errors.stop_with(missing, back_to="goals/page.py", back_label="Goals")
