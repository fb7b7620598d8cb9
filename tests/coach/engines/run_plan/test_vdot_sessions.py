"""Sessions of VDOT-based training fit their slot, keep Daniels' caps, and take turns by week."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coach.engines.run_plan.contract import PlanRequest, RunSession, SessionKind, Zone
from coach.engines.run_plan.method import Slot
from coach.engines.run_plan.vdot_sessions import vdot_session
from coach.engines.running.paces import pace_table
from tests.coach.engines.run_plan.plan_cases import MONDAY, request

KINDS: tuple[SessionKind, ...] = (
    "easy", "recovery", "long", "strides", "marathon_pace", "threshold", "interval", "repetition", "sharpen",
)  # fmt: skip
SHARES: dict[Zone, tuple[float, float]] = {
    "M": (0.20, 29_000), "T": (0.10, 16_000), "I": (0.08, 10_000), "R": (0.05, 8_000),
}  # fmt: skip
EASIER: dict[SessionKind, set[SessionKind]] = {
    "strides": {"easy"}, "threshold": {"strides", "easy"}, "interval": {"threshold", "strides", "easy"},
    "repetition": {"strides", "easy"}, "marathon_pace": {"threshold", "strides", "easy"},
    "sharpen": {"strides", "easy"},
}  # fmt: skip


def slot(kind: SessionKind, amount: float = 14_000, week: float = 60_000, week_index: int = 0) -> Slot:
    return Slot(kind, date(2026, 5, 6), "build", week_index, amount, week, None, is_cutback=False)


def zone_metres(session: RunSession, asked: PlanRequest, zone: Zone) -> float:
    table = asked.paces
    assert table is not None
    pace = {"M": table.marathon_s_per_km, "T": table.threshold_s_per_km, "I": table.interval_s_per_km}
    return sum(
        (step.distance_m or (step.duration_s or 0) / pace.get(zone, table.repetition_s_per_km) * 1000) * block.rounds
        for block in session.blocks
        for step in block.steps
        if step.zone == zone
    )


@settings(max_examples=300, deadline=None)
@given(
    kind=st.sampled_from(KINDS),
    score=st.floats(30, 85) | st.none(),
    amount=st.floats(500, 40_000),
    week_share=st.floats(1, 12),
    minutes=st.none() | st.integers(10, 240),
    week_index=st.integers(0, 30),
)
def test_a_session_never_exceeds_its_slot_and_adds_up(
    kind: SessionKind, score: float | None, amount: float, week_share: float, minutes: int | None, week_index: int
) -> None:
    asked = request("marathon")._replace(
        paces=pace_table(score) if score is not None else None, easy_pace_s_per_km=400.0
    )
    place = slot(kind, amount, amount * week_share, week_index)._replace(max_minutes=minutes)

    session = vdot_session(asked, place)

    assert session.kind == kind or session.kind in EASIER[kind]
    assert (session.distance_m or 0) <= amount + 1e-6
    assert minutes is None or session.minutes <= minutes
    assert abs(sum(session.zone_s.values()) - session.minutes * 60) < 60
    if score is not None:
        for zone, (share, most_m) in SHARES.items():
            assert zone_metres(session, asked, zone) <= min(most_m, share * place.week_amount) + 1e-6


@pytest.mark.parametrize("kind", ["threshold", "interval", "repetition", "marathon_pace"])
def test_the_same_kind_looks_different_from_week_to_week(kind: SessionKind) -> None:
    titles = {vdot_session(request("marathon"), slot(kind, week_index=number)).title for number in range(5)}

    assert len(titles) >= 2


def test_a_threshold_session_is_named_for_what_is_to_be_done() -> None:
    session = vdot_session(request(), slot("threshold", week=66_000, week_index=1))

    assert session.title == "Threshold: 4 × 1.6 km, 1 min jog"
    assert [block.name for block in session.blocks] == ["Warm-up", "Threshold", "Cool-down"]
    assert session.blocks[1].rounds == 4


def test_every_interval_lasts_about_three_to_five_minutes() -> None:
    for score in (30, 40, 50, 60, 75, 85):
        asked = request()._replace(paces=pace_table(score))
        for week_index in range(6):
            session = vdot_session(asked, slot("interval", 18_000, 90_000, week_index))

            work = next(step for step in session.blocks[1].steps if step.zone == "I")
            assert session.kind == "interval"
            assert 170 <= (work.distance_m or 0) / 1000 * pace_table(score).interval_s_per_km <= 310


def test_a_small_week_gets_strides_instead_of_intervals() -> None:
    session = vdot_session(request(), slot("interval", 4_000, 10_000))

    assert session.kind == "strides"
    assert not session.is_hard


def test_beginners_and_cutback_weeks_get_less_of_the_hard_part() -> None:
    usual = vdot_session(request(), slot("threshold"))
    cutback = vdot_session(request(), slot("threshold")._replace(is_cutback=True))
    beginner = vdot_session(request()._replace(experience="beginner"), slot("threshold"))

    assert cutback.zone_s["T"] < usual.zone_s["T"]
    assert beginner.zone_s["T"] < usual.zone_s["T"]


def test_on_the_race_day_the_session_is_the_race() -> None:
    session = vdot_session(request("half_marathon"), slot("race")._replace(on=MONDAY))

    assert session.title == "Race day: 21.1 km"
    assert session.distance_m == 21_097.5
