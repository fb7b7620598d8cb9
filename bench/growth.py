"""Reads that must not grow with history or with other athletes: Today, a month of the calendar, Progress.

A decade is 5,000 workouts and 300 records, a year 500 and 30. Others' rows lie between the athlete's own, as they
would after years of use; COACH_BENCH_ATHLETES says how many others there are.
"""

from __future__ import annotations

import os
import time
import uuid
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from typing import LiteralString, NamedTuple

import psycopg
from psycopg import sql

from bench.database import Database, new_database, own_server, use
from bench.figure import Figure, paired_ms
from coach.progress import training_load
from coach.today import today
from data import cache, db
from data.db import User
from data.plan_days import plan_days
from data.progress import Window, record_progression, training_days, training_weeks
from data.today import today_queries
from data.training_breaks import training_breaks
from data.workouts import WorkoutFilter, workouts

ROUNDS = 150
OTHERS = int(os.environ.get("COACH_BENCH_ATHLETES", "10000"))
GROWN, CROWDED, BARE = 1.3, 1.2, 3.0
NOW = datetime(2026, 3, 4, 12, tzinfo=UTC)
DAY = NOW.date()

NEW_ATHLETES: LiteralString = """
with accounts as (insert into auth.users (id, email) select id, id || '@example.org' from unnest(%s::uuid[]) id
                  returning id)
insert into public.athlete_profiles (user_id, display_name, sex, race_date) select id, 'Alex', 'female', '2026-05-01'
from accounts
"""
# `count` sessions per athlete over `days`, all athletes' rows in the order of their dates.
LOG: LiteralString = """
insert into public.workout_logs (athlete_id, date, session_type, title, duration_minutes, distance_m, rpe_pre, rpe_post)
select athlete.id, %(day)s::date - (number * %(days)s / %(count)s), kinds.names[1 + number %% 5], 'Session ' || number,
       30 + number %% 60, 5000 + number %% 7000, 3 + number %% 4, 4 + number %% 6
from generate_series(0, %(count)s - 1) as number
cross join public.athlete_profiles as athlete
cross join (select array['run', 'strength', 'hiit', 'recovery', 'simulation'] as names) as kinds
where athlete.user_id = any (%(users)s)
order by number desc
"""
RECORD: LiteralString = """
insert into public.personal_records (athlete_id, record_type, exercise_name, value, value_unit, date_achieved, context)
select athlete.id, 'exercise_weight', 'Lift ' || number %% 12, 60 + number, 'kg',
       %(day)s::date - (number * %(days)s / %(count)s), 'training'
from generate_series(0, %(count)s - 1) as number
cross join public.athlete_profiles as athlete where athlete.user_id = any (%(users)s)
order by number desc
"""
PLAN: LiteralString = """
with plans as (
    insert into public.training_plans (athlete_id, plan_name, duration_weeks, status, start_date)
    select athlete.id, 'Plan ' || number, 16, case number when 0 then 'active' else 'archived' end,
           %(day)s::date - 28 - number * 112
    from generate_series(0, %(count)s - 1) as number
    cross join public.athlete_profiles as athlete where athlete.user_id = any (%(users)s)
    returning id, athlete_id
), weeks as (
    insert into public.training_plan_weeks (athlete_id, training_plan_id, week_number)
    select athlete_id, id, number from plans, generate_series(1, 16) as number returning id, athlete_id
)
insert into public.training_plan_days (athlete_id, training_plan_week_id, day_of_week, session_type, workout_title)
select athlete_id, id, number, 'run', 'Run ' || number from weeks, generate_series(1, 6) as number
"""
REVISIONS: LiteralString = "select private.raise_revisions(array(select id from public.athlete_profiles))"
INDEXES: LiteralString = """
select indexrelid::regclass::text as name, pg_get_indexdef(indexrelid) as definition
from pg_index where indrelid = 'public.workout_logs'::regclass and not indisunique
"""
Read = Callable[[User], object]


class History(NamedTuple):
    """How much an athlete has behind them."""

    days: int
    workouts: int
    records: int
    plans: int


YEAR, DECADE = History(365, 500, 30, 3), History(3650, 5000, 300, 30)


