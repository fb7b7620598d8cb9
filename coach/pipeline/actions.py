"""What may be saved of a message: proposals an athlete confirms. Nothing is ever saved from here."""

from __future__ import annotations

import re
from typing import Any, Final, Literal, NamedTuple

from pydantic import BaseModel, ConfigDict

from coach.pipeline.action_entries import RUNNING_KINDS, ActionKind, entry_of, entry_title, valid_fields
from coach.pipeline.action_tools import TOOLS
from coach.pipeline.called_wishes import canonical_id, checked_wish
from coach.pipeline.context import Context
from coach.pipeline.small_model import ToolCall
from coach.pipeline.told import Sentence, told_sentences
from coach.pipeline.wished_changes import Change, open_sessions, wished_move, wished_profile, wished_skip
from coach.pipeline.wished_facts import wished_fact
from coach.pipeline.wished_goals import WHICH_GOAL, asks_for_goal, wished_goal
from coach.pipeline.wishes import Wish, wish_by_saying_no, wish_of_feeling, wish_of_plan
from coach.readers.training_text import DoneSession, DoneTest, read_training

__all__ = ["TOOLS", "ActionKind", "Proposed", "SuggestedAction", "actions_of_calls", "planned_titles", "proposed"]

ActionStatus = Literal["open", "done", "dismissed"]
MOST_ACTIONS = 4
# Not done, or not one session: plans, habits and sums.
_NOT_ONE_DEED: Final = re.compile(
    r"\b(?:tomorrow|will|going to|gonna|i'll|planning|plan to|next (?:week|month|time)|want to|need to|"
    r"have to|every|usually|"
    r"normally|typically|always|often|on average|(?:a|per|each) (?:week|month|day)|weekly|daily|(?:this|"
    r"last|past) (?:week|month|year)|"
    r"so far|in total|skip(?:ped|ping)?|goal|target|used to|years? ago|months? ago|weeks? ago|let's|race "
    r"(?:is|was))\b|"
    r"\bmy (?:[a-z0-9 ]+ )?(?:pb|pr|best|record|weight|plan)\b|\b(?:weigh|pace is)\b"
)
_LOG: Final = re.compile(r"^(?:please |hi |hey |coach |ok |so )*(?:log|add|save|record|note|track|enter)\b")
_JUST_DID: Final = re.compile(r"\b(?:went for|did|ran|rowed|trained|finished|completed|jogged|lifted|cycled|swam)\b")
_SHORT = 8  # words: such a message is there to be logged


class SuggestedAction(BaseModel):
    """One card: `fields` are those of the entry of that kind, as JSON."""

    model_config = ConfigDict(frozen=True)

    kind: ActionKind
    title: str
    fields: dict[str, Any]
    status: ActionStatus = "open"
    result_id: str | None = None


class Proposed(NamedTuple):
    """What can be saved, or the one thing to ask first."""

    actions: list[SuggestedAction]
    question: str | None


def proposed(text: str, context: Context) -> Proposed:
    """By rules, without a model: what the athlete says they did, want, are, or want remembered.

    Nothing for questions, for what was not done or others did, for quoted text, and for what nobody can save.
    """
    actions: list[SuggestedAction] = []
    questions: list[str] = []
    deeds: list[Sentence] = []
    for sentence in told_sentences(text):
        wish = _wish(sentence, context)
        if wish is None:
            deeds += [] if sentence.is_negated or _NOT_ONE_DEED.search(sentence.text) else [sentence]
        elif isinstance(wish, str):
            questions.append(wish)
        else:
            actions.append(wish)
    logged, question = _logged(deeds, context)
    felt = None if logged else _of_wish(wish_of_feeling(deeds, context), context)
    if isinstance(felt, SuggestedAction):
        actions.append(felt)
    actions = _once([*logged, *actions])[:MOST_ACTIONS]
    questions = [*questions, *([question] if question else [])]
    return Proposed(actions, questions[0] if questions and not actions else None)


def actions_of_calls(calls: list[ToolCall], context: Context, said: str = "") -> list[SuggestedAction]:
    """What a model would save, checked like what a person types; what is wrong or not theirs is left out.

    `said` is the message: of a call about running only days and amounts that stand in it are kept.
    """
    actions = (_of_call(call, context, said) for call in calls)
    return _once([action for action in actions if action is not None])[:MOST_ACTIONS]


def planned_titles(context: Context) -> dict[str, str]:
    """The open sessions of the active plan by id."""
    return {str(one.day_id): one.title for one in open_sessions(context)}


