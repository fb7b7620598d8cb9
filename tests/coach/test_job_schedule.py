"""Whose turn it is: Sunday 23:00 in every zone, also when clocks change and after a pause, and once per week."""

from __future__ import annotations

import threading
from datetime import UTC, date, datetime, timedelta
from typing import LiteralString

import psycopg
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from psycopg.rows import DictRow

from coach.job_schedule import (
    last_ended_month,
    last_ended_week,
    next_refresh_at,
    queue_fitness,
    queue_what_is_due,
    zone_of,
)
from data import db
from data.db import User
from data.job_queue import hold_queue
from tests.conftest import NewUser
from tests.due_athletes import be_active, keep_refresh, start_rolling_plan

Owner = psycopg.Connection[DictRow]
ZONES = ("UTC", "Europe/Berlin", "America/Santiago", "Pacific/Kiritimati", "Pacific/Honolulu", "Asia/Kolkata")
SECOND = timedelta(seconds=1)
moments = st.integers(0, 200_000_000).map(lambda seconds: datetime.fromtimestamp(1_700_000_000 + seconds, UTC))


def waiting_weeks(owner: Owner) -> list[str]:
    rows = owner.execute(
        "select args ->> 'week_on' as week_on from jobs.procrastinate_jobs"
        " where status = 'todo' and task_name = 'refresh_athlete'"
    )
    return [row["week_on"] for row in rows]


@pytest.mark.parametrize(
    ("zone", "ends_at"),
    [
        ("UTC", datetime(2026, 3, 1, 23, 0, tzinfo=UTC)),
        ("Pacific/Kiritimati", datetime(2026, 3, 1, 9, 0, tzinfo=UTC)),
        ("Pacific/Honolulu", datetime(2026, 3, 2, 9, 0, tzinfo=UTC)),
        ("Asia/Kolkata", datetime(2026, 3, 1, 17, 30, tzinfo=UTC)),
        # On these Sundays the clocks change.
        ("Europe/Berlin", datetime(2026, 3, 29, 21, 0, tzinfo=UTC)),
        ("Europe/Berlin", datetime(2026, 10, 25, 22, 0, tzinfo=UTC)),
        ("America/Santiago", datetime(2026, 4, 6, 3, 0, tzinfo=UTC)),
        ("America/Santiago", datetime(2026, 9, 7, 2, 0, tzinfo=UTC)),
    ],
)
def test_a_week_ends_on_sunday_at_23_where_the_athlete_lives(
    zone: str, ends_at: datetime, owner: Owner, user: User
) -> None:
    monday = (ends_at.astimezone(zone_of(zone)) - timedelta(days=6)).date()
    start_rolling_plan(owner, user, start=monday, zone=zone)

    queue_what_is_due(ends_at - SECOND)
    before = waiting_weeks(owner)
    queue_what_is_due(ends_at)

    assert before == []
    assert waiting_weeks(owner) == [monday.isoformat()]


def test_an_hour_that_comes_twice_refreshes_once(owner: Owner, user: User) -> None:
    # In Santiago the hour from 23:00 on comes twice, on Saturday 4 April 2026; the week ends a day later.
    start_rolling_plan(owner, user, start=date(2026, 3, 30), zone="America/Santiago")

    for minutes in range(0, 48 * 60, 30):
        queue_what_is_due(datetime(2026, 4, 5, 2, 0, tzinfo=UTC) + timedelta(minutes=minutes))

    assert waiting_weeks(owner) == ["2026-03-30"]


@given(moment=moments, zone=st.sampled_from(ZONES))
@settings(max_examples=200)
def test_the_next_refresh_is_the_next_sunday_at_23(moment: datetime, zone: str) -> None:
    following = next_refresh_at(moment, zone)

    assert moment < following <= moment + timedelta(days=7, hours=1)
    assert (following.isoweekday(), following.hour, following.minute) == (7, 23, 0)
    assert last_ended_week(following, zone) == last_ended_week(moment, zone) + timedelta(days=7)
    assert last_ended_week(following.astimezone(UTC) - SECOND, zone) == last_ended_week(moment, zone)


