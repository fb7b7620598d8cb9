"""Attacks on the wall between athletes, and pooled connections under load."""

from __future__ import annotations

import json
import random
from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import LiteralString
from uuid import UUID

import psycopg
import pytest
from psycopg import errors, sql
from psycopg.rows import DictRow

from data import db
from data.db import User
from data.errors import Unavailable
from tests.data.minimal_rows import Athlete, MinimalRows, athlete_of, insert_statement

Owner = psycopg.Connection[DictRow]

THREADS, TRANSACTIONS, ATHLETES = 12, 220, 12


def test_an_athletes_connection_cannot_become_another_role(user: User) -> None:
    for role in ("app_owner", "postgres", "service_role", "authenticated", "app_service"):
        for statement in ("set role {}", "set local role {}", "set session authorization {}"):
            with pytest.raises(errors.InsufficientPrivilege), db.write_as(user) as conn:
                conn.execute(sql.SQL(statement).format(sql.Identifier(role)))


def test_a_service_connection_cannot_become_another_role(database: object) -> None:
    for role in ("app_owner", "postgres", "service_role", "app_login", "supabase_auth_admin"):
        with pytest.raises(errors.InsufficientPrivilege), db.as_service() as conn:
            conn.execute(sql.SQL("set role {}").format(sql.Identifier(role)))


def test_a_claim_of_a_mightier_role_opens_nothing(user: User, other_user: User) -> None:
    claims = json.dumps({"sub": str(user.id), "role": "service_role", "is_admin": True})

    with db.write_as(user) as conn:
        conn.execute("select set_config('request.jwt.claims', %s, true)", (claims,))
        names = conn.execute("select user_id from athlete_profiles").fetchall()

    assert names == [{"user_id": user.id}]


FORBIDDEN: tuple[LiteralString, ...] = (
    "truncate race_results cascade",
    "truncate athlete_profiles cascade",
    "alter table race_results disable row level security",
    "drop policy athlete_reads on race_results",
    "drop table race_splits",
    "create table public.mine (id int)",
    "create function public.mine() returns int language sql as 'select 1'",
    "set session_replication_role = replica",
    "alter role app_login bypassrls",
    "insert into hyrox_stations select * from hyrox_stations",
    "update athlete_revisions set revision = 1",
    "update event_results set total_seconds = 1",
    "select * from auth.users",
    "select * from private.browser_sessions",
    "select * from private.schema_migrations",
    "select private.raise_revisions('{}')",
    "call private.protect_athlete_table('race_results', 'own')",
    "select pg_read_file('/etc/hostname')",
    "copy race_results to program 'cat'",
    "select lo_import('/etc/hostname')",
)


def test_an_athletes_connection_is_refused_what_only_the_owner_may(user: User) -> None:
    def is_refused(statement: LiteralString) -> bool:
        try:
            with db.write_as(user) as conn:
                conn.execute(statement)
        except errors.InsufficientPrivilege:
            return True
        return False

    assert [statement for statement in FORBIDDEN if not is_refused(statement)] == []


def test_copy_cannot_write_past_the_policies(user: User) -> None:
    with pytest.raises(errors.FeatureNotSupported), db.write_as(user) as conn:
        conn.execute("copy race_results (race_name) from stdin")


def test_no_row_can_be_hung_on_another_athletes_parent(owner: Owner, user: User, other_user: User) -> None:
    rows = MinimalRows(owner)
    me, other = athlete_of(owner, user), athlete_of(owner, other_user)
    smuggled = 0
    for table in set(rows.tables()) - {"athlete_profiles", "athlete_revisions"}:
        for key in rows.constraints(table):
            if key.kind != "f" or len(key.columns) == 1:
                continue
            row = rows.make(table, me)
            owner.execute(sql.SQL("delete from {} where {}").format(sql.Identifier(table), row.is_this))
            (column,) = set(key.columns) - {"athlete_id"}
            foreign = rows.make(key.parent, other).key["id"]

            with pytest.raises(errors.ForeignKeyViolation), db.write_as(user) as conn:
                conn.execute(insert_statement(table, {**row.sent, column: foreign}))
            smuggled += 1
    assert smuggled >= 11