def _of_call(call: ToolCall, context: Context, said: str) -> SuggestedAction | None:
    kinds: dict[str, ActionKind] = {tool["function"]["name"]: tool["function"]["name"] for tool in TOOLS}
    kind = kinds.get(call.name)
    given = {name: value for name, value in call.arguments.items() if value is not None}
    if kind in RUNNING_KINDS:
        wish = checked_wish(kind, given, context, said)
        return _suggested(wish.kind, wish.fields, context, wish.about) if wish else None
    known = planned_titles(context)
    day_id = given.get("training_plan_day_id", given.get("day_id"))
    if kind is None or (day_id is not None and canonical_id(day_id) not in known):
        return None
    return _suggested(kind, given, context, known.get(canonical_id(day_id), ""))


def _suggested(kind: ActionKind, fields: dict[str, Any], context: Context, session: str = "") -> SuggestedAction | None:
    valid = valid_fields(kind, fields)
    if valid is None:
        return None
    return SuggestedAction(kind=kind, title=entry_title(entry_of(kind, valid), context.system, session), fields=valid)


def _wish(sentence: Sentence, context: Context) -> SuggestedAction | str | None:
    """An action, the one thing to ask, or None when the sentence wishes for nothing that can be saved."""
    without = _of_wish(wish_by_saying_no(sentence, context), context)
    if without is not None:
        return without
    fact = wished_fact(sentence.text, sentence.spoken)
    if fact:
        return _suggested("remember", fact, context)
    return None if sentence.is_negated else _positive_wish(sentence, context)


def _positive_wish(sentence: Sentence, context: Context) -> SuggestedAction | str | None:
    text = sentence.text
    plan = _of_wish(wish_of_plan(text, context), context)
    if plan is not None:
        return plan
    profile = wished_profile(text, sentence.spoken, context.day)
    if profile:
        return _suggested("update_profile", profile, context)
    goal = wished_goal(text, context.day, context.system)
    if goal:
        return _suggested("set_goal", goal, context)
    if asks_for_goal(text):
        return WHICH_GOAL
    moved, skipped = wished_move(text, context), wished_skip(text, context)
    if moved:
        return _changed("move_day", moved, context)
    return _changed("skip_day", skipped, context) if skipped else None


def _of_wish(wish: Wish | None, context: Context) -> SuggestedAction | str | None:
    if wish is None:
        return None
    return wish.question or _suggested(wish.kind, wish.fields, context, wish.about)


def _changed(kind: ActionKind, change: Change, context: Context) -> SuggestedAction | str | None:
    return change.question if change.fields is None else _suggested(kind, change.fields, context, change.session)


def _logged(deeds: list[Sentence], context: Context) -> tuple[list[SuggestedAction], str | None]:
    """Sessions and tests of these sentences; the question only where somebody came to log."""
    if not deeds:
        return [], None
    told = "\n".join(one.text for one in deeds)
    words = " ".join(one.spoken for one in deeds)
    reading = read_training(told, context.day, context.system)
    found = [
        *(_suggested("log_workout", _workout(one, words, context), context) for one in reading.sessions),
        *(_suggested("log_benchmark", _benchmark(one), context) for one in reading.tests),
    ]
    is_for_logging = _LOG.match(told) or (len(told.split()) <= _SHORT and _JUST_DID.search(told))
    return [one for one in found if one is not None], reading.question if is_for_logging else None


def _workout(done: DoneSession, words: str, context: Context) -> dict[str, Any]:
    planned = [one for one in open_sessions(context) if one.date == done.day and one.session_type == done.session_type]
    return {
        "date": done.day.isoformat(),
        "session_type": done.session_type,
        "title": done.title,
        "completion_status": "partial" if done.is_partial else "completed",
        "duration_seconds": done.duration_s,
        "distance_m": done.distance_m,
        "rpe_post": done.rpe,
        "heart_rate_avg": done.heart_rate,
        "calories_estimated": done.kcal,
        "sets": [one._asdict() for one in done.sets],
        "intervals": [one._asdict() for one in done.intervals],
        "training_plan_day_id": str(planned[0].day_id) if len(planned) == 1 else None,
        "notes": " ".join(words.split()),
    }


def _benchmark(done: DoneTest) -> dict[str, Any]:
    own = {"name": done.name, "unit": done.unit} if done.test_type == "custom" else {}
    return {"test_date": done.day.isoformat(), "test_type": done.test_type, "value": done.value} | own


def _once(actions: list[SuggestedAction]) -> list[SuggestedAction]:
    return list({(one.kind, one.title): one for one in actions}.values())
