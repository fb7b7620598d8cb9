"""The smallest row every table accepts, made from the catalog alone, so that a new table is covered by itself."""

from __future__ import annotations

import hashlib
import re
import uuid
from datetime import UTC, date, datetime
from typing import Any, NamedTuple
from uuid import UUID

import psycopg
from psycopg import errors, sql
from psycopg.rows import DictRow
from psycopg.types.json import Jsonb

from data.db import User

Values = dict[str, Any]

OWNED_TABLES = """
    select relname as name from pg_class
    where relnamespace = 'public'::regnamespace and relkind in ('r', 'p')
      and (relname = 'athlete_profiles' or exists (
          select from pg_attribute where attrelid = pg_class.oid and attname = 'athlete_id' and not attisdropped))
    order by relname
"""
REQUIRED_COLUMNS = """
    select attname as name, format_type(atttypid, null) as type from pg_attribute
    where attrelid = %s::regclass and attnum > 0 and not attisdropped
      and attnotnull and not atthasdef and attidentity = '' and attgenerated = ''
    order by attnum
"""
CONSTRAINTS = """
    select conname as name, contype as kind, confrelid::regclass::text as parent, pg_get_constraintdef(oid) as text,
           array(select attname::text from unnest(conkey) with ordinality key (number, place)
                 join pg_attribute on attrelid = conrelid and attnum = number order by place) as columns,
           array(select attname::text from unnest(confkey) with ordinality key (number, place)
                 join pg_attribute on attrelid = confrelid and attnum = number order by place) as parent_columns
    from pg_constraint where conrelid = %s::regclass and contype in ('c', 'f', 'p')
"""
LITERAL = re.compile(r"'((?:[^']|'')+)'::text")


class Athlete(NamedTuple):
    user: User
    athlete_id: UUID


def athlete_of(owner: psycopg.Connection[DictRow], user: User) -> Athlete:
    found = owner.execute("select id from athlete_profiles where user_id = %s", (user.id,)).fetchone()
    assert found is not None
    return Athlete(user, found["id"])


class Constraint(NamedTuple):
    name: str
    kind: str
    parent: str
    text: str
    columns: list[str]
    parent_columns: list[str]


class MinimalRow(NamedTuple):
    """`sent` is what the insert named; `key` identifies the row that is there now."""

    table: str
    sent: Values
    key: Values

    @property
    def is_this(self) -> sql.Composed:
        return sql.SQL(" and ").join(sql.SQL("{} = {}").format(sql.Identifier(k), v) for k, v in self.key.items())


