"""Many rows into a table of the athlete at once: copied beside it, because policies let nobody copy into it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import islice
from typing import Any, Final, LiteralString

from psycopg import sql
from pydantic_core import to_json

from data.db import Connection

ROWS_PER_STATEMENT: Final = 20_000


def insert_set(
    conn: Connection, table: LiteralString, columns: Sequence[str], rows: Iterable[Sequence[object]]
) -> None:
    """In as few statements as their time limit allows; a third faster than the same rows as one JSON text."""
    waiting = iter(rows)
    while some := list(islice(waiting, ROWS_PER_STATEMENT)):
        _insert(conn, table, columns, some)


def _insert(conn: Connection, table: LiteralString, columns: Sequence[str], rows: Sequence[Sequence[object]]) -> None:
    names = sql.SQL(", ").join(map(sql.Identifier, columns))
    arriving = sql.Identifier(f"arriving_{table}")
    conn.execute(
        sql.SQL("create temporary table {} on commit drop as select {} from {} with no data").format(
            arriving, names, sql.Identifier("public", table)
        )
    )
    with conn.cursor().copy(sql.SQL("copy {} from stdin").format(arriving)) as copy:
        for row in rows:
            copy.write_row(row)
    conn.execute(
        sql.SQL(
            "insert into {} (athlete_id, {names}) select (select private.my_athlete_id()), {names} from {arriving}"
        ).format(sql.Identifier("public", table), names=names, arriving=arriving)
    )
    conn.execute(sql.SQL("drop table {}").format(arriving))


def as_json(part: Any) -> str:
    """What Postgres takes as jsonb: no zero characters, no halves of surrogate pairs; a number that is none is null."""
    try:
        text = to_json(part, inf_nan_mode="null").decode()
    except ValueError:
        return to_json(storable(part), inf_nan_mode="null").decode()
    return to_json(storable(part), inf_nan_mode="null").decode() if "\\u0000" in text else text


def storable(part: Any) -> Any:
    """
    >>> storable([{"a\\0": "b\\ud800"}])
    [{'a': 'b?'}]
    """
    if isinstance(part, str):
        return part.replace("\x00", "").encode(errors="replace").decode()
    if isinstance(part, Mapping):
        return {storable(name): storable(value) for name, value in part.items()}
    if isinstance(part, list | tuple):
        return [storable(one) for one in part]
    return part
