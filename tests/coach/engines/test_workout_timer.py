"""The timer: every second belongs to one phase, and pauses cost nothing."""

from __future__ import annotations

import doctest

from hypothesis import given
from hypothesis import strategies as st

from coach.engines import units, workout_timer
from coach.engines.units import System, distance_in, distance_m_of, weight_in, weight_kg_of
from coach.engines.workout_timer import Timer, TimerPlan, done_intervals

PLANS = st.builds(
    TimerPlan,
    kind=st.sampled_from(["intervals", "emom", "amrap", "rounds"]),
    rounds=st.integers(1, 200),
    work_s=st.floats(5, 7_200),
    rest_s=st.floats(0, 7_200),
)


@given(plan=PLANS, elapsed_s=st.floats(-5, 3_000_000))
def test_the_clock_always_shows_a_round_of_the_plan(plan: TimerPlan, elapsed_s: float) -> None:
    moment = Timer(plan, before_s=elapsed_s).moment(0)

    assert moment.shown_s >= 0
    assert 1 <= moment.round <= plan.rounds or plan.kind == "amrap"
    assert (moment.phase == "ready") == (elapsed_s < 0)


@given(plan=PLANS, elapsed_s=st.floats(-5, 3_000_000), laps=st.integers(0, 300))
def test_what_was_timed_can_always_be_logged(plan: TimerPlan, elapsed_s: float, laps: int) -> None:
    timer = Timer(plan, before_s=-5.0, started_at=0.0)
    for lap in range(laps):
        timer = timer.next_round(10.0 + lap)

    intervals = done_intervals(timer, elapsed_s)

    assert 0 <= timer.active_s(elapsed_s) <= 86_400
    assert sum(one.repeats for one in intervals) <= max(plan.rounds, len(timer.laps_s))
    assert all(one.duration_s > 0 for one in intervals)


@given(pauses=st.lists(st.floats(0, 1_000), max_size=5))
def test_pauses_cost_nothing(pauses: list[float]) -> None:
    now, timer = 100.0, Timer(TimerPlan("amrap", 1, 600)).started(100.0)
    for pause_s in pauses:
        timer = timer.paused(now + 20)
        now += 20 + pause_s
        timer = timer.started(now)

    assert abs(timer.elapsed_s(now) - (20 * len(pauses) - 5)) < 1e-6


def test_a_clock_that_is_set_back_never_runs_backwards() -> None:
    timer = Timer(TimerPlan("amrap", 1, 600), started_at=1_000.0, before_s=30.0)

    assert timer.elapsed_s(500.0) == 30.0


def test_starting_twice_and_taps_before_the_start_change_nothing() -> None:
    timer = Timer(TimerPlan("rounds", 3, 0)).started(100.0)

    assert timer.started(200.0) == timer
    assert timer.next_round(102.0) == timer


def test_the_last_round_ends_a_workout_of_rounds() -> None:
    timer = Timer(TimerPlan("rounds", 2, 0), started_at=0.0, before_s=0.0).next_round(60.0).next_round(150.0)

    assert timer.moment(400.0).phase == "done"
    assert timer.active_s(400.0) == 150.0
    assert timer.next_round(500.0) == timer


def test_the_examples_in_the_documentation_hold() -> None:
    assert doctest.testmod(workout_timer).failed == 0
    assert doctest.testmod(units).failed == 0


@given(system=st.sampled_from(["metric", "imperial"]), hundredths=st.integers(1, 100_000), metres=st.integers(1, 10**6))
def test_units_change_nothing_there_and_back(system: System, hundredths: int, metres: int) -> None:
    assert weight_kg_of(system, weight_in(system, hundredths / 100)) == hundredths / 100
    assert distance_m_of(system, distance_in(system, metres)) == metres