class MinimalRows:
    """Makes rows as the owner of the tables."""

    def __init__(self, owner: psycopg.Connection[DictRow]) -> None:
        self.owner = owner

    def tables(self) -> list[str]:
        """Every table whose rows belong to an athlete."""
        return [row["name"] for row in self.owner.execute(OWNED_TABLES)]

    def constraints(self, table: str) -> list[Constraint]:
        return [Constraint(**row) for row in self.owner.execute(CONSTRAINTS, (table,))]

    def make(self, table: str, athlete: Athlete) -> MinimalRow:
        """A row of this athlete; the one that is there where a table holds one per athlete.

        Raises:
            AssertionError: no value tried satisfies a check constraint; teach `_candidates` the new kind of column.
        """
        constraints = self.constraints(table)
        candidates = {
            row["name"]: self._candidates(row["name"], row["type"], constraints, athlete)
            for row in self.owner.execute(REQUIRED_COLUMNS, (table,)).fetchall()
        }
        tried = dict.fromkeys(candidates, 0)
        key_columns = next(c.columns for c in constraints if c.kind == "p")
        while True:
            sent = {name: candidates[name][tried[name]] for name in candidates}
            try:
                row = self.owner.execute(insert_statement(table, sent, returning=key_columns)).fetchone()
            except errors.UniqueViolation:
                row = self._existing(table, key_columns, athlete)
            except errors.CheckViolation as refused:
                broken = next(c for c in constraints if c.name == refused.diag.constraint_name)
                has_more = _next_combination(tried, candidates, broken.columns)
                assert has_more, f"no minimal row for {table}: {broken.name} {broken.text}"
                continue
            assert row is not None
            return MinimalRow(table, sent, dict(row))

    def _candidates(self, column: str, kind: str, constraints: list[Constraint], athlete: Athlete) -> list[Any]:
        if column == "athlete_id":
            return [athlete.athlete_id]
        for constraint in constraints:
            if constraint.kind == "f" and column in constraint.columns:
                at = constraint.columns.index(column)
                return [self._parent(constraint, athlete)[constraint.parent_columns[at]]]
        closed = [c.text for c in constraints if c.kind == "c" and c.columns == [column] and "ARRAY[" in c.text]
        if closed:
            return LITERAL.findall(closed[0])
        return plausible_values(kind)

    def _parent(self, key: Constraint, athlete: Athlete) -> Values:
        if key.parent == "auth.users":
            return {"id": athlete.user.id}
        if key.parent in self.tables():
            made = self.make(key.parent, athlete)
            found = sql.SQL("select * from {} where {}").format(sql.Identifier(key.parent), made.is_this)
        else:
            found = sql.SQL("select * from {} limit 1").format(sql.Identifier(key.parent))
        row = self.owner.execute(found).fetchone()
        assert row is not None, f"{key.parent} is empty"
        return dict(row)

    def _existing(self, table: str, key_columns: list[str], athlete: Athlete) -> Values | None:
        statement = sql.SQL("select {} from {} where {} = {}").format(
            sql.SQL(", ").join(map(sql.Identifier, key_columns)),
            sql.Identifier(table),
            sql.Identifier(owner_column(table)),
            athlete.athlete_id,
        )
        return self.owner.execute(statement).fetchone()


def owner_column(table: str) -> str:
    return "id" if table == "athlete_profiles" else "athlete_id"


def insert_statement(table: str, values: Values, returning: list[str] | None = None) -> sql.Composed:
    statement = sql.SQL("insert into {} ({}) values ({})").format(
        sql.Identifier(table),
        sql.SQL(", ").join(map(sql.Identifier, values)),
        sql.SQL(", ").join(map(sql.Literal, values.values())),
    )
    if returning is None:
        return statement
    return statement + sql.SQL(" returning ") + sql.SQL(", ").join(map(sql.Identifier, returning))


def plausible_values(kind: str) -> list[Any]:
    """What to try in a column of this type, the likeliest first; texts are different every time."""
    unique = uuid.uuid4()
    if kind.endswith("[]"):
        return ["{}"]
    if kind in ("integer", "smallint", "bigint", "numeric", "double precision", "real"):
        return [1, 10, 60, 100, 1000, 0]
    known: dict[str, list[Any]] = {
        "text": [unique.hex, hashlib.sha256(unique.bytes).hexdigest(), "UTC", f"{unique.hex}@example.org"],
        "uuid": [unique],
        "boolean": [True, False],
        "date": [date(2025, 9, 1)],  # a Monday, and the first of a month
        "timestamp with time zone": [datetime(2025, 9, 1, tzinfo=UTC)],
        "timestamp without time zone": [datetime(2025, 9, 1, 7, 0)],  # noqa: DTZ001
        "time without time zone": ["07:00"],
        "jsonb": [Jsonb({}), Jsonb([])],
        "bytea": [unique.bytes],
    }
    assert kind in known, f"no minimal value known for the type {kind}"
    return known[kind]


def _next_combination(tried: dict[str, int], candidates: dict[str, list[Any]], columns: list[str]) -> bool:
    """Count `tried` on by one, like an odometer over these columns; False after the last combination."""
    for column in columns:
        if column not in tried:
            continue
        tried[column] += 1
        if tried[column] < len(candidates[column]):
            return True
        tried[column] = 0
    return False
