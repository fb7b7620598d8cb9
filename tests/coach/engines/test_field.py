import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.engines.field import (
    FieldReference,
    QuantileRow,
    event_key,
    faster_than_pct,
    faster_than_pct_of,
    faster_than_text,
    field_reference,
    level_of,
)
from tests.coach.engines.conftest import OPEN_MEN_TOTAL_S, total_quantiles

quantile_lists = st.lists(st.integers(min_value=60, max_value=9_999), min_size=99, max_size=99).map(sorted)
times = st.floats(min_value=30, max_value=12_000)


@pytest.mark.parametrize(("percent", "total_s"), OPEN_MEN_TOTAL_S.items())
def test_a_finish_at_a_percentile_beats_the_rest_of_the_field(percent: int, total_s: int) -> None:
    assert faster_than_pct(total_s, total_quantiles()) == 100 - percent


def test_between_two_percentiles_it_is_linear() -> None:
    assert faster_than_pct(150, [*range(1, 50), 100, 200, *range(300, 348)]) == 49.5


def test_equal_percentiles_count_by_their_middle() -> None:
    assert faster_than_pct(270, [*range(1, 40), *[270] * 5, *range(300, 355)]) == 100 - 42


def test_beyond_the_ends_nothing_is_claimed_exactly() -> None:
    assert faster_than_text(faster_than_pct(3_000, total_quantiles())) == "> 99 %"
    assert faster_than_text(faster_than_pct(12_000, total_quantiles())) == "< 1 %"


@given(quantile_lists, times, times)
def test_a_faster_time_never_beats_fewer_of_the_field(quantiles: list[int], one_s: float, other_s: float) -> None:
    faster_s, slower_s = sorted((one_s, other_s))

    assert faster_than_pct(faster_s, quantiles) >= faster_than_pct(slower_s, quantiles)


@given(st.lists(times, min_size=1, max_size=60), times, times)
def test_a_faster_time_never_beats_fewer_of_an_event(rows: list[float], one_s: float, other_s: float) -> None:
    faster_s, slower_s = sorted((one_s, other_s))
    event = np.array([*rows, np.nan])

    assert (faster_than_pct_of(faster_s, event) or 0) >= (faster_than_pct_of(slower_s, event) or 0)


@given(st.lists(st.integers(min_value=200, max_value=400), min_size=400, max_size=600), st.integers(210, 390))
def test_the_rank_from_percentiles_is_close_to_the_rank_in_the_rows(rows: list[int], time_s: int) -> None:
    quantiles = np.percentile(rows, range(1, 100)).tolist()

    exact = faster_than_pct_of(time_s, np.array(rows, dtype=np.float64))

    assert exact is not None
    assert abs(faster_than_pct(time_s, quantiles) - exact) < 2


def test_equal_times_in_an_event_count_half() -> None:
    assert faster_than_pct_of(300, np.array([300.0, 300.0, 310.0, 290.0])) == 50


def test_an_event_without_times_gives_no_rank() -> None:
    assert faster_than_pct_of(300, np.array([np.nan])) is None


@pytest.mark.parametrize(
    ("total_s", "level"),
    [(3_749, "elite"), (3_750, "advanced"), (4_311, "advanced"), (4_737, "competitive"), (5_339, "intermediate"),
     (6_146, "developing"), (6_147, "finisher")],
)  # fmt: skip
def test_levels_are_the_quantiles_of_the_own_division(total_s: int, level: str) -> None:
    assert level_of(total_s, total_quantiles()) == level


def test_an_age_group_without_data_falls_back_to_all_ages(open_men: FieldReference) -> None:
    assert open_men.scope("30-34").age_group == "all"
    assert open_men.scope(None).n == 49_746


def test_a_small_age_group_is_flagged(open_men: FieldReference) -> None:
    scope = open_men.scope("60–64")

    assert scope.is_small_sample
    assert scope.text == "open men 60-64, n = 25 (few results), seasons 2024/25–2025/26"


@pytest.mark.parametrize("name", ["2025 PARIS", "s8-2025-paris", "S8 2025 Paris", "Paris 2025", "HYROX Paris 2025"])
def test_an_event_is_found_by_any_spelling(open_men: FieldReference, name: str) -> None:
    factor = open_men.course_factor(name)

    assert factor is not None
    assert factor.event == "2025 Paris"


def test_two_events_of_one_city_and_year_stay_apart() -> None:
    assert event_key("2025 Johannesburg") != event_key("2025 Johannesburg I")


def test_quantiles_must_be_99() -> None:
    with pytest.raises(ValueError, match="give p1 to p99"):
        field_reference("open", "men", [QuantileRow("all", "row", 10, [1, 2, 3])], [], [])
