"""The actions as functions a model may call: the schemas of their entries, without what only a form can ask."""

from __future__ import annotations

from typing import Any, Final

from coach.pipeline.action_entries import ENTRIES, PROFILE_FIELDS, ActionKind

_DESCRIPTIONS: Final[dict[ActionKind, str]] = {
    "log_workout": "A session the athlete says they have done. Distances in metres, times in seconds, loads in kg."
    " Leave out what was not said.",
    "log_benchmark": "A test the athlete says they have done on purpose, with its result: seconds, metres, kg or reps.",
    "set_goal": "A goal with a number. Race and station times in seconds, running_pace in seconds per km with"
    " distance_m.",
    "move_day": "Move an open session of the plan, by its id, to another day.",
    "skip_day": "Leave out an open session of the plan, by its id.",
    "update_profile": "What the athlete says about themselves that the profile keeps.",
    "remember": "Something lasting about the athlete, such as a maximum, an allergy or a preference.",
    "change_goal": "Another goal for the running plan. Leave out the race day unless the athlete names the day.",
    "ease_week": "Less training in the coming days, because the athlete says that it is too much or too hard.",
    "add_break": "An injury or illness the athlete says they have, from the day they name, else from today.",
    "block_dates": "Days without training that the athlete names: they are away or cannot train.",
    "change_availability": "On which weekdays or how many days a week the athlete can train from now on; 0 minutes is"
    " a day off.",
    "set_outcome": "The athlete says that a planned session was done as planned, or that it was missed.",
    "run_feedback": "The athlete says how a run they have done felt. Their own words are kept.",
}
_FIELDS: Final[dict[ActionKind, tuple[str, ...]]] = {
    "log_workout": (
        "date", "session_type", "title", "completion_status", "duration_seconds", "distance_m", "rpe_post",
        "heart_rate_avg", "calories_estimated", "notes", "sets", "intervals", "training_plan_day_id",
    ),
    "log_benchmark": ("test_date", "test_type", "name", "unit", "value", "notes"),
    "set_goal": (
        "goal_type", "title", "target_value", "target_unit", "target_date", "station", "race_format", "distance_m",
        "weeks", "window",
    ),
    "move_day": ("day_id", "date"),
    "skip_day": ("day_id",),
    "update_profile": PROFILE_FIELDS,
    "remember": ("name", "value", "unit"),
    "change_goal": ("goal", "race_date", "race_distance_m"),
    "ease_week": ("ease",),
    "add_break": ("kind", "first_on", "last_on"),
    "block_dates": ("first_on", "last_on"),
    "change_availability": ("days_per_week", "availability_minutes", "long_run_day"),
    "set_outcome": ("day_id", "outcome"),
    "run_feedback": ("activity_id",),
}  # fmt: skip


def _tool(kind: ActionKind) -> dict[str, Any]:
    schema = ENTRIES[kind].model_json_schema()
    parameters = {
        "type": "object",
        "properties": {name: schema["properties"][name] for name in _FIELDS[kind]},
        "required": [name for name in schema.get("required", []) if name in _FIELDS[kind]],
        "additionalProperties": False,
    }
    if "$defs" in schema and kind == "log_workout":
        parameters["$defs"] = schema["$defs"]
    return {
        "type": "function",
        "function": {"name": kind, "description": _DESCRIPTIONS[kind], "parameters": parameters},
    }


TOOLS: Final[list[dict[str, Any]]] = [_tool(kind) for kind in ENTRIES]
