"""Hand-glued lists: shifted cells never get into an activity, what is proven by arithmetic stays."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from datetime import datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coach.readers.activity_files.contract import ActivityEntry, ActivityFile, Answers
from coach.readers.activity_files.garmin_csv import read_garmin_csv

MONDAY = datetime(2026, 5, 4, 7, 0)  # noqa: DTZ001
# fmt: off
SHORT = [
    "Activity Type", "Date", "Title", "Distance", "Calories", "Time", "Avg HR", "Max HR", "Avg Run Cadence", "Avg Pace",
    "Best Pace", "Total Ascent", "Total Descent", "Avg Stride Length", "Training Stress Score®", "Decompression",
    "Best Lap Time", "Number of Laps", "Moving Time", "Elapsed Time", "Min Elevation",
]
ROW = [
    "Running", "2026-05-04 07:00:00", "Easy", "5.00", "350", "00:25:00", "150", "171", "168", "5:00",
    "4:30", "30", "25", "1.19", "0.0", "No",
    "00:04:50", "5", "00:24:50", "00:26:00", "400",
]
# fmt: on
# Later columns a longer list has in its middle.
LONG = [*SHORT[:14], "Avg Ground Contact Time", *SHORT[14:15], "Avg Power", *SHORT[15:19], "Max Temp", *SHORT[19:]]
MEASURES = [
    "distance_m", "duration_s", "moving_s", "elapsed_s", "heart_rate_avg_bpm", "heart_rate_max_bpm", "cadence_spm",
    "stride_m", "ascent_m", "descent_m", "calories", "power_w", "best_pace_s_per_km",
]  # fmt: skip


def rows_of(count: int) -> list[list[str]]:
    days = [(MONDAY - timedelta(days=number)).isoformat(sep=" ") for number in range(count)]
    return [[ROW[0], day, *ROW[2:]] for day in days]


def lengthened(row: Sequence[str]) -> list[str]:
    return [*row[:14], "250", row[14], "310", *row[15:19], "21.0", *row[19:]]


def read_rows(*rows: Sequence[str]) -> ActivityFile:
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerows(rows)
    return read_garmin_csv(text.getvalue().encode(), Answers(unit="km"))


def glued(sound: int, shifted: int) -> ActivityFile:
    """Rows of a long list, and below them rows of a shorter one under the same header."""
    rows = rows_of(sound + shifted)
    return read_rows(LONG, *[lengthened(row) for row in rows[:sound]], *[[*row, "", "", ""] for row in rows[sound:]])


def measures(entry: ActivityEntry) -> dict[str, float]:
    return {name: value for name in MEASURES if (value := getattr(entry, name)) is not None}


@pytest.mark.parametrize(("sound", "shifted"), [(6, 4), (2, 9), (1, 1)])
def test_shifted_rows_keep_what_is_proven_and_lose_the_rest(sound: int, shifted: int) -> None:
    read = glued(sound, shifted)

    assert len(read.entries) == sound + shifted
    for entry in read.entries:
        assert (entry.distance_m, entry.duration_s, entry.heart_rate_avg_bpm) == (5000, 1500, 150)
        assert (entry.cadence_spm, entry.stride_m, entry.ascent_m) == (168, 1.19, 30)
    assert [entry.power_w for entry in read.entries] == [None] * shifted + [310] * sound
    assert [entry.moving_s for entry in read.entries] == [None] * shifted + [1490] * sound
    assert [entry.elapsed_s for entry in read.entries] == [None] * shifted + [1560] * sound


@settings(max_examples=400, deadline=None)
@given(
    st.sampled_from([SHORT, LONG]),
    st.sets(st.sampled_from(LONG), min_size=1, max_size=8),
    st.sets(st.sampled_from(["Total Ascent", "Total Descent", "Avg Power", "Min Elevation", "Avg HR"])),
    st.integers(1, 6),
    st.integers(1, 6),
)
def test_whatever_columns_rows_lack_no_value_of_theirs_is_ever_wrong(
    header: list[str], lacked: set[str], unrecorded: set[str], sound: int, shifted: int
) -> None:
    rows = [lengthened(row) if header is LONG else row for row in rows_of(sound + shifted)]
    lacking = {place for place, name in enumerate(header) if name in lacked}
    for row in rows[sound:]:
        for name in unrecorded & set(header):
            row[header.index(name)] = "--"
    short = [[cell for place, cell in enumerate(row) if place not in lacking] for row in rows[sound:]]
    padded = [[*row, *[""] * (len(header) - len(row))] for row in short]
    truth = {entry.started_at: measures(entry) for entry in read_rows(header, *rows).entries}

    read = read_rows(header, *rows[:sound], *padded)

    assert len(read.entries) + read.repeated + len(read.refused) == sound + shifted
    assert len(read.entries) >= sound
    for entry in read.entries:
        assert measures(entry).items() <= truth[entry.started_at].items()
    whole = [entry for entry in read.entries if entry.line <= sound + 1]
    assert [measures(entry) for entry in whole] == [truth[entry.started_at] for entry in whole]


def test_shifted_rows_are_named_by_line_and_count() -> None:
    many, few = glued(7, 8), glued(7, 2)

    assert many.warnings[0].startswith("8 lines from 9 to 16 stand in the wrong columns")
    assert few.warnings[0].startswith("Lines 9 and 10 stand in the wrong columns")


def test_shifted_cells_stay_out_of_the_raw_row() -> None:
    read = glued(3, 1)

    assert read.entries[0].raw["Avg Stride Length"] == "1.19"
    assert read.entries[0].raw["Max Temp"] == ""
    assert read.entries[1].raw["Max Temp"] == "21.0"


def test_rows_that_miss_their_distance_are_refused() -> None:
    rows = [lengthened(row) for row in rows_of(5)]
    shifted = [*rows[2][:3], *rows[2][4:], ""]

    read = read_rows(LONG, *rows[:2], shifted, *rows[3:])

    assert [(refused.line, "wrong columns" in refused.reason) for refused in read.refused] == [(4, True)]
    assert len(read.entries) == 4


def test_rows_that_miss_a_column_before_the_pace_keep_distance_and_time_that_fit_it() -> None:
    rows = [lengthened(row) for row in rows_of(5)]
    shifted = [*rows[2][:7], *rows[2][8:], ""]

    read = read_rows(LONG, *rows[:2], shifted, *rows[3:])

    entry = next(entry for entry in read.entries if entry.line == 4)
    assert measures(entry) == {"distance_m": 5000, "duration_s": 1500, "calories": 350}


def test_rows_that_miss_the_ascent_lose_everything_after_the_pace() -> None:
    rows = [lengthened(row) for row in rows_of(5)]
    shifted = [*rows[2][:11], *rows[2][12:], ""]

    read = read_rows(LONG, *rows[:2], shifted, *rows[3:])

    entry = next(entry for entry in read.entries if entry.line == 4)
    assert (entry.distance_m, entry.duration_s, entry.cadence_spm) == (5000, 1500, 168)
    assert (entry.ascent_m, entry.descent_m, entry.stride_m, entry.power_w) == (None, None, None, None)


def test_a_shifted_row_without_a_distance_keeps_its_time_alone() -> None:
    rows = [lengthened(row) for row in rows_of(4)]
    strength = ["Strength Training", *rows[1][1:3], "0.00", "200", "00:40:00", "110", "140", *["--"] * 6]
    shifted = [*strength, "0.0", "No", "00:40:00", "1", "00:39:00", "00:41:00", "--", "", "", ""]

    read = read_rows(LONG, rows[0], shifted, *rows[2:])

    entry = next(entry for entry in read.entries if entry.line == 3)
    assert measures(entry) == {"duration_s": 2400, "calories": 200}


def test_a_pace_never_becomes_the_time_of_a_row_without_a_distance() -> None:
    rows = rows_of(3)
    shifted = [*rows[1][:2], "00:25:00", "--", "168", "5:00", "4:30", "--", "--", "1.19", *rows[1][14:20], *[""] * 5]

    read = read_rows(SHORT, rows[0], shifted, rows[2])

    assert [refused.line for refused in read.refused] == [3]


def test_an_elapsed_time_never_becomes_the_moving_time_of_a_row_without_one() -> None:
    rows = rows_of(4)
    rows[1][20] = rows[2][20] = "--"
    shifted = [*rows[1][:18], *rows[1][19:], ""]

    read = read_rows(SHORT, rows[0], shifted, *rows[2:])

    entry = next(entry for entry in read.entries if entry.line == 3)
    assert (entry.moving_s, entry.elapsed_s, entry.stride_m) == (None, None, 1.19)
    assert [entry.moving_s for entry in read.entries].count(1490) == 3


def test_columns_that_hold_another_shape_for_another_sport_are_no_shift() -> None:
    rows = [[*row, "12.3", "250"] for row in rows_of(4)]
    rows[3][0], rows[3][-2:] = "Strength Training", ["2:15", "A-B-C"]

    read = read_rows([*SHORT, "Avg Effort", "Best Effort"], *rows)

    assert {entry.moving_s for entry in read.entries} == {1490}
    assert read.warnings == ()


def test_a_title_with_an_unquoted_comma_is_refused_not_guessed() -> None:
    rows = rows_of(3)
    rows[1][2:3] = ["Easy", " then hard"]

    read = read_rows(SHORT, *rows)

    assert [refused.line for refused in read.refused] == [3]
    assert len(read.entries) == 2


def test_empty_cells_beyond_the_header_do_not_cost_the_row() -> None:
    rows = rows_of(2)

    read = read_rows(SHORT, rows[0], [*rows[1], "", ""])

    assert [entry.elapsed_s for entry in read.entries] == [1560, 1560]
    assert read.warnings == ()


def test_a_column_of_ones_own_that_is_mostly_empty_costs_nothing() -> None:
    rows = rows_of(3)

    read = read_rows([*SHORT, "Notes"], [*rows[0], "windy"], [*rows[1], ""], [*rows[2], ""])

    assert {entry.elapsed_s for entry in read.entries} == {1560}
    assert read.warnings == ()


def test_a_list_that_leaves_missing_cells_empty_is_not_shifted() -> None:
    rows = rows_of(3)
    rows[0][11] = rows[1][20] = ""

    read = read_rows(SHORT, *rows)

    assert {entry.elapsed_s for entry in read.entries} == {1560}
    assert read.warnings == ()


def test_lists_glued_together_with_their_headers_are_read_by_their_own() -> None:
    rows = rows_of(4)

    read = read_rows(SHORT, *rows[:2], LONG, *[lengthened(row) for row in rows[2:]])

    assert (read.rows_read, len(read.entries)) == (4, 4)
    assert {entry.moving_s for entry in read.entries} == {1490}
    assert [entry.power_w for entry in read.entries] == [310, 310, None, None]
    assert [entry.line for entry in read.entries] == [6, 5, 3, 2]
