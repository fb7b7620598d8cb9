"""Whatever is uploaded: activities come back with every row accounted for, or a sentence that says what to do."""

from __future__ import annotations

import contextlib
import csv
import io
from math import isfinite

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coach.readers.activity_files import garmin_table
from coach.readers.activity_files.contract import ActivityEntry, Answers, UnreadableActivityFile
from coach.readers.activity_files.garmin_csv import is_garmin_csv, read_garmin_csv

HEADER = (
    "Activity Type,Date,Title,Distance,Time,Avg HR,Avg Run Cadence,Avg Pace,Total Ascent,Avg Stride Length,Moving Time"
)
MEASURES = [
    name
    for name, kind in ActivityEntry.__annotations__.items()
    if kind in ("int | None", "float | None") and name != "parent"
]
CELLS = [
    "Running", "Track Running", "Strength Training", "Pool Swim", "Indoor Rowing", "Cycling", "Hiking", "Curling",
    "2026-05-01 07:00:00", "1989-12-31 01:02:03", "3/13/26 17:39", "13/3/26", "lun., 30 juin 2014 7:03", "5.00",
    "1,610", "2,81", "1.026", "00:25:00", "25:00", "1:33", "5:00", "0:00", "--", "", "NaN", "'-16", "0", "150", "170",
    "1.18", "00:52.95.8", ":34", "9.9", "1e400", "٣", "-5", "Activity Type", "\x00",
]  # fmt: skip
STARTS = [
    b"",
    b"\xef\xbb\xbf",
    b"\xff\xfe",
    b"\xfe\xff",
    b"PK\x03\x04",
    HEADER.encode() + b"\n",
    b" activite,Type,date,Temps,Distance\n",
]
answers = st.builds(Answers, st.sampled_from([None, "km", "mi"]), st.sampled_from([None, "day_first", "month_first"]))
cells = st.sampled_from(CELLS) | st.text(max_size=12) | st.floats().map(repr)
USUAL = [
    CELLS[:8], CELLS[8:12], ["Easy", "'-x"], ["5.00", "12.26", "1,610", "2,81", "0.00"], ["00:25:00", "25:00", "1:33"],
    ["150", "0"], ["170"], ["5:00", "9.9", "7:34", "2:05"], ["25", "1,203", "--"], ["1.18", "0.95"], ["00:24:50"],
]  # fmt: skip
rows_of_cells = st.tuples(*(st.sampled_from(usual) | cells for usual in USUAL)).map(list) | st.lists(cells, max_size=14)


def read_soundly(content: bytes, given_answers: Answers) -> None:
    is_garmin_csv(content)
    with contextlib.suppress(UnreadableActivityFile):
        read = read_garmin_csv(content, given_answers)
        assert read.rows_read > 0
        if read.questions:
            assert read.entries == ()
            return
        assert len(read.entries) + read.repeated + len(read.refused) == read.rows_read
        assert all(refused.reason and refused.line > 1 for refused in read.refused)
        for entry in read.entries:
            numbers = [number for name in MEASURES if (number := getattr(entry, name)) is not None]
            assert all(isfinite(number) and number > 0 for number in numbers)
            assert entry.started_at.year != 1989


@settings(max_examples=300, deadline=None)
@given(st.sampled_from(STARTS), st.binary(max_size=400), answers)
def test_any_bytes_are_read_or_clearly_refused(start: bytes, rest: bytes, given_answers: Answers) -> None:
    read_soundly(start + rest, given_answers)


@settings(max_examples=400, deadline=None)
@given(st.lists(rows_of_cells, max_size=8), answers, st.sampled_from(["utf-8", "utf-16"]))
def test_any_rows_under_a_header_are_all_accounted_for(rows: list[list[str]], given: Answers, encoding: str) -> None:
    text = io.StringIO()
    csv.writer(text).writerows(rows)

    read_soundly(f"{HEADER}\n{text.getvalue()}".encode(encoding, "replace"), given)


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "empty"),
        (b" \n\n", "empty"),
        (HEADER.encode(), "no activities"),
        (b"a,b,c\n1,2,3", "no activity list"),
        (b"\x00\x01\x02" * 50, "not text"),
        (b"PK\x03\x04rest", "spreadsheet or an archive"),
        (b"\xff\xfe\x00\xd8", "not text"),
        (f'{HEADER}\nRunning,"2026-05-01{chr(10) * 30}'.encode(), "quotation mark"),
        (f'{HEADER}\nRunning,"{"x" * 200_000}'.encode(), "quotation mark"),
    ],
)
def test_what_is_no_list_is_refused_with_the_way_out(content: bytes, sentence: str) -> None:
    with pytest.raises(UnreadableActivityFile, match=sentence):
        read_garmin_csv(content)


def test_a_list_of_strava_is_not_taken_for_one_of_garmin() -> None:
    strava = b"Activity ID,Activity Date,Activity Name,Activity Type,Elapsed Time,Distance,Max Heart Rate,Moving Time"

    assert not is_garmin_csv(strava)


def test_a_file_beyond_the_limits_is_refused_before_it_is_read() -> None:
    too_large = b" " * (garmin_table.MAX_BYTES + 1)
    too_long = HEADER.encode() + b"\nRunning" * (garmin_table.MAX_ROWS + 1)

    with pytest.raises(UnreadableActivityFile, match="50 MB"):
        read_garmin_csv(too_large)
    with pytest.raises(UnreadableActivityFile, match="200,000 rows"):
        read_garmin_csv(too_long)
