"""HYROX sessions of the running plan fit their slot, use the score where it is known, and rehearse in time."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coach.engines.run_plan.contract import Experience, PlanRequest, SessionKind, Step
from coach.engines.run_plan.hybrid_method import HYBRID, is_simulation_week
from coach.engines.run_plan.method import Slot
from coach.engines.running.paces import pace_table
from tests.coach.engines.run_plan.method_slots import MONDAY, RATES, assert_is_whole, requests, slots

KINDS: tuple[SessionKind, ...] = (
    "easy", "recovery", "long", "threshold", "interval", "stations", "simulation", "strength", "sharpen",
)  # fmt: skip
HOURS = 3600.0
PACES = pace_table(48)


def hyrox_request(experience: Experience = "intermediate", race_on: date | None = None) -> PlanRequest:
    return PlanRequest(
        "hyrox", MONDAY, MONDAY, MONDAY, race_date=race_on, paces=PACES, experience=experience, heart_rates=RATES
    )


def slot(kind: SessionKind, minutes: float = 70, week: float = 6) -> Slot:
    """A slot of so many minutes in a week of so many hours."""
    return Slot(kind, MONDAY, "build", 0, minutes * 60, week * HOURS, None, is_cutback=False)


def steps_of(request: PlanRequest, place: Slot) -> list[Step]:
    return [step for block in HYBRID.session(request, place).blocks for step in block.steps]


@settings(max_examples=400, deadline=None)
@given(requests("hyrox"), slots(KINDS, 5 * HOURS))
def test_a_session_never_exceeds_its_slot(request: PlanRequest, place: Slot) -> None:
    session = HYBRID.session(request, place)

    assert_is_whole(session, place)
    assert session.minutes * 60 <= place.amount
    assert place.max_minutes is None or session.minutes <= place.max_minutes


@settings(max_examples=400, deadline=None)
@given(requests("hyrox"), slots(KINDS, 5 * HOURS))
def test_hard_minutes_stay_within_their_share_of_the_week(request: PlanRequest, place: Slot) -> None:
    session = HYBRID.session(request, place)

    hard_s = sum(session.zone_s.get(zone, 0.0) for zone in ("M", "T", "I", "R"))
    shares = {"threshold": 0.10, "interval": 0.08, "stations": 0.10, "simulation": 0.25}
    if session.kind in shares:
        least_s = 2 * 9 * 60 if session.kind == "simulation" else 0
        assert hard_s <= max(least_s, place.week_amount * shares[session.kind] + 1)
    elif session.kind != "sharpen":
        assert hard_s == 0
        assert session.is_hard == (session.kind == "long")


@settings(max_examples=300, deadline=None)
@given(requests("hyrox"), slots(KINDS, 5 * HOURS))
def test_paces_are_those_of_the_table_and_only_where_a_score_is_known(request: PlanRequest, place: Slot) -> None:
    steps = steps_of(request, place)

    for step in steps:
        if step.pace_fast_s_per_km is None or step.pace_slow_s_per_km is None:
            continue
        assert request.paces is not None
        middle = (step.pace_fast_s_per_km + step.pace_slow_s_per_km) / 2
        easy = (request.paces.easy_fast_s_per_km + request.paces.easy_slow_s_per_km) / 2
        table = {"E": easy, "T": request.paces.threshold_s_per_km, "I": request.paces.interval_s_per_km}
        assert middle == pytest.approx(table[step.zone])


@settings(max_examples=200, deadline=None)
@given(requests("hyrox"), slots(KINDS, 5 * HOURS))
def test_the_same_slot_gives_the_same_session(request: PlanRequest, place: Slot) -> None:
    assert HYBRID.session(request, place) == HYBRID.session(request, place)


@pytest.mark.parametrize(("kind", "zone"), [("threshold", "T"), ("interval", "I")])
def test_quality_runs_have_pace_heart_rate_and_effort(kind: SessionKind, zone: str) -> None:
    work = [step for step in steps_of(hyrox_request(), slot(kind)) if step.zone == zone]

    assert len(work) == 1
    assert work[0].pace_fast_s_per_km is not None
    assert work[0].heart_rate == (RATES.threshold if zone == "T" else RATES.interval)
    assert work[0].rpe


def test_without_a_score_quality_runs_go_by_effort() -> None:
    work = [step for step in steps_of(hyrox_request()._replace(paces=None), slot("threshold")) if step.zone == "T"]

    assert work[0].pace_fast_s_per_km is None
    assert work[0].rpe


def test_beginners_get_threshold_where_others_get_intervals() -> None:
    session = HYBRID.session(hyrox_request("beginner"), slot("interval"))

    assert session.kind == "threshold"
    assert "I" not in session.zone_s


def test_runs_between_stations_have_no_pace_because_nobody_holds_one_after_a_sled() -> None:
    runs = [step for step in steps_of(hyrox_request(), slot("stations")) if step.exercise == "Compromised Run"]

    assert runs
    assert all(step.pace_fast_s_per_km is None and step.rpe for step in runs)


@pytest.mark.parametrize(("week", "stations"), [(3, 5), (6, 8), (9, 8)])
def test_a_simulation_holds_as_many_stations_in_race_order_as_the_week_allows(week: float, stations: int) -> None:
    session = HYBRID.session(hyrox_request(), slot("simulation", 100, week))

    simulation = next(block for block in session.blocks if block.name == "Simulation")
    exercises = [step.exercise or "" for step in simulation.steps]
    assert exercises[::2] == ["Race-Pace Kilometres"] * stations
    assert exercises[1].startswith("SkiErg")
    assert len(exercises) == 2 * stations


@pytest.mark.parametrize(
    ("kind", "minutes", "expected"),
    [("threshold", 20, "easy"), ("stations", 15, "easy"), ("simulation", 30, "stations"), ("strength", 15, "recovery")],
)
def test_a_slot_too_small_for_its_kind_becomes_an_easier_session(
    kind: SessionKind, minutes: int, expected: SessionKind
) -> None:
    assert HYBRID.session(hyrox_request(), slot(kind, minutes)).kind == expected


@pytest.mark.parametrize("weekday", range(7))
def test_the_middle_of_the_last_rehearsal_week_lies_two_to_three_weeks_before_the_race(weekday: int) -> None:
    race_on = MONDAY + timedelta(weeks=11, days=weekday)
    request = hyrox_request(race_on=race_on)

    last = max(week for week in range(12) if is_simulation_week(request, week))

    wednesday = MONDAY + timedelta(weeks=last, days=2)
    assert 14 <= (race_on - wednesday).days <= 22


@pytest.mark.parametrize(("days_left", "expected"), [(15, "simulation"), (14, "simulation"), (13, "stations")])
def test_nobody_rehearses_in_the_last_two_weeks(days_left: int, expected: SessionKind) -> None:
    request = hyrox_request(race_on=MONDAY + timedelta(days=days_left))

    assert HYBRID.session(request, slot("simulation")).kind == expected


@settings(max_examples=200, deadline=None)
@given(requests("hyrox"), st.integers(0, 40), st.integers(1, 7))
def test_a_week_has_as_many_kinds_as_sessions_and_at_most_two_hard_ones_beside_the_long_run(
    request: PlanRequest, week: int, count: int
) -> None:
    phase = HYBRID.phases(request, MONDAY + timedelta(weeks=week))

    kinds = HYBRID.shape(request, phase, week, count)

    assert len(kinds) == count
    assert sum(kind in HYBRID.hard_kinds() and kind != "long" for kind in kinds) <= 2
