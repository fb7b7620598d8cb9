"""The analyst's work: ask one's tables, keep the question, take the whole answer along."""

from __future__ import annotations

import tempfile
from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import IO, Final, Literal, get_args
from uuid import UUID

import pyarrow as pa
from pyarrow import csv as arrow_csv
from pyarrow import parquet

from coach.exports import FORMULA_STARTS
from data import db
from data.db import User
from data.exploration import Column, Exploration, Kind
from data.explorer import answer_columns, csv_pieces, json_pieces, preview
from data.saved_views import SavedView, SavedViewEntry, delete_view, find_view, insert_view, update_view

ExportFormat = Literal["csv", "jsonl", "parquet"]

FORMATS: Final[tuple[ExportFormat, ...]] = get_args(ExportFormat)
MEDIA_TYPES: Final[dict[ExportFormat, str]] = {
    "csv": "text/csv; charset=utf-8",
    "jsonl": "application/x-ndjson",
    "parquet": "application/vnd.apache.parquet",
}
APOSTROPHE: Final = "'"
# A text that starts with an apostrophe gets another one, so that taking one away always gives the text back.
ARMED: Final = "".join(FORMULA_STARTS) + APOSTROPHE
PIECE_BYTES = 256 * 1024
BLOCK_BYTES = 1024 * 1024
ARROW_TYPES: dict[Kind, pa.DataType] = {
    "whole": pa.int64(),
    "number": pa.float64(),
    "truth": pa.bool_(),
    "day": pa.date32(),
    "moment": pa.timestamp("us", tz="UTC"),
}


def export(user: User, wanted: Exploration, file_format: ExportFormat = "csv") -> IO[bytes]:
    """The whole answer as a file at its start, gone once it is closed.

    It goes to disk as fast as the server writes: a slow reader holds no connection, an error is said before the
    first byte is sent, and memory does not grow with the rows.

    Raises:
        NotFound, Rejected: no such table or column, or a value that does not fit.
    """
    if file_format == "parquet":
        return _parquet(user, wanted)
    pieces = csv_pieces(user, wanted, ARMED) if file_format == "csv" else json_pieces(user, wanted)
    return _spooled(pieces)


def pieces_of(exported: IO[bytes]) -> Iterator[bytes]:
    """An export in pieces; closed after the last."""
    with exported:
        while piece := exported.read(PIECE_BYTES):
            yield piece


def text_of_cell(cell: str) -> str:
    """The text that an exported CSV cell stands for.

    >>> text_of_cell("'=1+1"), text_of_cell("''t Hof"), text_of_cell("Ana")
    ('=1+1', "'t Hof", 'Ana')
    """
    return cell.removeprefix(APOSTROPHE)


def save_view(user: User, entry: SavedViewEntry) -> SavedView:
    """Keep a question. It is asked once, so that nothing is kept that has no answer."""
    preview(user, entry.query)
    with db.write_as(user) as conn:
        view_id = insert_view(conn, entry)
    return find_view(user, view_id)


def change_view(user: User, view_id: UUID, entry: SavedViewEntry, expected: datetime | None = None) -> SavedView:
    """Replace name and question.

    Raises:
        Stale: it was changed since `expected`.
    """
    preview(user, entry.query)
    with db.write_as(user) as conn:
        update_view(conn, view_id, entry, expected)
    return find_view(user, view_id)


def remove_view(user: User, view_id: UUID) -> None:
    with db.write_as(user) as conn:
        delete_view(conn, view_id)


def _spooled(pieces: Iterable[bytes]) -> IO[bytes]:
    spool = tempfile.TemporaryFile(buffering=PIECE_BYTES)  # noqa: SIM115 - the caller closes it
    try:
        spool.writelines(pieces)
    except BaseException:
        spool.close()
        raise
    spool.seek(0)
    return spool


def _parquet(user: User, wanted: Exploration) -> IO[bytes]:
    """Typed columns; ids, texts and documents (as JSON) are strings."""
    columns = answer_columns(user, wanted)
    schema = pa.schema([(column.name, ARROW_TYPES.get(column.kind, pa.string())) for column in columns])
    exported = tempfile.TemporaryFile()  # noqa: SIM115 - the caller closes it
    with _spooled(csv_pieces(user, wanted)) as rows, parquet.ParquetWriter(exported, schema) as writer:
        for batch in _batches(rows, columns, schema):
            writer.write_batch(batch)
    exported.seek(0)
    return exported


def _batches(rows: IO[bytes], columns: list[Column], schema: pa.Schema) -> Iterable[pa.RecordBatch]:
    reader: Iterable[pa.RecordBatch] = arrow_csv.open_csv(
        rows,
        read_options=arrow_csv.ReadOptions(use_threads=False, block_size=BLOCK_BYTES),
        parse_options=arrow_csv.ParseOptions(newlines_in_values=True),
        convert_options=arrow_csv.ConvertOptions(
            column_types=schema,
            include_columns=[column.name for column in columns],
            null_values=[""],
            true_values=["t"],
            false_values=["f"],
            strings_can_be_null=True,
            quoted_strings_can_be_null=False,
        ),
    )
    return reader
