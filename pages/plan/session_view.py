"""One session to read: what to do, what it is for, why it stands there, and what became of it."""

from __future__ import annotations

import streamlit as st

from coach.calendar_feed import workout_file, workout_words
from coach.engines.clock import format_clock
from coach.engines.units import System, distance_text, pace_text
from coach.opened_sessions import DoneAmounts, OpenedSession
from data.db import User
from data.plan_days import PlanDay
from pages.plan.words import (
    COLORS,
    METHODS,
    STATES,
    TYPES,
    block_words,
    day_words,
    far_words,
    length_words,
    mark_of,
    step_words,
    zone_words,
)
from pages.split_view.cells import plain


def draw_session(opened: OpenedSession, system: System) -> None:
    day = opened.session
    badge = f":{COLORS[day.session_type]}-badge[{TYPES[day.session_type]}]"
    length = length_words(day.details.distance_m, day.estimated_duration_minutes, system)
    about = [
        day_words(day.date),
        f"week {day.week_number}",
        length,
        f"{mark_of(opened.outcome)} {STATES[opened.outcome]}",
    ]
    if day.is_pinned and not day.is_completed:
        about.append("yours: the plan leaves it as it is")
    st.markdown(f"{badge} **{plain(day.title)}**  \n{' · '.join(part for part in about if part)}")
    if opened.done is not None:
        st.markdown(_beside(day, opened.done, system))
    _draw_words(day)
    for block in day.details.blocks:
        steps = "\n".join(f"- {plain(step_words(step, system))}" for step in block.steps)
        st.markdown(f"**{plain(block_words(block))}**\n{steps}")
    zones = zone_words(day.details.zone_s)
    if zones:
        st.caption(f"Time per zone: {zones}")


def _draw_words(day: PlanDay) -> None:
    details = day.details
    parts = (("", details.purpose or day.description), ("Why here", details.reason), ("How", details.guidance))
    for label, text in (*parts, ("Notes", day.notes)):
        if text:
            st.markdown(f":small[{f'**{label}:** ' if label else ''}{plain(text)}]")
    method = next((words for name, words in METHODS.items() if name == details.method), "")
    if method:
        st.caption(f"Method: {method}")


def _beside(day: PlanDay, done: DoneAmounts, system: System) -> str:
    """Planned and done as a table; what nobody knows is a dash."""
    planned_s = day.estimated_duration_minutes * 60.0 if day.estimated_duration_minutes else None
    planned_m = day.details.distance_m
    rows = [
        ("Distance", far_words(planned_m, system) or "–",
         distance_text(system, done.distance_m) if done.distance_m else "–"),
        ("Time", format_clock(planned_s), format_clock(done.duration_s)),
        ("Pace", "–", pace_text(system, done.pace_s_per_km) if done.pace_s_per_km else "–"),
        ("Mean heart rate", "–", f"{done.heart_rate_avg_bpm} bpm" if done.heart_rate_avg_bpm else "–"),
        ("Effort (RPE)", "–", str(done.rpe) if done.rpe else "–"),
    ]  # fmt: skip
    known = [row for row in rows if row[2] != "–" or row[1] != "–"]
    when = f" on {day_words(done.date)}" if done.date != day.date else ""
    lines = [f"| | Planned | Done{when} |", "|:--|--:|--:|", *(f"| {' | '.join(row)} |" for row in known)]
    return "\n".join(lines)


def draw_downloads(user: User, day: PlanDay) -> None:
    """For a watch, and to read anywhere; made when asked for."""
    if day.is_rest_day:
        return
    with st.container(horizontal=True, gap="xsmall"):
        st.download_button(
            "For your watch (FIT)", lambda: workout_file(user, day.id).content, _name(day, "fit"),
            "application/vnd.ant.fit", key=f"plan-day-{day.id}-fit", icon=":material/watch:", on_click="ignore",
        )  # fmt: skip
        st.download_button(
            "As text", lambda: workout_words(user, day.id), _name(day, "txt"), "text/plain",
            key=f"plan-day-{day.id}-text", icon=":material/description:", on_click="ignore",
        )  # fmt: skip


def _name(day: PlanDay, ending: str) -> str:
    return f"coach-k-{day.date.isoformat()}.{ending}"
