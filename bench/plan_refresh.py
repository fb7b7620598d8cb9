"""The weekly refresh of many athletes by the app's own worker, beside the 50 ms each may take (20 athletes a second).

Run it alone with `python -m bench.plan_refresh [athletes]`.
"""

from __future__ import annotations

import sys
import uuid
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime, timedelta
from time import perf_counter, sleep
from typing import LiteralString

import psycopg

from bench.database import new_database, own_server, use
from bench.figure import Figure
from coach.jobs import JobWorker
from coach.rolling_plans import make_rolling_plan
from data.db import User
from data.job_queue import Pace
from data.job_runs import last_runs
from data.rolling_plans import RollingPlanWishes
from tests.coach.job_workers import is_over

ATHLETES, MOST_MS = 1_000, 50.0
MONDAY = date(2026, 3, 2)
SUNDAY_NIGHT = datetime(2026, 3, 8, 23, 30, tzinfo=UTC)
GOALS = ("marathon", "10k", "half_marathon", "5k", "general_fitness", "ultra", "hyrox")
NEW_USER: LiteralString = """
with account as (insert into auth.users (id, email) values (%s, %s) returning id)
insert into public.athlete_profiles (user_id, display_name, date_of_birth) select id, 'Alex', '1990-05-01' from account
"""
# Half a year of running before the plan, and the first planned week: two thirds of them uploaded it.
RUNS: LiteralString = """
insert into public.workout_logs (athlete_id, date, session_type, distance_m, duration_seconds)
select athlete.id, %(monday)s::date + day, 'run', 10000 + 500 * (day %% 4), 3600
from public.athlete_profiles athlete, generate_series(-180, 6) day
where day %% 2 = 0 and (day < 0 or hashtext(athlete.id::text) %% 3 <> 0)
"""
COVERED: LiteralString = """
insert into public.activity_imports (athlete_id, file_name, file_kind, file_sha256, rows_read, rows_saved,
    rows_duplicate, covers_from, covers_to)
select id, 'Activities.csv', 'garmin_csv', encode(sha256(id::text::bytea), 'hex'), 1, 1, 0, %(monday)s::date - 180,
    %(monday)s::date + 6
from public.athlete_profiles where hashtext(id::text) %% 3 <> 0
"""


def figures(athletes: int = ATHLETES) -> Iterator[Figure]:
    with own_server() as server:
        database = new_database(server, "refreshes")
        use(database)
        users = [User(uuid.uuid4(), f"athlete{number}@example.org") for number in range(athletes)]
        with psycopg.connect(database.owner_dsn, autocommit=True) as conn:
            conn.cursor().executemany(NEW_USER, [(user.id, user.email) for user in users])
            conn.execute(RUNS, {"monday": MONDAY})
            conn.execute(COVERED, {"monday": MONDAY})
            with ThreadPoolExecutor(2) as pool:
                list(pool.map(_made, enumerate(users)))
            conn.execute("vacuum analyze")
        each_ms = _refreshed_s() * 1000 / athletes
        yield Figure(f"weekly refresh of one of {athletes:,} athletes", each_ms, MOST_MS, "ms", 1.0)


def _refreshed_s() -> float:
    """How long the app's own worker takes from the tick that finds everybody due to the last plan."""
    worker = JobWorker(lambda: SUNDAY_NIGHT, pace=Pace(tick_s=3600, poll_s=0.05))
    started = perf_counter()
    worker.start()
    while not is_over():
        sleep(0.05)
    spent_s = perf_counter() - started
    worker.stop(30)
    (run,) = last_runs(("weekly_refresh",), 1)
    assert run.athletes_failed == 0, run
    return spent_s


def _made(numbered: tuple[int, User]) -> None:
    number, user = numbered
    wishes = {
        "goal": GOALS[number % len(GOALS)], "race_date": MONDAY + timedelta(days=60 + number % 200),
        "days_per_week": 3 + number % 4,
    }  # fmt: skip
    make_rolling_plan(user, RollingPlanWishes.model_validate(wishes), MONDAY)


if __name__ == "__main__":
    for figure in figures(int(sys.argv[1]) if sys.argv[1:] else ATHLETES):
        print(figure.line)
        sys.exit(not figure.is_kept)
