"""The plan that rolls on, on Today: how the week went, what is only assumed, and by which method it trains."""

from __future__ import annotations

from datetime import date

import streamlit as st

from coach.engines.units import System
from coach.plan_now import PlanNow, WeekTold, plan_now
from coach.two_months import SeenSession
from data.cache import Revision, cached
from data.db import User
from pages.plan.outcome_form import say
from pages.plan.words import METHODS, day_words, length_words, totals_words
from pages.split_view.cells import plain

SEEN_WEEK = "today_week_told"


def now_of(user: User, at: Revision, day: date) -> PlanNow | None:
    return cached(at, "plan_now", user.id, day, read=lambda: plan_now(user, day))


def draw_week_told(now: PlanNow, system: System) -> None:
    """Once: until it is read, and no longer than the days after that Sunday."""
    told = now.week
    if told is None or st.session_state.get(SEEN_WEEK) == told.refresh.id:
        return
    with st.container(border=True, gap="xsmall"):
        st.markdown("\n\n".join(week_lines(told, system)))
        with st.container(horizontal=True, gap="small", vertical_alignment="center"):
            st.page_link("plan/page.py", label="What changed and why", icon=":material/sync:")
            st.button("Got it", key="week_told", on_click=_read, args=(told,))


def week_lines(told: WeekTold, system: System) -> list[str]:
    """Markdown paragraphs: the week that was, what follows from it, the week ahead."""
    review = told.refresh.review
    lines = [f"**Your week:** {plain(str(review.get('summary', '')))}"]
    lines += [plain(str(decision["why"])) for decision in review.get("decisions", ())]
    coming = told.next_week
    if coming.planned_count:
        amount = length_words(coming.planned_m, coming.planned_min, system)
        is_begun = coming.done_count > 0
        words = totals_words(coming, system) if is_begun else f"{coming.planned_count} sessions, {amount}"
        lines.append(f"**{'This week so far' if is_begun else 'Next week'}:** {words}")
    return lines


def draw_assumed(now: PlanNow, system: System) -> None:
    """What nobody has confirmed: one tap says how it was."""
    if not now.assumed:
        return
    st.markdown("#### Did you do it?")
    st.caption("Nothing was uploaded for these, so the plan assumes you did them. An import answers by itself.")
    for seen in now.assumed:
        _draw_question(seen, system)


def _draw_question(seen: SeenSession, system: System) -> None:
    session = seen.session
    length = length_words(session.distance_m, session.estimated_duration_minutes, system)
    with st.container(horizontal=True, gap="small", vertical_alignment="center"):
        st.markdown(f"{day_words(session.date)}: **{plain(session.title)}**{f' · {length}' if length else ''}")
        st.button("Yes", key=f"did_{session.id}", on_click=say, args=(session.id, "done"))
        st.button("No", key=f"missed_{session.id}", on_click=say, args=(session.id, "missed"))


def method_line(now: PlanNow) -> str:
    return f"{METHODS[now.plan.method]} · {plain(now.plan.plan_name)}"


def _read(told: WeekTold) -> None:
    st.session_state[SEEN_WEEK] = told.refresh.id
