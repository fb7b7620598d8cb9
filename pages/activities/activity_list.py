"""Everything that was recorded, newest first, month by month."""

from __future__ import annotations

from datetime import date
from functools import partial
from itertools import groupby
from math import ceil
from uuid import UUID

import streamlit as st
from pydantic import ValidationError

from coach.activities import restore_activity
from coach.engines.units import System
from coach.exports import csv_of
from data.activities import ActivityFilter, ActivityPage, activities, activity_page
from data.activity_months import activity_months
from data.cache import Revision, cached
from data.db import User
from pages import errors
from pages.activities.rows import ActivityRow, activity_rows, month_line
from pages.activities.words import FAMILIES
from pages.log.starts import athlete_of
from pages.session import require_user
from pages.split_view.addresses import back_link

PER_PAGE = 20
REMOVED = "activity_removed"
NOT_EXPORTED = ["id", "workout_log_id", "plan_day_id", "parent_id", "deleted_at"]


def show_activities(user: User, at: Revision) -> None:
    st.title("Activities", anchor=False)
    system = athlete_of(user, at).system
    _draw_undo()
    if page_of(user, at, ActivityFilter(limit=1)).total == 0:
        st.markdown("**Nothing recorded yet.** Import what your watch knows: a list, an archive or single files.")
        st.page_link("activity_import/page.py", label="Import activities", icon=":material/upload_file:")
        _draw_deleted_link()
        return
    wanted = _draw_filters()
    state = f"activities-page-{wanted.model_dump_json()}"
    page = int(st.session_state.get(state, 1))
    shown = wanted.model_copy(update={"limit": PER_PAGE, "offset": (page - 1) * PER_PAGE})
    total = page_of(user, at, shown).total
    st.caption(f"{total:,} activit{'y' if total == 1 else 'ies'}, newest first")
    _draw_rows(at, user, shown.model_dump_json(), system)
    if total > PER_PAGE:
        st.pagination(ceil(total / PER_PAGE), key=state, max_visible_pages=5, persist_state="page")
    _draw_ways_out(user, wanted)


def show_deleted(user: User, at: Revision) -> None:
    """Activities out of every list, each with the way back."""
    back_link("activities/page.py", "Activities")
    st.title("Deleted activities", anchor=False)
    removed = page_of(user, at, ActivityFilter(is_deleted=True, has_legs=False, limit=100))
    if not removed.total:
        st.info("Nothing here. Activities you delete can be restored from this place.")
    for row in activity_rows(removed.activities, athlete_of(user, at).system):
        with st.container(border=True, gap="xsmall"):
            st.markdown(row.label)
            st.caption(row.about)
            st.button("Restore", key=f"restore-{row.activity_id}", on_click=bring_back, args=(row.activity_id,))


def page_of(user: User, at: Revision, wanted: ActivityFilter) -> ActivityPage:
    """Some of the activities, newest first, and how many there are."""
    return cached(at, "activity_page", user.id, wanted, read=lambda: activity_page(user, wanted))


def bring_back(activity_id: UUID) -> None:
    with errors.shown_here():
        restore_activity(require_user(), activity_id)
        st.toast("Activity restored", icon=":material/undo:")
    if st.session_state.get(REMOVED) == activity_id:
        del st.session_state[REMOVED]


def draw_row(row: ActivityRow) -> None:
    with st.container(border=True, gap="xsmall"):
        st.page_link(
            "activities/page.py",
            label=row.label,
            icon=":material/chevron_right:",
            icon_position="right",
            query_params={"activity": str(row.activity_id)},
            width="stretch",
        )
        st.caption(row.about)


def _draw_undo() -> None:
    removed: UUID | None = st.session_state.get(REMOVED)
    if removed is not None:
        with st.container(border=True, horizontal=True, vertical_alignment="center"):
            st.markdown("Activity deleted.", width="content")
            st.button("Undo", key="activity_undo", icon=":material/undo:", on_click=bring_back, args=(removed,))


def _draw_filters() -> ActivityFilter:
    """Legs of a multisport activity are listed when their sport is asked for, else their parent stands for them."""
    text = st.text_input(
        "Find", key="activities_find", placeholder="Find a title or a kind", label_visibility="collapsed",
        max_chars=100, persist_state="page",
    )  # fmt: skip
    with st.expander("Filters"), st.grid(3, min_column_width=140):
        family = st.selectbox(
            "Sport", list(FAMILIES), index=None, placeholder="All", format_func=FAMILIES.__getitem__,
            key="activities_family", persist_state="page",
        )  # fmt: skip
        first: date | None = st.date_input("From", None, key="activities_first", persist_state="page")
        last: date | None = st.date_input("To", None, key="activities_last", persist_state="page")
    if first and last and first > last:
        st.warning("The first day is after the last one: no activity can be between them.")
    whole = ActivityFilter(family=family, first_date=first, last_date=last, has_legs=family is not None)
    try:
        return ActivityFilter.model_validate(whole.model_dump() | {"q": text.strip() or None})
    except ValidationError:
        st.warning("This cannot be searched for. Type a title or a kind of activity, in at most 100 characters.")
        return whole


@st.cache_data(max_entries=256, show_spinner=False)
def _draw_rows(at: Revision, user: User, wanted: str, system: System) -> None:
    """`wanted` is an ActivityFilter as JSON, so that it can be a key."""
    shown = ActivityFilter.model_validate_json(wanted)
    found = page_of(user, at, shown).activities
    if found.empty:
        st.info("No activity matches. Clear a filter, or search for something else.")
        return
    months = cached(at, "activity_months", user.id, shown, read=lambda: activity_months(user, shown))
    lines = {month["month_on"]: month_line(month, system) for month in months.to_dict("records")}
    for month_on, rows in groupby(activity_rows(found, system), key=lambda row: row.month_on):
        st.markdown(lines[month_on])
        for row in rows:
            draw_row(row)


def _draw_ways_out(user: User, wanted: ActivityFilter) -> None:
    with st.container(horizontal=True, gap="xsmall"):
        st.download_button(
            "These activities as CSV",
            partial(activities_csv, user, wanted),
            file_name="activities.csv",
            mime="text/csv",
            on_click="ignore",
            icon=":material/download:",
        )
        _draw_deleted_link()


def _draw_deleted_link() -> None:
    st.button("Deleted activities", key="activities_deleted", icon=":material/delete:", on_click=_go_to_deleted)


def _go_to_deleted() -> None:
    st.query_params.from_dict({"deleted": "1"})


def activities_csv(user: User, wanted: ActivityFilter) -> bytes:
    """Everything the filters leave, in SI units."""
    return csv_of(activities(user, wanted).drop(columns=NOT_EXPORTED))
