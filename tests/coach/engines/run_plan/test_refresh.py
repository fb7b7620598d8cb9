"""A refresh leaves the past alone and moves little of what is ahead."""

from __future__ import annotations

from datetime import timedelta

import pytest

from coach.engines.run_plan.build import build_run_plan
from coach.engines.run_plan.contract import PastRun, PlanRequest, RunPlan
from coach.engines.run_plan.invariants_refresh import check_refresh, moved_sessions
from tests.coach.engines.run_plan.plan_cases import MONDAY, changed, request

DAY, WEEK = timedelta(days=1), timedelta(days=7)
TODAY = MONDAY + WEEK


@pytest.fixture(scope="module")
def before() -> RunPlan:
    return build_run_plan(request())


def a_week_later(plan: RunPlan) -> PlanRequest:
    """Everything of the first week was done as planned."""
    done = tuple(
        PastRun(session.on, session.distance_m, session.minutes * 60.0, is_hard=session.is_hard)
        for session in plan.weeks[0].sessions
    )
    return plan.request._replace(today=TODAY, history=done)


def test_a_week_done_as_planned_moves_and_changes_nothing_ahead(before: RunPlan) -> None:
    after = build_run_plan(a_week_later(before))

    assert check_refresh(before, after, TODAY) == []
    assert moved_sessions(before, after, TODAY) == []
    ahead = [(session.on, session.title) for session in before.sessions if session.on >= TODAY]
    assert [(session.on, session.title) for session in after.sessions] == ahead


def test_a_missed_week_makes_the_next_one_smaller_and_moves_nothing(before: RunPlan) -> None:
    started = before.request._replace(today=TODAY, history=(PastRun(MONDAY - DAY * 20, 12_000, 3_960),))

    after = build_run_plan(started)

    assert check_refresh(before, after, TODAY) == []
    assert after.weeks[0].amount < 0.8 * before.weeks[1].amount


def test_a_changed_past_is_found(before: RunPlan) -> None:
    session = before.sessions[0]

    after = changed(before, session, [session._replace(minutes=session.minutes + 10)])

    assert [finding.text for finding in check_refresh(before, after, TODAY)] == [
        "A refresh has changed a day that is over."
    ]
    assert check_refresh(before, after, MONDAY) == []


def test_a_moved_session_needs_a_reason(before: RunPlan) -> None:
    session = next(one for one in before.sessions if one.on > TODAY and one.kind == "long")

    with_reason = changed(before, session, [session._replace(on=session.on - DAY)])
    without = changed(before, session, [session._replace(on=session.on - DAY, reason=" ")])

    assert check_refresh(before, with_reason, TODAY) == []
    assert [finding.rule for finding in check_refresh(before, without, TODAY)] == [14]


def test_many_moves_are_fine_only_when_the_days_have_changed(before: RunPlan) -> None:
    fewer_days = before.request._replace(availability=(None, 0, None, 0, None, None, None))
    rebuilt = build_run_plan(fewer_days)

    pretended = rebuilt._replace(request=before.request)

    assert len(moved_sessions(before, rebuilt, MONDAY)) > 8
    assert check_refresh(before, rebuilt, MONDAY) == []
    assert [finding.level for finding in check_refresh(before, pretended, MONDAY)] == ["hard"]
