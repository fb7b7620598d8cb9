"""How time is divided between easy, moderate and hard, by one basis at a time."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.engines.running.heart_rate import HeartRates
from coach.engines.running.intensity import IntensitySplit, Portion, band_of_heart_rate, band_of_pace, intensity_split
from coach.engines.running.paces import pace_table

HR = HeartRates(50, 190)
PACES = pace_table(50)
EASY, MODERATE, HARD = Portion(3_600, 130, None), Portion(3_600, 160, None), Portion(3_600, 185, None)


def split_of(easy: int, moderate: int, hard: int) -> IntensitySplit:
    found = intensity_split([[EASY]] * easy + [[MODERATE]] * moderate + [[HARD]] * hard, HR, None)

    assert found is not None
    return found


@pytest.mark.parametrize(
    ("pace", "band"),
    [
        (PACES.easy_slow_s_per_km, "easy"),
        (PACES.easy_fast_s_per_km, "easy"),
        (PACES.marathon_s_per_km, "moderate"),
        (PACES.threshold_s_per_km, "moderate"),
        (PACES.interval_s_per_km, "hard"),
        (PACES.repetition_s_per_km, "hard"),
    ],
)
def test_each_training_pace_has_its_band(pace: float, band: str) -> None:
    assert band_of_pace(pace, PACES) == band


@pytest.mark.parametrize(("beats", "band"), [(147, "easy"), (148, "moderate"), (175, "moderate"), (176, "hard")])
def test_bands_begin_at_70_and_90_percent_of_the_reserve(beats: float, band: str) -> None:
    assert band_of_heart_rate(beats, HR) == band


@pytest.mark.parametrize(
    ("counts", "shape"),
    [
        ((8, 1, 2), "polarised"),
        ((8, 2, 1), "pyramidal"),
        ((3, 6, 1), "threshold"),
        ((8, 1, 1), None),
        ((2, 1, 6), None),
    ],
)
def test_a_split_of_enough_sessions_has_a_name(counts: tuple[int, int, int], shape: str | None) -> None:
    assert split_of(*counts).shape == shape


def test_seven_sessions_have_no_name() -> None:
    found = split_of(5, 0, 2)

    assert (found.shape, found.n_sessions) == (None, 7)
    assert found.easy_pct == pytest.approx(500 / 7)


def test_laps_show_the_hard_parts_an_average_hides() -> None:
    laps = [Portion(1_800, 130, None), Portion(900, 185, None), Portion(900, 130, None)]

    found = intensity_split([laps], HR, None)

    assert found is not None
    assert (found.easy_pct, found.hard_pct) == (75, 25)
    assert "by its average" not in found.text
    assert "by its average" in split_of(1, 0, 0).text


def test_the_basis_that_tells_more_of_the_time_is_taken_alone() -> None:
    by_pace = [Portion(3_600, None, 400)] * 2
    by_heart = [Portion(3_600, 185, None)]

    found = intensity_split([by_pace, by_heart], HR, PACES)

    assert found is not None
    assert (found.basis, found.hard_pct, found.total_s, found.unknown_s) == ("pace", 0, 7_200, 3_600)


def test_without_heart_rates_and_paces_nothing_is_said() -> None:
    assert intensity_split([[EASY]], None, PACES) is None
    assert intensity_split([[EASY]], None, None) is None
    assert intensity_split([], HR, PACES) is None


@pytest.mark.parametrize("beats", [0, -5, 255, float("nan")])
def test_what_is_no_heart_rate_is_unknown_and_not_easy(beats: float) -> None:
    found = intensity_split([[Portion(1_800, beats, None), Portion(1_800, 185, None)]], HR, None)

    assert found is not None
    assert (found.easy_pct, found.hard_pct, found.unknown_s) == (0, 100, 1_800)


@given(st.lists(st.builds(Portion, st.floats(1, 9_000), st.floats(60, 189), st.none()), min_size=1))
def test_shares_add_up_to_the_whole(portions: list[Portion]) -> None:
    found = intensity_split([portions], HR, None)

    assert found is not None
    assert found.easy_pct + found.moderate_pct + found.hard_pct == pytest.approx(100)
    assert found.total_s == pytest.approx(sum(portion.duration_s for portion in portions))
