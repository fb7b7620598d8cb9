"""A goal as typed: times as text, numbers as they are; read into an entry or into what is wrong with it."""

from __future__ import annotations

from typing import Any, NamedTuple

from pydantic import ValidationError

from coach.engines.clock import format_clock, parse_clock
from data.goals import GoalEntry, GoalType
from pages.errors import field_messages

TIME_TYPES = ("race_time", "station_time", "running_pace")
# What is asked for by each type, beside title, description and days.
FIELDS: dict[GoalType, tuple[str, ...]] = {
    "race_time": ("time", "race_format"),
    "station_time": ("station", "time"),
    "running_pace": ("distance_m", "time"),
    "consistency": ("target_value", "weeks"),
    "training_volume": ("target_value", "target_unit", "window", "session_type"),
    "body_comp": ("target_value", "measure", "target_unit", "start_value", "current_value"),
    "custom": ("target_value", "target_unit", "start_value", "current_value"),
}
COMMON = ("title", "description", "target_date", "started_on")
TIME_NAMES = {"race_time": "Finish time", "station_time": "Time", "running_pace": "Pace per km"}

Typed = dict[str, Any]


class ReadGoal(NamedTuple):
    """The entry, or one message per field that keeps it from being one."""

    entry: GoalEntry | None
    messages: dict[str, str]


def typed_goal(entry: GoalEntry, *, has_own_title: bool) -> Typed:
    """A kept goal as the form shows it; a title made from the target stays empty."""
    typed = entry.model_dump(include=set(GoalEntry.model_fields))
    if entry.goal_type in TIME_TYPES:
        typed["time"] = format_clock(entry.target_value)
    if entry.goal_type == "body_comp":
        typed["measure"] = "weight" if entry.target_unit == "kg" else "other"
    return typed if has_own_title else typed | {"title": None}


def read_goal(goal_type: GoalType, typed: Typed) -> ReadGoal:
    """Read what belongs to this type; what was typed for another one is left alone."""
    given = {name: typed.get(name) for name in (*FIELDS[goal_type], *COMMON)}
    given = {name: value.strip() or None if isinstance(value, str) else value for name, value in given.items()}
    messages: dict[str, str] = {}
    if goal_type in TIME_TYPES:
        given["target_value"] = _seconds(given.pop("time"), messages)
    if given.pop("measure", None) == "weight":
        given["target_unit"] = "kg"
    if messages:
        return ReadGoal(None, messages)
    return _validated(goal_type, given)


def _seconds(text: str | None, messages: dict[str, str]) -> float | None:
    try:
        return parse_clock(text) if text else None
    except ValueError as wrong:
        messages["time"] = str(wrong)
        return None


def _validated(goal_type: GoalType, given: Typed) -> ReadGoal:
    try:
        return ReadGoal(GoalEntry.model_validate({"goal_type": goal_type, **given}), {})
    except ValidationError as error:
        messages = field_messages(error)
        target = "time" if goal_type in TIME_TYPES else "target_value"
        whole = messages.pop("", None)
        if whole is not None:
            messages[_place(whole, target)] = whole
        return ReadGoal(None, {target if name == "target_value" else name: text for name, text in messages.items()})


def _place(message: str, target: str) -> str:
    """The input a rule over the whole goal speaks about."""
    for word, field in (("station", "station"), ("title", "title"), ("day to reach", "target_date")):
        if word in message:
            return field
    return target
