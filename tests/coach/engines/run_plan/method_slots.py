"""Requests and slots of any size, for the tests of the methods."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import get_args

from hypothesis import strategies as st

from coach.engines.run_plan.contract import (
    Experience,
    Goal,
    HeartRateRange,
    HeartRateTargets,
    Phase,
    PlanRequest,
    RunSession,
    SessionKind,
    SprintBest,
)
from coach.engines.run_plan.drafts import zone_seconds
from coach.engines.run_plan.method import Slot
from coach.engines.running.paces import pace_table

MONDAY = date(2026, 3, 2)
RATES = HeartRateTargets(
    HeartRateRange(120, 145), HeartRateRange(146, 158), HeartRateRange(160, 168), HeartRateRange(170, 180)
)
BESTS: tuple[tuple[SprintBest, ...], ...] = ((), (SprintBest(100, 12.4),), (SprintBest(60, 7.9), SprintBest(200, 25.6)))


@st.composite
def requests(draw: st.DrawFn, goal: Goal) -> PlanRequest:
    """Somebody with this goal: with or without a race, a score, best times, an age."""
    race_on = draw(st.none() | st.integers(1, 200))
    score = draw(st.none() | st.integers(30, 85))
    distance_m = draw(st.sampled_from((60, 100, 200, 400) if goal == "sprint" else (30_000, 50_000, 160_000)))
    return PlanRequest(
        goal,
        MONDAY,
        MONDAY + timedelta(days=55),
        MONDAY,
        race_date=None if race_on is None else MONDAY + timedelta(days=race_on),
        race_distance_m=draw(st.none() | st.just(float(distance_m))),
        paces=None if score is None else pace_table(score),
        easy_pace_s_per_km=draw(st.none() | st.floats(240, 600)),
        experience=draw(st.sampled_from(get_args(Experience))),
        age=draw(st.none() | st.integers(13, 90)),
        heart_rates=draw(st.none() | st.just(RATES)),
        sprint_bests=draw(st.sampled_from(BESTS)),
    )


@st.composite
def slots(draw: st.DrawFn, kinds: Sequence[SessionKind], most: float) -> Slot:
    """Any place for one of these kinds, from no room at all to more than anybody needs."""
    week_index = draw(st.integers(0, 40))
    amount = draw(st.floats(0, most))
    return Slot(
        kind=draw(st.sampled_from(kinds)),
        on=MONDAY + timedelta(weeks=week_index, days=draw(st.integers(0, 6))),
        phase=draw(st.sampled_from(get_args(Phase))),
        week_index=week_index,
        amount=amount,
        week_amount=amount * draw(st.floats(1, 7)),
        max_minutes=draw(st.none() | st.integers(1, 400)),
        is_cutback=draw(st.booleans()),
    )


def assert_is_whole(session: RunSession, slot: Slot) -> None:
    """What every session says: its day, why it is there, and zones that fill its minutes."""
    assert session.on == slot.on
    assert session.title
    assert session.purpose
    assert session.reason
    assert session.guidance
    assert abs(sum(session.zone_s.values()) - session.minutes * 60) <= 60
    assert all(seconds >= 0 for seconds in session.zone_s.values())
    assert all(block.steps and block.rounds >= 1 for block in session.blocks)
    assert all(
        step.pace_fast_s_per_km is None or step.pace_fast_s_per_km < (step.pace_slow_s_per_km or 0)
        for block in session.blocks
        for step in block.steps
    )


def hard_minutes(session: RunSession, zone: str) -> float:
    """Minutes of the steps of one zone."""
    return next((seconds / 60 for name, seconds in zone_seconds(session.blocks).items() if name == zone), 0.0)


@st.composite
def plan_requests(draw: st.DrawFn, goal: Goal) -> PlanRequest:
    """Somebody who wants two months of this: some days, some minutes, a week they are used to."""
    request = draw(requests(goal))
    availability = draw(st.tuples(*[st.sampled_from((None, 0, 45, 90, 150))] * 7))
    return request._replace(
        days_per_week=draw(st.integers(1, 7)),
        start_week_s=draw(st.none() | st.floats(3_600, 50_000)),
        availability=availability if any(minutes != 0 for minutes in availability) else (None,) * 7,
        long_run_day=draw(st.none() | st.integers(1, 7)),
        blocked=draw(st.frozensets(st.integers(0, 55).map(lambda day: MONDAY + timedelta(days=day)), max_size=9)),
    )


def everyday(goal: Goal, race_in_weeks: int, days_per_week: int) -> PlanRequest:
    """Somebody used to this training, with every day free and a race on a Sunday."""
    race_on = MONDAY + timedelta(weeks=race_in_weeks, days=-1)
    return PlanRequest(
        goal, MONDAY, MONDAY + timedelta(days=55), MONDAY, race_date=race_on, start_week_s=7 * 3_600.0,
        days_per_week=days_per_week,
    )  # fmt: skip
