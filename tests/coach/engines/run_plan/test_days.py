"""Sessions find their days: hard ones apart, the long run where it is wanted, legs fresh for both."""

from __future__ import annotations

from itertools import combinations

from hypothesis import given, settings
from hypothesis import strategies as st

from coach.engines.run_plan.contract import SessionKind
from coach.engines.run_plan.days import Board, place

HARD: frozenset[SessionKind] = frozenset({"long", "threshold", "interval"})
WEEK = Board(tuple(range(7)), tuple(range(7)), tuple(range(7)), (), 2, (90,) * 7)
KINDS: tuple[SessionKind, ...] = ("long", "threshold", "interval", "easy", "strides", "strength", "recovery")


@st.composite
def boards(draw: st.DrawFn) -> Board:
    free = tuple(sorted(draw(st.sets(st.integers(0, 6)))))
    some = st.lists(st.sampled_from(free), unique=True) if free else st.just([])
    return Board(
        free,
        tuple(sorted(draw(some))),
        tuple(sorted(draw(some))),
        tuple(sorted(draw(st.sets(st.integers(-3, 9), max_size=3)))),
        draw(st.sampled_from((2, 3))),
        tuple(draw(st.integers(10, 240)) if day in free else 0 for day in range(7)),
        draw(st.none() | st.integers(0, 6)),
    )


@settings(max_examples=300, deadline=None)
@given(boards(), st.integers(0, 7))
def test_whatever_the_week_hard_days_stand_apart_and_on_days_that_allow_them(board: Board, count: int) -> None:
    placement = place(board, KINDS[:count], HARD)

    days = [day for day, _ in placement.kinds]
    hard = {day: kind for day, kind in placement.kinds if kind in HARD}
    assert len(set(days)) == len(days) == min(count, len(board.free))
    assert set(days) <= set(board.free)
    assert all(day in (board.long_days if kind == "long" else board.quality_days) for day, kind in hard.items())
    assert all(abs(one - other) >= board.gap for one, other in combinations(hard, 2))
    assert all(abs(day - fixed) >= board.gap for day in hard for fixed in board.hard_fixed)
    assert len(hard) + len(placement.dropped) == sum(kind in HARD for kind in KINDS[: min(count, len(board.free))])


def test_the_long_run_takes_the_sunday_or_the_day_that_is_wished_for() -> None:
    usual = place(WEEK, ("long", "threshold", "easy"), HARD)
    wished = place(WEEK._replace(long_day=2), ("long", "threshold", "easy"), HARD)

    assert dict(usual.kinds)[6] == "long"
    assert dict(wished.kinds)[2] == "long"


def test_the_long_run_takes_the_day_with_the_most_time() -> None:
    rooms = (30, 30, 30, 180, 30, 30, 40)

    placement = place(WEEK._replace(room_min=rooms), ("long", "easy"), HARD)

    assert dict(placement.kinds)[3] == "long"


def test_the_least_important_hard_session_gives_way_first() -> None:
    placement = place(WEEK._replace(free=(1, 2, 3)), ("long", "threshold", "interval"), HARD)

    assert placement.dropped == ("interval",)
    assert sorted(kind for _, kind in placement.kinds) == ["easy", "long", "threshold"]


def test_strength_is_not_put_on_the_day_before_something_hard() -> None:
    placement = place(WEEK, ("long", "threshold", "easy", "strength"), HARD)

    days = {kind: day for day, kind in placement.kinds}
    assert days["strength"] + 1 not in (days["long"], days["threshold"])


def test_a_second_long_run_follows_the_first() -> None:
    placement = place(WEEK, ("long", "threshold", "second_long", "easy"), HARD)

    days = {kind: day for day, kind in placement.kinds}
    assert days["second_long"] == days["long"] + 1
