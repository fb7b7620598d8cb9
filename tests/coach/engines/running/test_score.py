"""The running score against published tables, worked examples and its own inverse."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.engines.running.score import (
    OutsideRange,
    checked_score,
    is_usable,
    race_time_s,
    running_score,
    speed_at,
    usable_score,
    vo2_at,
)

DISTANCES_M = (1_500, 1_609.344, 3_000, 3_218.688, 5_000, 10_000, 15_000, 21_097.5, 42_195)
# Race times in seconds, Daniels' Running Formula, 2nd edition (2005), table of race times by score.
PUBLISHED_S = {
    30: (510, 551, 1076, 1159, 1840, 3826, 5894, 8464, 17357),
    35: (445, 481, 945, 1018, 1620, 3363, 5182, 7453, 15363),
    40: (395, 427, 843, 908, 1448, 3003, 4626, 6659, 13785),
    45: (356, 385, 760, 820, 1310, 2716, 4180, 6020, 12506),
    50: (324, 350, 693, 748, 1197, 2481, 3816, 5495, 11449),
    55: (297, 321, 637, 688, 1102, 2286, 3513, 5058, 10561),
    60: (275, 297, 590, 637, 1023, 2122, 3258, 4689, 9805),
    65: (256, 277, 549, 593, 954, 1981, 3040, 4373, 9155),
    70: (240, 259, 514, 556, 895, 1860, 2852, 4101, 8590),
    75: (226, 244, 484, 523, 843, 1754, 2688, 3863, 8095),
    80: (214.2, 231.2, 457.5, 494.2, 798, 1661, 2545, 3654, 7658),
    85: (203.5, 219.6, 434.1, 468.9, 757, 1579, 2417, 3470, 7270),
}
scores = st.floats(30, 85)
race_distances_m = st.floats(1_500, 42_195)


@pytest.mark.parametrize("score", PUBLISHED_S)
def test_race_times_are_the_published_ones_within_a_third_of_a_percent(score: int) -> None:
    computed = [race_time_s(score, distance_m) for distance_m in DISTANCES_M]

    for time_s, published_s in zip(computed, PUBLISHED_S[score], strict=True):
        assert time_s == pytest.approx(published_s, rel=0.0035, abs=2)


@pytest.mark.parametrize(
    ("distance_m", "time_s", "score"),
    [(5_000, 1_200, 49.81), (10_000, 2_700, 45.26), (21_097.5, 6_300, 42.64), (42_195, 12_600, 44.55)],
)
def test_worked_examples_give_the_score_worked_out_by_hand(distance_m: float, time_s: float, score: float) -> None:
    assert round(running_score(distance_m, time_s), 2) == score


@given(scores, race_distances_m)
def test_the_equivalent_race_has_the_score_it_was_computed_from(score: float, distance_m: float) -> None:
    assert running_score(distance_m, race_time_s(score, distance_m)) == pytest.approx(score, abs=1e-6)


@given(race_distances_m, st.floats(210, 20_000), st.floats(0.1, 3_600))
def test_the_score_falls_as_the_time_grows(distance_m: float, time_s: float, longer_s: float) -> None:
    assert running_score(distance_m, time_s + longer_s) < running_score(distance_m, time_s)


@given(scores, race_distances_m, st.floats(1, 5_000))
def test_a_longer_race_takes_longer_at_a_slower_speed(score: float, distance_m: float, more_m: float) -> None:
    time_s, longer_s = race_time_s(score, distance_m), race_time_s(score, distance_m + more_m)

    assert time_s < longer_s
    assert distance_m / time_s >= (distance_m + more_m) / longer_s


@given(st.floats(1.5, 7.5))
def test_speed_and_oxygen_cost_are_each_others_inverse(speed_m_s: float) -> None:
    assert speed_at(vo2_at(speed_m_s)) == pytest.approx(speed_m_s)


def test_an_effort_under_three_and_a_half_minutes_sets_no_score() -> None:
    assert not is_usable(1_500, 209)
    with pytest.raises(OutsideRange, match="at least 3:30"):
        usable_score(1_000, 180)


@pytest.mark.parametrize("score", [29.9, 85.1, float("nan")])
def test_scores_outside_the_tables_are_refused_with_what_to_do(score: float) -> None:
    with pytest.raises(OutsideRange, match="check distance and time"):
        checked_score(score)


def test_a_walk_is_no_race() -> None:
    assert not is_usable(5_000, 3_600)
    with pytest.raises(OutsideRange):
        usable_score(5_000, 3_600)


@pytest.mark.parametrize(("distance_m", "time_s"), [(0, 1_200), (5_000, 0), (-1, 5), (float("nan"), 60), (5_000, -1)])
def test_nonsense_is_refused_and_never_usable(distance_m: float, time_s: float) -> None:
    assert not is_usable(distance_m, time_s)
    with pytest.raises(ValueError, match="positive"):
        running_score(distance_m, time_s)
