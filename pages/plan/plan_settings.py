"""Name, goal, start and length of a plan. What was typed stays when somebody else was faster."""

from __future__ import annotations

from uuid import UUID

import streamlit as st
from pydantic import ValidationError

from coach.plans import change_plan
from data.db import User
from data.errors import AppError, Stale
from data.plans import Plan, PlanEntry, find_plan
from pages import errors
from pages.errors import field_messages
from pages.split_view.addresses import back_link
from pages.split_view.cells import plain


def show_settings(user: User, plan_id: UUID) -> None:
    back_link("plan/page.py", "Back without saving")
    form = f"plan-{plan_id}"
    plan = find_plan(user, plan_id)
    seen: Plan = st.session_state.setdefault(f"{form}-seen", plan)
    st.title(f"Change {plain(seen.plan_name)}", anchor=False)
    fields = {
        "plan_name": st.text_input("Name", seen.plan_name, key=f"{form}-name", max_chars=200),
        "start_date": st.date_input("Starts in the week of", seen.start_date, key=f"{form}-start"),
        "duration_weeks": st.number_input("Weeks", 1, 104, seen.duration_weeks, key=f"{form}-weeks"),
        "goal": st.text_input("Goal", seen.goal or "", key=f"{form}-goal", max_chars=300) or None,
        "difficulty": seen.difficulty,
    }
    st.caption("Another start moves every session with it.")
    why = st.text_input("Why (optional)", key=f"{form}-why", max_chars=300)
    if not st.button("Save changes", type="primary", key=f"{form}-save", width="stretch"):
        return
    try:
        change_plan(user, plan_id, PlanEntry.model_validate(fields), seen.updated_at, why)
    except ValidationError as error:
        for field, message in field_messages(error).items():
            is_nameless = field == "plan_name" and not str(fields["plan_name"]).strip()
            st.error("Give the plan a name." if is_nameless else message)
    except Stale as error:
        errors.show(error)
        st.button("Show the newer version", key=f"{form}-reload", on_click=_forget, args=(form,))
    except AppError as error:
        errors.show(error)
    else:
        _forget(form)
        st.query_params.clear()
        st.toast("Plan changed", icon=":material/check:")
        st.rerun()


def _forget(form: str) -> None:
    for key in [key for key in st.session_state if str(key).startswith(f"{form}-")]:
        del st.session_state[key]
