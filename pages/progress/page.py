"""Progress: does the training work? One view at a time, over any range of days."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

import pandas as pd
import streamlit as st

from coach.exports import csv_of
from coach.today import local_date
from data.cache import Revision, cached, revision
from data.db import User
from data.profiles import Profile, find_profile
from data.progress import Group, first_log_on
from pages.progress import views
from pages.progress.breaks import show_breaks
from pages.progress.charts import MEASURES
from pages.progress.choice import Choice, show_choice
from pages.session import require_user
from pages.theme import palette

VOLUME, LOAD, RECORDS, STATIONS, DAYS, BREAKS = "Volume", "Load", "Records", "Stations", "Streaks", "Breaks"
TYPED_VIEWS = (VOLUME, LOAD, DAYS)


def show(user: User, at: Revision) -> None:
    st.title("Progress", anchor=False)
    profile = cached(at, "profile", user.id, read=lambda: find_profile(user))
    today = local_date(datetime.now(UTC), profile.time_zone if profile else "UTC")
    view = st.segmented_control(
        "Show",
        [VOLUME, LOAD, RECORDS, STATIONS, DAYS, BREAKS],
        default=VOLUME,
        required=True,
        key="progress_view",
        label_visibility="collapsed",
    )
    if view == BREAKS:
        show_breaks(user, at, today)
        return
    first_on = cached(at, "first_log_on", user.id, read=lambda: first_log_on(user))
    choice = show_choice(today, first_on, has_types=view in TYPED_VIEWS)
    choice = choice._replace(system=profile.units_preference if profile else "metric")
    if view == VOLUME:
        _show_volume(user, at, choice)
    elif view == LOAD:
        views.draw_load(at, user, choice, palette())
        _export("Load as CSV", "load.csv", lambda: views.load_of(user, at, choice.window).frame)
    elif view == RECORDS:
        _show_records(user, at, choice)
    elif view == STATIONS:
        _show_stations(user, at, choice, profile)
    else:
        views.draw_days(at, user, choice, palette())
        _export("Days as CSV", "days.csv", lambda: views.days_of(user, at, choice.window))


def _show_volume(user: User, at: Revision, choice: Choice) -> None:
    measure = st.segmented_control("Measure", list(MEASURES), default="Hours", required=True, key="progress_measure")
    views.draw_volume(at, user, choice, measure or "Hours", palette())
    _export("Weeks as CSV", "weeks.csv", lambda: views.volume_of(user, at, choice.window))


def _show_records(user: User, at: Revision, choice: Choice) -> None:
    records = views.records_of(user, at, choice)
    if records.empty:
        st.info("No record was set in this range. Records come by themselves from sessions, tests and races.")
        return
    kinds = list(records["kind"].value_counts().index)
    kind = st.selectbox("Record", kinds, key="progress_record")
    if kind is not None:
        views.draw_record(at, user, choice, kind, palette())
    _export("Records as CSV", "records.csv", lambda: views.records_of(user, at, choice).drop(columns=["id"]))


def _show_stations(user: User, at: Revision, choice: Choice, profile: Profile | None) -> None:
    gender = profile.gender if profile else None
    with st.container(horizontal=True):
        division = st.segmented_control(
            "Division",
            ["open", "pro"],
            default="pro" if profile and profile.division == "pro" else "open",
            required=True,
            key="progress_division",
            format_func=str.capitalize,
        )
        gender = st.segmented_control(
            "Field", ["women", "men"], default=gender or "women", required=True, key="progress_gender",
            format_func=str.capitalize,
        )  # fmt: skip
    group = Group(division or "open", gender or "women")
    views.draw_stations(at, user, choice, group, palette())
    _export(
        "Stations as CSV",
        "stations.csv",
        lambda: views.stations_of(user, at, choice.window, group).drop(columns=["race_id"]),
    )


def _export(label: str, file_name: str, read: Callable[[], pd.DataFrame]) -> None:
    """The file is made when somebody asks for it."""
    st.download_button(
        label,
        lambda: csv_of(read()),
        file_name=file_name,
        mime="text/csv",
        on_click="ignore",
        icon=":material/download:",
        key=f"export_{file_name}",
    )


user = require_user()
show(user, revision(user))
