"""What a profile holds beside plain columns: training history, availability and habits."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

Weekday = Literal["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]
Experience = Literal["beginner", "intermediate", "advanced"]
TrainingTime = Literal["morning", "midday", "evening"]
Minutes = Annotated[int, Field(ge=0, le=600)]
# Postgres text and jsonb cannot hold the zero character.
NO_ZERO = r"^[^\x00]*$"
# One piece of equipment, one injury: a few words.
Words = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=120, pattern=NO_ZERO)]


class TrainingHistory(BaseModel):
    """What somebody brings along; everything may be unknown."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    experience: Experience | None = None
    training_years: float | None = Field(default=None, ge=0, le=80)
    run_km_per_week: float | None = Field(default=None, ge=0, le=300)
    strength_days_per_week: int | None = Field(default=None, ge=0, le=7)
    background: Annotated[str, StringConstraints(strip_whitespace=True, max_length=2000, pattern=NO_ZERO)] | None = None


class Preferences(BaseModel):
    """When somebody can and likes to train. A weekday that is left out is unknown; 0 minutes is a day off."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    availability_minutes: dict[Weekday, Minutes] = Field(default_factory=dict)
    training_time: TrainingTime | None = None
    long_run_day: Weekday | None = None

    @property
    def weekly_hours(self) -> float | None:
        """The sum of the known weekdays; None when none is known."""
        return round(sum(self.availability_minutes.values()) / 60, 2) if self.availability_minutes else None
