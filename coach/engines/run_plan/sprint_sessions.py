"""Sprint sessions: warm-up, technique, the fast runs, power, strength, cool-down, always in this order."""

from __future__ import annotations

from itertools import product
from typing import Final

from coach.engines.run_plan.contract import Block, Experience, PlanRequest, RunSession, SessionKind, Step
from coach.engines.run_plan.drafts import Draft, finished, zone_seconds
from coach.engines.run_plan.method import Slot
from coach.engines.run_plan.sprint_blocks import (
    CIRCUIT_ROUND_S,
    EASY_RPE,
    LIFT_SET_S,
    NAMES,
    POWER_ROUND_S,
    RUN_IN_M,
    circuit,
    cool_down,
    fast_blocks,
    lifting,
    power_block,
    seconds_of,
    technique,
    warm_up,
)
from coach.engines.run_plan.sprint_limits import LIMITS, Sets, Work, sets_of
from coach.engines.run_plan.sprint_words import GUIDANCE, PURPOSE, reason
from coach.engines.run_plan.training_blocks import week_in_block

NEURAL: Final[frozenset[SessionKind]] = frozenset({"acceleration", "max_velocity", "speed_endurance", "power", "race"})
USUAL_MIN, LONGEST_STRENGTH_MIN, TEMPO_FRAME_MIN = 90, 60, (8, 3)
# Warm-up, technique, cool-down [min].
FRAMES: Final = ((15, 6, 6), (12, 4, 4), (8, 3, 3))
LONG_DAY_MIN: Final = 60
# How far into the range of metres a session may go.
REACH: Final[dict[Experience, float]] = {"beginner": 0.5, "intermediate": 0.85, "advanced": 1.0}
# More short repetitions than this are fatigue, not speed.
MOST_SHORT: Final = 12
SHORTEST_STRENGTH_S: Final = 600
FILLED_MIN: Final = 45
RECOVERY_MIN: Final[dict[Experience, int]] = {"beginner": 25, "intermediate": 30, "advanced": 35}
REPETITIONS_M: Final[dict[Work, dict[Experience, tuple[int, ...]]]] = {
    "acceleration": {"beginner": (15, 20), "intermediate": (20, 30), "advanced": (20, 30, 40)},
    "max_velocity": {"beginner": (10,), "intermediate": (20,), "advanced": (20, 30)},
    "speed_endurance": {"beginner": (60,), "intermediate": (60, 80), "advanced": (60, 80)},
    "resisted": {"beginner": (10, 15), "intermediate": (15, 20), "advanced": (20, 30)},
}
_SPECIAL_M: Final = ((100, (80, 100)), (200, (100, 120)), (400, (120, 150)))


def sprint_session(request: PlanRequest, slot: Slot) -> RunSession:
    """The session for this place; easier where metres or minutes do not hold the least of its kind."""
    draft = _draft(request, slot)
    return finished(slot, draft, reason(draft.kind, slot.phase, cycle_week(request, slot)))


def room_min(slot: Slot) -> int:
    """Minutes the day has for this session."""
    return USUAL_MIN if slot.max_minutes is None else min(USUAL_MIN, slot.max_minutes)


def cycle_week(request: PlanRequest, slot: Slot) -> int:
    """0 introduces, 1 stabilises, 2 unloads."""
    return 2 if slot.is_cutback else min(1, week_in_block(request, slot.on))


def is_light(slot: Slot) -> bool:
    """A week with little of everything: cutback, taper, race."""
    return slot.is_cutback or slot.phase in ("taper", "race")


def running_s(slot: Slot) -> float:
    """How long the running of the session may be."""
    return float("inf") if slot.most_running_s is None else slot.most_running_s


def _draft(request: PlanRequest, slot: Slot) -> Draft:
    if slot.kind == "race":
        return _race(request, slot)
    if slot.kind == "strength":
        return _strength(request, slot)
    if slot.kind in NEURAL:
        return _neural(request, slot) or _tempo(request, slot, FILLED_MIN)
    return _tempo(request, slot) if slot.kind == "tempo_run" else _recovery(request, slot)


