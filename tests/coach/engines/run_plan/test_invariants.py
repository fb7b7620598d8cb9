"""The checker finds what is broken: each rule is broken on purpose in a plan that keeps them all."""

from __future__ import annotations

from datetime import timedelta

import pytest

from coach.engines.run_plan.build import build_run_plan
from coach.engines.run_plan.contract import Finding, RunPlan, RunSession, RunWeek
from coach.engines.run_plan.invariants import bent_rules, check_run_plan, hard_findings
from tests.coach.engines.run_plan.plan_cases import MONDAY, changed, hard_like, hard_rules, longer, one, request, runs

DAY = timedelta(days=1)


@pytest.fixture(scope="module")
def good() -> RunPlan:
    return build_run_plan(request())


@pytest.fixture(scope="module")
def marathon() -> RunPlan:
    return build_run_plan(request("marathon", week_km=60))


def test_the_plans_that_are_broken_here_keep_every_rule_before(good: RunPlan, marathon: RunPlan) -> None:
    assert hard_findings(check_run_plan(good)) == []
    assert hard_findings(check_run_plan(marathon)) == []


def test_a_week_a_third_above_the_last_four_breaks_rule_1(good: RunPlan) -> None:
    sessions = [session for session in good.weeks[0].sessions if session.kind in ("easy", "strides")]

    broken = good
    for session in sessions:
        broken = changed(broken, session, [longer(session, 1.9)])

    assert 1 in hard_rules(broken)


def test_a_run_a_fifth_longer_than_any_of_30_days_breaks_rule_2(good: RunPlan) -> None:
    session = one(good, "long")

    broken = changed(good, session, [longer(session, 1.2)])

    assert 2 in hard_rules(broken)


def test_an_easy_run_longer_than_the_long_runs_breaks_rule_2_too(good: RunPlan) -> None:
    session = one(good, "easy")

    broken = changed(good, session, [longer(session, 2.5)])

    assert 2 in hard_rules(broken)


def test_after_a_month_without_running_a_long_first_run_breaks_rule_3() -> None:
    stale = request()._replace(history=runs(MONDAY - DAY * 120, MONDAY - DAY * 40))
    plan = build_run_plan(stale)
    session = plan.sessions[0]

    broken = changed(plan, session, [longer(session, 2.2)])

    assert hard_rules(plan) == set()
    assert 3 in hard_rules(broken)


def test_after_a_month_without_running_something_hard_breaks_rule_3() -> None:
    plan = build_run_plan(request()._replace(history=runs(MONDAY - DAY * 120, MONDAY - DAY * 40)))
    session = plan.sessions[0]

    broken = changed(plan, session, [session._replace(kind="threshold", is_hard=True)])

    assert 3 in hard_rules(broken)


def test_four_equal_weeks_without_saying_so_break_rule_4() -> None:
    plan = build_run_plan(request("general_fitness", race_in_weeks=None))
    first = plan.weeks[0]

    weeks = tuple(_week_like(first, week) for week in plan.weeks)

    assert 4 in hard_rules(plan._replace(weeks=weeks))


def _week_like(first: RunWeek, week: RunWeek) -> RunWeek:
    later = week.monday - first.monday
    return week._replace(
        amount=first.amount,
        sessions=tuple(session._replace(on=session.on + later) for session in first.sessions),
        notes=(),
    )


def test_a_long_run_of_half_the_week_breaks_rule_5_unless_the_plan_says_so(good: RunPlan) -> None:
    week = good.weeks[0]
    long_run = one(good, "long")

    broken = good._replace(weeks=(week._replace(sessions=(long_run,)), *good.weeks[1:]))
    said = [finding.text for finding in bent_rules(broken) if finding.rule == 5]

    assert 5 in hard_rules(broken)
    assert 5 not in hard_rules(broken._replace(notes=tuple(said)))


def test_hard_days_in_a_row_break_rule_6(good: RunPlan) -> None:
    session = one(good, "long")

    broken = changed(good, session, [session, hard_like(session, session.on - DAY)])

    assert 6 in hard_rules(broken)


def test_from_40_on_one_day_between_hard_ones_is_not_enough() -> None:
    plan = build_run_plan(request()._replace(age=45))
    session = one(plan, "long")
    first = plan.weeks[0]
    left = tuple(other for other in first.sessions if not other.is_hard)
    close = (*left, session, hard_like(session, session.on - DAY * 2))

    broken = plan._replace(weeks=(first._replace(sessions=close), *plan.weeks[1:]))
    younger = broken._replace(request=broken.request._replace(age=30))

    assert 6 in {finding.rule for finding in _on(broken, session)}
    assert 6 not in {finding.rule for finding in _on(younger, session)}


def _on(plan: RunPlan, session: RunSession) -> list[Finding]:
    return [finding for finding in check_run_plan(plan) if finding.on == session.on]


def test_a_third_hard_session_beside_the_long_run_breaks_rule_6(good: RunPlan) -> None:
    easy = one(good, "strides")

    broken = changed(good, easy, [hard_like(easy, easy.on)])

    assert any(finding.text.startswith("Too many hard sessions") for finding in check_run_plan(broken))


@pytest.mark.parametrize("kind", ["threshold", "interval", "repetition"])
def test_more_than_its_share_of_the_week_breaks_rule_7(good: RunPlan, kind: str) -> None:
    session = next(session for session in good.sessions if session.kind == kind)
    blocks = tuple(block._replace(rounds=block.rounds * 2) for block in session.blocks)

    broken = changed(good, session, [session._replace(blocks=blocks)])

    assert 7 in hard_rules(broken)


def test_two_hours_at_marathon_pace_break_rule_7(marathon: RunPlan) -> None:
    session = one(marathon, "marathon_pace")

    broken = changed(marathon, session, [session._replace(zone_s={"M": 7_200.0}, minutes=120)])

    assert 7 in hard_rules(broken)


def test_a_week_with_half_of_its_time_hard_breaks_rule_8(good: RunPlan) -> None:
    broken = good
    for session in good.weeks[0].sessions:
        half = session.minutes * 30.0
        broken = changed(broken, session, [session._replace(zone_s={"E": half, "T": half})])

    assert 8 in hard_rules(broken)
