"""What stands behind one answer beside the knowledge base: profile, history, facts, memory and computed numbers.

Read anew for every message: the race comes nearer every day, and the profile may have changed.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime
from typing import NamedTuple
from uuid import UUID

from coach.engines.date_words import days_meant
from coach.engines.units import System
from coach.pipeline.athlete_numbers import AthleteNumbers, athlete_numbers
from coach.pipeline.running import Running, read_running
from coach.today import Today, local_date, today
from data import db
from data.athlete_facts import Fact, facts_query
from data.db import User
from data.messages import Turn, turns_query
from data.profiles import PROFILE, Profile
from data.recall import Remembered, Span, recall_query, remembered_of

MOST_TURNS = 8


class Context(NamedTuple):
    """Everything about the athlete that an answer may use; empty where nothing is known."""

    day: date
    profile: Profile | None
    turns: list[Turn]
    facts: list[Fact]
    remembered: list[Remembered]
    today: Today
    numbers: AthleteNumbers
    running: Running = Running()

    @property
    def age_years(self) -> int | None:
        return self.profile.age_on(self.day) if self.profile else None

    @property
    def system(self) -> System:
        return self.profile.units_preference if self.profile else "metric"

    @property
    def spoken(self) -> list[str]:
        """What the athlete said in this thread, oldest first."""
        return [turn.content for turn in self.turns if turn.role == "user"]


class Question(NamedTuple):
    """What is asked, and where it stands."""

    id: UUID
    text: str
    embedding: Sequence[float] | None = None


def read_context(user: User, question: Question, now: datetime | None = None) -> Context:
    """One round trip for the words, one for Today's numbers, and those of the running where they changed since."""
    now = now or datetime.now(UTC)
    profiles, turns, facts = db.read_all(
        user, (PROFILE, (user.id,)), turns_query(question.id, MOST_TURNS * 2), facts_query()
    )
    profile = Profile.model_validate(profiles[0]) if profiles else None
    day = local_date(now, profile.time_zone if profile else "UTC")
    history = [Turn(**row) for row in reversed(turns)]
    standing = today(user, now)
    running = read_running(user, standing.at, day)
    return Context(
        day=day,
        profile=profile,
        turns=history,
        facts=[Fact.model_validate(row) for row in facts],
        remembered=_remembered(user, question, history, day),
        today=standing,
        numbers=athlete_numbers(user, standing, running, profile.units_preference if profile else "metric"),
        running=running,
    )


def _remembered(user: User, question: Question, history: Sequence[Turn], day: date) -> list[Remembered]:
    """What was said before this thread's last turns; date words in the question narrow it to those days."""
    without = [question.id, *(turn.id for turn in history)]
    meant = days_meant(question.text, day)
    span = Span(*meant) if meant else Span()
    (rows,) = db.read_all(user, recall_query(question.text, without, span, question.embedding))
    return remembered_of(rows)
