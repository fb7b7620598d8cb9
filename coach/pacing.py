"""What an athlete can plan for a race: the pace of every part, what happens if one changes, the odds of a best."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Annotated, NamedTuple

import pandas as pd
from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from coach.engines.clock import format_clock
from coach.engines.field import CourseFactorRow, FieldReference, group_name
from coach.engines.pacing import PacePlan, WhatIf, plan_pace, target_range
from coach.engines.pacing import what_if as changed_plan
from coach.engines.pacing_adjust import Strength, relative_gaps, strengths_of
from coach.engines.pb_odds import PbOdds, TargetReach, pb_odds, target_reach
from coach.engines.team_split import (
    USUAL_ORDER,
    DoublesSplit,
    RelaySplit,
    doubles_marks,
    doubles_split,
    relay_marks,
    relay_split,
)
from coach.field import field_of
from coach.races import analyse_race
from data.cache import cached, revision
from data.db import User
from data.errors import Rejected
from data.races import Division, Format, Gender, RaceEntry, races

RECENT_RACES = 3
LONGEST_TARGET_S = 36_000
Text = Annotated[str, StringConstraints(strip_whitespace=True, max_length=120)]


class RaceGroup(BaseModel):
    """In which division, format and gender somebody races."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    division: Division = "open"
    format: Format = "singles"
    gender: Gender

    @property
    def field_division(self) -> str:
        """The division results are compared in, as for a race."""
        race = RaceEntry.model_construct(race_name="", gender=self.gender, division=self.division, format=self.format)
        return race.field_division


class PaceRequest(RaceGroup):
    """What to plan: a target in seconds, for a usual course or a known event."""

    target_seconds: Annotated[int, Field(ge=600, le=LONGEST_TARGET_S)]
    age_group: Annotated[str, StringConstraints(strip_whitespace=True, max_length=20)] | None = None
    event: Text | None = None
    use_strengths: bool = True


class TeamShares(BaseModel):
    """Who does what: percent of each station for partner A of a pair, and the runner of each of a relay's 8 legs."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    shares: Annotated[dict[str, int], Field(max_length=8)] = Field(default_factory=dict)
    order: Annotated[tuple[int, ...], Field(max_length=8)] = USUAL_ORDER


class SharedPlan(NamedTuple):
    """A plan shared by a team: doubles or relay, and a few letters per split for the card; nothing for singles."""

    doubles: DoublesSplit | None
    relay: RelaySplit | None
    marks: dict[str, str]


class MyOdds(NamedTuple):
    """The odds of the athlete's next race of a kind; best and first race in seconds, None before the first."""

    odds: PbOdds
    best_s: float | None
    first_s: float | None
    reach: TargetReach | None


def pace_plan(user: User, request: PaceRequest) -> PacePlan:
    """Spread the target over the race as people who finish so do, bent by own strengths and the course.

    Raises:
        Rejected: there is no field for this group, no finisher near the target, or no such event.
    """
    field = _field(request)
    plan = plan_pace(
        field,
        request.target_seconds,
        age_group=request.age_group,
        strengths=_strengths(user, request) if request.use_strengths else None,
        course=_course(field, request.event),
    )
    if plan is None:
        raise Rejected(_no_cohort(field, request.target_seconds), field="target_seconds")
    return plan


def what_if(request: RaceGroup, plan: PacePlan, changes_s: Mapping[str, int]) -> WhatIf:
    """The finish when parts of a plan change by so many seconds.

    Raises:
        Rejected: a part is unknown or nothing is left of it.
    """
    try:
        return changed_plan(plan, changes_s, _field(request))
    except ValueError as wrong:
        raise Rejected(str(wrong), field="changes") from wrong


def shared_plan(request: RaceGroup, plan: PacePlan, team: TeamShares) -> SharedPlan:
    """Who does what of a plan; nobody to share with in singles.

    Raises:
        Rejected: a share is no percentage of a station, or a runner has not exactly two legs.
    """
    try:
        if request.format == "doubles":
            doubles = doubles_split(plan.planned_s, team.shares)
            return SharedPlan(doubles, None, doubles_marks(doubles))
        if request.format == "relay":
            relay = relay_split(plan.planned_s, team.order)
            return SharedPlan(None, relay, relay_marks(relay))
    except ValueError as wrong:
        raise Rejected(str(wrong), field="shares" if request.format == "doubles" else "order") from wrong
    return SharedPlan(None, None, {})


def my_odds(user: User, request: RaceGroup, target_s: int | None = None, race_number: int | None = None) -> MyOdds:
    """How likely the next race of this kind is a best, and whether the target is a usual step from the first one.

    Without `race_number` it is counted: finished races of the same division, format and gender, plus one.
    """
    finished = _own_races(user, request)
    number = race_number or len(finished) + 1
    best_s = float(finished["total_seconds"].min()) if len(finished) else None
    dated = finished[finished["race_date"].notna()]
    first_s = float(dated["total_seconds"].iloc[-1]) if len(dated) else None
    reach = target_reach(target_s, first_s, number) if target_s and first_s else None
    return MyOdds(pb_odds(number), best_s, first_s, reach)


def course_events(request: RaceGroup) -> list[str]:
    """The events whose course can be planned for, by name; empty when none is known for the group."""
    field = field_of(request.field_division, request.gender)
    return sorted(row.event for row in field.course_factors.values()) if field else []


def _field(request: RaceGroup) -> FieldReference:
    field = field_of(request.field_division, request.gender)
    if field is None or field.cohort_table is None:
        group = group_name(request.field_division, request.gender)
        raise Rejected(f"There are no public results of {group} to plan from. Choose another group.", field="division")
    return field


def _course(field: FieldReference, event: str | None) -> CourseFactorRow | None:
    if not event:
        return None
    course = field.course_factor(event)
    if course is None:
        text = f"Nothing is known about the course of “{event}” for this group. Leave the event out to plan without it."
        raise Rejected(text, field="event")
    return course


def _no_cohort(field: FieldReference, target_s: int) -> str:
    first_s, last_s = target_range(field) or (0, 0)
    return (
        f"Too few finished near {format_clock(target_s)} to plan from. For {group_name(field.division, field.gender)}"
        f" choose a target from {format_clock(first_s)} to {format_clock(last_s)}."
    )


def _strengths(user: User, request: RaceGroup) -> dict[str, Strength]:
    return cached(
        revision(user),
        "strengths",
        user.id,
        request.field_division,
        request.gender,
        read=partial(_own_strengths, user, request),
    )


def _own_strengths(user: User, request: RaceGroup) -> dict[str, Strength]:
    """From the newest races of the same kind that have splits."""
    own = _own_races(user, request)
    recent = own[own["split_count"] > 0]["id"].head(RECENT_RACES)
    gaps = (relative_gaps(analyse_race(user, race_id)) for race_id in recent)
    return strengths_of([race for race in gaps if race])


def _own_races(user: User, request: RaceGroup) -> pd.DataFrame:
    """Finished races of the same division, format and gender with a finish time, newest first."""
    own = races(user)
    is_alike = (
        (own["division"] == request.division) & (own["format"] == request.format) & (own["gender"] == request.gender)
    )
    is_counted = (own["status"] == "finished") & ~own["is_simulation"] & own["total_seconds"].notna()
    return own[is_alike & is_counted]
