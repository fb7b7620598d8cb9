"""Race predictions: Riegel's numbers, and ranges that are honest about the marathon."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.engines.running.prediction import HALF_MARATHON_M, equivalents, race_range, riegel_s
from coach.engines.running.score import OutsideRange, race_time_s

MARATHON_M = 42_195.0


@pytest.mark.parametrize(
    ("distance_m", "exponent", "time_s"),
    [
        (10_000, 1.06, 2_501.9),
        (10_000, 1.15, 2_663.0),
        (HALF_MARATHON_M, 1.06, 5_520.2),
        (HALF_MARATHON_M, 1.15, 6_283.9),
        (MARATHON_M, 1.06, 11_509.3),
        (MARATHON_M, 1.15, 13_944.9),
    ],
)
def test_riegel_from_5_km_in_20_minutes(distance_m: float, exponent: float, time_s: float) -> None:
    assert riegel_s(1_200, 5_000, distance_m, exponent) == pytest.approx(time_s, abs=0.06)


@pytest.mark.parametrize(("time_s", "from_m", "to_m"), [(0, 5_000, 10_000), (1_200, 0, 10_000), (1_200, 5_000, -1)])
def test_riegel_refuses_what_is_no_race(time_s: float, from_m: float, to_m: float) -> None:
    with pytest.raises(ValueError, match="above zero"):
        riegel_s(time_s, from_m, to_m)


def test_the_marathon_spans_from_riegel_to_what_recreational_runners_show() -> None:
    found = race_range(5_000, 1_200, MARATHON_M)

    assert found.low_s == pytest.approx(11_509.3 * 0.985, abs=1)
    assert found.high_s == pytest.approx(13_944.9 * 1.015, abs=1)
    assert "Vickers & Vertosick" in found.why
    assert found.mid_s == pytest.approx(riegel_s(1_200, 5_000, MARATHON_M, 1.105))
    assert "weekly distance is not known" in found.why


@given(st.floats(0, 200_000), st.floats(1_000, 200_000))
def test_more_distance_in_the_week_never_predicts_a_slower_marathon(weekly_m: float, more_m: float) -> None:
    less = race_range(10_000, 2_700, MARATHON_M, weekly_m)
    more = race_range(10_000, 2_700, MARATHON_M, weekly_m + more_m)

    assert more.mid_s <= less.mid_s
    assert (more.low_s, more.high_s) == (less.low_s, less.high_s)


def test_weekly_distance_moves_only_races_beyond_the_half() -> None:
    assert race_range(5_000, 1_200, HALF_MARATHON_M, 20_000) == race_range(5_000, 1_200, HALF_MARATHON_M, 120_000)


@given(st.floats(1_500, 50_000), st.floats(1_500, 50_000), st.none() | st.floats(0, 200_000))
def test_the_middle_lies_inside_its_range(from_m: float, to_m: float, weekly_m: float | None) -> None:
    found = race_range(from_m, from_m / 4, to_m, weekly_m)

    assert found.low_s < found.mid_s < found.high_s


def test_a_marathon_says_more_about_a_half_than_about_1500_m() -> None:
    half = race_range(MARATHON_M, 12_600, HALF_MARATHON_M)
    short = race_range(MARATHON_M, 12_600, 1_500)

    assert half.high_s / half.low_s < short.high_s / short.low_s
    assert half.mid_s == pytest.approx(riegel_s(12_600, MARATHON_M, HALF_MARATHON_M))


def test_going_down_from_a_marathon_only_the_way_to_the_half_is_uncertain() -> None:
    share = math.log(2) / math.log(MARATHON_M / 1_500)

    found = race_range(MARATHON_M, 12_600, 1_500)

    assert found.low_s == pytest.approx(0.985 * riegel_s(12_600, MARATHON_M, 1_500, 1.08 + 0.07 * share))


@given(st.floats(30, 85), st.sampled_from([1_500, 5_000, HALF_MARATHON_M, MARATHON_M]))
def test_equivalents_grow_with_distance_and_hold_their_middle(score: float, effort_m: float) -> None:
    races = equivalents(score, effort_m, 60_000)

    assert [race.mid_s for race in races] == sorted(race.mid_s for race in races)
    assert all(race.low_s < race.mid_s < race.high_s for race in races)


def test_up_to_the_half_the_middle_is_the_time_of_the_same_score() -> None:
    races = {race.name: race for race in equivalents(50, 5_000)}

    assert races["10 km"].mid_s == race_time_s(50, 10_000)
    assert races["Marathon"].low_s < race_time_s(50, MARATHON_M) < races["Marathon"].mid_s


def test_there_are_no_equivalents_outside_the_tables() -> None:
    with pytest.raises(OutsideRange):
        equivalents(25, 5_000)
