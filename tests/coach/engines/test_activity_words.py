"""How fast and how high an activity was, in words, and its pace along the way."""

from __future__ import annotations

import math
from itertools import accumulate

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.engines.activity_words import (
    SMOOTHED_S,
    STANDING_M_S,
    WITH_SPEED,
    smoothed_pace_s_per_km,
    speed_text,
    usual_span,
)

STEPS = st.lists(st.integers(1, 60), min_size=1, max_size=80)
SPEED = st.one_of(st.none(), st.floats(0, 12))


@given(st.data(), STEPS)
def test_the_pace_at_a_sample_is_that_of_the_moving_samples_around_it(drawn: st.DataObject, steps: list[int]) -> None:
    elapsed_s = [float(second) for second in accumulate(steps)]
    speeds = drawn.draw(st.lists(SPEED, min_size=len(steps), max_size=len(steps)))

    paces = smoothed_pace_s_per_km(elapsed_s, speeds)

    for at_s, speed, pace in zip(elapsed_s, speeds, paces, strict=True):
        around = [
            other
            for second, other in zip(elapsed_s, speeds, strict=True)
            if abs(second - at_s) <= SMOOTHED_S / 2 and other is not None and other >= STANDING_M_S
        ]
        if speed is None or speed < STANDING_M_S:
            assert pace is None
        else:
            assert pace is not None
            assert math.isclose(pace, 1000 * len(around) / sum(around), rel_tol=1e-6)


@given(st.sampled_from(sorted(WITH_SPEED)), st.floats(100, 200_000), st.floats(60, 80_000))
def test_every_sport_with_a_speed_says_it_with_its_unit(family: str, distance_m: float, duration_s: float) -> None:
    text = speed_text("metric", family, distance_m, duration_s)

    assert text.endswith(("/km", "/100 m", "/500 m", "km/h"))


@pytest.mark.parametrize(("distance_m", "duration_s"), [(None, 600), (5_000, None), (0, 600), (5_000, 0), (-1, 600)])
def test_a_speed_of_nothing_is_not_said(distance_m: float | None, duration_s: float | None) -> None:
    assert speed_text("metric", "run", distance_m, duration_s) == ""


@given(st.lists(st.one_of(st.none(), st.floats(-1e6, 1e6))))
def test_the_usual_span_holds_nearly_all_values(values: list[float | None]) -> None:
    known = [value for value in values if value is not None]

    span = usual_span(values)

    if span is None:
        assert known == []
    else:
        assert sum(span[0] <= value <= span[1] for value in known) >= 0.96 * len(known)
