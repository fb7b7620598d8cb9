"""The exercise library: what plans and workouts are made of."""

from __future__ import annotations

from typing import Annotated, Literal
from uuid import UUID

from pydantic import BaseModel, ConfigDict, StringConstraints

from data import db
from data.stations import StationName

ExerciseCategory = Literal["run", "strength", "conditioning", "station-specific", "recovery", "mobility"]
ExerciseDifficulty = Literal["beginner", "intermediate", "advanced"]
# Postgres text cannot hold the zero character.
SearchText = Annotated[str, StringConstraints(strip_whitespace=True, max_length=100, pattern=r"^[^\x00]*$")]

EXERCISES = """
select exercise.id, exercise.name, exercise.category, exercise.difficulty, exercise.description,
    exercise.muscle_groups, exercise.equipment_needed, station.metric_name as station, exercise.video_url
from public.exercise_library as exercise
left join public.hyrox_stations as station on station.id = exercise.hyrox_station_id
where exercise.is_active
    and (%(category)s::text is null or exercise.category = %(category)s)
    and (%(difficulty)s::text is null or exercise.difficulty = %(difficulty)s)
    and (%(equipment)s::text is null or lower(%(equipment)s) = any (exercise.equipment_needed))
    and (%(station)s::text is null or station.metric_name = %(station)s)
    and (%(q)s::text is null or position(lower(%(q)s) in lower(exercise.name || ' ' || exercise.description)) > 0)
order by lower(exercise.name)
"""


class ExerciseFilter(BaseModel):
    """What is left out does not narrow. `q` is looked for in name and description, in any case."""

    model_config = ConfigDict(frozen=True)

    category: ExerciseCategory | None = None
    difficulty: ExerciseDifficulty | None = None
    equipment: SearchText | None = None
    station: StationName | None = None
    q: SearchText | None = None


class Exercise(BaseModel):
    """`station` is set for exercises that train one of the eight; no equipment means none is needed."""

    model_config = ConfigDict(frozen=True)

    id: UUID
    name: str
    category: ExerciseCategory
    difficulty: ExerciseDifficulty
    description: str
    muscle_groups: tuple[str, ...]
    equipment_needed: tuple[str, ...]
    station: StationName | None
    video_url: str | None


EVERY_EXERCISE = ExerciseFilter()


def list_exercises(wanted: ExerciseFilter = EVERY_EXERCISE) -> list[Exercise]:
    """The active exercises that fit, by name."""
    narrowing = {name: getattr(wanted, name) for name in ExerciseFilter.model_fields}
    with db.read_reference() as conn:
        return [Exercise.model_validate(row) for row in conn.execute(EXERCISES, narrowing)]
