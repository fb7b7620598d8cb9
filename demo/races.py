"""Races whose splits are those of the field for their finish time, bent by an athlete's strengths."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from random import Random
from typing import Final, Literal, NamedTuple

from data.field import ProfileRow
from data.races import RaceEntry
from demo.calendar import PlannedRace, planned_races


class Racer(NamedTuple):
    """What an athlete is better (below 1) and worse at than others of the same finish time.

    Weaknesses shrink from race to race; conditions and notes are those of each.
    """

    gender: Literal["men", "women"]
    age_group: str
    run_strength: float
    strengths: Mapping[str, float]
    conditions: tuple[str | None, ...]
    notes: tuple[str, ...]


FADE: Final = 0.006  # each run a little slower than the one before, beside what the field loses
MAIN_RACER: Final = Racer(
    gender="women",
    age_group="30-34",
    run_strength=0.975,
    strengths={
        "ski_erg": 0.99, "sled_push": 1.10, "sled_pull": 1.14, "burpee_broad_jump": 0.95, "row": 0.98,
        "farmers_carry": 1.06, "sandbag_lunges": 0.96, "wall_balls": 1.05,
    },
    conditions=("Hot hall, long Roxzone", None, "First race after the flu", None, "Cool, fast floor", None),
    notes=(
        "My first one. Went out far too fast and walked on the lunges.",
        "Even runs. The sled pull was a wall again.",
        "Legs empty from run 5 on, and still finished.",
        "Stayed calm in the Roxzone. Sled work pays off.",
        "Best sled push so far. Wall balls in five sets.",
        "Everything came together. Under 1:23.",
    ),
)  # fmt: skip


def race_entries(random: Random, today: date, field: list[ProfileRow]) -> list[RaceEntry]:
    """Of the main athlete, oldest first. `field` holds the finish bands of open women."""
    return entries_of(random, MAIN_RACER, planned_races(today), field)


def entries_of(random: Random, racer: Racer, races: list[PlannedRace], field: list[ProfileRow]) -> list[RaceEntry]:
    """In the order of `races`. `field` holds the finish bands of the racer's gender."""
    return [_entry(random, racer, number, races, field) for number in range(len(races))]


def _entry(random: Random, racer: Racer, number: int, races: list[PlannedRace], field: list[ProfileRow]) -> RaceEntry:
    race, maturity = races[number], number / (len(races) - 1)
    medians, names = _medians(field, race.total_s), RaceEntry.split_names()
    shaped = {name: medians[name] * _factor(racer, name, maturity) * random.gauss(1, 0.02) for name in names}
    shaped["roxzone"] = medians["roxzone"] * (1.12 - 0.14 * maturity) * random.gauss(1, 0.03)
    scale = race.total_s / sum(shaped.values())
    splits = {name: round(shaped[name] * scale) for name in names}
    return RaceEntry.model_validate(
        {
            "race_name": f"{race.day.year} {race.city}",
            "race_date": race.day,
            "location": race.city,
            "gender": racer.gender,
            "age_group": racer.age_group,
            "total_time_seconds": race.total_s,
            "roxzone_seconds": race.total_s - sum(splits.values()),
            "splits": splits,
            "conditions": racer.conditions[number],
            "notes": racer.notes[number],
        }
    )


def _factor(racer: Racer, name: str, maturity: float) -> float:
    if name.startswith("run_"):
        return racer.run_strength * (1 + FADE * (1.6 - maturity) * (int(name[-1]) - 4.5))
    return 1 + (racer.strengths[name] - 1) * (1.1 - 0.5 * maturity)


def _medians(field: list[ProfileRow], total_s: float) -> Mapping[str, float]:
    """By metric, of the people who finish like this."""
    return {row.metric: row.p50 for row in field if row.finish_from_s <= total_s < row.finish_to_s}
