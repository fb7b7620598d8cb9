"""The eight HYROX stations with their loads, in race order."""

from __future__ import annotations

from functools import cache
from typing import Literal
from uuid import UUID

from pydantic import BaseModel, ConfigDict

from data import db

StationName = Literal[
    "ski_erg", "sled_push", "sled_pull", "burpee_broad_jump", "row", "farmers_carry", "sandbag_lunges", "wall_balls"
]

STATIONS = """
select id, station_number, station_name, metric_name, exercise_type, distance_or_reps, distance_m, reps,
    weight_open_men_kg, weight_open_women_kg, weight_pro_men_kg, weight_pro_women_kg, weight_note,
    target_height_men_m, target_height_women_m, description, tips
from public.hyrox_stations order by station_number
"""


class Station(BaseModel):
    """A load that is None does not apply; `weight_note` says what the load means (per hand, with the sled)."""

    model_config = ConfigDict(frozen=True)

    id: UUID
    station_number: int
    station_name: str
    metric_name: StationName
    exercise_type: str
    distance_or_reps: str
    distance_m: int | None
    reps: int | None
    weight_open_men_kg: float | None
    weight_open_women_kg: float | None
    weight_pro_men_kg: float | None
    weight_pro_women_kg: float | None
    weight_note: str | None
    target_height_men_m: float | None
    target_height_women_m: float | None
    description: str
    tips: tuple[str, ...]


@cache
def list_stations() -> tuple[Station, ...]:
    """All eight, read once per process: only a migration changes them."""
    with db.read_reference() as conn:
        return tuple(Station.model_validate(row) for row in conn.execute(STATIONS))
