"""What each kind of action saves: its entry, and the one line that says it."""

from __future__ import annotations

from datetime import date
from typing import Any, Final, Literal
from uuid import UUID

from pydantic import BaseModel, ConfigDict, ValidationError

from coach.day_outcomes import date_words
from coach.engines.clock import format_clock
from coach.engines.units import System, weight_text
from coach.engines.workout_marks import DoneSet
from coach.goals import goal_target_text
from coach.pipeline.running_entries import (
    AvailabilityEntry,
    EaseEntry,
    OutcomeEntry,
    RunFeedbackEntry,
    running_title,
)
from coach.readers.training_text.reading import DoneInterval, DoneSession
from coach.readers.training_text.words import session_words
from data.athlete_facts import FactEntry
from data.benchmarks import BenchmarkEntry, quantity_text
from data.days import Day
from data.goals import GoalEntry
from data.profiles import ProfileChange
from data.rolling_plans import DaysAway, RollingPlanWishes
from data.training_breaks import BreakEntry
from data.workouts import WorkoutEntry

ActionKind = Literal[
    "log_workout", "log_benchmark", "set_goal", "move_day", "skip_day", "update_profile", "remember",
    "change_goal", "ease_week", "add_break", "block_dates", "change_availability", "set_outcome", "run_feedback",
]  # fmt: skip
# What programs training: refused where a clinician has to look first. A break only takes training away.
TRAINING_KINDS: Final[frozenset[ActionKind]] = frozenset(
    {"set_goal", "move_day", "change_goal", "ease_week", "block_dates", "change_availability"}
)
RUNNING_KINDS: Final[frozenset[ActionKind]] = frozenset(
    {"change_goal", "ease_week", "add_break", "block_dates", "change_availability", "set_outcome", "run_feedback"}
)
# What needs a plan that rolls on.
ROLLING_KINDS: Final[frozenset[ActionKind]] = frozenset(
    {"change_goal", "ease_week", "block_dates", "change_availability"}
)
LONGEST_TITLE = 200


class MoveEntry(BaseModel):
    """A planned session, and the day it goes to."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    day_id: UUID
    date: Day


class SkipEntry(BaseModel):
    """A planned session that is left out."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    day_id: UUID


ENTRIES: Final[dict[ActionKind, type[BaseModel]]] = {
    "log_workout": WorkoutEntry, "log_benchmark": BenchmarkEntry, "set_goal": GoalEntry, "move_day": MoveEntry,
    "skip_day": SkipEntry, "update_profile": ProfileChange, "remember": FactEntry,
    "change_goal": RollingPlanWishes, "ease_week": EaseEntry, "add_break": BreakEntry, "block_dates": DaysAway,
    "change_availability": AvailabilityEntry, "set_outcome": OutcomeEntry, "run_feedback": RunFeedbackEntry,
}  # fmt: skip
# What a chat may change of a profile: never a consent, nor what a form asks with more words.
PROFILE_FIELDS: Final = (
    "race_date", "goal_time_minutes", "weight_kg", "height_cm", "weekly_availability_hours", "time_zone",
    "units_preference", "division",
)  # fmt: skip
_PROFILE_WORDS: Final = {
    "race_date": "race day", "goal_time_minutes": "goal time", "weight_kg": "weight", "height_cm": "height",
    "weekly_availability_hours": "training time", "time_zone": "time zone", "units_preference": "units",
    "division": "division",
}  # fmt: skip


def entry_of(kind: ActionKind, fields: dict[str, Any]) -> BaseModel:
    """
    Raises:
        ValidationError: a field is wrong.
    """
    return ENTRIES[kind].model_validate(fields)


def valid_fields(kind: ActionKind, fields: dict[str, Any]) -> dict[str, Any] | None:
    """The given fields as JSON, or None when they make no entry of this kind."""
    if kind == "update_profile" and (not fields or set(fields) - set(PROFILE_FIELDS)):
        return None
    try:
        entry = entry_of(kind, fields)
    except ValidationError:
        return None
    return {
        name: value
        for name, value in entry.model_dump(mode="json", exclude_unset=True).items()
        if value not in (None, [])
    }


def entry_title(entry: BaseModel, system: System, session: str = "") -> str:
    """What the entry saves in one line; `session` is the planned session, run or week it is about.

    >>> entry_title(FactEntry(name="1RM deadlift", value="140", unit="kg"), "metric")
    '1RM deadlift: 140 kg'
    """
    title = running_title(entry, system, session) or _title(entry, system, session)
    return " ".join(title.split())[:LONGEST_TITLE]


def _title(entry: BaseModel, system: System, session: str) -> str:
    match entry:
        case WorkoutEntry():
            return session_words(_done(entry), system)
        case BenchmarkEntry():
            value = (
                weight_text(system, entry.value) if entry.unit == "kg" else quantity_text(entry.unit or "", entry.value)
            )
            return f"{entry.label} on {_day(entry.test_date)}: {value}"
        case GoalEntry():
            by = f" by {_day(entry.target_date)}" if entry.target_date else ""
            return f"{entry.title or goal_target_text(entry, system)}{by}"
        case MoveEntry():
            return f"Move {session or 'the session'} to {date_words(entry.date)}"
        case SkipEntry():
            return f"Skip {session or 'the session'}"
        case FactEntry():
            amount = f"{entry.value} {entry.unit}".strip()
            return f"{entry.name}: {amount}"
        case ProfileChange():
            given = [name for name in PROFILE_FIELDS if name in entry.model_fields_set]
            changes = [f"{_PROFILE_WORDS[name]} {_profile_value(name, getattr(entry, name), system)}" for name in given]
            return f"Profile: {', '.join(changes)}"
    return "Save"


def _profile_value(name: str, value: Any, system: System) -> str:
    match name:
        case "weight_kg":
            return weight_text(system, value)
        case "height_cm":
            return f"{value:g} cm"
        case "goal_time_minutes":
            return format_clock(value * 60)
        case "weekly_availability_hours":
            return f"{value:g} h a week"
        case "race_date":
            return _day(value)
    return str(value)


def _done(entry: WorkoutEntry) -> DoneSession:
    return DoneSession(
        entry.session_type,
        entry.date,
        entry.title,
        entry.duration_s,
        entry.distance_m,
        entry.rpe_post,
        entry.heart_rate_avg,
        entry.calories_estimated,
        is_partial=entry.completion_status == "partial",
        sets=tuple(DoneSet(**one.model_dump()) for one in entry.sets),
        intervals=tuple(DoneInterval(**one.model_dump()) for one in entry.intervals),
    )


def _day(day: date) -> str:
    return f"{day.day} {day:%b %Y}"
