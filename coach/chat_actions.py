"""What happens when an athlete confirms or dismisses what an answer proposed."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any, Final, NamedTuple
from uuid import UUID

from pydantic import BaseModel, ConfigDict, ValidationError

from coach.activities import change_feedback_within
from coach.benchmarks import log_test_within
from coach.day_matching import override_within
from coach.day_outcomes import date_words
from coach.goal_changes import change_goal_within
from coach.goals import set_within
from coach.pipeline.action_entries import (
    PROFILE_FIELDS,
    TRAINING_KINDS,
    ActionKind,
    MoveEntry,
    SkipEntry,
    entry_of,
    entry_title,
)
from coach.pipeline.actions import SuggestedAction
from coach.pipeline.running_entries import AvailabilityEntry, EaseEntry, OutcomeEntry, RunFeedbackEntry
from coach.pipeline.wished_running import eased_days
from coach.plan_days import move_within, skip_day_within
from coach.plan_wishes import block_dates_within, change_availability_within, ease_week_within
from coach.profiles import change_within
from coach.today import local_date
from coach.training_breaks import log_break_within
from coach.workouts import log_within
from data import db
from data.athlete_facts import FactEntry, insert_fact
from data.benchmarks import BenchmarkEntry
from data.db import Connection, User
from data.errors import Conflict, NotFound, Rejected, sentence_of
from data.goals import GoalEntry
from data.message_changes import LockedActions, locked_actions, update_actions
from data.messages import Message, find_message
from data.profiles import Profile, ProfileChange, lock_profile
from data.rolling_plans import DaysAway, RollingPlanWishes
from data.run_feedback import FeedbackEntry, kept_feedback
from data.training_breaks import BreakEntry
from data.workout_changes import link_conversation
from data.workouts import WorkoutEntry

GONE = "This proposal is not there. Reload the conversation."
SAVED = "This is already saved."
DISMISSED = "You dismissed this. Ask again to get it back."
UNSAFE = "With what you described, Coach K changes no training before a clinician has looked at it."
_DONE: Final[dict[ActionKind, str]] = {
    "log_workout": "Logged", "log_benchmark": "Logged", "set_goal": "Goal set", "move_day": "Moved",
    "skip_day": "Skipped", "update_profile": "Updated", "remember": "Remembered", "change_goal": "Done",
    "ease_week": "Done", "add_break": "Entered", "block_dates": "Done", "change_availability": "Done",
    "set_outcome": "Noted", "run_feedback": "Noted",
}  # fmt: skip


class ConfirmedAction(BaseModel):
    """The answer with its proposal marked as done, and what was saved."""

    model_config = ConfigDict(frozen=True)

    message: Message
    kind: ActionKind
    result_id: str
    text: str


class _Saved(NamedTuple):
    result_id: str
    title: str


class _Saving(NamedTuple):
    """The transaction, whose it is, and the answer with the proposals."""

    conn: Connection
    user: User
    held: LockedActions
    profile: Profile | None

    @property
    def today(self) -> date:
        return local_date(datetime.now(UTC), self.profile.time_zone if self.profile else "UTC")


def confirm_action(user: User, message_id: UUID, index: int, fields: dict[str, Any] | None = None) -> ConfirmedAction:
    """Save what was proposed, with other values where `fields` are given. It is saved once, whoever taps how often.

    Raises:
        NotFound: there is no such answer or proposal.
        Conflict: it is saved already, or dismissed.
        Rejected: a field is wrong, or the message's safety level forbids it.
    """
    with db.write_as(user) as conn:
        held = locked_actions(conn, message_id)
        action = _open_action(held, index)
        entry = _checked(action.kind, action.fields if fields is None else fields)
        profile = lock_profile(conn, user)
        saved = _save(_Saving(conn, user, held, profile), entry)
        title = saved.title or entry_title(entry, profile.units_preference if profile else "metric")
        done = action.model_copy(
            update={
                "status": "done",
                "result_id": saved.result_id,
                "title": title,
                "fields": entry.model_dump(mode="json", exclude_unset=True),
            }
        )
        _replace(conn, held, index, done)
    return ConfirmedAction(
        message=find_message(user, message_id),
        kind=action.kind,
        result_id=saved.result_id,
        text=f"{_DONE[action.kind]}: {title}",
    )


def dismiss_action(user: User, message_id: UUID, index: int) -> Message:
    """Leave what was proposed; dismissing it again changes nothing.

    Raises:
        NotFound: there is no such answer or proposal.
        Conflict: it is saved already.
    """
    with db.write_as(user) as conn:
        held = locked_actions(conn, message_id)
        action = _action(held, index)
        if action.status == "done":
            raise Conflict(SAVED)
        _replace(conn, held, index, action.model_copy(update={"status": "dismissed"}))
    return find_message(user, message_id)


def _action(held: LockedActions, index: int) -> SuggestedAction:
    if not 0 <= index < len(held.actions):
        raise NotFound(GONE)
    return SuggestedAction.model_validate(held.actions[index])


def _open_action(held: LockedActions, index: int) -> SuggestedAction:
    action = _action(held, index)
    if action.status == "done":
        raise Conflict(SAVED)
    if action.status == "dismissed":
        raise Conflict(DISMISSED)
    if action.kind in TRAINING_KINDS and held.safety_level in ("diagnosed", "emergency"):
        raise Rejected(UNSAFE)
    return action


def _checked(kind: ActionKind, fields: dict[str, Any]) -> BaseModel:
    """The entry of these fields; the first wrong one is named."""
    given = {name: value for name, value in fields.items() if value is not None}
    if kind == "update_profile":
        if not given:
            raise Rejected("There is nothing to save. Fill in a value, or dismiss this.")
        foreign = next((name for name in given if name not in PROFILE_FIELDS), None)
        if foreign:
            raise Rejected("This is changed in your settings.", field=foreign)
    try:
        return entry_of(kind, given)
    except ValidationError as wrong:
        problem = wrong.errors(include_url=False)[0]
        field = ".".join(str(part) for part in problem["loc"]) or None
        raise Rejected(sentence_of(problem), field=field) from wrong


def _save(saving: _Saving, entry: BaseModel) -> _Saved:
    conn, user, held = saving.conn, saving.user, saving.held
    match entry:
        case WorkoutEntry():
            workout = log_within(conn, entry).workout
            link_conversation(conn, workout.id, held.conversation_id)
            return _Saved(str(workout.id), "")
        case BenchmarkEntry():
            return _Saved(str(log_test_within(conn, user, entry).benchmark.id), "")
        case GoalEntry():
            return _Saved(str(set_within(conn, entry)), "")
        case MoveEntry():
            moved = move_within(conn, entry.day_id, entry.date)
            return _Saved(str(moved.id), entry_title(entry, "metric", moved.title))
        case SkipEntry():
            skipped = skip_day_within(conn, entry.day_id)
            return _Saved(str(skipped.id), entry_title(entry, "metric", skipped.title))
        case FactEntry():
            return _Saved(str(insert_fact(conn, entry, held.question_id).id), "")
        case ProfileChange():
            change_within(conn, user, entry)
            return _Saved(str(user.id), "")
    return _save_running(saving, entry)


def _save_running(saving: _Saving, entry: BaseModel) -> _Saved:
    """What concerns the plan that rolls on and the runs."""
    conn, user, today = saving.conn, saving.user, saving.today
    match entry:
        case RollingPlanWishes():
            return _Saved(str(change_goal_within(conn, entry, today).refresh.training_plan_id), "")
        case EaseEntry():
            eased = ease_week_within(conn, user, entry.ease, today)
            return _Saved(str(eased.training_plan_id), entry_title(entry, "metric", eased_days(today)))
        case BreakEntry():
            return _Saved(str(log_break_within(conn, user, entry, today)), "")
        case DaysAway():
            return _Saved(str(block_dates_within(conn, entry, today).training_plan_id), "")
        case AvailabilityEntry():
            known = saving.profile.preferences.availability_minutes if saving.profile else {}
            wishes = entry.model_dump(exclude_none=True)
            return _Saved(str(change_availability_within(conn, wishes, known, today).training_plan_id), "")
        case OutcomeEntry():
            day = override_within(conn, entry.day_id, entry.outcome)
            return _Saved(str(day.id), entry_title(entry, "metric", f"{day.title} on {date_words(day.date)}"))
        case RunFeedbackEntry():
            change_feedback_within(conn, entry.activity_id, _with_known(conn, entry))
            return _Saved(str(entry.activity_id), "")
    raise Rejected(GONE)


def _with_known(conn: Connection, entry: RunFeedbackEntry) -> FeedbackEntry:
    """What was said before stays where nothing new is said."""
    known = kept_feedback(conn, entry.activity_id)
    before = known.model_dump(include=set(FeedbackEntry.model_fields)) if known else {}
    said = entry.model_dump(exclude={"activity_id"}, exclude_none=True)
    return FeedbackEntry.model_validate(before | said)


def _replace(conn: Connection, held: LockedActions, index: int, action: SuggestedAction) -> None:
    actions = [*held.actions[:index], action.model_dump(mode="json"), *held.actions[index + 1 :]]
    update_actions(conn, held.message_id, actions)
