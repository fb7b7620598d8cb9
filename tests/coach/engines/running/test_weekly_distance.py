"""Distance of complete weeks: a rest week is zero, a week before the log is unknown."""

from __future__ import annotations

from datetime import date, timedelta

from coach.engines.running.weekly_distance import complete_weeks, mean_week_m

MONDAY = date(2026, 3, 2)
WEDNESDAY = MONDAY + timedelta(days=9)


def test_the_running_week_is_not_complete() -> None:
    runs = [(MONDAY, 10_000.0), (WEDNESDAY, 30_000.0)]

    assert complete_weeks(runs, WEDNESDAY)[-1].distance_m == 10_000


def test_a_week_without_a_run_is_zero_within_the_log_and_unknown_before_it() -> None:
    weeks = complete_weeks([(MONDAY - timedelta(days=7), 8_000)], WEDNESDAY)

    assert [week.distance_m for week in weeks] == [None, None, 8_000, 0]
    assert mean_week_m(weeks) == 4_000


def test_a_run_without_a_distance_is_never_zero() -> None:
    weeks = complete_weeks([(MONDAY, None), (MONDAY - timedelta(days=7), 8_000), (MONDAY, None)], WEDNESDAY)

    assert [(week.distance_m, week.unmeasured_count) for week in weeks[-2:]] == [(8_000, 0), (None, 2)]


def test_nothing_logged_is_nothing_known() -> None:
    weeks = complete_weeks([], WEDNESDAY)

    assert [week.monday for week in weeks] == ["2026-02-09", "2026-02-16", "2026-02-23", "2026-03-02"]
    assert mean_week_m(weeks) is None


def test_runs_after_today_are_left_out() -> None:
    assert complete_weeks([(MONDAY, 5_000)], MONDAY - timedelta(days=1))[-1].distance_m is None
