"""Every version of a plan with its reason, and the way back to each."""

from __future__ import annotations

from uuid import UUID

import streamlit as st

from coach.plans import restore_version
from data.cache import Revision, cached
from data.db import User
from data.errors import AppError
from data.plan_versions import plan_versions
from data.plans import find_plan
from pages import errors
from pages.session import require_user
from pages.split_view.addresses import back_link
from pages.split_view.cells import date_cell, plain

MOST_SHOWN = 50


def show_versions(user: User, at: Revision, plan_id: UUID) -> None:
    back_link("plan/page.py", "Back to the plan")
    plan = cached(at, "plan", user.id, plan_id, read=lambda: find_plan(user, plan_id))
    versions = cached(at, "plan_versions", user.id, plan_id, read=lambda: plan_versions(user, plan_id))
    st.title("Versions", anchor=False)
    st.caption(f"{plain(plan.plan_name)}. Whatever you go back to, what you have done stays done.")
    newest = int(versions["version_number"].max()) if len(versions) else 0
    for row in versions.head(MOST_SHOWN).to_dict("records"):
        number = int(row["version_number"])
        with st.container(border=True, gap="xsmall"):
            st.markdown(f"**{number}** · {plain(row['reason'])}")
            when = row["created_at"]
            st.caption(f"{date_cell(when)}, {when:%H:%M} UTC · {row['session_count']} sessions")
            if number != newest:
                st.button("Go back to this", key=f"restore_{number}", on_click=_restore, args=(plan_id, number))
    if len(versions) > MOST_SHOWN:
        st.caption(f"The newest {MOST_SHOWN} of {len(versions)} versions.")


def _restore(plan_id: UUID, number: int) -> None:
    try:
        restore_version(require_user(), plan_id, number)
    except AppError as error:
        errors.show(error)
    else:
        st.toast(f"Back to version {number}", icon=":material/undo:")
