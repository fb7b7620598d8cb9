"""Six races whose splits are those of the field for their finish time, bent by this athlete's strengths."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from random import Random
from typing import Final

from data.field import ProfileRow
from data.races import RaceEntry
from demo.calendar import PlannedRace, planned_races

# What the athlete is better and worse at than others of the same finish time; weaknesses shrink over the years.
STRENGTHS: Final = {
    "ski_erg": 0.99, "sled_push": 1.10, "sled_pull": 1.14, "burpee_broad_jump": 0.95, "row": 0.98,
    "farmers_carry": 1.06, "sandbag_lunges": 0.96, "wall_balls": 1.05,
}  # fmt: skip
RUN_STRENGTH: Final = 0.975
FADE: Final = 0.006  # each run a little slower than the one before, beside what the field loses
CONDITIONS: Final = ("Hot hall, long Roxzone", None, "First race after the flu", None, "Cool, fast floor", None)
NOTES: Final = (
    "My first one. Went out far too fast and walked on the lunges.",
    "Even runs. The sled pull was a wall again.",
    "Legs empty from run 5 on, and still finished.",
    "Stayed calm in the Roxzone. Sled work pays off.",
    "Best sled push so far. Wall balls in five sets.",
    "Everything came together. Under 1:23.",
)


def race_entries(random: Random, today: date, field: list[ProfileRow]) -> list[RaceEntry]:
    """Oldest first. `field` holds the finish bands of open women."""
    races = planned_races(today)
    return [_entry(random, number, race, _medians(field, race.total_s)) for number, race in enumerate(races)]


def _entry(random: Random, number: int, race: PlannedRace, medians: Mapping[str, float]) -> RaceEntry:
    maturity = number / 5
    names = RaceEntry.split_names()
    shaped = {name: medians[name] * _factor(name, maturity) * random.gauss(1, 0.02) for name in names}
    shaped["roxzone"] = medians["roxzone"] * (1.12 - 0.14 * maturity) * random.gauss(1, 0.03)
    scale = race.total_s / sum(shaped.values())
    splits = {name: round(shaped[name] * scale) for name in names}
    return RaceEntry.model_validate(
        {
            "race_name": f"{race.day.year} {race.city}",
            "race_date": race.day,
            "location": race.city,
            "gender": "women",
            "age_group": "30-34",
            "total_time_seconds": race.total_s,
            "roxzone_seconds": race.total_s - sum(splits.values()),
            "splits": splits,
            "conditions": CONDITIONS[number],
            "notes": NOTES[number],
        }
    )


def _factor(name: str, maturity: float) -> float:
    if name.startswith("run_"):
        return RUN_STRENGTH * (1 + FADE * (1.6 - maturity) * (int(name[-1]) - 4.5))
    return 1 + (STRENGTHS[name] - 1) * (1.1 - 0.5 * maturity)


def _medians(field: list[ProfileRow], total_s: float) -> Mapping[str, float]:
    """By metric, of the people who finish like this."""
    return {row.metric: row.p50 for row in field if row.finish_from_s <= total_s < row.finish_to_s}
