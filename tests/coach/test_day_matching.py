"""Runs from a watch find the planned sessions they did, whenever they are uploaded; what the athlete says stands."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from coach.day_matching import match_within, override_outcome
from coach.engines.run_plan.reality import Outcome, outcome_of
from coach.plan_days import add_day, change_day, skip_day
from coach.plans import create_plan, undo
from coach.workouts import log_workout, remove_workout
from data import db
from data.db import User
from data.errors import NotFound, Rejected
from data.plan_days import PlanDayEntry, find_day
from data.plan_reality import hold_active_plan, real_sessions
from data.plans import Plan, PlanDraft, find_plan
from data.workouts import WorkoutEntry, find_workout
from tests.rolling import MONDAY, covered, rolling_plan, run_on, watch_run

NEXT_WEEK = MONDAY + timedelta(days=7)


def outcomes(user: User, plan: Plan, today: date = NEXT_WEEK) -> list[Outcome]:
    with db.write_as(user) as conn:
        return [
            outcome_of(session, today) for session in real_sessions(conn, plan.id, MONDAY, MONDAY + timedelta(days=60))
        ]


def match(user: User, first: date = MONDAY, last: date = NEXT_WEEK) -> int:
    with db.write_as(user) as conn:
        return len(match_within(conn, first, last))


def test_without_an_upload_past_sessions_are_assumed_and_coming_ones_planned(user: User) -> None:
    plan = rolling_plan(user, [run_on(MONDAY), run_on(NEXT_WEEK)])

    assert outcomes(user, plan) == ["assumed", "planned"]


def test_a_plan_that_does_not_roll_on_assumes_nothing(user: User) -> None:
    plan = create_plan(user, PlanDraft(plan_name="Fixed", start_date=MONDAY, duration_weeks=4, days=[run_on(MONDAY)]))

    assert outcomes(user, plan) == ["missed"]


def test_an_upload_that_covers_a_day_without_a_run_makes_it_missed_and_later_days_stay_assumed(user: User) -> None:
    plan = rolling_plan(user, [run_on(MONDAY + timedelta(days=day)) for day in (0, 2, 5)])
    watch_run(user, MONDAY)
    covered(user, MONDAY, MONDAY + timedelta(days=3))

    found = match(user)

    assert found == 1
    assert outcomes(user, plan) == ["confirmed", "missed", "assumed"]


def test_a_late_upload_turns_assumed_into_done(user: User) -> None:
    plan = rolling_plan(user, [run_on(MONDAY)])
    before = outcomes(user, plan)
    log_id = watch_run(user, MONDAY, 11_000)

    match(user)

    assert (before, outcomes(user, plan)) == (["assumed"], ["confirmed"])
    day = find_day(user, plan.days[0].id)
    assert (day.is_completed, day.linked_workout_log_id) == (True, log_id)
    prescribed = find_workout(user, log_id).prescribed_workout
    assert prescribed is not None
    assert prescribed["title"] == "Easy run"


def test_matching_again_finds_nothing_more(user: User) -> None:
    rolling_plan(user, [run_on(MONDAY)])
    watch_run(user, MONDAY)

    assert (match(user), match(user)) == (1, 0)


def test_an_extra_run_of_the_day_is_unplanned_and_never_the_next_days_session(user: User) -> None:
    plan = rolling_plan(user, [run_on(MONDAY), run_on(MONDAY + timedelta(days=1))])
    watch_run(user, MONDAY)
    match(user)
    watch_run(user, MONDAY, 10_100)
    covered(user, MONDAY, NEXT_WEEK)

    found = match(user)

    assert found == 0
    assert outcomes(user, plan) == ["confirmed", "missed"]


def test_a_run_a_day_late_does_the_session(user: User) -> None:
    plan = rolling_plan(user, [run_on(MONDAY)])
    watch_run(user, MONDAY + timedelta(days=1))

    assert match(user) == 1
    assert outcomes(user, plan) == ["confirmed"]


def test_deleting_the_run_opens_the_session_again(user: User) -> None:
    plan = rolling_plan(user, [run_on(MONDAY)])
    log_id = watch_run(user, MONDAY)
    match(user)

    remove_workout(user, log_id)

    assert outcomes(user, plan) == ["assumed"]


def test_what_the_athlete_says_stands_above_an_upload(user: User) -> None:
    plan = rolling_plan(user, [run_on(MONDAY), run_on(MONDAY + timedelta(days=3))])
    missed, done = (day.id for day in plan.days)
    override_outcome(user, missed, "missed")
    override_outcome(user, done, "done")
    watch_run(user, MONDAY)
    covered(user, MONDAY, NEXT_WEEK)

    found = match(user)

    assert found == 0
    assert outcomes(user, plan) == ["overridden_missed", "overridden_done"]


def test_taking_back_what_was_said_lets_the_upload_speak(user: User) -> None:
    plan = rolling_plan(user, [run_on(MONDAY)])
    override_outcome(user, plan.days[0].id, "done")
    covered(user, MONDAY, NEXT_WEEK)

    override_outcome(user, plan.days[0].id, None)

    assert outcomes(user, plan) == ["missed"]


def test_a_session_said_to_be_done_takes_its_run_so_that_the_run_is_not_counted_beside_it(user: User) -> None:
    plan = rolling_plan(user, [run_on(MONDAY)])
    override_outcome(user, plan.days[0].id, "done")
    log_id = watch_run(user, MONDAY)

    match(user)

    assert find_day(user, plan.days[0].id).linked_workout_log_id == log_id
    assert outcomes(user, plan) == ["overridden_done"]


def test_a_skipped_session_takes_no_run(user: User) -> None:
    plan = rolling_plan(user, [run_on(MONDAY)])
    skip_day(user, plan.days[0].id)
    watch_run(user, MONDAY)

    assert match(user) == 0
    assert outcomes(user, plan) == ["skipped"]


def test_a_log_typed_by_hand_finds_its_session_in_a_rolling_plan_only(user: User) -> None:
    entry = WorkoutEntry(date=MONDAY, session_type="run", distance_m=9_500, duration_minutes=55)
    create_plan(user, PlanDraft(plan_name="Fixed", start_date=MONDAY, duration_weeks=4, days=[run_on(MONDAY)]))
    log_workout(user, entry)
    in_a_fixed_plan = match(user)
    plan = rolling_plan(user, [run_on(MONDAY)])

    found = match(user)

    assert (in_a_fixed_plan, found) == (0, 1)
    assert outcomes(user, plan) == ["confirmed"]


def test_a_day_off_and_a_session_ahead_cannot_be_overridden(user: User) -> None:
    rest = PlanDayEntry(date=MONDAY, title="Rest", session_type="rest")
    ahead = run_on(date(2099, 1, 5))
    day_off = rolling_plan(user, [rest]).days[0]
    far = create_plan(
        user, PlanDraft(plan_name="Far", start_date=date(2099, 1, 5), duration_weeks=1, days=[ahead])
    ).days[0]

    with pytest.raises(Rejected, match="day off"):
        override_outcome(user, day_off.id, "done")
    with pytest.raises(Rejected, match="still ahead"):
        override_outcome(user, far.id, "missed")


def test_nobody_overrides_the_session_of_another(user: User, other_user: User) -> None:
    plan = rolling_plan(user, [run_on(MONDAY)])

    with pytest.raises(NotFound):
        override_outcome(other_user, plan.days[0].id, "done")

    assert outcomes(user, plan) == ["assumed"]


def test_the_runs_of_another_athlete_do_no_session_of_mine(user: User, other_user: User) -> None:
    plan = rolling_plan(user, [run_on(MONDAY)])
    watch_run(other_user, MONDAY)

    assert match(user) == 0
    with db.write_as(other_user) as conn:
        assert hold_active_plan(conn) is None
    assert outcomes(user, plan) == ["assumed"]


def test_undoing_a_change_of_the_plan_takes_back_nothing_the_athlete_said(user: User) -> None:
    plan = rolling_plan(user, [run_on(MONDAY)])
    change_day(user, plan.days[0].id, run_on(MONDAY, 8_000))
    added = add_day(user, plan.id, run_on(MONDAY + timedelta(days=2)))
    for day_id in (plan.days[0].id, added.id):
        override_outcome(user, day_id, "done")

    undo(user, plan.id)
    undo(user, plan.id)

    assert [day.details.distance_m for day in find_plan(user, plan.id).days] == [8_000, 10_000]
    assert outcomes(user, plan) == ["overridden_done", "overridden_done"]
