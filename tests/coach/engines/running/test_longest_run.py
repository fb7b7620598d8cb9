"""The 30-day rule of the longest run."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coach.engines.running.longest_run import (
    alert_text,
    longest_before,
    longest_run_alerts,
    longest_time_alerts,
    next_longest_m,
    next_longest_s,
)

FIRST = date(2026, 1, 1)
logs = st.lists(st.tuples(st.dates(FIRST, date(2026, 6, 30)), st.floats(1_000, 50_000)), max_size=60)


def day(step: int) -> date:
    return FIRST + timedelta(days=step)


def every_other_day(count: int, distance_m: float = 10_000) -> list[tuple[date, float]]:
    return [(day(step), distance_m) for step in range(0, count, 2)]


def test_more_than_ten_percent_above_the_longest_of_30_days_is_an_alert() -> None:
    alerts = longest_run_alerts([*every_other_day(40), (day(41), 13_000)])

    assert [(alert.day, alert.longest_before_m, round(alert.rise_pct)) for alert in alerts] == [(day(41), 10_000, 30)]
    assert "injured more often" in alert_text(alerts[0])
    assert "30 % longer than anything in the 30 days before (10.0 km)" in alert_text(alerts[0])


def test_up_to_ten_percent_is_none() -> None:
    assert longest_run_alerts([*every_other_day(40), (day(41), 10_990)]) == []


def test_the_first_30_days_are_silent() -> None:
    runs = every_other_day(28)

    assert longest_run_alerts([*runs, (day(29), 20_000)]) == []
    assert len(longest_run_alerts([*runs, (day(30), 20_000)])) == 1


def test_a_long_run_31_days_ago_protects_no_more() -> None:
    recent = [(day(step), 10_000.0) for step in range(2, 32)]

    assert longest_run_alerts([(day(0), 20_000), (day(1), 20_000), *recent, (day(31), 20_000)]) == []
    assert len(longest_run_alerts([(day(0), 20_000), (day(1), 20_000), *recent, (day(32), 20_000)])) == 1


def test_two_runs_of_a_day_are_two_and_not_each_others_past() -> None:
    runs = [*every_other_day(40), (day(41), 15_000), (day(41), 12_000)]

    assert [alert.distance_m for alert in longest_run_alerts(runs)] == [12_000, 15_000]


def test_after_30_days_without_a_run_there_is_nothing_to_compare_with() -> None:
    runs = [*every_other_day(40), (day(100), 30_000)]

    assert longest_run_alerts(runs) == []
    assert next_longest_m(runs, day(100)) is None


def test_the_next_longest_is_a_tenth_above_the_last_30_days() -> None:
    runs = [(day(0), 30_000), (day(20), 20_000), (day(31), 40_000)]

    assert next_longest_m(runs, day(31)) == pytest.approx(22_000)
    assert next_longest_m(runs, day(30)) == pytest.approx(33_000)


def test_time_on_the_feet_follows_the_same_rule() -> None:
    runs = [*every_other_day(40, 3_600), (day(41), 4_500)]

    assert [(alert.duration_s, alert.longest_before_s) for alert in longest_time_alerts(runs)] == [(4_500, 3_600)]
    assert next_longest_s(every_other_day(40, 3_600), day(41)) == pytest.approx(3_960)


@settings(deadline=None)
@given(logs)
def test_alerts_are_exactly_the_runs_above_the_ceiling_of_their_day(runs: list[tuple[date, float]]) -> None:
    first = min((on for on, _ in runs), default=FIRST)

    alerts = longest_run_alerts(runs)

    expected = sorted(
        (on, distance_m)
        for on, distance_m in runs
        if (on - first).days >= 30 and (ceiling_m := next_longest_m(runs, on)) is not None and distance_m > ceiling_m
    )
    assert [(alert.day, alert.distance_m) for alert in alerts] == expected
    assert all(alert.longest_before_m == longest_before(runs, alert.day) for alert in alerts)


@settings(deadline=None)
@given(logs)
def test_the_order_of_a_log_does_not_matter(runs: list[tuple[date, float]]) -> None:
    assert longest_run_alerts(runs) == longest_run_alerts(reversed(runs))
