"""Sessions of the HYROX method: runs, runs between stations, simulations and strength from the HYROX library."""

from __future__ import annotations

from typing import Final

from coach.engines.hyrox_days import Kind
from coach.engines.hyrox_exercises import Phase as HyroxPhase
from coach.engines.hyrox_sessions import COOL_DOWN_MIN, ROUND_MIN, WARM_UP_MIN, Content
from coach.engines.run_plan.contract import PlanRequest, RunSession, SessionKind, Zone
from coach.engines.run_plan.drafts import Draft, finished
from coach.engines.run_plan.hybrid_content import blocks_of, content, part_of
from coach.engines.run_plan.hybrid_words import EASY_DAY_PURPOSE, GUIDANCE, SKILL_GUIDANCE, reason
from coach.engines.run_plan.method import Slot
from coach.engines.run_plan.training_blocks import week_in_block

HARD_KINDS: Final[frozenset[SessionKind]] = frozenset(
    {"threshold", "interval", "stations", "simulation", "long", "sharpen", "race"}
)
# Shares of the week at threshold or above that one session may hold.
THRESHOLD_SHARE, INTERVAL_SHARE, SIMULATION_SHARE = 0.10, 0.08, 0.25
LONGEST_LONG_MIN, LONGEST_EASY_MIN, LONGEST_QUALITY_MIN = 120, 75, 75
LONGEST_RECOVERY_MIN, LONGEST_STRENGTH_MIN = 40, 60
# A block begins with a little less of the hard work than its week would allow.
BLOCK_SHARES: Final = (0.8, 0.9, 1.0, 0.7)
# Warm-up, one pair of stations and five minutes of running.
SHORTEST_STATIONS_MIN, SHORTEST_STRENGTH_MIN = 20, 20
LEAST_HARD_MIN: Final = 8
LAST_SIMULATION_DAYS: Final = 14
EASY_KIND: Final[dict[SessionKind, Kind]] = {"long": "long", "recovery": "recovery"}


def hybrid_session(request: PlanRequest, slot: Slot) -> RunSession:
    """The session for this place; easier where week or day are too short for its kind."""
    draft = _draft(request, slot, room_min(slot))
    return finished(slot, draft, reason(draft.kind, slot.phase, is_cutback=slot.is_cutback))


