"""Days a session may move to: never where it is, never outside of the plan, and each bent rule is said."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from coach.engines.day_moves import MoveFrame, Placed, possible_moves

MONDAY = date(2026, 3, 2)
FRAME = MoveFrame(MONDAY, MONDAY, MONDAY + timedelta(days=60))
offsets = st.integers(-20, 70).map(lambda days: MONDAY + timedelta(days=days))


def hard(day: int, title: str = "Intervals") -> Placed:
    return Placed(MONDAY + timedelta(days=day), title, is_hard=True, is_demanding=True, minutes=60)


def warnings_on(day: int, others: list[Placed], frame: MoveFrame = FRAME) -> tuple[str, ...]:
    choices = {move.on: move.warnings for move in possible_moves(hard(3, "Threshold"), others, frame)}
    return choices[MONDAY + timedelta(days=day)]


def test_hard_days_in_a_row_are_said_on_both_sides() -> None:
    assert warnings_on(1, [hard(2)]) == ("Two hard days in a row: Intervals is the day after.",)
    assert warnings_on(4, [hard(5)]) == ("Two hard days in a row: Intervals is the day after.",)
    assert warnings_on(6, [hard(5)]) == ("Two hard days in a row: Intervals is the day before.",)
    assert warnings_on(5, [Placed(MONDAY + timedelta(days=6), "Easy run")]) == ()


def test_a_taken_day_is_said() -> None:
    assert warnings_on(5, [hard(5)]) == ("Intervals stands on this day already.",)


def test_the_days_around_the_race_are_said() -> None:
    frame = FRAME._replace(race_on=MONDAY + timedelta(days=6))

    assert warnings_on(2, [], frame) == ()
    assert warnings_on(4, [], frame) == ("2 days before your race only easy running helps.",)
    assert warnings_on(6, [], frame) == ("That is the day of your race.",)
    assert warnings_on(7, [], frame) == ("That is after your race.",)


def test_a_day_without_time_is_said() -> None:
    frame = FRAME._replace(room_min=(0, 45, None, None, None, 60, None), away=frozenset({MONDAY + timedelta(days=2)}))

    assert warnings_on(0, [], frame) == ("You said you have no time on Mondays.",)
    assert warnings_on(1, [], frame) == ("You have 45 minutes on Tuesdays; it takes 60.",)
    assert warnings_on(2, [], frame) == ("You are away on this day.",)
    assert warnings_on(5, [], frame) == ()


@given(on=offsets, today=offsets)
def test_only_other_days_from_today_within_the_plan_are_offered(on: date, today: date) -> None:
    frame = FRAME._replace(today=today)

    days = [move.on for move in possible_moves(Placed(on, "Easy run"), [], frame)]

    assert days == sorted(set(days))
    assert on not in days
    assert all(max(today, frame.first) <= day <= frame.last for day in days)
