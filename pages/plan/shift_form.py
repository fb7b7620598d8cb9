"""The rest of a plan moved after an illness or a journey: what would happen is said before it is done."""

from __future__ import annotations

from datetime import date
from uuid import UUID

import streamlit as st

from coach.plan_shift import PlanShift, ShiftEntry, days_words, race_words, shift_plan, shift_preview
from data.cache import Revision, cached
from data.db import User
from data.errors import AppError
from data.plans import Plan, find_plan
from pages import errors
from pages.log.starts import athlete_of
from pages.plan.words import day_words
from pages.session import require_user
from pages.split_view.addresses import back_link
from pages.split_view.cells import plain


def show_shift(user: User, at: Revision, plan_id: UUID) -> None:
    back_link("plan/page.py", "Back to the plan")
    plan = cached(at, "plan", user.id, plan_id, read=lambda: find_plan(user, plan_id))
    st.title("Move the rest of the plan", anchor=False)
    st.caption(f"{plain(plan.plan_name)}. Ill, or away? What is done or skipped stays where it is.")
    form = f"shift-{plan_id}"
    shift = _draw_inputs(form, athlete_of(user, at).today)
    if shift is None:
        return
    try:
        wanted = shift_preview(user, plan_id, shift)
    except AppError as error:
        st.markdown(f":red[{plain(error.text)}]")
        return
    st.markdown(preview_words(plan, shift, wanted))
    if wanted.is_about_race:
        st.warning(plain(race_words(wanted)), icon=":material/flag:")
        is_accepted = st.checkbox("Move them all the same", key=f"{form}-race")
        shift = shift.model_copy(update={"is_race_accepted": is_accepted})
    st.text_input("Why (optional)", key=f"{form}-why", max_chars=300, placeholder="Flu")
    st.button(
        "Move the sessions", type="primary", key=f"{form}-do", width="stretch",
        disabled=wanted.is_about_race and not shift.is_race_accepted, on_click=_shift, args=(plan, shift, form),
    )  # fmt: skip


def preview_words(plan: Plan, shift: ShiftEntry, wanted: PlanShift) -> str:
    """One sentence of what moves, and one where the plan grows."""
    count = wanted.session_count
    first = wanted.moved[0].date
    moves = (
        f"**{count} open session{'' if count == 1 else 's'} move{'s' if count == 1 else ''} {days_words(shift.days)}**"
    )
    said = f"{moves}: what was on {day_words(first)} is then on {day_words(wanted.first_on)}."
    said += f" The last day is {day_words(wanted.last_on)}."
    more = wanted.duration_weeks - plan.duration_weeks
    if more:
        said += (
            f" The plan becomes {more} week{'' if more == 1 else 's'} longer and ends on {day_words(wanted.end_date)}."
        )
    return said


def _draw_inputs(form: str, today: date) -> ShiftEntry | None:
    from_date = st.date_input(
        "From which day on?", today, key=f"{form}-from", min_value=date(2000, 1, 1), max_value=date(2100, 1, 1)
    )
    days = st.number_input(
        "By how many days?", -365, 365, 7, key=f"{form}-days", help="A number below 0 moves the sessions earlier."
    )
    if from_date is None or not days:
        st.markdown(":red[Choose a day, and by how many days; 0 moves nothing.]")
        return None
    return ShiftEntry(from_date=from_date, days=days)


def _shift(plan: Plan, shift: ShiftEntry, form: str) -> None:
    """What the preview on screen said, or nothing; the reason is what stands in its field now."""
    why = str(st.session_state.get(f"{form}-why", ""))
    try:
        shift_plan(require_user(), plan.id, shift, plan.updated_at, why)
    except AppError as error:
        errors.show(error)
    else:
        st.query_params.clear()
        st.toast(f"Moved {days_words(shift.days)}", icon=":material/check:")
