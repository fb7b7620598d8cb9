"""Training paces against the published ones, and the order they must keep."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.engines.running.paces import pace_table
from coach.engines.running.score import OutsideRange

# Easy, marathon, threshold, interval in s per km and repetition in s per 400 m: Daniels' Running Formula, 2nd edition.
PUBLISHED = {
    30: (472, 410.7, 384, 355, 136),
    35: (421, 364.1, 340, 312.5, 119),
    40: (379, 326.8, 306, 282, 106),
    45: (346, 296.4, 278, 256, 96),
    50: (318, 271.5, 255, 235, 87),
    55: (295, 250.4, 236, 217, 81),
    60: (275, 232.4, 220, 203, 75),
    65: (258, 216.9, 206, 190, 70),
    70: (242, 203.8, 194, 179, 65),
    75: (229, 192.0, 184, 169, 61),
    80: (218, 181.4, 174, 161, 58),
    85: (207, 172.1, 166, 153, 55),
}


@pytest.mark.parametrize("score", PUBLISHED)
def test_paces_are_the_published_ones_within_two_seconds(score: int) -> None:
    easy, marathon, threshold, interval, repetition = PUBLISHED[score]

    paces = pace_table(score)

    assert paces.easy_fast_s_per_km < easy < paces.easy_slow_s_per_km
    assert paces.marathon_s_per_km == pytest.approx(marathon, abs=2)
    assert paces.threshold_s_per_km == pytest.approx(threshold, abs=2)
    assert paces.interval_s_per_km == pytest.approx(interval, abs=2)
    assert paces.repetition_s_per_400m == pytest.approx(repetition, abs=2)


@given(st.floats(30, 85))
def test_easy_is_slower_than_marathon_threshold_interval_and_repetition_in_that_order(score: float) -> None:
    paces = pace_table(score)

    slowest_first = [
        paces.easy_slow_s_per_km,
        paces.easy_fast_s_per_km,
        paces.marathon_s_per_km,
        paces.threshold_s_per_km,
        paces.interval_s_per_km,
        paces.repetition_s_per_km,
    ]
    assert slowest_first == sorted(slowest_first, reverse=True)
    assert len(set(slowest_first)) == 6


@given(st.floats(30, 84.9))
def test_a_higher_score_is_faster_in_every_zone(score: float) -> None:
    slower, faster = pace_table(score), pace_table(score + 0.1)

    assert all(quick < slow for quick, slow in zip(faster[1:], slower[1:], strict=True))


def test_repetition_is_six_seconds_a_lap_faster_than_interval() -> None:
    paces = pace_table(47.3)

    assert paces.repetition_s_per_400m == pytest.approx(0.4 * paces.interval_s_per_km - 6)
    assert paces.repetition_s_per_km == pytest.approx(2.5 * paces.repetition_s_per_400m)


@pytest.mark.parametrize("score", [29.9, 85.1])
def test_there_are_no_paces_outside_the_tables(score: float) -> None:
    with pytest.raises(OutsideRange):
        pace_table(score)
