"""What became of a session, and how far an assumed run may count."""

from __future__ import annotations

from collections import defaultdict
from datetime import date, timedelta
from typing import NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.engines.run_plan.contract import PastRun
from coach.engines.run_plan.reality import Outcome, Override, Start, held_runs, outcome_of, unproven_share
from coach.engines.streaks import monday_of

MONDAY = date(2026, 3, 2)


class Session(NamedTuple):
    date: date = MONDAY
    is_rest_day: bool = False
    is_completed: bool = False
    is_skipped: bool = False
    outcome_override: Override | None = None
    is_rolling: bool = True
    is_covered: bool = False


@pytest.mark.parametrize(
    ("session", "days_later", "outcome"),
    [
        (Session(), 0, "planned"),
        (Session(), 1, "assumed"),
        (Session(is_covered=True), 0, "planned"),
        (Session(is_covered=True), 1, "missed"),
        (Session(is_rolling=False), 1, "missed"),
        (Session(is_rolling=False), 0, "planned"),
        (Session(is_completed=True), 1, "confirmed"),
        (Session(is_completed=True), -3, "confirmed"),
        (Session(is_skipped=True), 1, "skipped"),
        (Session(is_skipped=True, is_covered=True), 1, "skipped"),
        (Session(outcome_override="done", is_covered=True), 1, "overridden_done"),
        (Session(outcome_override="missed", is_completed=True), 1, "overridden_missed"),
        (Session(is_rest_day=True, is_covered=True), 1, "rest"),
    ],
)
def test_what_became_of_a_session(session: Session, days_later: int, outcome: Outcome) -> None:
    assert outcome_of(session, MONDAY + timedelta(days=days_later)) == outcome


def run(day: int, distance_m: float | None = 10_000.0, *, is_assumed: bool = False) -> PastRun:
    return PastRun(MONDAY + timedelta(days=day), distance_m, None, is_assumed=is_assumed)


def assumed(day: int, distance_m: float = 10_000.0) -> PastRun:
    return run(day, distance_m, is_assumed=True)


def test_an_assumed_long_run_holds_the_longest_run_and_never_raises_it() -> None:
    held = held_runs([run(0, 20_000), run(2, 8_000)], [assumed(13, 22_000)])

    assert held[-1].distance_m == 20_000


def test_an_assumed_week_is_no_bigger_than_the_biggest_of_the_four_before() -> None:
    held = held_runs([run(0), run(2), run(4)], [assumed(7), assumed(9), assumed(11), assumed(12)])

    assert sum(done.distance_m or 0 for done in held if done.on >= MONDAY + timedelta(days=7)) == 30_000


def test_assumed_weeks_hold_the_level_for_months() -> None:
    weeks = [assumed(7 * week + day, 10_000 * 1.1**week) for week in range(1, 20) for day in (0, 2, 4)]

    held = held_runs([run(0), run(2), run(4)], weeks)

    by_week: defaultdict[date, float] = defaultdict(float)
    for done in held:
        by_week[monday_of(done.on)] += done.distance_m or 0
    assert len(by_week) == 20
    assert max(by_week.values()) == pytest.approx(30_000)
    assert min(by_week.values()) == pytest.approx(30_000)


def test_what_the_athlete_says_stands_in_where_no_run_is_known() -> None:
    held = held_runs([], [assumed(0), assumed(2), assumed(6, 22_000)], Start(week_m=40_000, longest_m=18_000))

    assert [done.distance_m for done in held] == [10_000, 10_000, 18_000]


def test_an_assumed_run_that_nothing_proves_is_left_out() -> None:
    assert held_runs([], [assumed(0)]) == ()


def test_after_a_gap_assumed_runs_prove_nothing() -> None:
    assert held_runs([run(-60, 20_000)], [assumed(0)]) == (run(-60, 20_000),)


def test_a_run_of_the_fifth_week_before_proves_nothing_of_an_assumed_one() -> None:
    assert held_runs([run(-31, 10_000)], [assumed(0, 11_000)]) == (run(-31, 10_000),)


def test_the_share_of_runs_that_were_only_assumed() -> None:
    assert unproven_share([run(0), assumed(1)], MONDAY) == 0.5
    assert unproven_share([run(-1)], MONDAY) is None


RUNS = st.lists(st.builds(run, st.integers(0, 60), st.floats(1_000, 40_000)), max_size=25)
ASSUMED = st.lists(st.builds(assumed, st.integers(0, 90), st.floats(1_000, 40_000)), max_size=25)


@given(RUNS, ASSUMED)
def test_assumption_never_raises_a_week_or_the_longest_run_above_what_was_done(
    done: list[PastRun], planned: list[PastRun]
) -> None:
    held = held_runs(done, planned)

    assert [known for known in held if not known.is_assumed] == sorted(done, key=lambda known: known.on)
    longest = max((known.distance_m or 0 for known in done), default=0)
    assert all((known.distance_m or 0) <= longest + 1e-6 for known in held)
    weeks: defaultdict[date, float] = defaultdict(float)
    actual: defaultdict[date, float] = defaultdict(float)
    for known in held:
        weeks[monday_of(known.on)] += known.distance_m or 0
        actual[monday_of(known.on)] += 0 if known.is_assumed else known.distance_m or 0
    assert max(weeks.values(), default=0) <= max(actual.values(), default=0) + 1e-6