def test_reading_as_an_athlete_cannot_write(user: User) -> None:
    with pytest.raises(errors.ReadOnlySqlTransaction), db.read_as(user) as conn:
        conn.execute("delete from race_results")


def test_a_connection_comes_back_without_the_last_ones_claims(user: User) -> None:
    def is_clean() -> bool:
        with db.read_reference() as conn:
            state = conn.execute(
                "select nullif(current_setting('request.jwt.claims', true), '') is null as unclaimed,"
                " current_user = session_user as unchanged, (select count(*) from athlete_profiles) as profiles"
            ).fetchone()
        return state == {"unclaimed": True, "unchanged": True, "profiles": 0}

    for disturbance in DISTURBANCES.values():
        for _ in range(4):
            with pytest.raises((psycopg.Error, RuntimeError, Unavailable)):
                disturbance(user)
            assert is_clean()


def test_pooled_connections_never_show_another_athletes_rows(
    owner: Owner, new_user: Callable[..., User], database: object
) -> None:
    athletes = [athlete_of(owner, new_user()) for _ in range(ATHLETES)]
    rows = MinimalRows(owner)
    for athlete in athletes:
        for table in ("messages", "race_splits", "workout_logs"):
            rows.make(table, athlete)

    with ThreadPoolExecutor(THREADS) as threads:
        counts = sum(threads.map(lambda seed: hammer(athletes, seed), range(THREADS)), Counter[str]())

    assert counts["foreign"] == 0
    assert counts["reads"] > 2000
    assert counts["disturbed"] > 200


OWNERS: LiteralString = (
    "select athlete_id from messages union select athlete_id from race_splits"
    " union select athlete_id from race_overview union select athlete_id from athlete_revisions"
    " union select id from athlete_profiles"
)


def hammer(athletes: list[Athlete], seed: int) -> Counter[str]:
    """Reads in both ways, with errors, timeouts and broken pipelines in between."""
    chance = random.Random(seed)  # noqa: S311 - repeatable on purpose
    counts: Counter[str] = Counter()
    for _ in range(TRANSACTIONS):
        athlete = chance.choice(athletes)
        if chance.random() < 0.15:
            with pytest.raises((psycopg.Error, RuntimeError, Unavailable)):
                chance.choice(list(DISTURBANCES.values()))(athlete.user)
            counts["disturbed"] += 1
        found = owners_seen(athlete.user, is_pipelined=chance.random() < 0.5)
        counts["reads"] += 1
        counts["foreign"] += found != {athlete.athlete_id}
    return counts


def owners_seen(user: User, *, is_pipelined: bool) -> set[UUID]:
    if is_pipelined:
        first, second = db.read_all(user, (OWNERS, ()), ("select athlete_id from workout_logs", ()))
        return {row["athlete_id"] for row in first + second}
    with db.write_as(user) as conn:
        return {row["athlete_id"] for row in conn.execute(OWNERS)}


def app_error(user: User) -> None:
    with db.write_as(user) as conn:
        conn.execute("select 1")
        raise RuntimeError


def sql_error(user: User) -> None:
    with db.write_as(user) as conn:
        conn.execute("select * from no_such_table")


def timeout(user: User) -> None:
    with db.write_as(user) as conn:
        conn.execute("set local statement_timeout = '1ms'")
        conn.execute("select pg_sleep(1)")


def pipeline_error(user: User) -> None:
    db.read_all(user, ("select 1", ()), ("select 1 / 0", ()), ("select 2", ()))


def savepoint_error(user: User) -> None:
    with db.write_as(user) as conn:
        with pytest.raises(errors.DivisionByZero), conn.transaction():
            conn.execute("select 1 / 0")
        raise RuntimeError


DISTURBANCES: dict[str, Callable[[User], None]] = {
    function.__name__: function for function in (app_error, sql_error, timeout, pipeline_error, savepoint_error)
}
