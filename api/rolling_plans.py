"""/api/v1/plans: two months that roll on, looked at, made, rebuilt; and what was assumed beside what was done."""

from __future__ import annotations

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query, Response

from api.bearer import CurrentUser
from api.paging import Page, PageNumber, PerPage, page_of
from api.plan_views import AssumptionsView, GoalChangeView, OverrideEntry, Preview, TwoMonthsView
from api.problems import PROBLEM_RESPONSES
from coach.day_matching import override_outcome
from coach.goal_changes import change_goal
from coach.plan_history import HistoryLine, plan_history
from coach.plan_refresh import refresh_plan
from coach.rolling_plans import make_rolling_plan, preview_rolling_plan
from coach.today import today_of
from coach.two_months import assumptions, two_months
from data.plan_refreshes import PlanRefresh
from data.rolling_plans import RollingPlanWishes

router = APIRouter(prefix="/plans", tags=["plans"], responses=PROBLEM_RESPONSES)


@router.get("/two-months")
def read_two_months(user: CurrentUser) -> TwoMonthsView:
    """Your plan for this month and the next, week by week, with what became of each session."""
    return TwoMonthsView.of(two_months(user, today_of(user)))


@router.post("/two-months", status_code=201)
def make_plan(user: CurrentUser, wishes: RollingPlanWishes, response: Response) -> TwoMonthsView:
    """Make a plan that rolls on and follow it; the plan you followed is archived."""
    made = make_rolling_plan(user, wishes, today_of(user))
    response.headers["Location"] = f"/api/v1/training-plans/{made.plan_id}"
    return TwoMonthsView.of(two_months(user, today_of(user)))


@router.post("/preview")
def preview_plan(user: CurrentUser, wishes: RollingPlanWishes) -> Preview:
    """Two months for these wishes, not kept: send the same to `POST /plans/two-months` to keep them."""
    return Preview.of(preview_rolling_plan(user, wishes, today_of(user)))


@router.get("/history")
def read_history(user: CurrentUser, page: PageNumber = 1, per_page: PerPage = 20) -> Page[HistoryLine]:
    """Every version of your plans that roll on, and every refresh with what changed and why, newest first."""
    return page_of(plan_history(user), page, per_page)


@router.post("/regenerate")
def regenerate(user: CurrentUser) -> PlanRefresh:
    """Look at the last week again and rebuild the days ahead; what is past, done or your own stays."""
    return refresh_plan(user, "manual", None, today_of(user))


@router.get("/assumptions")
def read_assumptions(
    user: CurrentUser, days: Annotated[int, Query(ge=1, le=366, description="How far to look back.")] = 56
) -> AssumptionsView:
    """What is confirmed, only assumed, missed, said by you, or was run without a plan."""
    return AssumptionsView.of(assumptions(user, today_of(user), days))


@router.put("/assumptions/{day_id}", status_code=204)
def override(user: CurrentUser, day_id: UUID, entry: OverrideEntry) -> None:
    """Say what became of a session; it stands above what was assumed or imported, also after the next import."""
    override_outcome(user, day_id, entry.outcome)


@router.put("/goal-change")
def put_goal_change(user: CurrentUser, wishes: RollingPlanWishes) -> GoalChangeView:
    """Another goal from tomorrow on: paces stay, nothing jumps, a new method blends in over one to two weeks."""
    return GoalChangeView.of(change_goal(user, wishes, today_of(user)))
