"""Rows of a list: each is an activity, a repeat or refused with a reason; what was not recorded is None."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from datetime import date, datetime, timedelta

import pytest

from coach.readers.activity_files.contract import ActivityFile, Answers
from coach.readers.activity_files.garmin_csv import read_garmin_csv
from tests.coach.readers.activity_files.garmin_exports import Done, Style, written

MONDAY = datetime(2026, 5, 4, 7, 0)  # noqa: DTZ001
# fmt: off
SHORT = [
    "Activity Type", "Date", "Title", "Distance", "Calories", "Time", "Avg HR", "Max HR", "Avg Run Cadence", "Avg Pace",
    "Best Pace", "Total Ascent", "Total Descent", "Avg Stride Length", "Training Stress Score®", "Decompression",
    "Best Lap Time", "Number of Laps", "Moving Time", "Elapsed Time", "Min Elevation",
]
# fmt: on
ROW = "Running,2026-05-04 07:00:00,Easy,5.00,350,00:25:00,150,170,168,5:00,4:30,30,25,1.19,0.0,No,00:04:50,5,00:24:50"
ENDS = ["00:26:00", "400"]


def rows_of(count: int) -> list[list[str]]:
    rows = []
    for number in range(count):
        row = [*ROW.split(","), *ENDS]
        row[1] = (MONDAY - timedelta(days=number)).isoformat(sep=" ")
        rows.append(row)
    return rows


def read_rows(*rows: Sequence[str], answers: Answers = Answers()) -> ActivityFile:  # noqa: B008
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerows(rows)
    return read_garmin_csv(text.getvalue().encode(), answers)


def test_rows_that_stand_twice_word_for_word_count_as_repeated() -> None:
    rows = rows_of(3)
    edited = [*rows[0][:2], "Edited", *rows[0][3:]]

    read = read_rows(SHORT, *rows, rows[0], rows[1], edited)

    assert (read.rows_read, read.repeated, len(read.entries), read.refused) == (6, 2, 4, ())


def test_a_refused_row_that_stands_twice_is_one_refused_and_one_repeated() -> None:
    broken = ["Running", "no date", *rows_of(1)[0][2:]]

    read = read_rows(SHORT, *rows_of(1), broken, broken)

    assert (read.rows_read, read.repeated, len(read.entries), len(read.refused)) == (3, 1, 1, 1)


@pytest.mark.parametrize(("count", "warns"), [(20, True), (40, True), (30, False), (19, False), (21, False)])
def test_a_multiple_of_twenty_rows_may_be_a_list_that_was_not_scrolled(count: int, *, warns: bool) -> None:
    read = read_rows(SHORT, *rows_of(count))

    assert any("Scroll to the end" in warning for warning in read.warnings) == warns
    assert read.covers_to == date(2026, 5, 4)
    assert read.covers_from == date(2026, 5, 4) - timedelta(days=count - 1)


def test_an_unknown_type_is_kept_as_other_with_one_warning_that_names_it() -> None:
    rows = rows_of(3)
    rows[0][0] = rows[1][0] = "Curling"

    read = read_rows(SHORT, *rows)

    assert [(entry.family, entry.type_name) for entry in read.entries] == [
        ("run", "Running"),
        ("other", "Curling"),
        ("other", "Curling"),
    ]
    assert [warning for warning in read.warnings if "“Curling” (2)" in warning] == [
        "Activity types we do not know were kept as “other”: “Curling” (2)."
    ]


@pytest.mark.parametrize("name", ["Incident Detected", "Stopwatch", "Breathwork"])
def test_rows_that_are_no_sport_are_kept_without_a_warning(name: str) -> None:
    rows = rows_of(2)
    rows[0] = [name, *rows[0][1:3], "--", "--", "00:00:02.0", "0", "0", *["--"] * 10, "00:00:00", "00:00:02.0", "--"]

    read = read_rows(SHORT, *rows)

    assert (read.entries[1].family, read.entries[1].duration_s) == ("other", 2.0)
    assert read.entries[1].heart_rate_avg_bpm is None
    assert read.warnings == ()


def test_what_was_not_recorded_is_none_and_never_zero() -> None:
    rows = rows_of(1)
    rows[0][6:14] = ["0", "--", "0.0", "5:00", "--:--", "NaN", "", "0.00"]

    entry = read_rows(SHORT, *rows, answers=Answers(unit="km")).entries[0]

    assert (entry.heart_rate_avg_bpm, entry.heart_rate_max_bpm, entry.cadence_spm) == (None, None, None)
    assert (entry.ascent_m, entry.descent_m, entry.stride_m, entry.best_pace_s_per_km) == (None, None, None, None)


def test_a_guarding_apostrophe_is_no_part_of_a_number_or_of_a_title() -> None:
    rows = rows_of(1)
    rows[0][2], rows[0][4], rows[0][11] = "'-Base", "'350", "'-16"

    entry = read_rows(SHORT, *rows).entries[0]

    assert (entry.title, entry.calories, entry.ascent_m) == ("-Base", 350, None)


def test_a_title_of_a_formula_is_kept_as_text_and_in_the_raw_row_as_it_stood() -> None:
    rows = rows_of(1)
    rows[0][2] = "=HYPERLINK(1)"

    entry = read_rows(SHORT, *rows).entries[0]

    assert (entry.title, entry.raw["Title"]) == ("=HYPERLINK(1)", "=HYPERLINK(1)")


def test_unknown_columns_and_the_second_of_a_pair_are_kept_in_the_raw_row() -> None:
    header = [*SHORT, "Avg Run Cadence", "Wind Chill"]

    read = read_rows(header, [*rows_of(1)[0], "90", "-3"])

    assert read.entries[0].cadence_spm == 168
    assert read.entries[0].raw["Avg Run Cadence (2)"] == "90"
    assert read.entries[0].raw["Wind Chill"] == "-3"


def test_a_run_takes_its_own_cadence_also_where_the_bikes_stands_first() -> None:
    header = ["Avg Bike Cadence" if name == "Max HR" else name for name in SHORT]
    rows = rows_of(1)
    rows[0][7] = "85"

    assert read_rows(header, *rows).entries[0].cadence_spm == 168


def test_a_multisport_parent_without_a_heart_rate_is_one_activity() -> None:
    rows = rows_of(2)
    rows[0][0], rows[0][6], rows[0][9:11] = "Multisport", "0", ["12.0", "--"]

    entry = read_rows(SHORT, *rows).entries[1]

    assert (entry.family, entry.heart_rate_avg_bpm, entry.distance_m) == ("multisport", None, 5000)


def test_blank_lines_and_a_hint_above_the_header_do_not_move_the_lines() -> None:
    text = io.StringIO()
    csv.writer(text, delimiter=";", lineterminator="\n").writerows([SHORT, *rows_of(1)])

    read = read_garmin_csv(f"sep=;\n\n{text.getvalue()}\n;;;\n".encode())

    assert (read.rows_read, [entry.line for entry in read.entries]) == (1, [4])


def test_lines_count_line_breaks_inside_cells() -> None:
    rows = rows_of(3)
    rows[0][2] = "Two\nlines"

    read = read_rows(SHORT, *rows)

    assert sorted(entry.line for entry in read.entries) == [2, 4, 5]


def test_importing_older_western_encodings_works() -> None:
    done = Done("run", MONDAY, 500, 1500, title="Früh")

    read = read_garmin_csv(written([done], Style("de", encoding="cp1252")))

    assert (read.language, read.entries[0].title) == ("de", "Früh")
