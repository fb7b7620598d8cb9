"""Two months of HYROX training, as the builder puts them together."""

from __future__ import annotations

from datetime import timedelta

import pytest
from hypothesis import given, settings

from coach.engines.run_plan.build import build_run_plan
from coach.engines.run_plan.contract import PlanRequest
from coach.engines.run_plan.invariants import check_run_plan, hard_findings
from tests.coach.engines.run_plan.method_slots import everyday, plan_requests


@settings(max_examples=60, deadline=None)
@given(plan_requests("hyrox"))
def test_no_plan_breaks_a_hard_rule_and_the_same_request_gives_the_same_plan(request: PlanRequest) -> None:
    plan = build_run_plan(request)

    assert hard_findings(check_run_plan(plan)) == []
    assert build_run_plan(request) == plan


@pytest.mark.parametrize("weekday", range(7))
@pytest.mark.parametrize("days_per_week", [3, 4, 5, 6])
def test_a_rehearsal_stands_two_to_three_weeks_before_the_race(weekday: int, days_per_week: int) -> None:
    request = everyday("hyrox", 7, days_per_week)
    assert request.race_date is not None
    race_on = request.race_date - timedelta(days=weekday)

    plan = build_run_plan(request._replace(race_date=race_on))

    days_left = [(race_on - session.on).days for session in plan.sessions if session.kind == "simulation"]
    assert days_left
    assert 14 <= min(days_left) <= 24


@pytest.mark.parametrize("days_per_week", [4, 5, 6])
def test_no_strength_stands_before_a_hard_day_when_every_day_is_free(days_per_week: int) -> None:
    plan = build_run_plan(everyday("hyrox", 12, days_per_week))

    hard_days = {session.on for session in plan.sessions if session.is_hard}
    strength = [session.on for session in plan.sessions if session.kind == "strength"]
    assert strength
    assert not [day for day in strength if day + timedelta(days=1) in hard_days]
