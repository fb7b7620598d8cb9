"""Bytes to a table of texts: delimited text, JSON lines, a saved results page or pasted text."""

import csv
import io
from collections.abc import Sequence
from itertools import chain, islice, pairwise
from typing import NamedTuple

from .contract import RefusedRow, Table, UnreadableRaceFile
from .headers import header_score
from .json_rows import table_from_json
from .result_sheet import table_from_html, table_from_pasted_text

MAX_BYTES = 25 * 1024 * 1024
MAX_ROWS = 100_000
MAX_COLUMNS = 400
MAX_LINE_CHARS = 20_000
_MAX_LINES_PER_ROW = 10
_DELIMITERS = (",", ";", "\t", "|")
_HEADER_WITHIN_LINES = 10

_FOREIGN = (
    (b"PK\x03\x04", "This is a spreadsheet or archive (such as xlsx). Open it and save it as CSV, then import that."),
    (b"\xd0\xcf\x11\xe0", "This is an old Excel file. Open it and save it as CSV, then import that."),
    (b"%PDF", "This is a PDF. Import the results as CSV, or paste the text of the results page."),
    (b"\x1f\x8b", "This file is compressed. Unpack it first, then import the CSV inside."),
)
_UNKNOWN_SHAPE = (
    "No race results found: the file needs a header line with an official time (such as Overall_Time) "
    "or splits (such as Running 1, SkiErg). CSV, JSON lines, a saved results page and pasted text are read."
)


class _HeaderLine(NamedTuple):
    delimiter: str
    lines_above: int


def read_table(content: bytes, file_name: str) -> Table:
    """The table in a file, whatever its shape.

    Raises:
        UnreadableRaceFile: nothing we read; the message says what to do.
    """
    text = _decoded(content, file_name)
    if not text.strip():
        raise UnreadableRaceFile("The file is empty.")
    table = _shaped(text)
    if not table.lines and not table.refused:
        raise UnreadableRaceFile("The file has a header but no rows.")
    return table


def _shaped(text: str) -> Table:
    start = text.lstrip()[:1]
    if start in "{[":
        return table_from_json(text.strip(), MAX_ROWS, MAX_COLUMNS)
    page = table_from_html(text) if start == "<" else None
    if page is not None:
        return page
    if max(map(len, text.split("\n"))) > MAX_LINE_CHARS:
        raise UnreadableRaceFile(f"A line is longer than {MAX_LINE_CHARS:,} characters: this is no results table.")
    header = _header_line(text)
    if header is not None:
        return _table_from_delimited(text, header)
    pasted = table_from_pasted_text(text)
    if pasted is None:
        raise UnreadableRaceFile(_UNKNOWN_SHAPE)
    return pasted


def _decoded(content: bytes, file_name: str) -> str:
    if len(content) > MAX_BYTES:
        raise UnreadableRaceFile("The file is larger than 25 MB. Split it by event and import the parts.")
    for start, advice in _FOREIGN:
        if content.startswith(start):
            raise UnreadableRaceFile(advice)
    if file_name.casefold().endswith((".xlsx", ".xls", ".ods", ".numbers")):
        raise UnreadableRaceFile("Spreadsheet files are not read. Open it and save it as CSV, then import that.")
    encodings = ["utf-16"] if content.startswith((b"\xff\xfe", b"\xfe\xff")) else ["utf-8-sig", "cp1252"]
    for encoding in encodings:
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        return _without_nuls(text).replace("\r\n", "\n").replace("\r", "\n")
    raise UnreadableRaceFile("The file is not text. Save it as CSV (UTF-8) and import that.")


def _without_nuls(text: str) -> str:
    """NUL bytes cannot be stored; a few are dropped, many mean a binary file."""
    if "\x00" not in text:
        return text
    if text.count("\x00") > len(text) // 100:
        raise UnreadableRaceFile("The file is not text. Save it as CSV (UTF-8) and import that.")
    return text.replace("\x00", "")


def _header_line(text: str) -> _HeaderLine | None:
    """The line and delimiter under which most columns are known; title lines may stand above the header."""
    best, best_score = None, 0
    for index, line in enumerate(text.split("\n", _HEADER_WITHIN_LINES)[:_HEADER_WITHIN_LINES]):
        for delimiter in _DELIMITERS:
            score = header_score(next(csv.reader([line], delimiter=delimiter), []))
            if score > best_score:
                best, best_score = _HeaderLine(delimiter, index), score
    return best


def _table_from_delimited(text: str, header: _HeaderLine) -> Table:
    reader = csv.reader(_lines_from(text, header), delimiter=header.delimiter)
    try:
        headers = next(reader)
        header_end = reader.line_num
        rows = list(islice(reader, MAX_ROWS + 1))
    except csv.Error as error:
        raise UnreadableRaceFile(
            f"The file breaks off near line {header.lines_above + reader.line_num}: {error}."
        ) from None
    if len(headers) > MAX_COLUMNS:
        raise UnreadableRaceFile(f"The file has {len(headers):,} columns; at most {MAX_COLUMNS} are read.")
    if len(rows) > MAX_ROWS:
        raise UnreadableRaceFile(f"The file has more than {MAX_ROWS:,} rows. Split it by event and import the parts.")
    first_line = header.lines_above + header_end + 1
    if reader.line_num - header_end == len(rows):
        lines: Sequence[int] = range(first_line, first_line + len(rows))
    else:
        lines = _starting_lines(text, header)
    return _squared(headers, rows, lines)


def _lines_from(text: str, header: _HeaderLine) -> io.StringIO:
    lines = io.StringIO(text)
    for _ in range(header.lines_above):
        lines.readline()
    return lines


def _starting_lines(text: str, header: _HeaderLine) -> list[int]:
    """The line each row starts on, where cells hold line breaks."""
    reader = csv.reader(_lines_from(text, header), delimiter=header.delimiter)
    ends = [header.lines_above + reader.line_num for _ in reader]
    for start, end in pairwise(ends):
        if end - start > _MAX_LINES_PER_ROW:
            raise UnreadableRaceFile(
                f"Line {start + 1}: a quotation mark is opened here and not closed. Close it and import again."
            )
    return [end + 1 for end in ends[:-1]]


def _squared(headers: Sequence[str], rows: list[list[str]], lines: Sequence[int]) -> Table:
    """Columns of equal length: blank rows are skipped, short ones end in missing cells, long ones are refused."""
    width = len(headers)
    own_header = list(headers)
    if own_header in rows or not all(map(any, rows)):
        kept = [place for place, row in enumerate(rows) if any(row) and row != own_header]
        rows, lines = [rows[place] for place in kept], [lines[place] for place in kept]
    refused: list[RefusedRow] = []
    if set(map(len, rows)) - {width}:
        rows, lines, refused = _fitting_rows(rows, lines, width)
    cells = list(chain.from_iterable(rows))
    return Table(headers, [cells[place::width] for place in range(width)], lines, refused)


def _fitting_rows(
    rows: list[list[str]], lines: Sequence[int], width: int
) -> tuple[list[list[str]], list[int], list[RefusedRow]]:
    fitting: list[list[str]] = []
    fitting_lines: list[int] = []
    refused: list[RefusedRow] = []
    for row, line in zip(rows, lines, strict=True):
        if len(row) > width and any(cell.strip() for cell in row[width:]):
            refused.append(RefusedRow(line, f"the row has {len(row)} cells, but the header has {width}"))
            continue
        fitting.append(row[:width] + [""] * (width - len(row)))
        fitting_lines.append(line)
    return fitting, fitting_lines, refused
