"""The checker finds what is broken around the race, in days, paces and words: each rule is broken on purpose."""

from __future__ import annotations

from datetime import timedelta

import pytest

from coach.engines.run_plan.build import build_run_plan
from coach.engines.run_plan.contract import RunPlan, RunSession
from coach.engines.run_plan.invariants import check_run_plan
from tests.coach.engines.run_plan.plan_cases import MONDAY, changed, hard_like, hard_rules, longer, one, request

DAY = timedelta(days=1)


@pytest.fixture(scope="module")
def good() -> RunPlan:
    return build_run_plan(request())


@pytest.fixture(scope="module")
def marathon() -> RunPlan:
    return build_run_plan(request("marathon", week_km=60))


def test_no_taper_breaks_rule_9(good: RunPlan) -> None:
    race = good.request.race_date
    assert race is not None

    broken = good
    for session in good.sessions:
        if 0 < (race - session.on).days <= 6:
            broken = changed(broken, session, [longer(session, 2)])

    assert 9 in hard_rules(broken)


def test_a_taper_without_anything_fast_breaks_rule_9(good: RunPlan) -> None:
    broken = good
    for session in good.weeks[-2].sessions:
        if session.kind != "race":
            broken = changed(broken, session, [session._replace(zone_s={"E": session.minutes * 60.0})])

    assert 9 in hard_rules(broken)


def test_a_long_run_nine_days_before_a_marathon_breaks_rule_10(marathon: RunPlan) -> None:
    race = marathon.request.race_date
    assert race is not None
    longest = max((session.distance_m or 0) for session in marathon.sessions if session.kind != "race")
    session = next(session for session in marathon.sessions if 0 < (race - session.on).days <= 9)

    broken = changed(marathon, session, [longer(session, longest / (session.distance_m or 1))])

    assert 10 in hard_rules(broken)


def test_a_race_that_is_missing_or_on_another_day_breaks_rule_11(good: RunPlan) -> None:
    race = one(good, "race")

    missing = changed(good, race, [])
    moved = changed(good, race, [race._replace(on=race.on - DAY)])

    assert 11 in hard_rules(missing)
    assert 11 in hard_rules(moved)


def test_something_hard_two_days_before_the_race_or_the_day_after_breaks_rule_11(good: RunPlan) -> None:
    race = one(good, "race")

    before = changed(good, race, [race, hard_like(one(good, "easy"), race.on - DAY * 2)])
    after = changed(good, race, [race, hard_like(one(good, "easy"), race.on + DAY * 2)])

    assert 11 in hard_rules(before)
    assert 11 in hard_rules(after)


def test_a_session_on_a_blocked_or_short_day_breaks_rule_12(good: RunPlan) -> None:
    session = one(good, "long")
    short = tuple(60 if weekday == session.on.weekday() else None for weekday in range(7))

    blocked = good._replace(request=good.request._replace(blocked=frozenset({session.on})))
    without_room = good._replace(request=good.request._replace(availability=short))

    assert 12 in hard_rules(blocked)
    assert 12 in hard_rules(without_room)


def test_more_days_than_wanted_or_two_sessions_on_one_break_rule_12(good: RunPlan) -> None:
    session = one(good, "easy")

    fewer = good._replace(request=good.request._replace(days_per_week=4))
    double = changed(good, session, [session, session])

    assert 12 in hard_rules(fewer)
    assert 12 in hard_rules(double)


def test_a_session_outside_of_the_plan_breaks_rule_12(good: RunPlan) -> None:
    session = good.sessions[0]

    broken = changed(good, session, [session._replace(on=good.request.today - DAY)])

    assert 12 in hard_rules(broken)


def test_a_pace_of_another_score_or_without_one_breaks_rule_13(good: RunPlan) -> None:
    slower = request().paces
    assert slower is not None

    other = good._replace(request=good.request._replace(paces=slower._replace(threshold_s_per_km=270.0)))
    unknown = good._replace(request=good.request._replace(paces=None))

    assert 13 in hard_rules(other)
    assert 13 in hard_rules(unknown)


def test_paces_out_of_order_break_rule_13(good: RunPlan) -> None:
    paces = good.request.paces
    assert paces is not None
    mixed = paces._replace(marathon_s_per_km=paces.easy_slow_s_per_km + 10)

    assert 13 in hard_rules(good._replace(request=good.request._replace(paces=mixed)))


def test_strength_before_a_hard_day_breaks_rule_16_unless_the_plan_says_so(good: RunPlan) -> None:
    easy = one(good, "easy", lambda session: _is_before_hard(good, session))

    broken = changed(good, easy, [easy._replace(kind="strength", session_type="strength")])

    assert 16 in hard_rules(broken)


def _is_before_hard(plan: RunPlan, session: RunSession) -> bool:
    return any(other.is_hard and other.on == session.on + DAY for other in plan.sessions)


def test_growth_or_two_hard_sessions_right_after_a_change_of_method_break_rule_17(good: RunPlan) -> None:
    changed_on = good.request._replace(previous_method="ultra", method_changed_on=MONDAY)

    broken = good._replace(request=changed_on)

    texts = {finding.text for finding in check_run_plan(broken) if finding.rule == 17}
    assert any(text.startswith("More than before") for text in texts)
    assert any(text.startswith("More than one hard session") for text in texts)


def test_minutes_that_do_not_add_up_and_missing_words_break_the_form(good: RunPlan) -> None:
    session = one(good, "easy")

    longer_than_said = changed(good, session, [session._replace(minutes=session.minutes + 5)])
    without_reason = changed(good, session, [session._replace(reason="")])
    week = good.weeks[0]
    wrong_amount = good._replace(weeks=(week._replace(amount=week.amount + 500), *good.weeks[1:]))

    assert 0 in hard_rules(longer_than_said)
    assert 0 in hard_rules(without_reason)
    assert 0 in hard_rules(wrong_amount)


def test_a_rule_of_good_practice_that_is_bent_is_said_in_its_week() -> None:
    plan = build_run_plan(request(week_km=30)._replace(days_per_week=2))

    warnings = [finding for finding in check_run_plan(plan) if finding.level == "warning"]

    assert {finding.rule for finding in warnings} >= {5}
    assert all(any(finding.text in week.notes for week in plan.weeks) for finding in warnings)
    assert hard_rules(plan) == set()
