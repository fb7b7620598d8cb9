"""A running plan: a few wishes, two months to look at, and one button to keep them."""

from __future__ import annotations

from datetime import date

import streamlit as st

from coach.plan_starts import running_start
from coach.rolling_plans import make_rolling_plan, preview_rolling_plan
from data.cache import Revision, cached
from data.db import User
from data.errors import AppError, Rejected
from data.profiles import find_profile
from data.rolling_plans import RollingPlanWishes, active_rolling_plan
from pages import errors
from pages.log.starts import athlete_of
from pages.plan.kept_inputs import forget
from pages.plan.plan_preview import draw_preview
from pages.plan.wishes_form import DrawnWishes, WishesStart, draw_wishes

FORM = "running"


def show_running(user: User, at: Revision) -> None:
    start = wishes_start(user, at)
    drawn = draw_wishes(FORM, start)
    wishes = drawn.wishes
    if wishes is None:
        st.caption("Correct what is marked above to see your two months.")
        return
    try:
        built = cached(
            at, "running_preview", user.id, start.today, wishes.model_dump_json(),
            read=lambda: preview_rolling_plan(user, wishes, start.today),
        )  # fmt: skip
    except Rejected as wrong:
        drawn.tell(wrong.field, wrong.text)
        return
    draw_preview(built, start.system)
    st.caption("Every Sunday evening the plan looks at your week and rolls on. The plan you follow now is archived.")
    if st.button("Keep this plan", type="primary", key="keep_running", width="stretch"):
        _keep(user, drawn, start.today)


def wishes_start(user: User, at: Revision) -> WishesStart:
    """From the plan that rolls on, else from the profile; what the log says is known to both."""
    athlete = athlete_of(user, at)
    known = cached(at, "running_start", user.id, athlete.today, read=lambda: running_start(user, athlete.today))
    plan = cached(at, "rolling_plan", user.id, read=lambda: active_rolling_plan(user))
    if plan is not None:
        wishes = plan.wishes
    else:
        profile = cached(at, "profile", user.id, read=lambda: find_profile(user))
        race_on = profile.race_date if profile and profile.race_date and profile.race_date > athlete.today else None
        wishes = RollingPlanWishes(goal="hyrox" if race_on else "10k", race_date=race_on)
    if wishes.race_date is not None and wishes.race_date < athlete.today:
        wishes = wishes.model_copy(update={"race_date": None})
    return WishesStart(athlete.system, athlete.today, known, wishes)


def _keep(user: User, drawn: DrawnWishes, today: date) -> None:
    if drawn.wishes is None:
        return
    try:
        make_rolling_plan(user, drawn.wishes, today)
    except Rejected as wrong:
        drawn.tell(wrong.field, wrong.text)
    except AppError as error:
        errors.show(error)
    else:
        forget(FORM)
        st.query_params.from_dict({"on": today.isoformat()})
        st.toast("Your plan is ready", icon=":material/check:")
        st.rerun()
