"""Workout files are read by two independent readers, field by field."""

from __future__ import annotations

import io
from datetime import date
from typing import Any

import fitdecode
import pytest
from garmin_fit_sdk import Decoder, Stream
from hypothesis import given
from hypothesis import strategies as st

from coach.writers.workout_fit import workout_fit
from data.plan_days import PlanDayEntry
from data.plan_details import PlanBlock, PlanStep, SessionDetails
from tests.coach.writers.planned_sessions import MADE_AT, THRESHOLD


def decoded(content: bytes) -> Any:
    messages, errors = Decoder(Stream.from_byte_array(bytearray(content))).read()
    assert errors == []
    return messages


# The profile's numbers of the raw fields of a step.
FIELDS = {2: "duration_value", 4: "target_value", 5: "custom_target_value_low", 6: "custom_target_value_high"}


def read_again(content: bytes) -> list[dict[str, Any]]:
    """The steps as the second reader sees them, in raw units."""
    with fitdecode.FitReader(io.BytesIO(content), error_handling=fitdecode.ErrorHandling.RAISE) as reader:
        frames = [frame for frame in reader if isinstance(frame, fitdecode.FitDataMessage)]
    return [
        {FIELDS[field.def_num]: field.raw_value for field in frame.fields if field.def_num in FIELDS}
        for frame in frames
        if frame.name == "workout_step"
    ]


def session_of(*blocks: PlanBlock) -> PlanDayEntry:
    return PlanDayEntry(
        date=date(2026, 3, 1), title="Run", session_type="run", details=SessionDetails(blocks=list(blocks))
    )


def test_a_watch_reads_the_steps_in_order_with_the_repeat_counted() -> None:
    messages = decoded(workout_fit(THRESHOLD, MADE_AT))

    steps = messages["workout_step_mesgs"]
    assert messages["file_id_mesgs"][0]["type"] == "workout"
    assert messages["workout_mesgs"][0]["wkt_name"] == "Threshold: 4 × 1.6 km, 1 min jog"
    assert messages["workout_mesgs"][0]["sport"] == "running"
    assert messages["workout_mesgs"][0]["num_valid_steps"] == len(steps) == 5
    assert [step["intensity"] for step in steps if "intensity" in step] == [
        "warmup",
        "interval",
        "recovery",
        "cooldown",
    ]


def test_times_distances_paces_and_repeats_arrive_in_raw_units() -> None:
    warm_up, interval, jog, repeat, cool_down = read_again(workout_fit(THRESHOLD, MADE_AT))

    assert warm_up["duration_value"] == 900_000
    assert interval["duration_value"] == 160_000
    assert interval["custom_target_value_low"] == round(1_000_000 / 258)
    assert interval["custom_target_value_high"] == 4_000
    assert jog["duration_value"] == 60_000
    assert repeat["duration_value"] == 1
    assert repeat["target_value"] == 4
    assert cool_down["custom_target_value_low"] == 220
    assert cool_down["custom_target_value_high"] == 240


def test_a_rest_between_rounds_is_a_step_inside_the_repeat() -> None:
    block = PlanBlock(name="Reps", rounds=6, rest_s=90, steps=[PlanStep(exercise="Fast", distance_m=200)])

    work, rest, repeat = read_again(workout_fit(session_of(block), MADE_AT))

    assert work["duration_value"] == 20_000
    assert rest["duration_value"] == 90_000
    assert repeat["duration_value"] == 0


def test_a_session_without_steps_is_one_step_of_its_minutes() -> None:
    easy = PlanDayEntry(date=date(2026, 3, 1), title="Easy run", session_type="run", estimated_duration_minutes=40)

    (only,) = read_again(workout_fit(easy, MADE_AT))

    assert only["duration_value"] == 2_400_000


def test_strength_work_waits_for_the_lap_button() -> None:
    squats = PlanBlock(name="Strength", steps=[PlanStep(exercise="Back Squat", reps=5)])
    strength = session_of(squats).model_copy(update={"session_type": "strength"})

    messages = decoded(workout_fit(strength, MADE_AT))

    assert messages["workout_mesgs"][0]["sport"] == "training"
    assert messages["workout_step_mesgs"][0]["duration_type"] == "open"
    assert messages["workout_step_mesgs"][0]["wkt_step_name"] == "5 × Back Squat"


STEPS = st.builds(
    PlanStep,
    exercise=st.text(st.characters(codec="utf-8", exclude_categories=("Cs", "Cc")), min_size=1, max_size=60).filter(
        str.strip
    ),
    distance_m=st.none() | st.floats(1, 200_000),
    duration_s=st.none() | st.floats(1, 86_400),
    reps=st.none() | st.integers(1, 500),
    pace_fast_s_per_km=st.none() | st.floats(60, 1_000),
    pace_slow_s_per_km=st.none() | st.floats(1_000, 3_600),
)
BLOCKS = st.builds(
    PlanBlock,
    name=st.just("Block"),
    rounds=st.integers(1, 30),
    rest_s=st.none() | st.floats(1, 7_200),
    steps=st.lists(STEPS, min_size=1, max_size=6),
)


@given(blocks=st.lists(BLOCKS, max_size=8))
def test_whatever_is_planned_becomes_a_file_both_readers_take(blocks: list[PlanBlock]) -> None:
    content = workout_fit(session_of(*blocks), MADE_AT)

    messages = decoded(content)
    assert len(read_again(content)) == messages["workout_mesgs"][0]["num_valid_steps"]


@pytest.mark.parametrize("rounds", [1, 12])
def test_a_repeat_points_at_the_first_step_of_its_own_block(rounds: int) -> None:
    before = PlanBlock(name="Warm-up", rounds=2, steps=[PlanStep(exercise="Jog", duration_s=60)] * 2)
    block = PlanBlock(name="Main", rounds=rounds, steps=[PlanStep(exercise="Fast", duration_s=30)])

    steps = read_again(workout_fit(session_of(before, block), MADE_AT))

    assert steps[2]["duration_value"] == 0
    if rounds > 1:
        assert steps[4]["duration_value"] == 3
    else:
        assert len(steps) == 4
