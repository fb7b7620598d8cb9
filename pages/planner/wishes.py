"""What somebody wants planned: a target, a group and an event, read from the form as it stands."""

from __future__ import annotations

from typing import NamedTuple

import streamlit as st

from coach.engines.clock import format_clock, parse_clock
from coach.pacing import LONGEST_TARGET_S, PaceRequest, RaceGroup, course_events
from data.db import User
from data.profiles import Profile, find_profile
from pages.split_view.cells import plain

DIVISIONS = {"open": "Open", "pro": "Pro"}
FORMATS = {"singles": "Singles", "doubles": "Doubles", "relay": "Relay"}
GENDERS = {"women": "Women", "men": "Men", "mixed": "Mixed"}
GENDER_OF_SEX = {"female": "women", "male": "men"}
SHORTEST_TARGET_S = 1_800


class Start(NamedTuple):
    """What the form is filled with the first time."""

    target: str
    division: str
    format: str
    gender: str


class ReadTarget(NamedTuple):
    """The target in seconds, or why there is none."""

    target_s: int | None
    message: str


def start_of(profile: Profile | None) -> Start:
    """From the profile: the goal, the division and who races."""
    if profile is None:
        return Start("", "open", "singles", "women")
    goal = format_clock(profile.goal_time_minutes * 60) if profile.goal_time_minutes else ""
    team = profile.division if profile.division in ("doubles", "relay") else "singles"
    division = "pro" if profile.division == "pro" else "open"
    return Start(goal, division, team, GENDER_OF_SEX.get(profile.sex or "", "women"))


def read_target(text: str) -> ReadTarget:
    """A finish as it was typed, in whole seconds.

    >>> read_target("1:30:00"), read_target("1:30").message
    (ReadTarget(target_s=5400, message=''), '1:30 cannot be a finish: write it as h:mm:ss, for example 1:30:00')
    """
    if not text.strip():
        return ReadTarget(None, "")
    try:
        target_s = round(parse_clock(text))
    except ValueError as wrong:
        return ReadTarget(None, str(wrong))
    if not SHORTEST_TARGET_S <= target_s <= LONGEST_TARGET_S:
        wrong_time = format_clock(target_s)
        return ReadTarget(None, f"{wrong_time} cannot be a finish: write it as h:mm:ss, for example 1:30:00")
    return ReadTarget(target_s, "")


def ask(user: User) -> PaceRequest | None:
    """Draw the form; the request, when there is a target that can be read."""
    start = _start(user)
    target = read_target(st.session_state.get("plan-target", start.target))
    st.text_input("Target time", start.target, key="plan-target", max_chars=12, placeholder="1:30:00")
    if target.message:
        st.markdown(f":red[{plain(target.message)}]")
    group = _ask_group(start)
    event = _ask_event(group)
    use_strengths = st.toggle(
        "Use my strengths",
        value=True,
        key="plan-strengths",
        help="Spreads the same target by what your own races of this kind show you are good at.",
    )
    if target.target_s is None:
        return None
    return PaceRequest(**group.model_dump(), target_seconds=target.target_s, event=event, use_strengths=use_strengths)


def _start(user: User) -> Start:
    """Kept for the visit, so that saving a profile elsewhere does not change the form under one's hands."""
    if "plan-start" not in st.session_state:
        st.session_state["plan-start"] = start_of(find_profile(user))
    start: Start = st.session_state["plan-start"]
    return start


def _ask_group(start: Start) -> RaceGroup:
    with st.container(horizontal=True):
        team = _choice("format", "Format", FORMATS, start.format)
        # A relay has one division.
        division = _choice("division", "Division", DIVISIONS, start.division) if team != "relay" else "open"
        gender = _choice("gender", "Gender", GENDERS, start.gender)
    return RaceGroup.model_validate({"format": team, "division": division, "gender": gender})


def _choice(name: str, label: str, options: dict[str, str], start: str) -> str:
    chosen = st.segmented_control(
        label, list(options), default=start, required=True, format_func=options.__getitem__, key=f"plan-{name}"
    )
    return chosen or start


def _ask_event(group: RaceGroup) -> str | None:
    """The choice depends on the group, so each group has its own."""
    events = course_events(group)
    if not events:
        return None
    return st.selectbox(
        "Event",
        events,
        index=None,
        placeholder="A usual course",
        key=f"plan-event-{group.field_division}-{group.gender}",
        help="Events of the last two seasons whose course is known. The next one in the same hall is often alike.",
    )
