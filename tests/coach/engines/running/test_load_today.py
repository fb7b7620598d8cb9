"""Load in one unit, the curve it leaves, monotony and strain."""

from __future__ import annotations

import math
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coach.engines.load import load_curve, monotony, strain
from coach.engines.running.heart_rate import HeartRates, trimp
from coach.engines.running.load_series import LEAST_OVERLAP, SessionLoad, one_unit
from coach.engines.running.load_today import load_today
from coach.engines.running.training_log import OtherSession, RunRecord

FIRST = date(2026, 1, 5)
HR = HeartRates(50, 195, "as you entered it")
# A week whose monotony (population SD) is 1.413; the sample SD would make it 1.309.
WEEK = [0, 47.52, 60.62, 0, 54.86, 28.6, 34.21]
loads_of_a_week = st.lists(st.floats(0, 500), min_size=7, max_size=7)


def day(step: int) -> date:
    return FIRST + timedelta(days=step)


def both(step: int, trimp_value: float | None, srpe_value: float | None, minutes: float = 60) -> SessionLoad:
    return SessionLoad(day(step), 60 * minutes, trimp_value, srpe_value)


def test_monotony_divides_by_the_population_deviation() -> None:
    assert monotony(WEEK) == pytest.approx(1.413, abs=0.0005)
    assert strain(WEEK) == pytest.approx(319.1, abs=0.1)


@pytest.mark.parametrize("load", [0, 50, 0.1])
def test_a_week_of_equal_days_has_no_monotony(load: float) -> None:
    assert monotony([load] * 7) is None
    assert strain([load] * 7) is None


@settings(deadline=None)
@given(loads_of_a_week, st.floats(0.5, 3))
def test_monotony_does_not_depend_on_the_unit_and_strain_grows_with_it(week: list[float], factor: float) -> None:
    week = [*week[:6], week[6] + 100]
    scaled = [factor * load for load in week]

    sameness, pull = monotony(week), strain(week)

    assert (sameness is None) == (monotony(scaled) is None)
    if sameness is not None and pull is not None:
        assert monotony(scaled) == pytest.approx(sameness, rel=1e-6)
        assert strain(scaled) == pytest.approx(factor * pull, rel=1e-6)


@pytest.mark.parametrize("count", [6, 8])
def test_monotony_is_of_seven_days(count: int) -> None:
    with pytest.raises(ValueError, match="seven days"):
        monotony([10.0] * count)


def test_on_a_day_of_unknown_load_fitness_and_fatigue_stay() -> None:
    curve = load_curve({day(0): 100.0}, day(0), day(2), {day(1)})

    assert curve[1].fitness == curve[0].fitness
    assert curve[1].fatigue == curve[0].fatigue
    assert curve[2].fatigue == pytest.approx(curve[1].fatigue * math.exp(-1 / 7))


def test_the_unit_that_covers_more_minutes_is_taken() -> None:
    series = one_unit([both(0, 80, None, minutes=50), both(1, None, 300, minutes=60)])

    assert series.unit == "srpe"
    assert series.loads == {day(1): 300}
    assert (series.unknown_count, series.unknown_days) == (1, frozenset({day(0)}))


def test_without_ten_sessions_in_both_units_the_others_are_unknown_and_counted() -> None:
    overlap = [both(step, 100, 300) for step in range(LEAST_OVERLAP - 1)]

    series = one_unit([*overlap, both(20, 90, None, minutes=600), both(21, None, 450)])

    assert (series.unit, series.scale) == ("trimp", None)
    assert day(21) not in series.loads
    assert "1 of unknown load" in series.text


def test_with_ten_sessions_in_both_units_the_others_are_scaled_and_it_is_said() -> None:
    overlap = [both(step, 100, 300) for step in range(LEAST_OVERLAP)]

    series = one_unit([*overlap, both(20, 90, None, minutes=600), both(21, None, 450)])

    assert series.scale == pytest.approx(1 / 3)
    assert series.loads[day(21)] == pytest.approx(150)
    assert (series.scaled_count, series.unknown_count) == (1, 0)
    assert "× 0.33, by your 10 sessions with both" in series.text


def test_a_session_with_both_counts_once() -> None:
    assert one_unit([both(0, 100, 300)]).loads == {day(0): 100}


@settings(deadline=None)
@given(st.lists(st.tuples(st.integers(0, 20), st.none() | st.floats(1, 300), st.none() | st.floats(1, 900))))
def test_every_session_is_counted_or_unknown(rows: list[tuple[int, float | None, float | None]]) -> None:
    series = one_unit([both(step, by_heart, by_effort) for step, by_heart, by_effort in rows])

    in_unit = [by_heart if series.unit == "trimp" else by_effort for _, by_heart, by_effort in rows]
    known = [value for value in in_unit if value is not None]
    assert len(known) + series.scaled_count + series.unknown_count == len(rows)
    assert sum(series.loads.values()) >= sum(known) - 1e-6


def test_constant_days_leave_what_the_convention_says() -> None:
    runs = [RunRecord(day(step), duration_s=3_600, hr_avg_bpm=150) for step in range(42)]

    found = load_today(runs, day(41), HR, "male")

    assert found is not None
    daily = trimp(3_600, 150, HR, "male")
    assert found.fitness == pytest.approx(daily * 0.63212, rel=1e-4)
    assert found.fatigue == pytest.approx(daily * (1 - math.exp(-6)), rel=1e-6)
    assert not found.is_settled
    assert found.monotony is None
    assert "resting 50, maximum 195 bpm (as you entered it)" in found.text


def test_form_is_fitness_minus_fatigue_of_the_evening_before() -> None:
    runs = [RunRecord(day(step), duration_s=3_600, rpe=5) for step in range(10)]

    yesterday = load_today(runs[:9], day(8), None, None)
    today = load_today(runs, day(9), None, None)

    assert yesterday is not None
    assert today is not None
    assert today.form == pytest.approx(yesterday.fitness - yesterday.fatigue)
    assert "42 days" in today.convention


def test_rest_days_count_as_zero_and_make_a_week_less_monotonous() -> None:
    runs = [RunRecord(day(step), duration_s=3_600, rpe=5) for step in (0, 2, 4, 6)]

    found = load_today(runs, day(6), None, None)

    assert found is not None
    assert found.monotony == pytest.approx(monotony([300, 0, 300, 0, 300, 0, 300]))


def test_a_week_with_an_unknown_session_has_no_monotony_but_its_known_part_counts() -> None:
    runs = [RunRecord(day(step), duration_s=3_600, rpe=2 + step) for step in range(7)]
    unrated = OtherSession(day(6), 3_600)

    without = load_today(runs, day(6), None, None)
    found = load_today([*runs, unrated], day(6), None, None)

    assert found is not None
    assert without is not None
    assert without.monotony is not None
    assert (found.monotony, found.strain, found.unknown_count) == (None, None, 1)
    assert found.fatigue == without.fatigue


def test_other_training_counts_for_load() -> None:
    run = RunRecord(day(0), duration_s=3_600, rpe=5)

    found = load_today([run, OtherSession(day(0), 1_800, rpe=8)], day(0), None, None)

    assert found is not None
    assert found.fatigue == pytest.approx(540 * (1 - math.exp(-1 / 7)))


def test_nothing_rated_is_no_load_rather_than_zero() -> None:
    assert load_today([RunRecord(day(0), duration_s=3_600)], day(0), HR, "male") is None
    assert load_today([], day(0), HR, "male") is None
