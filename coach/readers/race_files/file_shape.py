"""Bytes to a table of texts: delimited text, JSON lines, a saved results page or pasted text."""

import csv
import io
from collections.abc import Iterator, Sequence
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
    index: int


def read_table(content: bytes, file_name: str) -> Table:
    """The table in a file, whatever its shape.

    Raises:
        UnreadableRaceFile: nothing we read; the message says what to do.
    """
    text = _decoded(content, file_name)
    if not text.strip():
        raise UnreadableRaceFile("The file is empty.")
    if max(map(len, text.split("\n"))) > MAX_LINE_CHARS and text.lstrip()[:1] not in "[<":
        raise UnreadableRaceFile(f"A line is longer than {MAX_LINE_CHARS:,} characters: this is no results table.")
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
        return _checked_text(text)
    raise UnreadableRaceFile("The file is not text. Save it as CSV (UTF-8) and import that.")


def _checked_text(text: str) -> str:
    """NUL bytes cannot be stored; a few are dropped, many mean a binary file."""
    if "\x00" not in text:
        return text
    if text.count("\x00") > len(text) // 100:
        raise UnreadableRaceFile("The file is not text. Save it as CSV (UTF-8) and import that.")
    return text.replace("\x00", "")


def _header_line(text: str) -> _HeaderLine | None:
    """The line and delimiter under which most columns are known; title lines may stand above the header."""
    first_lines = _first_lines(text)
    best, best_score = None, 0
    for index, line in enumerate(first_lines):
        for delimiter in _DELIMITERS:
            score = header_score(next(csv.reader([line], delimiter=delimiter), []))
            if score > best_score:
                best, best_score = _HeaderLine(delimiter, index), score
    return best


def _first_lines(text: str) -> list[str]:
    stream = io.StringIO(text, newline=None)
    return [stream.readline() for _ in range(_HEADER_WITHIN_LINES)]


def _table_from_delimited(text: str, header: _HeaderLine) -> Table:
    stream = io.StringIO(text, newline="")
    for _ in range(header.index):
        stream.readline()
    reader = csv.reader(stream, delimiter=header.delimiter)
    try:
        headers = next(reader)
        rows, lines = _numbered_rows(reader, header.index)
    except csv.Error as error:
        raise UnreadableRaceFile(f"The file breaks off near line {header.index + reader.line_num}: {error}.") from None
    if len(headers) > MAX_COLUMNS:
        raise UnreadableRaceFile(f"The file has {len(headers):,} columns; at most {MAX_COLUMNS} are read.")
    return _squared(headers, rows, lines)


def _numbered_rows(reader: "Iterator[list[str]]", lines_above: int) -> tuple[list[list[str]], list[int]]:
    """Rows that say anything, each with the file line it starts on."""
    rows: list[list[str]] = []
    lines: list[int] = []
    previous: int = reader.line_num  # type: ignore[attr-defined]
    for row in reader:
        end: int = reader.line_num  # type: ignore[attr-defined]
        if end - previous > _MAX_LINES_PER_ROW:
            line = lines_above + previous + 1
            raise UnreadableRaceFile(f"Line {line}: a quotation mark is opened here and not closed. Close it and retry.")
        if any(row):
            rows.append(row)
            lines.append(lines_above + previous + 1)
        previous = end
        if len(rows) > MAX_ROWS:
            raise UnreadableRaceFile(f"The file has more than {MAX_ROWS:,} rows. Split it by event and import the parts.")
    return rows, lines


def _squared(headers: Sequence[str], rows: list[list[str]], lines: list[int]) -> Table:
    """Columns of equal length: short rows end in missing cells, rows with too many are refused."""
    width = len(headers)
    refused: list[RefusedRow] = []
    if set(map(len, rows)) - {width}:
        rows, lines, refused = _fitting_rows(rows, lines, width)
    own_header = list(headers)
    if own_header in rows:
        kept = [place for place, row in enumerate(rows) if row != own_header]
        rows, lines = [rows[place] for place in kept], [lines[place] for place in kept]
    columns = list(zip(*rows, strict=True)) if rows else [()] * width
    return Table(headers, columns, lines, refused)


def _fitting_rows(
    rows: list[list[str]], lines: list[int], width: int
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
