"""What records are made from: everything an athlete did, and how fast the field is."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, LiteralString, NamedTuple
from uuid import UUID

from data.benchmarks import BENCHMARK, Benchmark
from data.db import Connection, Row
from data.races import Race
from data.workouts import Workout

DONE_WORKOUTS: LiteralString = """
    select id, date, session_type, completion_status, distance_m, duration_minutes, duration_seconds, deleted_at,
           created_at, updated_at, coalesce(completed_workout -> 'sets', '[]') as sets,
           coalesce(completed_workout -> 'intervals', '[]') as intervals
    from workout_logs
    where athlete_id = (select private.my_athlete_id()) and deleted_at is null and completion_status <> 'skipped'
"""
DONE_RACES: LiteralString = """
    select race.*, race.roxzone_printed_seconds as roxzone_seconds, event.name as event_name,
           coalesce((select jsonb_object_agg(split.metric_name, split.time_seconds)
                     from race_split_times split
                     where split.race_result_id = race.id and split.athlete_id = race.athlete_id), '{}') as splits
    from race_results race
    left join events event on event.id = race.event_id and event.athlete_id = race.athlete_id
    where race.athlete_id = (select private.my_athlete_id()) and race.status = 'finished' and race.race_date is not null
"""


class Athlete(NamedTuple):
    """What decides what can be believed of an athlete."""

    is_woman: bool
    division: str

    @property
    def gender(self) -> str:
        """The field of a test or a set; who does not say it is measured at the faster one."""
        return "women" if self.is_woman else "men"


class FastEdge(NamedTuple):
    """The fast end of the field in one metric, in seconds."""

    metric: str
    p1_s: float
    p5_s: float


def athlete_of(conn: Connection) -> Athlete:
    row = conn.execute(
        "select sex, division from athlete_profiles where id = (select private.my_athlete_id())"
    ).fetchone()
    known: dict[str, Any] = row or {}
    return Athlete(known.get("sex") == "female", "pro" if known.get("division") == "pro" else "open")


def fast_edges(conn: Connection, division: str, gender: str) -> list[FastEdge]:
    """Of all ages of a division and gender; none where there is no field."""
    rows = conn.execute(
        "select metric, quantiles_s[1]::float8 as p1_s, quantiles_s[5]::float8 as p5_s from field_quantiles"
        " where division = %s and gender = %s and age_group = 'all'",
        (division, gender),
    )
    return [FastEdge(**row) for row in rows]


def done_workouts(conn: Connection, is_wanted: Callable[[Row], bool]) -> list[Workout]:
    """Everything done, wholly or in part, that `is_wanted` by its raw row, with what records are made from.

    The raw row is asked first because ten years of sessions take a second to validate.
    """
    return [Workout.model_validate(row) for row in conn.execute(DONE_WORKOUTS) if is_wanted(row)]


def done_tests(conn: Connection) -> list[Benchmark]:
    return [Benchmark.model_validate(row) for row in conn.execute(BENCHMARK)]


def done_races(conn: Connection, race_id: UUID | None = None) -> list[Race]:
    """Finished races whose date is known; one of them when `race_id` is given."""
    rows = conn.execute(DONE_RACES + " and (%(id)s::uuid is null or race.id = %(id)s)", {"id": race_id})
    return [Race.model_validate(row) for row in rows]
