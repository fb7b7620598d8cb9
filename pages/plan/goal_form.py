"""Another goal in the middle of a plan: what it would mean is said before it is changed."""

from __future__ import annotations

from datetime import timedelta

import streamlit as st

from coach.goal_changes import assess_change, change_goal
from coach.rolling_plans import goal_words, refuse_past_race
from data.cache import Revision, cached
from data.db import User
from data.errors import AppError, NotFound, Rejected
from data.rolling_plans import NONE_ACTIVE, RollingPlanWishes, active_rolling_plan
from pages import errors
from pages.plan.kept_inputs import forget
from pages.plan.latest_refresh import mark_new
from pages.plan.running_plan import wishes_start
from pages.plan.wishes_form import DrawnWishes, WishesStart, draw_wishes
from pages.split_view.addresses import back_link
from pages.split_view.cells import plain

FORM = "goal"


def show_goal(user: User, at: Revision) -> None:
    """
    Raises:
        NotFound: no plan rolls on.
    """
    back_link("plan/page.py", "Back without changing")
    plan = cached(at, "rolling_plan", user.id, read=lambda: active_rolling_plan(user))
    if plan is None:
        raise NotFound(NONE_ACTIVE)
    st.title("Change the goal", anchor=False)
    st.caption(f"Now: {plain(goal_words(plan.wishes))}. The change begins tomorrow; today stays as it is.")
    start = wishes_start(user, at)
    drawn = draw_wishes(FORM, start)
    if drawn.wishes is None:
        return
    if drawn.wishes == st.session_state.setdefault(f"{FORM}-untouched", drawn.wishes):
        st.caption("Choose another goal, race or week to see what it would mean.")
        return
    if not _draw_assessment(user, at, drawn, start):
        return
    label = f"Change to {goal_words(drawn.wishes)}"
    if st.button(label, type="primary", key="save_goal", width="stretch"):
        _change(user, drawn, drawn.wishes, start)


def _draw_assessment(user: User, at: Revision, drawn: DrawnWishes, start: WishesStart) -> bool:
    """Where the athlete stands, what the goal asks for, and how the plan turns; whether it may be saved."""
    wishes = drawn.wishes
    if wishes is None:
        return False
    try:
        refuse_past_race(wishes, start.today + timedelta(days=1))
        told = cached(
            at, "assess_change", user.id, start.today, wishes.model_dump_json(),
            read=lambda: assess_change(user, wishes, start.today),
        )  # fmt: skip
    except Rejected as wrong:
        drawn.tell(wrong.field, wrong.text)
        return False
    st.markdown("##### What this goal means for you")
    for line in told.lines:
        st.markdown(f"- {plain(line)}")
    if not told.is_realistic:
        st.warning("The time until the race is short for this goal. You can still choose it.", icon=":material/flag:")
    st.markdown("##### How the plan turns")
    st.markdown(plain(told.explanation))
    return True


def _change(user: User, drawn: DrawnWishes, wishes: RollingPlanWishes, start: WishesStart) -> None:
    try:
        made = change_goal(user, wishes, start.today)
    except Rejected as wrong:
        drawn.tell(wrong.field, wrong.text)
    except AppError as error:
        errors.show(error)
    else:
        forget(FORM)
        mark_new(made.refresh.id)
        st.query_params.clear()
        st.toast("The goal is changed", icon=":material/check:")
        st.rerun()
