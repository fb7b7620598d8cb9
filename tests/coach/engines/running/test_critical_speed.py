"""Critical speed: exact on exact efforts, refused where the efforts do not say it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.engines.running.critical_speed import NoCriticalSpeed, critical_speed
from coach.engines.running.score import Effort


def test_the_races_of_score_50() -> None:
    found = critical_speed([Effort(1_500, 324), Effort(3_000, 693), Effort(5_000, 1_197)])

    assert (round(found.speed_m_s, 4), round(found.reserve_m, 1), found.n) == (4.0067, 209.7, 3)


@given(st.floats(2, 6.5), st.floats(50, 400), st.lists(st.integers(120, 1_200), min_size=2, max_size=6, unique=True))
def test_efforts_on_a_line_give_back_the_line(speed_m_s: float, reserve_m: float, times_s: list[int]) -> None:
    times_s = [120, *times_s, 1_200]

    found = critical_speed([Effort(speed_m_s * time_s + reserve_m, time_s) for time_s in times_s])

    assert found.speed_m_s == pytest.approx(speed_m_s)
    assert found.reserve_m == pytest.approx(reserve_m, abs=1e-6)


def test_efforts_outside_2_to_20_minutes_are_left_out() -> None:
    efforts = [Effort(1_500, 324), Effort(5_000, 1_197)]

    assert critical_speed([*efforts, Effort(400, 60), Effort(10_000, 2_481)]) == critical_speed(efforts)


@pytest.mark.parametrize(
    ("efforts", "words"),
    [
        ([], "two hard efforts"),
        ([Effort(1_500, 324)], "two hard efforts"),
        ([Effort(1_500, 324), Effort(10_000, 2_481)], "two hard efforts"),
        ([Effort(1_500, 324), Effort(1_520, 330)], "equally long"),
        ([Effort(1_000, 300), Effort(5_000, 1_200)], "do not fit together"),
        ([Effort(1_500, 324), Effort(1_400, 900)], "do not fit together"),
    ],
)
def test_what_gives_no_critical_speed_is_refused_with_what_to_run(efforts: list[Effort], words: str) -> None:
    with pytest.raises(NoCriticalSpeed, match=words):
        critical_speed(efforts)
