"""Every cell of an export, read back by somebody else's readers, is what the database holds."""

from __future__ import annotations

import io
import json
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID

import psycopg
import pyarrow as pa
import pytest
from fastapi.testclient import TestClient
from psycopg import sql
from psycopg.rows import DictRow
from pyarrow import csv as arrow_csv
from pyarrow import parquet

from coach.explorer import text_of_cell
from coach.races import log_race
from data.db import User
from data.exploration import Kind, Table
from data.explorer import tables
from tests.api.test_explorer import TEXTS, fill
from tests.coach.test_races import entry
from tests.data.minimal_rows import MinimalRows, athlete_of

Owner = psycopg.Connection[DictRow]
Row = dict[str, Any]
Reader = Callable[[bytes, Table], list[Row]]

CSV_VALUES: dict[Kind, Callable[[str], object]] = {
    "whole": int, "number": float, "truth": {"true": True, "false": False}.__getitem__,
    "day": date.fromisoformat, "moment": datetime.fromisoformat, "id": UUID,
    "text": text_of_cell, "document": json.loads,
}  # fmt: skip
JSON_VALUES: dict[Kind, Callable[[Any], object]] = {
    "number": float, "day": date.fromisoformat, "moment": datetime.fromisoformat, "id": UUID,
}  # fmt: skip
PARQUET_VALUES: dict[Kind, Callable[[Any], object]] = {"id": UUID, "document": json.loads}


def csv_rows(content: bytes, table: Table) -> list[Row]:
    """Unquoted nothing is missing, a quoted nothing is an empty text."""
    texts = dict.fromkeys(table.columns, pa.string())
    options = arrow_csv.ConvertOptions(
        column_types=texts, null_values=[""], strings_can_be_null=True, quoted_strings_can_be_null=False
    )
    parse = arrow_csv.ParseOptions(newlines_in_values=True)
    read = arrow_csv.read_csv(io.BytesIO(content), parse_options=parse, convert_options=options)
    return with_values(read.to_pylist(), table, CSV_VALUES)


def json_rows(content: bytes, table: Table) -> list[Row]:
    return with_values([json.loads(line) for line in content.decode().split("\n") if line], table, JSON_VALUES)


def parquet_rows(content: bytes, table: Table) -> list[Row]:
    return with_values(parquet.read_table(io.BytesIO(content)).to_pylist(), table, PARQUET_VALUES)


READERS: dict[str, Reader] = {"csv": csv_rows, "jsonl": json_rows, "parquet": parquet_rows}


def with_values(rows: list[Row], table: Table, values: dict[Kind, Callable[[Any], object]]) -> list[Row]:
    def value_of(name: str, cell: Any) -> object:
        read = values.get(table.columns[name])
        return cell if cell is None or read is None else read(cell)

    return [{name: value_of(name, cell) for name, cell in row.items()} for row in rows]


def kept_rows(owner: Owner, table: Table, athlete_id: UUID) -> list[Row]:
    """The rows as the owner of the database sees them."""
    written = {"document": "to_jsonb({0}) as {0}", "number": "{0}::float8 as {0}"}
    columns = [sql.SQL(written.get(kind, "{0}")).format(sql.Identifier(name)) for name, kind in table.columns.items()]
    query = sql.SQL("select {} from {}").format(sql.SQL(", ").join(columns), sql.Identifier("public", table.name))
    if table.owner_column:
        query += sql.SQL(" where {} = {}").format(sql.Identifier(table.owner_column), sql.Literal(athlete_id))
    return owner.execute(query).fetchall()


def in_any_order(rows: list[Row]) -> list[str]:
    return sorted(repr([utc(cell) for cell in row.values()]) for row in rows)


def utc(cell: object) -> object:
    return cell.astimezone(UTC) if isinstance(cell, datetime) else cell


@pytest.mark.parametrize("file_format", list(READERS))
def test_every_cell_of_every_table_comes_back(owner: Owner, user: User, client: TestClient, file_format: str) -> None:
    rows, me = MinimalRows(owner), athlete_of(owner, user)
    fill(user)
    log_race(user, entry())
    for name in rows.tables():
        rows.make(name, me)
    owner.execute("update workout_logs set notes = '' where title = 'plain'")
    different: dict[str, str] = {}

    for table in tables(user):
        content = client.get(f"/v1/exports/{table.name}", params={"format": file_format}).content
        found = in_any_order(READERS[file_format](content, table))
        if found != in_any_order(kept_rows(owner, table, me.athlete_id)):
            different[table.name] = str(found)[:300]

    assert different == {}
    assert len(kept_rows(owner, {one.name: one for one in tables(user)}["workout_logs"], me.athlete_id)) > len(TEXTS)


@pytest.mark.parametrize("file_format", list(READERS))
def test_missing_is_not_an_empty_text(owner: Owner, user: User, client: TestClient, file_format: str) -> None:
    fill(user)
    owner.execute("update workout_logs set notes = '' where title = 'plain'")
    owner.execute("update workout_logs set notes = null where title = 'a,b'")
    query = {"columns": ["title", "notes"], "format": file_format}

    content = client.get("/v1/exports/workout_logs", params=query).content

    table = Table("workout_logs", "athlete_id", {"title": "text", "notes": "text"})
    notes = {row["title"]: row["notes"] for row in READERS[file_format](content, table)}
    assert (notes["plain"], notes["a,b"], notes["=1+1"]) == ("", None, "=1+1")


@pytest.mark.parametrize("file_format", list(READERS))
def test_moments_leave_in_utc(owner: Owner, user: User, client: TestClient, file_format: str) -> None:
    fill(user)
    owner.execute("update workout_logs set created_at = '2026-03-29 03:30:00.25+02:00'")

    content = client.get("/v1/exports/workout_logs", params={"columns": ["created_at"], "format": file_format}).content

    table = Table("workout_logs", "athlete_id", {"created_at": "moment"})
    moments = {row["created_at"] for row in READERS[file_format](content, table)}
    assert moments == {datetime(2026, 3, 29, 1, 30, 0, 250_000, UTC)}
    assert {moment.utcoffset() for moment in moments} == {timedelta(0)}
