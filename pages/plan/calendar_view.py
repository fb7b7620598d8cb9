"""Plan and log together, by week or by month."""

from __future__ import annotations

from collections.abc import Hashable
from datetime import date, timedelta
from typing import Any, NamedTuple
from uuid import UUID

import streamlit as st

from coach.plans import undo
from data.cache import Revision, cached
from data.db import User
from data.errors import AppError
from data.plan_calendar import calendar
from data.plans import Plan, active_plan
from pages import errors
from pages.countdown import show_countdown
from pages.log.starts import athlete_of
from pages.plan.day_dialog import open_day, show_dialog
from pages.plan.words import COLORS, MARKS, STATES, TYPES, WEEKDAYS, day_words, hours_words, state_of
from pages.session import require_user
from pages.split_view.cells import number_of, plain

Rows = list[dict[Hashable, Any]]
VIEWS = {"week": "Week", "month": "Month"}


class Shown(NamedTuple):
    """The part of the calendar on screen; `on` is the day it is about."""

    view: str
    on: date
    today: date

    @property
    def first(self) -> date:
        """A Monday."""
        start = self.on.replace(day=1) if self.view == "month" else self.on
        return start - timedelta(days=start.weekday())

    @property
    def last(self) -> date:
        """A Sunday."""
        if self.view != "month":
            return self.first + timedelta(days=6)
        end = (self.on.replace(day=28) + timedelta(days=4)).replace(day=1) - timedelta(days=1)
        return end + timedelta(days=6 - end.weekday())

    def moved(self, steps: int) -> date:
        if self.view != "month":
            return self.on + timedelta(days=7 * steps)
        middle = self.on.replace(day=15) + timedelta(days=30 * steps)
        return middle.replace(day=1)


def show_calendar(user: User, at: Revision) -> None:
    today = athlete_of(user, at).today
    shown = Shown(st.query_params.get("view", "week"), _day_of(st.query_params.get("on", ""), today), today)
    plan = cached(at, "active_plan", user.id, read=lambda: active_plan(user))
    st.title(plain(plan.plan_name) if plan else "Plan", anchor=False)
    show_countdown(user, at)
    if plan is None:
        _show_no_plan()
    rows: Rows = cached(
        at, "calendar", user.id, shown.first, shown.last, read=lambda: calendar(user, shown.first, shown.last)
    ).to_dict("records")
    if plan is not None:
        _draw_headline(plan, rows, shown)
    _draw_navigation(shown)
    if shown.view == "month":
        _draw_month(rows, shown)
        _draw_day(rows, shown.on, shown, plan)
    else:
        with st.grid(2, min_column_width=300) as week:
            for offset in range(7):
                with week.cell():
                    _draw_day(rows, shown.first + timedelta(days=offset), shown, plan)
    _draw_legend()
    if plan is not None:
        _draw_plan_actions(plan)
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
    return day if date(2000, 2, 1) <= day <= date(2099, 11, 30) else otherwise


def _show_no_plan() -> None:
    st.markdown("**No plan yet.** A plan tells you each day what to do and why; make one in a minute:")
    with st.container(horizontal=True, gap="xsmall"):
        st.button("HYROX template", type="primary", key="new_template", on_click=_go, args=({"new": "template"},))
        st.button("By hand", key="new_hand", on_click=_go, args=({"new": "hand"},))
        st.button("From a file", key="new_file", on_click=_go, args=({"new": "file"},))
        st.button("All plans", key="all_plans", on_click=_go, args=({"plans": "1"},))


