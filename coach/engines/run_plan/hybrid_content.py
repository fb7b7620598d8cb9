"""Sessions of the HYROX library as steps of a running plan: zones, paces where a score is known, seconds."""

from __future__ import annotations

from typing import Final, NamedTuple

from coach.engines import hyrox_exercises as library
from coach.engines.hyrox_days import Kind
from coach.engines.hyrox_exercises import Phase as HyroxPhase
from coach.engines.hyrox_sessions import Block as HyroxBlock
from coach.engines.hyrox_sessions import Content, content_of
from coach.engines.hyrox_sessions import Slot as HyroxSlot
from coach.engines.run_plan.contract import Block, HeartRateRange, Phase, PlanRequest, Step, StepKind, Zone
from coach.engines.run_plan.method import Slot
from coach.engines.run_plan.vdot_steps import PACE_WINDOW

PHASES: Final[dict[Phase, HyroxPhase]] = {
    "base": "base", "build": "build", "peak": "peak", "taper": "taper", "race": "taper",
    "recovery": "base", "maintain": "build",
}  # fmt: skip
ZONES: Final[dict[str, Zone]] = {
    library.EASY: "E",
    library.STEADY: "M",
    library.THRESHOLD: "T",
    library.HARD: "I",
    library.RACE: "T",
    library.TECHNIQUE: "strength",
    **dict.fromkeys((effort for _, _, effort in library.LIFTING.values()), "strength"),
}
# Flat running at an effort the pace table knows; hills, games of speed and race effort go by feel.
PACED: Final = frozenset({"Easy Run", "Long Run", "Cruise Intervals", "VO2max Intervals"})
_STEP_KINDS: Final[dict[str, StepKind]] = {"Warm-up": "warmup", "Cool-down": "cooldown"}


class Part(NamedTuple):
    """What the library is asked for; `hard_cap_min` is the time at threshold or above it may hold."""

    kind: Kind
    minutes: int
    hard_cap_min: float
    phase: HyroxPhase
    week: int


def content(request: PlanRequest, part: Part) -> Content:
    return content_of(
        HyroxSlot(part.kind, part.week, part.phase, request.experience, part.minutes, part.hard_cap_min)
    )  # fmt: skip


def part_of(slot: Slot, kind: Kind, minutes: int, hard_share: float) -> Part:
    """The same place in the words of the HYROX library."""
    return Part(kind, minutes, slot.week_amount / 60 * hard_share, PHASES[slot.phase], slot.week_index)


def blocks_of(request: PlanRequest, blocks: tuple[HyroxBlock, ...]) -> tuple[Block, ...]:
    """The blocks of the library with kind, zone and targets for every step; empty ones are left out."""
    made = (_block(request, block) for block in blocks)
    return tuple(block for block in made if block.steps)


def _block(request: PlanRequest, block: HyroxBlock) -> Block:
    is_repeated = block.rounds > 1 or block.rest_s is not None
    kind = _STEP_KINDS.get(block.name, "interval" if is_repeated else "active")
    steps = tuple(_step(request, step, kind) for step in block.steps if step.duration_s != 0)
    if block.rest_s and steps:
        steps = (*steps, _rest(steps[0], round(block.rest_s)))
    return Block(block.name, steps, block.rounds)


def _step(request: PlanRequest, step: library.Step, kind: StepKind) -> Step:
    zone = ZONES.get(step.effort or "", "E")
    is_paced = step.exercise in PACED
    fast, slow = _paces(request, zone) if is_paced else (None, None)
    return Step(
        kind, zone, step.exercise,
        duration_s=None if step.duration_s is None else round(step.duration_s),
        distance_m=None if step.distance_m is None else round(step.distance_m),
        pace_fast_s_per_km=fast, pace_slow_s_per_km=slow,
        heart_rate=_rate(request, zone) if is_paced else None,
        rpe=step.effort, exercise=step.exercise, reps=step.reps,
    )  # fmt: skip


def _rest(first: Step, seconds: int) -> Step:
    """Between runs a jog, between stations and lifts a rest."""
    if first.zone in ("T", "I") and first.duration_s is not None:
        return Step("recovery", "E", "Easy jog", duration_s=seconds, rpe=library.EASY)
    return Step("rest", "rest", "Rest", duration_s=seconds)


def _paces(request: PlanRequest, zone: Zone) -> tuple[float | None, float | None]:
    """Fast and slow end of a zone of the athlete's pace table."""
    paces = request.paces
    if paces is None:
        return None, None
    if zone == "E":
        return paces.easy_fast_s_per_km, paces.easy_slow_s_per_km
    pace = {"T": paces.threshold_s_per_km, "I": paces.interval_s_per_km}.get(zone)
    return (None, None) if pace is None else (pace * (1 - PACE_WINDOW), pace * (1 + PACE_WINDOW))


def _rate(request: PlanRequest, zone: Zone) -> HeartRateRange | None:
    rates = request.heart_rates
    if rates is None:
        return None
    return {"E": rates.easy, "T": rates.threshold, "I": rates.interval}.get(zone)
