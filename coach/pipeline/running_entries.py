"""What a chat may change of running: a lighter week, other days, what became of a session, how a run felt."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Annotated, Final, Literal
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field, model_validator

from coach.day_outcomes import date_words
from coach.engines.units import System, run_length_text
from coach.plan_wishes import EASED_SHARE, Ease
from coach.rolling_plans import goal_words
from data.profile_parts import Minutes, Weekday
from data.rolling_plans import DaysAway, RollingPlanWishes
from data.run_feedback import FeedbackEntry
from data.training_breaks import BreakEntry

LONGEST_NOTE = 80
RATINGS: Final = ("effort", "recovery", "motivation", "soreness")


class EaseEntry(BaseModel):
    """How much lighter the coming days become."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    ease: Annotated[Ease, Field(description="much_lighter only where the athlete says that it is far too much.")]


class AvailabilityEntry(BaseModel):
    """Other days to train from now on, every week; 0 minutes is a day off, what is left out stays."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    days_per_week: Annotated[int, Field(ge=1, le=7)] | None = None
    availability_minutes: dict[Weekday, Minutes] | None = None
    long_run_day: Weekday | None = None

    @model_validator(mode="after")
    def says_something(self) -> AvailabilityEntry:
        if not (self.days_per_week or self.availability_minutes or self.long_run_day):
            raise ValueError("Say on which weekdays, or on how many days a week, you can train.")
        return self


class OutcomeEntry(BaseModel):
    """What became of a planned session, by the word of the athlete."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    day_id: UUID
    outcome: Literal["done", "missed"]


class RunFeedbackEntry(FeedbackEntry):
    """How a run that a watch recorded felt."""

    activity_id: UUID


def running_title(entry: BaseModel, system: System, about: str) -> str | None:
    """The one line that says what is saved; None for another kind of entry. `about` is the session, run or week."""
    match entry:
        case RollingPlanWishes():
            return f"Change the goal of the plan to {_goal(entry, system)}"
        case EaseEntry():
            return f"Make {about or 'the coming days'} lighter, by about {(1 - EASED_SHARE[entry.ease]) * 100:.0f} %"
        case BreakEntry():
            return f"Training break ({entry.kind}) {_span(entry.first_on, entry.last_on)}"
        case DaysAway():
            return f"No training {_span(entry.first_on, entry.last_on)}"
        case AvailabilityEntry():
            return f"Plan from now on with {', '.join(_availability(entry))}"
        case OutcomeEntry():
            return f"Mark {about or 'the session'} as {entry.outcome}"
        case RunFeedbackEntry():
            return f"How {about or 'the run'} felt: {', '.join(_felt(entry))}"
    return None


def _goal(wishes: RollingPlanWishes, system: System) -> str:
    length = f" over {run_length_text(system, wishes.race_distance_m)}" if wishes.race_distance_m else ""
    return f"{goal_words(wishes)}{length}"


def _span(first: date, last: date | None) -> str:
    """
    >>> _span(date(2026, 3, 3), date(2026, 3, 3)), _span(date(2026, 3, 3), None)
    ('on Tue 3 Mar 2026', 'since Tue 3 Mar 2026')
    """
    if last is None:
        return f"since {date_words(first)}"
    return f"on {date_words(first)}" if first == last else f"from {date_words(first)} to {date_words(last)}"


def _availability(entry: AvailabilityEntry) -> Iterator[str]:
    if entry.days_per_week:
        yield "1 day a week" if entry.days_per_week == 1 else f"{entry.days_per_week} days a week"
    for weekday, minutes in (entry.availability_minutes or {}).items():
        yield f"{minutes} min on {weekday.capitalize()}" if minutes else f"no training on {weekday.capitalize()}"
    if entry.long_run_day:
        yield f"the long run on {entry.long_run_day.capitalize()}"


def _felt(entry: RunFeedbackEntry) -> Iterator[str]:
    for name in RATINGS:
        rating = getattr(entry, name)
        if rating is not None:
            yield f"{name} {rating} of 10"
    if entry.notes:
        note = " ".join(entry.notes.split())
        yield f"“{note if len(note) <= LONGEST_NOTE else f'{note[: LONGEST_NOTE - 1]}…'}”"
