"""Race planner: a target time, spread over the race as people who finish in it spread it."""

from __future__ import annotations

import streamlit as st

from coach.engines.pacing import PacePlan
from coach.pacing import PaceRequest, pace_plan
from data.cache import Revision, cached, revision
from data.db import User
from data.errors import AppError
from pages import errors
from pages.countdown import show_countdown
from pages.planner.odds import show_odds
from pages.planner.plan_view import draw_plan, show_card
from pages.planner.team import show_team, team_of
from pages.planner.what_if import show_what_if
from pages.planner.wishes import ask
from pages.session import require_user

PLAN, WHAT_IF, TEAM, ODDS = "Plan", "What if", "Team", "Odds"


def show_planner(user: User) -> None:
    st.title("Race planner", anchor=False)
    at = revision(user)
    show_countdown(user, at)
    request = ask(user)
    if request is None:
        st.info("Type the finish you want, and see what every run and station may take.")
        return
    try:
        plan = _plan(user, at, request)
    except AppError as error:
        errors.show(error)
        return
    _show(user, at, request, plan)


def _plan(user: User, at: Revision, request: PaceRequest) -> PacePlan:
    return cached(at, "pace_plan", user.id, request, read=lambda: pace_plan(user, request))


def _show(user: User, at: Revision, request: PaceRequest, plan: PacePlan) -> None:
    views = [PLAN, WHAT_IF, ODDS] if request.format == "singles" else [PLAN, WHAT_IF, TEAM, ODDS]
    view = st.segmented_control(
        "Show", views, default=PLAN, required=True, key=f"plan-view-{len(views)}", label_visibility="collapsed"
    )
    if view == WHAT_IF:
        show_what_if(request, plan)
    elif view == TEAM:
        show_team(request, plan)
    elif view == ODDS:
        show_odds(user, request)
    else:
        draw_plan(at, plan)
        show_card(plan, team_of(request, plan).marks)


show_planner(require_user())
