"""Sprint sessions keep the published limits, their order, and the days between fast work."""

from __future__ import annotations

from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coach.engines.run_plan.contract import Block, Experience, PlanRequest, RunSession, SessionKind, SprintBest
from coach.engines.run_plan.measure import session_length, sprint_metres
from coach.engines.run_plan.method import Slot
from coach.engines.run_plan.sprint_method import SPRINT
from tests.coach.engines.run_plan.method_slots import MONDAY, assert_is_whole, requests, slots

NEURAL: tuple[SessionKind, ...] = ("acceleration", "max_velocity", "speed_endurance", "power")
KINDS: tuple[SessionKind, ...] = (*NEURAL, "tempo_run", "strength", "recovery")
# Name of the fast block: metres of a repetition, of a session, minutes of rest, of rest between sets.
LIMITS = {
    "Acceleration": ((10, 50), (100, 300), (2, 7), (2, 7)),
    "Flying runs": ((10, 30), (50, 150), (4, 15), (4, 15)),
    "Special endurance": ((80, 150), (300, 900), (8, 30), (8, 30)),
    "Speed endurance": ((60, 80), (600, 2000), (2, 4), (8, 15)),
    "Resisted runs": ((10, 30), (50, 200), (3, 6), (3, 6)),
    "Tempo runs": ((100, 300), (1000, 2000), (1, 3), (1, 3)),
}
ORDER = ("Warm-up", "Technique", "fast", "Power", "Strength", "Cool-down")


def sprint_request(distance_m: float = 100, experience: Experience = "advanced") -> PlanRequest:
    return PlanRequest("sprint", MONDAY, MONDAY, MONDAY, race_distance_m=distance_m, experience=experience)


def slot(kind: SessionKind, amount: float = 2_000, max_minutes: int | None = None, week_index: int = 0) -> Slot:
    on = MONDAY + timedelta(weeks=week_index)
    return Slot(kind, on, "build", week_index, amount, amount * 3, max_minutes, is_cutback=False)


def name_of(block: Block) -> str:
    return block.name.partition(",")[0]


def fast_blocks(session: RunSession) -> list[Block]:
    return [block for block in session.blocks if name_of(block) in LIMITS]


def repetition_m(block: Block) -> int:
    return next(step.distance_m or 0 for step in block.steps if step.kind == "interval")


@settings(max_examples=400, deadline=None)
@given(requests("sprint"), slots(NEURAL, 3_000))
def test_a_fast_session_never_exceeds_its_metres_nor_its_minutes(request: PlanRequest, place: Slot) -> None:
    session = SPRINT.session(request, place)

    assert_is_whole(session, place)
    assert sprint_metres(session) <= place.amount
    assert session.minutes <= (place.max_minutes or 90)


@settings(max_examples=400, deadline=None)
@given(requests("sprint"), slots((*NEURAL, "tempo_run"), 3_000))
def test_every_fast_block_is_within_the_published_limits(request: PlanRequest, place: Slot) -> None:
    session = SPRINT.session(request, place)

    blocks = fast_blocks(session)
    assert bool(blocks) == (session.kind != "recovery")
    for block in blocks:
        (shortest, longest), _, (least, most), _ = LIMITS[name_of(block)]
        rest_min = (block.steps[-1].duration_s or 0) / 60
        assert shortest <= repetition_m(block) <= longest
        assert least <= rest_min <= most
    if blocks:
        low, high = LIMITS[name_of(blocks[0])][1]
        assert low <= sum(block.rounds * repetition_m(block) for block in blocks) <= high


@settings(max_examples=200, deadline=None)
@given(requests("sprint"), slots(NEURAL, 3_000))
def test_between_sets_the_rest_is_the_published_one(request: PlanRequest, place: Slot) -> None:
    session = SPRINT.session(request, place)

    for block, between in zip(session.blocks, session.blocks[1:], strict=False):
        if between.name == "Rest between sets":
            low, high = LIMITS[name_of(block)][3]
            rest_s = (block.steps[-1].duration_s or 0) + (between.steps[0].duration_s or 0)
            assert low * 60 <= rest_s <= high * 60


@settings(max_examples=300, deadline=None)
@given(requests("sprint"), slots(KINDS, 3_000))
def test_the_order_is_warm_up_technique_fast_power_strength_cool_down(request: PlanRequest, place: Slot) -> None:
    session = SPRINT.session(request, place)

    if session.is_hard:
        names = ["fast" if name_of(block) in LIMITS else block.name for block in session.blocks]
        kept = [name for name in names if name != "Rest between sets"]
        assert kept == sorted(kept, key=ORDER.index)
        assert {"Warm-up", "Technique", "fast", "Cool-down"} <= set(kept)


