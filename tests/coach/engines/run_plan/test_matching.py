"""One log does one session, and the pairs have the best total."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.engines.run_plan.matching import Doable, Done, Pair, best_assignment, family_of, matched, points_of

MONDAY = date(2026, 3, 2)
AMOUNTS = st.one_of(st.none(), st.sampled_from([4_000.0, 7_000.0, 8_000.0, 10_000.0, 13_000.0, 20_000.0]))
DOABLES = st.lists(
    st.builds(
        lambda day, kind, distance_m: Doable(MONDAY + timedelta(days=day), kind, distance_m, None),
        st.integers(0, 6),
        st.sampled_from(["run", "run", "strength", "hiit"]),
        AMOUNTS,
    ),
    max_size=7,
)


def run(day: int, distance_m: float | None = 10_000, duration_s: float | None = None) -> Doable:
    return Doable(MONDAY + timedelta(days=day), "run", distance_m, duration_s)


def best_total(points: dict[tuple[int, int], int], lefts: list[int], used: frozenset[int] = frozenset()) -> int:
    """By trying everything."""
    if not lefts:
        return 0
    left, rest = lefts[0], lefts[1:]
    totals = [best_total(points, rest, used)]
    for (owner, right), worth in points.items():
        if owner == left and right not in used:
            totals.append(worth + best_total(points, rest, used | {right}))
    return max(totals)


@given(st.dictionaries(st.tuples(st.integers(0, 4), st.integers(0, 4)), st.integers(1, 9), max_size=14))
def test_the_assignment_has_the_highest_total_there_is(points: dict[tuple[int, int], int]) -> None:
    assigned = best_assignment(points)

    assert len(set(assigned.values())) == len(assigned)
    assert sum(points[pair] for pair in assigned.items()) == best_total(points, sorted({left for left, _ in points}))


@given(DOABLES, DOABLES)
def test_a_pair_is_of_one_family_a_day_apart_at_most_and_of_about_the_same_size(
    sessions: list[Doable], logs: list[Doable]
) -> None:
    pairs = matched(sessions, logs)

    assert len({pair.session for pair in pairs}) == len({pair.log for pair in pairs}) == len(pairs)
    for planned, done in ((sessions[pair.session], logs[pair.log]) for pair in pairs):
        assert planned.session_type == done.session_type
        assert abs((planned.on - done.on).days) <= 1
        assert planned.distance_m is not None
        assert done.distance_m is not None
        assert 0.7 <= done.distance_m / planned.distance_m <= 1.3


@given(DOABLES, DOABLES)
def test_the_order_in_which_runs_stand_does_not_change_how_many_sessions_are_done(
    sessions: list[Doable], logs: list[Doable]
) -> None:
    again = sorted(logs, key=lambda log: (log.on, log.distance_m or 0), reverse=True)

    assert len(matched(sessions, logs)) == len(matched(sessions, again))


@pytest.mark.parametrize(
    ("done", "is_match"),
    [
        (run(0, 7_000), True), (run(0, 6_999), False), (run(0, 13_000), True), (run(0, 13_001), False),
        (run(1), True), (run(-1), True), (run(2), False), (run(0, None), False),
        (Doable(MONDAY, "recovery", 10_000, None), False),
    ],
)  # fmt: skip
def test_what_fits_a_planned_ten_kilometres(done: Doable, is_match: bool) -> None:
    assert (points_of(run(0), done) > 0) is is_match


def test_time_decides_where_a_distance_is_missing() -> None:
    planned, treadmill = run(0, 10_000, 3_600), run(0, None, 3_500)

    assert points_of(planned, treadmill) > 0
    assert points_of(planned, treadmill._replace(duration_s=2_000)) == 0


def test_a_short_first_run_leaves_the_session_to_the_one_that_fits() -> None:
    assert matched([run(0)], [run(0, 3_000), run(0, 9_800)]) == [Pair(0, 1)]


def test_two_sessions_of_a_day_take_the_two_runs_that_fit_them_best() -> None:
    assert matched([run(0, 10_000), run(0, 8_000)], [run(0, 8_300), run(0, 9_700)]) == [Pair(0, 1), Pair(1, 0)]


def test_a_week_done_a_day_late_is_a_week_done() -> None:
    late = matched([run(0), run(2), run(5, 20_000)], [run(1), run(3), run(6, 21_000)])

    assert late == [Pair(0, 0), Pair(1, 1), Pair(2, 2)]


def test_a_second_run_like_the_days_own_is_extra_and_not_tomorrows_done_early() -> None:
    assert matched([run(0), run(1)], [run(0), run(0)]) == [Pair(0, 0)]
    assert matched([run(1)], [run(0)], done=[Done(run(0), MONDAY)]) == []


def test_a_longer_second_run_that_only_fits_tomorrows_session_was_that_session_done_early() -> None:
    assert matched([run(5), run(6, 24_000)], [run(5), run(5, 25_000)]) == [Pair(0, 0), Pair(1, 1)]


def test_between_two_equal_sessions_a_run_is_late_rather_than_early() -> None:
    assert matched([run(0), run(2)], [run(1)]) == [Pair(0, 0)]


def test_a_recovery_run_is_done_by_running() -> None:
    assert family_of("recovery", "recovery") == "run"
    assert family_of("recovery", None) == "recovery"
