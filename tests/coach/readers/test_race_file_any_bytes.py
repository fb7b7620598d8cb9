"""Whatever is uploaded: a race file comes back, or a sentence that says what to do."""

import contextlib
import json

from hypothesis import given, settings
from hypothesis import strategies as st

from coach.readers.race_files import (
    RESULT_DTYPES,
    RaceFile,
    RaceFileAnswers,
    RaceFileNeedsAnswer,
    UnreadableRaceFile,
    read_race_file,
)
from tests.coach.readers.race_file_samples import ANSWERS, OFFICIAL_HEADER, SILENT, official_row

LONGEST_TIME_S = 172_800
KEYS = ["name", "Total", "category", "splits", "Running 1", "SkiErg", "event"]
LABELS = ["Running 1", "SkiErg", "Total", "Name", "Rank", "HYROX MEN", "\t", "  "]
CELLS = ["", "–", "4:30", "270", "4.5", "0", "DNF", "MEN", "PRO WOMEN", "1:20:00", "2025 PARIS", "nan", '"']
STARTS = [b"", b"\xef\xbb\xbf", b"\xff\xfe", b"<table><tr><td>", b"{", b"[", b"<li class=list-group-item>"]

answers = st.sampled_from([SILENT, ANSWERS, RaceFileAnswers("x", "y", "z")])
cells = st.text(max_size=12) | st.sampled_from(CELLS) | st.floats().map(repr)
json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=10),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.sampled_from(KEYS), inner),
)


def assert_sound(race_file: RaceFile) -> None:
    results = race_file.results
    counted = len(results) + len(race_file.refused) + race_file.rows_without_result + race_file.rows_duplicate
    assert counted == race_file.rows_read
    assert {name: str(dtype) for name, dtype in results.dtypes.items()} == RESULT_DTYPES
    times = results.select_dtypes("float64").drop(columns="residual_s")
    assert not ((times <= 0) | (times > LONGEST_TIME_S)).any(axis=None)
    assert results["fingerprint"].is_unique
    assert (results["line"] > 0).all()
    for text in results.select_dtypes("object").drop(columns="flags").stack():
        assert str(text).encode()
        assert "\x00" not in str(text)


def read_soundly(content: bytes, given_answers: RaceFileAnswers) -> None:
    with contextlib.suppress(UnreadableRaceFile, RaceFileNeedsAnswer):
        assert_sound(read_race_file(content, "upload.csv", given_answers))


@settings(max_examples=300, deadline=None)
@given(st.sampled_from(STARTS), st.binary(max_size=400), answers)
def test_any_bytes_are_read_or_clearly_refused(start: bytes, rest: bytes, given_answers: RaceFileAnswers) -> None:
    read_soundly(start + rest, given_answers)


@settings(max_examples=200, deadline=None)
@given(st.lists(st.lists(cells, max_size=30).map(",".join), max_size=6), st.sampled_from(["utf-8", "utf-16"]))
def test_any_rows_under_an_official_header_are_all_accounted_for(rows: list[str], encoding: str) -> None:
    content = "\n".join([OFFICIAL_HEADER, official_row(), *rows])

    read_soundly(content.encode(encoding, "replace"), ANSWERS)


@settings(max_examples=200, deadline=None)
@given(json_values)
def test_any_json_is_read_or_clearly_refused(value: object) -> None:
    read_soundly(json.dumps(value).encode(), ANSWERS)


@settings(max_examples=200, deadline=None)
@given(st.lists(cells | st.sampled_from(LABELS), max_size=25))
def test_any_pasted_lines_are_read_or_clearly_refused(lines: list[str]) -> None:
    read_soundly("\n".join(lines).encode("utf-8", "replace"), ANSWERS)
