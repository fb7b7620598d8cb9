import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.engines.splits import (
    METRICS,
    SPLIT_LABELS,
    SPLITS,
    beside_missing,
    fade_pct,
    known_splits,
    run_slope_pct,
    totals,
)

EVEN = dict.fromkeys(SPLITS, 300.0)
race_splits = st.fixed_dictionaries({split: st.none() | st.floats(min_value=60, max_value=1_200) for split in SPLITS})


def test_the_16_splits_alternate_run_and_station_in_race_order() -> None:
    assert SPLITS[:4] == ("run_1", "ski_erg", "run_2", "sled_push")
    assert SPLITS[-2:] == ("run_8", "wall_balls")
    assert len(SPLITS) == 16


def test_every_metric_has_a_label() -> None:
    assert set(SPLIT_LABELS) == set(METRICS)
    assert len(METRICS) == 20


@pytest.mark.parametrize("nothing", [None, 0, 0.0, math.nan])
def test_a_missing_split_stays_missing(nothing: float | None) -> None:
    sums = totals(EVEN | {"sled_push": nothing}, 5_300)

    assert sums.missing == ("sled_push",)
    assert (sums.runs_total_s, sums.stations_total_s, sums.roxzone_s) == (None, None, None)


def test_a_roxzone_outside_its_bounds_is_not_used() -> None:
    assert totals(EVEN, 4_800 + 89).roxzone_s is None
    assert totals(EVEN, 4_800 + 2_401).roxzone_s is None
    assert totals(EVEN, 4_800 + 90).roxzone_s == 90


@given(race_splits, st.floats(min_value=2_400, max_value=25_200))
def test_totals_with_the_derived_roxzone_always_give_the_official_time(
    splits: dict[str, float | None], total_s: float
) -> None:
    sums = totals(splits, total_s)

    if sums.runs_total_s and sums.stations_total_s and sums.roxzone_s:
        assert sums.runs_total_s + sums.stations_total_s + sums.roxzone_s == pytest.approx(total_s)


@given(race_splits)
def test_a_split_beside_a_missing_one_is_never_itself_missing(splits: dict[str, float | None]) -> None:
    assert beside_missing(splits) <= set(known_splits(splits))


def test_a_lost_sled_push_makes_the_sled_pull_doubtful_but_not_the_row() -> None:
    doubtful = beside_missing(EVEN | {"sled_push": None})

    assert "sled_pull" in doubtful
    assert "row" not in doubtful


def test_fade_compares_run_7_with_run_2_and_ignores_the_rest() -> None:
    assert fade_pct({"run_1": 100, "run_2": 300, "run_7": 327.6, "run_8": 900}) == pytest.approx(9.2)


def test_there_is_no_fade_without_run_2() -> None:
    assert fade_pct({"run_7": 300}) is None


def test_even_runs_have_no_slope() -> None:
    assert run_slope_pct(EVEN) == 0


def test_a_slope_needs_all_six_middle_runs() -> None:
    assert run_slope_pct(EVEN | {"run_4": None}) is None


def test_run_8_does_not_change_the_slope() -> None:
    assert run_slope_pct(EVEN | {"run_8": 900.0}) == 0
