import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coach.engines.cohort import ProfileRow, cohort_at, cohort_table, slower_bands
from tests.coach.engines.conftest import PLAN_S, profile_rows

PROBABILITIES = (0.0, 0.10, 0.25, 0.50, 0.75, 0.90, 1.0)


def share_below(row: ProfileRow, time_s: float) -> float:
    """The band's distribution function at time_s, written out step by step."""
    knots = [row.p10 - (row.p25 - row.p10), *row[4:], row.p90 + 1.5 * (row.p90 - row.p75)]
    if time_s <= knots[0]:
        return 0.0
    for place in range(6):
        left_s, right_s = knots[place], knots[place + 1]
        if time_s <= right_s:
            rise = PROBABILITIES[place + 1] - PROBABILITIES[place]
            return PROBABILITIES[place] + rise * (time_s - left_s) / (right_s - left_s)
    return 1.0


def overlap_s(row: ProfileRow, from_s: float, to_s: float) -> float:
    return max(0.0, min(row.finish_to_s, to_s) - max(row.finish_from_s, from_s))


@given(
    st.lists(st.tuples(st.integers(20, 900), st.integers(240, 500)), min_size=6, max_size=14),
    st.floats(min_value=5_000, max_value=5_700),
)
@settings(max_examples=60)
def test_the_median_halves_the_mixed_distribution(bands: list[tuple[int, int]], total_s: float) -> None:
    rows = [
        ProfileRow(4_800 + 150 * place, 4_950 + 150 * place, "row", n, p50 - 30, p50 - 12, p50, p50 + 15, p50 + 50)
        for place, (n, p50) in enumerate(bands)
    ]
    table = cohort_table(rows)
    assert table is not None

    cohort = cohort_at(table, total_s)

    if cohort is not None:
        weights = [row.n * overlap_s(row, cohort.from_s, cohort.to_s) for row in rows]
        below = sum(w * share_below(row, cohort.median_s["row"]) for w, row in zip(weights, rows, strict=True))
        assert below / sum(weights) == pytest.approx(0.5, abs=1e-3)


def test_the_cohort_of_a_typical_finish_has_the_medians_of_that_finish() -> None:
    table = cohort_table(profile_rows())
    assert table is not None

    cohort = cohort_at(table, 5_400)

    assert cohort is not None
    assert all(abs(cohort.median_s[split] - time_s) < 2 for split, time_s in PLAN_S.items())
    assert (cohort.window_pct, cohort.n, cohort.covered) == (10, 2_880, 1.0)


def test_fewer_than_30_finishers_widen_the_window() -> None:
    table = cohort_table(profile_rows(n=4))
    assert table is not None

    cohort = cohort_at(table, 5_400)

    assert cohort is not None
    assert cohort.window_pct == 15
    assert cohort.n > 28


@pytest.mark.parametrize("total_s", [4_499, 6_600, 20_000])
def test_there_is_no_cohort_outside_the_bands(total_s: float) -> None:
    table = cohort_table(profile_rows())
    assert table is not None

    assert cohort_at(table, total_s) is None


def test_a_missing_band_inside_does_not_end_the_cohort() -> None:
    table = cohort_table([row for row in profile_rows() if row.finish_from_s != 5_400])
    assert table is not None

    cohort = cohort_at(table, 5_450)

    assert cohort is not None
    assert cohort.covered < 1


def test_equal_percentiles_in_a_band_are_no_obstacle() -> None:
    table = cohort_table([ProfileRow(5_400, 5_550, "row", 60, 300, 300, 300, 300, 300)])
    assert table is not None

    cohort = cohort_at(table, 5_450)

    assert cohort is not None
    assert cohort.median_s["row"] == pytest.approx(300, abs=0.1)


@given(st.floats(min_value=4_500, max_value=6_599))
def test_quartiles_are_in_order(total_s: float) -> None:
    table = cohort_table(profile_rows())
    assert table is not None

    cohort = cohort_at(table, total_s)

    assert cohort is not None
    assert all(cohort.p25_s[split] < cohort.median_s[split] < cohort.p75_s[split] for split in PLAN_S)


def test_slower_bands_lie_5_to_10_minutes_behind() -> None:
    table = cohort_table(profile_rows())
    assert table is not None

    assert [(band.from_s, band.to_s) for band in slower_bands(table, 5_350)] == [(5_700, 5_850)]
    assert slower_bands(table, 6_500) == []


def test_a_band_must_hold_every_metric() -> None:
    with pytest.raises(ValueError, match="give each once"):
        cohort_table(profile_rows()[1:])


def test_no_rows_make_no_table() -> None:
    assert cohort_table([]) is None
