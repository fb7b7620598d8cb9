"""What a planned session is made of: blocks of steps, its purpose, and the reason it stands where it stands."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from data.days import Day

SessionType = Literal["run", "hiit", "strength", "simulation", "recovery", "rest"]
# Postgres text cannot hold the zero character.
Title = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=200, pattern=r"^[^\x00]*$")]
Line = Annotated[str, StringConstraints(strip_whitespace=True, max_length=300, pattern=r"^[^\x00]*$")]
Text = Annotated[str, StringConstraints(strip_whitespace=True, max_length=10_000, pattern=r"^[^\x00]*$")]
PlanDate = Annotated[Day, Field(ge=date(2000, 1, 1), le=date(2100, 1, 1))]
Seconds = Annotated[float, Field(ge=1, le=86_400, allow_inf_nan=False)]
Pace = Annotated[float, Field(ge=60, le=3_600, allow_inf_nan=False)]
HeartRate = Annotated[int, Field(ge=25, le=250)]
StepKind = Literal["warmup", "active", "interval", "recovery", "rest", "cooldown"]
Zone = Literal["E", "M", "T", "I", "R", "sprint", "rest", "strength"]
Guidance = Annotated[str, StringConstraints(strip_whitespace=True, max_length=1_000, pattern=r"^[^\x00]*$")]


class PlanStep(BaseModel):
    """One thing to do inside a block; what does not apply is left out. Paces: the faster is the smaller number."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    exercise: Title
    distance_m: Annotated[float, Field(gt=0, le=200_000, allow_inf_nan=False)] | None = None
    duration_s: Seconds | None = None
    reps: Annotated[int, Field(ge=1, le=10_000)] | None = None
    effort: Line | None = None
    kind: StepKind | None = None
    zone: Zone | None = None
    pace_fast_s_per_km: Pace | None = None
    pace_slow_s_per_km: Pace | None = None
    heart_rate_low_bpm: HeartRate | None = None
    heart_rate_high_bpm: HeartRate | None = None


class PlanBlock(BaseModel):
    """Steps done one after the other, `rounds` times."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    name: Title
    rounds: Annotated[int, Field(ge=1, le=500)] = 1
    rest_s: Annotated[float, Field(ge=0, le=7_200, allow_inf_nan=False)] | None = None
    steps: Annotated[list[PlanStep], Field(max_length=50)] = Field(default_factory=list)


class SessionDetails(BaseModel):
    """How a session is built, what it is for, and why it stands where it stands."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    purpose: Line | None = None
    reason: Line | None = None
    blocks: Annotated[list[PlanBlock], Field(max_length=50)] = Field(default_factory=list)
    # What a plan made by rules adds: the kind of session, how its method wants it done, and how much of what is in it.
    kind: Annotated[str, StringConstraints(max_length=40, pattern=r"^[a-z_]+$")] | None = None
    method: Annotated[str, StringConstraints(max_length=20, pattern=r"^[a-z_]+$")] | None = None
    guidance: Guidance | None = None
    distance_m: Annotated[float, Field(gt=0, le=500_000, allow_inf_nan=False)] | None = None
    zone_s: dict[Zone, Annotated[float, Field(ge=0, le=172_800, allow_inf_nan=False)]] | None = None
    is_hard: bool | None = None
