"""/api/v1/pacing: a race plan from a target time, the card for the wrist and the odds of a personal best."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Query, Response
from pydantic import BaseModel, ConfigDict, Field

from api.analysis import FieldOutline, FromEngine
from api.bearer import CurrentUser
from api.problems import PROBLEM_RESPONSES
from coach.engines.pacing_card import card_pdf, card_png
from coach.engines.pb_odds import STUDY
from coach.pacing import (
    LONGEST_TARGET_S,
    PaceRequest,
    RaceGroup,
    TeamShares,
    course_events,
    my_odds,
    pace_plan,
    shared_plan,
    what_if,
)

router = APIRouter(
    prefix="/pacing", tags=["pacing"], responses={status: PROBLEM_RESPONSES[status] for status in (401, 422, 503)}
)


class PlanBody(PaceRequest, TeamShares):
    """A plan with what-ifs (`changes`: part → seconds more or less) and, for a team, who does what."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    changes: dict[str, Annotated[int, Field(ge=-7200, le=7200)]] = Field(default_factory=dict)


class OddsQuery(RaceGroup):
    """The race of this number; without it your next one of the group."""

    race_number: Annotated[int, Field(ge=1, le=500)] | None = None
    target_seconds: Annotated[int, Field(ge=600, le=LONGEST_TARGET_S)] | None = None


class StrengthOutline(FromEngine):
    """−0.03: planned 3 % faster than those who finish alike, from `n` of your races."""

    gap: float
    n: int


class Part(FromEngine):
    """One of the 16 splits or the roxzone. `quick_s` to `slow_s` is the middle half of similar finishers."""

    split: str
    planned_s: int
    quick_s: int
    slow_s: int
    clock_s: int | None
    strength: StrengthOutline | None
    course_factor: float | None


class Changed(FromEngine):
    """The finish with `changes`."""

    finish_s: int
    change_s: int
    faster_than_pct: float | None
    parts_s: dict[str, int]


class StationShare(FromEngine):
    split: str
    first_pct: int
    first_amount: int
    second_amount: int
    unit: str
    first_s: int
    second_s: int


class DoublesShares(FromEngine):
    """Both partners run all 8 km; seconds they work on the stations."""

    stations: list[StationShare]
    first_s: int
    second_s: int
    text: str


class Leg(FromEngine):
    number: int
    runner: int
    run_s: int
    station: str
    station_s: int


class Runner(FromEngine):
    runner: int
    legs: list[int]
    run_s: int
    station_s: int
    work_s: int


class RelayShares(FromEngine):
    legs: list[Leg]
    runners: list[Runner]
    text: str


class Plan(FromEngine):
    """Parts add up to `target_s` exactly. A plan, not a promise."""

    target_s: int
    field: FieldOutline
    n: int
    faster_than_pct: float | None
    level: str | None
    races_n: int
    event: str | None
    event_n: int | None
    parts: list[Part]


class PlanAnswer(Plan):
    what_if: Changed | None = None
    doubles: DoublesShares | None = None
    relay: RelayShares | None = None


class Odds(BaseModel):
    """Chance in percent that the race is a best, from `study`; your own best and first race in seconds."""

    race_number: int
    chance_pct: int | None
    is_at_most: bool
    text: str
    study: str
    best_s: float | None
    first_s: float | None
    target_text: str | None


class Events(BaseModel):
    """Events a plan can be bent for, by name."""

    events: list[str]


CARD_RESPONSES: dict[int | str, dict[str, Any]] = {
    200: {"content": {"image/png": {}, "application/pdf": {}}, "description": "The card"}
}


@router.get("/plan")
def read_plan(user: CurrentUser, wanted: Annotated[PaceRequest, Query()]) -> PlanAnswer:
    """Spread a target over the race as people who finish so do; times in seconds."""
    return PlanAnswer.model_validate(pace_plan(user, wanted))


@router.post("/plan")
def make_plan(user: CurrentUser, wanted: PlanBody) -> PlanAnswer:
    """The same with what-ifs and, for doubles and relay, who does what. Nothing is kept."""
    plan = pace_plan(user, wanted)
    shared = shared_plan(wanted, plan, wanted)
    changed = what_if(wanted, plan, wanted.changes) if wanted.changes else None
    return PlanAnswer.model_validate(plan).model_copy(
        update={
            "what_if": Changed.model_validate(changed) if changed else None,
            "doubles": DoublesShares.model_validate(shared.doubles) if shared.doubles else None,
            "relay": RelayShares.model_validate(shared.relay) if shared.relay else None,
        }
    )


@router.get("/card.png", response_class=Response, responses=CARD_RESPONSES)
def read_card_png(user: CurrentUser, wanted: Annotated[PaceRequest, Query()]) -> Response:
    """The plan as a card of 5 cm width, 300 dpi."""
    return Response(card_png(pace_plan(user, wanted)), media_type="image/png")


@router.get("/card.pdf", response_class=Response, responses=CARD_RESPONSES)
def read_card_pdf(user: CurrentUser, wanted: Annotated[PaceRequest, Query()]) -> Response:
    """The same to print at 100 %."""
    return Response(card_pdf(pace_plan(user, wanted)), media_type="application/pdf")


@router.get("/pb-odds")
def read_odds(user: CurrentUser, wanted: Annotated[OddsQuery, Query()]) -> Odds:
    """How often a race of this number is a personal best, whatever the plan."""
    mine = my_odds(user, wanted, wanted.target_seconds, wanted.race_number)
    return Odds(
        race_number=mine.odds.race_number,
        chance_pct=mine.odds.chance_pct,
        is_at_most=mine.odds.is_at_most,
        text=mine.odds.text,
        study=STUDY,
        best_s=mine.best_s,
        first_s=mine.first_s,
        target_text=mine.reach.text if mine.reach else None,
    )


@router.get("/events")
def list_events(user: CurrentUser, wanted: Annotated[RaceGroup, Query()]) -> Events:
    """The events whose course is known for a division, format and gender."""
    return Events(events=course_events(wanted))
