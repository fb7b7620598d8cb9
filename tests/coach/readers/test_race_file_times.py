"""Time cells: clocks, bare numbers in one unit per file, spreadsheet accidents, missing marks."""

import doctest

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.engines.clock import format_clock
from coach.engines.splits import SPLITS
from coach.readers.race_files import UnreadableRaceFile, penalties, times
from coach.readers.race_files.penalties import parse_penalty
from coach.readers.race_files.times import BARE, CLOCK, DSQ, MISSING, UNREADABLE, TimeColumn, parse_cell, read_times
from tests.coach.readers.race_file_samples import (
    ANSWERS,
    OFFICIAL_HEADER,
    OFFICIAL_LABELS,
    SPLITS_S,
    SPLITS_SUM_S,
    csv_of,
    official_file,
    official_row,
    only,
    read,
)

HEADER = f"{OFFICIAL_LABELS},Total"


def row_of(*, total: str, cells: list[str]) -> bytes:
    return csv_of(HEADER, ",".join(f'"{cell}"' for cell in [*cells, total]))


def test_two_parts_are_minutes_and_seconds() -> None:
    assert parse_cell("05:10") == (CLOCK, 310)


@pytest.mark.parametrize("missing", ["", " ", "–", "-", "—", "N/A", "n/a", "NaN", "null"])
def test_every_mark_of_absence_is_missing(missing: str) -> None:
    assert parse_cell(missing)[0] == MISSING


@pytest.mark.parametrize("text", ["abc", "4:75", "-4:30", "1:2:3:4", "1,234.5", "inf", "1_000", "٣٠٠", "4:30 min"])
def test_what_is_no_time_is_unreadable_and_not_guessed(text: str) -> None:
    assert parse_cell(text)[0] == UNREADABLE


def test_words_for_a_status_are_no_times() -> None:
    assert parse_cell(" Disqualified ")[0] == DSQ


@pytest.mark.parametrize(("per_unit", "digits", "named"), [(1, 0, ""), (60, 6, "minutes"), (86_400, 9, "a day")])
def test_the_unit_of_bare_numbers_is_found_once_for_the_file(per_unit: int, digits: int, named: str) -> None:
    cells = [f"{split / per_unit:.{digits}f}" for split in SPLITS_S]

    race_file = read(row_of(total=f"{5160 / per_unit:.{digits}f}", cells=cells), ANSWERS)

    assert only(race_file)[list(SPLITS)].tolist() == list(SPLITS_S)
    assert only(race_file)["total_seconds"] == 5160
    assert not named or named in race_file.warnings[0]


@pytest.mark.parametrize("per_unit", [1, 60, 86_400])
def test_without_bare_totals_the_skierg_tells_the_unit(per_unit: int) -> None:
    cells = [f"{split / per_unit:.9f}" for split in SPLITS_S]

    assert only(read(row_of(total="1:26:00", cells=cells), ANSWERS))["run_1"] == SPLITS_S[0]


def test_a_unit_in_the_header_wins_for_its_column() -> None:
    header = "Name,run_1_seconds,ski_time_min,Total_Time_Min"

    result = only(read(csv_of(header, "Athlete 1,270,4.5,80"), ANSWERS))

    assert (result["run_1"], result["ski_erg"], result["total_seconds"]) == (270, 270, 4800)


def test_numbers_of_no_known_unit_are_refused_with_the_fix() -> None:
    with pytest.raises(UnreadableRaceFile, match="mm:ss"):
        read(csv_of("Name,SkiErg,Row,Total", "Athlete 1,30000,30000,1000000"), ANSWERS)


def test_a_stray_number_between_clocks_is_marked_and_left_missing() -> None:
    result = only(read(csv_of("Name,Running 1,SkiErg,Total", "Athlete 1,99999,4:20,1:20:00"), ANSWERS))

    assert np.isnan(result["run_1"])
    assert result["ski_erg"] == 260
    assert "Run 1: “99999” is not its time; left missing" in result["flags"]


def test_a_spreadsheet_column_of_hours_is_read_as_minutes_and_says_so() -> None:
    cells = [f"{split // 60:02}:{split % 60:02}:00" for split in SPLITS_S]

    race_file = read(row_of(total="01:26:00", cells=cells), ANSWERS)

    assert only(race_file)[list(SPLITS)].tolist() == list(SPLITS_S)
    assert only(race_file)["total_seconds"] == 5160
    assert "spreadsheet" in race_file.warnings[0]


