"""What can happen to a goal, and how far it is."""

from __future__ import annotations

from datetime import datetime
from time import time
from uuid import UUID

from coach.achievements import award
from coach.engines.goal_progress import GoalProgress, GoalTerms, Measured, Volume, goal_progress
from coach.engines.goal_words import standing_text, target_text
from coach.engines.units import System
from data import db
from data.cache import Revision, cached
from data.db import Connection, User
from data.errors import NotFound, Rejected
from data.goal_measurements import measurements_of, measurements_query
from data.goals import (
    MISSING,
    Goal,
    GoalEntry,
    GoalStatus,
    Measurement,
    goal_of,
    goal_query,
    goals_query,
    insert_goal,
    mark_goal_deleted,
    unmark_goal_deleted,
    update_goal,
    update_goal_status,
    update_goal_value,
)

# Time zones are whole quarters of an hour apart.
NEW_DAY_EVERY_S = 900


class TrackedGoal(Goal):
    """A goal with its progress. `progress` is None once it is completed or abandoned: then nothing is measured."""

    target_text: str
    standing_text: str
    progress: GoalProgress | None

    @property
    def has_own_title(self) -> bool:
        """Without one, the target in words is the title."""
        return self.title != self.target_text

    @property
    def is_typed(self) -> bool:
        """Whether the athlete says where it stands; everything else is computed."""
        return self.progress is not None and self.progress.source == "typed"


def set_goal(user: User, entry: GoalEntry) -> TrackedGoal:
    """Keep a new goal; where it begins is looked up when it is not given."""
    with db.write_as(user) as conn:
        goal_id = set_within(conn, entry)
    return find_goal(user, goal_id)


def set_within(conn: Connection, entry: GoalEntry) -> UUID:
    """The same inside a transaction that does more."""
    goal_id = insert_goal(conn, _named(entry))
    award(conn, {"goal_id": str(goal_id)})
    return goal_id


def change_goal(
    user: User, goal_id: UUID, entry: GoalEntry, expected: datetime | None = None, status: GoalStatus | None = None
) -> TrackedGoal:
    """Replace everything that was entered, and the status when one is given.

    `expected` is the `updated_at` the athlete saw.

    Raises:
        NotFound: it is not there, or deleted.
        Stale: it was changed since.
    """
    with db.write_as(user) as conn:
        update_goal(conn, goal_id, _named(entry), expected)
        if status is not None:
            update_goal_status(conn, goal_id, status, None)
        award(conn, {"goal_id": str(goal_id)})
    return find_goal(user, goal_id)


def record_value(user: User, goal_id: UUID, current_value: float, expected: datetime | None = None) -> TrackedGoal:
    """Where a goal stands that no data can tell.

    Raises:
        Rejected: this one is computed.
        Stale: it was changed since `expected`.
    """
    if not find_goal(user, goal_id).is_typed:
        raise Rejected("This goal is computed from your data. Log what you did, and it moves.", field="current_value")
    with db.write_as(user) as conn:
        update_goal_value(conn, goal_id, current_value, expected)
    return find_goal(user, goal_id)


def close_goal(user: User, goal_id: UUID, status: GoalStatus, expected: datetime | None = None) -> TrackedGoal:
    """Completed, abandoned, or active again; any of them can be undone by another.

    Raises:
        Stale: it was changed since `expected`.
    """
    with db.write_as(user) as conn:
        update_goal_status(conn, goal_id, status, expected)
        award(conn, {"goal_id": str(goal_id)})
    return find_goal(user, goal_id)


def remove_goal(user: User, goal_id: UUID, expected: datetime | None = None) -> None:
    """Out of the list; `restore_goal` brings it back."""
    with db.write_as(user) as conn:
        mark_goal_deleted(conn, goal_id, expected)


def restore_goal(user: User, goal_id: UUID) -> TrackedGoal:
    with db.write_as(user) as conn:
        unmark_goal_deleted(conn, goal_id)
    return find_goal(user, goal_id)


def find_goal(user: User, goal_id: UUID) -> TrackedGoal:
    """
    Raises:
        NotFound: it is not there, or deleted.
    """
    tracked = tracked_goals_of(*db.read_all(user, goal_query(goal_id), measurements_query()))
    if not tracked:
        raise NotFound(MISSING)
    return tracked[0]


def tracked_goals(user: User, status: GoalStatus | None = None) -> list[TrackedGoal]:
    """Active ones first, the nearest first; one round trip."""
    return tracked_goals_of(*db.read_all(user, goals_query(status), measurements_query()))


def tracked_goals_at(user: User, at: Revision) -> list[TrackedGoal]:
    """All of them; from memory until the athlete's rows change or a day may have begun somewhere."""
    return cached(at, "tracked_goals", user.id, int(time() // NEW_DAY_EVERY_S), read=lambda: tracked_goals(user))


def tracked_goals_of(goal_rows: list[db.Row], measurement_rows: list[db.Row]) -> list[TrackedGoal]:
    """The same from rows read in somebody else's pipeline."""
    measured = measurements_of(measurement_rows)
    return [_tracked(goal, measured.get(goal.id)) for goal in map(goal_of, goal_rows)]


def terms_of(entry: GoalEntry) -> GoalTerms:
    return GoalTerms(
        entry.goal_type,
        entry.target_value,
        entry.target_unit,
        entry.start_value,
        entry.current_value,
        entry.weeks,
        entry.window,
    )


def goal_target_text(entry: GoalEntry, system: System = "metric") -> str:
    """What is to be reached in plain words."""
    return target_text(
        terms_of(entry),
        station=entry.station,
        race_format=entry.race_format,
        distance_m=entry.distance_m,
        system=system,
    )


def goal_title(goal: TrackedGoal, system: System) -> str:
    """A title of its own as it is; one made from the target in the reader's units."""
    return goal.title if goal.has_own_title else goal_target_text(goal, system)


def goal_standing_text(goal: TrackedGoal, system: System) -> str:
    return standing_text(terms_of(goal), goal.progress, system) if goal.progress else ""


def _named(entry: GoalEntry) -> GoalEntry:
    return entry if entry.title else entry.model_copy(update={"title": goal_target_text(entry)})


def _tracked(goal: Goal, measurement: Measurement | None) -> TrackedGoal:
    progress = goal_progress(terms_of(goal), _measured(measurement)) if measurement else None
    standing = standing_text(terms_of(goal), progress) if progress else ""
    return TrackedGoal(
        **goal.model_dump(), target_text=goal_target_text(goal), standing_text=standing, progress=progress
    )


def _measured(measurement: Measurement) -> Measured:
    return Measured(
        measurement.today,
        measurement.best_before,
        measurement.first_since,
        measurement.best_since,
        measurement.weight_kg,
        [Volume(*volume) for volume in measurement.volumes],
    )
