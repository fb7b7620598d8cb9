"""The values of a proposal as inputs show them, in the athlete's units, and what was typed as values again."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, Final, Literal, NamedTuple

from coach.engines.clock import format_clock, parse_clock
from coach.engines.splits import SPLIT_LABELS
from coach.engines.units import (
    System,
    distance_in,
    distance_m_of,
    distance_unit,
    pace_s_in,
    pace_s_per_km_of,
    pace_unit,
    weight_in,
    weight_kg_of,
    weight_text,
    weight_unit,
)
from coach.pipeline.actions import SuggestedAction
from data.benchmarks import TESTS
from data.goals import RULES
from data.rolling_plans import GOALS, WEEKDAYS
from pages.log.words import STATUSES, TYPES

Kind = Literal["text", "long", "day", "clock", "pace", "distance", "weight", "whole", "number", "choice", "yes"]

LABELS: Final = {
    "date": "Day", "test_date": "Day of the test", "target_date": "By", "race_date": "Race day",
    "started_on": "Since", "new_date": "New day", "date_of_birth": "Date of birth", "session_type": "Kind of session",
    "completion_status": "How it went", "title": "Title", "name": "Name", "value": "Value", "notes": "Notes",
    "description": "Description", "why": "Why", "reason": "Why", "rpe_pre": "How tired before (1–10)",
    "rpe_post": "Effort, RPE (1–10)", "heart_rate_avg": "Mean heart rate (bpm)",
    "calories_estimated": "Calories (kcal)", "duration_minutes": "Duration (min)", "duration_seconds": "Duration",
    "distance_m": "Distance", "weight_kg": "Weight", "height_cm": "Height (cm)", "target_value": "Target",
    "start_value": "From", "current_value": "Now", "weeks": "Weeks", "display_name": "Name",
    "goal_time_minutes": "Goal time (min)", "hyrox_race_count": "HYROX races so far",
    "weekly_availability_hours": "Hours a week", "goal": "Goal of the plan", "race_distance_m": "Length of the race",
    "ease": "How much lighter", "kind": "What it is", "first_on": "First day", "last_on": "Last day, if you know it",
    "note": "Note", "days_per_week": "Days a week", "long_run_day": "Day of the long run", "outcome": "It was",
    "effort": "Effort, RPE (1–10)", "recovery": "Recovered (1–10)", "motivation": "Motivation (1–10)",
    "soreness": "Soreness (1–10)",
}  # fmt: skip
CHOICES: Final[dict[str, Mapping[Any, str]]] = {
    "session_type": TYPES,
    "completion_status": STATUSES,
    "race_format": {"singles": "Singles", "doubles": "Doubles", "relay": "Relay"},
    "station": SPLIT_LABELS,
    "division": {"open": "Open", "pro": "Pro", "doubles": "Doubles", "relay": "Relay"},
    "units_preference": {"metric": "Metric", "imperial": "Imperial"},
    "goal": GOALS,
    "ease": {"lighter": "A little, by about 20 %", "much_lighter": "Much, by about 40 %"},
    "kind": {"injury": "Injury", "illness": "Illness", "travel": "Travel"},
    "long_run_day": {weekday: weekday.capitalize() for weekday in WEEKDAYS},
    "outcome": {"done": "Done", "missed": "Missed"},
    "window": {"week": "In a week", "month": "In a month", "total": "In total"},
}
WHOLE: Final = (
    "duration_minutes", "rpe_pre", "rpe_post", "heart_rate_avg", "calories_estimated", "weeks", "days_per_week",
    "effort", "recovery", "motivation", "soreness",
)  # fmt: skip
UNITS: Final = ("unit", "target_unit")
# What a card does not ask for: it stands in its title, or is nobody's to change.
HIDDEN: Final = (*UNITS, "goal_type", "test_type", "prescribed_workout", "availability_minutes")
# What a card asks for also where nothing was said.
ALSO_ASKED: Final[dict[str, tuple[str, ...]]] = {
    "change_goal": ("race_date",), "add_break": ("last_on",), "run_feedback": ("effort", "soreness"),
}  # fmt: skip
EMPTY: Final = frozenset(name for names in ALSO_ASKED.values() for name in names)
DAYS: Final = ("race_date", "last_on")
AMOUNTS: Final = ("value", "target_value", "start_value", "current_value")


class Field(NamedTuple):
    """One input: `shown` is what it starts with, `kept` the value it stands for."""

    name: str
    label: str
    kind: Kind
    shown: Any
    kept: Any


def fields_of(values: Mapping[str, Any], system: System) -> list[Field]:
    """The inputs of a card, in the order of the proposal; nested values are lines of their own."""
    named = {name: value for name, value in values.items() if _is_asked(name, value)}
    if named.get("duration_seconds") is not None:
        named.pop("duration_minutes", None)
    return [_field(name, value, _unit(values), system) for name, value in named.items()]


def asked_fields(action: SuggestedAction) -> dict[str, Any]:
    """The values of a proposal, and None for what its card asks for besides."""
    return dict.fromkeys(ALSO_ASKED.get(action.kind, ())) | action.fields


def lines_of(values: Mapping[str, Any], system: System) -> list[str]:
    """Sets, intervals and other nested values, a line each."""
    lines = [_set_line(one, system) for one in values.get("sets") or []]
    lines += [_interval_line(one) for one in values.get("intervals") or []]
    others = [(name, value) for name, value in values.items() if name not in ("sets", "intervals", *HIDDEN)]
    return lines + [line for name, value in others for line in _nested_lines(name, value)]


def changed_values(values: Mapping[str, Any], fields: Sequence[Field], typed: Mapping[str, Any], system: System) -> Any:
    """The proposal with what was typed; what was not touched stays to the digit.

    Raises:
        ValueError: the text of a time is none; `args` are the field and the sentence.
    """
    changed = dict(values)
    for field in fields:
        given = typed.get(field.name, field.shown)
        if given == field.shown:
            continue
        try:
            changed[field.name] = _kept(field, given, system)
        except ValueError as wrong:
            raise ValueError(field.name, str(wrong)) from wrong
        if field.name == "duration_seconds":
            changed["duration_minutes"] = None
    return changed


def _is_asked(name: str, value: Any) -> bool:
    if value is None:
        return name in EMPTY
    return name not in HIDDEN and not name.endswith("_id") and not isinstance(value, dict | list)


def _unit(values: Mapping[str, Any]) -> str:
    """As said, else the one unit of this test or goal."""
    said = next((str(values[name]) for name in UNITS if values.get(name)), "")
    test, rule = TESTS.get(values.get("test_type", "")), RULES.get(values.get("goal_type", ""))
    return said or (test.unit if test else rule.units[0] if rule and rule.units else "")


def _field(name: str, value: Any, unit: str, system: System) -> Field:
    kind = _kind(name, value, unit)
    return Field(name, _label(name, kind, unit, system), kind, _shown(kind, value, system), value)


def _kind(name: str, value: Any, unit: str) -> Kind:
    if name in CHOICES:
        return "choice"
    if isinstance(value, bool):
        return "yes"
    if name in AMOUNTS and isinstance(value, int | float):
        return {"seconds": "clock", "seconds_per_km": "pace", "kg": "weight"}.get(unit, "number")  # type: ignore[return-value]
    if value is None:
        return "day" if name in DAYS else "whole"
    if name in ("distance_m", "race_distance_m"):
        return "distance"
    if name.endswith("_kg"):
        return "weight"
    if isinstance(value, int | float):
        return "clock" if name.endswith(("_s", "_seconds")) else "whole" if name in WHOLE else "number"
    return "day" if _is_day(value) else "long" if name in ("notes", "note", "description") else "text"


def _label(name: str, kind: Kind, unit: str, system: System) -> str:
    label = LABELS.get(name, name.replace("_", " ").capitalize())
    units = {
        "distance": distance_unit(system), "weight": weight_unit(system), "clock": "m:ss or h:mm:ss",
        "pace": f"m:ss {pace_unit(system)}",
    }  # fmt: skip
    plain = unit.replace("_", " ") if kind in ("number", "text") and name in AMOUNTS else ""
    said = units.get(kind, plain)
    return f"{label} ({said})" if said else label


def _shown(kind: Kind, value: Any, system: System) -> Any:
    if value is None:
        return None
    match kind:
        case "day":
            return date.fromisoformat(value)
        case "clock":
            return format_clock(value)
        case "pace":
            return format_clock(pace_s_in(system, value))
        case "distance":
            return distance_in(system, value)
        case "weight":
            return weight_in(system, value)
        case "number":
            return float(value)
    return value


def _kept(field: Field, given: Any, system: System) -> Any:
    if given is None or given == "":
        return None
    match field.kind:
        case "day":
            return given.isoformat()
        case "clock":
            return parse_clock(given)
        case "pace":
            return pace_s_per_km_of(system, parse_clock(given))
        case "distance":
            return distance_m_of(system, given)
        case "weight":
            return weight_kg_of(system, given)
        case "number":
            return int(given) if isinstance(field.kept, int) and float(given).is_integer() else given
    return given


def _is_day(value: Any) -> bool:
    try:
        date.fromisoformat(str(value))
    except ValueError:
        return False
    return True


def _set_line(one: Mapping[str, Any], system: System) -> str:
    parts = [
        f"{one['reps']} reps" if one.get("reps") else "",
        weight_text(system, one["weight_kg"]) if one.get("weight_kg") else "",
        f"{one['distance_m']:g} m" if one.get("distance_m") else "",
        format_clock(one["duration_s"]) if one.get("duration_s") else "",
    ]
    return f"{one.get('exercise_name', 'Set')}: {' · '.join(part for part in parts if part) or 'done'}"


def _interval_line(one: Mapping[str, Any]) -> str:
    length = f"{one['distance_m']:g} m" if one.get("distance_m") else ""
    time = format_clock(one["duration_s"]) if one.get("duration_s") else ""
    rest = f", {format_clock(one['rest_s'])} rest" if one.get("rest_s") else ""
    return f"{one.get('repeats', 1)} × {' in '.join(part for part in (length, time) if part)}{rest}"


def _nested_lines(name: str, value: Any) -> list[str]:
    label = LABELS.get(name, name.replace("_", " ").capitalize())
    if isinstance(value, list) and value:
        return [f"{label}: {', '.join(str(one) for one in value)}"]
    if isinstance(value, dict):
        inner = [f"{key.replace('_', ' ')} {one}" for key, one in value.items() if one not in (None, [], {})]
        return [f"{label}: {', '.join(inner)}"] if inner else []
    return []