def test_a_column_with_one_plausible_hour_clock_is_left_as_it_is() -> None:
    columns = [TimeColumn("total_seconds", None, ["75:30:00", "01:15:30"])]

    times_read = read_times(columns, 2)

    assert times_read.seconds[0][1] == 4530
    assert times_read.warnings == []


def test_decimals_are_read_with_point_and_comma() -> None:
    cells = [f"{split},5" for split in SPLITS_S]

    assert only(read(row_of(total="5168,5", cells=cells), ANSWERS))["run_1"] == SPLITS_S[0] + 0.5


def test_the_same_official_time_as_clock_and_seconds_collides_without_harm() -> None:
    header = f"total_time,{OFFICIAL_LABELS},Total Time"
    splits = ",".join(map(str, SPLITS_S))

    results = read(csv_of(header, f"1:26:00,{splits},5160", f"–,{splits},5170"), ANSWERS).results

    assert results["total_seconds"].tolist() == [5160, 5170]
    assert results["flags"].tolist() == [[], []]


def test_two_different_official_times_are_marked() -> None:
    race_file = read(csv_of("Name,total_time,Total Time", "Athlete 1,1:26:00,5100"), ANSWERS)

    assert only(race_file)["flags"] == ["The file gives two official times; the first is kept"]


def test_a_zero_is_missing_and_never_averaged() -> None:
    result = only(official_file(official_row([0, *SPLITS_S[1:]])))

    assert result[["run_1", "runs_total", "roxzone"]].isna().all()


def test_a_split_of_many_hours_is_no_split() -> None:
    result = only(read(csv_of("Name,Running 1,SkiErg,Total", "Athlete 1,4:10:07,4:20,1:20:00"), ANSWERS))

    assert np.isnan(result["run_1"])
    assert len(result["flags"]) == 2


@pytest.mark.parametrize(
    ("text", "seconds", "note"),
    [
        ("+3:00", 180, None),
        ("0:03:00", 180, None),
        ("180", 180, None),
        ("10 Minutes - Missing 2 Lap", 600, "10 Minutes - Missing 2 Lap"),
        ("15 sec, no tap", 15, "15 sec, no tap"),
        ("3", None, "3"),
        ("see judge", None, "see judge"),
        ("–", None, None),
        ("0", None, None),
        ("0:00", None, None),
        ("DSQ", None, None),
    ],
)
def test_a_penalty_keeps_seconds_and_text_apart(text: str, seconds: float | None, note: str | None) -> None:
    assert parse_penalty(text) == (seconds, note)


@given(st.text())
def test_any_cell_is_a_kind_and_a_number_that_fits_it(text: str) -> None:
    kind, number = parse_cell(text)
    penalty = parse_penalty(text)

    assert np.isnan(number) or (number >= 0 and np.isfinite(number))
    assert kind in (BARE, CLOCK) or kind > CLOCK or np.isnan(number)
    assert penalty.seconds is None or penalty.seconds > 0


@given(
    st.lists(st.integers(170, 900), min_size=1, max_size=30),
    st.sampled_from(["{:.0f}", "{:.1f}", "clock"]),
)
def test_whatever_the_spelling_the_seconds_come_back(seconds: list[int], spelling: str) -> None:
    cells = [format_clock(value) if spelling == "clock" else spelling.format(value) for value in seconds]

    read_back = read_times([TimeColumn("ski_erg", None, cells)], len(cells)).seconds[0]

    assert read_back.tolist() == seconds


@given(st.lists(st.integers(2_400, 25_200), min_size=1, max_size=30), st.sampled_from([60, 86_400]))
def test_minutes_and_day_fractions_come_back_as_seconds(seconds: list[int], per_unit: int) -> None:
    cells = [repr(value / per_unit) for value in seconds]

    read_back = read_times([TimeColumn("total_seconds", None, cells)], len(cells)).seconds[0]

    assert read_back.tolist() == seconds


def test_the_documented_examples_hold() -> None:
    assert doctest.testmod(times).failed == 0
    assert doctest.testmod(penalties).failed == 0
    assert SPLITS_SUM_S < 5160
    assert OFFICIAL_HEADER.count(",") == official_row().count(",")
