"""Make a plan: for running goals with a preview, from a HYROX template, by hand, or from a file."""

from __future__ import annotations

from datetime import date

import streamlit as st
from pydantic import ValidationError

from coach.plans import create_plan
from data.cache import Revision
from data.db import User
from data.errors import AppError
from data.plans import PlanDraft
from pages import errors
from pages.errors import field_messages
from pages.log.starts import athlete_of
from pages.plan.file_form import show_file
from pages.plan.running_plan import show_running
from pages.plan.template_form import show_template
from pages.split_view.addresses import back_link

WAYS = {"running": "Running plan", "template": "HYROX template", "hand": "By hand", "file": "From a file"}


def show_new(user: User, at: Revision, way: str) -> None:
    back_link("plan/page.py", "Back to the plan")
    st.title("New plan", anchor=False)
    shown = way if way in WAYS else "running"
    with st.container(horizontal=True, gap="xsmall"):
        for name, label in WAYS.items():
            st.button(
                label, key=f"new_{name}", type="primary" if name == shown else "secondary", on_click=_go, args=(name,)
            )
    today = athlete_of(user, at).today
    if way == "hand":
        _show_hand(user, today)
    elif way == "file":
        show_file(user, today)
    elif way == "template":
        show_template(user, at, today)
    else:
        show_running(user, at)


def _go(way: str) -> None:
    st.query_params.from_dict({"new": way})


def _show_hand(user: User, today: date) -> None:
    st.caption("An empty plan: add sessions on the calendar afterwards. The plan you follow now is archived.")
    name = st.text_input("Name", key="hand_name", max_chars=200, placeholder="Spring base")
    start = st.date_input("Starts in the week of", today, key="hand_start")
    weeks = st.number_input("Weeks", 1, 104, 8, key="hand_weeks")
    goal = st.text_input("Goal (optional)", key="hand_goal", max_chars=300)
    if not st.button("Make the plan", type="primary", key="make_hand", width="stretch"):
        return
    fields = {"plan_name": name, "start_date": start, "duration_weeks": weeks, "goal": goal or None}
    try:
        create_plan(user, PlanDraft.model_validate(fields))
    except ValidationError as error:
        for field, message in field_messages(error).items():
            st.error("Give the plan a name." if field == "plan_name" and not name.strip() else message)
    except AppError as error:
        errors.show(error)
    else:
        st.query_params.from_dict({"on": start.isoformat()})
        st.toast("Plan made", icon=":material/check:")
        st.rerun()
