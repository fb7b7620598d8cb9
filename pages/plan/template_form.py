"""The HYROX template: a few questions, a preview week by week, and one button to keep it."""

from __future__ import annotations

from datetime import date, timedelta

import streamlit as st

from coach.engines.hyrox_exercises import Level
from coach.engines.hyrox_request import DAY_CHOICES, LONGEST_WEEK_MIN, SHORTEST_WEEK_MIN, WEEK_CHOICES, PlanRequest
from coach.plan_templates import current_training, plan_from_template
from coach.plans import create_plan
from data.cache import Revision, cached
from data.db import User
from data.errors import AppError
from data.plan_days import PlanDayEntry
from data.plans import PlanDraft
from data.profiles import find_profile
from pages import errors
from pages.plan.words import COLORS, TYPES, WEEKDAYS, day_words, hours_words
from pages.split_view.cells import plain

LEVELS: dict[Level, str] = {"beginner": "Beginner", "intermediate": "Intermediate", "advanced": "Advanced"}


def show_template(user: User, at: Revision, today: date) -> None:
    request = _draw_wishes(user, at, today)
    if request is None:
        return
    try:
        draft = plan_from_template(request)
    except AppError as error:
        errors.show(error)
        return
    if draft.start_date + timedelta(days=7) <= today:
        st.warning(
            f"This plan would have begun on {day_words(draft.start_date)}: what lies before today would count as"
            " missed. Choose fewer weeks or a later race."
        )
    _draw_preview(draft)
    st.caption("Kept as your active plan. The plan you follow now is archived; you can go back to it at any time.")
    if st.button("Use this plan", type="primary", key="use_template", width="stretch"):
        with errors.shown_here():
            create_plan(user, draft)
            st.query_params.from_dict({"on": max(today, draft.start_date).isoformat()})
            st.toast("Your plan is ready", icon=":material/check:")
            st.rerun()


def _draw_wishes(user: User, at: Revision, today: date) -> PlanRequest | None:
    """The wishes as they stand; None while something is missing."""
    profile = cached(at, "profile", user.id, read=lambda: find_profile(user))
    training = cached(at, "current_training", user.id, today, read=lambda: current_training(user, today))
    usual = profile.race_date if profile and profile.race_date and profile.race_date > today else None
    race_date = st.date_input("Race day", usual or today + timedelta(weeks=12), key="wish_race")
    weeks_left = ((race_date or today) - today).days // 7 + 1
    fitting = max((weeks for weeks in WEEK_CHOICES if weeks <= weeks_left), default=WEEK_CHOICES[0])
    weeks = st.segmented_control("Weeks", WEEK_CHOICES, default=fitting, required=True, key="wish_weeks")
    level = st.segmented_control(
        "Level", list(LEVELS), default="intermediate", required=True, format_func=LEVELS.__getitem__, key="wish_level"
    )
    count = st.segmented_control("Training days a week", DAY_CHOICES, default=4, required=True, key="wish_count")
    days = st.pills(
        "On which days can you train?", list(range(1, 8)), selection_mode="multi", default=list(range(1, 8)),
        format_func=lambda day: WEEKDAYS[day - 1], key="wish_days",
    )  # fmt: skip
    known = training.minutes_a_week
    minutes = st.number_input(
        "Minutes you train in a normal week now", SHORTEST_WEEK_MIN, LONGEST_WEEK_MIN,
        min(max(known or 240, SHORTEST_WEEK_MIN), LONGEST_WEEK_MIN), step=15, key="wish_minutes",
        help="The plan starts here and never asks for more than 10 % above your last four weeks.",
    )  # fmt: skip
    if known:
        st.caption(f"Your log of the last four weeks: {hours_words(known)} a week.")
    longest = st.number_input(
        "Your longest run of the last 30 days, in minutes (optional)", 15, 300, training.longest_run_minutes,
        step=5, key="wish_longest", placeholder="–",
    )  # fmt: skip
    if race_date is None or minutes is None:
        st.caption("Fill in the race day and your minutes to see the plan.")
        return None
    return PlanRequest(race_date, weeks, level, count, minutes, tuple(sorted(days)), longest)


def _draw_preview(draft: PlanDraft) -> None:
    st.markdown(f"##### {plain(draft.plan_name)}: {day_words(draft.start_date)} to the race")
    late = [week.notes for week in draft.weeks if week.notes]
    for note in dict.fromkeys(late):
        st.info(note, icon=":material/info:")
    for week in draft.weeks:
        first = draft.start_date + timedelta(days=7 * (week.week_number - 1))
        days = [day for day in draft.days if first <= day.date < first + timedelta(days=7)]
        volume = hours_words((week.target_volume_hours or 0) * 60)
        with st.expander(f"Week {week.week_number} · {week.focus} · {volume}", expanded=week.week_number == 1):
            st.markdown("\n".join(_line(day) for day in days))


def _line(day: PlanDayEntry) -> str:
    minutes = f" · {hours_words(day.estimated_duration_minutes)}" if day.estimated_duration_minutes else ""
    badge = f":{COLORS[day.session_type]}-badge[{TYPES[day.session_type]}]"
    return f"- {day_words(day.date)} {badge} **{plain(day.title)}**{minutes}"
