import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.engines.reconciliation import reconcile
from coach.engines.splits import SPLITS

EVEN = dict.fromkeys(SPLITS, 300.0)
PARTS_S = 16 * 300.0


@pytest.mark.parametrize(
    ("residual_s", "verdict"),
    [(0, "adds_up"), (-8, "rounded"), (-20, "rounded"), (5, "rounded"), (-21, "unexplained"), (47.5, "unexplained")],
)
def test_the_difference_decides_the_verdict(residual_s: float, verdict: str) -> None:
    line = reconcile(EVEN, PARTS_S + 420 + residual_s, roxzone_printed_s=420)

    assert line.verdict == verdict
    assert line.residual_s == residual_s
    assert line.is_usable


def test_a_race_is_not_refused_because_rounded_splits_exceed_the_finish() -> None:
    line = reconcile(EVEN, PARTS_S + 420 - 13, roxzone_printed_s=420)

    assert line.is_usable
    assert line.roxzone_s == 407


def test_without_a_printed_roxzone_the_rest_of_the_official_time_is_the_roxzone() -> None:
    line = reconcile(EVEN, 5_152)

    assert line.text == "Splits 1:20:00, official 1:25:52: the 5:52 left is the Roxzone, as none was printed."
    assert (line.verdict, line.parts_s, line.residual_s) == ("adds_up", 5_152, 0)


def test_a_rest_too_small_for_a_roxzone_is_not_used_but_the_splits_are() -> None:
    line = reconcile(EVEN, PARTS_S + 30)

    assert (line.verdict, line.roxzone_s, line.is_usable) == ("unexplained", None, True)


def test_splits_that_exceed_the_total_are_unusable() -> None:
    line = reconcile(EVEN, PARTS_S - 467)

    assert (line.verdict, line.is_usable, line.roxzone_s) == ("splits_exceed_total", False, None)
    assert "difference −7:47" in line.text


def test_a_penalty_the_total_holds_is_no_roxzone_time() -> None:
    line = reconcile(EVEN, PARTS_S + 420 + 180 - 8, roxzone_printed_s=420, penalty_s=180)

    assert (line.verdict, line.penalty_place, line.roxzone_s) == ("penalty_in_total", "total", 412)


def test_a_penalty_with_parts_that_add_up_sits_in_a_split_or_on_the_course() -> None:
    line = reconcile(EVEN, PARTS_S + 420, roxzone_printed_s=420, penalty_s=180)

    assert (line.verdict, line.penalty_place) == ("adds_up", "parts")
    assert "a split holds the penalty of 3:00" in line.text


def test_one_missing_split_leaves_the_others_usable() -> None:
    line = reconcile(EVEN | {"sled_push": None}, 5_300, roxzone_printed_s=420)

    assert (line.verdict, line.is_usable, line.roxzone_s) == ("incomplete", True, None)
    assert "Sled push missing" in line.text


def test_splits_without_an_official_time_are_incomplete() -> None:
    line = reconcile(EVEN, None)

    assert (line.verdict, line.official_s, line.residual_s) == ("incomplete", None, None)
    assert line.text == "Parts 1:20:00: no official time."


def test_a_total_without_splits_has_nothing_to_analyse() -> None:
    line = reconcile({}, 5_300)

    assert (line.verdict, line.is_usable, line.text) == ("incomplete", False, "Official 1:28:20, no splits.")


@given(
    st.fixed_dictionaries({split: st.none() | st.floats(min_value=60, max_value=1_200) for split in SPLITS}),
    st.none() | st.floats(min_value=2_400, max_value=25_200),
    st.none() | st.floats(min_value=90, max_value=2_400),
    st.none() | st.floats(min_value=15, max_value=600),
)
def test_the_line_always_adds_up_and_never_changes_the_official_time(
    splits: dict[str, float | None], total_s: float | None, printed_s: float | None, penalty_s: float | None
) -> None:
    line = reconcile(splits, total_s, roxzone_printed_s=printed_s, penalty_s=penalty_s)

    assert line.official_s == total_s
    if line.official_s is not None and line.residual_s is not None and line.verdict != "unexplained":
        assert line.parts_s + line.residual_s == pytest.approx(line.official_s)
    if line.roxzone_s is not None:
        assert 90 <= line.roxzone_s <= 2_400
    assert (line.penalty_place is None) == (penalty_s is None)
