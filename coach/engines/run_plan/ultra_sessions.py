"""Sessions of time-based ultra training: minutes and effort, never a pace."""

from __future__ import annotations

from typing import Final

from coach.engines.run_plan.contract import (
    Block,
    Experience,
    PlanRequest,
    RunSession,
    SessionKind,
    Step,
    StepKind,
    Zone,
)
from coach.engines.run_plan.drafts import Draft, finished
from coach.engines.run_plan.method import Slot
from coach.engines.run_plan.training_blocks import LONGEST_BLOCK_WEEKS, week_in_block
from coach.engines.run_plan.ultra_efforts import (
    ENDURANCE_MIN,
    ENDURANCE_RPE,
    HARD_SHARE,
    HILL_RPE,
    RECOVERY_MIN,
    RECOVERY_RPE,
    REPEATS,
    STEADY_RPE,
    TEMPO_RPE,
    Repeats,
    repeats_for,
)
from coach.engines.run_plan.ultra_words import GUIDANCE, PURPOSE, guidance, reason

WARM_UP_MIN, COOL_DOWN_MIN = 15, 10
SHORT_WARM_UP_MIN, SHORT_COOL_DOWN_MIN = 10, 5
LIFTING_RPE: Final = "RPE 6–7: two repetitions left"
LONGEST_HARD_MIN, LONGEST_STRENGTH_MIN = 100, 50
HARD_KINDS: Final[frozenset[SessionKind]] = frozenset({"hill_interval", "tempo", "steady", "long", "sharpen", "race"})
EASIER: Final[dict[SessionKind, SessionKind]] = {"hill_interval": "easy", "tempo": "steady", "steady": "easy"}
_EFFORTS: Final[dict[SessionKind, tuple[str, Zone, str]]] = {
    "hill_interval": ("Uphill intervals", "I", HILL_RPE),
    "tempo": ("Tempo", "T", TEMPO_RPE),
    "steady": ("Steady running", "M", STEADY_RPE),
}
_LIFTS: Final[dict[Experience, tuple[str, ...]]] = {
    "beginner": ("Goblet Squat", "Step-Up", "Soleus Raise", "Side Plank"),
    "intermediate": ("Bulgarian Split Squat", "Romanian Deadlift", "Soleus Raise", "Side Plank"),
    "advanced": ("Front Squat", "Single-Leg Romanian Deadlift", "Standing Calf Raise", "Hanging Knee Raise"),
}


def ultra_session(request: PlanRequest, slot: Slot) -> RunSession:
    """The session for this place: never longer than the slot allows, easier where it is too short for its kind."""
    minutes = room_min(slot)
    draft = _draft(request, slot, minutes)
    return finished(
        slot, draft, reason(draft.kind, slot.phase, is_cutback=slot.is_cutback, has_race=request.race_date is not None)
    )


