"""Whoever changes the followed plan waits for the others, never both for each other; too long a wait has a word."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta

import psycopg
import pytest
from psycopg.rows import DictRow

from coach.plan_refresh import refresh_plan
from coach.training_breaks import log_break_within
from data import db
from data.db import User
from data.errors import Unavailable
from data.plan_reality import hold_active_plan
from data.profiles import lock_profile, my_athlete_id
from data.training_breaks import BreakEntry
from tests.due_athletes import until
from tests.rolling import MONDAY, rolling_plan, run_on

Owner = psycopg.Connection[DictRow]
WAITING = "select 1 as waiting from pg_locks where not granted"


def put_break(user: User, day: date) -> None:
    with db.write_as(user) as conn:
        log_break_within(conn, user, BreakEntry(kind="illness", first_on=day, last_on=day), MONDAY)


def write_something(conn: db.Connection) -> None:
    """Something of this athlete is written."""
    conn.execute(
        "insert into training_breaks (athlete_id, kind, first_on, last_on) values (%s, 'illness', %s, %s)",
        (my_athlete_id(conn), MONDAY, MONDAY),
    )


def wait_too_long(user: User) -> None:
    with db.write_as(user) as conn:
        conn.execute("set local statement_timeout = '1ms'")
        conn.execute("select pg_sleep(1)")


def test_a_break_that_comes_while_the_plan_is_rebuilt_waits_its_turn(owner: Owner, user: User) -> None:
    rolling_plan(user, [run_on(MONDAY + timedelta(days=8))])

    with ThreadPoolExecutor(1) as pool:
        with db.write_as(user) as conn:
            hold_active_plan(conn)
            coming = pool.submit(put_break, user, MONDAY + timedelta(days=8))
            until(lambda: owner.execute(WAITING).fetchone())
            write_something(conn)
        coming.result()

    assert owner.execute("select count(*)::int as n from training_breaks").fetchone() == {"n": 2}


def test_a_plan_is_rebuilt_while_somebody_holds_the_profile(user: User) -> None:
    rolling_plan(user, [run_on(MONDAY + timedelta(days=8))])

    with db.write_as(user) as conn:
        lock_profile(conn, user)
        refresh = refresh_plan(user, "manual", None, MONDAY)

    assert refresh.kind == "manual"


def test_who_waits_too_long_is_told_to_try_again(user: User) -> None:
    with pytest.raises(Unavailable, match="Try again in a moment"):
        wait_too_long(user)
