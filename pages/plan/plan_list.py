"""All plans: which one you follow, what became of the others, and what was removed."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from typing import Any
from uuid import UUID

import streamlit as st

from coach.plans import activate_plan, archive_plan, remove_plan, restore_plan
from data.cache import Revision, cached
from data.db import User
from data.errors import AppError
from data.plans import plans
from pages import errors
from pages.session import require_user
from pages.split_view.addresses import back_link
from pages.split_view.cells import date_cell, plain

STATUSES = {"active": ":primary-badge[Active]", "archived": ":gray-badge[Archived]", "draft": ":gray-badge[Draft]"}


def show_plans(user: User, at: Revision) -> None:
    back_link("plan/page.py", "Back to the plan")
    st.title("All plans", anchor=False)
    listed = cached(at, "plans", user.id, read=lambda: plans(user, with_deleted=True))
    st.button("New plan", key="new_plan", type="primary", on_click=_go, args=({"new": "running"},))
    if listed.empty:
        st.caption("No plan yet. Make a running plan, or one from a template, by hand, or from a file.")
    for row in listed.to_dict("records"):
        _draw_plan(row)


def _draw_plan(row: dict[Hashable, Any]) -> None:
    plan_id = UUID(str(row["id"]))
    status = ":red-badge[Removed]" if row["is_deleted"] else STATUSES[row["status"]]
    with st.container(border=True, gap="xsmall"):
        st.markdown(f"**{plain(row['plan_name'])}** {status}")
        done = f"{row['completed_count']} of {row['session_count']} sessions done"
        st.caption(f"{date_cell(row['start_date'])} – {date_cell(row['end_date'])} · {done}")
        with st.container(horizontal=True, gap="xsmall"):
            if row["is_deleted"]:
                _button("Bring back", plan_id, restore_plan)
                return
            if row["status"] == "active":
                _button("Archive", plan_id, archive_plan)
            else:
                _button("Follow this plan", plan_id, activate_plan)
            st.button("Versions", key=f"versions_{plan_id}", on_click=_go, args=({"versions": str(plan_id)},))
            st.button("Change", key=f"edit_{plan_id}", on_click=_go, args=({"edit": str(plan_id)},))
            _button("Remove", plan_id, remove_plan)


def _button(label: str, plan_id: UUID, use_case: Callable[[User, UUID], object]) -> None:
    st.button(label, key=f"{label}_{plan_id}", on_click=_do, args=(use_case, plan_id, label))


def _do(use_case: Callable[[User, UUID], object], plan_id: UUID, label: str) -> None:
    try:
        use_case(require_user(), plan_id)
    except AppError as error:
        errors.show(error)
    else:
        st.toast(f"{label}: done", icon=":material/check:")


def _go(query: dict[str, str]) -> None:
    st.query_params.from_dict(query)
