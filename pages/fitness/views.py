"""The parts of the page, each drawn once and replayed until the athlete's data change."""

from __future__ import annotations

from datetime import date, timedelta
from typing import NamedTuple

import pandas as pd
import streamlit as st

from coach.engines.running import fitness_words as words
from coach.engines.running.paces import PACES_SOURCE
from coach.engines.streaks import monday_of
from coach.engines.units import System, pace_text
from coach.fitness_picture import FitnessPicture, fitness_picture
from data.cache import Revision, cached
from data.db import User
from pages.fitness import charts, tables
from pages.split_view.axes import show_chart
from pages.split_view.cells import date_cell, number_of, plain
from pages.theme import Palette

RANGES = {"12 weeks": 12, "6 months": 26, "1 year": 52}


class Choice(NamedTuple):
    """The range of the charts as its key in RANGES, the day it ends, and the athlete's units."""

    span: str
    today: date
    system: System

    @property
    def first(self) -> date:
        """The Monday the charts begin with, the running week counted."""
        return monday_of(self.today) - timedelta(weeks=RANGES[self.span] - 1)

    @property
    def label(self) -> str:
        """The range inside a sentence."""
        return f"{date_cell(self.first)} – {date_cell(self.today)}"


def picture_of(user: User, at: Revision, choice: Choice) -> FitnessPicture:
    return cached(
        at,
        "fitness_picture",
        user.id,
        choice[:2],
        read=lambda: fitness_picture(user, choice.today, choice.first),
    )


def weeks_frame(picture: FitnessPicture) -> pd.DataFrame:
    """One row per week, oldest first, for the export."""
    return pd.DataFrame([week._asdict() for week in picture.trends.weeks])


def is_empty(picture: FitnessPicture) -> bool:
    """Nothing says anything about fitness; weeks after a first run have a distance, be it 0."""
    weeks = picture.trends.weeks
    has_log = any(week.session_count or week.distance_m is not None for week in weeks)
    return not has_log and picture.profile.score is None and picture.snapshots.empty


def answer(picture: FitnessPicture, system: System) -> str:
    """How fit, and is it moving."""
    profile = picture.profile
    known = sum(week.distance_m is not None for week in profile.weeks)
    sentences = [
        words.score_text(profile.score, _before(picture)),
        words.volume_text(profile.mean_week_m, known, system),
        words.movement_text(picture.trends.curve),
    ]
    return plain(" ".join(sentence for sentence in sentences if sentence))


def scores_of(picture: FitnessPicture) -> list[tuple[date, float]]:
    """The last day and the score of every kept month that had one, oldest first."""
    return [
        (_month_end(row["month_on"]), score)
        for row in picture.snapshots.to_dict("records")
        if (score := number_of(row["running_score"])) is not None
    ]


def draw_score(picture: FitnessPicture, system: System) -> None:
    profile = picture.profile
    st.subheader("Running score and paces", anchor=False)
    if profile.effort is None or profile.paces is None:
        st.info(f"{profile.confidence_text}. Run a 5 km test, or mark a run as a race: then paces stand here.")
        return
    st.markdown(
        f"Daniels–Gilbert running score **{profile.effort.score:.1f}**, confidence {profile.confidence}. "
        f"{plain(profile.confidence_text)}. A race or a test refreshes it; training runs never do."
    )
    st.markdown(tables.pace_rows(profile.paces, system))
    st.caption(plain(PACES_SOURCE))
    st.subheader("What you could race", anchor=False)
    st.markdown(tables.race_rows(profile.races))
    marathon = next(race for race in profile.races if race.name == "Marathon")
    st.caption(f"Ranges for even courses and good days. Marathon: {plain(marathon.why)}.")
    if profile.critical_speed is not None:
        speed = profile.critical_speed
        st.markdown(
            f"**Critical speed** {plain(pace_text(system, 1000 / speed.speed_m_s))}, with {speed.reserve_m:.0f} m to "
            f"spend above it, from {speed.n} hard efforts of 2 to 20 minutes."
        )


