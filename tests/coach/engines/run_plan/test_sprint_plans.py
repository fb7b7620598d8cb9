"""Two months of sprint training, as the builder puts them together."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given, settings

from coach.engines.run_plan.build import build_run_plan
from coach.engines.run_plan.contract import PlanRequest, RunPlan
from coach.engines.run_plan.invariants import check_run_plan, hard_findings
from tests.coach.engines.run_plan.method_slots import everyday, plan_requests

NEURAL = ("acceleration", "max_velocity", "speed_endurance", "power", "race")


def neural_days(plan: RunPlan) -> list[int]:
    return sorted(session.on.toordinal() for session in plan.sessions if session.kind in NEURAL)


@settings(max_examples=60, deadline=None)
@given(plan_requests("sprint"))
def test_no_plan_breaks_a_hard_rule_and_the_same_request_gives_the_same_plan(request: PlanRequest) -> None:
    plan = build_run_plan(request)

    assert hard_findings(check_run_plan(plan)) == []
    assert build_run_plan(request) == plan


@settings(max_examples=60, deadline=None)
@given(plan_requests("sprint"))
def test_two_days_lie_between_the_beginnings_of_fast_days(request: PlanRequest) -> None:
    plan = build_run_plan(request)

    assert all(later - earlier >= 2 for earlier, later in pairwise(neural_days(plan)))


def test_a_full_week_has_two_or_three_fast_days() -> None:
    plan = build_run_plan(everyday("sprint", 12, 5))

    counts = [sum(session.kind in NEURAL for session in week.sessions) for week in plan.weeks]
    assert set(counts) == {2, 3}
    assert [count for count, week in zip(counts, plan.weeks, strict=True) if week.is_cutback] == [2] * sum(
        week.is_cutback for week in plan.weeks
    )


def test_somebody_who_never_ran_begins_with_running_that_grows() -> None:
    request = everyday("sprint", 12, 4)._replace(start_week_s=None, experience="beginner")

    plan = build_run_plan(request)

    assert all(week.sessions for week in plan.weeks)
    assert all(week.amount > 0 for week in plan.weeks)