SAME: LiteralString = """
select date_trunc('week', (%(at)s at time zone %(zone)s) - interval '6 days 23 hours')::date as week_on,
       (date_trunc('month', %(at)s at time zone %(zone)s) - interval '1 month')::date as month_on
"""


def test_the_database_and_the_page_mean_the_same_week_and_month(owner: Owner) -> None:
    for zone in ZONES:
        for hours in range(0, 24 * 400, 7):
            at = datetime(2026, 1, 1, 0, 30, tzinfo=UTC) + timedelta(hours=hours)
            (row,) = owner.execute(SAME, {"at": at, "zone": zone}).fetchall()
            assert (row["week_on"], row["month_on"]) == (last_ended_week(at, zone), last_ended_month(at, zone))


def test_a_zone_this_machine_does_not_know_is_utc() -> None:
    assert zone_of("Mars/Olympus") == zone_of("UTC")


def test_after_two_missed_sundays_only_the_last_week_is_refreshed(owner: Owner, user: User) -> None:
    start_rolling_plan(owner, user)

    queue_what_is_due(datetime(2026, 3, 17, 8, 0, tzinfo=UTC))

    assert waiting_weeks(owner) == ["2026-03-09"]


def test_a_refresh_that_still_waits_for_an_older_week_gives_way(owner: Owner, user: User) -> None:
    start_rolling_plan(owner, user)
    queue_what_is_due(datetime(2026, 3, 1, 23, 30, tzinfo=UTC))

    queue_what_is_due(datetime(2026, 3, 17, 8, 0, tzinfo=UTC))

    assert waiting_weeks(owner) == ["2026-03-09"]


def test_a_week_that_was_refreshed_is_not_due_again(owner: Owner, user: User) -> None:
    start_rolling_plan(owner, user)
    now = datetime(2026, 3, 1, 23, 30, tzinfo=UTC)
    keep_refresh(user, {"kind": "weekly", "week_on": "2026-02-23"}, now)

    queue_what_is_due(now)

    assert waiting_weeks(owner) == []


def test_a_plan_that_starts_next_week_is_not_due(owner: Owner, user: User) -> None:
    start_rolling_plan(owner, user, start=date(2026, 3, 2))

    queue_what_is_due(datetime(2026, 3, 1, 23, 30, tzinfo=UTC))

    assert waiting_weeks(owner) == []


def test_many_schedulers_at_once_queue_everybody_once(owner: Owner, new_user: NewUser) -> None:
    for _ in range(20):
        start_rolling_plan(owner, new_user())
    together = threading.Barrier(4)
    queued: list[int] = []

    def schedule() -> None:
        together.wait(30)
        queued.append(queue_what_is_due(datetime(2026, 3, 1, 23, 30, tzinfo=UTC)))

    threads = [threading.Thread(target=schedule) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert len(waiting_weeks(owner)) == 20
    assert sum(queued) == 21  # and one job that cleans up


def test_a_month_that_has_ended_is_kept_for_those_with_activities(owner: Owner, user: User, other_user: User) -> None:
    be_active(owner, user)

    queue_what_is_due(datetime(2026, 3, 1, 0, 30, tzinfo=UTC))

    rows = owner.execute("select args from jobs.procrastinate_jobs where task_name = 'snapshot_athlete'").fetchall()
    assert [(row["args"]["user_id"], row["args"]["month_on"]) for row in rows] == [(str(user.id), "2026-02-01")]


def test_everybody_with_activities_can_be_calculated_again(owner: Owner, user: User, other_user: User) -> None:
    be_active(owner, user)
    owner.execute(
        "insert into fitness_snapshots (athlete_id, month_on, profile)"
        " select id, '2026-02-01', '{}' from athlete_profiles where user_id = %s",
        (user.id,),
    )

    with db.as_service() as conn:
        hold_queue(conn, wait=True)
        queued = queue_fitness(conn, datetime(2026, 3, 31, 12, 0, tzinfo=UTC))

    assert queued == 1
