"""JSON lines or a JSON list of results to a table of texts; nested objects give their inner keys."""

import json
from collections.abc import Iterator, Mapping

from .contract import RefusedRow, Table, UnreadableRaceFile

_MAX_DEPTH = 4
_PARSE_ERRORS = (ValueError, RecursionError)


def table_from_json(text: str, max_rows: int, max_columns: int) -> Table:
    records: list[dict[str, str]] = []
    lines: list[int] = []
    refused: list[RefusedRow] = []
    for line, record in _records(text):
        if len(lines) >= max_rows:
            raise UnreadableRaceFile(f"The file has more than {max_rows:,} rows. Split it by event.")
        if isinstance(record, dict):
            records.append(dict(_flat(record, _MAX_DEPTH)))
            lines.append(line)
        else:
            refused.append(RefusedRow(line, "the line is not a JSON object"))
    headers = list(dict.fromkeys(key for record in records for key in record))
    if not headers:
        raise UnreadableRaceFile("The JSON holds no result objects.")
    if len(headers) > max_columns:
        raise UnreadableRaceFile(f"The JSON has {len(headers):,} different keys; at most {max_columns} are read.")
    columns = [[record.get(header, "") for record in records] for header in headers]
    return Table(headers, columns, lines, refused)


def _records(text: str) -> Iterator[tuple[int, object]]:
    """(line, value) of JSON lines; (item number, value) of one JSON list or object."""
    whole = _parsed(text)
    if isinstance(whole, list):
        yield from enumerate(whole, start=1)
    elif isinstance(whole, dict):
        yield from enumerate(_listed_results(whole), start=1)
    else:
        for line, record_text in enumerate(text.split("\n"), start=1):
            if record_text.strip():
                yield line, _parsed(record_text)


def _listed_results(record: Mapping[str, object]) -> list[object]:
    """The list of objects inside {"results": [...]}, else the object itself."""
    for inner in record.values():
        if isinstance(inner, list) and inner and all(isinstance(item, dict) for item in inner):
            return inner
    return [record]


def _parsed(text: str) -> object:
    try:
        return json.loads(text)
    except _PARSE_ERRORS:
        return None


def _flat(record: Mapping[str, object], depth: int) -> Iterator[tuple[str, str]]:
    for key, value in record.items():
        if isinstance(value, dict):
            if depth > 1:
                yield from _flat(value, depth - 1)
        elif isinstance(value, (str, int, float)) and not isinstance(value, bool):
            yield _storable(key), _cell(value)
        elif value is None:
            yield _storable(key), ""


def _cell(value: str | float) -> str:
    if isinstance(value, str):
        return _storable(value)
    return repr(value) if abs(value) < 1e15 else "?"


def _storable(text: str) -> str:
    """JSON can smuggle half surrogates and NULs, which no database takes."""
    return text.encode("utf-8", "replace").decode().replace("\x00", "")
