"""A form of a goal that somebody has opened: whose it is, what it starts from, what saving does."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import NamedTuple

from coach.engines.units import System
from coach.goals import TrackedGoal
from data.db import User
from data.goals import GoalEntry, GoalType
from pages.goals.typed_goal import ReadGoal, Typed, read_goal, typed_goal
from pages.log.starts import Athlete

Save = Callable[[User, GoalEntry, datetime | None], TrackedGoal]


class Saving(NamedTuple):
    """The button of a form, what it does, and when the goal was last seen."""

    label: str
    save: Save
    seen_at: datetime | None = None


class GoalForm(NamedTuple):
    """One form: its name, what saving does, whose it is, and the goal it starts from."""

    name: str
    saving: Saving
    athlete: Athlete
    kept: TrackedGoal | None = None

    @property
    def system(self) -> System:
        return self.athlete.system

    @property
    def start(self) -> Typed:
        if self.kept is None:
            return {}
        return typed_goal(self.kept, has_own_title=self.kept.has_own_title, system=self.system)

    def read(self, goal_type: GoalType, typed: Typed) -> ReadGoal:
        return read_goal(goal_type, typed, self.system, self.kept)

    def key(self, field: str) -> str:
        return f"{self.name}-{field}"
