"""Encodings and line ends do not matter; what is no results file says what to do."""

import pytest

from coach.readers.race_files import (
    UnreadableRaceFile,
    read_race_file,
)
from tests.coach.readers.race_file_samples import (
    ANSWERS,
    OFFICIAL_HEADER,
    csv_of,
    official_row,
    only,
    read,
)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
def test_encodings_and_line_ends_do_not_matter(encoding: str, newline: str) -> None:
    text = f"{OFFICIAL_HEADER}\n{official_row(name='Ämelie Ö')}".replace("\n", newline)

    assert only(read(text.encode(encoding)))["name"] == "Ämelie Ö"


@pytest.mark.parametrize(
    ("content", "advice"),
    [
        (b"", "empty"),
        (b"PK\x03\x04rest", "save it as CSV"),
        (b"%PDF-1.7", "PDF"),
        (b"\x00\x01\x02" * 50, "not text"),
        (b"alpha,beta\n1,2\n", "No race results found"),
        (OFFICIAL_HEADER.encode(), "no rows"),
        (b"{}", "no result objects"),
        (b"x" * (25 * 1024 * 1024 + 1), "25 MB"),
        (csv_of(OFFICIAL_HEADER, official_row(name="x" * 30_000)), "longer than"),
        (csv_of(OFFICIAL_HEADER, *[f'"{official_row()}', *[official_row()] * 40]), "quotation mark"),
        (b"<div>" * 500 + b"<table></table>", "nested too deeply"),
    ],
)
def test_what_cannot_be_read_says_why_and_what_to_do(content: bytes, advice: str) -> None:
    with pytest.raises(UnreadableRaceFile, match=advice):
        read(content)


def test_a_spreadsheet_is_refused_by_its_name_too() -> None:
    with pytest.raises(UnreadableRaceFile, match="save it as CSV"):
        read_race_file(b"whatever", "results.XLSX", ANSWERS)


def test_more_rows_than_the_limit_are_refused_as_a_whole() -> None:
    with pytest.raises(UnreadableRaceFile, match="100,000 rows"):
        read(csv_of("Name,Total", *["a,1:20:00"] * 100_001))
