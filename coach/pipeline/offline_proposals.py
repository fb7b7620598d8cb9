"""What stands above the cards of an offline answer: care first, then what a proposal would mean."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from coach.goal_changes import assess_change
from coach.pipeline.actions import SuggestedAction
from coach.pipeline.context import Context
from coach.pipeline.markdown import escaped
from coach.pipeline.offline_care import care_of
from data.db import User
from data.errors import AppError
from data.rolling_plans import RollingPlanWishes

CHECK: Final = "Check what I understood, and save it if it is right."
BREAK: Final = {
    "injury": (
        "I am sorry to hear that. Nothing that hurts until it is better, and if it does not get better within days, "
        "let a physiotherapist or doctor look at it."
    ),
    "illness": "I am sorry to hear that, get well first. No training with a fever or while you feel ill.",
}
BREAK_MEANS: Final = (
    "With a break the plan leaves these days free and starts again with less. Fill in the last day when you know it."
)
EASE: Final = (
    "Good that you say so: a plan that is too much helps nobody. The coming days become smaller, what you have done "
    "stays, and the next weeks stand on what you really did."
)
NO_RACE_DAY: Final = "If there is a race, fill in its day, and the plan leads up to it."
FEEDBACK: Final = (
    "Thank you for telling me. The ratings are what your words suggest: change what is not right. They decide how much "
    "the next week holds."
)
OTHER_DAYS: Final = "The plan is rebuilt from tomorrow on; what you have done, moved or written stays."


def above_cards(user: User, actions: Sequence[SuggestedAction], context: Context, guidance: str) -> str:
    """What to read before a card is saved."""
    care = care_of(guidance).words
    told = [line for action in actions for line in _about(user, action, context, has_care=bool(care))]
    return "\n\n".join(line for line in dict.fromkeys((care, *told, CHECK)) if line)


def _about(user: User, action: SuggestedAction, context: Context, *, has_care: bool) -> Iterator[str]:
    match action.kind:
        case "add_break":
            # What has to be looked at was said already.
            yield "" if has_care else BREAK.get(action.fields.get("kind", ""), "")
            yield BREAK_MEANS
        case "ease_week":
            yield EASE
        case "change_goal":
            yield from _assessed(user, action, context)
        case "block_dates" | "change_availability":
            yield OTHER_DAYS
        case "run_feedback":
            yield FEEDBACK


def _assessed(user: User, action: SuggestedAction, context: Context) -> Iterator[str]:
    """Where the athlete stands, what the goal asks for, and how the plan gets there."""
    try:
        assessment = assess_change(user, RollingPlanWishes.model_validate(action.fields), context.day)
    except AppError as refused:
        yield refused.text
        return
    yield escaped(" ".join(assessment.lines))
    yield escaped(assessment.explanation)
    if "race_date" not in action.fields:
        yield NO_RACE_DAY
