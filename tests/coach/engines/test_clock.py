"""Typed times to seconds and back."""

import doctest

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.engines import clock
from coach.engines.clock import format_clock, format_gap, parse_clock


@pytest.mark.parametrize(
    ("typed", "seconds"),
    [
        ("4:30", 270),
        ("1:02:30", 3750),
        ("4:20,5", 260.5),
        ("4:20.5", 260.5),
        (" 05:10 ", 310),
        ("00:04:30", 270),
        ("93:05", 5585),
        ("0:00", 0),
    ],
)
def test_a_typed_time_becomes_seconds(typed: str, seconds: float) -> None:
    assert parse_clock(typed) == seconds


@pytest.mark.parametrize("typed", ["", "270", "4:60", "1:60:00", "-4:30", "4.30", "four", "4:3:2:1", "٤:٣٠", "1e3:00"])
def test_anything_else_is_refused_with_the_way_to_write_it(typed: str) -> None:
    with pytest.raises(ValueError, match="for example 4:30"):
        parse_clock(typed)


def test_a_long_text_is_not_repeated_in_full() -> None:
    with pytest.raises(ValueError, match="…") as refused:
        parse_clock("9" * 500)

    assert len(str(refused.value)) < 150


def test_two_parts_are_minutes_and_seconds_never_hours() -> None:
    assert parse_clock("05:10") == 310


@pytest.mark.parametrize(
    ("seconds", "shown"),
    [(270, "4:30"), (59.5, "1:00"), (3599.6, "1:00:00"), (0, "0:00"), (36_000, "10:00:00"), (-0.2, "0:00")],
)
def test_seconds_are_shown_as_a_clock(seconds: float, shown: str) -> None:
    assert format_clock(seconds) == shown


@pytest.mark.parametrize("missing", [None, float("nan"), float("inf")])
def test_a_missing_time_is_a_dash(missing: float | None) -> None:
    assert format_clock(missing) == "–"
    assert format_gap(missing) == "–"


@pytest.mark.parametrize(("seconds", "shown"), [(42, "+0:42"), (-65, "−1:05"), (0, "0:00"), (-0.4, "0:00")])
def test_a_gap_carries_its_sign(seconds: float, shown: str) -> None:
    assert format_gap(seconds) == shown


@given(st.integers(min_value=0, max_value=3_599_999))
def test_a_shown_time_reads_back_as_itself(seconds: int) -> None:
    assert parse_clock(format_clock(seconds)) == seconds


@given(st.text())
def test_any_text_is_a_time_or_a_value_error(typed: str) -> None:
    try:
        seconds = parse_clock(typed)
    except ValueError:
        return

    assert 0 <= seconds < 3_600_000


def test_the_documented_examples_hold() -> None:
    assert doctest.testmod(clock).failed == 0
