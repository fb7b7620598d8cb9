"""CSV files: exact for programs, readable for people, harmless in spreadsheets."""

from __future__ import annotations

import csv
import io
from datetime import UTC, date, datetime

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.exports import FORMULA_STARTS, csv_of


def rows_of(content: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(content.decode("utf-8"), newline="")))


def test_every_column_of_seconds_is_followed_by_the_time_as_people_write_it() -> None:
    splits = pd.DataFrame({"name": ["Alex"], "sled_push": [185.4], "total_seconds": [3795.0], "cohort_gap_s": [-65.0]})

    header, row = rows_of(csv_of(splits))

    assert header == [
        *("name", "sled_push", "sled_push_text", "total_seconds", "total_seconds_text"),
        *("cohort_gap_s", "cohort_gap_s_text"),
    ]
    assert row == ["Alex", "185.4", "3:05", "3795", "1:03:15", "-65", "−1:05"]


def test_a_column_can_be_named_as_seconds_by_the_caller() -> None:
    header, row = rows_of(csv_of(pd.DataFrame({"Vienna": [60.0]}), time_columns=["Vienna"]))

    assert header == ["Vienna", "Vienna_text"]
    assert row == ["60", "1:00"]


def test_a_missing_time_is_empty_and_never_zero() -> None:
    _, row = rows_of(csv_of(pd.DataFrame({"run_1": [None, 250.0]}, dtype="Float64")))[:2]

    assert row == ["", ""]


def test_dates_are_iso_and_moments_are_utc() -> None:
    frame = pd.DataFrame(
        {
            "raced": pd.Series([date(2026, 2, 1)], dtype="object"),
            "stored": pd.to_datetime(["2026-02-01"]),
            "imported_at": [datetime(2026, 2, 1, 9, 30, tzinfo=UTC)],
            "never": pd.Series([pd.NaT], dtype="datetime64[ns]"),
        }
    )

    assert rows_of(csv_of(frame))[1] == ["2026-02-01", "2026-02-01", "2026-02-01T09:30:00+00:00", ""]


@pytest.mark.parametrize("start", FORMULA_STARTS)
def test_a_cell_that_a_spreadsheet_would_run_gets_an_apostrophe(start: str) -> None:
    _, row = rows_of(csv_of(pd.DataFrame({"name": [f"{start}HYPERLINK(1)"]})))

    assert row == [f"'{start}HYPERLINK(1)"]


def test_a_header_that_a_spreadsheet_would_run_gets_an_apostrophe() -> None:
    assert rows_of(csv_of(pd.DataFrame({"=cmd": [1]})))[0] == ["'=cmd"]


def test_negative_numbers_stay_numbers() -> None:
    assert rows_of(csv_of(pd.DataFrame({"fade_pct": [-4.25], "n": [-3]})))[1] == ["-4.25", "-3"]


def test_an_empty_table_is_its_header() -> None:
    assert csv_of(pd.DataFrame(columns=["name", "run_1"])) == b"name,run_1,run_1_text\r\n"


@given(st.text(alphabet=st.characters(codec="utf-8"), max_size=12))
def test_any_name_comes_back_in_one_cell_as_it_was_or_with_an_apostrophe(name: str) -> None:
    header, row = rows_of(csv_of(pd.DataFrame({"name": [name], "run_1": [1.0]}, dtype="object")))

    assert len(header) == len(row) == 3
    assert row[0] == (f"'{name}" if name.startswith(FORMULA_STARTS) else name)
