"""A job that fails stops nobody else's, is tried again, and is told to its athlete alone."""

from __future__ import annotations

from datetime import UTC, datetime
from uuid import UUID

import pytest

from coach.job_schedule import queue_what_is_due
from coach.job_tasks import Payload, Story, performers
from data.db import User
from data.errors import Unavailable
from data.job_queue import RunningJob
from data.job_runs import last_runs, own_failures
from tests.coach.job_workers import MONDAY, SUNDAY_NIGHT, Owner, is_over, queued_job, working
from tests.due_athletes import be_active, keep_refresh, refreshed_weeks, start_rolling_plan, until


def queued_athletes(owner: Owner, task: str) -> set[UUID]:
    """Whose jobs of this task wait."""
    rows = owner.execute("select args ->> 'user_id' as id from jobs.procrastinate_jobs where task_name = %s", (task,))
    return {UUID(row["id"]) for row in rows}


@pytest.fixture
def failing(user: User) -> Story:
    """A refresh that fails for `user` and works for everybody else."""

    def refresh(athlete: User, payload: Payload, now: datetime) -> None:
        if athlete == user:
            raise LookupError(f"the row of {athlete.email}")
        keep_refresh(athlete, payload, now)

    return refresh


def test_one_athletes_failure_does_not_stop_the_others(
    owner: Owner, user: User, other_user: User, failing: Story
) -> None:
    start_rolling_plan(owner, user)
    start_rolling_plan(owner, other_user)

    with working(failing):
        until(is_over)

    (run,) = last_runs(("weekly_refresh",))
    assert (run.athletes_done, run.athletes_failed) == (1, 1)
    assert refreshed_weeks(owner, user) == []
    assert refreshed_weeks(owner, other_user) == [MONDAY]
    assert [failure.kind for failure in own_failures(user)] == ["weekly_refresh"]
    assert own_failures(other_user) == []


def test_a_failing_job_is_tried_four_times_and_not_again_that_week(owner: Owner, user: User) -> None:
    start_rolling_plan(owner, user)
    tries: list[datetime] = []

    def refresh(_athlete: User, _payload: Payload, now: datetime) -> None:
        tries.append(now)
        raise Unavailable("The model does not answer.")

    with working(refresh):
        until(is_over)
        queued_later = queue_what_is_due(datetime(2026, 3, 3, 12, 0, tzinfo=UTC))

    assert len(tries) == 4
    assert queued_later == 0
    assert [failure.reason for failure in own_failures(user)] == ["The model does not answer."]


def test_a_job_that_works_at_last_leaves_no_failure(owner: Owner, user: User) -> None:
    start_rolling_plan(owner, user)
    tries: list[datetime] = []

    def refresh(athlete: User, payload: Payload, now: datetime) -> None:
        tries.append(now)
        if len(tries) < 3:
            raise Unavailable("The model does not answer.")
        keep_refresh(athlete, payload, now)

    with working(refresh):
        until(is_over)

    (run,) = last_runs(("weekly_refresh",))
    assert (run.athletes_done, run.athletes_failed, own_failures(user)) == (1, 0, [])


def test_a_failure_is_told_without_what_the_error_says(
    owner: Owner, user: User, failing: Story, caplog: pytest.LogCaptureFixture
) -> None:
    start_rolling_plan(owner, user)

    with working(failing):
        until(is_over)

    (failure,) = own_failures(user)
    assert "LookupError" in failure.reason
    assert "LookupError" in caplog.text
    assert "example.org" not in caplog.text + failure.reason


def test_the_job_of_a_deleted_account_does_nothing_and_ends_the_run(owner: Owner, user: User) -> None:
    start_rolling_plan(owner, user)
    queue_what_is_due(SUNDAY_NIGHT)
    owner.execute("delete from auth.users where id = %s", (user.id,))

    with working(keep_refresh):
        until(is_over)

    assert owner.execute("select * from plan_refreshes").fetchall() == []
    assert last_runs(("weekly_refresh",))[0].athletes_failed == 0


def test_a_plan_that_was_ended_before_its_turn_is_no_failure(owner: Owner, user: User) -> None:
    start_rolling_plan(owner, user)
    queue_what_is_due(SUNDAY_NIGHT)
    owner.execute("update training_plans set status = 'archived'")
    job_id, payload = queued_job(owner, user)

    performers(lambda: SUNDAY_NIGHT)["refresh_athlete"](RunningJob(job_id, 0, payload))

    assert own_failures(user) == []


def test_a_time_zone_the_database_does_not_know_stops_nobody_elses_refresh(
    owner: Owner, user: User, other_user: User
) -> None:
    start_rolling_plan(owner, user)
    start_rolling_plan(owner, other_user, zone="Mars/Olympus")
    be_active(owner, other_user)

    queue_what_is_due(SUNDAY_NIGHT)

    assert queued_athletes(owner, "refresh_athlete") == {user.id, other_user.id}
    assert queued_athletes(owner, "snapshot_athlete") == {other_user.id}


def test_nothing_is_due_for_a_closed_account(owner: Owner, user: User) -> None:
    start_rolling_plan(owner, user)
    be_active(owner, user)
    owner.execute("update auth.users set deleted_at = now()")

    queue_what_is_due(SUNDAY_NIGHT)

    assert queued_athletes(owner, "refresh_athlete") == queued_athletes(owner, "snapshot_athlete") == set()
