"""A new kind of training comes in gently: no growth, one hard session, and that a smaller one."""

from __future__ import annotations

from datetime import timedelta

from coach.engines.run_plan.build import build_run_plan
from tests.coach.engines.run_plan.plan_cases import MONDAY, one, request, runs

DAY = timedelta(days=1)


def test_a_new_method_comes_in_gently() -> None:
    changing = request()._replace(
        previous_method="ultra",
        method_changed_on=MONDAY,
        history=runs(MONDAY - DAY * 60, MONDAY - DAY * 2, distance_m=10_000),
    )

    plan = build_run_plan(changing)

    first = plan.weeks[0]
    assert sum(session.is_hard and session.kind != "long" for session in first.sessions) <= 1
    assert first.amount <= 40_000
    assert any("changed the kind of training" in note for note in first.notes)


def test_the_first_hard_session_of_a_new_method_is_smaller() -> None:
    steady = request()._replace(history=runs(MONDAY - DAY * 60, MONDAY - DAY * 2, distance_m=12_000))
    changing = steady._replace(previous_method="ultra", method_changed_on=MONDAY)

    usual, first = (one(build_run_plan(asked), "repetition") for asked in (steady, changing))

    assert first.zone_s["R"] < usual.zone_s["R"]