def _works(request: PlanRequest, slot: Slot) -> tuple[Work, ...]:
    """What the fast part may be, the wanted one first."""
    if slot.kind == "acceleration":
        return ("acceleration",)
    if slot.kind == "max_velocity":
        return ("max_velocity", "acceleration")
    if slot.kind == "power":
        return ("resisted",)
    is_special = slot.phase == "peak" or slot.week_index % 2 == 1
    endurance: tuple[Work, ...] = ("special_endurance",) if is_special else ("speed_endurance", "special_endurance")
    return (*endurance, "acceleration")


def repetitions_m(request: PlanRequest, work: Work, week_index: int) -> tuple[int, ...]:
    """The distances a repetition may have, this week's first: they take turns."""
    if work == "tempo":
        choices: tuple[int, ...] = (200, 300) if (request.race_distance_m or 0) > 300 else (100, 200)
    elif work == "special_endurance":
        race_m = request.race_distance_m or 100
        choices = next((metres for race, metres in _SPECIAL_M if race_m <= race), _SPECIAL_M[-1][1])
        choices = (80,) if request.experience == "beginner" else choices
    else:
        choices = REPETITIONS_M[work][request.experience]
    first = week_index % len(choices)
    return (*choices[first:], *choices[:first])


def wanted_m(request: PlanRequest, slot: Slot, work: Work) -> float:
    """Metres for this session: what the slot holds, at most what experience carries; tempo runs have their own."""
    low, high = LIMITS[work].session_m
    most = low + (high - low) * REACH[request.experience]
    if work != "tempo":
        return min(most, slot.amount)
    return low if is_light(slot) else low + (most - low) * (0.7 if cycle_week(request, slot) == 0 else 1.0)


def _fitting_sets(request: PlanRequest, slot: Slot, work: Work, minutes: float) -> Sets | None:
    """As many repetitions as metres and minutes hold; shorter ones where that makes a session possible."""
    metres = wanted_m(request, slot, work)
    distances = repetitions_m(request, work, 0 if is_light(slot) else slot.week_index)
    for distance in dict.fromkeys((*distances, LIMITS[work].repetition_m[0])):
        most = MOST_SHORT * distance if distance <= LIMITS["acceleration"].repetition_m[1] else metres
        left = min(metres, most)
        while (sets := sets_of(work, distance, left)) is not None:
            if seconds_of(fast_blocks(work, sets, RUN_IN_M[request.experience], ())) <= minutes * 60:
                return sets
            left = sets.distance_m - distance
    return None


def _neural(request: PlanRequest, slot: Slot) -> Draft | None:
    """A fast session with its frame; None when not even the least of it fits."""
    minutes = room_min(slot)
    for work, frame in product(_works(request, slot), FRAMES if minutes >= LONG_DAY_MIN else FRAMES[1:]):
        sets = _fitting_sets(request, slot, work, minutes - sum(frame))
        if sets is not None and sum(frame) * 60 + _running_s(request, work, sets) <= running_s(slot):
            kind: SessionKind = "acceleration" if work == "acceleration" else slot.kind
            fast = fast_blocks(work, sets, RUN_IN_M[request.experience], request.sprint_bests)
            before = (warm_up(frame[0]), technique(kind, frame[1]))
            left_s = minutes * 60 - sum(frame) * 60 - seconds_of(fast)
            blocks = (*before, *fast, *_extras(request, slot, left_s), cool_down(frame[2]))
            title = f"{NAMES[work]}: {sets.repetitions} × {sets.repetition_m} m"
            return Draft(kind, "run", title, blocks, PURPOSE[kind], GUIDANCE[kind], is_hard=True)
    return None


def _running_s(request: PlanRequest, work: Work, sets: Sets) -> float:
    """Seconds of the fast part that are running."""
    zones = zone_seconds(fast_blocks(work, sets, RUN_IN_M[request.experience], ()))
    return sum(seconds for zone, seconds in zones.items() if zone != "rest")


