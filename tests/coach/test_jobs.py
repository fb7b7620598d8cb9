"""What runs by itself: a worker does each job once, at once, and stopping is quick."""

from __future__ import annotations

import threading
from collections import Counter
from datetime import UTC, date, datetime

import psycopg
import pytest

from coach.job_requests import request_refresh
from coach.job_schedule import queue_what_is_due
from coach.job_tasks import STORIES, Payload, performers
from coach.jobs import JobWorker
from coach.rolling_plans import make_rolling_plan
from data.db import User
from data.job_queue import Pace, RunningJob, own_waiting, queue_state
from data.job_runs import last_runs, own_failures
from data.rolling_plans import RollingPlanWishes
from tests.coach.job_workers import BEFORE, MONDAY, QUICK, SUNDAY_NIGHT, Owner, is_over, queued_job, working
from tests.conftest import Database, NewUser
from tests.due_athletes import be_active, keep_refresh, refreshed_weeks, start_rolling_plan, until


def test_a_week_that_has_ended_is_refreshed_by_itself(owner: Owner, user: User) -> None:
    start_rolling_plan(owner, user)

    with working(keep_refresh):
        until(is_over)

    (run,) = last_runs(("weekly_refresh",))
    assert refreshed_weeks(owner, user) == [MONDAY]
    assert (run.athletes_done, run.athletes_failed) == (1, 0)


def test_a_new_job_is_taken_at_once(owner: Owner, user: User) -> None:
    start_rolling_plan(owner, user, start=MONDAY)
    worker = JobWorker(lambda: BEFORE, {"refresh_athlete": keep_refresh}, Pace(tick_s=600, poll_s=600))
    worker.start()
    until(lambda: queue_state().is_alive)

    queue_what_is_due(SUNDAY_NIGHT)

    until(is_over)
    assert worker.stop(30)
    assert refreshed_weeks(owner, user) == [MONDAY]


def test_two_workers_never_do_a_job_twice(owner: Owner, new_user: NewUser) -> None:
    users = [new_user() for _ in range(40)]
    for one in users:
        start_rolling_plan(owner, one)
    calls: Counter[User] = Counter()

    def refresh(athlete: User, payload: Payload, now: datetime) -> None:
        calls[athlete] += 1
        keep_refresh(athlete, payload, now)

    with working(refresh), working(refresh):
        until(is_over)

    (run,) = last_runs(("weekly_refresh",))
    assert calls == Counter(users)
    assert (run.athletes_done, run.athletes_failed) == (40, 0)


def test_a_job_taken_up_again_after_it_was_counted_is_not_counted_twice(owner: Owner, new_user: NewUser) -> None:
    first, second = new_user(), new_user()
    start_rolling_plan(owner, first)
    start_rolling_plan(owner, second)
    queue_what_is_due(SUNDAY_NIGHT)
    perform = performers(lambda: SUNDAY_NIGHT, {"refresh_athlete": keep_refresh})["refresh_athlete"]
    job_id, payload = queued_job(owner, first)

    perform(RunningJob(job_id, 0, payload))
    perform(RunningJob(job_id, 1, payload | {"is_counted": True}))

    (run,) = last_runs(("weekly_refresh",))
    assert (run.athletes_done, run.finished_at) == (1, None)


def test_nothing_in_the_queue_names_an_athlete(owner: Owner, user: User) -> None:
    start_rolling_plan(owner, user)

    queue_what_is_due(SUNDAY_NIGHT)

    kept = str(owner.execute("select * from jobs.procrastinate_jobs").fetchall())
    assert str(user.id) in kept
    assert user.email not in kept
    assert "Alex" not in kept


def test_stopping_does_not_wait_for_a_job_that_takes_long(owner: Owner, user: User) -> None:
    start_rolling_plan(owner, user)
    begun, may_end = threading.Event(), threading.Event()

    def refresh(athlete: User, payload: Payload, now: datetime) -> None:
        begun.set()
        may_end.wait(30)
        keep_refresh(athlete, payload, now)

    with working(refresh) as worker:
        assert begun.wait(30)
        has_ended = worker.stop(0.2)
        may_end.set()

    assert has_ended is False
    assert refreshed_weeks(owner, user) == [MONDAY]
    assert own_waiting(user) == 0


def test_an_idle_worker_ends_when_it_is_stopped(user: User) -> None:
    worker = JobWorker(lambda: SUNDAY_NIGHT, STORIES, QUICK)
    worker.start()
    until(lambda: queue_state().is_alive)

    has_ended = worker.stop(2.0)

    assert has_ended
    assert queue_state().is_alive is False


def test_a_worker_begins_again_when_its_connections_were_cut(
    database: Database, owner: Owner, user: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("coach.jobs.RESTART_AFTER_S", 0.05)
    start_rolling_plan(owner, user, start=MONDAY)
    cut = (
        "select pg_terminate_backend(pid) from pg_stat_activity"
        " where usename = 'app_service' and datname = current_database()"
    )
    times = [BEFORE]

    with working(keep_refresh, lambda: times[-1]):
        until(lambda: queue_state().is_alive)
        with psycopg.connect(database.superuser_dsn, autocommit=True) as superuser:
            superuser.execute(cut)
        times.append(SUNDAY_NIGHT)
        until(lambda: refreshed_weeks(owner, user))

    assert refreshed_weeks(owner, user) == [MONDAY]


def test_on_sunday_night_plan_and_fitness_are_those_of_the_week_that_has_ended(owner: Owner, user: User) -> None:
    make_rolling_plan(user, RollingPlanWishes(goal="10k", start_week_km=30, start_longest_km=10), date(2026, 2, 25))
    be_active(owner, user)
    worker = JobWorker(lambda: SUNDAY_NIGHT, STORIES, QUICK)
    worker.start()

    until(is_over)
    worker.stop(30)

    refreshes = owner.execute("select kind, week_on from plan_refreshes order by created_at").fetchall()
    fitness = owner.execute("select calculated_on from fitness_profiles").fetchall()
    snapshots = owner.execute("select month_on from fitness_snapshots").fetchall()
    assert [(one["kind"], one["week_on"]) for one in refreshes][1:] == [("weekly", MONDAY)]
    assert fitness == [{"calculated_on": date(2026, 3, 1)}]
    assert snapshots == [{"month_on": date(2026, 2, 1)}]
    assert own_failures(user) == []


def test_an_own_refresh_rebuilds_the_plan_in_the_background(owner: Owner, user: User) -> None:
    make_rolling_plan(user, RollingPlanWishes(goal="10k", start_week_km=30, start_longest_km=10), date(2026, 3, 2))
    noon = datetime(2026, 3, 4, 12, 0, tzinfo=UTC)
    worker = JobWorker(lambda: noon, STORIES, QUICK)
    worker.start()

    request_refresh(user, noon)

    until(lambda: own_waiting(user) == 0)
    worker.stop(30)
    kinds = [row["kind"] for row in owner.execute("select kind from plan_refreshes order by created_at")]
    assert kinds == ["made", "manual"]
