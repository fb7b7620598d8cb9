"""A goal as typed: times as text, amounts in the athlete's units; read into an entry or into what is wrong with it."""

from __future__ import annotations

from typing import Any, NamedTuple

from pydantic import ValidationError

from coach.engines.clock import format_clock, parse_clock
from coach.engines.goal_words import amount_in, amount_of, measure_of, number_text, unit_in
from coach.engines.units import System, pace_s_in, pace_s_per_km_of, pace_unit
from data.goals import RULES, GoalEntry, GoalType
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
AMOUNTS = ("target_value", "start_value", "current_value")

Typed = dict[str, Any]


class ReadGoal(NamedTuple):
    """The entry, or one message per field that keeps it from being one."""

    entry: GoalEntry | None
    messages: dict[str, str]


def time_name(goal_type: GoalType, system: System) -> str:
    """What a typed time is, with the unit of a pace."""
    if goal_type == "running_pace":
        return f"Pace [m:ss {pace_unit(system)}]"
    return "Finish time" if goal_type == "race_time" else "Time"


def typed_goal(entry: GoalEntry, *, has_own_title: bool, system: System = "metric") -> Typed:
    """A kept goal as the form shows it; a title made from the target stays empty."""
    typed = entry.model_dump(include=set(GoalEntry.model_fields))
    if entry.goal_type in TIME_TYPES and entry.target_value is not None:
        is_pace = entry.goal_type == "running_pace"
        typed["time"] = format_clock(pace_s_in(system, entry.target_value) if is_pace else entry.target_value)
    if entry.goal_type == "body_comp":
        typed["measure"] = "weight" if entry.target_unit == "kg" else "other"
    measure = measure_of(entry.goal_type, entry.target_unit)
    if measure is not None:
        typed |= {name: amount_in(system, measure, typed[name]) for name in AMOUNTS if typed[name] is not None}
    return typed if has_own_title else typed | {"title": None}


def read_goal(goal_type: GoalType, typed: Typed, system: System = "metric", kept: GoalEntry | None = None) -> ReadGoal:
    """Read what belongs to this type; what was typed for another one is left alone.

    What still reads as the `kept` goal does stays to the digit, whatever the units round.
    """
    given = {name: typed.get(name) for name in (*FIELDS[goal_type], *COMMON)}
    given = {name: value.strip() or None if isinstance(value, str) else value for name, value in given.items()}
    messages: dict[str, str] = {}
    before = typed_goal(kept, has_own_title=True, system=system) if kept and kept.goal_type == goal_type else {}
    if goal_type in TIME_TYPES:
        is_same = kept is not None and given["time"] is not None and given["time"] == before.get("time")
        seconds = _seconds(given.pop("time"), messages)
        given["target_value"] = kept.target_value if kept and is_same else _kept_time(goal_type, seconds, system)
    is_weight = given.pop("measure", None) == "weight"
    if is_weight:
        given["target_unit"] = "kg"
    if messages:
        return ReadGoal(None, messages)
    if goal_type != "body_comp" or is_weight:
        _convert(goal_type, given, system)
    if kept is not None and before.get("target_unit") == given.get("target_unit"):
        unchanged = [name for name in AMOUNTS if name in given and typed.get(name) == before.get(name)]
        given |= {name: getattr(kept, name) for name in unchanged if name in FIELDS[goal_type]}
    return _validated(goal_type, given, system)


def _kept_time(goal_type: GoalType, seconds: float | None, system: System) -> float | None:
    if seconds is None or goal_type != "running_pace":
        return seconds
    return pace_s_per_km_of(system, seconds)


def _convert(goal_type: GoalType, given: Typed, system: System) -> None:
    """Amounts that are kept in SI, as they were typed; changes `given`."""
    measure = measure_of(goal_type, given.get("target_unit"))
    if measure is not None:
        given |= {name: amount_of(system, measure, given[name]) for name in AMOUNTS if given.get(name) is not None}


def _seconds(text: str | None, messages: dict[str, str]) -> float | None:
    try:
        return parse_clock(text) if text else None
    except ValueError as wrong:
        messages["time"] = str(wrong)
        return None


def _validated(goal_type: GoalType, given: Typed, system: System) -> ReadGoal:
    try:
        return ReadGoal(GoalEntry.model_validate({"goal_type": goal_type, **given}), {})
    except ValidationError as error:
        messages = field_messages(error)
        target = "time" if goal_type in TIME_TYPES else "target_value"
        whole = messages.pop("", None)
        if whole is not None:
            messages[_place(whole, target)] = _in_units(whole, goal_type, given, system)
        return ReadGoal(None, {target if name == "target_value" else name: text for name, text in messages.items()})


def _in_units(message: str, goal_type: GoalType, given: Typed, system: System) -> str:
    """What a target must look like, in the units it was typed in."""
    rule, measure = RULES.get(goal_type), measure_of(goal_type, given.get("target_unit"))
    if rule is None:
        return message
    if goal_type == "running_pace":
        low, high = (format_clock(pace_s_in(system, limit)) for limit in (rule.low, rule.high))
        return message.replace(rule.fix, f"a pace from {low} to {high} {pace_unit(system)}")
    if measure is None:
        return message
    unit = unit_in(system, measure)
    low, high = (number_text(amount_in(system, measure, limit)) for limit in (rule.low, rule.high))
    return message.replace(rule.fix, f"a weight from {low} to {high} {unit}" if measure == "weight" else
                           f"a distance from {low} {unit} up")  # fmt: skip


def _place(message: str, target: str) -> str:
    """The input a rule over the whole goal speaks about."""
    for word, field in (("station", "station"), ("title", "title"), ("day to reach", "target_date")):
        if word in message:
            return field
    return target
