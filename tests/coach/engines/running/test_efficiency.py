"""Efficiency per run, its trend, and the fade within a steady run."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.engines.running.efficiency import RecordedRun, decoupling_pct, efficiency_factor, efficiency_trend

TODAY = date(2026, 6, 30)
HOUR_S = [float(second) for second in range(0, 3_601, 5)]


def recorded(
    speed_m_s: float | None = 3.0, first_bpm: float = 150, second_bpm: float = 150, elapsed_s: list[float] = HOUR_S
) -> RecordedRun:
    half_s = elapsed_s[-1] / 2
    beats = [first_bpm if second < half_s else second_bpm for second in elapsed_s]
    return RecordedRun(elapsed_s, [speed_m_s] * len(elapsed_s), beats)


def test_ten_kilometres_in_fifty_minutes_at_160_beats() -> None:
    assert efficiency_factor(10_000, 3_000, 160) == pytest.approx(1.25)


@pytest.mark.parametrize(("distance_m", "duration_s", "beats"), [(None, 1, 1), (1, None, 1), (1, 1, None), (1, 1, 0)])
def test_a_missing_part_is_no_factor(distance_m: float | None, duration_s: float | None, beats: float | None) -> None:
    assert efficiency_factor(distance_m, duration_s, beats) is None


def test_the_trend_compares_medians_of_four_weeks_so_that_one_odd_run_does_not_count() -> None:
    before = [(TODAY - timedelta(days=back), 1.2) for back in (28, 35, 42, 55)]
    recent = [(TODAY - timedelta(days=back), 1.26) for back in (0, 7, 14)]

    found = efficiency_trend([*before, *recent, (TODAY - timedelta(days=27), 9.0)], TODAY)

    assert found is not None
    assert found.change_pct == pytest.approx(5)
    assert (found.n_recent, found.n_before) == (4, 4)


@pytest.mark.parametrize("missing", [0, 4])
def test_fewer_than_four_runs_on_either_side_are_no_trend(missing: int) -> None:
    runs = [(TODAY - timedelta(days=back), 1.2) for back in (0, 7, 14, 21, 28, 35, 42, 49)]

    assert efficiency_trend(runs, TODAY) is not None
    assert efficiency_trend(runs[:missing] + runs[missing + 1 :], TODAY) is None


def test_runs_of_the_future_and_long_ago_are_left_out() -> None:
    runs = [(TODAY + timedelta(days=step), 1.2) for step in (1, 2, 3, 4)]
    old = [(TODAY - timedelta(days=56 + step), 1.2) for step in range(4)]

    assert efficiency_trend([*runs, *old], TODAY) is None


def test_a_heart_that_drifts_from_150_to_156_decouples_by_almost_four_percent() -> None:
    assert decoupling_pct(recorded(second_bpm=156)) == pytest.approx(100 * (1 - 150 / 156), abs=0.05)


@given(st.floats(1.5, 6), st.floats(100, 190), st.floats(100, 190))
def test_decoupling_depends_on_the_ratio_of_the_halves_alone(speed: float, first: float, second: float) -> None:
    assert decoupling_pct(recorded(speed, first, second)) == pytest.approx(100 * (1 - first / second), abs=0.5)


def test_a_run_under_half_an_hour_says_nothing() -> None:
    short = [float(second) for second in range(0, 1_790, 5)]

    assert decoupling_pct(recorded(elapsed_s=short)) is None


def test_standing_and_holes_are_not_moving_time() -> None:
    first_half = [float(second) for second in range(0, 1_801, 5)]
    after_a_pause = [second + 2_400 for second in first_half]
    steady = RecordedRun(
        [*first_half, *after_a_pause],
        [3.0] * 2 * len(first_half),
        [150.0] * len(first_half) + [156.0] * len(first_half),
    )
    waiting = RecordedRun(HOUR_S, [3.0] * 360 + [0.0] * 361, [150.0] * 721)

    assert decoupling_pct(steady) == pytest.approx(100 * (1 - 150 / 156), abs=0.1)
    assert decoupling_pct(waiting) == pytest.approx(0)


@pytest.mark.parametrize(("missing", "is_known"), [(100, True), (200, False)])
def test_up_to_a_fifth_may_be_missing(missing: int, is_known: bool) -> None:
    run = recorded()
    beats = [None if step < missing else 150.0 for step in range(len(HOUR_S))]

    found = decoupling_pct(run._replace(heart_rate_bpm=beats))

    assert (found is not None) == is_known


def test_repetitions_are_no_steady_run() -> None:
    speeds = [4.5 if int(second) // 90 % 2 else 2.3 for second in HOUR_S]

    assert decoupling_pct(recorded()._replace(speed_m_s=speeds)) is None


def test_nothing_recorded_says_nothing() -> None:
    assert decoupling_pct(RecordedRun([], [], [])) is None
    assert decoupling_pct(recorded(speed_m_s=None)) is None
