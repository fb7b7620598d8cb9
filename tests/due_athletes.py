"""Athletes with a rolling plan, and what a refresh leaves behind."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from datetime import date, datetime

import psycopg
from psycopg.rows import DictRow

from coach.job_tasks import Payload
from data import db
from data.db import User

Owner = psycopg.Connection[DictRow]
DEADLINE_S = 30


def start_rolling_plan(owner: Owner, user: User, *, start: date = date(2026, 2, 2), zone: str = "UTC") -> None:
    owner.execute(
        """
        with athlete as (
            update athlete_profiles set time_zone = %s where user_id = %s returning id
        ), plan as (
            insert into training_plans (athlete_id, plan_name, duration_weeks, start_date, status)
            select id, 'Rolling', 8, %s, 'active' from athlete returning id, athlete_id
        )
        insert into rolling_plans (training_plan_id, athlete_id, goal, method, anchor_on)
        select id, athlete_id, '10k', 'vdot', '2026-02-02' from plan
        """,
        (zone, user.id, start),
    )


def be_active(owner: Owner, user: User) -> None:
    owner.execute(
        "insert into activities (athlete_id, family, type_name, started_at_local, distance_m, duration_s, source)"
        " select id, 'run', 'Running', '2026-02-03 07:00', 5000, 1800, 'garmin_csv' from athlete_profiles"
        " where user_id = %s",
        (user.id,),
    )


def keep_refresh(user: User, payload: Payload, _now: datetime) -> None:
    """What every refresh does to the database, and no more: that week is done, once."""
    with db.write_as(user) as conn:
        conn.execute(
            "insert into plan_refreshes (athlete_id, training_plan_id, kind, week_on)"
            " select athlete_id, training_plan_id, %s, %s from rolling_plans on conflict do nothing",
            (payload["kind"], payload["week_on"]),
        )


def refreshed_weeks(owner: Owner, user: User) -> list[date]:
    rows = owner.execute(
        "select week_on from plan_refreshes join athlete_profiles profile on profile.id = athlete_id"
        " where profile.user_id = %s order by week_on",
        (user.id,),
    )
    return [row["week_on"] for row in rows]


def until(happened: Callable[[], object]) -> None:
    """Looks again and again: another thread or process does it, and only the database tells."""
    pause = threading.Event()
    give_up_at = time.monotonic() + DEADLINE_S
    while not happened():
        assert time.monotonic() < give_up_at, f"not within {DEADLINE_S} s"
        pause.wait(0.02)
