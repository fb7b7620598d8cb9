"""The inputs of the three steps; each draws them with what is kept so far and returns what they hold now."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, timedelta
from typing import Any, Final

import streamlit as st

Draft = Mapping[str, Any]

OLDEST_DAYS: Final = 100 * 365
DATE_FORMAT: Final = "YYYY-MM-DD"
SEX: Final = {"female": "Female", "male": "Male", "other": "Other"}
UNITS: Final = {"metric": "Kilograms, metres", "imperial": "Pounds, miles"}
DIVISION: Final = {"open": "Open", "pro": "Pro", "doubles": "Doubles", "relay": "Relay"}


def about_you(draft: Draft, messages: Mapping[str, str]) -> dict[str, Any]:
    today = date.today()  # noqa: DTZ011 - a birthday has no time zone
    name = st.text_input("Name", draft.get("display_name", ""), max_chars=80, autocomplete="name", key="display_name")
    _message(messages, "display_name")
    sex = _choice("Sex", SEX, "sex", draft, "Decides which field you are compared with.")
    born_on = st.date_input(
        "Date of birth",
        draft.get("date_of_birth"),
        min_value=today - timedelta(days=OLDEST_DAYS),
        max_value=today,
        format=DATE_FORMAT,
        help="Decides your age group.",
        key="date_of_birth",
    )
    _message(messages, "date_of_birth")
    units = _choice("Units", UNITS, "units_preference", draft)
    return {"display_name": name, "sex": sex, "date_of_birth": born_on, "units_preference": units}


def your_racing(draft: Draft, messages: Mapping[str, str]) -> dict[str, Any]:
    division = _choice("Division", DIVISION, "division", draft, "Where you mostly race, or want to.")
    races = st.number_input(
        "HYROX races so far",
        min_value=0,
        max_value=500,
        value=draft.get("hyrox_race_count", 0),
        help="0 is a fine place to start.",
        key="hyrox_race_count",
    )
    _message(messages, "hyrox_race_count")
    return {"division": division, "hyrox_race_count": races}


def your_goal(draft: Draft, messages: Mapping[str, str]) -> dict[str, Any]:
    today = date.today()  # noqa: DTZ011
    goal = st.text_input(
        "Goal time (h:mm)", draft.get("goal_time", ""), placeholder="1:25", max_chars=8, key="goal_time"
    )
    _message(messages, "goal_time")
    race_on = draft.get("race_date")
    race_date = st.date_input(
        "Race date",
        race_on,
        min_value=min(today, race_on or today),
        max_value=today + timedelta(days=1830),
        format=DATE_FORMAT,
        key="race_date",
    )
    _message(messages, "race_date")
    return {"goal_time": goal, "race_date": race_date}


INPUTS: Final[dict[int, Callable[[Draft, Mapping[str, str]], dict[str, Any]]]] = {
    1: about_you,
    2: your_racing,
    3: your_goal,
}


def _choice(label: str, options: Mapping[str, str], name: str, draft: Draft, help_text: str = "") -> str | None:
    """One of a few; units always have a value, the others can be taken back."""
    return st.segmented_control(
        label,
        list(options),
        default=draft.get(name),
        format_func=options.__getitem__,
        required=name == "units_preference",
        help=help_text or None,
        width="stretch",
        key=name,
    )


def _message(messages: Mapping[str, str], name: str) -> None:
    """What is wrong, directly below the input."""
    if name in messages:
        st.error(messages[name])
