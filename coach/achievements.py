"""What a training history has earned, and how far it is to the next achievement."""

from __future__ import annotations

from datetime import date, datetime
from functools import partial
from typing import Literal, NamedTuple
from uuid import UUID

from coach.engines.achievements import Criterion, Fact, History, Progress, criterion_of, met_on, metrics_of, progress_of
from coach.engines.race_facts import FieldOf, FinishedRace, race_facts
from coach.engines.split_rows import RaceTimes
from coach.field import field_of, field_within
from data.achievements import (
    Definition,
    EarnedAchievement,
    FactRow,
    RaceRow,
    TrainingHistory,
    daily_facts,
    find_training_history,
    insert_achievements,
    training_history,
)
from data.cache import Revision, cached
from data.db import Connection, User


class Achievement(NamedTuple):
    """One achievement there is, earned or not, and how much of it is done."""

    id: UUID
    name: str
    description: str
    icon_name: str
    category: str
    joined: Literal["all", "any"]
    progress: Progress
    earned_at: datetime | None

    @property
    def share(self) -> float | None:
        """0 to 1; None while nothing is known of what it asks for. Once earned it stays whole."""
        return 1.0 if self.earned_at else self.progress.share


def award(conn: Connection, context: dict[str, str]) -> list[EarnedAchievement]:
    """Judge what is still to be earned by the history as this transaction sees it, and keep what is earned now.

    It counts as earned on the day that completed it, such as that of the race, however late that was logged.
    `context` says what earned it, such as {"race_result_id": …}. Call it last, before the commit.
    """
    known = training_history(conn)
    open_ones = [definition for definition in known.definitions if definition.earned_at is None]
    history = _history(known, partial(field_within, conn))
    met = [definition for definition in open_ones if progress_of(_criterion(definition), history).is_met]
    if not met:
        return []
    earned_at = insert_achievements(conn, _earned_on(conn, met, known.races), context)
    return [
        EarnedAchievement.model_validate(definition._asdict() | {"earned_at": earned_at[definition.id]})
        for definition in met
        if definition.id in earned_at
    ]


def _earned_on(conn: Connection, met: list[Definition], races: list[RaceRow]) -> dict[UUID, date | None]:
    """The day that completed each; an import of years earns many at once, so each looks at its own facts only."""
    criteria = {definition.id: _criterion(definition) for definition in met}
    metrics = frozenset().union(*map(metrics_of, criteria.values()))
    by_metric: dict[str, list[Fact]] = {metric: [] for metric in metrics}
    for fact in _facts(daily_facts(conn, metrics), races, partial(field_within, conn)):
        by_metric.setdefault(fact.metric, []).append(fact)
    return {
        definition_id: met_on(criterion, [fact for metric in metrics_of(criterion) for fact in by_metric[metric]])
        for definition_id, criterion in criteria.items()
    }


def achievements(user: User, at: Revision) -> list[Achievement]:
    """All there are, in their order, with progress; from memory until the athlete's rows change."""
    return cached(at, "achievements", user.id, read=lambda: find_achievements(user))


def find_achievements(user: User) -> list[Achievement]:
    """The same, asked from the database."""
    known = find_training_history(user)
    history = _history(known, field_of)
    return [_achievement(definition, history) for definition in known.definitions]


def _achievement(definition: Definition, history: History) -> Achievement:
    criterion = _criterion(definition)
    return Achievement(
        definition.id,
        definition.name,
        definition.description,
        definition.icon_name,
        definition.category,
        getattr(criterion, "word", "all"),
        progress_of(criterion, history),
        definition.earned_at,
    )


def _history(known: TrainingHistory, field: FieldOf) -> History:
    return History(_facts(known.facts, known.races, field))


def _facts(counted: list[FactRow], races: list[RaceRow], field: FieldOf) -> list[Fact]:
    return [*(Fact(*row) for row in counted), *race_facts([_finished(race) for race in races], field)]


def _finished(race: RaceRow) -> FinishedRace:
    times = RaceTimes(
        race.field_division,
        race.gender,
        race.total_s,
        race.splits,
        event=race.race_name,
        season=race.season,
        roxzone_printed_s=race.roxzone_printed_s,
        penalty_s=race.penalty_s,
    )
    return FinishedRace(race.division, race.format, race.is_simulation, race.race_date, race.location, times)


def _criterion(definition: Definition) -> Criterion:
    return criterion_of(definition.criteria)
