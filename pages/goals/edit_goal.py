"""The two ways into the form: a new goal, and one to change."""

from __future__ import annotations

from uuid import UUID

import streamlit as st

from coach.goals import change_goal, find_goal, goal_title, set_goal
from data.cache import revision
from data.db import User
from pages.goals.form import draw_form
from pages.goals.opened_form import GoalForm, Saving
from pages.log.starts import Athlete, athlete_of
from pages.split_view.addresses import back_link
from pages.split_view.cells import plain


def show_add(user: User) -> None:
    back_link("goals/page.py", "All goals")
    st.title("Set a goal", anchor=False)
    name = "new-goal"
    save = Saving("Save goal", lambda who, entry, _: set_goal(who, entry))
    draw_form(GoalForm(name, save, _athlete(user, name)))


def show_change(user: User, goal_id: UUID) -> None:
    goal, name = find_goal(user, goal_id), f"goal-form-{goal_id}"
    athlete = _athlete(user, name)
    back_link("goals/page.py", "Back without saving")
    st.title(f"Change {plain(goal_title(goal, athlete.system))}", anchor=False)
    save = Saving("Save changes", lambda who, entry, seen: change_goal(who, goal_id, entry, seen), goal.updated_at)
    draw_form(GoalForm(name, save, athlete, goal))


def _athlete(user: User, form: str) -> Athlete:
    """As they were when the form was opened: what is typed there is in the units that stood beside it."""
    athlete: Athlete = st.session_state.setdefault(f"{form}-athlete", athlete_of(user, revision(user)))
    return athlete
