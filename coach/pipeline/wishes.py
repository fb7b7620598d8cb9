"""Which proposal about running a sentence is, if it is one."""

from __future__ import annotations

from datetime import date
from typing import Any, NamedTuple

from coach.pipeline.action_entries import ActionKind
from coach.pipeline.context import Context
from coach.pipeline.told import Sentence
from coach.pipeline.wished_running import (
    eased_days,
    wished_availability,
    wished_days_away,
    wished_ease,
    wished_plan_goal,
)
from coach.pipeline.wished_runs import wished_break, wished_feedback, wished_outcome


class Wish(NamedTuple):
    """The kind and fields of a proposal and what it is about, or the one thing to ask instead."""

    kind: ActionKind
    fields: dict[str, Any]
    about: str = ""
    question: str | None = None


def wish_by_saying_no(sentence: Sentence, context: Context) -> Wish | None:
    """What a sentence may wish that says what cannot be or was not: ill, away, on no Thursday, missed."""
    text = sentence.text
    unwell = wished_break(text, sentence.spoken, context)
    if unwell is not None:
        return Wish("add_break", unwell)
    other_days = wished_availability(text, context)
    if other_days is not None:
        return Wish("change_availability", other_days)
    away = wished_days_away(text, context)
    if away is not None:
        return _away(away, context)
    outcome = wished_outcome(text, context)
    if outcome is not None:
        return Wish("set_outcome", outcome.fields or {}, outcome.about, outcome.question)
    return None


def wish_of_plan(text: str, context: Context) -> Wish | None:
    """Another goal, or a lighter week."""
    goal = wished_plan_goal(text, context)
    if isinstance(goal, str):
        return Wish("change_goal", {}, question=goal)
    if goal is not None:
        return Wish("change_goal", goal)
    ease = wished_ease(text, context)
    return Wish("ease_week", ease, eased_days(context.day)) if ease else None


def wish_of_feeling(sentences: list[Sentence], context: Context) -> Wish | None:
    """How the last run felt."""
    spoken = " ".join(one.spoken for one in sentences)
    felt = wished_feedback([one.text for one in sentences], spoken, context)
    return Wish("run_feedback", felt.fields, felt.about) if felt and felt.fields else None


def _away(span: tuple[date, date] | str, context: Context) -> Wish:
    """Days without training in a plan that rolls on; without one a break of the training log."""
    if isinstance(span, str):
        return Wish("block_dates", {}, question=span)
    days = {"first_on": span[0].isoformat(), "last_on": span[1].isoformat()}
    if context.running.plan is not None:
        return Wish("block_dates", days)
    return Wish("add_break", {"kind": "travel", **days})