def room_min(slot: Slot) -> int:
    """Whole minutes the slot holds."""
    minutes = max(0, int(slot.amount // 60))
    return minutes if slot.max_minutes is None else min(minutes, slot.max_minutes)


def _draft(request: PlanRequest, slot: Slot, minutes: int) -> Draft:
    if slot.kind == "race":
        return _race(request, slot)
    if slot.kind in ("threshold", "interval"):
        return _quality_run(request, slot, min(minutes, LONGEST_QUALITY_MIN))
    if slot.kind == "stations":
        return _stations(request, slot, min(minutes, LONGEST_QUALITY_MIN))
    if slot.kind == "simulation":
        return _simulation(request, slot, minutes)
    if slot.kind == "strength":
        return _strength(request, slot, min(minutes, LONGEST_STRENGTH_MIN))
    if slot.kind == "sharpen":
        return _sharpen(request, slot, min(minutes, LONGEST_QUALITY_MIN))
    return _easy(request, slot, minutes)


def _easy(request: PlanRequest, slot: Slot, minutes: int) -> Draft:
    """Runs without anything hard."""
    kind: SessionKind = slot.kind if slot.kind in EASY_KIND else "easy"
    longest = {"long": LONGEST_LONG_MIN, "recovery": LONGEST_RECOVERY_MIN}.get(kind, LONGEST_EASY_MIN)
    minutes = min(minutes, longest)
    made = content(request, part_of(slot, EASY_KIND.get(kind, "easy"), minutes, 0.0))
    made = made._replace(title=f"{made.title}: {minutes} min")
    if kind == "recovery" and slot.phase != "recovery":
        made = made._replace(purpose=EASY_DAY_PURPOSE)
    return _drafted(request, made, kind, {"E": minutes * 60.0})


def _race(request: PlanRequest, slot: Slot) -> Draft:
    """Race day, without steps. The slot's time is only for counting."""
    made = content(request, part_of(slot, "race", 0, 0.0))
    return _drafted(request, made, "race", {"T": max(1, slot.amount // 60) * 60.0})


def _quality_run(request: PlanRequest, slot: Slot, minutes: int) -> Draft:
    """Threshold or interval running; strides where the week allows no two repetitions."""
    if minutes < WARM_UP_MIN + COOL_DOWN_MIN + 10:
        return _easy(request, slot, minutes)
    is_interval = slot.kind == "interval" and request.experience != "beginner"
    share = (INTERVAL_SHARE if is_interval else THRESHOLD_SHARE) * BLOCK_SHARES[week_in_block(request, slot.on)]
    part = part_of(slot, "quality_run", minutes, share)
    if part.hard_cap_min < LEAST_HARD_MIN:
        return _easy(request, slot, minutes)
    made = content(
        request,
        part._replace(
            phase=_library_phase(request, part.phase, is_interval=is_interval), week=part.week * 2 + is_interval
        ),
    )  # odd weeks of the library are intervals
    kind: SessionKind = "interval" if is_interval else "threshold"
    return _drafted(request, made, kind, _with_hard(minutes, "I" if is_interval else "T", made))


def _library_phase(request: PlanRequest, phase: HyroxPhase, *, is_interval: bool) -> HyroxPhase:
    """Where the library keeps the wanted kind: hills in the base, race pace in the peak, the rest in the build."""
    if is_interval:
        return "base" if phase == "base" else "build"
    if phase == "peak" or (phase == "base" and request.experience == "beginner"):
        return phase
    return "build"


def _stations(request: PlanRequest, slot: Slot, minutes: int) -> Draft:
    """Rounds of running and stations; technique and an easy run where not one round fits."""
    if minutes < SHORTEST_STATIONS_MIN:
        return _easy(request, slot, minutes)
    made = content(request, part_of(slot, "quality_station", minutes, THRESHOLD_SHARE))
    if made.hard_minutes > 0:
        return _drafted(request, made, "stations", _with_hard(minutes, "T", made))
    zone_s: dict[Zone, float] = {"E": (minutes - 10) * 60.0, "strength": 600.0}
    return _drafted(request, made, "easy", zone_s)._replace(guidance=SKILL_GUIDANCE)


def _simulation(request: PlanRequest, slot: Slot, minutes: int) -> Draft:
    """As many stations in race order as week and day hold, two at least; none in the last two weeks."""
    room = minutes - WARM_UP_MIN - COOL_DOWN_MIN
    days_left = (request.race_date - slot.on).days if request.race_date else None
    if room < 2 * ROUND_MIN or (days_left is not None and 0 < days_left < LAST_SIMULATION_DAYS):
        return _stations(request, slot, minutes)
    part = part_of(slot, "simulation", minutes, SIMULATION_SHARE)
    made = content(request, part._replace(hard_cap_min=min(part.hard_cap_min, room)))
    minutes = min(minutes, int(made.hard_minutes) + 2 * (WARM_UP_MIN + COOL_DOWN_MIN))
    made = content(request, part._replace(minutes=minutes, hard_cap_min=made.hard_minutes))
    return _drafted(request, made, "simulation", _with_hard(minutes, "T", made))


def _strength(request: PlanRequest, slot: Slot, minutes: int) -> Draft:
    """Lifting and station technique; easy movement where there is no time to lift."""
    if minutes < SHORTEST_STRENGTH_MIN:
        return _easy(request, slot._replace(kind="recovery"), minutes)
    made = content(request, part_of(slot, "strength", minutes, 0.0))
    return _drafted(request, made, "strength", {"E": 300.0, "strength": minutes * 60.0 - 300.0})


def _sharpen(request: PlanRequest, slot: Slot, minutes: int) -> Draft:
    if minutes < WARM_UP_MIN + COOL_DOWN_MIN + 5:
        return _easy(request, slot, minutes)
    made = content(request, part_of(slot, "sharpen", minutes, THRESHOLD_SHARE))
    return _drafted(request, made, "sharpen", _with_hard(minutes, "T", made))


def _with_hard(minutes: int, zone: Zone, made: Content) -> dict[Zone, float]:
    """The hard minutes in their zone, everything else of the session easy."""
    hard_s = made.hard_minutes * 60
    return {"E": minutes * 60 - hard_s, zone: hard_s}


def _drafted(request: PlanRequest, made: Content, kind: SessionKind, zone_s: dict[Zone, float]) -> Draft:
    return Draft(
        kind, made.session_type, made.title, blocks_of(request, made.blocks), made.purpose, GUIDANCE[kind],
        kind in HARD_KINDS, zone_s,
    )  # fmt: skip
