"""Weeks side by side: nothing unknown becomes zero, and one measure holds for all of them."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.engines.load import load_curve
from coach.engines.running.fitness import FitnessInputs, fitness_profile
from coach.engines.running.training_log import OtherSession, RunRecord
from coach.engines.running.weekly_trends import Trends, weekly_trends

MONDAY = date(2026, 3, 2)
SUNDAY = MONDAY + timedelta(days=6)
DAYS = st.dates(MONDAY - timedelta(days=60), MONDAY + timedelta(days=30))
RUNS = st.builds(
    RunRecord,
    day=DAYS,
    distance_m=st.none() | st.floats(100, 60_000),
    duration_s=st.none() | st.floats(60, 30_000),
    hr_avg_bpm=st.none() | st.floats(60, 200),
    hr_max_bpm=st.none() | st.floats(60, 220),
    rpe=st.none() | st.integers(1, 10),
    effort=st.sampled_from([None, None, "race", "test"]),
    is_assumed=st.booleans(),
)


def trends_of(*sessions: RunRecord | OtherSession, today: date = SUNDAY, first: date = MONDAY) -> Trends:
    runs = [session for session in sessions if isinstance(session, RunRecord)]
    others = [session for session in sessions if isinstance(session, OtherSession)]
    return weekly_trends(FitnessInputs(today, runs, others, rest_bpm=50, max_bpm=190), first)


def test_a_week_adds_up_its_runs_and_all_its_load() -> None:
    trends = trends_of(
        RunRecord(MONDAY, 10_000, 3_000, rpe=4),
        RunRecord(SUNDAY, 18_000, 6_000, rpe=5),
        OtherSession(MONDAY, 3_600, rpe=6),
    )

    (week,) = trends.weeks
    assert (week.distance_m, week.duration_s, week.longest_run_m) == (28_000, 9_000, 18_000)
    assert (week.run_count, week.session_count) == (2, 3)
    assert week.load == pytest.approx(4 * 50 + 5 * 100 + 6 * 60)


def test_what_a_week_does_not_tell_is_none() -> None:
    trends = trends_of(RunRecord(MONDAY))

    (week,) = trends.weeks
    assert (week.distance_m, week.duration_s, week.longest_run_m, week.load, week.efficiency) == (None,) * 5
    assert (week.fitness, week.fatigue, week.form, week.easy_pct) == (None,) * 4
    assert (week.unmeasured_count, week.untimed_count, week.unknown_load_days) == (1, 1, 1)


def test_weeks_before_the_first_run_are_unknown_and_weeks_off_are_zero() -> None:
    trends = trends_of(
        RunRecord(MONDAY, 8_000, 2_400, rpe=3), first=MONDAY - timedelta(days=7), today=date(2026, 3, 15)
    )

    assert [week.distance_m for week in trends.weeks] == [None, 8_000, 0]
    assert [week.load for week in trends.weeks] == [None, 120, 0]


def test_the_running_week_is_not_complete_and_ends_today() -> None:
    today = MONDAY + timedelta(days=2)
    trends = trends_of(RunRecord(MONDAY, 8_000, 2_400, rpe=3), RunRecord(SUNDAY, 30_000, 9_000, rpe=3), today=today)

    (week,) = trends.weeks
    assert (week.is_complete, week.distance_m) == (False, 8_000)
    assert trends.curve[-1].day == today


def test_sessions_before_the_first_week_only_warm_up() -> None:
    earlier = [OtherSession(MONDAY - timedelta(days=back), 3_600, rpe=5) for back in range(1, 60)]
    trends = trends_of(*earlier, OtherSession(SUNDAY, 1_800, rpe=5))

    (week,) = trends.weeks
    loads = {session.day: 300.0 for session in earlier} | {SUNDAY: 150.0}
    last = load_curve(loads, MONDAY - timedelta(days=59), SUNDAY)[-1]
    assert (week.fitness, week.fatigue, week.form) == (last.fitness, last.fatigue, last.form)
    assert week.is_settled
    assert (week.session_count, trends.curve[0].day) == (1, MONDAY)


def test_one_basis_holds_for_all_weeks() -> None:
    race = RunRecord(MONDAY - timedelta(days=7), 5_000, 1_200, effort="race")
    by_heart_rate = [RunRecord(MONDAY + timedelta(days=step), 10_000, 3_600, 130) for step in range(3)]
    by_pace = [RunRecord(MONDAY - timedelta(days=step), 10_000, 3_600) for step in (1, 2)]

    trends = trends_of(race, *by_heart_rate, *by_pace, first=MONDAY - timedelta(days=7))

    before, after = trends.weeks
    assert trends.intensity_basis == "pace"
    assert after.easy_pct == 100
    assert before.easy_pct == pytest.approx(100 * 7_200 / 8_400)


def test_efficiency_is_of_training_runs() -> None:
    training = [
        RunRecord(MONDAY + timedelta(days=step), 10_000, 3_000, bpm) for step, bpm in enumerate((160, 125, 200))
    ]

    (week,) = trends_of(*training, RunRecord(SUNDAY, 5_000, 1_200, 180, effort="race")).weeks

    assert (week.efficiency, week.efficiency_count) == (1.25, 3)


def test_assumed_sessions_are_not_there() -> None:
    trends = trends_of(RunRecord(MONDAY, 10_000, 3_000, rpe=5, is_assumed=True))

    (week,) = trends.weeks
    assert (week.session_count, week.distance_m, trends.curve) == (0, None, ())


def test_weeks_to_come_are_none() -> None:
    assert trends_of(first=SUNDAY + timedelta(days=1)).weeks == ()


@given(st.lists(RUNS, max_size=25), DAYS)
def test_the_weeks_are_those_of_the_calendar_whatever_is_logged(runs: list[RunRecord], first: date) -> None:
    today = MONDAY + timedelta(days=30)

    trends = trends_of(*runs, first=first, today=today)

    mondays = [week.week_start for week in trends.weeks]
    assert all(monday.weekday() == 0 for monday in mondays)
    assert mondays[0] <= first
    assert mondays[-1] <= today < mondays[-1] + timedelta(days=7)
    counted = [run for run in runs if not run.is_assumed and mondays[0] <= run.day <= today]
    assert sum(week.run_count for week in trends.weeks) == len(counted)
    for week in trends.weeks:
        shares = [share for share in (week.easy_pct, week.moderate_pct, week.hard_pct) if share is not None]
        assert not shares or sum(shares) == pytest.approx(100)


@given(st.lists(RUNS, max_size=25))
def test_the_last_week_says_the_load_of_the_profile(runs: list[RunRecord]) -> None:
    today = MONDAY + timedelta(days=30)
    inputs = FitnessInputs(today, runs, rest_bpm=50, max_bpm=190)

    trends, load = weekly_trends(inputs, MONDAY), fitness_profile(inputs).load

    week = trends.weeks[-1]
    told = None if load is None else (load.unit, load.fitness, load.fatigue, load.form)
    assert told == (None if week.fitness is None else (trends.load_unit, week.fitness, week.fatigue, week.form))
