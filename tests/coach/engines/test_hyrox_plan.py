"""The plan builder keeps the plan rules, whatever it is asked for."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import combinations, pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coach.engines.hyrox_days import week_pattern
from coach.engines.hyrox_exercises import Level
from coach.engines.hyrox_plan import HyroxPlan, PlannedSession, PlannedWeek, build_plan
from coach.engines.hyrox_request import DAY_CHOICES, WEEK_CHOICES, PlanRequest

LEVELS: tuple[Level, ...] = ("beginner", "intermediate", "advanced")
EVERY_DAY = (1, 2, 3, 4, 5, 6, 7)
GROUND_DAYS = timedelta(days=30)


@st.composite
def requests(draw: st.DrawFn) -> PlanRequest:
    count = draw(st.sampled_from(DAY_CHOICES))
    days = draw(st.sets(st.integers(1, 7), min_size=count))
    return PlanRequest(
        race_date=date(2026, 1, 1) + timedelta(days=draw(st.integers(0, 400))),
        weeks=draw(st.sampled_from(WEEK_CHOICES)),
        level=draw(st.sampled_from(LEVELS)),
        days_per_week=count,
        start_minutes=draw(st.integers(75, 1200)),
        days_available=tuple(sorted(days)),
        longest_run_minutes=draw(st.none() | st.integers(15, 300)),
    )


def training(plan: HyroxPlan) -> list[PlannedSession]:
    return [session for week in plan.weeks for session in week.sessions if session.kind != "race"]


def before_race(week: PlannedWeek, race_date: date) -> int:
    return sum(session.minutes for session in week.sessions if session.date < race_date)


def assert_keeps_the_rules(plan: HyroxPlan) -> None:
    assert_volume_rises_slowly(plan)
    assert_runs_grow_slowly(plan)
    assert_hard_days_stand_apart(plan)
    assert_most_is_easy(plan)
    assert_taper_and_race(plan)
    assert_days_are_available(plan)
    assert_blocks_fit(plan)


def assert_volume_rises_slowly(plan: HyroxPlan) -> None:
    """Rules 1 and 4: at most 10 % above the last four weeks; every fourth week of the build holds at most 90 %."""
    minutes = [plan.request.start_minutes] * 4 + [week.minutes for week in plan.weeks]
    for number in range(4, len(minutes)):
        assert minutes[number] <= max(minutes[number - 4 : number]) * 1.10, (plan.request, minutes)
    for week in plan.weeks[:-2]:
        if week.number % 4 == 0:
            assert week.minutes <= plan.weeks[week.number - 2].minutes * 0.90, (plan.request, minutes)


def assert_runs_grow_slowly(plan: HyroxPlan) -> None:
    """Rules 2 and 5: no run above 1.10 × the longest of 30 days; the long run at most 45 % of its week, 150 minutes."""
    runs = [session for session in training(plan) if session.is_run]
    first = plan.weeks[0].monday + timedelta(days=7)
    for run in runs:
        known = [r.minutes for r in runs if run.date - GROUND_DAYS <= r.date < run.date]
        if run.date < plan.weeks[0].monday + timedelta(days=28) and plan.request.longest_run_minutes:
            known.append(plan.request.longest_run_minutes)
        if run.date >= first or plan.request.longest_run_minutes:
            assert run.minutes <= max(known) * 1.10, (plan.request, run)
        assert run.minutes <= 150
    for week in plan.weeks:
        for session in week.sessions:
            if session.kind == "long":
                assert session.minutes <= week.minutes * 0.45, (plan.request, week)


def assert_hard_days_stand_apart(plan: HyroxPlan) -> None:
    """Rules 6 and 16, over the whole plan and across weeks."""
    sessions = [session for week in plan.weeks for session in week.sessions]
    hard = sorted(session.date for session in sessions if session.is_hard)
    assert all(second - first >= timedelta(days=2) for first, second in pairwise(hard)), plan.request
    legs = {session.date for session in sessions if session.kind == "strength"}
    assert not legs & {day - timedelta(days=1) for day in hard}, plan.request
    for week in plan.weeks:
        quality = [s for s in week.sessions if s.is_hard and s.kind not in ("long", "race")]
        assert len(quality) <= 2


def assert_most_is_easy(plan: HyroxPlan) -> None:
    """Rules 7 and 8, by time: a session is hard for at most 10 % of its week, a week for at most 25 %."""
    for week in plan.weeks:
        for session in week.sessions:
            if session.kind.startswith("quality"):
                assert session.hard_minutes <= max(0.8, week.minutes * 0.10), (plan.request, session)
        assert sum(session.hard_minutes for session in week.sessions) <= max(18, week.minutes * 0.25), (
            plan.request,
            week,
        )


def assert_taper_and_race(plan: HyroxPlan) -> None:
    """Rules 9 and 11: two lighter weeks, the race on its day, nothing hard in the two days before."""
    race_date = plan.request.race_date
    peak = max(week.minutes for week in plan.weeks)
    for week in plan.weeks[-2:]:
        assert before_race(week, race_date) <= peak * 0.60, plan.request
    assert plan.weeks[-2].minutes >= peak * 0.40, plan.request
    sessions = [session for week in plan.weeks for session in week.sessions]
    assert [session.date for session in sessions if session.kind == "race"] == [race_date]
    last_two = {race_date - timedelta(days=1), race_date - timedelta(days=2)}
    assert not [s for s in sessions if s.date in last_two and (s.is_hard or s.kind == "strength")], plan.request
    assert not [s for s in sessions if s.date > race_date and s.kind != "recovery"]
    simulations = [s.date for s in sessions if s.kind == "simulation"]
    assert simulations
    assert max(simulations) <= race_date - timedelta(days=14)
    for week in plan.weeks[-2:]:
        is_fast = any(session.kind in ("sharpen", "quality_run") for session in week.sessions)
        assert is_fast or week.notes, (plan.request, week)


def assert_days_are_available(plan: HyroxPlan) -> None:
    """Rule 12."""
    sessions = training(plan)
    assert {session.date.isoweekday() for session in sessions} <= set(plan.request.days_available)
    assert len({session.date for session in sessions}) == len(sessions)
    for week in plan.weeks[:-1]:
        assert len(week.sessions) <= plan.request.days_per_week


def assert_blocks_fit(plan: HyroxPlan) -> None:
    for session in training(plan):
        assert session.minutes > 0, (plan.request, session)
        assert session.blocks, session
        assert session.purpose
        assert session.reason
        assert all(step.exercise for block in session.blocks for step in block.steps)


@settings(deadline=None, max_examples=400)
@given(requests())
def test_every_plan_keeps_the_rules(request: PlanRequest) -> None:
    assert_keeps_the_rules(build_plan(request))


@pytest.mark.parametrize("weeks", WEEK_CHOICES)
@pytest.mark.parametrize("level", LEVELS)
@pytest.mark.parametrize("count", DAY_CHOICES)
def test_every_choice_of_the_form_keeps_the_rules_on_every_race_day(weeks: int, level: Level, count: int) -> None:
    for weekday in range(7):
        for start_minutes in (75, 100, 150, 240, 360, 600):
            for days in (EVERY_DAY, tuple(range(1, count + 1)), tuple(range(8 - count, 8))):
                plan = build_plan(
                    PlanRequest(date(2026, 5, 4) + timedelta(days=weekday), weeks, level, count, start_minutes, days)
                )

                assert_keeps_the_rules(plan)


def test_the_same_question_has_the_same_answer() -> None:
    request = PlanRequest(date(2026, 5, 9), 12, "advanced", 5, 300)

    assert build_plan(request) == build_plan(request)


def test_the_race_is_in_the_last_week() -> None:
    plan = build_plan(PlanRequest(date(2026, 5, 9), 16, "beginner", 3, 150))

    assert len(plan.weeks) == 16
    assert plan.weeks[-1].monday == date(2026, 5, 4)


def test_a_plan_has_every_kind_of_session() -> None:
    plan = build_plan(PlanRequest(date(2026, 5, 9), 12, "intermediate", 5, 300))

    kinds = {session.kind for session in training(plan)}
    assert {"long", "easy", "strength", "quality_run", "quality_station", "simulation", "sharpen"} <= kinds


def test_a_plan_comes_round_to_every_station() -> None:
    plan = build_plan(PlanRequest(date(2026, 5, 9), 8, "beginner", 3, 150))

    technique = {
        step.exercise
        for session in training(plan)
        for block in session.blocks
        if block.name == "Station technique"
        for step in block.steps
    }
    assert len(technique) == 8


@pytest.mark.parametrize(
    "wrong",
    [
        {"weeks": 9},
        {"days_per_week": 2},
        {"days_per_week": 7},
        {"start_minutes": 10},
        {"start_minutes": 100_000},
        {"days_available": (1, 2)},
        {"days_available": (0, 1, 2, 9)},
        {"longest_run_minutes": 0},
        {"level": "elite"},
    ],
)
def test_a_wrong_wish_is_refused_in_words(wrong: dict[str, object]) -> None:
    request = PlanRequest(date(2026, 5, 9), 12, "advanced", 4, 300)._replace(**wrong)  # type: ignore[arg-type]

    with pytest.raises(ValueError, match=r"\."):
        build_plan(request)


def test_hard_days_are_apart_on_any_days_of_the_week() -> None:
    for count in DAY_CHOICES:
        for size in range(count, 8):
            for days in combinations(EVERY_DAY, size):
                pattern = week_pattern(count, days)

                assert len(pattern.kinds) == count
                assert len({day for day, _ in pattern.kinds} & set(days)) == count