@st.cache_data(max_entries=64, show_spinner=False)
def draw_training(at: Revision, user: User, choice: Choice, colors: Palette) -> None:
    """Distance, load, efficiency and intensity, week by week."""
    picture = picture_of(user, at, choice)
    if not any(week.session_count for week in picture.trends.weeks):
        st.info(f"Nothing is logged from {choice.label}. Choose a longer range, or import what is missing.")
        return
    _draw_distance(picture, choice, colors)
    _draw_curve(picture, choice, colors)
    _draw_efficiency(picture, choice, colors)
    _draw_intensity(picture, choice, colors)


def _draw_distance(picture: FitnessPicture, choice: Choice, colors: Palette) -> None:
    profile, weeks = picture.profile, picture.trends.weeks
    if not any(week.distance_m for week in weeks):
        st.info("No run with a distance is logged in this range. Log or import runs, and your weeks draw themselves.")
        return
    known = sum(week.distance_m is not None for week in profile.weeks)
    volume = charts.Volume(weeks, profile.mean_week_m, known, choice.system)
    show_chart(charts.distance_chart(volume, colors), f"Distance of each week and its longest run, {choice.label}.")
    count = sum(week.run_count for week in weeks)
    st.caption(f"{choice.label}, n = {count} runs. Weeks begin on Monday; the running week is pale and in no mean.")
    st.markdown(plain(words.longest_run_text(profile.longest_30_days_m, choice.system)))
    for alert in profile.alerts:
        st.markdown(f"- {plain(words.long_run_text(alert, choice.system))}")
    st.caption("The one load rule with evidence behind it: Frandsen et al. (2025), 5,205 runners. It is no forecast.")


def _draw_curve(picture: FitnessPicture, choice: Choice, colors: Palette) -> None:
    trends = picture.trends
    if trends.load_unit is None or not trends.curve:
        st.info(
            "Rate your sessions (RPE), or import heart rates and enter your resting one: then fitness and fatigue "
            "draw themselves."
        )
        return
    chart = charts.curve_chart(trends.curve, trends.load_unit, colors)
    show_chart(chart, f"Fitness, fatigue and form, {choice.label}.")
    st.caption(
        f"{choice.label}. {plain(trends.load_text)}. {plain(words.UNIT_FORMULAS[trends.load_unit])}. "
        f"Fitness and fatigue: {plain(trends.convention)}. The first 42 days of a log are pale: "
        "too early to read. Fitness here is load you got used to, not speed."
    )


def _draw_efficiency(picture: FitnessPicture, choice: Choice, colors: Palette) -> None:
    weeks = picture.trends.weeks
    if not any(week.efficiency_count for week in weeks):
        return
    chart = charts.efficiency_chart(weeks, picture.profile.efficiency, colors)
    show_chart(chart, f"Metres per heartbeat, {choice.label}.")
    count = sum(week.efficiency_count for week in weeks)
    st.caption(
        f"{choice.label}, n = {count} training runs with heart rate, races and tests left out. "
        "Metres per heartbeat, median of each week; heat and hills move it too."
    )


def _draw_intensity(picture: FitnessPicture, choice: Choice, colors: Palette) -> None:
    weeks, split = picture.trends.weeks, picture.profile.intensity
    if not any(week.easy_pct is not None for week in weeks):
        return
    show_chart(charts.intensity_chart(weeks, split, colors), f"Easy, moderate and hard time per week, {choice.label}.")
    basis = picture.trends.intensity_basis
    recent = f" Last 28 days: {plain(split.text)}." if split else ""
    st.caption(
        f"{choice.label}, share of running time by {basis}; a run counts whole by its average, which hides short hard "
        f"parts.{recent}"
    )


def draw_months(picture: FitnessPicture, choice: Choice, colors: Palette) -> None:
    if picture.snapshots.empty:
        return
    st.subheader("Month by month", anchor=False)
    scores, score = scores_of(picture), picture.profile.score
    if scores:
        now = None if score is None else (choice.today, score)
        show_chart(charts.score_chart(scores, now, colors), "Running score at the end of each month.")
    st.markdown(tables.month_rows(picture.snapshots, choice.system))
    st.caption("As each month ended, kept once and never changed. Week: mean of the four full weeks before.")


def _before(picture: FitnessPicture) -> tuple[str, float] | None:
    scores = scores_of(picture)
    return (f"the end of {scores[-1][0]:%b %Y}", scores[-1][1]) if scores else None


def _month_end(first: date) -> date:
    return (first.replace(day=28) + timedelta(days=4)).replace(day=1) - timedelta(days=1)
