"""The two ways into the form: a new goal, and one to change."""

from __future__ import annotations

from uuid import UUID

import streamlit as st

from coach.goals import change_goal, find_goal, set_goal
from data.db import User
from pages.goals.form import GoalForm, draw_form
from pages.goals.typed_goal import typed_goal
from pages.split_view.addresses import back_link
from pages.split_view.cells import plain


def show_add() -> None:
    back_link("goals/page.py", "All goals")
    st.title("Set a goal", anchor=False)
    draw_form(GoalForm("new-goal", {}, lambda user, entry, _: set_goal(user, entry), "Save goal"))


def show_change(user: User, goal_id: UUID) -> None:
    goal = find_goal(user, goal_id)
    back_link("goals/page.py", "Back without saving")
    st.title(f"Change {plain(goal.title)}", anchor=False)
    form = GoalForm(
        f"goal-form-{goal_id}",
        typed_goal(goal, has_own_title=goal.has_own_title),
        lambda who, entry, seen: change_goal(who, goal_id, entry, seen),
        "Save changes",
        goal.updated_at,
    )
    draw_form(form)
