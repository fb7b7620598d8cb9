"""The explorer: which tables there are, the first rows of an answer, and all of them as a stream."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from typing import Any, LiteralString, NamedTuple

import pandas as pd
from psycopg import Copy, errors, sql

from data import db
from data.db import Connection, User
from data.errors import NotFound, Rejected, Unavailable
from data.exploration import Column, Exploration, Kind, Table
from data.explorer_query import ExplorerQuery

PREVIEW_ROWS = 200
EXPORT_TIMEOUT = "60s"
PIECE_BYTES = 128 * 1024
KINDS: dict[str, Kind] = {
    "smallint": "whole", "integer": "whole", "bigint": "whole",
    "numeric": "number", "double precision": "number", "real": "number",
    "boolean": "truth", "date": "day", "timestamp with time zone": "moment", "uuid": "id", "text": "text",
}  # fmt: skip
PANDAS: dict[Kind, str] = {"whole": "Int64", "number": "float64", "truth": "boolean"}
AS_TEXT: dict[Kind, Callable[[Any], str]] = {"id": str, "document": partial(json.dumps, ensure_ascii=False)}

# One row per column that can be asked for. Own tables first; binary columns, vectors and hashes stay out.
CATALOG: LiteralString = """
select owned.relname::text as table_name, owned.owner_column, col.attname::text as name,
       format_type(col.atttypid, null) as type
from (
    select rel.oid, rel.relname, case
        when rel.relname = 'athlete_profiles' then 'id'
        when exists (select from pg_catalog.pg_attribute
                     where attrelid = rel.oid and attname = 'athlete_id' and not attisdropped) then 'athlete_id'
        end as owner_column
    from pg_catalog.pg_class rel
    where rel.relnamespace = 'public'::regnamespace and rel.relkind in ('r', 'p', 'v')
      and has_table_privilege(rel.oid, 'select')
) owned
join pg_catalog.pg_attribute col on col.attrelid = owned.oid and col.attnum > 0 and not col.attisdropped
where (owned.owner_column is not null or exists (
          select from pg_catalog.pg_policy where polrelid = owned.oid and polname = 'everyone_reads'))
  and format_type(col.atttypid, null) not in ('bytea', 'tsvector', 'vector') and right(col.attname, 5) <> '_hash'
order by owned.owner_column is null, owned.relname, col.attnum
"""


class Preview(NamedTuple):
    """The first rows of an answer, and whether there are more."""

    rows: pd.DataFrame
    has_more: bool


def tables(user: User) -> list[Table]:
    """What can be explored, from the catalog: a new table is here by itself."""
    (rows,) = db.read_all(user, (CATALOG, ()))
    return list(_tables_of(rows).values())


def preview(user: User, wanted: Exploration) -> Preview:
    """The first 200 rows; the newest, where rows say when they were made. Ids and documents are texts.

    Raises:
        NotFound, Rejected: no such table or column, or a value that does not fit.
    """
    with _asking(user) as conn:
        query = _query(conn, wanted)
        limited = query.statement() + query.order(newest_first=True) + sql.SQL(" limit {}").format(PREVIEW_ROWS + 1)
        rows = conn.execute(limited, query.parameters).fetchall()
    dtypes = {output.name: PANDAS.get(output.kind, "object") for output in query.outputs}
    shown = db.frame(rows[:PREVIEW_ROWS], dtypes)
    for output in query.outputs:
        if output.kind in AS_TEXT:
            shown[output.name] = shown[output.name].map(AS_TEXT[output.kind], na_action="ignore")
    return Preview(shown, len(rows) > PREVIEW_ROWS)


def answer_columns(user: User, wanted: Exploration) -> list[Column]:
    """The columns of the answer, in order."""
    with _asking(user) as conn:
        return [output.column for output in _query(conn, wanted).outputs]


def csv_pieces(user: User, wanted: Exploration, starts_of_formulas: str = "") -> Iterator[bytes]:
    """The answer as CSV with a header. Missing is nothing, an empty text is "", nothing is rounded."""
    return _copied(user, wanted, sql.SQL("copy ({}) to stdout (format csv, header)"), starts_of_formulas)


def json_pieces(user: User, wanted: Exploration) -> Iterator[bytes]:
    """The answer as one JSON object per line."""
    command = sql.SQL("copy (select row_to_json(answer)::text from ({}) answer) to stdout")
    # COPY doubles every backslash; JSON holds nothing else that it would escape.
    return (piece.replace(b"\\\\", b"\\") for piece in _copied(user, wanted, command))


def _copied(user: User, wanted: Exploration, command: sql.SQL, starts_of_formulas: str = "") -> Iterator[bytes]:
    """What the server writes, as it comes: policies hold for `copy (select …)` too."""
    with _asking(user, EXPORT_TIMEOUT) as conn:
        query = _query(conn, wanted)
        statement = command.format(query.statement(starts_of_formulas) + query.order())
        with conn.cursor().copy(statement, query.parameters) as copy:
            yield from _pieces(copy)


def _pieces(copy: Copy) -> Iterator[bytes]:
    """Whole rows in pieces of about 128 kB: each row by itself would cost more than reading it."""
    gathered = bytearray()
    while row := copy.read():
        gathered += row
        if len(gathered) >= PIECE_BYTES:
            yield bytes(gathered)
            gathered.clear()
    yield bytes(gathered)


@contextmanager
def _asking(user: User, timeout: str = db.TIMEOUT) -> Iterator[Connection]:
    """A read in UTC that says in plain words why an answer could not be given."""
    try:
        with db.read_as(user) as conn:
            conn.execute(
                "select set_config('statement_timeout', %s, true), set_config('timezone', 'UTC', true)", (timeout,)
            )
            yield conn
    except errors.QueryCanceled as slow:
        raise Unavailable("This takes too long. Choose fewer rows or columns.") from slow
    except errors.DataError as unusable:
        if unusable.sqlstate is None:
            raise
        raise Rejected("A value does not fit its column. Check the filters.", field="filters") from unusable


def _query(conn: Connection, wanted: Exploration) -> ExplorerQuery:
    table = _tables_of(conn.execute(CATALOG).fetchall()).get(wanted.table)
    if table is None:
        raise NotFound("There is no such table, or it cannot be explored.")
    return ExplorerQuery(table, wanted)


def _tables_of(rows: list[dict[str, Any]]) -> dict[str, Table]:
    found: dict[str, Table] = {}
    for row in rows:
        table = found.setdefault(row["table_name"], Table(row["table_name"], row["owner_column"], {}))
        table.columns[row["name"]] = KINDS.get(row["type"], "document")
    return found
