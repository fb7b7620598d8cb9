"""kill -9 of workers in the middle of a weekly refresh: the next one goes on, and every athlete is refreshed once."""

from __future__ import annotations

import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import psycopg
import pytest
from psycopg.rows import DictRow, dict_row

from data import startup
from data.embedded import EmbeddedServer
from tests.faults.processes import until

pytestmark = pytest.mark.fault
ATHLETES, KILLS = 600, 3
Launch = Callable[[str], "subprocess.Popen[str]"]
Owner = psycopg.Connection[DictRow]


@pytest.fixture
def owner(home: Path) -> Iterator[Owner]:
    """A server of this process, so that only workers die, with athletes whose week has ended."""
    server = EmbeddedServer(home, durable=False)
    server.start()
    with psycopg.connect(server.dsn(), autocommit=True) as conn:
        conn.execute("create database coach")
    startup.prepare(server.dsn(dbname=startup.DATABASE))
    dsn = server.dsn(user="app_owner", dbname=startup.DATABASE)
    with psycopg.connect(dsn, autocommit=True, row_factory=dict_row) as conn:
        make_athletes(conn)
        yield conn
    server.stop()


def make_athletes(owner: Owner) -> None:
    owner.execute(
        "insert into auth.users (id, aud, role, email, created_at, updated_at) select gen_random_uuid(),"
        " 'authenticated', 'authenticated', i || '@example.org', now(), now() from generate_series(1, %s) i",
        (ATHLETES,),
    )
    owner.execute(
        "insert into athlete_profiles (user_id, display_name, profile_complete) select id, 'Alex', true from auth.users"
    )
    owner.execute(
        "with plan as (insert into training_plans (athlete_id, plan_name, duration_weeks, start_date, status)"
        " select id, 'Rolling', 8, '2026-02-02', 'active' from athlete_profiles returning id, athlete_id)"
        " insert into rolling_plans (training_plan_id, athlete_id, goal, method, anchor_on)"
        " select id, athlete_id, '10k', 'vdot', '2026-02-02' from plan"
    )


def refreshed(owner: Owner) -> int:
    (row,) = owner.execute("select count(*)::int as n from plan_refreshes").fetchall()
    return int(row["n"])


def open_jobs(owner: Owner) -> int:
    (row,) = owner.execute("select count(*)::int as n from jobs.procrastinate_jobs").fetchall()
    return int(row["n"])


def test_killed_workers_lose_nobody_and_refresh_nobody_twice(owner: Owner, launch: Launch) -> None:
    for number in range(KILLS):
        worker = launch("job_worker")
        enough = (number + 1) * ATHLETES // 6
        until(lambda enough=enough: refreshed(owner) >= enough, f"{enough} refreshes")  # type: ignore[misc]
        worker.kill()
        worker.wait()
        assert refreshed(owner) < ATHLETES
    left_behind = owner.execute("select id from jobs.procrastinate_jobs where status = 'doing'").fetchall()

    launch("job_worker")
    until(lambda: refreshed(owner) == ATHLETES and open_jobs(owner) == 0, "the end of the refresh")

    (run,) = owner.execute("select * from private.job_runs where kind = 'weekly_refresh'").fetchall()
    per_athlete = owner.execute(
        "select count(*) from plan_refreshes group by athlete_id having count(*) <> 1"
    ).fetchall()
    assert left_behind
    assert per_athlete == []
    assert (run["athletes_done"], run["athletes_failed"]) == (ATHLETES, 0)
    assert run["finished_at"] is not None
