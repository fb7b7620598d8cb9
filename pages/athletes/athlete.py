"""One athlete as their coach sees them: races, training, plan, profile, comments. Only what is shared has a tab."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from datetime import UTC, date, datetime, timedelta
from typing import Any

import streamlit as st

from coach.coach_access import stop_coaching
from coach.engines.plan_weeks import Seen, totals_of
from coach.engines.units import System, distance_text
from coach.today import local_date
from data.cache import Revision, revision
from data.coach_access import SharedAthlete, cached_for
from data.comments import Target
from data.db import User
from data.races import races
from data.shared_athletes import shared_plan_days, shared_workouts
from pages import errors
from pages.athletes.charts import weekly_load_chart, weekly_loads
from pages.athletes.profile import profile_lines
from pages.athletes.thread import show_thread
from pages.athletes.words import scope_words
from pages.log.starts import Athlete, athlete_of
from pages.log.words import TYPES
from pages.plan.words import STATES, outcome_of_row
from pages.races.race_cards import race_cards, rule_notes, with_group
from pages.split_view.addresses import back_link
from pages.split_view.axes import show_chart
from pages.split_view.cells import date_cell, number_of, plain
from pages.theme import Palette, palette

RACES, TRAINING, PLAN, PROFILE, COMMENTS = "Races", "Training", "Plan", "Profile", "Comments"
WEEKS_BACK, SESSIONS_SHOWN = 12, 40
PLAN_BACK_DAYS, PLAN_AHEAD_DAYS = 7, 21


def show_athlete(user: User, athlete: SharedAthlete) -> None:
    back_link("athletes/page.py", "All athletes")
    st.markdown(f"# {plain(athlete.name)}\n\n:gray[Shares {scope_words(athlete.scopes).lower()} with you]")
    view = st.segmented_control(
        "Show",
        _views(athlete),
        default=_views(athlete)[0],
        required=True,
        key="athlete_view",
        label_visibility="collapsed",
    )
    # Their days, the coach's units.
    reader = Athlete(athlete_of(user, revision(user)).system, local_date(datetime.now(UTC), athlete.time_zone))
    if view == RACES:
        _draw_races(athlete.at, user, athlete)
    elif view == TRAINING:
        _draw_training(athlete.at, user, athlete, reader, palette())
    elif view == PLAN:
        _draw_plan(athlete.at, user, athlete, reader.today)
    elif view == PROFILE:
        _draw_profile(athlete.at, user, athlete, reader)
    else:
        show_thread(user, Target(athlete_id=athlete.athlete_id), "Everything said")
    _show_stop(user, athlete)


def _views(athlete: SharedAthlete) -> list[str]:
    views = [RACES] if athlete.shares("races") else []
    views += [TRAINING, PLAN] if athlete.shares("training") else []
    views += [PROFILE] if athlete.shares("profile") or athlete.shares("body") else []
    return [*views, COMMENTS]


# `at` names the athlete and rises with every change, of the grant too; it is the key, the athlete itself is not.
@st.cache_data(max_entries=128, show_spinner=False)
def _draw_races(at: Revision, user: User, _athlete: SharedAthlete) -> None:
    listed = cached_for(user, _athlete, "races", read=lambda: with_group(races(user, _athlete.athlete_id)))
    if listed.empty:
        st.info("No race logged yet.")
    for note in rule_notes(listed):
        st.caption(note)
    for card in race_cards(listed):
        with st.container(border=True, gap="xsmall"):
            badges = " :primary-badge[PB]" if card.is_best else ""
            badges += " :gray-badge[simulation]" if card.is_simulation else ""
            _link(f"**{card.finish}** · {plain(card.name)}{badges}", _athlete, "race", card.race_id)
            st.caption("  \n".join(line for line in (f"{card.when} · {plain(card.group)}", card.parts) if line))


@st.cache_data(max_entries=128, show_spinner=False)
def _draw_training(at: Revision, user: User, _athlete: SharedAthlete, reader: Athlete, colors: Palette) -> None:
    today = reader.today
    first = today - timedelta(days=today.weekday() + 7 * (WEEKS_BACK - 1))
    last = today + timedelta(days=1)
    logged = cached_for(
        user, _athlete, "workouts", first, last, read=lambda: shared_workouts(user, _athlete.athlete_id, first, last)
    )
    if logged.empty:
        st.info(f"Nothing logged in the last {WEEKS_BACK} weeks.")
        return
    weeks = weekly_loads(logged, first, today)
    if weeks["load"].notna().any():
        show_chart(weekly_load_chart(weeks, colors), f"Load per week of {_athlete.name}, n = {len(logged)} sessions")
    for row in logged.head(SESSIONS_SHOWN).to_dict("records"):
        _draw_session(_athlete, row, reader.system)
    if len(logged) > SESSIONS_SHOWN:
        st.caption(f"The latest {SESSIONS_SHOWN} of {len(logged)} sessions since {date_cell(first)}.")


def _draw_session(athlete: SharedAthlete, row: dict[Hashable, Any], system: System) -> None:
    with st.container(border=True, gap="xsmall"):
        title = row["title"] or TYPES[row["session_type"]]
        skipped = " :gray-badge[skipped]" if row["completion_status"] == "skipped" else ""
        _link(f"**{plain(str(title))}** · {date_cell(row['date'])}{skipped}", athlete, "workout", row["id"])
        st.caption(session_line(row, system))


def session_line(row: Mapping[Any, Any], system: System) -> str:
    """Type, minutes, distance, effort; what is not known is left out."""
    minutes, distance_m = number_of(row["duration_minutes"]), number_of(row["distance_m"])
    effort, heart_rate = number_of(row["rpe_post"]), number_of(row["heart_rate_avg"])
    parts = [
        TYPES[row["session_type"]],
        f"{minutes:.0f} min" if minutes is not None else "",
        distance_text(system, distance_m) if distance_m is not None else "",
        f"RPE {effort:.0f}" if effort is not None else "",
        f"{heart_rate:.0f} bpm" if heart_rate is not None else "",
    ]
    return " · ".join(part for part in parts if part)


@st.cache_data(max_entries=128, show_spinner=False)
def _draw_plan(at: Revision, user: User, _athlete: SharedAthlete, today: date) -> None:
    first, last = today - timedelta(days=PLAN_BACK_DAYS), today + timedelta(days=PLAN_AHEAD_DAYS)
    days = cached_for(
        user, _athlete, "plan days", first, last, read=lambda: shared_plan_days(user, _athlete.athlete_id, first, last)
    )
    if days.empty:
        st.info("No active plan in these four weeks.")
        return
    rows = days.to_dict("records")
    totals = totals_of(Seen(outcome_of_row(row, today)) for row in rows)
    assumed = f" ({totals.assumed_count} assumed)" if totals.assumed_count else ""
    done = f"{totals.done_count} of {totals.planned_count} sessions done{assumed}"
    st.caption(f"{date_cell(first)} to {date_cell(last)}: {done}")
    for row in rows:
        with st.container(border=True, gap="xsmall"):
            _link(f"**{plain(row['title'])}**", _athlete, "day", row["day_id"])
            st.caption(f"{row['date']:%a} {date_cell(row['date'])} · {_state(row, today)}")


def _state(row: dict[Hashable, Any], today: date) -> str:
    minutes = number_of(row["estimated_duration_minutes"])
    state = STATES[outcome_of_row(row, today)].lower()
    about = [TYPES[row["session_type"]], f"{minutes:.0f} min" if minutes else "", f"week {row['week_number']}", state]
    return " · ".join(part for part in about if part)


@st.cache_data(max_entries=128, show_spinner=False)
def _draw_profile(at: Revision, user: User, _athlete: SharedAthlete, reader: Athlete) -> None:
    st.markdown("\n".join(profile_lines(user, _athlete, reader)))


def _link(label: str, athlete: SharedAthlete, kind: str, thing_id: object) -> None:
    st.page_link(
        "athletes/page.py",
        label=label,
        icon=":material/chevron_right:",
        icon_position="right",
        query_params={"athlete": str(athlete.athlete_id), kind: str(thing_id)},
        width="stretch",
    )


def _show_stop(user: User, athlete: SharedAthlete) -> None:
    with st.popover("Stop coaching", type="tertiary"):
        st.markdown(f"You see nothing of {plain(athlete.name)} any more, until they invite you again.")
        if st.button("Stop now", type="primary", key="stop_coaching"):
            with errors.shown_here():
                stop_coaching(user, athlete.athlete_id)
                st.query_params.clear()
                st.rerun()
