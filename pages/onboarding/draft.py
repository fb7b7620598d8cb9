"""What the profile form holds while somebody types, and how it becomes an entry."""

from __future__ import annotations

from typing import Any, Final, NamedTuple

from pydantic import ValidationError

from coach.engines.clock import format_clock, parse_clock
from data.errors import Rejected
from data.profiles import Profile, ProfileEntry
from pages.errors import field_messages

STEPS: Final = {
    1: ("display_name", "sex", "date_of_birth", "units_preference"),
    2: ("division", "hyrox_race_count"),
    3: ("goal_time", "race_date"),
}
FIELDS: Final = {name for names in STEPS.values() for name in names} - {"goal_time"} | {"time_zone"}
GOAL_FIX: Final = "Write the goal as h:mm, for example 1:25 for one hour and 25 minutes."


class Checked(NamedTuple):
    """A draft that can be saved, or one message per field that stops it."""

    entry: ProfileEntry | None
    messages: dict[str, str]


def draft_of(profile: Profile | None) -> dict[str, Any]:
    """The value of each input for a profile; `goal_time` is text, everything else as it is kept."""
    if profile is None:
        return {"units_preference": "metric", "hyrox_race_count": 0, "display_name": "", "goal_time": ""}
    return {**profile.model_dump(include=FIELDS), "goal_time": goal_text(profile)}


def checked(draft: dict[str, Any], time_zone: str | None = None) -> Checked:
    """The whole draft as an entry; a time zone the browser names replaces the one that was kept."""
    values = {name: value for name, value in draft.items() if name in FIELDS}
    messages: dict[str, str] = {}
    try:
        values["goal_time_minutes"] = goal_minutes(draft.get("goal_time", ""))
    except Rejected as refused:
        messages["goal_time"] = refused.text
    if time_zone:
        values["time_zone"] = time_zone
    if not str(values.get("display_name") or "").strip():
        messages["display_name"] = "Tell us what to call you."
    try:
        entry = ProfileEntry.model_validate(values)
    except ValidationError as problems:
        return Checked(None, {**field_messages(problems), **messages})
    return Checked(None, messages) if messages else Checked(entry, {})


def goal_text(profile: ProfileEntry) -> str:
    """A goal as h:mm, or h:mm:ss where it has seconds."""
    if profile.goal_time_minutes is None:
        return ""
    clock = format_clock(profile.goal_time_minutes * 60)
    with_hours = clock if clock.count(":") == 2 else f"0:{clock}"
    return with_hours.removesuffix(":00")


def goal_minutes(text: str | None) -> float | None:
    """Minutes of a typed goal: "1:25", "1:25:30" or plain minutes.

    Raises:
        Rejected: it is none of these, or no finish time of a HYROX race.
    """
    typed = (text or "").strip().replace(".", ":")
    if not typed:
        return None
    try:
        minutes = float(typed) if typed.isdecimal() else parse_clock(_with_seconds(typed)) / 60
    except ValueError as unreadable:
        raise Rejected(GOAL_FIX, field="goal_time") from unreadable
    if not 40 <= minutes <= 420:
        raise Rejected(f"A goal lies between 0:40 and 7:00. {GOAL_FIX}", field="goal_time")
    return minutes


def _with_seconds(typed: str) -> str:
    """A goal of two parts is hours and minutes."""
    return typed if typed.count(":") == 2 else f"{typed}:00"
