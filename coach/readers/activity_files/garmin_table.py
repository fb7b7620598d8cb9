"""Bytes of Garmin's activity list to tables of texts: encoding, separator, header lines, limits."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from itertools import islice
from typing import NamedTuple

from .contract import UnreadableActivityFile
from .garmin_columns import Columns, columns_of, is_type_header

MAX_BYTES = 50 * 1024 * 1024
MAX_ROWS = 200_000
_MAX_LINES_PER_ROW = 10
_HEADER_WITHIN_LINES = 10
_LONGEST_HEADER_LINE = 20_000
_DELIMITERS = (",", ";", "\t")
_FOREIGN = (
    (b"PK\x03\x04", "This is a spreadsheet or an archive. Save the list as CSV, or import the archive as a whole."),
    (b"\xd0\xcf\x11\xe0", "This is an old Excel file. Open it, save it as CSV and import that."),
    (b"%PDF", "This is a PDF. Export the activity list of Garmin Connect as CSV and import that."),
    (b"\x1f\x8b", "This file is compressed. Unpack it first, then import the CSV inside."),
)
_NOT_TEXT = "This file is not text. Export the activity list of Garmin Connect as CSV and import that."
_NO_HEADER = (
    "This is no activity list of Garmin Connect: no header line with an activity type, a date and a time was found. "
    "Open “All Activities” in Garmin Connect, choose “Export CSV” and import that file unchanged."
)


class Table(NamedTuple):
    """One header line and the rows below it; `rows` have the header's width, `lines` count from 1 in the file.

    `overlong`: places of rows with more cells than the header: their cells stand in the wrong columns.
    """

    columns: Columns
    rows: list[list[str]]
    lines: list[int]
    overlong: frozenset[int]


class _Header(NamedTuple):
    columns: Columns
    cells: list[str]
    delimiter: str
    lines_above: int


def read_tables(content: bytes) -> list[Table]:
    """The tables of a file: one, or several where lists with their headers were glued together.

    Raises:
        UnreadableActivityFile: the file is no such list; the text says what to do.
    """
    text = decoded(content)
    if not text.strip():
        raise UnreadableActivityFile("The file is empty. Export the activity list of Garmin Connect again.")
    header = _header(text)
    if header is None:
        raise UnreadableActivityFile(_NO_HEADER)
    tables = [table for table in _split_at_headers(header, _rows(text, header)) if table.rows]
    if not tables:
        raise UnreadableActivityFile("The file has a header but no activities. Export the list again and import that.")
    return tables


def has_garmin_header(content: bytes) -> bool:
    try:
        return _header(decoded(content)) is not None
    except UnreadableActivityFile:
        return False


def decoded(content: bytes) -> str:
    if len(content) > MAX_BYTES:
        raise UnreadableActivityFile("The file is larger than 50 MB. Export fewer activities at once and import each.")
    for start, advice in _FOREIGN:
        if content.startswith(start):
            raise UnreadableActivityFile(advice)
    encodings = ["utf-16"] if content.startswith((b"\xff\xfe", b"\xfe\xff")) else ["utf-8-sig", "cp1252"]
    for encoding in encodings:
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\x00" in text:
            raise UnreadableActivityFile(_NOT_TEXT)
        return text.replace("\r\n", "\n").replace("\r", "\n")
    raise UnreadableActivityFile(_NOT_TEXT)


def _header(text: str) -> _Header | None:
    """The first line that is a header of Garmin's; empty lines and a title may stand above it."""
    for lines_above, line in enumerate(text.split("\n", _HEADER_WITHIN_LINES)[:_HEADER_WITHIN_LINES]):
        for delimiter in _DELIMITERS if len(line) <= _LONGEST_HEADER_LINE else ():
            cells = next(csv.reader([line], delimiter=delimiter), [])
            columns = columns_of(cells)
            if columns is not None:
                return _Header(columns, cells, delimiter, lines_above)
    return None


def _rows(text: str, header: _Header) -> Iterator[tuple[int, list[str]]]:
    """Line and cells of every row below the header that is not blank."""
    lines = io.StringIO(text)
    for _ in range(header.lines_above + 1):
        lines.readline()
    reader = csv.reader(lines, delimiter=header.delimiter)
    ended = header.lines_above + 1
    rows = islice(reader, MAX_ROWS + 1)
    try:
        for count, row in enumerate(rows, start=1):
            line, ended = ended + 1, header.lines_above + 1 + reader.line_num
            _check(count, line, ended)
            if any(row) and any(cell.strip() for cell in row):
                yield line, row
    except csv.Error:
        raise UnreadableActivityFile(
            f"The file breaks off near line {ended + 1}: a quotation mark is opened and not closed. Export it again."
        ) from None


def _check(count: int, line: int, ended: int) -> None:
    if count > MAX_ROWS:
        raise UnreadableActivityFile(f"The file has more than {MAX_ROWS:,} rows. Export fewer activities at once.")
    if ended - line > _MAX_LINES_PER_ROW:
        raise UnreadableActivityFile(
            f"Line {line}: a quotation mark is opened here and not closed. Close it or export the list again."
        )


def _split_at_headers(header: _Header, rows: Iterator[tuple[int, list[str]]]) -> Iterator[Table]:
    columns, cells = header.columns, header.cells
    lines: list[int] = []
    kept: list[list[str]] = []
    for line, row in rows:
        # Asking for every row would cost more than reading it: only what starts like a header is looked at.
        if row == cells or is_type_header(row[0]):
            other = columns_of(row)
            if other is not None:
                yield _squared(columns, kept, lines)
                columns, cells, kept, lines = other, row, [], []
                continue
        lines.append(line)
        kept.append(row)
    yield _squared(columns, kept, lines)


def _squared(columns: Columns, rows: list[list[str]], lines: list[int]) -> Table:
    width = len(columns.names)
    overlong = []
    for place, row in enumerate(rows):
        if len(row) == width:
            continue
        if len(row) > width and any(cell.strip() for cell in row[width:]):
            overlong.append(place)
        rows[place] = row[:width] + [""] * (width - len(row))
    return Table(columns, rows, lines, frozenset(overlong))