def room_min(slot: Slot) -> int:
    """Whole minutes the slot holds."""
    minutes = max(0, int(slot.amount // 60))
    return minutes if slot.max_minutes is None else min(minutes, slot.max_minutes)


def _race(request: PlanRequest, slot: Slot) -> Draft:
    """Race day. The slot's time at easy pace is only for counting; no one knows how long an ultra takes."""
    step = Step("active", "E", "Race", rpe="By effort: easy enough to eat, talk and smile until the last third")
    return Draft(
        "race", "run", "Race day", (Block("Race", (step,)),), PURPOSE["race"], GUIDANCE["race"], is_hard=True,
        zone_s={"E": max(1, slot.amount // 60) * 60.0}, distance_m=request.race_distance_m,
    )  # fmt: skip


def _draft(request: PlanRequest, slot: Slot, minutes: int) -> Draft:
    if slot.kind in REPEATS:
        return _repeated(request, slot, slot.kind, minutes)
    if slot.kind == "sharpen":
        return _sharpen(request, slot, minutes)
    if slot.kind == "strength":
        return _strength(request, slot, min(minutes, LONGEST_STRENGTH_MIN))
    if slot.kind == "race":
        return _race(request, slot)
    if slot.kind in ("long", "second_long"):
        return _steady_run(request, slot, slot.kind, min(minutes, ENDURANCE_MIN[1]))
    if slot.kind == "recovery" or minutes < ENDURANCE_MIN[0]:
        return _steady_run(request, slot, "recovery", min(minutes, RECOVERY_MIN[1]))
    return _steady_run(request, slot, "easy", min(minutes, ENDURANCE_MIN[1]))


_STEADY: Final[dict[SessionKind, tuple[str, str]]] = {
    "recovery": ("Recovery run", RECOVERY_RPE),
    "easy": ("Endurance run", ENDURANCE_RPE),
    "long": ("Long run", ENDURANCE_RPE),
    "second_long": ("Second long run", ENDURANCE_RPE),
}


def _steady_run(request: PlanRequest, slot: Slot, kind: SessionKind, minutes: int) -> Draft:
    name, effort = _STEADY[kind]
    step = Step("active", "E", name, duration_s=minutes * 60, rpe=effort)
    title = f"{name}: {length(minutes)}"
    return Draft(
        kind, "recovery" if kind == "recovery" else "run", title, (Block(name, (step,)),), PURPOSE[kind],
        _words(request, slot, kind, minutes), kind in HARD_KINDS,
    )  # fmt: skip


def _words(request: PlanRequest, slot: Slot, kind: SessionKind, minutes: int) -> str:
    return guidance(kind, slot.phase, minutes, slot.week_index, has_race=request.race_date is not None)


def length(minutes: int) -> str:
    """
    >>> length(45), length(150), length(120)
    ('45 min', '2 h 30 min', '2 h')
    """
    hours, left = divmod(minutes, 60)
    return f"{minutes} min" if not hours else f"{hours} h {left} min" if left else f"{hours} h"


def _repeated(request: PlanRequest, slot: Slot, kind: SessionKind, minutes: int) -> Draft:
    """A session of repetitions, or the next easier kind where week or day are too short for the least of it."""
    repeats = repeats_for(
        kind,
        request.experience,
        LONGEST_BLOCK_WEEKS if slot.is_cutback else week_in_block(request, slot.on),
        hard_min=slot.week_amount / 60 * HARD_SHARE,
        room_min=min(minutes, LONGEST_HARD_MIN) - SHORT_WARM_UP_MIN - SHORT_COOL_DOWN_MIN,
    )
    if repeats is not None:
        return _around(request, slot._replace(kind=kind), repeats, min(minutes, LONGEST_HARD_MIN))
    easier = EASIER[kind]
    if easier in REPEATS:
        return _repeated(request, slot, easier, minutes)
    return _draft(request, slot._replace(kind=easier), minutes)


def _around(request: PlanRequest, slot: Slot, repeats: Repeats, minutes: int) -> Draft:
    """Warm-up, the repetitions, what time is left as endurance running, cool-down: the hardest comes first."""
    kind, left = slot.kind, minutes - repeats.all_min
    is_roomy = left >= WARM_UP_MIN + COOL_DOWN_MIN
    warm_up = WARM_UP_MIN if is_roomy else SHORT_WARM_UP_MIN
    cool_down = COOL_DOWN_MIN if is_roomy else left - warm_up
    name, zone, effort = _EFFORTS[kind]
    steps: tuple[Step, ...] = (Step("interval", zone, name, duration_s=repeats.work_min * 60, rpe=effort),)
    if repeats.rest_min:
        jog = "Jog back down" if kind == "hill_interval" else "Easy jog"
        steps = (*steps, Step("recovery", "E", jog, duration_s=repeats.rest_min * 60, rpe=RECOVERY_RPE))
    blocks = [
        _easy_block("Warm-up", "warmup", warm_up),
        Block(name, steps, repeats.times),
        _easy_block("Endurance", "active", left - warm_up - cool_down),
        _easy_block("Cool-down", "cooldown", cool_down),
    ]
    amount = f"{repeats.work_min} min" if repeats.times == 1 else f"{repeats.times} × {repeats.work_min} min"
    return Draft(
        kind, "run", f"{name}: {amount}", tuple(block for block in blocks if block.steps), PURPOSE[kind],
        _words(request, slot, kind, minutes), is_hard=True,
    )  # fmt: skip


def _easy_block(name: str, kind: StepKind, minutes: int) -> Block:
    """Easy running; without steps when there is no time for it."""
    if minutes <= 0:
        return Block(name, ())
    effort = RECOVERY_RPE if kind == "cooldown" else ENDURANCE_RPE
    return Block(name, (Step(kind, "E", "Easy running", duration_s=minutes * 60, rpe=effort),))


def _sharpen(request: PlanRequest, slot: Slot, minutes: int) -> Draft:
    """Four to six quick minutes between easy ones; an easy run where there is no room for four."""
    count = min(6, (min(minutes, 60) - SHORT_WARM_UP_MIN - SHORT_COOL_DOWN_MIN) // 3)
    if count < 4:
        return _draft_easy(request, slot, minutes)
    left = min(minutes, 60) - count * 3
    steps = (
        Step("interval", "I", "Quick, uphill if you can", duration_s=60, rpe=STEADY_RPE),
        Step("recovery", "E", "Easy jog", duration_s=120, rpe=RECOVERY_RPE),
    )
    blocks = (
        _easy_block("Warm-up", "warmup", left - COOL_DOWN_MIN if left >= 25 else left - SHORT_COOL_DOWN_MIN),
        Block("Sharpening", steps, count),
        _easy_block("Cool-down", "cooldown", COOL_DOWN_MIN if left >= 25 else SHORT_COOL_DOWN_MIN),
    )
    return Draft(
        "sharpen", "run", f"Sharpening: {count} × 1 min", blocks, PURPOSE["sharpen"], GUIDANCE["sharpen"], is_hard=True
    )


def _draft_easy(request: PlanRequest, slot: Slot, minutes: int) -> Draft:
    return _steady_run(request, slot, "easy" if minutes >= ENDURANCE_MIN[0] else "recovery", minutes)


def _strength(request: PlanRequest, slot: Slot, minutes: int) -> Draft:
    """Lifts in rounds: three sets in a full session, fewer in a short one."""
    warm_up = min(10, minutes // 4)
    lifts = _LIFTS[request.experience]
    rounds = max(1, min(3, (minutes - warm_up) // 10))
    each_s = (minutes - warm_up) * 60 // (rounds * len(lifts))
    steps = tuple(
        Step("active", "strength", f"{lift}, then rest", duration_s=each_s, rpe=LIFTING_RPE, exercise=lift, reps=8)
        for lift in lifts
    )
    blocks = (_easy_block("Warm-up", "warmup", warm_up), Block("Strength", steps, rounds))
    return Draft(
        "strength", "strength", f"Strength: {minutes} min", tuple(block for block in blocks if block.steps),
        PURPOSE["strength"], GUIDANCE["strength"],
    )  # fmt: skip
