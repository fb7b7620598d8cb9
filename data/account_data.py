"""Everything an account owns: read as one snapshot, or removed for good."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import LiteralString, NamedTuple
from uuid import UUID

from psycopg import sql
from pydantic import BaseModel, ConfigDict, Field

from data import db
from data.db import Connection, User

ROWS_PER_FETCH = 1000
# Every table with an athlete's rows, so a new table is exported without anybody remembering it.
OWNED_TABLES: LiteralString = """
select owned.relname as name, case owned.relname when 'athlete_profiles' then 'id' else 'athlete_id' end as owner,
       array_agg(col.attname::text order by col.attnum) filter (where col.atttypid <> 'bytea'::regtype) as columns,
       coalesce(array_agg(col.attname::text) filter (where col.atttypid = 'bytea'::regtype), '{}') as binary_columns,
       coalesce(array_agg(col.attname::text) filter (where col.attname like '%\\_user\\_id'), '{}') as user_columns
from pg_catalog.pg_class owned
join pg_catalog.pg_attribute col on col.attrelid = owned.oid and col.attnum > 0 and not col.attisdropped
where owned.relnamespace = 'public'::regnamespace and owned.relkind in ('r', 'p')
  and has_table_privilege(owned.oid, 'select')
  and (owned.relname = 'athlete_profiles' or exists (
      select from pg_catalog.pg_attribute
      where attrelid = owned.oid and attname = 'athlete_id' and not attisdropped))
group by owned.relname order by owned.relname
"""


class AccountDeletion(BaseModel):
    """What somebody has to say before everything goes."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    confirmation: str = Field(max_length=200, description="The word DELETE.")
    password: str = Field(max_length=1000)


class OwnedTable(NamedTuple):
    """A table with rows of the athlete, and where `user_columns` name the account, with what it wrote for others.

    Binary columns are left out: the picture has a file of its own.
    """

    name: str
    owner: str
    columns: list[str]
    binary_columns: list[str]
    user_columns: list[str]


class OwnedRow(NamedTuple):
    """`text` is the row as one line of JSON, exactly as Postgres writes it."""

    table: str
    text: str


class AccountRows(NamedTuple):
    tables: list[OwnedTable]
    rows: Iterator[OwnedRow]


class SignedInBrowser(NamedTuple):
    signed_in_at: datetime
    last_seen_at: datetime


@contextmanager
def account_rows(user: User) -> Iterator[AccountRows]:
    """All rows of this athlete, table after table, read in pieces from one snapshot while the block is open."""
    with db.read_as(user) as conn:
        tables = [OwnedTable(**row) for row in conn.execute(OWNED_TABLES)]
        # One statement sees one moment, however long it is read.
        branches = sql.SQL(" union all ").join(_branch(table, user) for table in tables)
        with conn.cursor(name="account_rows") as cursor:
            cursor.itersize = ROWS_PER_FETCH
            cursor.execute(branches)
            yield AccountRows(tables, (OwnedRow(row["table_name"], row["text"]) for row in cursor))


def signed_in_browsers(conn: Connection, user_id: UUID) -> list[SignedInBrowser]:
    rows = conn.execute(
        "select created_at as signed_in_at, last_seen_at from private.browser_sessions"
        " where user_id = %s order by created_at",
        (user_id,),
    )
    return [SignedInBrowser(**row) for row in rows]


def delete_account(conn: Connection, user_id: UUID) -> bool:
    """The local account and, by the foreign keys, every row of the athlete; False when it is gone already."""
    delete_answers(conn, user_id)
    return conn.execute("delete from auth.users where id = %s", (user_id,)).rowcount == 1


def delete_answers(conn: Connection, user_id: UUID) -> None:
    """Answers kept for requests that are sent again: they hold what the athlete wrote, and no key ends them."""
    conn.execute("delete from private.idempotency_keys where user_id = %s", (user_id,))


def _branch(table: OwnedTable, user: User) -> sql.Composed:
    mine = [sql.SQL("{} = (select private.my_athlete_id())").format(sql.Identifier(table.owner))]
    mine += [sql.SQL("{} = {}").format(sql.Identifier(column), sql.Literal(user.id)) for column in table.user_columns]
    order = "created_at" if "created_at" in table.columns else table.owner
    return sql.SQL(
        "(select {name} as table_name, (to_jsonb(owned) - {binary}::text[])::text as text from {table} owned"
        " where {mine} order by {order})"
    ).format(
        name=sql.Literal(table.name),
        binary=sql.Literal(table.binary_columns),
        table=sql.Identifier("public", table.name),
        mine=sql.SQL(" or ").join(mine),
        order=sql.Identifier(order),
    )
