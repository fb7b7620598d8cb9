"""Connections: every statement runs as somebody, inside a transaction, with a time limit."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any, LiteralString, NamedTuple
from uuid import UUID

import pandas as pd
import psycopg
from psycopg.errors import DeadlockDetected, QueryCanceled
from psycopg.rows import DictRow, dict_row
from psycopg_pool import ConnectionPool, PoolTimeout, TooManyRequests

from data.errors import Rejected, Unavailable

Connection = psycopg.Connection[DictRow]
Pool = ConnectionPool[Connection]
Row = dict[str, Any]
Query = tuple[LiteralString, Sequence[Any] | Mapping[str, Any]]

TIMEOUT = "8s"
CLAIM = "select set_config('request.jwt.claims', %s, true), set_config('statement_timeout', %s, true)"
BUSY = "The database is busy or not reachable. Try again in a moment."
NOT_OPEN = "The database is not open. Start the app with `make run`."

_pools: dict[str, Pool] = {}


class User(NamedTuple):
    """A signed-in account. Row level security decides what it may see."""

    id: UUID
    email: str

    @property
    def claims(self) -> str:
        return json.dumps({"sub": str(self.id), "role": "authenticated", "email": self.email})


def open_pools(login_dsn: str, service_dsn: str) -> None:
    """Open the athletes' pool (role app_login) and the service pool (role app_service)."""
    _pools["login"] = _pool(login_dsn, max_size=8)
    _pools["service"] = _pool(service_dsn, max_size=4)


def close_pools() -> None:
    while _pools:
        _, pool = _pools.popitem()
        pool.close()


def service_dsn() -> str:
    """Where the service role answers, for what keeps connections of its own."""
    if "service" not in _pools:
        raise Unavailable(NOT_OPEN)
    return str(_pools["service"].conninfo)


@contextmanager
def write_as(user: User) -> Iterator[Connection]:
    """A transaction that sees and changes what this user may.

    Raises:
        Unavailable: another change of the same rows takes too long, or the two waited for each other.
    """
    try:
        with _borrow("login") as conn, conn.transaction():
            conn.execute(CLAIM, (user.claims, TIMEOUT))
            yield conn
    except (QueryCanceled, DeadlockDetected) as busy:
        raise Unavailable(BUSY) from busy


@contextmanager
def read_as(user: User) -> Iterator[Connection]:
    """The same, unable to write."""
    with _borrow("login") as conn, conn.transaction():
        conn.execute("set transaction read only")
        conn.execute(CLAIM, (user.claims, TIMEOUT))
        yield conn


def read_all(user: User, *queries: Query) -> list[list[Row]]:
    """The rows of each query, all in one network round trip and one snapshot."""
    return _round_trip("login", (CLAIM, (user.claims, TIMEOUT)), *queries)[1:]


def service_rows(query: Query) -> list[Row]:
    """The same for one read that belongs to no athlete's request."""
    return _round_trip("service", query)[0]


@contextmanager
def read_reference() -> Iterator[Connection]:
    """Reads of public reference tables, as nobody in particular."""
    with _borrow("login") as conn, conn.transaction():
        conn.execute("set transaction read only")
        yield conn


@contextmanager
def as_service() -> Iterator[Connection]:
    """Work that belongs to no athlete's request: accounts, sessions, jobs."""
    with _borrow("service") as conn, conn.transaction():
        yield conn


def answers() -> bool:
    """Whether the database can be asked right now."""
    try:
        with read_reference():
            return True  # borrowing a connection has asked the server already
    except (Unavailable, psycopg.Error):
        return False


def frame(rows: Sequence[Mapping[str, Any]], dtypes: Mapping[str, str]) -> pd.DataFrame:
    """The rows as a table with exactly these columns and dtypes, also when there are none."""
    return pd.DataFrame.from_records([dict(row) for row in rows], columns=list(dtypes)).astype(dict(dtypes))


def _pool(dsn: str, max_size: int) -> Pool:
    # Prepared statements are off: they break behind a pooler in transaction mode.
    return ConnectionPool(
        dsn,
        connection_class=Connection,
        kwargs={"autocommit": True, "row_factory": dict_row, "prepare_threshold": None},
        min_size=2,
        max_size=max_size,
        timeout=5,
        max_waiting=50,
        check=ConnectionPool.check_connection,
        open=True,
    )


def _round_trip(pool: str, *queries: Query) -> list[list[Row]]:
    with _borrow(pool) as conn, conn.pipeline():
        conn.execute("begin isolation level repeatable read read only")
        cursors = [conn.execute(sql, parameters) for sql, parameters in queries]
        conn.execute("commit")
        return [cursor.fetchall() for cursor in cursors]


@contextmanager
def _borrow(name: str) -> Iterator[Connection]:
    if name not in _pools:
        raise Unavailable(NOT_OPEN)
    try:
        with _pools[name].connection() as conn:
            yield conn
    except psycopg.DataError as error:
        if error.sqlstate is None:  # found by the client before it was sent: a NUL character in a text
            raise Rejected("A text holds a character that cannot be stored. Type it again.") from error
        raise
    except (PoolTimeout, TooManyRequests) as busy:
        raise Unavailable(BUSY) from busy
