"""Tables as CSV files that spreadsheets read correctly and cannot be attacked with."""

from __future__ import annotations

import csv
import io
import math
from collections.abc import Collection, Iterable
from datetime import UTC, date, datetime
from typing import Any

import pandas as pd

from coach.engines.clock import format_clock
from coach.engines.splits import METRICS

FORMULA_STARTS = tuple("=+-@\t\r\n＝＋－＠")


def csv_of(frame: pd.DataFrame, *, time_columns: Collection[str] = ()) -> bytes:
    """The frame as UTF-8 CSV (RFC 4180) with a header line, one line per row, without the index.

    Dates are ISO 8601, missing values are empty. Every column of seconds (a metric name, `…_s`, `…_seconds`,
    or listed in `time_columns`) is followed by `<name>_text` with the same time as people write it.
    Text that a spreadsheet would run as a formula gets a leading apostrophe.
    """
    is_time = [_is_time_column(str(name), time_columns) for name in frame.columns]
    sheet = io.StringIO()
    writer = csv.writer(sheet, lineterminator="\r\n")
    writer.writerow(_header(frame.columns, is_time))
    for row in frame.itertuples(index=False, name=None):
        writer.writerow(_cells(row, is_time))
    return sheet.getvalue().encode("utf-8")


def harmless(text: str) -> str:
    """The text, with an apostrophe in front when a spreadsheet would take it for a formula.

    >>> harmless("=1+1"), harmless("Ana-Maria")
    ("'=1+1", 'Ana-Maria')
    """
    return f"'{text}" if text.startswith(FORMULA_STARTS) else text


def _is_time_column(name: str, time_columns: Collection[str]) -> bool:
    return name in METRICS or name in time_columns or name.endswith(("_s", "_seconds"))


def _header(names: Iterable[object], is_time: list[bool]) -> list[str]:
    header: list[str] = []
    for name, is_seconds in zip(names, is_time, strict=True):
        header.append(harmless(str(name)))
        if is_seconds:
            header.append(harmless(f"{name}_text"))
    return header


def _cells(row: Iterable[Any], is_time: list[bool]) -> list[str]:
    cells: list[str] = []
    for value, is_seconds in zip(row, is_time, strict=True):
        cells.append(_cell(value))
        if is_seconds:
            cells.append("" if _is_missing(value) else harmless(format_clock(float(value))))
    return cells


def _cell(value: Any) -> str:
    if _is_missing(value):
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        return f"{value:.3f}".rstrip("0").rstrip(".")
    if isinstance(value, datetime):
        return _moment(value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, list | tuple):
        return harmless("; ".join(str(part) for part in value))
    return str(value) if isinstance(value, int) else harmless(str(value))


def _moment(moment: datetime) -> str:
    """Midnight without a time zone is how pandas holds a plain date."""
    if moment.tzinfo is not None:
        return moment.astimezone(UTC).isoformat(timespec="seconds")
    is_plain_date = moment == moment.replace(hour=0, minute=0, second=0, microsecond=0)
    return moment.date().isoformat() if is_plain_date else moment.isoformat(timespec="seconds")


def _is_missing(value: Any) -> bool:
    if value is None or value is pd.NaT or value is pd.NA:
        return True
    return isinstance(value, float) and math.isnan(value)
