"""Where the athlete stands: week, streak, race time, goals, records, readiness. Replayed until something changes."""

from __future__ import annotations

import streamlit as st

from coach.engines.clock import format_clock
from coach.engines.race_estimate import RANGE_PCT, RaceEstimate
from coach.engines.readiness import FORMULA, Readiness
from coach.engines.units import System
from coach.today import Today, goal_progress_pct
from data.cache import Revision
from data.db import User
from data.today import ActiveGoal
from pages.split_view.cells import date_cell, plain
from pages.today.words import (
    WHY_NO_ESTIMATE,
    goal_title,
    hours,
    record_change,
    record_name,
    record_value,
    system_of,
    usual_week,
)


@st.cache_data(max_entries=128, show_spinner=False, hash_funcs={Today: lambda today: today.day.isoformat()})
def draw_standing(at: Revision, user: User, today: Today) -> None:
    """The revision and the day say all there is to know about `today`."""
    _draw_week(today)
    _draw_estimate(today)
    _draw_goals(today.goals, system_of(today))
    _draw_records(today)


@st.cache_data(max_entries=128, show_spinner=False, hash_funcs={Today: lambda today: today.day.isoformat()})
def draw_readiness(at: Revision, user: User, today: Today) -> None:
    with st.expander(f"Readiness: {today.readiness.text}", icon=":material/battery_charging_full:"):
        st.markdown(_readiness_table(today.readiness))
        if today.readiness.note:
            st.markdown(today.readiness.note)
        st.caption(f"{FORMULA}. A rule of thumb to plan a day with, not a measurement.")


def _draw_week(today: Today) -> None:
    st.markdown("#### This week")
    week = today.week
    with st.grid(4, min_column_width=140, gap="small"):
        st.metric("Sessions", week.session_count)
        st.metric("Hours [h:mm]", hours(week.hours))
        st.metric("Mean RPE", "–" if week.mean_rpe is None else f"{week.mean_rpe:.1f}")
        st.metric("Streak", today.streak.text)
    weeks = f" {today.week_streak} weeks in a row with three sessions or more." if today.week_streak > 1 else ""
    st.caption(f"{usual_week(today)}{_streak_words(today)}{weeks}")


def _streak_words(today: Today) -> str:
    if today.streak.days and not today.streak.is_today_logged:
        return " Anything you log today keeps the streak, a rest day too."
    return ""


def _draw_estimate(today: Today) -> None:
    st.markdown("#### Race time today")
    if today.estimate is None:
        st.markdown(WHY_NO_ESTIMATE[today.missing_for_estimate or "inputs"])
        return
    estimate = today.estimate
    st.metric(f"Estimate, {estimate.group}", format_clock(estimate.time_s))
    st.markdown(_range_words(estimate))
    st.caption(f"From: {'; '.join(estimate.used)}. Compared with the field of seasons 7–8; no promise.")


def _range_words(estimate: RaceEstimate) -> str:
    narrower = ""
    if estimate.next_input and estimate.next_half_s is not None:
        narrower = (
            f" What would narrow it most: **{estimate.next_input}**, from ± {format_clock(estimate.half_s)}"
            f" to about ± {format_clock(estimate.next_half_s)}."
        )
    low, high = format_clock(estimate.low_s), format_clock(estimate.high_s)
    return f"{RANGE_PCT} of 100 such races would end between **{low}** and **{high}**.{narrower}"


def _draw_goals(goals: list[ActiveGoal], system: System) -> None:
    st.markdown("#### Goals")
    if not goals:
        st.markdown("Set a goal, and its progress stands here.")
        st.page_link("goals/page.py", label="Set a goal", icon=":material/flag:")
        return
    for goal in goals:
        pct, title = goal_progress_pct(goal), plain(goal_title(goal, system))
        until = f" · until {date_cell(goal.target_date)}" if goal.target_date else ""
        if pct is None:
            st.markdown(f"{title}:gray[{until}]")
        else:
            st.progress(round(pct), text=f"{title} · {pct:.0f} %{until}")


def _draw_records(today: Today) -> None:
    if not today.records:
        return
    system = system_of(today)
    lines = [
        f"- **{record_name(record, system)} {record_value(record, record.value, system)}**"
        f"{' (estimate)' if record.is_estimate else ''}, {record_change(record, system)} "
        f":gray[{date_cell(record.date_achieved)}]"
        for record in today.records
    ]
    st.markdown("\n".join(["#### Recent records", "", *lines]))


def _readiness_table(readiness: Readiness) -> str:
    lines = ["| Part | Weight | Score |", "|:--|--:|--:|"]
    for part in readiness.parts:
        score = "–" if part.score is None else f"{part.score:.0f}"
        lines.append(f"| **{part.name}**: {part.text} | {part.weight:.0f} % | {score} |")
    return "\n".join(lines)
