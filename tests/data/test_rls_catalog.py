"""For every table of the catalog and every operation: another athlete's rows are invisible and unwritable."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import psycopg
import pytest
from psycopg import errors, sql
from psycopg.rows import DictRow

from data import db
from data.db import User
from tests.data.minimal_rows import Athlete, MinimalRow, MinimalRows, athlete_of, insert_statement, owner_column

Owner = psycopg.Connection[DictRow]

READ_ONLY = {"athlete_revisions"}
# Of some only the words or the decision may change, never whose they are.
IMMUTABLE = {"event_results", "coach_grants", "comments", "plan_proposals"}
# A grant comes from an accepted invitation alone.
NEVER_INSERTED = READ_ONLY | {"coach_grants"}


@pytest.fixture
def rows(owner: Owner) -> MinimalRows:
    return MinimalRows(owner)


@pytest.fixture
def me(owner: Owner, user: User) -> Athlete:
    return athlete_of(owner, user)


@pytest.fixture
def other(owner: Owner, other_user: User) -> Athlete:
    return athlete_of(owner, other_user)


def test_the_catalog_knows_the_tables_of_athletes(rows: MinimalRows) -> None:
    known = rows.tables()

    assert {"athlete_profiles", "athlete_revisions", "messages", "event_results", "race_splits", "goals"} <= set(known)
    assert len(known) >= 16


def test_an_athlete_reads_changes_and_deletes_own_rows(rows: MinimalRows, me: Athlete) -> None:
    for table in sorted(rows.tables(), key="athlete_profiles".__eq__):
        row = rows.make(table, me)

        assert visible(me.user, row) == 1, table
        assert updated(me.user, row) == (0 if table in READ_ONLY | IMMUTABLE else 1), table
        assert deleted(me.user, row) == (0 if table in READ_ONLY else 1), table


def test_an_athlete_inserts_own_rows(rows: MinimalRows, me: Athlete, owner: Owner) -> None:
    for table in sorted(set(rows.tables()) - NEVER_INSERTED - {"athlete_profiles"}):
        row = rows.make(table, me)
        owner.execute(sql.SQL("delete from {} where {}").format(sql.Identifier(table), row.is_this))

        with db.write_as(me.user) as conn:
            assert conn.execute(insert_statement(table, row.sent)).rowcount == 1, table


def test_another_athletes_rows_are_invisible(rows: MinimalRows, me: Athlete, other: Athlete) -> None:
    for table in rows.tables():
        row = rows.make(table, other)

        assert visible(me.user, row) == 0, table
        assert visible(other.user, row) == 1, table


def test_another_athletes_rows_are_invisible_to_the_role_authenticated(
    rows: MinimalRows, me: Athlete, other: Athlete, owner: Owner
) -> None:
    for table in rows.tables():
        row = rows.make(table, other)

        with as_authenticated(owner, me.user):
            assert owner.execute(count_of(row)).fetchall() == [{"n": 0}], table
        with as_authenticated(owner, other.user):
            assert owner.execute(count_of(row)).fetchall() == [{"n": 1}], table


def test_another_athletes_rows_cannot_be_changed(rows: MinimalRows, me: Athlete, other: Athlete, owner: Owner) -> None:
    for table in rows.tables():
        row = rows.make(table, other)
        before = stored(owner, row)

        assert updated(me.user, row) == 0, table
        assert stored(owner, row) == before, table


def test_another_athletes_rows_cannot_be_deleted(rows: MinimalRows, me: Athlete, other: Athlete, owner: Owner) -> None:
    for table in rows.tables():
        row = rows.make(table, other)

        assert deleted(me.user, row) == 0, table
        assert stored(owner, row) is not None, table


def test_nobody_inserts_rows_for_another_athlete(rows: MinimalRows, me: Athlete, other: Athlete) -> None:
    for table in rows.tables():
        row = rows.make(table, other)

        with pytest.raises(errors.InsufficientPrivilege), db.write_as(me.user) as conn:
            conn.execute(insert_statement(table, row.sent))


def test_nobody_gives_own_rows_to_another_athlete(rows: MinimalRows, me: Athlete, other: Athlete) -> None:
    for table in rows.tables():
        row = rows.make(table, me)
        column, new_owner = owner_column(table), other.athlete_id
        if table == "athlete_profiles":
            column, new_owner = "user_id", other.user.id

        with pytest.raises(errors.InsufficientPrivilege), db.write_as(me.user) as conn:
            conn.execute(
                sql.SQL("update {} set {} = {} where {}").format(
                    sql.Identifier(table), sql.Identifier(column), new_owner, row.is_this
                )
            )


def test_without_claims_every_table_of_athletes_is_empty(rows: MinimalRows, me: Athlete) -> None:
    for table in rows.tables():
        row = rows.make(table, me)

        with db.read_reference() as conn:
            assert conn.execute(count_of(row)).fetchall() == [{"n": 0}], table


def test_the_service_role_reads_no_athletes_rows(rows: MinimalRows, me: Athlete) -> None:
    for table in rows.tables():
        row = rows.make(table, me)

        with pytest.raises(errors.InsufficientPrivilege), db.as_service() as conn:
            conn.execute(count_of(row))


def test_a_new_table_is_covered_by_itself(rows: MinimalRows, me: Athlete, other: Athlete, owner: Owner) -> None:
    owner.execute(
        "create table shoes (id uuid primary key default gen_random_uuid(), name text not null unique,"
        " athlete_id uuid not null references athlete_profiles (id),"
        " worn_m int not null check (worn_m between 50 and 70))"
    )
    owner.execute("grant select on shoes to app_login")

    assert "shoes" in rows.tables()
    assert visible(me.user, rows.make("shoes", other)) == 1  # unprotected, so the checks above would fail
    owner.execute("call private.protect_athlete_table('shoes', 'own')")
    assert visible(me.user, rows.make("shoes", other)) == 0
    assert visible(me.user, rows.make("shoes", me)) == 1


def test_a_table_without_a_minimal_row_is_reported(rows: MinimalRows, me: Athlete, owner: Owner) -> None:
    owner.execute(
        "create table odd (id int primary key default 1, athlete_id uuid not null,"
        " code text not null check (code ~ '^#!'))"
    )

    with pytest.raises(AssertionError, match="no minimal row for odd: odd_code_check"):
        rows.make("odd", me)


@contextmanager
def as_authenticated(owner: Owner, user: User) -> Iterator[None]:
    """What the API of a Supabase project runs as."""
    with owner.transaction(force_rollback=True):
        owner.execute("set local role authenticated")
        owner.execute("select set_config('request.jwt.claims', %s, true)", (user.claims,))
        yield


def count_of(row: MinimalRow) -> sql.Composed:
    return sql.SQL("select count(*)::int as n from {} where {}").format(sql.Identifier(row.table), row.is_this)


def visible(user: User, row: MinimalRow) -> int:
    with db.read_as(user) as conn:
        found = conn.execute(count_of(row)).fetchone()
    assert found is not None
    return int(found["n"])


def updated(user: User, row: MinimalRow) -> int:
    column = sql.Identifier(owner_column(row.table))
    statement = sql.SQL("update {} set {} = {} where {}").format(sql.Identifier(row.table), column, column, row.is_this)
    return touched(user, statement)


def deleted(user: User, row: MinimalRow) -> int:
    return touched(user, sql.SQL("delete from {} where {}").format(sql.Identifier(row.table), row.is_this))


def touched(user: User, statement: sql.Composed) -> int:
    """How many rows the statement changed; 0 where it is not even permitted."""
    try:
        with db.write_as(user) as conn:
            return conn.execute(statement).rowcount
    except errors.InsufficientPrivilege:
        return 0


def stored(owner: Owner, row: MinimalRow) -> DictRow | None:
    return owner.execute(sql.SQL("select * from {} where {}").format(sql.Identifier(row.table), row.is_this)).fetchone()
