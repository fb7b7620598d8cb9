"""What changed last in a plan that rolls on, and why; and a fresh look on demand."""

from __future__ import annotations

from datetime import date
from uuid import UUID

import streamlit as st

from coach.plan_refresh import refresh_plan
from data.cache import Revision, cached
from data.db import User
from data.errors import AppError
from data.plan_refreshes import latest_refresh
from pages import errors
from pages.plan.refresh_words import KINDS, change_count_words, draw_changes
from pages.session import require_user
from pages.split_view.cells import date_cell, plain

JUST_NOW = "plan_refreshed"


def draw_latest(user: User, at: Revision, plan_id: UUID, today: date) -> None:
    """Open where it has just happened, closed otherwise."""
    refresh = cached(at, "latest_refresh", user.id, read=lambda: latest_refresh(user))
    if refresh is None or refresh.training_plan_id != plan_id:
        st.button("Refresh now", key="refresh_now", icon=":material/sync:", on_click=_refresh, args=(today,))
        return
    is_new = st.session_state.get(JUST_NOW) == refresh.id
    title = f"What changed and why: {KINDS[refresh.kind]}, {date_cell(refresh.created_at)}"
    with st.expander(f"{title} ({change_count_words(refresh.changes)})", expanded=is_new, icon=":material/sync:"):
        draw_changes(refresh.review, refresh.changes)
        for note in refresh.review.get("notes", ()):
            st.caption(plain(str(note)))
        st.caption("By itself the plan looks at your week every Sunday evening. What is done or yours stays.")
        st.button("Refresh now", key="refresh_now", icon=":material/sync:", on_click=_refresh, args=(today,))


def mark_new(refresh_id: UUID) -> None:
    """Show what changed opened on the next look at the plan."""
    st.session_state[JUST_NOW] = refresh_id


def _refresh(today: date) -> None:
    try:
        refresh = refresh_plan(require_user(), "manual", None, today)
    except AppError as error:
        errors.show(error)
    else:
        mark_new(refresh.id)
        st.toast(f"Looked at your week: {change_count_words(refresh.changes)}", icon=":material/sync:")
