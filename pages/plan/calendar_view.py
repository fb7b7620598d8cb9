"""Plan and log together, by week, by month, or two months at once."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any, NamedTuple
from uuid import UUID

import streamlit as st

from coach.engines.plan_weeks import totals_of
from coach.engines.units import System
from coach.plan_requests import horizon
from coach.plans import undo
from data.cache import Revision, cached
from data.db import User
from data.errors import AppError
from data.plan_calendar import calendar
from data.plans import Plan, active_plan
from data.rolling_plans import active_rolling_plan
from pages import errors
from pages.countdown import countdown_line, show_countdown
from pages.log.starts import athlete_of
from pages.plan.calendar_rows import Rows, draw_legend, draw_row, draw_week_grid, draw_weekdays
from pages.plan.day_dialog import show_dialog
from pages.plan.latest_refresh import draw_latest
from pages.plan.two_months_view import draw_two_months
from pages.plan.words import day_words, seen_of, totals_words, unplanned_words
from pages.session import require_user
from pages.split_view.cells import plain

VIEWS = {"week": "Week", "month": "Month", "months": "2 months"}


class Shown(NamedTuple):
    """The part of the calendar on screen; `on` is the day it is about."""

    view: str
    on: date
    today: date
    system: System

    @property
    def first(self) -> date:
        """A Monday."""
        start = self.on if self.is_week else self.on.replace(day=1)
        return start - timedelta(days=start.weekday())

    @property
    def last(self) -> date:
        """A Sunday."""
        if self.is_week:
            return self.first + timedelta(days=6)
        if self.view == "months":
            return horizon(self.on)
        end = (self.on.replace(day=28) + timedelta(days=4)).replace(day=1) - timedelta(days=1)
        return end + timedelta(days=6 - end.weekday())

    @property
    def is_week(self) -> bool:
        return self.view not in ("month", "months")

    def moved(self, steps: int) -> date:
        if self.is_week:
            return self.on + timedelta(days=7 * steps)
        middle = self.on.replace(day=15) + timedelta(days=30 * steps * (2 if self.view == "months" else 1))
        return middle.replace(day=1)

    @property
    def mondays(self) -> list[date]:
        return [self.first + timedelta(days=days) for days in range(0, (self.last - self.first).days, 7)]


def show_calendar(user: User, at: Revision) -> None:
    athlete = athlete_of(user, at)
    today = athlete.today
    on = _day_of(st.query_params.get("on", ""), today)
    shown = Shown(st.query_params.get("view", "week"), on, today, athlete.system)
    plan = cached(at, "active_plan", user.id, read=lambda: active_plan(user))
    rolling = cached(at, "rolling_plan", user.id, read=lambda: active_rolling_plan(user))
    st.title(plain(plan.plan_name) if plan else "Plan", anchor=False)
    if rolling is not None and rolling.race_date is not None and rolling.race_date >= today:
        st.markdown(countdown_line(rolling.race_date, today))
    else:
        show_countdown(user, at)
    if plan is None:
        _show_no_plan()
    rows: Rows = cached(
        at, "calendar", user.id, shown.first, shown.last, read=lambda: calendar(user, shown.first, shown.last)
    ).to_dict("records")
    if plan is not None:
        _draw_headline(plan, rows, shown)
    if rolling is not None:
        draw_latest(user, at, rolling.training_plan_id, today)
    _draw_navigation(shown)
    _draw_shown(user, at, rows, shown, plan)
    draw_legend()
    if plan is not None:
        _draw_plan_actions(plan, is_rolling=rolling is not None)
    if "day" in st.query_params:
        show_dialog(user, at, st.query_params["day"])
    elif "add" in st.query_params and plan is not None:
        show_dialog(user, at, "", add_on=_day_of(st.query_params["add"], today), plan=plan)


def _day_of(text: str, otherwise: date) -> date:
    """A day from an address, which anybody may have typed."""
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return otherwise
    return day if date(2000, 2, 1) <= day <= date(2099, 10, 30) else otherwise


def _show_no_plan() -> None:
    st.markdown("**No plan yet.** A plan tells you each day what to do and why; make one in a minute:")
    with st.container(horizontal=True, gap="xsmall"):
        st.button("Running plan", type="primary", key="new_running", on_click=_go, args=({"new": "running"},))
        st.button("HYROX template", key="new_template", on_click=_go, args=({"new": "template"},))
        st.button("By hand", key="new_hand", on_click=_go, args=({"new": "hand"},))
        st.button("From a file", key="new_file", on_click=_go, args=({"new": "file"},))
        st.button("All plans", key="all_plans", on_click=_go, args=({"plans": "1"},))


def _draw_headline(plan: Plan, rows: Rows, shown: Shown) -> None:
    """What this week or month asks for, and how much of it is done; runs without a plan stand apart."""
    planned = [row for row in rows if row["kind"] == "planned" and row["session_type"] != "rest"]
    totals = totals_of(seen_of(row, shown.today) for row in rows)
    period = "This week" if shown.first <= shown.today <= shown.last and shown.is_week else "These days"
    if totals.done_share is not None:
        done, _, amounts = totals_words(totals, shown.system).partition(" · ")
        st.markdown(f"**{period}: {done}**" + (f" · {amounts}" if amounts else ""))
        st.progress(totals.done_share)
    else:
        st.markdown(f"**{period}: nothing planned**")
    week = (shown.on - (plan.start_date - timedelta(days=plan.start_date.weekday()))).days // 7 + 1
    focus = next((str(row["week_focus"]) for row in planned if row["week_number"] == week and row["week_focus"]), "")
    parts = [f"Week {week} of {plan.duration_weeks}", plain(focus), plain(plan.goal or "")]
    parts = parts if 1 <= week <= plan.duration_weeks else []
    st.caption(" · ".join(part for part in (*parts, unplanned_words(totals, shown.system)) if part))


def _draw_navigation(shown: Shown) -> None:
    with st.container(horizontal=True, gap="xsmall", vertical_alignment="center"):
        st.button("‹", key="earlier", help="Earlier", on_click=_go_to, args=(shown.view, shown.moved(-1)))
        st.button("Today", key="to_today", on_click=_go_to, args=(shown.view, shown.today))
        st.button("›", key="later", help="Later", on_click=_go_to, args=(shown.view, shown.moved(1)))
        for view, label in VIEWS.items():
            kind: Any = "primary" if view == shown.view else "secondary"
            st.button(label, key=f"view_{view}", type=kind, on_click=_go_to, args=(view, shown.on))
    title = f"{shown.on:%B %Y}" if shown.view == "month" else f"{day_words(shown.first)} – {day_words(shown.last)}"
    st.markdown(f"##### {title}")


def _draw_shown(user: User, at: Revision, rows: Rows, shown: Shown, plan: Plan | None) -> None:
    if shown.is_week:
        with st.grid(2, min_column_width=300) as week:
            for offset in range(7):
                with week.cell():
                    _draw_day(rows, shown.first + timedelta(days=offset), shown, plan)
        return
    with st.container(key="plan_month", gap=4):
        draw_weekdays()
        if shown.view == "months":
            draw_two_months(user, at, rows, shown, lambda day: _go_to("months", day))
        else:
            for monday in shown.mondays:
                draw_week_grid(rows, monday, shown.on, shown.today, lambda day: _go_to("month", day))
    _draw_day(rows, shown.on, shown, plan)


def _draw_day(rows: Rows, day: date, shown: Shown, plan: Plan | None) -> None:
    of_day = [row for row in rows if row["date"] == day]
    about = f"{' · today' if day == shown.today else ''}{'' if of_day else ' · nothing planned'}"
    with st.container(gap="xsmall"):
        with st.container(horizontal=True, vertical_alignment="center"):
            st.markdown(f"**{day_words(day)}**{about}")
            if plan is not None:
                label = f"Add on {day_words(day)}"
                st.button("Add", key=f"add_{day}", type="tertiary", on_click=_add, args=(day,), help=label)
        for row in of_day:
            draw_row(row, shown.today, shown.system)


def _draw_plan_actions(plan: Plan, *, is_rolling: bool) -> None:
    with st.container(horizontal=True, gap="xsmall"):
        if is_rolling:
            st.button("Change the goal", key="change_goal", on_click=_go, args=({"goal": "1"},))
            st.button("Assumed or done?", key="assumptions", on_click=_go, args=({"assumptions": "1"},))
            st.button("History", key="history", on_click=_go, args=({"history": "1"},))
        st.button("Calendar and watch", key="feed", on_click=_go, args=({"feed": "1"},))
        st.button("Undo last change", key="undo", icon=":material/undo:", on_click=_undo, args=(plan.id,))
        st.button("Move the rest", key="shift_plan", on_click=_go, args=({"shift": str(plan.id)},))
        st.button("Versions", key="versions", on_click=_go, args=({"versions": str(plan.id)},))
        st.button("Change plan", key="edit_plan", on_click=_go, args=({"edit": str(plan.id)},))
        st.button("All plans", key="all_plans", on_click=_go, args=({"plans": "1"},))
        st.button("New plan", key="new_plan", on_click=_go, args=({"new": "running"},))


def _undo(plan_id: UUID) -> None:
    try:
        undo(require_user(), plan_id)
    except AppError as error:
        errors.show(error)
    else:
        st.toast("Undone", icon=":material/undo:")


def _go(query: dict[str, str]) -> None:
    st.query_params.from_dict(query)


def _go_to(view: str, on: date) -> None:
    _go({"view": view, "on": on.isoformat()})


def _add(day: date) -> None:
    st.query_params["add"] = day.isoformat()
