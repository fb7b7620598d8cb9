"""Time-based ultra sessions stay in their ranges, in their slot, and say effort instead of pace."""

from __future__ import annotations

from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coach.engines.run_plan.contract import Experience, PlanRequest, RunSession, SessionKind
from coach.engines.run_plan.method import Slot
from coach.engines.run_plan.ultra_method import ULTRA
from tests.coach.engines.run_plan.method_slots import MONDAY, assert_is_whole, hard_minutes, requests, slots

KINDS: tuple[SessionKind, ...] = (
    "recovery", "easy", "long", "second_long", "steady", "tempo", "hill_interval", "sharpen", "strength",
)  # fmt: skip
HOURS = 3600.0


def ultra_request(experience: Experience = "intermediate", race_in_weeks: int | None = 20) -> PlanRequest:
    race = None if race_in_weeks is None else MONDAY + timedelta(weeks=race_in_weeks, days=-1)
    return PlanRequest("ultra", MONDAY, MONDAY, MONDAY, race_date=race, experience=experience)


def slot(kind: SessionKind, minutes: float = 100, week: float = 10, week_index: int = 0) -> Slot:
    """A slot of so many minutes in a week of so many hours."""
    on = MONDAY + timedelta(weeks=week_index)
    return Slot(kind, on, "base", week_index, minutes * 60, week * HOURS, None, is_cutback=False)


def main_block(session: RunSession) -> tuple[int, float, float]:
    """Repetitions, minutes of work and of rest of each."""
    block = next(block for block in session.blocks if block.steps[0].kind == "interval")
    work, *rest = [(step.duration_s or 0) / 60 for step in block.steps]
    return block.rounds, work, sum(rest)


@settings(max_examples=400, deadline=None)
@given(requests("ultra"), slots(KINDS, 8 * HOURS))
def test_a_session_never_exceeds_its_slot_nor_the_range_of_its_kind(request: PlanRequest, place: Slot) -> None:
    session = ULTRA.session(request, place)

    assert_is_whole(session, place)
    assert session.minutes * 60 <= place.amount
    assert place.max_minutes is None or session.minutes <= place.max_minutes
    assert_in_range(session)


def assert_in_range(session: RunSession) -> None:
    """The table of session lengths: minutes, repetitions, work to rest, time at intensity."""
    if session.kind == "recovery":
        assert session.minutes <= 60
    if session.kind == "easy":
        assert 30 <= session.minutes <= 360
    if session.kind == "long":
        assert session.minutes <= 360
    if session.kind == "steady":
        assert 20 <= hard_minutes(session, "M") <= 60
    if session.kind == "tempo":
        times, work, rest = main_block(session)
        assert 8 <= work <= 15
        assert work == rest * 2
        assert 24 <= times * work <= 36
    if session.kind == "hill_interval":
        times, work, rest = main_block(session)
        assert 2 <= work <= 4
        assert work == rest
        assert 12 <= times * work <= 24


@settings(max_examples=200, deadline=None)
@given(requests("ultra"), slots(KINDS, 8 * HOURS))
def test_no_step_has_a_pace_and_every_running_step_an_effort(request: PlanRequest, place: Slot) -> None:
    session = ULTRA.session(request, place)

    steps = [step for block in session.blocks for step in block.steps]
    assert all(step.pace_fast_s_per_km is None and step.pace_slow_s_per_km is None for step in steps)
    assert all(step.rpe for step in steps)
    assert session.distance_m is None


@settings(max_examples=200, deadline=None)
@given(requests("ultra"), slots(KINDS, 8 * HOURS))
def test_the_same_slot_gives_the_same_session(request: PlanRequest, place: Slot) -> None:
    assert ULTRA.session(request, place) == ULTRA.session(request, place)


