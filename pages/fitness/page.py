"""Fitness: how fit are you, and is it moving?"""

from __future__ import annotations

from datetime import UTC, datetime

import streamlit as st

from coach.engines.running.fitness import FitnessProfile
from coach.exports import csv_of
from coach.today import local_date
from data.cache import Revision, cached, revision
from data.db import User
from data.profiles import find_profile
from pages.fitness import tables, views
from pages.session import require_user
from pages.split_view.cells import plain
from pages.theme import palette

USUAL = "6 months"


def show(user: User, at: Revision) -> None:
    st.title("Fitness", anchor=False)
    profile = cached(at, "profile", user.id, read=lambda: find_profile(user))
    today = local_date(datetime.now(UTC), profile.time_zone if profile else "UTC")
    span = st.session_state.get("fitness_range") or USUAL
    choice = views.Choice(span, today, profile.units_preference if profile else "metric")
    picture = views.picture_of(user, at, choice)
    if views.is_empty(picture):
        _show_beginning()
        return
    st.markdown(f"**How fit are you, and is it moving?** {views.answer(picture, choice.system)}")
    views.draw_score(picture, choice.system)
    st.subheader("How training moves", anchor=False)
    st.pills("Range", list(views.RANGES), default=USUAL, required=True, key="fitness_range")
    views.draw_training(at, user, choice, palette())
    _export(user, at, choice)
    views.draw_months(picture, choice, palette())
    _show_zones(picture.profile)
    _show_missing(picture.profile)


def _show_beginning() -> None:
    """What somebody without any training here can do."""
    st.markdown("**How fit are you, and is it moving?** Your runs tell it. None of the last year is here yet.")
    st.info(
        "Import the list of activities your watch keeps, or log a run or a test. Paces, race times and trends "
        "follow by themselves."
    )
    st.page_link("activity_import/page.py", label="Import activities", icon=":material/upload_file:")
    _test_link()


def _show_zones(profile: FitnessProfile) -> None:
    st.subheader("Heart-rate zones", anchor=False)
    rates = profile.heart_rates
    if rates is None:
        st.info("Zones need your resting heart rate, and your maximum or your date of birth.")
    else:
        st.markdown(tables.zone_rows(profile.zones))
        st.caption(
            f"Resting {rates.rest_bpm:.0f}, maximum {rates.max_bpm:.0f} bpm ({plain(rates.source)}); "
            "shares of the reserve between them (Karvonen), the upper end belongs to the next zone."
        )
    st.page_link(
        "settings/page.py",
        label="Set your heart rates",
        icon=":material/monitor_heart:",
        query_params={"section": "body"},
    )


def _show_missing(profile: FitnessProfile) -> None:
    if not profile.missing:
        return
    st.subheader("What is missing", anchor=False)
    st.markdown("\n".join(f"- {plain(text)}." for text in profile.missing))
    st.page_link("activity_import/page.py", label="Import activities", icon=":material/upload_file:")
    if profile.score is None:
        st.page_link("activities/page.py", label="Mark a run as a race or test", icon=":material/flag:")
    _test_link()


def _test_link() -> None:
    st.page_link(
        "records/page.py", label="Log a run test", icon=":material/timer:", query_params={"tests": "1", "new": "run_5k"}
    )


def _export(user: User, at: Revision, choice: views.Choice) -> None:
    st.download_button(
        "Weeks as CSV",
        lambda: csv_of(views.weeks_frame(views.picture_of(user, at, choice))),
        file_name="fitness-weeks.csv",
        mime="text/csv",
        on_click="ignore",
        icon=":material/download:",
        key="export_fitness_weeks",
    )


user = require_user()
show(user, revision(user))