@settings(max_examples=200, deadline=None)
@given(requests("sprint"), slots(("tempo_run", "strength", "recovery"), 3_000))
def test_days_between_have_no_metres_at_intensity_and_fit_the_day(request: PlanRequest, place: Slot) -> None:
    session = SPRINT.session(request, place)

    assert_is_whole(session, place)
    assert sprint_metres(session) == 0
    assert not session.is_hard
    assert session.minutes <= (place.max_minutes or 90)


@settings(max_examples=200, deadline=None)
@given(requests("sprint"), slots(KINDS, 3_000))
def test_the_same_slot_gives_the_same_session(request: PlanRequest, place: Slot) -> None:
    assert SPRINT.session(request, place) == SPRINT.session(request, place)


@settings(max_examples=100, deadline=None)
@given(requests("sprint"), slots(KINDS, 3_000))
def test_no_step_has_a_pace_of_a_running_score(request: PlanRequest, place: Slot) -> None:
    session = SPRINT.session(request, place)

    assert all(step.pace_fast_s_per_km is None for block in session.blocks for step in block.steps)


@pytest.mark.parametrize(
    ("bests", "expected"),
    [
        ((SprintBest(100, 12.0),), "60–70 % of your best: 17.1–20.0 s"),
        ((SprintBest(60, 7.9),), "60–70 % of your best"),
        ((), "RPE 4–5"),
    ],
)
def test_efforts_are_times_percentages_or_words_as_far_as_best_times_are_known(
    bests: tuple[SprintBest, ...], expected: str
) -> None:
    session = SPRINT.session(sprint_request()._replace(sprint_bests=bests), slot("tempo_run"))

    effort = fast_blocks(session)[0].steps[0].rpe or ""
    assert expected in effort
    assert ("%" in effort) == bool(bests)


@pytest.mark.parametrize(("distance_m", "longest"), [(100, 100), (200, 120), (400, 150)])
def test_special_endurance_is_longer_for_longer_races(distance_m: int, longest: int) -> None:
    request = sprint_request(distance_m)

    metres = {
        repetition_m(fast_blocks(SPRINT.session(request, slot("speed_endurance", week_index=week)))[0])
        for week in (1, 3, 5, 7)
    } | {
        repetition_m(fast_blocks(SPRINT.session(request, slot("speed_endurance")._replace(phase="peak")))[0])
    }  # fmt: skip

    assert max(metres) <= longest
    assert max(metres) >= longest - 30


@pytest.mark.parametrize("kind", NEURAL)
def test_a_day_of_twenty_minutes_gets_nothing_fast(kind: SessionKind) -> None:
    session = SPRINT.session(sprint_request(), slot(kind, max_minutes=20))

    assert session.kind == "recovery"
    assert not session.is_hard


def test_an_unloading_week_has_no_strength_block_and_fewer_tempo_runs() -> None:
    full, tempo = slot("acceleration"), slot("tempo_run", week_index=1)

    fast = [SPRINT.session(sprint_request(), full._replace(is_cutback=is_light)) for is_light in (False, True)]
    easy = [SPRINT.session(sprint_request(), tempo._replace(is_cutback=is_light)) for is_light in (False, True)]

    assert [any(block.name == "Strength" for block in session.blocks) for session in fast] == [True, False]
    assert easy[1].zone_s["T"] < easy[0].zone_s["T"]


@pytest.mark.parametrize("kind", [*NEURAL, "tempo_run", "recovery"])
@pytest.mark.parametrize("minutes", [5, 15, 20, 25, 27.5, 40])
def test_the_running_of_a_session_is_no_longer_than_the_longest_run_allows(kind: SessionKind, minutes: float) -> None:
    place = slot(kind)._replace(most_running_s=minutes * 60)

    session = SPRINT.session(sprint_request(), place)

    assert session_length(session, "m_intense", 400) <= minutes * 60


@settings(max_examples=200, deadline=None)
@given(requests("sprint"), st.integers(0, 40), st.integers(1, 7))
def test_a_week_has_at_most_three_fast_days_and_fewer_for_some(request: PlanRequest, week: int, count: int) -> None:
    phase = SPRINT.phases(request, MONDAY + timedelta(weeks=week))

    kinds = SPRINT.shape(request, phase, week, count)

    fast = sum(kind in NEURAL for kind in kinds)
    is_careful = request.experience == "beginner" or (request.age or 0) >= 40
    assert len(kinds) == count
    assert fast <= (2 if is_careful else 3)
    assert fast >= 1 or phase == "recovery"