def _extras(request: PlanRequest, slot: Slot, left_s: float) -> tuple[Block, ...]:
    """Power, then general strength, as far as the minutes go; little of it in an unloading week or a taper."""
    jumps = min(3 if is_light(slot) or request.experience == "beginner" else 5, int(left_s // POWER_ROUND_S))
    if jumps < 2:
        return ()
    rounds = 0 if is_light(slot) else min(3, int((left_s - jumps * POWER_ROUND_S) // CIRCUIT_ROUND_S))
    return (power_block(jumps), *((circuit(request.experience, rounds),) if rounds else ()))


def _tempo(request: PlanRequest, slot: Slot, filled_min: int = 0) -> Draft:
    """Easy fast runs on grass; a walk and mobility where there is no time for a kilometre of them.

    Up to `filled_min` the rest of the day is easy jogging: it prepares for the longer fast sessions.
    """
    sets = _fitting_sets(request, slot, "tempo", room_min(slot) - sum(TEMPO_FRAME_MIN))
    if sets is None or sum(TEMPO_FRAME_MIN) * 60 + _running_s(request, "tempo", sets) > running_s(slot):
        return _recovery(request, slot, filled_min)
    fast = fast_blocks("tempo", sets, 0, request.sprint_bests)
    left_min = int(min(filled_min, room_min(slot)) - sum(TEMPO_FRAME_MIN) - seconds_of(fast) / 60)
    left_min = int(min(left_min, running_s(slot) / 60 - sum(TEMPO_FRAME_MIN) - _running_s(request, "tempo", sets) / 60))
    blocks = (warm_up(TEMPO_FRAME_MIN[0]), *fast, cool_down(TEMPO_FRAME_MIN[1] + max(0, left_min)))
    title = f"Tempo runs: {sets.repetitions} × {sets.repetition_m} m"
    return Draft("tempo_run", "run", title, blocks, PURPOSE["tempo_run"], GUIDANCE["tempo_run"])


def _recovery(request: PlanRequest, slot: Slot, filled_min: int = 0) -> Draft:
    minutes = int(min(max(RECOVERY_MIN[request.experience], filled_min), room_min(slot), running_s(slot) // 60))
    loosen_s = minutes * 20
    move = Step("active", "E", "Walk or easy jog", duration_s=minutes * 60 - loosen_s, rpe=EASY_RPE)
    loosen = Step("active", "E", "Hips, hamstrings, ankles", duration_s=loosen_s, rpe="RPE 2")
    blocks = (Block("Easy movement", (move,)), Block("Mobility", (loosen,)))
    title = f"Recovery: {minutes} min"
    return Draft("recovery", "recovery", title, blocks, PURPOSE["recovery"], GUIDANCE["recovery"])


def _strength(request: PlanRequest, slot: Slot) -> Draft:
    """Lifts with full rests; the amount of a strength session is in seconds."""
    room_s = min(room_min(slot), LONGEST_STRENGTH_MIN) * 60
    room_s = min(room_s, int(slot.amount)) if slot.amount > 0 else room_s
    if room_s < SHORTEST_STRENGTH_S:
        return _recovery(request, slot)
    easy_min = min(10, room_s // 240)
    lifts = lifting(request.experience, 1)
    sets = min(4, (room_s - easy_min * 60) // (LIFT_SET_S * len(lifts)))
    main = lifting(request.experience, sets) if sets else (circuit(request.experience, 1),)
    begin = Step("warmup", "E", "Easy movement, empty bar", duration_s=easy_min * 60, rpe=EASY_RPE)
    blocks = (Block("Warm-up", (begin,)), *main)
    title = f"Strength: {len(lifts)} lifts, {sets} × 5" if sets else "Strength: one short round"
    return Draft("strength", "strength", title, blocks, PURPOSE["strength"], GUIDANCE["strength"])


def _race(request: PlanRequest, slot: Slot) -> Draft:
    minutes = 40 if slot.max_minutes is None else max(15, min(40, slot.max_minutes))
    metres = round(request.race_distance_m or 100)
    run = Step("interval", "sprint", f"{metres} m", distance_m=metres, rpe="RPE 10: the race")
    blocks = (warm_up(minutes - 6), Block("Race", (run,)), cool_down(5))
    return Draft(
        "race", "run", f"Race day: {metres} m", blocks, PURPOSE["race"], GUIDANCE["race"], is_hard=True,
        distance_m=float(metres),
    )  # fmt: skip