def _draw_headline(plan: Plan, rows: Rows, shown: Shown) -> None:
    """What this week or month asks for, and how much of it is done."""
    planned = [row for row in rows if row["kind"] == "planned" and row["session_type"] != "rest"]
    done = [row for row in planned if row["is_completed"]]
    period = "This week" if shown.first <= shown.today <= shown.last and shown.view == "week" else "These days"
    if planned:
        minutes = sum(number_of(row["minutes"]) or 0 for row in planned)
        st.markdown(f"**{period}: {len(done)} of {len(planned)} sessions done**, {hours_words(minutes)} planned")
    else:
        st.markdown(f"**{period}: nothing planned**")
    week = (shown.on - (plan.start_date - timedelta(days=plan.start_date.weekday()))).days // 7 + 1
    focus = next((str(row["week_focus"]) for row in planned if row["week_number"] == week and row["week_focus"]), "")
    if 1 <= week <= plan.duration_weeks:
        parts = [f"Week {week} of {plan.duration_weeks}", plain(focus), plain(plan.goal or "")]
        st.caption(" · ".join(part for part in parts if part))


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


def _draw_month(rows: Rows, shown: Shown) -> None:
    """A button per day: the colour is the type, the mark what became of it, the words are for wide screens."""
    by_day: dict[date, Rows] = {}
    for row in rows:
        by_day.setdefault(row["date"], []).append(row)
    with st.container(key="plan_month"), st.grid(7, min_column_width=40, wrap=False, gap=4):
        for name in WEEKDAYS:
            st.caption(name)
        day = shown.first
        while day <= shown.last:
            kind: Any = "primary" if day == shown.on else "secondary" if day.month == shown.on.month else "tertiary"
            st.button(
                _cell(day, by_day.get(day, []), shown), key=f"on_{day}", type=kind, width="stretch",
                help=", ".join(str(row["title"]) for row in by_day.get(day, [])) or None,
                on_click=_go_to, args=("month", day),
            )  # fmt: skip
            day += timedelta(days=1)


def _cell(day: date, rows: Rows, shown: Shown) -> str:
    """The chosen day is filled with the accent, on which no other colour can be read."""
    number = f"**{day.day}**" if day == shown.today else str(day.day)
    marks = []
    for row in rows[:3]:
        mark = MARKS[state_of(row, shown.today)]
        colored = mark if day == shown.on else f":{COLORS[row['session_type']]}[{mark}]"
        marks.append(f"{colored} *{plain(_title(row))}*")
    return " ".join([number, *marks, *(["…"] if len(rows) > 3 else [])])


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
            _draw_row(row, shown.today)


def _draw_row(row: dict[Hashable, Any], today: date) -> None:
    """A planned session opens here, a log in the training log."""
    state = state_of(row, today)
    minutes = number_of(row["minutes"])
    about = " · ".join(part for part in (hours_words(minutes) if minutes else "", STATES[state]) if part)
    kind = row["session_type"]
    label = f":{COLORS[kind]}-badge[{TYPES[kind]}] **{plain(_title(row))}** {about} {MARKS[state]}"
    if row["kind"] == "planned":
        st.button(label, key=f"day_{row['id']}", width="stretch", on_click=open_day, args=(UUID(str(row["id"])),))
    else:
        st.page_link("log/page.py", label=label, query_params={"workout": str(row["id"])}, width="stretch")


def _title(row: dict[Hashable, Any]) -> str:
    return str(row["title"] or TYPES[row["session_type"]])


def _draw_legend() -> None:
    """No caption: it pales what it holds, and badges can be read no more."""
    types = " ".join(f":{COLORS[kind]}-badge[{name}]" for kind, name in TYPES.items())
    states = " · ".join(f"{MARKS[state]} {name}" for state, name in STATES.items())
    st.markdown(f":small[{types}]  \n:small[{states}]")


def _draw_plan_actions(plan: Plan) -> None:
    with st.container(horizontal=True, gap="xsmall"):
        st.button("Undo last change", key="undo", icon=":material/undo:", on_click=_undo, args=(plan.id,))
        st.button("Move the rest", key="shift_plan", on_click=_go, args=({"shift": str(plan.id)},))
        st.button("Versions", key="versions", on_click=_go, args=({"versions": str(plan.id)},))
        st.button("Change plan", key="edit_plan", on_click=_go, args=({"edit": str(plan.id)},))
        st.button("All plans", key="all_plans", on_click=_go, args=({"plans": "1"},))
        st.button("New plan", key="new_plan", on_click=_go, args=({"new": "template"},))


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
