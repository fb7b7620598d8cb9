"""Load, readiness, streaks and the race estimate, against values worked out by hand."""

from __future__ import annotations

import math
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.engines.field import FieldReference, QuantileRow, field_reference
from coach.engines.load import DayEffort, daily_loads, form_words, load_curve
from coach.engines.race_estimate import Evidence, estimate_race, time_at
from coach.engines.readiness import ReadinessInputs, readiness
from coach.engines.splits import METRICS
from coach.engines.streaks import day_streak, week_streak

FIRST = date(2026, 1, 1)
UNKNOWN = ReadinessInputs([], None, None, None, None, None)


def days(count: int, start: date = FIRST) -> list[date]:
    return [start + timedelta(days=step) for step in range(count)]


def field(gender: str = "men") -> FieldReference:
    """Finishes from 1:00 to 2:38, every metric a share of them."""
    quantiles = [
        QuantileRow(
            "all", metric, 1000, [(3600 + 60 * step) * (1 if metric == "total_seconds" else 0.05) for step in range(99)]
        )
        for metric in METRICS
        if metric != "runs_total"
    ]
    runs = QuantileRow("all", "runs_total", 1000, [1800 + 30 * step for step in range(99)])
    return field_reference("open", gender, [*quantiles, runs], [], [])


def test_constant_load_converges_as_the_convention_says() -> None:
    curve = load_curve(dict.fromkeys(days(42), 100.0), FIRST, days(42)[-1])

    assert round(curve[-1].fitness, 3) == 63.212
    assert round(curve[6].fatigue, 3) == 63.212


def test_days_without_a_log_are_steps_too() -> None:
    curve = load_curve({FIRST: 100.0}, FIRST, FIRST + timedelta(days=7))

    assert [point.load for point in curve[1:]] == [0.0] * 7
    assert curve[-1].fatigue == pytest.approx(100 * (1 - math.exp(-1 / 7)) * math.exp(-1))


def test_form_is_how_the_day_began() -> None:
    curve = load_curve(dict.fromkeys(days(3), 100.0), FIRST, days(3)[-1])

    assert curve[0].form == 0
    assert curve[2].form == curve[1].fitness - curve[1].fatigue


def test_the_first_42_days_are_not_settled() -> None:
    curve = load_curve({}, FIRST, FIRST + timedelta(days=49))

    assert [point.is_settled for point in curve].index(True) == 42
    assert form_words(curve[:10]) == "Too early to read: 10 of the first 42 days"


def test_an_unrated_session_is_never_zero_and_a_session_without_minutes_is_reported() -> None:
    found = daily_loads({FIRST: DayEffort(1, 360, 60, 0, 0), days(2)[1]: DayEffort(2, 0, 0, 30, 1)})

    assert (found.loads[days(2)[1]], found.usual_rpe, found.untimed_count) == (180, 6.0, 1)


def test_without_any_rating_there_is_no_load_at_all() -> None:
    assert daily_loads({FIRST: DayEffort(1, 0, 0, 60, 0)}).loads == {}


def test_missing_parts_give_their_weight_to_the_others() -> None:
    known = readiness(UNKNOWN._replace(effort_recent=5, effort_usual=6, days_since_hard=1))

    assert known.score == (20 * 90 + 20 * 60) / 40
    assert known.used_pct == 40
    assert known.note == "Not known: form, tiredness before sessions. Their weight went to the others."


def test_nothing_known_is_no_score() -> None:
    assert readiness(UNKNOWN).score is None


@given(st.floats(-5, 5), st.floats(-5, 5), st.integers(0, 40))
def test_readiness_stays_between_0_and_100(effort: float, before: float, rest_days: int) -> None:
    curve = load_curve(dict.fromkeys(days(60), 100.0), FIRST, days(60)[-1])

    known = readiness(ReadinessInputs(curve, 5 + effort, 5, 5 + before, 5, rest_days))

    assert known.score is not None
    assert 0 <= known.score <= 100
    assert known.used_pct == 100


def test_a_streak_that_fills_the_window_says_it_is_longer() -> None:
    today = FIRST + timedelta(days=400)

    assert day_streak(set(days(402)), today).text == "401+ days"
    assert day_streak(set(), today).days == 0


def test_a_week_counts_once_it_has_three_sessions() -> None:
    monday = date(2026, 3, 2)

    assert week_streak([monday] * 3, monday) == 1
    assert week_streak([monday - timedelta(days=7)] * 3 + [monday], monday) == 1
    assert week_streak([monday - timedelta(days=14)] * 3, monday) == 0


def test_more_inputs_narrow_the_range() -> None:
    race = Evidence("race", 5400, FIRST)
    one = estimate_race(field(), [race], FIRST)
    two = estimate_race(field(), [race, Evidence("run", 1320, FIRST, 5000)], FIRST)

    assert one is not None
    assert two is not None
    assert one.low_s < one.time_s < one.high_s
    assert two.half_s < one.half_s
    assert one.next_input == "a 5 km run test"
    assert one.next_half_s is not None
    assert one.next_half_s < one.half_s


def test_an_old_race_says_less() -> None:
    fresh = estimate_race(field(), [Evidence("race", 4500, FIRST)], FIRST)
    old = estimate_race(field(), [Evidence("race", 4500, FIRST - timedelta(days=700))], FIRST)

    assert fresh is not None
    assert old is not None
    assert old.half_s > fresh.half_s
    assert fresh.time_s < old.time_s


def test_without_input_or_field_there_is_no_estimate() -> None:
    ancient = Evidence("race", 5400, FIRST - timedelta(days=1000))

    assert estimate_race(field(), [], FIRST) is None
    assert estimate_race(field(), [ancient], FIRST) is None
    assert estimate_race(field("mixed"), [Evidence("race", 5400, FIRST)], FIRST) is None


@given(st.floats(2_500, 15_000))
def test_the_estimate_lies_between_the_race_and_the_middle_of_the_field(time_s: float) -> None:
    found = estimate_race(field(), [Evidence("race", time_s, FIRST)], FIRST)

    assert found is not None
    assert found.low_s < found.time_s < found.high_s
    assert min(max(time_s, 3300), 6540) - 600 <= found.time_s <= max(min(time_s, 9900), 6540) + 600


@given(st.floats(-3, 3), st.floats(-3, 3))
def test_a_better_rank_is_never_a_slower_time(one: float, other: float) -> None:
    quantiles = [3600 + 60 * step for step in range(99)]

    assert time_at(quantiles, min(one, other)) <= time_at(quantiles, max(one, other)) + 1e-6
