"""What a week was, and what it takes off the next one."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.engines.run_plan.reality import Outcome
from coach.engines.run_plan.review import ReviewedRun, ReviewedSession, WeekReview, review_week

MONDAY = date(2026, 3, 2)
NO_BREAK: frozenset[date] = frozenset()


def session(day: int, outcome: Outcome = "confirmed", kind: str = "easy") -> ReviewedSession:
    return ReviewedSession(MONDAY + timedelta(days=day), kind, outcome, 50, 8_000)


def run(day: int, **said: Any) -> ReviewedRun:
    return ReviewedRun(MONDAY + timedelta(days=day), 8_000, 3_000, is_planned=True, kind="easy")._replace(**said)


def review(sessions: list[ReviewedSession], runs: list[ReviewedRun], away: frozenset[date] = NO_BREAK) -> WeekReview:
    return review_week(MONDAY, sessions, runs, away)


def test_a_week_done_as_planned_changes_nothing() -> None:
    told = review([session(0), session(2)], [run(0), run(2)])

    assert (told.confirmed, told.missed, told.load_factor, told.decisions) == (2, 0, 1.0, ())
    assert (told.planned_m, told.done_m, told.longest_m) == (16_000, 16_000, 8_000)
    assert (told.planned_minutes, told.done_minutes) == (100, 100)
    assert told.summary == "2 sessions planned: 2 done."


def test_what_nobody_knows_is_missing_and_not_zero() -> None:
    told = review([session(0, "assumed")], [])

    assert (told.done_m, told.done_minutes, told.longest_m, told.effort_above_plan) == (None, None, None, None)
    assert told.load_factor == 1.0


def test_the_outcomes_and_unplanned_runs_are_counted() -> None:
    sessions = [session(0), session(1, "assumed"), session(2, "missed"), session(3, "skipped"),
                session(4, "overridden_done"), session(5, "overridden_missed"), session(6, "rest"),
                session(6, "planned")]  # fmt: skip

    told = review(sessions, [run(0), run(5)._replace(is_planned=False)])

    counted = (told.planned, told.confirmed, told.assumed, told.missed, told.skipped, told.unplanned)
    assert counted == (6, 2, 1, 2, 1, 1)


@pytest.mark.parametrize(
    ("runs", "words"),
    [
        ([run(0, effort=6), run(2, effort=7)], "harder than they were meant to be"),
        ([run(0, soreness=8)], "You were sore"),
        ([run(0, recovery=2)], "You recovered badly"),
        ([run(-10, soreness=2), run(0, soreness=6)], "You were sore"),
    ],
)
def test_signs_of_too_much_make_the_next_week_smaller_and_say_so(runs: list[ReviewedRun], words: str) -> None:
    told = review([session(0), session(2)], runs)

    assert told.load_factor == 0.9
    assert words in told.decisions[0].why


def test_missing_half_of_the_week_makes_the_next_one_smaller() -> None:
    half = review([session(0), session(2, "missed")], [run(0)])
    a_third = review([session(0), session(2), session(4, "missed")], [run(0), run(2)])

    assert (half.load_factor, a_third.load_factor) == (0.9, 1.0)


def test_after_a_break_the_week_starts_lower_and_what_was_missed_in_it_counts_once() -> None:
    away = frozenset(MONDAY + timedelta(days=day) for day in range(5))

    told = review([session(0, "missed"), session(2, "missed")], [], away)

    assert told.load_factor == 0.85
    assert [decision.what for decision in told.decisions] == ["Come back slowly"]


def test_feeling_good_adds_nothing() -> None:
    told = review([session(0), session(2)], [run(0, effort=1), run(2, effort=2)])

    assert told.load_factor == 1.0
    assert "only as fast as its rules allow" in told.decisions[0].why


RATING = st.one_of(st.none(), st.integers(1, 10))
RUNS = st.lists(
    st.builds(
        lambda day, effort, recovery, motivation, soreness: ReviewedRun(
            MONDAY + timedelta(days=day), 8_000, 3_000, True, "easy", effort, recovery, motivation, soreness
        ),
        st.integers(-21, 6), RATING, RATING, RATING, RATING,
    ),
    max_size=12,
)  # fmt: skip
OUTCOMES: st.SearchStrategy[Outcome] = st.sampled_from(["confirmed", "assumed", "missed", "skipped"])
SESSIONS = st.lists(st.builds(session, st.integers(0, 6), OUTCOMES), max_size=8)


@given(SESSIONS, RUNS)
def test_a_review_never_adds_and_every_cut_has_its_reason(
    sessions: list[ReviewedSession], runs: list[ReviewedRun]
) -> None:
    told = review(sessions, runs)

    assert 0.5 <= told.load_factor <= 1.0
    assert told.load_factor == 1.0 or told.decisions
    assert all(decision.what and decision.why for decision in told.decisions)
    assert told.planned == told.confirmed + told.assumed + told.missed + told.skipped
