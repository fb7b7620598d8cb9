"""A session taking shape: what it consists of before it has its place, its seconds per zone, and what it becomes."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final, NamedTuple

from coach.engines.run_plan.contract import Block, RunSession, SessionKind, SessionType, Step, Zone
from coach.engines.run_plan.method import Slot

# Where a step has no time of its own: how long a metre takes (a sprint with its start, a walk back) and a repetition.
S_PER_M: Final[dict[Zone, float]] = {"sprint": 0.15, "R": 0.2, "I": 0.22, "T": 0.22, "rest": 0.8, "strength": 0.8}
EASY_S_PER_M, REPETITION_S = 0.36, 3.0


class Draft(NamedTuple):
    """What a session is. `zone_s` only where the steps do not tell it."""

    kind: SessionKind
    session_type: SessionType
    title: str
    blocks: tuple[Block, ...]
    purpose: str
    guidance: str
    is_hard: bool = False
    zone_s: dict[Zone, float] | None = None
    distance_m: float | None = None


def step_seconds(step: Step) -> float:
    """How long one step takes [s]; an estimate where it is measured in metres or repetitions."""
    if step.duration_s is not None:
        return float(step.duration_s)
    if step.distance_m is not None:
        return step.distance_m * S_PER_M.get(step.zone, EASY_S_PER_M)
    return (step.reps or 0) * REPETITION_S


def zone_seconds(blocks: Iterable[Block]) -> dict[Zone, float]:
    """Planned time per zone [s] of all rounds."""
    totals: dict[Zone, float] = {}
    for block in blocks:
        for step in block.steps:
            seconds = step_seconds(step) * block.rounds
            if seconds > 0:
                totals[step.zone] = totals.get(step.zone, 0.0) + seconds
    return totals


def finished(slot: Slot, draft: Draft, reason: str) -> RunSession:
    """The session of a draft on its day; a begun minute does not count, so that nothing is longer than allowed."""
    zone_s = draft.zone_s if draft.zone_s is not None else zone_seconds(draft.blocks)
    return RunSession(
        on=slot.on,
        kind=draft.kind,
        session_type=draft.session_type,
        title=draft.title,
        minutes=int((sum(zone_s.values()) + 0.5) // 60),
        distance_m=draft.distance_m,
        zone_s=zone_s,
        blocks=draft.blocks,
        purpose=draft.purpose,
        reason=reason,
        guidance=draft.guidance,
        is_hard=draft.is_hard,
    )