@settings(max_examples=200, deadline=None)
@given(requests("ultra"), slots(("tempo", "hill_interval", "steady"), 8 * HOURS))
def test_at_most_an_eighth_of_the_week_is_hard_in_one_session(request: PlanRequest, place: Slot) -> None:
    session = ULTRA.session(request, place)

    hard = sum(hard_minutes(session, zone) for zone in ("M", "T", "I"))
    assert hard * 60 <= place.week_amount * 0.125


@pytest.mark.parametrize(("experience", "minutes"), [("beginner", 12), ("intermediate", 18), ("advanced", 24)])
def test_the_first_week_of_a_block_has_the_most_intervals(experience: Experience, minutes: int) -> None:
    request = ultra_request(experience, None)

    weeks = [hard_minutes(ULTRA.session(request, slot("hill_interval", week_index=index)), "I") for index in (0, 1, 2)]

    assert weeks[0] == minutes
    assert weeks == sorted(weeks, reverse=True)


@pytest.mark.parametrize(
    ("kind", "minutes", "week", "expected"),
    [
        ("hill_interval", 100, 1.0, "easy"),
        ("hill_interval", 35, 10, "easy"),
        ("tempo", 100, 3.0, "steady"),
        ("tempo", 35, 10, "steady"),
        ("tempo", 100, 2.0, "easy"),
        ("steady", 25, 10, "recovery"),
        ("easy", 25, 10, "recovery"),
    ],
)
def test_a_slot_too_small_for_its_kind_becomes_an_easier_session(
    kind: SessionKind, minutes: int, week: float, expected: SessionKind
) -> None:
    session = ULTRA.session(ultra_request(), slot(kind, minutes, week))

    assert session.kind == expected
    assert session.is_hard == (expected == "steady")


def test_long_days_say_what_to_eat_and_how_much_to_climb() -> None:
    session = ULTRA.session(ultra_request(), slot("long", 180))

    assert "50–75 g" in session.guidance
    assert "metres per hour" in session.guidance


def test_the_order_of_the_hard_work_is_intervals_then_tempo_then_steady() -> None:
    request = ultra_request("advanced", 20)

    kinds = [
        ULTRA.shape(request, ULTRA.phases(request, MONDAY + timedelta(weeks=week)), week, 5)[1] for week in range(18)
    ]

    hard = [kind for kind in kinds if kind in ("hill_interval", "tempo", "steady")]
    assert list(dict.fromkeys(hard)) == ["hill_interval", "tempo", "steady"]
    assert hard == sorted(hard, key=["hill_interval", "tempo", "steady"].index)


@pytest.mark.parametrize(("experience", "expected"), [("beginner", False), ("intermediate", True), ("advanced", True)])
def test_two_long_days_in_a_row_stand_late_and_only_for_the_experienced(experience: Experience, expected: bool) -> None:
    request = ultra_request(experience, 20)

    phases = {
        ULTRA.phases(request, MONDAY + timedelta(weeks=week))
        for week in range(20)
        if "second_long" in ULTRA.shape(request, ULTRA.phases(request, MONDAY + timedelta(weeks=week)), week, 5)
    }

    assert phases == ({"peak"} if expected else set())


@settings(max_examples=200, deadline=None)
@given(requests("ultra"), st.integers(0, 40), st.integers(1, 7))
def test_a_week_has_as_many_kinds_as_sessions_and_at_most_two_hard_ones_beside_the_long_run(
    request: PlanRequest, week: int, count: int
) -> None:
    phase = ULTRA.phases(request, MONDAY + timedelta(weeks=week))

    kinds = ULTRA.shape(request, phase, week, count)

    assert len(kinds) == count
    assert sum(kind in ULTRA.hard_kinds() and kind != "long" for kind in kinds) <= 2


def test_without_a_race_nothing_is_said_about_one() -> None:
    request = ultra_request("intermediate", None)

    sessions = [ULTRA.session(request, slot(kind, 200, week_index=2)) for kind in ("long", "tempo", "steady", "easy")]

    words = [f"{session.guidance} {session.reason} {session.purpose}" for session in sessions]
    assert not [text for text in words if "your race" in text or "the race" in text]
