"""Hundreds of athletes drawn from a seed, and more by hypothesis: no plan breaks a rule that must not be broken."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bench.plan_comparison import PLANS, compare_figures, follow, markdown
from bench.plan_requests import drawn_request
from bench.plan_sweep import main, sweep
from coach.engines.run_plan.build import build_run_plan
from coach.engines.run_plan.contract import PastRun, RunPlan
from coach.engines.run_plan.invariants import check_run_plan, hard_findings
from coach.engines.run_plan.invariants_refresh import check_refresh
from coach.engines.run_plan.requests import ImpossiblePlan

WEEK = timedelta(days=7)


def test_six_hundred_different_athletes_get_plans_that_break_no_hard_rule() -> None:
    swept = sweep(600)

    assert swept.broken == []
    assert len(swept.build_ms) > 550
    assert {4, 5, 9} <= set(swept.warnings)


@settings(max_examples=200, deadline=None)
@given(st.integers(1_000_000, 2**40))
def test_any_athlete_gets_the_same_plan_twice_and_it_breaks_no_hard_rule(number: int) -> None:
    request = drawn_request(number)

    try:
        plan = build_run_plan(request)
    except ImpossiblePlan:
        return

    assert hard_findings(check_run_plan(plan)) == []
    assert build_run_plan(request) == plan


@settings(max_examples=40, deadline=None)
@given(st.integers(0, 10**6))
def test_a_week_later_a_refresh_after_doing_everything_keeps_the_rules_and_the_past(number: int) -> None:
    request = drawn_request(number)
    try:
        before = build_run_plan(request)
    except ImpossiblePlan:
        return
    today = request.today + WEEK
    if today > request.last:
        return

    later = request._replace(
        today=today, history=(*request.history, *done_before(before, today)), load_factor=1.0,
        kept=tuple(kept for kept in request.kept if kept.on >= today),
    )  # fmt: skip

    try:
        after = build_run_plan(later)
    except ImpossiblePlan:
        return
    assert hard_findings(check_run_plan(after)) == []
    assert [finding for finding in check_refresh(before, after, today) if "over" in finding.text] == []


def done_before(plan: RunPlan, today: date) -> list[PastRun]:
    kept = [
        PastRun(kept.on, kept.distance_m, kept.minutes * 60.0, is_hard=kept.is_hard)
        for kept in plan.request.kept
        if kept.kind not in ("strength", "rest")
    ]
    done = [
        PastRun(session.on, session.distance_m, session.minutes * 60.0, is_hard=session.is_hard)
        for session in plan.sessions
        if session.kind not in ("strength", "rest")
    ]
    return sorted((run for run in (*kept, *done) if run.on < today), key=lambda run: run.on)


def test_plans_followed_to_their_race_stay_inside_what_published_plans_do() -> None:
    figures = compare_figures()

    for row in figures:
        assert row.hard_findings == 0
        assert row.worst_30_day_jump <= 10.0
        assert row.largest_rise_over_four <= 10.0
        assert 2 <= row.median_rise <= 9
        assert 20 <= row.before_race[-1] <= 57
        assert 55 <= row.before_race[-2] <= 85
    assert len(markdown(figures).splitlines()) == len(PLANS) + 2


def test_a_marathon_plan_refreshed_every_week_has_its_biggest_weeks_before_the_taper() -> None:
    weeks, _ = follow(PLANS[0])

    amounts = [week.amount for week in weeks]

    assert max(amounts[12:15]) > 0.99 * max(amounts)
    assert amounts[15] < max(amounts) * 0.85


def test_the_sweep_says_how_many_plans_it_built_and_what_they_break(capsys: pytest.CaptureFixture[str]) -> None:
    code = main(["20", "10k"])

    printed = capsys.readouterr().out
    assert code == 0
    assert printed.startswith("20 requests, ")
    assert "hard violations: 0" in printed
