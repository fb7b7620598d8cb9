"""Stations, exercises and achievements every installation starts with."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path
from typing import get_args

import psycopg
import pytest
from psycopg.rows import DictRow
from pydantic import BaseModel, ConfigDict, Field, StrictBool, TypeAdapter, model_validator
from streamlit.material_icon_names import ALL_MATERIAL_ICONS

from data.exercises import ExerciseCategory, ExerciseDifficulty, ExerciseFilter, list_exercises
from data.stations import StationName, list_stations

Owner = psycopg.Connection[DictRow]
# women open, men open, women pro, men pro
LOADS_KG = {
    "ski_erg": (None, None, None, None),
    "sled_push": (102, 152, 152, 202),
    "sled_pull": (78, 103, 103, 153),
    "burpee_broad_jump": (None, None, None, None),
    "row": (None, None, None, None),
    "farmers_carry": (16, 24, 24, 32),
    "sandbag_lunges": (10, 20, 20, 30),
    "wall_balls": (4, 6, 6, 9),
}
DISTANCES_M = [1000, 50, 50, 80, 1000, 200, 100, None]

DOCUMENT = Path(__file__).resolve().parents[2] / "docs" / "achievements.md"
RACE_FIELDS = {"division", "format", "gender", "is_simulation"}


def documented_metrics() -> dict[str, set[str]]:
    """Every metric of the document, with the fields it can be narrowed by."""
    table = re.findall(r"^\| `(\w+)` \|.*\|([^|]*)\|$", DOCUMENT.read_text(encoding="utf-8"), re.MULTILINE)
    return {
        metric: set(re.findall(r"`(\w+)`", fields)) | (RACE_FIELDS if "race fields" in fields else set())
        for metric, fields in table
    }


METRICS = documented_metrics()


class Condition(BaseModel):
    model_config = ConfigDict(extra="forbid")

    metric: str
    at_least: float | None = None
    at_most: float | None = None
    below: float | None = None
    where: dict[str, StrictBool | str | list[str]] = Field(default_factory=dict)

    @model_validator(mode="after")
    def is_documented(self) -> Condition:
        assert self.metric in METRICS, f"unknown metric {self.metric}"
        assert [self.at_least, self.at_most, self.below].count(None) == 2, "exactly one limit"
        assert set(self.where) <= METRICS[self.metric], f"{self.metric} cannot be narrowed by {self.where}"
        assert (self.metric == "faster_than_pct") == ("split" in self.where), "a split must be named"
        return self


class AllOf(BaseModel):
    model_config = ConfigDict(extra="forbid")
    all: list[Criterion] = Field(min_length=1)


class AnyOf(BaseModel):
    model_config = ConfigDict(extra="forbid")
    any: list[Criterion] = Field(min_length=1)


Criterion = Condition | AllOf | AnyOf
AllOf.model_rebuild()
AnyOf.model_rebuild()
CRITERION: TypeAdapter[Criterion] = TypeAdapter(Criterion)


def achievements(owner: Owner) -> list[DictRow]:
    return owner.execute("select * from achievement_definitions order by sort_order").fetchall()


@pytest.mark.usefixtures("database")
def test_the_stations_come_in_race_order() -> None:
    stations = list_stations()

    assert [station.metric_name for station in stations] == list(get_args(StationName))
    assert [station.station_number for station in stations] == list(range(1, 9))


@pytest.mark.usefixtures("database")
def test_loads_distances_and_targets_are_those_of_the_rules() -> None:
    stations = list_stations()

    loads = {
        station.metric_name: (
            station.weight_open_women_kg,
            station.weight_open_men_kg,
            station.weight_pro_women_kg,
            station.weight_pro_men_kg,
        )
        for station in stations
    }
    assert loads == LOADS_KG
    assert [station.distance_m for station in stations] == DISTANCES_M
    wall_balls = stations[-1]
    assert wall_balls.reps == 100
    assert (wall_balls.target_height_women_m, wall_balls.target_height_men_m) == (2.7, 3.0)


@pytest.mark.usefixtures("database")
def test_every_loaded_station_says_what_the_load_means() -> None:
    for station in list_stations():
        assert (station.weight_note is None) == (station.weight_open_men_kg is None)


@pytest.mark.usefixtures("database")
def test_every_station_has_its_own_tips_and_points_to_the_rulebook_for_faults() -> None:
    stations = list_stations()

    assert all(5 <= len(station.tips) <= 6 for station in stations)
    assert len({tip for station in stations for tip in station.tips}) == sum(len(station.tips) for station in stations)
    loaded = [station for station in stations if station.station_number != 6]
    assert all("heck the rulebook" in " ".join(station.tips) for station in loaded)


@pytest.mark.usefixtures("database")
def test_the_library_covers_every_category_difficulty_and_station() -> None:
    exercises = list_exercises()

    assert len(exercises) >= 100
    by_category = Counter(exercise.category for exercise in exercises)
    assert min(by_category[category] for category in get_args(ExerciseCategory)) >= 10
    by_difficulty = Counter(exercise.difficulty for exercise in exercises)
    assert min(by_difficulty[difficulty] for difficulty in get_args(ExerciseDifficulty)) >= 20
    by_station = Counter(exercise.station for exercise in exercises if exercise.station)
    assert min(by_station[station] for station in get_args(StationName)) >= 3


@pytest.mark.usefixtures("database")
def test_every_exercise_says_what_it_trains_and_how() -> None:
    exercises = list_exercises()

    assert all(exercise.muscle_groups for exercise in exercises)
    assert all(len(exercise.description) >= 60 for exercise in exercises)
    assert len({exercise.description for exercise in exercises}) == len(exercises)
    assert any(not exercise.equipment_needed for exercise in exercises)


@pytest.mark.usefixtures("database")
def test_filters_narrow_together() -> None:
    wanted = ExerciseFilter(category="station-specific", difficulty="beginner", station="sled_push", equipment="Sled")

    names = [exercise.name for exercise in list_exercises(wanted)]

    assert names == ["Sled March", "Sled Push Technique"]


@pytest.mark.usefixtures("database")
def test_search_takes_percent_signs_literally() -> None:
    assert list_exercises(ExerciseFilter(q="GOBLET"))[0].name == "Goblet Squat"
    assert list_exercises(ExerciseFilter(q="100 %_")) == []


def test_an_exercise_taken_out_of_use_disappears(owner: Owner) -> None:
    owner.execute("update exercise_library set is_active = false where name = 'Easy Run'")

    assert "Easy Run" not in {exercise.name for exercise in list_exercises()}


def test_achievements_fill_every_category(owner: Owner) -> None:
    by_category = Counter(row["category"] for row in achievements(owner))

    assert by_category.total() >= 36
    assert list(by_category) == [
        "first steps", "races", "consistency", "stations", "running", "strength", "coaching", "goals",
    ]  # fmt: skip
    assert min(by_category.values()) >= 4


def test_all_criteria_follow_the_documented_grammar(owner: Owner) -> None:
    for row in achievements(owner):
        CRITERION.validate_python(row["criteria"])


def test_no_two_achievements_are_earned_by_the_same_thing(owner: Owner) -> None:
    criteria = [str(row["criteria"]) for row in achievements(owner)]

    assert len(set(criteria)) == len(criteria)


def test_achievement_values_exist_in_the_tables_they_narrow(owner: Owner) -> None:
    allowed = {
        "session_type": owner_check(owner, "workout_logs", "session_type"),
        "record_type": owner_check(owner, "personal_records", "record_type"),
        "goal_type": owner_check(owner, "goals", "goal_type"),
        "division": owner_check(owner, "race_results", "division"),
        "format": owner_check(owner, "race_results", "format"),
    }

    used = [pair for row in achievements(owner) for pair in narrowings(row["criteria"])]

    assert {field for field, _ in used} >= {"session_type", "format"}
    for field, value in used:
        assert field not in allowed or f"'{value}'" in allowed[field], f"{field} is never {value}"


def test_every_icon_can_be_drawn(owner: Owner) -> None:
    assert {row["icon_name"] for row in achievements(owner)} <= ALL_MATERIAL_ICONS


def narrowings(criterion: dict[str, object]) -> list[tuple[str, object]]:
    """Every (field, value) in the `where` of a criterion and of those inside it."""
    joined = [part for word in ("all", "any") for part in TypeAdapter(list[dict[str, object]]).validate_python(
        criterion.get(word, [])
    )]  # fmt: skip
    where = TypeAdapter(dict[str, object]).validate_python(criterion.get("where", {}))
    own = [(field, one) for field, value in where.items() for one in (value if isinstance(value, list) else [value])]
    return own + [pair for part in joined for pair in narrowings(part)]


def owner_check(owner: Owner, table: str, column: str) -> str:
    """The text of the check constraint that lists the values of a column."""
    row = owner.execute(
        "select string_agg(pg_get_constraintdef(c.oid), ' ') as rule from pg_constraint c"
        " join pg_attribute a on a.attrelid = c.conrelid and a.attnum = any (c.conkey)"
        " where c.contype = 'c' and c.conrelid = %s::regclass and a.attname = %s",
        (table, column),
    ).fetchone()
    assert row is not None
    return str(row["rule"])
