"""Fitness: what the training log says about a runner, as kept now and once a month."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any, Literal, LiteralString, NamedTuple

import pandas as pd
from psycopg.types.json import Jsonb
from pydantic import BaseModel, ConfigDict

from data import db
from data.db import Connection, User
from data.profiles import my_athlete_id

# Older sessions count less than 0.3 % in the slowest average, and no test or race older than this sets a score.
LOOK_BACK_DAYS = 252

SNAPSHOT_DTYPES = {"month_on": "object", "running_score": "float64", "profile": "object", "created_at": "object"}
SESSION_DTYPES = {
    "day": "object", "session_type": "object", "distance_m": "float64", "duration_s": "float64",
    "heart_rate_avg_bpm": "float64", "heart_rate_max_bpm": "float64", "rpe": "float64", "ascent_m": "float64",
    "effort_kind": "object",
}  # fmt: skip


class Body(BaseModel):
    """What of the athlete decides zones and load; None where they did not say."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    sex: Literal["male", "female", "other"] | None
    date_of_birth: date | None
    heart_rate_max_bpm: int | None
    heart_rate_rest_bpm: int | None


class SessionDone(NamedTuple):
    """One logged session that was not skipped, with what a watch added; oldest first."""

    day: date
    session_type: str
    distance_m: float | None
    duration_s: float | None
    heart_rate_avg_bpm: float | None
    heart_rate_max_bpm: float | None
    rpe: float | None
    ascent_m: float | None
    effort_kind: Literal["race", "test"] | None


class RunTestDone(NamedTuple):
    """A run test of the benchmark list; see coach.engines.run_tests."""

    test_type: str
    day: date
    value: float


class FitnessGrounds(NamedTuple):
    """Everything a fitness profile is calculated from, in one snapshot."""

    body: Body
    sessions: tuple[SessionDone, ...]
    tests: tuple[RunTestDone, ...]


class KeptFitness(NamedTuple):
    """The profile as it was last calculated; `profile` is what `coach.engines.running.fitness.plain` made of it."""

    calculated_on: date
    running_score: float | None
    profile: dict[str, Any]
    updated_at: datetime


BODY: LiteralString = """
    select sex, date_of_birth, heart_rate_max_bpm, heart_rate_rest_bpm
    from athlete_profiles where id = (select private.my_athlete_id())
"""
SESSIONS: LiteralString = """
    select log.date as day, log.session_type, log.distance_m,
           coalesce(log.duration_seconds, nullif(log.duration_minutes, 0) * 60)::float8 as duration_s,
           log.heart_rate_avg::float8 as heart_rate_avg_bpm, activity.heart_rate_max_bpm::float8 as heart_rate_max_bpm,
           coalesce(log.rpe_post, feedback.effort)::float8 as rpe, activity.ascent_m, activity.effort_kind
    from workout_logs log
    left join activities activity on activity.id = log.activity_id and activity.athlete_id = log.athlete_id
    left join run_feedback feedback on feedback.activity_id = log.activity_id and feedback.athlete_id = log.athlete_id
    where log.athlete_id = (select private.my_athlete_id()) and log.deleted_at is null
      and log.completion_status <> 'skipped' and log.session_type <> 'rest' and log.date between %(first)s and %(last)s
    order by log.date, log.created_at, log.id
"""
TESTS: LiteralString = """
    select test_type, test_date as day, (results ->> 'value')::float8 as value
    from benchmark_tests
    where athlete_id = (select private.my_athlete_id()) and test_type in ('run_1k', 'run_5k', 'run_10k', 'cooper')
      and test_date between %(first)s and %(last)s and jsonb_typeof(results -> 'value') = 'number'
    order by test_date, created_at
"""
KEPT: LiteralString = """
    select calculated_on, running_score, profile, updated_at
    from fitness_profiles where athlete_id = (select private.my_athlete_id())
"""
SNAPSHOTS: LiteralString = """
    select month_on, running_score, profile, created_at from fitness_snapshots
    where athlete_id = (select private.my_athlete_id()) order by month_on
"""


def time_zone_here(conn: Connection) -> str:
    """Where the athlete of this transaction lives; UTC while there is no profile."""
    row = conn.execute("select time_zone from athlete_profiles where id = (select private.my_athlete_id())").fetchone()
    return str(row["time_zone"]) if row else "UTC"


def fitness_grounds(conn: Connection, first: date, last: date) -> FitnessGrounds:
    """What was done from `first` to `last`, as this transaction sees it."""
    window = {"first": first, "last": last}
    body = conn.execute(BODY).fetchone()
    sessions = conn.execute(SESSIONS, window).fetchall()
    tests = conn.execute(TESTS, window).fetchall()
    return _grounds(body, sessions, tests)


def read_fitness_grounds(user: User, first: date, last: date) -> FitnessGrounds:
    """The same in one round trip, for reading alone."""
    window = {"first": first, "last": last}
    body, sessions, tests = db.read_all(user, (BODY, ()), (SESSIONS, window), (TESTS, window))
    return _grounds(body[0] if body else None, sessions, tests)


def _grounds(body: db.Row | None, sessions: list[db.Row], tests: list[db.Row]) -> FitnessGrounds:
    nobody: db.Row = dict.fromkeys(Body.model_fields)
    return FitnessGrounds(
        Body.model_validate(body or nobody),
        tuple(SessionDone(**row) for row in sessions),
        tuple(RunTestDone(**row) for row in tests),
    )


def read_fitness_history(user: User, first: date, last: date) -> tuple[FitnessGrounds, pd.DataFrame]:
    """The same with `snapshots`, still in one round trip."""
    window = {"first": first, "last": last}
    body, sessions, tests, months = db.read_all(user, (BODY, ()), (SESSIONS, window), (TESTS, window), (SNAPSHOTS, ()))
    return _grounds(body[0] if body else None, sessions, tests), db.frame(months, SNAPSHOT_DTYPES)


def find_fitness(user: User) -> KeptFitness | None:
    """None while nothing was calculated."""
    (rows,) = db.read_all(user, (KEPT, ()))
    return KeptFitness(**rows[0]) if rows else None


def upsert_fitness(
    conn: Connection, calculated_on: date, running_score: float | None, profile: Mapping[str, Any]
) -> None:
    """Nothing is written where nothing changed: a write empties the athlete's caches."""
    conn.execute(
        """
        insert into fitness_profiles as kept (athlete_id, calculated_on, running_score, profile)
        values (%(athlete_id)s, %(on)s, %(score)s, %(profile)s)
        on conflict (athlete_id) do update set calculated_on = excluded.calculated_on,
            running_score = excluded.running_score, profile = excluded.profile
        where kept.profile <> excluded.profile
        """,
        {
            "athlete_id": my_athlete_id(conn),
            "on": calculated_on,
            "score": running_score,
            "profile": Jsonb(dict(profile)),
        },
    )


def insert_snapshot(conn: Connection, month_on: date, running_score: float | None, profile: Mapping[str, Any]) -> bool:
    """The month as it ended; False when it was kept already, and nothing changes then."""
    inserted = conn.execute(
        "insert into fitness_snapshots (athlete_id, month_on, running_score, profile) values (%s, %s, %s, %s)"
        " on conflict (athlete_id, month_on) do nothing",
        (my_athlete_id(conn), month_on, running_score, Jsonb(dict(profile))),
    )
    return inserted.rowcount > 0


def snapshots(user: User) -> pd.DataFrame:
    """One row per month, oldest first; dtypes SNAPSHOT_DTYPES."""
    (rows,) = db.read_all(user, (SNAPSHOTS, ()))
    return db.frame(rows, SNAPSHOT_DTYPES)
