"""Jobs that are asked for: the week that has ended, one in between, and everybody's with the token."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any

import psycopg
import pytest
from psycopg.rows import DictRow

from coach.job_requests import (
    is_jobs_token,
    open_failures,
    request_everybody,
    request_fitness,
    request_refresh,
    request_snapshot,
)
from coach.job_schedule import queue_what_is_due
from coach.job_tasks import performers
from data.db import User
from data.errors import NotFound, Unavailable
from data.job_queue import RunningJob, own_waiting
from data.job_runs import last_runs, own_failures
from data.job_turns import Turn, own_turn
from data.settings import settings
from tests.conftest import NewUser
from tests.due_athletes import be_active, keep_refresh, start_rolling_plan

Owner = psycopg.Connection[DictRow]
MONDAY = date(2026, 2, 23)
NOW = datetime(2026, 3, 3, 12, 0, tzinfo=UTC)


def queued(owner: Owner) -> list[dict[str, Any]]:
    return owner.execute("select * from jobs.procrastinate_jobs where task_name <> 'clean_up' order by id").fetchall()


def turn_of(user: User) -> Turn:
    turn = own_turn(user)
    assert turn is not None
    return turn


def test_an_own_refresh_takes_the_week_that_has_ended(owner: Owner, user: User) -> None:
    start_rolling_plan(owner, user)

    requested = request_refresh(user, NOW)

    (job,) = queued(owner)
    assert (requested.kind, requested.queued, requested.on) == ("own_refresh", 1, MONDAY)
    assert (job["args"]["kind"], job["args"]["week_on"]) == ("weekly", "2026-02-23")


def test_after_the_weekly_refresh_an_own_one_is_in_between(owner: Owner, user: User) -> None:
    start_rolling_plan(owner, user)
    keep_refresh(user, {"kind": "weekly", "week_on": MONDAY}, NOW)

    request_refresh(user, NOW)

    assert [job["args"]["kind"] for job in queued(owner)] == ["manual"]


def test_in_its_first_week_a_plan_is_refreshed_in_between(owner: Owner, user: User) -> None:
    start_rolling_plan(owner, user, start=date(2026, 3, 2))

    request_refresh(user, NOW)

    assert [job["args"]["kind"] for job in queued(owner)] == ["manual"]


def test_asking_twice_queues_once(owner: Owner, user: User) -> None:
    start_rolling_plan(owner, user)
    request_refresh(user, NOW)

    again = request_refresh(user, NOW)

    assert (again.queued, own_waiting(user)) == (0, 1)


def test_an_own_refresh_keeps_the_scheduler_from_queueing_it_again(owner: Owner, user: User) -> None:
    start_rolling_plan(owner, user)
    request_refresh(user, NOW)

    queue_what_is_due(NOW)

    assert len(queued(owner)) == 1


def test_an_own_job_comes_before_everybody_elses(owner: Owner, user: User, other_user: User) -> None:
    start_rolling_plan(owner, other_user)
    queue_what_is_due(NOW)
    start_rolling_plan(owner, user)

    request_refresh(user, NOW)

    first = max(queued(owner), key=lambda job: (job["priority"], -job["id"]))
    assert first["args"]["user_id"] == str(user.id)


def test_what_was_given_up_may_be_asked_for_again(owner: Owner, user: User) -> None:
    start_rolling_plan(owner, user)
    queue_what_is_due(NOW)
    owner.execute("update jobs.procrastinate_jobs set status = 'doing'")
    owner.execute("update jobs.procrastinate_jobs set status = 'failed'")

    requested = request_refresh(user, NOW)

    assert requested.queued == 1
    assert [job["status"] for job in queued(owner)] == ["todo"]


def test_a_job_that_waits_for_its_next_try_is_tried_now_when_asked_for(owner: Owner, user: User) -> None:
    start_rolling_plan(owner, user)
    queue_what_is_due(NOW)
    owner.execute("update jobs.procrastinate_jobs set scheduled_at = now() + interval '15 minutes'")
    before = own_waiting(user)

    requested = request_refresh(user, NOW)

    assert (before, requested.queued, own_waiting(user)) == (0, 0, 1)


def test_without_a_rolling_plan_there_is_nothing_to_refresh(owner: Owner, user: User) -> None:
    with pytest.raises(NotFound, match="Make one first"):
        request_refresh(user, NOW)


def test_without_a_profile_nothing_can_be_asked_for(new_user: NewUser) -> None:
    with pytest.raises(NotFound, match="profile"):
        request_refresh(new_user(profile=False), NOW)


def test_a_month_is_kept_once(owner: Owner, user: User) -> None:
    be_active(owner, user)
    first = request_snapshot(user, NOW)
    owner.execute("delete from jobs.procrastinate_jobs")
    owner.execute(
        "insert into fitness_snapshots (athlete_id, month_on, profile)"
        " select id, '2026-02-01', '{}' from athlete_profiles where user_id = %s",
        (user.id,),
    )

    second = request_snapshot(user, NOW)

    assert (first.queued, first.on) == (1, date(2026, 2, 1))
    assert (second.queued, second.on) == (0, date(2026, 2, 1))


@pytest.mark.parametrize("request_own", [request_snapshot, request_fitness])
def test_without_activities_there_is_no_fitness(request_own: Any, user: User) -> None:
    with pytest.raises(NotFound, match="Import a file"):
        request_own(user, NOW)


def test_fitness_is_calculated_again_when_asked(owner: Owner, user: User) -> None:
    be_active(owner, user)

    requested = request_fitness(user, NOW)

    assert requested.queued == 1
    assert [job["task_name"] for job in queued(owner)] == ["update_athlete"]


def test_everybodys_refresh_is_queued_once(owner: Owner, user: User, other_user: User) -> None:
    start_rolling_plan(owner, user)
    start_rolling_plan(owner, other_user)

    counts = [request_everybody("weekly_refresh", NOW).queued for _ in range(2)]

    assert counts == [2, 0]


def test_without_a_token_in_the_settings_no_token_is_right(database: object) -> None:
    assert not is_jobs_token("")
    assert not is_jobs_token("anything")


def test_the_token_of_the_settings_is_right(database: object, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("JOBS_TOKEN", "a long secret")
    settings.cache_clear()

    assert is_jobs_token("a long secret")
    assert not is_jobs_token("a long secreT")


def test_a_failure_is_open_until_the_plan_was_refreshed_after_all(owner: Owner, user: User) -> None:
    start_rolling_plan(owner, user)
    request_refresh(user, NOW)

    def refuse(*_: object) -> None:
        raise Unavailable("The model does not answer.")

    (job,) = queued(owner)
    with pytest.raises(Exception, match=f"job {job['id']}"):
        performers(lambda: NOW, {"refresh_athlete": refuse})["refresh_athlete"](RunningJob(job["id"], 3, job["args"]))
    before = [failure.reason for failure in open_failures(user, turn_of(user))]
    keep_refresh(user, {"kind": "weekly", "week_on": MONDAY}, NOW)

    assert before == ["The model does not answer."]
    assert open_failures(user, turn_of(user)) == []


def test_own_jobs_are_in_no_list_of_runs_and_in_nobody_elses_failures(
    owner: Owner, user: User, other_user: User
) -> None:
    start_rolling_plan(owner, user)
    request_refresh(user, NOW)
    owner.execute(
        "update private.job_runs set failures = jsonb_build_array(jsonb_build_object('athlete_id', %s::text,"
        " 'reason', 'Because.'))",
        (str(turn_of(user).athlete_id),),
    )

    assert last_runs() == []
    assert [failure.reason for failure in own_failures(user)] == ["Because."]
    assert own_failures(other_user) == []


def test_a_hundred_failures_are_enough(owner: Owner, user: User) -> None:
    start_rolling_plan(owner, user)
    request_refresh(user, NOW)
    owner.execute(
        "update private.job_runs set failures ="
        " (select jsonb_agg(jsonb_build_object('athlete_id', i::text, 'reason', ''))"
        " from generate_series(1, 100) i)"
    )

    def refuse(*_: object) -> None:
        raise Unavailable("No.")

    (job,) = queued(owner)
    with pytest.raises(Exception, match="job"):
        performers(lambda: NOW, {"refresh_athlete": refuse})["refresh_athlete"](RunningJob(job["id"], 0, job["args"]))

    kept = owner.execute("select jsonb_array_length(failures) as n from private.job_runs").fetchone()
    assert kept == {"n": 100}
    assert len(own_failures(user)) == 1


def test_the_turn_of_an_athlete_says_when_their_plan_was_last_refreshed(owner: Owner, user: User) -> None:
    start_rolling_plan(owner, user, zone="Europe/Berlin")
    before = turn_of(user)
    keep_refresh(user, {"kind": "manual", "week_on": MONDAY}, NOW)

    after = turn_of(user)

    assert (before.plan_starts_on, before.time_zone, before.last_refresh_at) == (
        date(2026, 2, 2),
        "Europe/Berlin",
        None,
    )
    assert after.last_week_on is None
    assert after.last_refresh_at is not None
    assert datetime.now(UTC) - after.last_refresh_at < timedelta(minutes=5)