def figures() -> Iterator[Figure]:
    with own_server() as server:
        small, large = new_database(server, "alone"), new_database(server, "crowd")
        year, decade, among = (User(uuid.uuid4(), f"{name}@example.org") for name in ("year", "decade", "among"))
        _fill(server.dsn(dbname="alone"), [year], YEAR)
        _fill(server.dsn(dbname="alone"), [decade], DECADE)
        started = time.monotonic()
        _fill(server.dsn(dbname="crowd"), [among, *(User(uuid.uuid4(), "") for _ in range(OTHERS))], YEAR)
        print(f"# {OTHERS:,} others with {OTHERS * YEAR.workouts:,} workouts in {time.monotonic() - started:.0f} s")
        for name, read in READS.items():
            ours_ms, floor_ms = _paired(small, (read, decade), small, (read, year))
            yield Figure(f"{name}, ten years against one", ours_ms, floor_ms, "ms", GROWN)
        for name, read in READS.items():
            ours_ms, floor_ms = _paired(large, (read, among), small, (read, year))
            yield Figure(f"{name}, among {OTHERS:,} athletes against alone", ours_ms, floor_ms, "ms", CROWDED)
        with psycopg.connect(server.dsn(user="app_login", dbname="alone"), autocommit=True) as bare:
            ours_ms, floor_ms = paired_ms(
                lambda: _call(small, _today, decade), lambda: _bare_today(bare, decade), ROUNDS
            )
        yield Figure("Today against its bare SQL", ours_ms, floor_ms, "ms", BARE)


def _today(user: User) -> object:
    return today(user, NOW)


def _bare_today(conn: psycopg.Connection, user: User) -> None:
    """The same statements as the same role over a connection that is open, fetched and thrown away."""
    with conn.pipeline():
        conn.execute("begin")
        conn.execute(db.CLAIM, (user.claims, db.TIMEOUT))
        cursors = [conn.execute(*query) for query in today_queries(user, NOW)]
        conn.execute("commit")
        for cursor in cursors:
            cursor.fetchall()


def _month(user: User) -> object:
    first, last = DAY.replace(day=1), DAY.replace(day=28)
    return plan_days(user, first, last), workouts(user, WorkoutFilter(first_date=first, last_date=last))


def _progress(user: User) -> object:
    """What all views of the page read for its usual twelve weeks."""
    window = Window(DAY - timedelta(weeks=12), DAY)
    records = record_progression(user, window.first, window.last)
    breaks = training_breaks(user, window.first, window.last)
    return training_weeks(user, window), training_days(user, window), training_load(user, window), records, breaks


READS: dict[str, Read] = {"Today": _today, "a month of the calendar": _month, "Progress, 12 weeks": _progress}


def _paired(mine: Database, ours: tuple[Read, User], other: Database, floor: tuple[Read, User]) -> tuple[float, float]:
    """Both in turns, neither from the cache."""
    return paired_ms(lambda: _call(mine, *ours), lambda: _call(other, *floor), ROUNDS)


def _call(database: Database, read: Read, user: User) -> object:
    use(database)
    cache._entries.clear()
    return read(user)


def _fill(superuser_dsn: str, users: list[User], history: History) -> None:
    """Without triggers, and indexes after the rows: else millions of rows would be checked and sorted in one by one."""
    ids = [user.id for user in users]
    wanted = {"users": ids, "day": DAY, "days": history.days}
    with psycopg.connect(superuser_dsn) as conn:
        conn.execute("set session_replication_role = replica")
        conn.execute(NEW_ATHLETES, (ids,))
        indexes = conn.execute(INDEXES).fetchall()
        for name, _ in indexes:
            conn.execute(sql.SQL("drop index {}").format(sql.SQL(name)))
        conn.execute(LOG, {**wanted, "count": history.workouts})
        for _, definition in indexes:
            conn.execute(sql.SQL(definition))
        conn.execute(RECORD, {**wanted, "count": history.records})
        conn.execute(PLAN, {**wanted, "count": history.plans if len(users) == 1 else 1})
        conn.execute(REVISIONS)
    with psycopg.connect(superuser_dsn, autocommit=True) as conn:
        conn.execute("vacuum analyze")
        conn.execute("checkpoint")  # else it would be written while the clock runs
