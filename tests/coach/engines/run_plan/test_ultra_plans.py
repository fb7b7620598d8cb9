"""Two months of time-based ultra training, as the builder puts them together."""

from __future__ import annotations

from datetime import timedelta

from hypothesis import given, settings

from coach.engines.run_plan.build import build_run_plan
from coach.engines.run_plan.contract import PlanRequest, RunPlan
from coach.engines.run_plan.invariants import check_run_plan, hard_findings
from tests.coach.engines.run_plan.method_slots import everyday, plan_requests


def days_of(plan: RunPlan, kind: str) -> list[object]:
    return [session.on for session in plan.sessions if session.kind == kind]


@settings(max_examples=60, deadline=None)
@given(plan_requests("ultra"))
def test_no_plan_breaks_a_hard_rule_and_the_same_request_gives_the_same_plan(request: PlanRequest) -> None:
    plan = build_run_plan(request)

    assert hard_findings(check_run_plan(plan)) == []
    assert build_run_plan(request) == plan


@settings(max_examples=60, deadline=None)
@given(plan_requests("ultra"))
def test_a_second_long_day_follows_a_long_one_and_is_not_hard(request: PlanRequest) -> None:
    plan = build_run_plan(request)

    long_days = days_of(plan, "long")
    for session in plan.sessions:
        if session.kind == "second_long":
            assert session.on - timedelta(days=1) in long_days
            assert not session.is_hard


def test_near_the_race_the_weekend_holds_two_long_days() -> None:
    plan = build_run_plan(everyday("ultra", 12, 5))

    second = [session for session in plan.sessions if session.kind == "second_long"]
    assert second
    assert {session.on.isoweekday() for session in second} == {7}
    assert all(session.minutes <= longest.minutes for session in second for longest in plan.sessions
               if longest.kind == "long" and longest.on == session.on - timedelta(days=1))  # fmt: skip


def test_most_of_the_time_is_easy() -> None:
    plan = build_run_plan(everyday("ultra", 12, 6))

    hard_s = sum(session.zone_s.get(zone, 0.0) for session in plan.sessions for zone in ("M", "T", "I", "R"))
    whole_s = sum(session.minutes * 60 for session in plan.sessions)
    assert hard_s <= 0.15 * whole_s
