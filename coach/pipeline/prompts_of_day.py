"""Questions to begin with, from what the athlete's day is like."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from coach.engines.clock import format_clock
from coach.engines.split_notes import on_the
from coach.engines.splits import SPLIT_LABELS
from coach.pipeline.context import Context
from coach.pipeline.running import Running
from coach.today import Today

MOST = 4
RACE_WEEK_DAYS, RACE_MONTH_DAYS = 7, 42
LOW_READINESS = 40
PARTS: Final = {label: split for split, label in SPLIT_LABELS.items()}
OF_BREAKS: Final = {
    "injury": "What can I train while I am injured?",
    "illness": "How do I return to training after an illness?",
}
ALWAYS: Final = (
    "How should I pace the eight runs?",
    "What is the fastest way to get better at wall balls?",
    "What should I eat before a race?",
    "How many days a week should I train for HYROX?",
)


def suggested_prompts(of: Context | Today) -> list[str]:
    """Four short questions, those of the day first; the same for the same day."""
    today = of.today if isinstance(of, Context) else of
    last_race = of.numbers.last_race if isinstance(of, Context) else ()
    running = of.running if isinstance(of, Context) else Running()
    own = (*_of_the_day(today), *_of_the_plan(running))
    found = dict.fromkeys([*own, *_of_the_race(today, last_race), *_of_the_athlete(today), *ALWAYS])
    return list(found)[:MOST]


def _of_the_day(today: Today) -> Iterator[str]:
    if today.unwell in OF_BREAKS:
        yield OF_BREAKS[today.unwell]
        return
    if today.days_to_race == 0:
        yield "What do I do in the last hours before my race?"
    elif any(session.is_open for session in today.sessions):
        yield "What should I do today?"
    elif today.sessions and today.next_session:
        yield "What is my next session?"
    if today.logged:
        yield "How was my week?"
    if today.readiness.score is not None and today.readiness.score < LOW_READINESS:
        yield "Should I train hard today or rest?"


def _of_the_plan(running: Running) -> Iterator[str]:
    """Of a plan that rolls on: what comes, and why it is no longer what it was."""
    if running.plan:
        yield "What is on this week?"
    if running.changed and running.changed.kind != "made":
        yield "What changed in my plan?"


def _of_the_race(today: Today, last_race: tuple[str, ...]) -> Iterator[str]:
    days = today.days_to_race
    if days is not None and 0 < days <= RACE_WEEK_DAYS:
        yield "What do I do in the week before a race?"
    if today.past_race_on:
        yield "How do I recover after a race?"
    loss = _largest_loss(last_race)
    if loss:
        yield f"How do I get faster {loss}?"
    goal = today.athlete.goal_time_minutes if today.athlete else None
    if goal and days is not None and days >= 0:
        yield f"What splits do I need for {format_clock(goal * 60)}?"
    if last_race:
        yield "Where do I lose time?"
    if days is not None and RACE_WEEK_DAYS < days <= RACE_MONTH_DAYS:
        yield "When should I start to taper?"


def _of_the_athlete(today: Today) -> Iterator[str]:
    if _is_new(today):
        yield "How do I prepare for my first HYROX?"
        yield "What happens in a HYROX race?"
    elif not today.has_plan:
        yield "What does a good training week look like?"
    elif today.week.session_count:
        yield "How was my week?"


def _is_new(today: Today) -> bool:
    """Nothing logged, planned or raced yet."""
    raced = today.athlete.hyrox_race_count if today.athlete else 0
    return not (today.week.session_count or today.usual_week or today.has_plan or today.records or raced)


def _largest_loss(last_race: tuple[str, ...]) -> str:
    """Such as “on the sled push”; empty when nothing was lost."""
    splits = (PARTS.get(line.partition(":")[0]) for line in last_race)
    first = next((split for split in splits if split), None)
    return on_the(first) if first else ""
